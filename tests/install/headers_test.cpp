#include <regex>
#include <set>

#include "install/installed.h"
#include "support/file_content.h"

using namespace installed;

namespace {

constexpr const char* symbols_file = AMTCERT_SOURCE_DIR "/tests/install/symbols.txt";

/// exported_symbols are those of the shared library, demangled, sorted, one a line. Several that demangle alike stand once.
std::string exported_symbols() {
    const auto library = (folder_of("libamtcert.so.0") / "libamtcert.so.0").string();
    std::istringstream lines(succeeds({"/usr/bin/nm", "--dynamic", "--defined-only", "--demangle", library}).output);
    std::set<std::string> symbols;
    for (std::string line; std::getline(lines, line);) {
        constexpr std::size_t type_column = 17;
        // An absolute symbol is the name of a version; what is weak is a copy of what users compile from the header as well.
        if (line.size() < type_column + 3 || std::string_view("AWVu").find(line[type_column]) != std::string_view::npos) continue;
        symbols.insert(line.substr(type_column + 2, line.find("@@AMTCERT_") - type_column - 2));
    }
    std::string text;
    for (const auto& symbol : symbols) text += symbol + "\n";
    return text;
}

}  // namespace

TEST_CASE("install: no public header shows another library but tl::expected") {
    const std::regex comment(R"(//[^\n]*|/\*[\s\S]*?\*/)");
    const std::regex include("#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
    const std::regex standard("[a-z_]+|stddef\\.h");
    const std::regex foreign(
        "\\b(EVP_\\w+|evp_\\w+|X509\\w*|x509_\\w+|ASN1_\\w+|OSSL_\\w+|Botan|nlohmann|pugi|fmt|CURL\\w*|curl_\\w+|LDAP|psl_\\w+)"
        "\\s*(::|[*&;]|\\w)");
    REQUIRE(headers().size() > 40);
    for (const auto& file : headers()) {
        INFO(file);
        const auto code = std::regex_replace(text_of(file), comment, "");
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

TEST_CASE("install: the C header compiles alone as C11 and as C++, without a warning") {
    const auto header = (prefix() / "include/amtcert/amtcert.h").string();
    succeeds({"/usr/bin/cc", "-std=c11", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-x", "c", header});
    succeeds({CXX_COMPILER, "-std=c++11", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-x", "c++", header});
}

TEST_CASE("install: every public header exports what its namespace declares") {
    const std::regex opening("(^|\n)namespace [^\n]*(certlib|chainwalk|rules) \\{");
    const std::string exporting = R"(namespace [[gnu::visibility("default")]] )";
    for (const auto& file : headers()) {
        if (file.filename() == "amtcert.h") continue;
        INFO(file);
        const auto code = text_of(file);
        std::size_t openings = 0;
        for (std::sregex_iterator match(code.begin(), code.end(), opening), end; match != end; ++match, ++openings)
            CHECK(match->str().find(exporting) != std::string::npos);
        CHECK(openings > 0);
    }
}

TEST_CASE("install: the shared library has its soname and exports the symbols listed (AMTCERT_REBASE=1 writes the list)") {
    const auto symbols = exported_symbols();
    if (std::getenv("AMTCERT_REBASE") != nullptr) std::ofstream(symbols_file, std::ios::binary) << symbols;
    CHECK(symbols == text_of(symbols_file));
    const auto library = (folder_of("libamtcert.so.0") / "libamtcert.so.0").string();
    CHECK(succeeds({"/usr/bin/readelf", "--dynamic", library}).output.find("soname: [libamtcert.so.0]") != std::string::npos);
    for (const std::string foreign : {"Botan", "OPENSSL", "nlohmann", "\nstd::", "der::Reader"})
        CHECK(("\n" + symbols).find(foreign) == std::string::npos);
}

TEST_CASE("install: Doxygen finds every public symbol documented") {
    const TemporaryFolder folder;
    const auto run = run_command({"/bin/bash", "-c", "cd \"$0\" && (cat docs/Doxyfile; echo OUTPUT_DIRECTORY=\"$1\") | doxygen -", AMTCERT_SOURCE_DIR,
                                  folder.path()},
                                 {.time_limit = std::chrono::seconds{120}});
    CHECK(run.exit == 0);
    CHECK(run.errors == "");
    CHECK(fs::is_regular_file(folder.path("html/amtcert_8h.html")));
}
