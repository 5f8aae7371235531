#include "support/samples.h"

namespace {

const std::string password = "amtcert";

std::vector<std::string> check_pfx(std::vector<std::string> more) {
    more.insert(more.begin(), {"check", samples::file("good-pfx/server.pfx"), "--quiet"});
    return more;
}

/// opened: the container was opened and judged, whatever the verdict.
bool opened(const Run& run) { return run.exit == 1 && run.errors.empty(); }

}  // namespace

TEST_CASE("password: from a file, less one line end") {
    const TemporaryFolder place;
    for (const auto& text : {password, password + "\n", password + "\r\n"})
        CHECK(opened(amtcert(check_pfx({"--password-file", place.write("pw", text)}))));
    CHECK(amtcert(check_pfx({"--password-file", place.write("pw", password + "\n\n")})).exit == 2);
}

TEST_CASE("password: from the environment") {
    CHECK(opened(amtcert(check_pfx({"--password-env", "PFX_PASSWORD"}), {.environment = {{"PFX_PASSWORD", password}}})));
}

TEST_CASE("password: an unset variable matters only when a password is needed") {
    const auto needed = amtcert(check_pfx({"--password-env", "AMTCERT_NOT_SET"}));
    CHECK(needed.exit == 2);
    CHECK_THAT(needed.errors, Catch::Contains("AMTCERT_NOT_SET is not set"));
    CHECK(amtcert({"check", samples::file("good/chain.pem"), "--quiet", "--password-env", "AMTCERT_NOT_SET"}).exit == 1);
}

TEST_CASE("password: from a descriptor") {
    CHECK(opened(amtcert(check_pfx({"--password-fd", "0"}), {.input = password + "\n"})));
    CHECK(amtcert(check_pfx({"--password-fd", "77"})).exit == 2);
}

TEST_CASE("password: asked for on a terminal, and not shown there") {
    const auto run = amtcert(check_pfx({"--color", "never"}), {.input = password + "\n", .terminal = true});
    CHECK(run.exit == 1);
    CHECK_THAT(run.output, Catch::Contains("password for "));
    CHECK_THAT(run.output, Catch::Contains("fail: "));
    const auto after_prompt = run.output.substr(run.output.find(": ") + 2);
    CHECK_THAT(after_prompt, !Catch::StartsWith(password));
}

TEST_CASE("password: without a terminal a PFX that needs one ends at once") {
    const auto run = amtcert(check_pfx({}), {.time_limit = std::chrono::seconds(10)});
    CHECK(run.exit == 2);
    CHECK_THAT(run.errors, Catch::Contains("a password is needed") && Catch::Contains("--password-file"));
}

TEST_CASE("password: only one way at a time") {
    CHECK(amtcert(check_pfx({"--password-env", "A", "--password-fd", "0"})).exit == 2);
}

TEST_CASE("password: a wrong one is called wrong, also for an RC2 container") {
    const TemporaryFolder place;
    const auto wrong = place.write("pw", "letmein");
    for (const std::string sample : {"good-pfx", "load-pfx-algorithms"}) {
        const auto run = amtcert({"check", samples::file(sample + "/server.pfx"), "--password-file", wrong});
        CHECK(run.exit == 2);
        CHECK_THAT(run.errors, Catch::Contains("wrong password"));
        CHECK(run.errors.find("letmein") == std::string::npos);
    }
}

TEST_CASE("password: no output ever holds a password or a private key") {
    const TemporaryFolder place;
    const std::string secret = "S3cret-pass-phrase";
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto octets = testcerts::pfx({.certificates = hierarchy.chain(), .key = testcerts::Key::leaf, .password = secret});
    const auto pfx = place.write("server.pfx", {reinterpret_cast<const char*>(octets.data()), octets.size()});
    const auto pem = place.write("server.pem", testcerts::pem(hierarchy.chain()) + testcerts::private_key_pem(testcerts::Key::leaf));
    const auto& key = testcerts::private_key_pkcs8(testcerts::Key::leaf);
    // A stretch from the middle of the key: any dump of it, in octets, hex or base64, would hold it.
    const certlib::ByteView stretch = certlib::ByteView(key).subspan(600, 24);
    const std::vector<std::string> forbidden{secret, certlib::to_hex(stretch), certlib::to_base64(stretch),
                                             {stretch.begin(), stretch.end()}, "BEGIN PRIVATE KEY"};
    const RunOptions with_password{.environment = {{"PFX_PASSWORD", secret}}};
    const RunOptions with_wrong_one{.environment = {{"PFX_PASSWORD", secret + "x"}}};
    for (const auto& options : {with_password, with_wrong_one})
        for (const auto& file : {pfx, pem})
            for (const std::string format : {"text", "json"}) {
                const auto run = amtcert({"check", file, "--password-env", "PFX_PASSWORD", "--format", format, "--require-key"}, options);
                for (const auto& text : forbidden) {
                    CHECK(run.output.find(text) == std::string::npos);
                    CHECK(run.errors.find(text) == std::string::npos);
                }
            }
}
