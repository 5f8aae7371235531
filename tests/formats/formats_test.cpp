// What holds for every format: -o, unreadable sources, renewals, and names that try to be markup.
#include <amtcert/rules/formats.h>

#include "support/file_content.h"
#include "support/foreign.h"
#include "support/samples.h"
#include "support/suite.h"

namespace {

/// exit_in is a code of docs/exit-codes.md as a format gives it.
int exit_in(const rules::Format& format, int exit) {
    if (format.exit == nullptr) return exit;
    return exit == 0 ? 0 : exit == 1 ? 2 : 3;
}

/// in is a call for a format. No location is asked: how long one took differs from run to run.
std::vector<std::string> in(const rules::Format& format, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--offline", "--format", std::string(format.name)});
    return arguments;
}

std::string hash_of(const certlib::Certificate& certificate) { return certlib::to_hex(certificate.sha256_fingerprint()); }

}  // namespace

TEST_CASE("formats: -o writes the same document whole, and none when a source could not be read") {
    const TemporaryFolder place;
    for (const auto& format : rules::formats()) {
        INFO(format.name);
        const auto name = std::string(format.name);
        for (const std::string sample : {"good", "usage-amt-marker"}) {
            const auto shown = samples::check(samples::named(sample), {"--format", name});
            const auto written = samples::check(samples::named(sample), {"--format", name, "-o", place.path(name)});
            CHECK(shown.exit == exit_in(format, samples::named(sample).exit));
            CHECK(written.exit == shown.exit);
            CHECK(written.output.empty());
            CHECK(text_of(place.path(name)) == shown.output);
            CHECK_FALSE(shown.output.empty());
        }
        const auto before = text_of(place.path(name));
        const auto partly = amtcert(in(format, {"check", samples::file("good/chain.pem"), "/none", "-o", place.path(name)}));
        CHECK(partly.exit == exit_in(format, 2));
        CHECK(text_of(place.path(name)) == before);
        CHECK(partly.output.empty() == !format.answers_always);
    }
}

TEST_CASE("formats: with no source read standard output stays empty, but for nagios") {
    for (const auto& format : rules::formats()) {
        INFO(format.name);
        const auto run = amtcert(in(format, {"check", "/none"}));
        CHECK(run.exit == exit_in(format, 2));
        CHECK(run.output.empty() == (format.name != "nagios"));
    }
}

TEST_CASE("formats: two runs give the same bytes") {
    for (const auto& format : rules::formats()) {
        INFO(format.name);
        const auto arguments = in(format, {"check", samples::folder() + "/key*/chain.pem", "--at", "2026-11-24"});
        CHECK(amtcert(arguments).output == amtcert(arguments).output);
    }
}

TEST_CASE("formats: a renewal that loses something is caught in each") {
    const TemporaryFolder place;
    struct Loss {
        std::string id;
        std::function<void(testcerts::HierarchySpec&)> lose;
        int exit;
    };
    using Spec = testcerts::HierarchySpec;
    const std::vector<std::string> names{"provision.example.com", "second.example.com"};
    const std::vector<Loss> losses{
        {"compare.lost-name", [&](Spec& spec) { spec.leaf.set(testcerts::extension::dns_names({names.front()})); }, 1},
        {"compare.lost-marker",
         [](Spec& spec) { spec.leaf.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::server_auth)})); },
         1},
        {"compare.lost-root",
         [](Spec& spec) {
             spec.root.key = testcerts::Key::other_root;
             spec.root.set_common_name("amtcert Second Root CA");
         },
         0},
        {"compare.lost-firmware", [](Spec& spec) { spec.issuing_ca.signing = testcerts::Signing::sha1; }, 1},
        {"compare.shorter-lifetime", [](Spec& spec) { spec.leaf.not_after -= std::chrono::days{30}; }, 0},
    };
    auto old = testcerts::good();
    old.leaf.set(testcerts::extension::dns_names(names));
    const auto before = place.write("old.pem", testcerts::pem(testcerts::build(old).chain()));
    for (const auto& loss : losses) {
        auto spec = old;
        spec.leaf.serial = {0x10, 0x02};
        spec.leaf.key = testcerts::Key::other_leaf;
        spec.leaf.not_before += std::chrono::days{300};
        spec.leaf.not_after += std::chrono::days{300};
        loss.lose(spec);
        const auto renewed = testcerts::build(spec);
        const auto after = place.write("new.pem", testcerts::pem(renewed.chain()));
        const std::vector<std::string> compare{"compare",
                                               before,
                                               after,
                                               "--at",
                                               "2027-01-10",
                                               "--dns-suffix",
                                               "example.com",
                                               "--trusted-hash",
                                               hash_of(testcerts::build(old).root),
                                               "--trusted-hash",
                                               hash_of(renewed.root)};
        for (const auto& format : rules::formats()) {
            INFO(format.name << ": " << loss.id);
            const auto run = amtcert(in(format, compare));
            CHECK(run.errors.empty());
            CHECK_THAT(run.output, Catch::Contains(loss.id));
            // A loss that is a warning is WARNING to Nagios, and leaves the other formats' exit alone.
            CHECK(run.exit == (format.exit != nullptr ? loss.exit + 1 : loss.exit));
        }
        const auto sarif = nlohmann::json::parse(amtcert(in(*rules::find_format("sarif"), compare)).output);
        std::set<std::string> failed;
        for (const auto& result : sarif.at("runs")[0].at("results"))
            if (result.at("kind") == "fail") failed.insert(result.at("ruleId").get<std::string>());
        CHECK(failed.contains(loss.id));
    }
}

