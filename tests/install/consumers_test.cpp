#include <nlohmann/json.hpp>

#include "install/installed.h"
#include "support/file_content.h"

using namespace installed;

namespace {

/// readme_block is the first block of a language in the README's section on the library.
std::string readme_block(const std::string& language) {
    const auto readme = text_of(AMTCERT_SOURCE_DIR "/README.md");
    const auto section = readme.find("and as a library\n");
    REQUIRE(section != std::string::npos);
    const std::string fence = "```" + language + "\n";
    const auto begin = readme.find(fence, section);
    REQUIRE(begin != std::string::npos);
    const auto start = begin + fence.size();
    return readme.substr(start, readme.find("```", start) - start);
}

/// judges_as_the_tool_does: a program made of the README's example gives the report of the installed tool.
void judges_as_the_tool_does(const std::string& program, const std::map<std::string, std::string>& environment = {}) {
    for (const std::string name : {"good", "usage-amt-marker"}) {
        const auto file = sample(name + "/chain.pem");
        const auto ours = run_command({program, file, "2026-11-24"}, {.environment = environment});
        const auto theirs = run_command({tool(), "check", file, "--at", "2026-11-24", "--offline", "--format", "json"});
        INFO(ours.errors);
        CHECK(ours.exit == theirs.exit);
        CHECK(ours.output == theirs.output);
        CHECK(ours.output.find("amtcert.report/1") != std::string::npos);
    }
}

/// needs_the_shared_library says whether a program names libamtcert.so.0 as needed.
bool needs_the_shared_library(const std::string& program) {
    return succeeds({"/usr/bin/readelf", "--dynamic", program}).output.find("[libamtcert.so.0]") != std::string::npos;
}

/// examples is the build folder of examples/, with the shared library.
const TemporaryFolder& examples() {
    static const TemporaryFolder folder;
    static const bool is_built = [] {
        configure(AMTCERT_SOURCE_DIR "/examples", folder.path(), {"-DBUILD_SHARED_LIBS=ON"});
        succeeds({CMAKE_COMMAND, "--build", folder.path(), "--parallel", "2"});
        return true;
    }();
    REQUIRE(is_built);
    return folder;
}

/// c_program compiles a C11 source with the words of pkg-config.
void c_program(const std::string& source, const std::string& to) {
    std::vector<std::string> command{"/usr/bin/cc", "-std=c11", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Werror", source, "-o", to};
    const auto words = pkg_config("amtcert");
    command.insert(command.end(), words.begin(), words.end());
    succeeds(command);
}

/// masked is octets as tests/install/wiped.c takes them, so that what is looked for stands nowhere in its memory.
std::string masked(const std::string& octets) {
    std::string text;
    for (const char c : octets) {
        constexpr std::string_view digits = "0123456789abcdef";
        const auto octet = static_cast<unsigned char>(c ^ 0x5a);
        text += digits[octet >> 4U];
        text += digits[octet & 15U];
    }
    return text;
}

std::string from_hex(std::string_view digits) {
    std::string octets;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) octets += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return octets;
}

/// prime_of reads the first prime of an RSA key out of what openssl prints.
std::string prime_of(const std::string& key_file) {
    const auto text = succeeds({"/usr/bin/openssl", "rsa", "-in", key_file, "-noout", "-text"}).output;
    const auto begin = text.find("prime1:");
    REQUIRE(begin != std::string::npos);
    std::string digits;
    for (const char c : text.substr(begin + 7, text.find("prime2:") - begin - 7))
        if (std::isxdigit(static_cast<unsigned char>(c)) != 0) digits += c;
    const auto prime = from_hex(digits);
    return prime.substr(prime.find_first_not_of('\0'));
}

}  // namespace

