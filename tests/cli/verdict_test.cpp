#include "support/samples.h"

namespace {

const std::string at = "2026-11-24";

std::vector<std::string> check_good(std::vector<std::string> more) {
    const auto root = testcerts::build(testcerts::good()).root;
    std::vector<std::string> arguments{"check",          samples::file("good/chain.pem"), "--at", at, "--trusted-hash",
                                       certlib::to_hex(root.sha256_fingerprint())};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

nlohmann::json subject_of(const Run& run) { return nlohmann::json::parse(run.output).at("subjects").at(0); }

}  // namespace

TEST_CASE("verdict: without a suffix nothing is decided about it, and the exit is 3") {
    const auto run = amtcert(check_good({}));
    CHECK(run.exit == 3);
    CHECK_THAT(run.output, Catch::StartsWith("inconclusive: "));
    CHECK_THAT(run.output, Catch::Contains("no fault found; not decided: domain suffix (--dns-suffix)"));
    // The report says what the name would serve instead.
    CHECK_THAT(run.output, Catch::Contains("provision.example.com or example.com"));
}

TEST_CASE("verdict: --accept-undecided makes that a pass and says so") {
    const auto run = amtcert(check_good({"--accept-undecided", "name.domain-suffix"}));
    CHECK(run.exit == 0);
    CHECK_THAT(run.output, Catch::Contains("accepted as not decided: domain suffix"));
}

TEST_CASE("verdict: --require asks the same strictness of any other rule") {
    CHECK(amtcert(check_good({"--dns-suffix", "example.com"})).exit == 0);
    const auto run = amtcert(check_good({"--dns-suffix", "example.com", "--require", "load.key-match"}));
    CHECK(run.exit == 3);
    CHECK_THAT(run.output, Catch::Contains("not decided: load.key-match"));
}

TEST_CASE("verdict: several releases pass only if every one does") {
    const auto sha1_leaf = samples::file("link-signature-hash/chain.pem");
    const auto root = certlib::to_hex(testcerts::build(testcerts::good()).root.sha256_fingerprint());
    const auto on = [&](const std::string& firmware) {
        return amtcert({"check", sha1_leaf, "--at", at, "--dns-suffix", "example.com", "--trusted-hash", root, "--firmware", firmware,
                        "--quiet"})
            .exit;
    };
    CHECK(on("14") == 0);
    CHECK(on("16.1") == 1);
    CHECK(on("14,16.1") == 1);
    CHECK(on("15") == 1);
    CHECK(on("15LP") == 0);
}

TEST_CASE("verdict: a release or a suffix named twice is judged once") {
    const auto subject = subject_of(amtcert(check_good({"--dns-suffix", "example.com", "--dns-suffix", "example.com", "--firmware", "15,15H",
                                                        "--firmware", "15LP", "--format", "json"})));
    std::vector<std::string> rows;
    for (const auto& cell : subject.at("matrix")) rows.push_back(cell.at("firmware"));
    CHECK(rows == std::vector<std::string>{"15LP", "15H"});
}

TEST_CASE("verdict: a release named that has no remote configuration is in the sentence too") {
    const auto run = amtcert(check_good({"--dns-suffix", "example.com", "--firmware", "2.0,16.1"}));
    CHECK(run.exit == 1);
    CHECK_THAT(run.output, Catch::Contains("AMT 2.0 no (no remote configuration)"));
}

TEST_CASE("verdict: the headline does not ask for what was given") {
    const auto survey = amtcert(check_good({"--dns-suffix", "example.com", "--firmware", "all"}));
    CHECK_THAT(survey.output, Catch::Contains("(--firmware all is a survey)") && !Catch::Contains("no --firmware"));
    const auto foreign = amtcert(check_good({"--dns-suffix", "example.com", "--require", "name.host"}));
    CHECK(foreign.exit == 3);
    CHECK_THAT(foreign.output, Catch::Contains("not decided: name.host (no rule for a provisioning certificate)"));
}

TEST_CASE("verdict: a release nobody has seen is undecided, whatever the certificate") {
    const auto run = amtcert(check_good({"--dns-suffix", "example.com", "--firmware", "23"}));
    CHECK(run.exit == 3);
    CHECK_THAT(run.output, Catch::Contains("no source on this release"));
}

TEST_CASE("verdict: several suffixes must each pass") {
    CHECK(amtcert(check_good({"--dns-suffix", "example.com", "--dns-suffix", "dev.example.com"})).exit == 0);
    CHECK(amtcert(check_good({"--dns-suffix", "example.com", "--dns-suffix", "example.org"})).exit == 1);
}

TEST_CASE("verdict: an unsettled release is inconclusive, never a pass") {
    CHECK(amtcert(check_good({"--dns-suffix", "example.com", "--firmware", "22.0"})).exit == 3);
    CHECK(amtcert(check_good({"--dns-suffix", "example.com", "--firmware", "99"})).exit == 3);
}

TEST_CASE("verdict: all is a survey: the baseline decides and the matrix tells the rest") {
    const auto run = amtcert(check_good({"--dns-suffix", "example.com", "--firmware", "all", "--format", "json"}));
    CHECK(run.exit == 0);
    const auto subject = subject_of(run);
    CHECK(subject.at("verdict") == "pass");
    CHECK(subject.at("matrix").size() == 16);
    CHECK(subject.at("matrix").front().at("failed") == nlohmann::json{"firmware.supports-pki"});
    CHECK(subject.at("matrix").back().at("verdict") == "inconclusive");
}

TEST_CASE("verdict: a console named has a column of its own, beside the firmware's") {
    const auto with = [](const std::string& console) {
        return amtcert(check_good({"--dns-suffix", "Example.com", "--console", console, "--firmware", "16.1", "--format", "json"}));
    };
    CHECK(with("meshcentral").exit == 0);
    const auto run = with("rps");
    CHECK(run.exit == 1);
    const auto cell = subject_of(run).at("matrix").at(0);
    CHECK(cell.at("verdict") == "pass");
    CHECK(cell.at("failed").empty());
    CHECK(cell.at("consoles").at(0).at("console") == "rps");
    CHECK(cell.at("consoles").at(0).at("verdict") == "fail");
    CHECK(cell.at("consoles").at(0).at("failed") == nlohmann::json{"name.domain-suffix"});
}

TEST_CASE("verdict: one sentence says which releases take the certificate and what stops the others") {
    const auto& old_root = samples::named("trust-root-usable");
    const auto run = samples::check(old_root, {"--firmware", "14,15,22"});
    CHECK_THAT(run.output, Catch::Contains("firmware: AMT 16.1, 15H, 22 no (SHA-1 root) · 14-15LP yes"));
    CHECK_THAT(run.output, Catch::Contains("depends on the firmware: works on AMT 14, 15LP, not on AMT 16.1, 15H, 22"));
    CHECK_THAT(run.output, Catch::Contains("--firmware 15H or 15LP"));
}

TEST_CASE("verdict: the report ends in the next command, with what was missing") {
    const auto run = amtcert(check_good({}));
    CHECK_THAT(run.output, Catch::Contains("next: amtcert check " + samples::file("good/chain.pem")));
    CHECK_THAT(run.output, Catch::Contains(" --at " + at + " ") && Catch::Contains("--dns-suffix EXAMPLE.COM --firmware RELEASE\n"));
    const auto whole = amtcert(check_good({"--dns-suffix", "example.com", "--firmware", "16.1"}));
    CHECK_THAT(whole.output, !Catch::Contains("next: "));
}

TEST_CASE("verdict: --console-store makes it a web server's, which hangs on the PC's name") {
    const auto run = amtcert({"check", samples::file("usage-server-auth/leaf.pem"), "--console-store", samples::file("good/root.pem"),
                              "--role", "auto", "--at", at, "--format", "json"});
    CHECK(subject_of(run).at("role") == "provisioning");
    const auto plain = amtcert({"check", samples::file("usage-amt-marker/chain.pem"), "--console-store", samples::file("good/root.pem"),
                                "--roots", samples::file("good/root.pem"), "--at", at, "--format", "json"});
    CHECK(subject_of(plain).at("role") == "web-server");
    CHECK(subject_of(plain).at("headline") == "no fault found; not decided: host name (--client-fqdn)");
    CHECK(plain.exit == 3);
    CHECK(amtcert({"check", samples::file("good/leaf.pem"), "--console-store", samples::file("nowhere.pem")}).exit == 2);
}

TEST_CASE("verdict: --fail-on warning counts warnings") {
    const auto& aging = samples::named("validity-expires-soon");
    CHECK(samples::check(aging).exit == 0);
    CHECK(samples::check(aging, {"--fail-on", "warning"}).exit == 1);
}

TEST_CASE("verdict: --fail-days makes too little time left an error") {
    const auto& aging = samples::named("validity-expires-soon");
    CHECK(samples::check(aging, {"--fail-days", "5"}).exit == 0);
    CHECK(samples::check(aging, {"--fail-days", "15"}).exit == 1);
}

TEST_CASE("verdict: --require-key wants the key in the source") {
    CHECK(amtcert(check_good({"--dns-suffix", "example.com", "--require-key"})).exit == 1);
}

TEST_CASE("verdict: a device's own list replaces the table") {
    const TemporaryFolder place;
    const auto root = certlib::to_hex(testcerts::build(testcerts::good()).root.sha256_fingerprint());
    const auto with_list = [&](const std::string& text) {
        return amtcert({"check", samples::file("good/chain.pem"), "--at", at, "--dns-suffix", "example.com", "--trusted-hashes",
                        place.write("list", text), "--quiet"})
            .exit;
    };
    CHECK(with_list(root + "\n") == 0);
    CHECK(with_list("45140b3247eb9cc8c5b4f0d7b53091f73292089e6e5a63e2749dd3aca9198eda\n") == 1);
    CHECK(with_list(R"({"certificateHashes":{"own":{"Hash":")" + root + R"(","Name":"own","Algorithm":"SHA256","IsActive":false}}})") == 1);
}

TEST_CASE("verdict: stages after a failed one are not reached, those nothing was asked of are not checked") {
    const auto failed = subject_of(samples::check(samples::named("link-issuer-found"), {"--format", "json"}));
    CHECK(failed.at("stages")[0].at("verdict") == "fail");
    CHECK(failed.at("stages")[2].at("verdict") == "not-reached");
    CHECK_FALSE(failed.at("stages")[2].at("rules").empty());
    const auto good = subject_of(samples::check(samples::named("good"), {"--format", "json"}));
    CHECK(good.at("stages")[0].at("verdict") == "pass");
    CHECK(good.at("stages")[1].at("verdict") == "not-checked");
    CHECK(good.at("stages")[2].at("verdict") == "pass");
}