TEST_CASE("formats: markup, control and bidirectional characters in every name stay text") {
    const TemporaryFolder place;
    const std::string hostile =
        "\"'><script>alert(1)</script><!-- ]]> &amp; | {0} $(id) `id` "
        "\x01\x1b[2J\xe2\x80\xae\xe2\x80\xa8\xef\xbf\xbe\n\r\xff{x=\"1\"} 1\n# HELP";
    auto spec = testcerts::good();
    for (auto* certificate : {&spec.leaf, &spec.issuing_ca, &spec.root}) {
        certificate->set_common_name(hostile);
        for (const auto* type : {"2.5.4.6", "2.5.4.7", "2.5.4.8", "2.5.4.10", "2.5.4.11", "2.5.4.5", "1.2.840.113549.1.9.1"})
            certificate->subject.push_back({type, hostile});
    }
    spec.root.subject.push_back({"2.5.4.3", "root"});
    spec.leaf.subject.push_back({"2.5.4.3", "leaf"});
    spec.leaf.set(testcerts::extension::dns_names({hostile, "provision.example.com"}));
    spec.leaf.set(testcerts::extension::crl_distribution_point("http://" + hostile));
    const auto file = place.write("a<b>&\"'\n|\xff.pem", testcerts::pem(testcerts::build(spec).chain()));
    for (const auto& format : rules::formats()) {
        INFO(format.name);
        const auto run = amtcert(in(format, {"check", file, "--dns-suffix", "x<y>.example.com", "--firmware", "16.1"}));
        const auto document = place.write("document", run.output);
        CHECK((run.exit == 1 || run.exit == 2));
        CHECK_FALSE(run.output.empty());
        CHECK(std::all_of(run.output.begin(), run.output.end(),
                          [](char c) { return static_cast<unsigned char>(c) >= 0x20 || c == '\n'; }));
        for (const std::string hidden : {"\xe2\x80\xae", "\xe2\x80\xa8", "\xef\xbf\xbe", "\xff"})
            CHECK(run.output.find(hidden) == std::string::npos);
        if (format.name == "json" || format.name == "ndjson") CHECK(nlohmann::json::accept(run.output));
        if (format.name == "ndjson") CHECK(std::count(run.output.begin(), run.output.end(), '\n') == 1);
        if (format.name == "sarif" && suite::is_there("suites/sarif-2.1.0.json"))
            CHECK(foreign::sarif(suite::path("suites/sarif-2.1.0.json"), {document}) == "");
        if (format.name == "junit") CHECK(foreign::junit({document}) == "");
        if (format.name == "html") CHECK(foreign::html({document}) == "");
        if (format.name == "prometheus") CHECK(foreign::prometheus({document}) == "");
        if (format.name == "nagios") {
            CHECK(std::count(run.output.begin(), run.output.end(), '|') == 1);
            CHECK(run.output.find('<') == std::string::npos);
            CHECK_THAT(foreign::performance_data(run.output).output, Catch::StartsWith("days_left "));
        }
    }
}

TEST_CASE("ndjson: the subjects of the JSON report, one a line, in the order given") {
    const std::vector<std::string> arguments{
        "check", samples::file("key-length/chain.pem"), samples::file("good/chain.pem"), "--at", "2026-11-24", "--offline"};
    auto as_json = arguments;
    as_json.insert(as_json.end(), {"--format", "json"});
    auto as_lines = arguments;
    as_lines.insert(as_lines.end(), {"--format", "ndjson"});
    std::istringstream lines(amtcert(as_lines).output);
    const auto report = nlohmann::json::parse(amtcert(as_json).output);
    std::string line;
    for (const auto& subject : report.at("subjects")) {
        REQUIRE(std::getline(lines, line));
        CHECK(nlohmann::json::parse(line) == subject);
    }
    CHECK_FALSE(std::getline(lines, line));
}

TEST_CASE("ndjson: a line is out before the next source is read") {
    // The second source is a pipe that gets its octets only after the first line was seen.
    const TemporaryFolder place;
    const auto pem = samples::file("good/chain.pem");
    const std::string script = "cd '" + place.path() + "' && mkfifo slow && '" AMTCERT_BINARY "' check '" + pem +
                               "' slow --format ndjson | { read -r first; cat '" + pem +
                               "' >slow; read -r second; test -n \"$first\" -a -n \"$second\"; }";
    CHECK(run_command({"/bin/bash", "-c", script}, {.time_limit = std::chrono::seconds{30}}).exit == 0);
}

TEST_CASE("ndjson: a reader that goes away ends the run with an error of writing") {
    const auto run = run_command(
        {"/bin/bash", "-c",
         "'" AMTCERT_BINARY "' check '" + samples::folder() + "'/*/chain.pem --format ndjson | true; exit ${PIPESTATUS[0]}"});
    CHECK(run.exit == 2);
    CHECK_THAT(run.errors, Catch::Contains("standard output: cannot write"));
}