TEST_CASE("install: the README's example builds outside the tree with find_package, static and shared, and judges as the tool does") {
    const TemporaryFolder project;
    project.write("example.cpp", readme_block("cpp"));
    project.write("CMakeLists.txt", readme_block("cmake"));
    for (const bool is_shared : {false, true}) {
        const auto build = project.path(is_shared ? "shared" : "static");
        configure(project.path(), build, {is_shared ? "-DBUILD_SHARED_LIBS=ON" : "-DBUILD_SHARED_LIBS=OFF"});
        succeeds({CMAKE_COMMAND, "--build", build});
        CHECK(needs_the_shared_library(build + "/example") == is_shared);
        judges_as_the_tool_does(build + "/example");
    }
}

TEST_CASE("install: the README's example builds with pkg-config, static and shared") {
    const TemporaryFolder project;
    const auto source = project.write("example.cpp", readme_block("cpp"));
    for (const std::string name : {"amtcert", "amtcert-static"}) {
        std::vector<std::string> command{CXX_COMPILER, "-std=c++20", source, "-o", project.path(name)};
        const auto words = pkg_config(name);
        command.insert(command.end(), words.begin(), words.end());
        succeeds(command);
        CHECK(needs_the_shared_library(project.path(name)) == (name == "amtcert"));
        judges_as_the_tool_does(project.path(name), with_library());
    }
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
find_package(amtcert CONFIG QUIET COMPONENTS shared static)
if(amtcert_FOUND)
    message(FATAL_ERROR "shared and static at once")
endif()
find_package(amtcert 0.2 CONFIG QUIET)
if(amtcert_FOUND)
    message(FATAL_ERROR "another release was found")
endif()
find_package(amtcert CONFIG REQUIRED)
foreach(target IN ITEMS certlib chainwalk fetch rules capi)
    get_target_property(all amtcert::amtcert INTERFACE_LINK_LIBRARIES)
    if(NOT TARGET amtcert::${target} OR NOT "amtcert::${target}" IN_LIST all)
        message(FATAL_ERROR "${target} is missing")
    endif()
endforeach()
)");
    configure(project.path(), project.path("build"));
}

TEST_CASE("install: the components shared and static choose the library, whatever BUILD_SHARED_LIBS says") {
    for (const std::string kind : {"shared", "static"}) {
        const TemporaryFolder project;
        project.write("CMakeLists.txt", R"(
cmake_minimum_required(VERSION 3.25)
project(kind LANGUAGES CXX)
find_package(amtcert CONFIG REQUIRED COMPONENTS certlib )" + kind + R"()
get_target_property(shared amtcert::certlib TYPE)
if(NOT shared STREQUAL ")" + (kind == "shared" ? "INTERFACE_LIBRARY" : "STATIC_LIBRARY") + R"(")
    message(FATAL_ERROR "amtcert::certlib is of type ${shared}")
endif()
)");
        configure(project.path(), project.path("build"), {kind == "shared" ? "-DBUILD_SHARED_LIBS=OFF" : "-DBUILD_SHARED_LIBS=ON"});
    }
}

TEST_CASE("examples: a rule of one's own is judged like amtcert's") {
    const auto run = run_command({examples().path("own_rule"), sample("good/chain.pem"), "2026-11-24"});
    INFO(run.output << run.errors);
    CHECK(run.exit == 1);
    CHECK(run.output.find("house.lifetime") != std::string::npos);
    CHECK(run.output.find("at most 398 wanted") != std::string::npos);
}

TEST_CASE("examples: a trust source of one's own decides where paths end") {
    const TemporaryFolder folder;
    const auto root = succeeds({"/usr/bin/openssl", "x509", "-in", sample("good/root.pem"), "-noout", "-fingerprint", "-sha256"}).output;
    const auto hashes = folder.write("hashes", root.substr(root.find('=') + 1));
    const auto trusted = run_command({examples().path("own_trust"), hashes, sample("good/chain.pem")});
    INFO(trusted.output << trusted.errors);
    CHECK(trusted.exit == 0);
    CHECK(trusted.output.starts_with("anchored: CN=provision.example.com"));
    const auto other = folder.write("other", std::string(64, '0') + "\n");
    const auto untrusted = run_command({examples().path("own_trust"), other, sample("good/chain.pem")});
    CHECK(untrusted.exit == 1);
    CHECK(untrusted.output.starts_with("self-signed: "));
}

