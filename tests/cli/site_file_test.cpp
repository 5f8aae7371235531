#include "support/samples.h"
#include "support/schema.h"

namespace {

std::string root_hash() { return certlib::to_hex(testcerts::build(testcerts::good()).root.sha256_fingerprint()); }

/// Deployment is a folder with the good chain, a site file and a policy file in it.
struct Deployment {
    TemporaryFolder place;
    std::string chain = place.write("chain.pem", testcerts::pem(testcerts::build(testcerts::good()).chain()));
    std::string site_file = place.path("site.json");

    void site(const std::string& members) const {
        place.write("site.json", R"({"at": "2026-11-24", "dnsSuffix": "example.com", "trustedHash": ")" + root_hash() + "\", " +
                                     members + "}");
    }
    [[nodiscard]] Run check(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"check", chain, "--site", site_file});
        return amtcert(more);
    }
};

void refuses(const std::vector<std::string>& arguments, const std::string& words) {
    const auto run = amtcert(arguments);
    INFO(run.errors);
    CHECK(run.exit == 2);
    CHECK(run.output.empty());
    CHECK_THAT(run.errors, Catch::StartsWith("error: ") && Catch::Contains(words));
    CHECK(std::count(run.errors.begin(), run.errors.end(), '\n') <= 2);
}

/// site_options lists the options of the groups Site and Judging, as --help shows them.
std::vector<std::string> site_options() {
    std::vector<std::string> options;
    bool wanted = false;
    std::istringstream help(amtcert({"check", "--help"}).output);
    for (std::string line; std::getline(help, line);) {
        if (line.starts_with("[Option Group: "))
            wanted = line.find("Site") != std::string::npos || line.find("Judging") != std::string::npos;
        const auto start = line.find_first_not_of(' ');
        if (wanted && start != std::string::npos && line.substr(start, 2) == "--")
            options.push_back(line.substr(start + 2, line.find_first_of(" :,", start) - start - 2));
    }
    return options;
}

std::string key_of(const std::string& option) {
    std::string key;
    bool upper = false;
    for (const char c : option) {
        if (c != '-') key += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        upper = c == '-';
    }
    return key;
}

}  // namespace

TEST_CASE("site file: holds what the options hold") {
    Deployment one;
    one.site(R"("firmware": "16.1", "console": ["rps", "rpc"])");
    const auto run = one.check({"--quiet"});
    CHECK(run.exit == 0);
    CHECK_THAT(run.output, Catch::Contains("works on AMT 16.1"));
    one.site(R"("requireKey": true)");
    CHECK(one.check().exit == 1);
}

TEST_CASE("site file: flags win over it, and the policy file wins over it too") {
    Deployment one;
    one.site(R"("firmware": ["16.1", "18"], "failOn": "error", "policy": "policy.json")");
    one.place.write("policy.json", R"({"failOn": "warning"})");
    CHECK_THAT(one.check({"--quiet", "--firmware", "14"}).output, Catch::Contains("works on AMT 14\n"));
    // Ten days before the end the certificate is worth a warning.
    const std::vector<std::string> late{"--at", "2035-12-20", "--firmware", "14"};
    CHECK(one.check(late).exit == 1);
    CHECK(one.check({"--at", "2035-12-20", "--firmware", "14", "--fail-on", "error"}).exit == 0);
    one.place.write("policy.json", R"({"warnDays": 5})");
    CHECK(one.check({"--at", "2035-12-20", "--firmware", "14", "--fail-on", "warning"}).exit == 0);
    CHECK(one.check({"--at", "2035-12-20", "--firmware", "14", "--fail-on", "warning", "--warn-days", "30"}).exit == 1);
}

TEST_CASE("site file: files named in it are relative to it") {
    Deployment one;
    std::filesystem::create_directory(one.place.path("lists"));
    one.place.write("lists/device.txt", root_hash() + "\n");
    one.site(R"("trustedHashes": "lists/device.txt", "roots": "roots.pem")");
    one.place.write("roots.pem", testcerts::pem({testcerts::build(testcerts::good()).root}));
    CHECK(one.check().exit == 0);
    one.site(R"("trustedHashes": "lists/none.txt")");
    refuses({"check", one.chain, "--site", one.site_file}, "lists/none.txt: no such file");
}

