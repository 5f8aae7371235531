#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <regex>
#include <sstream>

#include "support/run_command.h"
#include "support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// succeeds runs a command that has to end well.
Run succeeds(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment = {}) {
    const auto run = run_command(command, {.environment = environment, .time_limit = std::chrono::seconds{300}});
    INFO(command.front() << ": " << run.output << run.errors);
    REQUIRE(run.exit == 0);
    return run;
}

/// prefix is where amtcert was installed, once for all tests.
fs::path prefix() {
    static const TemporaryFolder folder;
    static const bool installed = [] {
        succeeds({CMAKE_COMMAND, "--install", AMTCERT_BUILD_DIR, "--prefix", folder.path()});
        return true;
    }();
    REQUIRE(installed);
    return folder.path();
}

std::vector<fs::path> headers() {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(prefix() / "include"))
        if (entry.is_regular_file()) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

/// readme_block is the first block of a language in the README's section on the library.
std::string readme_block(const std::string& language) {
    const auto readme = content(AMTCERT_SOURCE_DIR "/README.md");
    const auto section = readme.find("and as a library\n");
    REQUIRE(section != std::string::npos);
    const std::string fence = "```" + language + "\n";
    const auto begin = readme.find(fence, section);
    REQUIRE(begin != std::string::npos);
    const auto start = begin + fence.size();
    return readme.substr(start, readme.find("```", start) - start);
}

/// configure configures a project against the installed amtcert.
Run configure(const TemporaryFolder& project) {
    return succeeds({CMAKE_COMMAND, "-S", project.path(), "-B", project.path("build"), "-DCMAKE_PREFIX_PATH=" + prefix().string(),
                     "-DCMAKE_CXX_COMPILER=" CXX_COMPILER});
}

/// judges_as_the_tool_does: a program made of the README's example gives the report of the installed tool.
void judges_as_the_tool_does(const std::string& program) {
    const TemporaryFolder samples;
    const auto tool = (prefix() / "bin/amtcert").string();
    succeeds({tool, "testcerts", samples.path("all")});
    for (const std::string sample : {"good", "usage-amt-marker"}) {
        const auto file = samples.path("all/" + sample + "/chain.pem");
        const auto ours = run_command({program, file, "2026-11-24"});
        const auto theirs = run_command({tool, "check", file, "--at", "2026-11-24", "--offline", "--format", "json"});
        INFO(ours.errors);
        CHECK(ours.exit == theirs.exit);
        CHECK(ours.output == theirs.output);
        CHECK(ours.output.find("amtcert.report/1") != std::string::npos);
    }
}

}  // namespace

TEST_CASE("install: the README's example builds outside the tree with find_package and judges as the tool does") {
    const TemporaryFolder project;
    project.write("example.cpp", readme_block("cpp"));
    project.write("CMakeLists.txt", readme_block("cmake"));
    configure(project);
    succeeds({CMAKE_COMMAND, "--build", project.path("build")});
    judges_as_the_tool_does(project.path("build/example"));
}

TEST_CASE("install: the README's example builds with pkg-config") {
    fs::path folder;
    for (const auto& entry : fs::recursive_directory_iterator(prefix()))
        if (entry.path().filename() == "amtcert.pc") folder = entry.path().parent_path();
    const auto words = succeeds({"/usr/bin/pkg-config", "--cflags", "--libs", "amtcert"}, {{"PKG_CONFIG_PATH", folder.string()}});
    const TemporaryFolder project;
    std::vector<std::string> command{CXX_COMPILER, "-std=c++20", project.write("example.cpp", readme_block("cpp")), "-o",
                                     project.path("example")};
    std::istringstream stream(words.output);
    command.insert(command.end(), std::istream_iterator<std::string>(stream), {});
    succeeds(command);
    judges_as_the_tool_does(project.path("example"));
}

TEST_CASE("install: a component brings what it builds on and nothing else, and an unknown one is not found") {
    const TemporaryFolder project;
    project.write("CMakeLists.txt", R"(
cmake_minimum_required(VERSION 3.25)
project(components LANGUAGES CXX)
find_package(amtcert 0.1 CONFIG REQUIRED COMPONENTS certlib)
if(NOT TARGET amtcert::certlib OR TARGET amtcert::chainwalk OR TARGET PkgConfig::Psl)
    message(FATAL_ERROR "certlib alone")
endif()
find_package(amtcert CONFIG QUIET COMPONENTS certlib no_such_part)
if(amtcert_FOUND)
    message(FATAL_ERROR "an unknown component was found")
endif()
find_package(amtcert 0.2 CONFIG QUIET)
if(amtcert_FOUND)
    message(FATAL_ERROR "another release was found")
endif()
find_package(amtcert CONFIG REQUIRED)
foreach(target IN ITEMS certlib chainwalk chainwalk_fetch rules)
    get_target_property(all amtcert::amtcert INTERFACE_LINK_LIBRARIES)
    if(NOT TARGET amtcert::${target} OR NOT "amtcert::${target}" IN_LIST all)
        message(FATAL_ERROR "${target} is missing")
    endif()
endforeach()
)");
    configure(project);
}

TEST_CASE("install: the documents and schemas are under share") {
    for (const std::string file : {"doc/amtcert/README.md", "doc/amtcert/copyright", "doc/amtcert/docs/rules.md",
                                   "doc/amtcert/docs/examples/nagios.cfg", "amtcert/schemas/report.schema.json"}) {
        INFO(file);
        CHECK(fs::is_regular_file(prefix() / "share" / file));
    }
}