TEST_CASE("examples: a fetcher of one's own brings what locations serve") {
    const auto chain = sample("revocation-crl-reachable/chain.pem");
    const TemporaryFolder folder;
    std::filesystem::copy_file(sample("good/root.pem"), folder.path("issuing-ca.crl"));
    const auto status = [&](const std::string& from) {
        const auto run = run_command({examples().path("own_fetcher"), from, chain, "2026-11-24"});
        INFO(run.errors);
        CHECK(run.errors.find("http://pki.example.com/issuing-ca.crl: ") != std::string::npos);
        return nlohmann::json::parse(run.output).at("subjects").at(0).at("locations").at(0).at("status").get<std::string>();
    };
    CHECK(status(folder.path()) == "not-a-crl");
    CHECK(status(folder.path("nowhere")) == "not-tried");
}

TEST_CASE("examples: a C11 program judges through the C interface as the tool does") {
    const TemporaryFolder folder;
    c_program(AMTCERT_SOURCE_DIR "/examples/c/check.c", folder.path("check"));
    judges_as_the_tool_does(folder.path("check"), with_library());
    const auto file = sample("good/chain.pem");
    const auto run = run_command({folder.path("check"), file, "2026-11-24", "dnsSuffix", "other.example"}, {.environment = with_library()});
    CHECK(run.exit == 1);
    CHECK(run.errors == "1 of 1: " + file + "\n");
    const auto wrong = run_command({folder.path("check"), file, "2026-11-24", "dnsSufix", "x"}, {.environment = with_library()});
    CHECK(wrong.exit == 2);
    CHECK(wrong.errors == "error 5: dnsSufix: no such option\n");
}

TEST_CASE("examples: a Python program judges through ctypes, and answers for locations") {
    const auto python = [](const std::string& file) {
        return run_command({"/usr/bin/python3", AMTCERT_SOURCE_DIR "/examples/python/check.py", file, "2026-11-24"},
                           {.environment = with_library()});
    };
    const auto faulty = python(sample("revocation-crl-reachable/chain.pem"));
    INFO(faulty.output << faulty.errors);
    CHECK(faulty.exit != 0);
    CHECK(faulty.output.find("asked: crl http://pki.example.com/issuing-ca.crl\n") != std::string::npos);
    CHECK(faulty.output.find("CN=provision.example.com") != std::string::npos);
    const auto absent = python(sample("README.md"));
    CHECK(absent.exit == 2);
    CHECK(absent.errors.starts_with("error: "));
}

TEST_CASE("capi: password and private key are wiped from memory") {
    const TemporaryFolder folder;
    c_program(AMTCERT_SOURCE_DIR "/tests/install/wiped.c", folder.path("wiped"));
    const std::string password = "a password that stands nowhere else";
    succeeds({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=provision.example.com", "-keyout",
              folder.path("key.pem"), "-out", folder.path("certificate.pem")});
    succeeds({"/usr/bin/openssl", "pkcs12", "-export", "-inkey", folder.path("key.pem"), "-in", folder.path("certificate.pem"), "-passout",
              "pass:" + password, "-out", folder.path("server.pfx")});
    folder.write("both.pem", text_of(folder.path("key.pem")) + text_of(folder.path("certificate.pem")));
    auto prime = prime_of(folder.path("key.pem"));
    std::string reversed(prime.rbegin(), prime.rend());  // as a big number lies in memory
    for (const std::string file : {"server.pfx", "both.pem"}) {
        const auto run = run_command({folder.path("wiped"), folder.path(file), masked(password), masked(prime), masked(reversed)},
                                     {.environment = with_library()});
        INFO(file << ": " << run.output << run.errors);
        CHECK(run.exit == 0);
        CHECK(run.output == "while in use: password found\nafterwards: 0 0 0\n");
    }
}