TEST_CASE("site file: every option of the deployment and of judging may stand in it, and is in the schema") {
    Deployment one;
    std::ifstream stream(std::string(AMTCERT_SOURCE_DIR) + "/docs/site.schema.json");
    const auto properties = nlohmann::json::parse(stream).at("properties");
    const auto options = site_options();
    CHECK(options.size() >= 20);
    for (const auto& option : options) {
        if (option == "site") continue;
        INFO(option);
        one.place.write("site.json", "{\"" + key_of(option) + "\": {}}");
        CHECK_THAT(one.check().errors, Catch::Contains(key_of(option) + ": ") && !Catch::Contains("no such key"));
        CHECK(properties.contains(key_of(option)));
    }
}

TEST_CASE("site file: what an option refuses is refused with the file's name") {
    Deployment one;
    for (const auto& [members, words] : std::vector<std::pair<std::string, std::string>>{
             {R"("role": "server")", "site.json: --role: "},
             {R"("warnDays": 99999)", "site.json: --warn-days: "},
             {R"("clientFqdn": "a b")", "site.json: --client-fqdn: not a DNS name"},
             {R"("firmware": "17")", "site.json: --firmware: "},
             {R"("frmware": "16")", "site.json: frmware: no such key\nhint: did you mean firmware?"}}) {
        one.site(members);
        refuses({"check", one.chain, "--site", one.site_file}, words);
    }
}

