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

/// readme_block is the first block of a language in the README's section "As a library".
std::string readme_block(const std::string& language) {
    const auto readme = content(AMTCERT_SOURCE_DIR "/README.md");
    const auto section = readme.find("## As a library");
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
                     "-DCMAKE_CXX_COMPILER=" CXX_COMPILER, "-DCMAKE_CXX_FLAGS=" CONSUMER_FLAGS});
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
    if (*CONSUMER_FLAGS != 0) command.emplace_back(CONSUMER_FLAGS);
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
