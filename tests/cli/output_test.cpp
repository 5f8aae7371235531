#include "support/file_content.h"
#include "support/samples.h"

#include <sstream>

namespace {

}  // namespace

TEST_CASE("output: -o writes the same document, for exits 0, 1 and 3") {
    const TemporaryFolder place;
    for (const std::string name : {"good", "usage-amt-marker"}) {
        const auto& one = samples::named(name);
        const auto shown = samples::check(one, {"--format", "json"});
        const auto written = samples::check(one, {"--format", "json", "-o", place.path("report.json")});
        CHECK(written.exit == shown.exit);
        CHECK(written.output.empty());
        CHECK(text_of(place.path("report.json")) == shown.output);
    }
}

TEST_CASE("output: on exit 2 no file appears and an existing one stays as it was") {
    const TemporaryFolder place;
    CHECK(amtcert({"check", "/nonexistent.pem", "-o", place.path("new")}).exit == 2);
    CHECK_FALSE(std::filesystem::exists(place.path("new")));
    const auto old = place.write("old", "as it was");
    CHECK(amtcert({"check", samples::file("good/chain.pem"), "/nonexistent.pem", "-o", old}).exit == 2);
    CHECK(text_of(old) == "as it was");
}

TEST_CASE("output: what the report is made of is not written over") {
    const TemporaryFolder place;
    const auto source = place.write("chain.pem", text_of(samples::file("good/chain.pem")));
    const auto before = text_of(source);
    for (const auto* format : {"text", "json", "nagios"}) {
        const auto run = amtcert({"check", source, "--offline", "--format", format, "-o", place.path("./chain.pem")});
        CHECK(run.exit == (format == std::string("nagios") ? 3 : 2));
        CHECK_THAT(run.errors, Catch::Contains("would be written over"));
        CHECK(text_of(source) == before);
    }
    const auto offered = place.write("offered.pem", text_of(samples::file("good/issuing-ca.pem")));
    const std::vector<std::vector<std::string>> others{{"compare", samples::file("good/chain.pem"), "--offline", source},
                                                       {"compare", "--offline", source, samples::file("good/chain.pem")},
                                                       {"plan", "--offline", "--offered", offered},
                                                       {"reach", source}};
    for (auto arguments : others) {
        INFO(arguments.front());
        const auto file = arguments.front() == "plan" ? offered : source;
        const auto content = text_of(file);
        arguments.insert(arguments.end(), {"-o", file});
        const auto run = amtcert(arguments);
        CHECK(run.exit == 2);
        CHECK_THAT(run.errors, Catch::Contains("would be written over"));
        CHECK(text_of(file) == content);
    }
}

TEST_CASE("output: a file that cannot be written is exit 2") {
    CHECK(samples::check(samples::named("good"), {"-o", "/nonexistent/report"}).exit == 2);
}

TEST_CASE("output: -o on a symbolic link writes what it points to, there already or not, and leaves the link") {
    namespace fs = std::filesystem;
    const TemporaryFolder place;
    fs::create_directory(place.path("reports"));
    const auto existing = place.write("reports/existing", "as it was");
    fs::create_symlink("reports/existing", place.path("link"));
    fs::create_symlink("link", place.path("link-to-link"));
    fs::create_symlink(place.path("reports/new"), place.path("dangling"));
    fs::create_symlink("loop", place.path("loop"));
    const auto& one = samples::named("good");
    const auto shown = samples::check(one).output;
    CHECK(samples::check(one, {"-o", place.path("link-to-link")}).exit == 0);
    CHECK(text_of(existing) == shown);
    CHECK(samples::check(one, {"-o", place.path("dangling")}).exit == 0);
    CHECK(text_of(place.path("reports/new")) == shown);
    for (const auto* link : {"link", "link-to-link", "dangling"}) CHECK(fs::is_symlink(place.path(link)));
    CHECK(samples::check(one, {"-o", place.path("loop")}).exit == 2);
    // Nothing half-written is left beside the targets.
    CHECK(std::distance(fs::directory_iterator(place.path("reports")), fs::directory_iterator()) == 2);
}

TEST_CASE("output: a full standard output is told once, in every format") {
    for (const std::string format : {"text", "json", "ndjson", "nagios", "prometheus"}) {
        INFO(format);
        const auto run = run_command({"sh", "-c",
                                      std::string(AMTCERT_BINARY) + " check --offline --format " + format + " " +
                                          samples::file("good/chain.pem") + " >/dev/full"});
        CHECK(run.exit == (format == "nagios" ? 3 : 2));
        CHECK(std::count(run.errors.begin(), run.errors.end(), '\n') == 1);
        CHECK_THAT(run.errors, Catch::StartsWith("error: standard output: cannot write: "));
    }
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
