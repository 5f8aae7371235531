#include "support/samples.h"

#include <sstream>

namespace {

std::string content(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("output: -o writes the same document, for exits 0, 1 and 3") {
    const TemporaryFolder place;
    for (const std::string name : {"good", "usage-amt-marker"}) {
        const auto& one = samples::named(name);
        const auto shown = samples::check(one, {"--format", "json"});
        const auto written = samples::check(one, {"--format", "json", "-o", place.path("report.json")});
        CHECK(written.exit == shown.exit);
        CHECK(written.output.empty());
        CHECK(content(place.path("report.json")) == shown.output);
    }
}

TEST_CASE("output: on exit 2 no file appears and an existing one stays as it was") {
    const TemporaryFolder place;
    CHECK(amtcert({"check", "/nonexistent.pem", "-o", place.path("new")}).exit == 2);
    CHECK_FALSE(std::filesystem::exists(place.path("new")));
    const auto old = place.write("old", "as it was");
    CHECK(amtcert({"check", samples::file("good/chain.pem"), "/nonexistent.pem", "-o", old}).exit == 2);
    CHECK(content(old) == "as it was");
}

TEST_CASE("output: a file that cannot be written is exit 2") {
    CHECK(samples::check(samples::named("good"), {"-o", "/nonexistent/report"}).exit == 2);
}

TEST_CASE("output: --quiet is one line a certificate") {
    const auto run = samples::check(samples::named("good"), {"--quiet"});
    CHECK(std::count(run.output.begin(), run.output.end(), '\n') == 1);
    CHECK_THAT(run.output, Catch::StartsWith("pass: "));
}

TEST_CASE("output: --verbose shows the rules that hold") {
    CHECK_THAT(samples::check(samples::named("good"), {"--verbose"}).output, Catch::Contains("every RSA key of the chain"));
    CHECK_THAT(samples::check(samples::named("good")).output, !Catch::Contains("every RSA key of the chain"));
}

TEST_CASE("output: a finding has its rule, its certificate, the values compared and a fix") {
    const auto run = samples::check(samples::named("key-length"));
    CHECK_THAT(run.output, Catch::Contains("error: key has a length that is not accepted"));
    CHECK_THAT(run.output, Catch::Contains("key.length"));
    CHECK_THAT(run.output, Catch::Contains("certificate 1: CN=amtcert Sample Issuing CA,O=Example"));
    CHECK_THAT(run.output, Catch::Contains("RSA 4096 bits, at most 2048 allowed"));
    CHECK_THAT(run.output, Catch::Contains("fix: "));
}

TEST_CASE("output: colours only where asked for") {
    CHECK(samples::check(samples::named("good")).output.find('\x1b') == std::string::npos);
    CHECK(samples::check(samples::named("good"), {"--color", "always"}).output.find("\x1b[32m") != std::string::npos);
}

TEST_CASE("output: two runs give the same bytes") {
    const auto& one = samples::named("trust-alternative-chain");
    CHECK(samples::check(one, {"--format", "json"}).output == samples::check(one, {"--format", "json"}).output);
}
