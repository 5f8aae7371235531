#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/file_content.h"
#include "support/loopback_pki.h"
#include "support/samples.h"
#include "support/schema.h"

namespace {

Run plan(std::vector<std::string> more) {
    std::vector<std::string> arguments{"plan", "--at", "2026-11-24"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return amtcert(arguments);
}

/// Requested is a request made by `openssl req` from what plan writes, changed or not.
struct Requested {
    TemporaryFolder place;
    std::string file;
    std::string key;

    explicit Requested(const std::string& from = {}, const std::string& to = {}, const std::string& releases = "16.1") {
        const auto written = plan({"--dns-suffix", "corp.example.com", "--firmware", releases, "--write-csr-config", "openssl"});
        REQUIRE(written.exit == 0);
        auto config = written.output;
        if (!from.empty()) {
            REQUIRE(config.find(from) != std::string::npos);
            config.replace(config.find(from), from.size(), to);
        }
        file = place.path() + "/request.pem";
        key = place.path() + "/key.pem";
        const auto made = run_command({"/usr/bin/openssl", "req", "-new", "-nodes", "-config", place.write("request.cnf", config),
                                       "-keyout", key, "-out", file});
        INFO(made.errors);
        REQUIRE(made.exit == 0);
    }
};

Run vet(const std::string& file, const std::vector<std::string>& more = {}) {
    std::vector<std::string> options{"--dns-suffix", "corp.example.com", "--csr", file, "--format", "json"};
    if (more.empty()) options.insert(options.end(), {"--firmware", "16.1"});
    options.insert(options.end(), more.begin(), more.end());
    return plan(options);
}

/// result_of gives "result severity" of one finding of the vetted request.
std::string result_of(const Run& run, const std::string& id) {
    const auto document = nlohmann::json::parse(run.output);
    for (const auto& finding : document.at("request").at("findings"))
        if (finding.at("id") == id)
            return finding.at("result").get<std::string>() + " " + finding.at("severity").get<std::string>();
    return "absent";
}

}  // namespace

TEST_CASE("plan command: five suffixes over four releases are answered on one screen") {
    const auto run =
        plan({"--dns-suffix", "corp.example.com", "--dns-suffix", "example.com", "--dns-suffix", "dept.example.co.uk",
              "--dns-suffix", "office.local", "--dns-suffix", "branch.example.com.au", "--firmware", "11.8.50,14,16.1,22"});
    CHECK(run.exit == 0);
    CHECK(run.errors.empty());
    CHECK_THAT(run.output, Catch::StartsWith("plan: get 8 certificates from a private CA: 4 names, each with 2 roots\n"));
    CHECK_THAT(run.output, Catch::Contains("CN=provision.office.local") && Catch::Contains("private CA only"));
    CHECK(std::count(run.output.begin(), run.output.end(), '\n') <= 50);
    std::istringstream lines(run.output);
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 130);
}

TEST_CASE("plan command: a public CA's questions are asked where one is possible") {
    const auto run = plan({"--dns-suffix", "corp.example.com", "--firmware", "11.8.50,16.1"});
    CHECK_THAT(run.output,
               Catch::Contains("ask before you pay") && Catch::Contains("GoDaddy") && Catch::Contains("Go Daddy Root CA-G2"));
}

TEST_CASE("plan command: suffixes from a file, one a line") {
    const TemporaryFolder place;
    const auto file = place.write("suffixes", "# scopes\r\ncorp.example.com\r\n\r\n  example.org # east\n");
    const auto run = plan({"--dns-suffix", "@" + file, "--firmware", "14", "--format", "json"});
    CHECK(nlohmann::json::parse(run.output).at("dnsSuffixes") == nlohmann::json{"corp.example.com", "example.org"});
    CHECK(plan({"--dns-suffix", "@/none"}).exit == 2);
    CHECK(plan({"--dns-suffix", "@" + place.write("empty", "# none\n")}).exit == 2);
    std::string many;
    for (int i = 0; i < 300; ++i) many += "s" + std::to_string(i) + ".example.com\n";
    const auto refused = plan({"--dns-suffix", "@" + place.write("many", many)});
    CHECK(refused.exit == 2);
    CHECK_THAT(refused.errors, Catch::Contains("300 suffixes, at most 256"));
}

TEST_CASE("plan command: without anything to plan for it is a usage error") {
    const auto run = plan({});
    CHECK(run.exit == 2);
    CHECK(run.output.empty());
    CHECK_THAT(run.errors, Catch::StartsWith("error: nothing to plan for\nhint: "));
}

