#include "install/installed.h"
#include "support/file_content.h"

using namespace installed;

namespace {

const std::vector<std::string> package_names{"amtcert", "libamtcert-dev", "libamtcert0"};

/// pack has cpack make the packages of the build and gives their files, by name.
std::map<std::string, std::string> pack(const std::string& folder) {
    succeeds({CPACK_COMMAND, "--config", AMTCERT_BUILD_DIR "/CPackConfig.cmake", "-G", "DEB", "-B", folder});
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (entry.path().extension() == ".deb") files[name.substr(0, name.find('_'))] = entry.path().string();
    }
    return files;
}

/// packages are those of the build, made once.
const std::map<std::string, std::string>& packages() {
    static const TemporaryFolder folder;
    static const auto files = pack(folder.path("packed"));
    std::vector<std::string> names;
    for (const auto& [name, unused] : files) names.push_back(name);
    REQUIRE(names == package_names);
    return files;
}

std::string field(const std::string& package, const std::string& name) {
    return succeeds({"/usr/bin/dpkg-deb", "-f", packages().at(package), name}).output;
}

/// System is an empty Debian system to install packages into.
class System {
public:
    System() {
        fs::create_directories(root() / "var/lib/dpkg/info");
        fs::create_directories(root() / "var/lib/dpkg/updates");
        folder_.write("root/var/lib/dpkg/status", "");
    }
    [[nodiscard]] fs::path root() const { return folder_.path("root"); }
    void dpkg(const std::vector<std::string>& arguments) const {
        // No other package is there, and no ldconfig in it: what a trigger would run is not what is looked at.
        std::vector<std::string> command{"/usr/bin/dpkg",   "--root=" + root().string(), "--force-not-root", "--force-depends",
                                         "--log=/dev/null", "--no-triggers"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        succeeds(command, {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}});
    }

private:
    TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("packages: each depends on what it needs and on nothing of another's") {
    for (const std::string library : {"libc6", "libssl3", "libfmt9", "libpugixml1v5", "libpsl5", "libcurl4", "libldap-2.5-0"})
        for (const std::string package : {"amtcert", "libamtcert0"}) {
            INFO(package << " on " << library);
            CHECK(field(package, "Depends").find(library) != std::string::npos);
        }
    CHECK(field("amtcert", "Depends").find("amtcert0") == std::string::npos);
    for (const std::string library : {"libamtcert0 (= ", "libexpected-dev", "libssl-dev", "libbotan-2-dev"})
        CHECK(field("libamtcert-dev", "Depends").find(library) != std::string::npos);
}

TEST_CASE("packages: they install, run, are removed and leave nothing") {
    const System system;
    system.dpkg({"--install", packages().at("libamtcert0"), packages().at("amtcert"), packages().at("libamtcert-dev")});
    const auto usr = system.root() / "usr";
    CHECK(succeeds({(usr / "bin/amtcert").string(), "--version"}).output.starts_with("amtcert "));
    for (const std::string file : {"share/man/man1/amtcert-check.1.gz", "share/bash-completion/completions/amtcert",
                                   "share/zsh/vendor-completions/_amtcert", "share/fish/vendor_completions.d/amtcert.fish",
                                   "include/amtcert/amtcert.h", "share/doc/libamtcert0/copyright"}) {
        INFO(file);
        CHECK(fs::is_regular_file(usr / file));
    }
    fs::path library;
    for (const auto& entry : fs::recursive_directory_iterator(usr / "lib"))
        if (entry.path().filename() == "libamtcert.so.0") library = entry.path().parent_path();
    REQUIRE_FALSE(library.empty());
    const auto judged = succeeds({"/usr/bin/python3", AMTCERT_SOURCE_DIR "/examples/python/check.py", sample("good/chain.pem"), "2026-11-24"},
                                 {{"LD_LIBRARY_PATH", library.string()}}, 1);
    CHECK(judged.output.find("\nfail CN=provision.example.com") != std::string::npos);

    system.dpkg({"--purge", "libamtcert-dev"});
    CHECK_FALSE(fs::exists(usr / "include"));
    CHECK(fs::exists(library / "libamtcert.so.0"));
    system.dpkg({"--purge", "libamtcert0"});
    CHECK(fs::exists(usr / "bin/amtcert"));
    system.dpkg({"--purge", "amtcert"});
    CHECK_FALSE(fs::exists(usr));
}

TEST_CASE("packages: lintian finds no error in them") {
    std::vector<std::string> command{"/usr/bin/lintian", "--fail-on", "error", "--allow-root", "--tag-display-limit", "0"};
    for (const auto& [name, file] : packages()) command.push_back(file);
    succeeds(command);
}

TEST_CASE("packages: packing a build again gives the same octets") {
    const TemporaryFolder folder;
    for (const auto& [name, file] : pack(folder.path("again"))) {
        INFO(name);
        CHECK(text_of(file) == text_of(packages().at(name)));
    }
}
