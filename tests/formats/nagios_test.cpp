#include "support/foreign.h"
#include "support/samples.h"

namespace {

/// is_one_line: Nagios takes the first line and shows nothing but that.
bool is_one_line(const std::string& text) {
    return text.starts_with("AMTCERT ") && text.ends_with('\n') && std::count(text.begin(), text.end(), '\n') == 1;
}

Run nagios(const std::string& name, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"--format", "nagios"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return samples::check(samples::named(name), arguments);
}

}  // namespace

TEST_CASE("nagios: OK, WARNING, CRITICAL and UNKNOWN, each with its exit code") {
    const auto ok = nagios("good");
    CHECK(ok.exit == 0);
    CHECK_THAT(ok.output, Catch::StartsWith("AMTCERT OK - "));
    const auto warning = nagios("validity-expires-soon");
    CHECK(warning.exit == 1);
    CHECK_THAT(warning.output, Catch::StartsWith("AMTCERT WARNING - ") && Catch::Contains("warnings: validity.expires-soon |"));
    const auto critical = nagios("key-length");
    CHECK(critical.exit == 2);
    CHECK_THAT(critical.output, Catch::StartsWith("AMTCERT CRITICAL - ") && Catch::Contains("errors: key.length |"));
    const auto undecided =
        amtcert({"check", samples::file("good/chain.pem"), "--at", "2026-11-24", "--format", "nagios", "--trusted-hash",
                 certlib::to_hex(testcerts::build(testcerts::good()).root.sha256_fingerprint())});
    CHECK(undecided.exit == 3);
    CHECK_THAT(undecided.output, Catch::StartsWith("AMTCERT UNKNOWN - ") && Catch::Contains("not decided: domain suffix"));
    for (const auto& run : {ok, warning, critical, undecided}) CHECK(is_one_line(run.output));
}

TEST_CASE("nagios: --fail-on warning makes a warning critical") {
    CHECK(nagios("validity-expires-soon", {"--fail-on", "warning"}).exit == 2);
}

TEST_CASE("nagios: every sample gives one line, and the code that fits check's own") {
    for (const auto& one : testcerts::cases()) {
        INFO(one.name);
        const auto run = samples::check(one, {"--format", "nagios"});
        CHECK(is_one_line(run.output));
        if (one.exit == 0) CHECK((run.exit == 0 || run.exit == 1));
        if (one.exit == 1) CHECK(run.exit == 2);
        if (one.exit == 3) CHECK(run.exit == 3);
    }
}

TEST_CASE("nagios: whatever is wrong with the call is UNKNOWN on one line of standard output") {
    const auto good = samples::file("good/chain.pem");
    const std::vector<std::vector<std::string>> calls{
        {"check", "--format", "nagios"},  // no SOURCE
        {"check", good, "--format=nagios", "--no-such-option"},
        {"check", good, "--format", "nagios", "--warn-days", "many"},
        {"check", good, "--format", "nagios", "--at", "soon"},
        {"check", good, "--format", "nagios", "--site", "/none"},
        {"check", good, "--format", "nagios", "--firmware", "1.0"},
        {"check", "/none", "--format", "nagios"},
        {"check", good, "/none", "--format", "nagios"},
        {"check", good, "--format", "nagios", "-o", "/none/report"},
        {"compare", good, "--format", "nagios"},
        {"compare", good, "/none", "--format", "nagios"},
        {"chek", good, "--format", "nagios"},
    };
    for (const auto& call : calls) {
        const auto run = amtcert(call);
        INFO(run.errors);
        CHECK(run.exit == 3);
        CHECK(is_one_line(run.output));
        CHECK_THAT(run.output, Catch::StartsWith("AMTCERT UNKNOWN - "));
        CHECK_THAT(run.errors, Catch::StartsWith("error: "));
    }
    CHECK(amtcert({"check", "--format", "text"}).exit == 2);
    CHECK(amtcert({"check", "--format", "text"}).output.empty());
}

TEST_CASE("nagios: performance data is read by the Monitoring Plugins' own reader") {
    const auto line = nagios("validity-expires-soon", {"--fail-days", "7"}).output;
    const auto read = foreign::performance_data(line);
    CHECK(read.exit == 0);
    CHECK_THAT(read.output, Catch::StartsWith("days_left 10 30: 7:\ncertificates 1 "));
    CHECK_THAT(read.output, Catch::Contains("warnings 1 ") && Catch::Contains("errors 0 "));
    CHECK_THAT(foreign::performance_data(nagios("validity-expired").output).output, Catch::StartsWith("days_left -"));
}

TEST_CASE("nagios: -o takes the line, but not that of a run that could not look") {
    const TemporaryFolder place;
    const auto written = nagios("good", {"-o", place.path("line")});
    CHECK(written.exit == 0);
    CHECK(written.output.empty());
    CHECK(std::filesystem::file_size(place.path("line")) > 0);
    const auto none =
        amtcert({"check", samples::file("good/chain.pem"), "/none", "--format", "nagios", "-o", place.path("none")});
    CHECK(none.exit == 3);
    CHECK(is_one_line(none.output));
    CHECK_FALSE(std::filesystem::exists(place.path("none")));
}

TEST_CASE("nagios: of many certificates the worst are told, and the number of the others") {
    std::vector<std::string> arguments{"check", samples::folder() + "/*/chain.pem", "--format", "nagios", "--at", "2026-11-24"};
    const auto run = amtcert(arguments);
    CHECK(run.exit == 2);
    CHECK(is_one_line(run.output));
    CHECK_THAT(run.output, Catch::Contains(" more | days_left="));
    CHECK(run.output.size() < 3000);
}