TEST_CASE("site and policy files: odd input is refused in one line, at once") {
    const TemporaryFolder place;
    const auto chain = samples::file("good/chain.pem");
    std::string noise = "{";
    for (unsigned i = 0; i < 50'000; ++i) noise += static_cast<char>((i * 2654435761U) >> 24U);
    const auto huge = place.write("huge.json", "");
    std::filesystem::resize_file(huge, 100'000'000);
    for (const std::string option : {"--site", "--policy"}) {
        refuses({"check", chain, option, place.write("empty.json", "")}, "empty.json: empty file");
        refuses({"check", chain, option, place.write("noise.json", noise)}, "noise.json: not JSON");
        refuses({"check", chain, option, place.write("der.json", "\x30\x82\x01")}, "der.json: not JSON");
        refuses({"check", chain, option, place.write("utf16.json", std::string("\xff\xfe{\0}\0", 6))}, "UTF-8 required");
        refuses({"check", chain, option, place.write("deep.json", std::string(1'000'000, '['))}, "nested deeper than 8");
        refuses({"check", chain, option, huge}, "larger than 1 MiB");
        refuses({"check", chain, option, place.path()}, "is a folder");
        refuses({"check", chain, option, place.path("none.json")}, "no such file");
        refuses({"check", chain, option, place.write("long.json", "{\"" + std::string(900'000, 'k') + "\": 1}")}, "no such key");
        refuses({"check", chain, option, "/dev/zero"}, "larger than 1 MiB");
    }
}

TEST_CASE("policy file: suppresses, and says which of its suppressions ended") {
    const TemporaryFolder place;
    const auto& one = samples::named("key-length");
    const auto with = [&](const std::string& until) {
        return samples::check(
            one,
            {"--policy", place.write("p.json", R"({"suppressions": [{"rule": "key.length", "reason": "new CA soon", "until": ")" +
                                                   until + "\"}]}")});
    };
    const auto held = with("2026-11-24");
    CHECK(held.exit == 0);
    CHECK_THAT(held.output, Catch::Contains("suppressed error: ") && Catch::Contains("new CA soon (until 2026-11-24)"));
    const auto ended = with("2026-11-23");
    CHECK(ended.exit == 1);
    CHECK_THAT(ended.output, Catch::Contains("warning: suppression in the policy file has ended") &&
                                 Catch::Contains("error: key has a length"));
}

TEST_CASE("policy file: a report with suppressed and lowered findings fits the published schema") {
    const TemporaryFolder place;
    const auto policy = place.write("p.json", R"({"severity": {"name.domain-suffix": "warning"},
        "suppressions": [{"rule": "key.length", "reason": "new CA soon", "until": "2027-01-31"}]})");
    const auto run =
        samples::check(samples::named("key-length"), {"--policy", policy, "--format", "json", "--dns-suffix", "example.org"});
    CHECK(run.exit == 0);
    CHECK_THAT(run.output, Catch::Contains("\"suppressed\"") && Catch::Contains("\"ownSeverity\""));
    const auto checked = schema::validate("report.schema.json", {place.write("r.json", run.output)});
    CHECK(checked.exit == 0);
    CHECK(checked.output.empty());
}

TEST_CASE("site and policy files: the published schemas take what amtcert takes, and refuse what it refuses") {
    struct Document {
        std::string option;
        std::string text;
        bool good;
    };
    const std::string suppression = R"("rule": "key.length", "reason": "x", "until": "2027-01-31")";
    const std::vector<Document> documents{
        {"--site", R"({})", true},
        {"--site", R"({"$schema": "site.schema.json", "role": "auto", "firmware": ["14", "16.1"], "dnsSuffix": "example.com"})",
         true},
        {"--site",
         R"({"mebxSuffix": "example.com", "serverFqdn": "a.example.com", "console": "rps", "configmgr": "2012", "at": "2026-11-24"})",
         true},
        {"--site",
         R"({"warnDays": 3, "failDays": 1, "failOn": "warning", "require": ["key.length"], "acceptUndecided": "name.host"})",
         true},
        {"--site", R"({"requireKey": false, "trustedHash": [")" + root_hash() + "\"]}", true},
        {"--site", R"({"dnsSufix": "example.com"})", false},
        {"--site", R"({"warnDays": "3"})", false},
        {"--site", R"({"warnDays": 40000})", false},
        {"--site", R"({"role": "server"})", false},
        {"--site", R"({"console": ["rps", "sccm"]})", false},
        {"--site", R"({"dnsSuffix": []})", false},
        {"--site", R"({"clientFqdn": ""})", false},
        {"--site", R"([])", false},
        {"--policy", R"({"severity": {"key.length": "info"}, "suppressions": []})", true},
        {"--policy", "{\"suppressions\": [{" + suppression + "}, {" + suppression + R"(, "certificate": "CN=a,O=b"}]})", true},
        {"--policy", "{\"suppressions\": [{" + suppression + R"(, "certificate": ")" + root_hash() + "\"}]}", true},
        {"--policy",
         R"({"failOn": "error", "warnDays": 10, "failDays": 2, "require": "key.length", "acceptUndecided": ["name.host"]})",
         true},
        {"--policy", R"({"severity": {"key.length": "off"}})", false},
        {"--policy", R"({"suppressions": [{"rule": "key.length", "until": "2027-01-31"}]})", false},
        {"--policy", R"({"suppressions": [{"rule": "key.length", "reason": "x", "until": "2027-01-31T00:00:00Z"}]})", false},
        {"--policy", R"({"suppressions": [{"rule": "policy.expired-suppression", "reason": "x", "until": "2027-01-31"}]})",
         false},
        {"--policy", "{\"suppressions\": [{" + suppression + R"(, "certificate": "abc"}]})", false},
        {"--policy", R"({"firmware": "16.1"})", false},
    };
    const TemporaryFolder place;
    for (const auto& [option, text, good] : documents) {
        INFO(text);
        const auto file = place.write("file.json", text);
        const auto refused = amtcert({"check", samples::file("good/chain.pem"), option, file, "--quiet"}).exit == 2;
        CHECK(refused == !good);
        const auto run = schema::validate(option == "--site" ? "site.schema.json" : "policy.schema.json", {file});
        CHECK(run.exit == 0);
        CHECK(run.output.empty() == good);
    }
}
