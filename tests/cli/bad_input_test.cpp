#include "support/samples.h"

namespace {

/// refuses checks that a source ends with exit 2, an empty standard output and one clear line that holds `words`.
void refuses(const std::vector<std::string>& arguments, const std::string& words) {
    INFO(arguments.back());
    std::vector<std::string> all{"check"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const auto run = amtcert(all);
    CHECK(run.exit == 2);
    CHECK(run.output.empty());
    CHECK(run.errors.find("error: ") == 0);
    CHECK_THAT(run.errors, Catch::Contains(words));
    // One line, and at most one more with a hint.
    const auto lines = std::count(run.errors.begin(), run.errors.end(), '\n');
    CHECK(lines <= (run.errors.find("\nhint: ") == std::string::npos ? 1 : 2));
}

}  // namespace

TEST_CASE("check: what holds no certificate is refused with one clear line") {
    const TemporaryFolder place;
    refuses({place.write("empty.pem", "")}, "empty.pem: empty file");
    refuses({place.write("text.pem", "hello\n")}, "no certificate found");
    std::string noise;
    for (unsigned i = 0; i < 5000; ++i) noise += static_cast<char>((i * 2654435761U) >> 24U);
    refuses({place.write("noise.bin", noise)}, "no certificate found");
    refuses({place.write("key.pem", testcerts::private_key_pem(testcerts::Key::leaf))}, "only a private key");
    refuses({place.path("missing.pem")}, "no such file or folder");
    refuses({place.path("*.nothing")}, "no file matches");
    std::filesystem::create_directory(place.path("folder"));
    refuses({place.path("folder")}, "folder holds no file");
}

TEST_CASE("check: truncated files are refused") {
    const TemporaryFolder place;
    const auto leaf = testcerts::build(testcerts::good()).leaf;
    const std::string der(leaf.der().begin(), leaf.der().end());
    refuses({place.write("cut.der", der.substr(0, der.size() - 10))}, "truncated: 10 octets missing");
    const auto pem = testcerts::pem({leaf});
    refuses({place.write("cut.pem", pem.substr(0, pem.size() - 40))}, "no matching END line");
}

TEST_CASE("check: 100 MB of zeros are refused by their size") {
    const TemporaryFolder place;
    place.write("zeros", "");
    std::filesystem::resize_file(place.path("zeros"), 100'000'000);
    refuses({place.path("zeros")}, "larger than 64 MiB");
}

TEST_CASE("check: more certificates than the limit are refused, and the limit can be raised") {
    const TemporaryFolder place;
    const auto chain = testcerts::build(testcerts::good()).chain();
    const auto file = place.write("chain.pem", testcerts::pem(chain));
    refuses({"--max-certificates", "2", file}, "more than 2 certificates");
    CHECK(amtcert({"check", "--max-certificates", "3", file, "--quiet"}).exit != 2);
}

TEST_CASE("check: a file of roots or intermediates that cannot be read ends the run") {
    const auto chain = samples::file("good/chain.pem");
    refuses({chain, "--roots", "/nonexistent.pem"}, "/nonexistent.pem: no such file");
    refuses({chain, "--intermediates", samples::file("README.md")}, "README.md: no certificate found");
    refuses({chain, "--trusted-hashes", samples::file("good/leaf.der")}, "leaf.der: ");
}

TEST_CASE("check: bad options are refused with what would be right") {
    const auto chain = samples::file("good/chain.pem");
    refuses({chain, "--firmware", "17"}, "no AMT 17 is known");
    refuses({chain, "--firmware", "all,16.1"}, "stands alone");
    refuses({chain, "--at", "yesterday"}, "hint: write 2026-11-24");
    refuses({chain, "--trusted-hash", "abcd"}, "20 (SHA-1), 32 (SHA-256) or 48 (SHA-384)");
    refuses({chain, "--require", "key.lenght"}, "did you mean key.length?");
    refuses({chain, "--dns-suffix", "a b"}, "not a DNS name");
    refuses({chain, "--format", "xml"}, "--format");
    refuses({chain, "--frobnicate"}, "--frobnicate");
    refuses({chain, "--warn-days", "-1"}, "--warn-days");
    refuses({chain, "--password-fd", "x"}, "--password-fd");
    refuses({"--quiet"}, "SOURCE");
}

TEST_CASE("check: an option with nothing in it, as from an unset variable, is no option left out") {
    const auto chain = samples::file("good/chain.pem");
    for (const auto* option : {"--trusted-hashes", "--trusted-hash", "--mebx-suffix", "--server-fqdn", "--mebx-server-fqdn", "--client-fqdn",
                               "--dns-suffix", "--firmware", "--at", "--password-file", "--password-env", "--intermediates", "--roots",
                               "--site", "--policy", "--ad-dn", "-o"}) {
        CAPTURE(option);
        refuses({chain, option, ""}, "empty");
    }
    refuses({""}, "empty");
}

TEST_CASE("check: in a folder what holds no certificate is passed over with a note") {
    const TemporaryFolder place;
    place.write("a.txt", "notes");
    place.write("b.pem", testcerts::pem(testcerts::build(testcerts::good()).chain()));
    const auto run = amtcert({"check", place.path(), "--quiet"});
    CHECK(run.exit == 1);
    CHECK_THAT(run.errors, Catch::Contains("note: ") && Catch::Contains("a.txt"));
    CHECK_THAT(run.output, Catch::Contains("b.pem"));
}

TEST_CASE("check: a folder with certificates in its folders only is told how to name them") {
    const auto run = amtcert({"check", samples::folder()});
    CHECK(run.exit == 2);
    CHECK_THAT(run.errors, Catch::Contains("no file with a certificate in it\nhint: folders within it are not looked at"));
}

TEST_CASE("check: readable sources are reported beside an unreadable one, and the exit is 2") {
    const auto run = amtcert({"check", samples::file("good/chain.pem"), "/nonexistent.pem", "--format", "json"});
    CHECK(run.exit == 2);
    const auto report = nlohmann::json::parse(run.output);
    CHECK(report.at("subjects").size() == 1);
    REQUIRE(report.at("errors").size() == 1);
    CHECK(report["errors"][0]["source"] == "/nonexistent.pem");
    CHECK(report["errors"][0]["message"] == "no such file or folder");
}

TEST_CASE("amtcert: an unknown command is named") {
    const auto run = amtcert({"chekc"});
    CHECK(run.exit == 2);
    CHECK_THAT(run.errors, Catch::Contains("chekc") && Catch::Contains("did you mean check?"));
    CHECK(amtcert({}).exit == 2);
    CHECK_THAT(amtcert({}).errors, Catch::StartsWith("error: no command was given\nhint: "));
    const auto file = samples::file("good/chain.pem");
    CHECK(amtcert({file}).exit == 2);
    CHECK_THAT(amtcert({file}).errors, Catch::Contains("hint: amtcert check " + file));
}