TEST_CASE("install: no public header shows another library but tl::expected") {
    const std::regex comment("//[^\n]*");
    const std::regex include("#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
    const std::regex standard("[a-z_]+");
    const std::regex foreign(
        "\\b(EVP_\\w+|evp_\\w+|X509\\w*|x509_\\w+|ASN1_\\w+|OSSL_\\w+|Botan|nlohmann|pugi|fmt|CURL\\w*|curl_\\w+|LDAP|psl_\\w+)"
        "\\s*(::|[*&;]|\\w)");
    REQUIRE(headers().size() > 40);
    for (const auto& file : headers()) {
        INFO(file);
        const auto code = std::regex_replace(content(file), comment, "");
        for (std::sregex_iterator match(code.begin(), code.end(), include), end; match != end; ++match) {
            const auto name = match->str(1);
            INFO(name);
            CHECK((std::regex_match(name, standard) || name == "tl/expected.hpp" || fs::exists(prefix() / "include" / name)));
        }
        CHECK_FALSE(std::regex_search(code, foreign));
    }
}

TEST_CASE("install: every public header compiles alone") {
    std::vector<std::string> command{CXX_COMPILER, "-std=c++20", "-fsyntax-only", "-w", "-I" + (prefix() / "include").string(),
                                     "-x",         "c++"};
    for (const auto& file : headers()) command.push_back(file.string());
    succeeds(command);
}

TEST_CASE("install: a man page for the tool and for each command has every option of --help, and man finds no fault in it") {
    const auto tool = (prefix() / "bin/amtcert").string();
    const auto pages = prefix() / "share/man/man1";
    const std::regex command_line("\n  ([a-z]+) {2,}");
    const std::regex long_option("--[a-z][a-z0-9-]+");
    const auto help = succeeds({tool, "--help"}).output;
    std::vector<std::string> commands{""};
    for (std::sregex_iterator match(help.begin(), help.end(), command_line), end; match != end; ++match)
        commands.push_back(match->str(1));
    CHECK(commands.size() > 10);
    for (const auto& command : commands) {
        const auto page = pages / (command.empty() ? "amtcert.1" : "amtcert-" + command + ".1");
        const auto shown = succeeds({"/usr/bin/man", "--warnings", "-l", page.string()},
                                    {{"MANWIDTH", "200"}, {"LC_ALL", "C.UTF-8"}, {"MAN_KEEP_FORMATTING", ""}});
        CHECK(shown.errors.empty());
        std::vector<std::string> asked{tool, command, "--help"};
        if (command.empty()) asked.erase(asked.begin() + 1);
        const auto text = succeeds(asked).output;
        INFO(command);
        for (std::sregex_iterator match(text.begin(), text.end(), long_option), end; match != end; ++match) {
            INFO(match->str());
            CHECK(shown.output.find(match->str()) != std::string::npos);
        }
    }
}

TEST_CASE("install: bash completes commands, options, the values of options, and else file names") {
    const auto script = (prefix() / "share/bash-completion/completions/amtcert").string();
    const auto complete = [&script](const std::string& words) {
        return succeeds({"/bin/bash", "-c",
                         "set -u; . \"$0\"; COMP_WORDS=(" + words +
                             "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _amtcert; echo \"${COMPREPLY[*]-}\"; complete -p amtcert",
                         script})
            .output;
    };
    const std::string registered = "\ncomplete -o default -F _amtcert amtcert\n";
    CHECK(complete("amtcert ch") == "check chain" + registered);
    CHECK(complete("amtcert check --dns") == "--dns-suffix" + registered);
    CHECK(complete("amtcert check x.pem --fail-on ''") == "error warning" + registered);
    CHECK(complete("amtcert check --fail-on = w") == "warning" + registered);
    CHECK(complete("amtcert check --fail-on =") == "error warning" + registered);
    CHECK(complete("amtcert check --site ''") == registered);
    CHECK(complete("amtcert check ''") == registered);
}

TEST_CASE("install: the .deb of the tool installs, runs, is removed and leaves nothing") {
    const TemporaryFolder place;
    succeeds({CPACK_COMMAND, "--config", AMTCERT_BUILD_DIR "/CPackConfig.cmake", "-G", "DEB", "-B", place.path("packed")});
    fs::path package;
    for (const auto& entry : fs::directory_iterator(place.path("packed")))
        if (entry.path().extension() == ".deb") package = entry.path();
    REQUIRE_FALSE(package.empty());
    const auto depends = succeeds({"/usr/bin/dpkg-deb", "-f", package.string(), "Depends"}).output;
    for (const std::string library : {"libc6", "libssl3", "libfmt9", "libpugixml1v5", "libpsl5", "libcurl4", "libldap-2.5-0"}) {
        INFO(depends);
        CHECK(depends.find(library) != std::string::npos);
    }

    const fs::path root = place.path("root");
    fs::create_directories(root / "var/lib/dpkg/info");
    fs::create_directories(root / "var/lib/dpkg/updates");
    place.write("root/var/lib/dpkg/status", "");
    const std::vector<std::string> dpkg{"/usr/bin/dpkg", "--root=" + root.string(), "--force-not-root", "--force-depends",
                                        "--log=/dev/null"};
    auto install = dpkg;
    install.insert(install.end(), {"--install", package.string()});
    const std::map<std::string, std::string> path{{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}};
    succeeds(install, path);
    CHECK(succeeds({(root / "usr/bin/amtcert").string(), "--version"}).output.starts_with("amtcert "));
    CHECK(fs::is_regular_file(root / "usr/share/man/man1/amtcert-check.1"));
    CHECK_FALSE(fs::exists(root / "usr/include"));
    auto purge = dpkg;
    purge.insert(purge.end(), {"--purge", "amtcert"});
    succeeds(purge, path);
    CHECK_FALSE(fs::exists(root / "usr"));
}
