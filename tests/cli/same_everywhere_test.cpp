// Hidden tests, for AMTCERT_UNDER_TEST: another build of amtcert answers as this one does, to the octet.
#include <amtcert/certlib/load.h>

#include "support/samples.h"

namespace {

/// both runs this build and the other one with the same arguments.
std::pair<Run, Run> both(const std::vector<std::string>& arguments) {
    auto own = arguments;
    own.insert(own.begin(), AMTCERT_BINARY);
    return {run_command(own), amtcert(arguments)};
}

void check_same(const std::vector<std::string>& arguments) {
    const auto [own, other] = both(arguments);
    CHECK(own.exit == other.exit);
    CHECK(own.errors == other.errors);
    // A difference of thousands of lines says nothing.
    CHECK((own.output == other.output));
}

}  // namespace

TEST_CASE("same everywhere: the samples", "[.][windows]") {
    const TemporaryFolder place;
    const auto [own, other] = both({"testcerts", place.path("samples")});
    CHECK(own.exit == 0);
    CHECK(own.output == other.output);
    // The other build has written over what this one wrote.
    for (const auto& one : testcerts::cases())
        for (const auto& file : one.files) {
            if (file.name.ends_with(".pfx")) continue;  // its salts are random
            INFO(one.name << "/" << file.name);
            const auto path = std::filesystem::path(place.path("samples")) / one.name / file.name;
            CHECK(certlib::read_file(path.string(), 1U << 24U).value() == file.content);
        }
}

TEST_CASE("same everywhere: reports on all samples, in each format", "[.][windows]") {
    std::vector<std::string> arguments{"check"};
    for (const auto& one : testcerts::cases())
        if (one.file.ends_with(".pem")) arguments.push_back(samples::file(one.name + "/" + one.file));
    for (const auto* word : {"--at", "2026-11-24", "--offline", "--dns-suffix", "example.com", "--firmware", "all", "--format"})
        arguments.emplace_back(word);
    for (const auto* format : {"json", "ndjson", "text", "html", "sarif", "junit"}) {
        INFO(format);
        auto with_format = arguments;
        with_format.emplace_back(format);
        check_same(with_format);
    }
}

TEST_CASE("same everywhere: help, catalogue, guide and roots", "[.][windows]") {
    check_same({"--help"});
    check_same({"check", "--help"});
    check_same({"rules"});
    check_same({"guide"});
    check_same({"roots"});
}

TEST_CASE("windows: its stores are read", "[.][windows]") {
    const auto roots = amtcert({"check", "winstore:LocalMachine/Root?thumbprint=" + std::string(40, '0')});
    CHECK(roots.exit == 2);
    CHECK_THAT(roots.errors, Catch::Contains("certificates is selected") && Catch::Contains("hint: nearest: "));
    const auto none = amtcert({"check", "winstore:LocalMachine/No Such Store"});
    CHECK(none.exit == 2);
    CHECK_THAT(none.errors, Catch::Contains("no such store"));
    CHECK(
        amtcert({"check", samples::file("good/chain.pem"), "--console-store", "winstore:LocalMachine/Root", "--offline"}).exit !=
        2);
}