TEST_CASE("plan command: a request made with the configuration it writes is accepted") {
    const Requested made;
    const auto run = vet(made.file);
    CHECK(run.exit == 0);
    for (const auto* id : {"signature", "key", "hash", "common-name", "alternative-name", "purposes", "organizational-unit",
                           "no-ca", "extensions"})
        CHECK_THAT(result_of(run, std::string("request.") + id), Catch::StartsWith("pass"));
    CHECK(result_of(run, "request.key-match") == "skipped info");
}

TEST_CASE("plan command: for AMT 22 it asks for what AMT 22 asks for") {
    const Requested made({}, {}, "22");
    CHECK(vet(made.file, {"--firmware", "22"}).exit == 0);
    CHECK_THAT(result_of(vet(made.file, {"--firmware", "16.1"}), "request.key"), Catch::StartsWith("fail warning"));
    const Requested usual;
    const auto run = vet(usual.file, {"--firmware", "22"});
    CHECK(run.exit == 3);
    CHECK_THAT(result_of(run, "request.key"), Catch::StartsWith("inconclusive"));
}

TEST_CASE("plan command: each fault of a request is found, and no other") {
    struct Row {
        std::string from;
        std::string to;
        std::string id;
        std::string result;
        int exit;
    };
    for (const auto& row : {
             Row{"serverAuth, 2.16.840.1.113741.1.2.3", "serverAuth", "request.purposes", "fail error", 1},
             Row{"serverAuth, 2.16", "clientAuth, 2.16", "request.purposes", "fail error", 1},
             Row{"extendedKeyUsage = serverAuth, 2.16.840.1.113741.1.2.3\n", "", "request.purposes", "fail error", 1},
             Row{"\nCN = provision.corp.example.com", "\nCN = srv.example.net\n#", "request.common-name", "fail error", 1},
             Row{"DNS:provision.corp.example.com", "DNS:other.example.com", "request.alternative-name", "fail warning", 0},
             Row{"\nCN =", "\nOU = Intel(R) Client Setup Certificate\nCN =", "request.organizational-unit", "fail warning", 0},
             Row{"default_md = sha256", "default_md = sha1", "request.hash", "fail warning", 0},
             Row{"default_bits = 2048", "default_bits = 1024", "request.key", "fail error", 1},
             Row{"[extensions]\n", "[extensions]\nbasicConstraints = CA:TRUE\n", "request.no-ca", "fail error", 1},
         }) {
        CAPTURE(row.to);
        const Requested made(row.from, row.to);
        const auto run = vet(made.file);
        CHECK(run.exit == row.exit);
        CHECK(result_of(run, row.id) == row.result);
        const auto document = nlohmann::json::parse(run.output);
        for (const auto& finding : document.at("request").at("findings"))
            if (finding.at("result") == "fail" && finding.at("id") != row.id) {
                // A CN that is changed is no longer the name asked for as dNSName.
                CHECK(row.id == "request.common-name");
                CHECK(finding.at("id") == "request.alternative-name");
            }
    }
}

TEST_CASE("plan command: the private key beside a request is compared, and never shown") {
    const Requested made;
    const Requested other;
    const auto both = made.place.write("both.pem", text_of(made.key) + text_of(made.file));
    CHECK_THAT(result_of(vet(both), "request.key-match"), Catch::StartsWith("pass"));
    const auto mixed = made.place.write("mixed.pem", text_of(other.key) + text_of(made.file));
    const auto run = vet(mixed);
    CHECK(run.exit == 1);
    CHECK_THAT(result_of(run, "request.key-match"), Catch::StartsWith("fail error"));
    CHECK(run.output.find("PRIVATE KEY") == std::string::npos);
}

TEST_CASE("plan command: an offered chain is vetted without a leaf") {
    const TemporaryFolder place;
    const auto made = testcerts::build(testcerts::good());
    const auto offered = place.write("offered.pem", testcerts::pem({made.issuing_ca, made.root}));
    const auto trusted = certlib::to_hex(made.root.sha256_fingerprint());
    const auto good = plan({"--offered", offered, "--firmware", "14,16.1", "--trusted-hash", trusted});
    CHECK(good.exit == 0);
    CHECK_THAT(good.output, Catch::StartsWith("pass: offered chain") && Catch::Contains("AMT 16.1        yes"));
    const auto untrusted = plan({"--offered", offered, "--firmware", "16.1"});
    CHECK(untrusted.exit == 1);
    CHECK_THAT(untrusted.output, Catch::Contains("no (trust.root-hash)"));
    const auto with_leaf = plan({"--offered", samples::file("good/chain.pem")});
    CHECK(with_leaf.exit == 2);
    CHECK_THAT(with_leaf.errors, Catch::Contains("holds a certificate that is no CA"));
}

