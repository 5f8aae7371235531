#include "support/file_content.h"
#include "support/foreign.h"
#include "support/samples.h"
#include "support/suite.h"

namespace {

std::vector<std::string> all_metrics(const TemporaryFolder& place) {
    std::vector<std::string> files;
    for (const auto& one : testcerts::cases())
        files.push_back(place.write(one.name + ".prom", samples::check(one, {"--format", "prometheus"}).output));
    const auto good = samples::file("good/chain.pem");
    files.push_back(place.write("partly.prom", amtcert({"check", good, good, "/none", "--format", "prometheus"}).output));
    return files;
}

}  // namespace

TEST_CASE("prometheus: every sample's metrics are read by Prometheus' own client, and none comes twice") {
    const TemporaryFolder place;
    CHECK(foreign::prometheus(all_metrics(place)) == "");
    CHECK(foreign::prometheus({place.write("wrong.prom", "amtcert_verdict{source=\"a} 1\n")}) != "");
}

TEST_CASE("prometheus: promtool finds nothing to complain about") {
    if (run_command({"/bin/sh", "-c", "command -v promtool"}).exit != 0)
        return suite::skip("promtool (Debian package prometheus)");
    const TemporaryFolder place;
    for (const auto& file : all_metrics(place)) {
        const auto run = run_command({"promtool", "check", "metrics"}, {.input = text_of(file)});
        CHECK(run.exit == 0);
        CHECK(run.output + run.errors == "");
    }
}

TEST_CASE("prometheus: dates, verdict and findings are the certificate's") {
    const auto text = samples::check(samples::named("key-length"), {"--format", "prometheus"}).output;
    const auto source = samples::file("key-length/chain.pem");
    CHECK_THAT(text,
               Catch::Contains(
                   "certificate=\"0\",subject=\"CN=provision.example.com,O=Example\",serial=\"6e1740b908c59203\"} 2082672000\n"));
    CHECK_THAT(text, Catch::Contains("verdict=\"fail\"} 1\n") && Catch::Contains("verdict=\"pass\"} 0\n"));
    CHECK_THAT(text, Catch::Contains("rule=\"key.length\",severity=\"error\"} 1\n"));
    CHECK_THAT(text, Catch::Contains("amtcert_source_readable{source=\"" + source + "\"} 1\n"));
    CHECK_THAT(text, Catch::Contains("amtcert_judged_at_timestamp_seconds 1795478400\n"));
}

TEST_CASE("prometheus: what is open and what could not be read have metrics of their own") {
    const auto run = amtcert({"check", samples::file("good/chain.pem"), "/none", "--format", "prometheus"});
    CHECK(run.exit == 2);
    CHECK_THAT(run.output, Catch::Contains("amtcert_source_readable{source=\"/none\"} 0\n"));
    CHECK_THAT(run.output, Catch::Contains("rule=\"name.domain-suffix\"} 1\n"));
}