TEST_CASE("plan command: JSON fits the published schema") {
    const TemporaryFolder place;
    const Requested made;
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto offered = place.write("offered.pem", testcerts::pem({hierarchy.issuing_ca}));
    std::vector<std::string> documents;
    documents.push_back(
        place.write("public.json", plan({"--dns-suffix", "corp.example.com", "--firmware", "14", "--format", "json"}).output));
    documents.push_back(
        place.write("all.json", plan({"--dns-suffix", "office.local", "--dns-suffix", "com", "--format", "json"}).output));
    documents.push_back(place.write("vetted.json", plan({"--csr", made.file, "--offered", offered, "--format", "json"}).output));
    const auto run = schema::validate("plan.schema.json", documents);
    CHECK(run.exit == 0);
    CHECK(run.output + run.errors == "");
    auto wrong = nlohmann::json::parse(text_of(documents[0]));
    wrong["road"] = "elsewhere";
    CHECK_FALSE(schema::validate("plan.schema.json", {place.write("wrong.json", wrong.dump())}).output.empty());
}

TEST_CASE("plan command: both configurations are printed unless one is named") {
    const auto both = plan({"--dns-suffix", "corp.example.com", "--firmware", "16.1", "--write-csr-config"});
    CHECK(both.exit == 0);
    CHECK_THAT(both.output,
               Catch::Contains("[req]") && Catch::Contains("[NewRequest]") && Catch::Contains("dns=provision.corp.example.com"));
    const auto one = plan({"--dns-suffix", "corp.example.com", "--firmware", "16.1", "--write-csr-config", "certreq"});
    CHECK_THAT(one.output, !Catch::Contains("[req]") && Catch::Contains("OID = 2.16.840.1.113741.1.2.3"));
    const TemporaryFolder place;
    CHECK(plan({"--dns-suffix", "corp.example.com", "--write-csr-config", "-o", place.path("request")}).exit == 2);
    CHECK_FALSE(std::filesystem::exists(place.path("request")));
    const auto several =
        plan({"--dns-suffix", "example.com", "--dns-suffix", "example.org", "--firmware", "16.1", "--write-csr-config"});
    CHECK_THAT(several.errors, Catch::StartsWith("note: the first of 2 certificates"));
    CHECK(plan({"--dns-suffix", "com", "--write-csr-config"}).exit == 2);
}

TEST_CASE("plan command: suffixes out of a DHCP server's configuration, and what is left out is said") {
    const TemporaryFolder place;
    const auto dump = place.write("dump.txt",
                                  "Dhcp Server \\\\dhcp1 set optionvalue 15 STRING \"corp.example.com\"\r\n"
                                  "Dhcp Server \\\\dhcp1 Scope 10.1.0.0 set optionvalue 15 STRING \"lab.example.co.uk\"\r\n"
                                  "Dhcp Server \\\\dhcp1 Scope 10.1.0.0 set optionvalue 119 BYTE \"3\" \"99\"\r\n");
    const auto run = plan({"--dns-suffix", "@" + dump, "--firmware", "16.1", "--format", "json"});
    CHECK(run.exit == 0);
    CHECK(nlohmann::json::parse(run.output).at("dnsSuffixes") == nlohmann::json{"corp.example.com", "lab.example.co.uk"});
    CHECK(run.errors ==
          "note: --dns-suffix: " + dump + ": the search list (option 119) is left out: AMT looks at option 15 alone\n");
    const auto none = plan({"--dns-suffix", "@" + place.write("none.xml", "<DHCPServer/>")});
    CHECK(none.exit == 2);
    CHECK(none.output.empty());
    CHECK_THAT(none.errors, Catch::StartsWith("error: --dns-suffix: ") && Catch::Contains("no option 15"));
    // What DHCP hands out may be no name at all.
    const auto odd =
        plan({"--dns-suffix", "@" + place.write("odd.txt", "Dhcp Server \\\\dhcp1 set optionvalue 15 STRING \"two names\"\n")});
    CHECK(odd.exit == 2);
    CHECK_THAT(odd.errors, Catch::Contains("not a DNS name: 'two names'"));
    CHECK(amtcert({"check", samples::file("good/chain.pem"), "--offline", "--dns-suffix", "@" + dump}).exit == 1);
}

TEST_CASE("plan command: an offer with a revoked CA is not fit") {
    Pki pki;
    auto list = Pki::current();
    list.revoked = {{.serial = pki.spec.issuing_ca.serial, .date = list.this_update, .reason = 2}};
    const auto offered = pki.place.write("offered.pem", testcerts::pem({pki.made().issuing_ca, pki.made().root}));
    const auto vet = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"plan", "--offline", "--dns-suffix", "example.com", "--firmware", "16.1", "--trusted-hash",
                                   certlib::to_hex(pki.made().root.sha256_fingerprint()), "--offered", offered});
        return amtcert(more);
    };
    CHECK(vet({}).exit == 0);
    const auto run = vet({"--crls", pki.place.write("root.crl", testcerts::crl_pem(testcerts::issue_crl(list, pki.spec.root)))});
    CHECK(run.exit == 1);
    CHECK_THAT(run.output, Catch::Contains("revocation.not-revoked"));
}

TEST_CASE("plan command: a preferred CA is told whether it will do, and is the only one asked") {
    const auto ask = [](const std::string& name, const std::string& releases) {
        return plan({"--dns-suffix", "corp.example.com", "--firmware", releases, "--ca", name});
    };
    const auto fits = ask("GoDaddy", "11.8.50,16.1");
    CHECK(fits.exit == 0);
    CHECK_THAT(fits.output, Catch::Contains("GoDaddy, as preferred: usable by every release under Go Daddy Root CA-G2"));
    CHECK_THAT(fits.output,
               Catch::Contains("ask for an OV certificate") && !Catch::Contains("Sectigo: ") && !Catch::Contains("DigiCert: "));
    CHECK_THAT(ask("digicert", "11.8.50,16.1").output, Catch::Contains("DigiCert, as preferred: no root it sells from") &&
                                                           Catch::Contains("others have one: Go Daddy"));
    const auto own = ask("private", "11.8.50,16.1");
    CHECK_THAT(own.output, Catch::StartsWith("plan: get 1 certificate from a private CA\n") && Catch::Contains("--ca private") &&
                               !Catch::Contains("ask before you pay"));
    CHECK(ask("nobody", "16.1").exit == 2);
}

TEST_CASE("plan command: the lists of several PCs tell releases, suffix and which roots divide them") {
    const TemporaryFolder place;
    const auto list = [&](const std::string& name, const std::string& release, const std::string& hash) {
        return place.write(name, R"({"amt": ")" + release + R"(", "dnsSuffix": "corp.example.com", "certificateHashes": {"one": {
            "Hash": ")" + hash + R"(", "Algorithm": "SHA256", "IsActive": true, "IsDefault": true}}})");
    };
    const std::string go_daddy = "45140b3247eb9cc8c5b4f0d7b53091f73292089e6e5a63e2749dd3aca9198eda";
    const std::string starfield = "2ce1cb0bf9d2f9e102993fbe215152c3b2dd0cabde1c68e5319b839154dbb7f5";
    const auto run = plan({"--trusted-hashes", list("old.json", "11.8.50", go_daddy), "--trusted-hashes",
                           list("new.json", "16.1.25", starfield), "--format", "json"});
    INFO(run.errors);
    REQUIRE(run.exit == 0);
    const auto document = nlohmann::json::parse(run.output);
    CHECK(document.at("firmware") == nlohmann::json{"11.8.50", "16.1.25"});
    std::map<std::string, std::vector<std::string>> uses;
    for (const auto& root : document.at("roots"))
        for (const auto& one : root.at("releases"))
            uses[root.at("name").get<std::string>()].push_back(one.at("use").get<std::string>());
    CHECK(uses.at("Go Daddy Root CA-G2") == std::vector<std::string>{"yes", "no"});
    CHECK(uses.at("Starfield Root CA-G2") == std::vector<std::string>{"no", "yes"});
}

TEST_CASE("plan command: a record is of what an offered chain asks, and brings its time along") {
    Pki pki;
    const auto offered = pki.place.write("offered.pem", testcerts::pem({pki.made().issuing_ca, pki.made().root}));
    const auto record = pki.place.path("record");
    CHECK_THAT(plan({"--dns-suffix", "example.com", "--record", record}).errors, Catch::Contains("--record requires --offered"));
    const std::vector<std::string> common{"--dns-suffix", "example.com", "--offered", offered, "--format", "json"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), "plan");
        more.insert(more.end(), common.begin(), common.end());
        return nlohmann::json::parse(amtcert(more).output);
    };
    const auto recorded = with({"--at", "2026-11-24", "--record", record});
    const auto replayed = with({"--replay", record});
    CHECK(replayed.at("time") == recorded.at("time"));
    CHECK(replayed == recorded);
}
