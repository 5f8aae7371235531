#include <pugixml.hpp>

#include "support/foreign.h"
#include "support/samples.h"

namespace {

/// Document is a parsed JUnit report; asking it for one test case goes by the rule's id.
struct Document {
    pugi::xml_document xml;

    explicit Document(const std::string& text) { REQUIRE(xml.load_string(text.c_str())); }

    [[nodiscard]] pugi::xml_node root() const { return xml.child("testsuites"); }
    [[nodiscard]] pugi::xml_node test(const std::string& rule) const {
        return root().child("testsuite").find_child_by_attribute("testcase", "name", rule.c_str());
    }
};

std::string junit(const std::string& name, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"--format", "junit"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return samples::check(samples::named(name), arguments).output;
}

}  // namespace

TEST_CASE("junit: every sample's report is well-formed, counts right, and fails when the run does") {
    const TemporaryFolder place;
    std::vector<std::string> reports;
    for (const auto& one : testcerts::cases()) {
        INFO(one.name);
        const auto run = samples::check(one, {"--format", "junit"});
        CHECK(run.exit == one.exit);
        const Document document(run.output);
        CHECK((document.root().attribute("failures").as_int() > 0) == (one.exit == 1));
        if (one.exit == 0) CHECK(document.root().attribute("errors").as_int() == 0);
        if (one.exit == 3) CHECK(document.root().attribute("errors").as_int() > 0);
        reports.push_back(place.write(one.name + ".xml", run.output));
    }
    reports.push_back(
        place.write("partly.xml", amtcert({"check", samples::file("good/chain.pem"), "/none", "--format", "junit"}).output));
    CHECK(foreign::junit(reports) == "");
    std::vector<std::string> lint{"xmllint", "--noout"};
    lint.insert(lint.end(), reports.begin(), reports.end());
    CHECK(run_command(lint).exit == 0);
    CHECK(run_command({"xmllint", "--noout", place.write("cut.xml", junit("good").substr(0, 200))}).exit != 0);
}

TEST_CASE("junit: one test case for each rule, whatever the number of releases and suffixes") {
    const Document document(junit("good", {"--firmware", "11.8,14,16.1", "--dns-suffix", "dev.example.com"}));
    std::set<std::string> names;
    int count = 0;
    for (const auto& test : document.root().child("testsuite").children("testcase")) {
        names.insert(test.attribute("name").value());
        ++count;
    }
    CHECK(names.size() == static_cast<std::size_t>(count));
    CHECK(names.contains("key.length"));
}

TEST_CASE("junit: a failure has title, evidence, certificate and fix") {
    const Document document(junit("key-length"));
    const auto failure = document.test("key.length").child("failure");
    CHECK(failure.attribute("type").value() == std::string("error"));
    CHECK(failure.attribute("message").value() == std::string("key has a length that is not accepted"));
    CHECK_THAT(failure.text().get(), Catch::Contains("RSA 4096 bits, at most 2048 allowed") &&
                                         Catch::Contains("certificate 1: CN=amtcert Sample Issuing CA") &&
                                         Catch::Contains("fix: "));
}

TEST_CASE("junit: a warning fails a test only where it fails the run") {
    const Document told(junit("validity-expires-soon"));
    CHECK_FALSE(told.test("validity.expires-soon").child("failure"));
    CHECK_THAT(told.test("validity.expires-soon").child("system-out").text().get(), Catch::StartsWith("warning: notAfter"));
    const Document failed(junit("validity-expires-soon", {"--fail-on", "warning"}));
    CHECK(failed.test("validity.expires-soon").child("failure").attribute("type").value() == std::string("warning"));
}

TEST_CASE("junit: what does not apply is skipped, what the verdict hangs on is an error") {
    const auto run = amtcert({"check", samples::file("good/chain.pem"), "--at", "2026-11-24", "--format", "junit",
                              "--trusted-hash", certlib::to_hex(testcerts::build(testcerts::good()).root.sha256_fingerprint())});
    CHECK(run.exit == 3);
    const Document document(run.output);
    CHECK(document.test("name.domain-suffix").child("error").attribute("type").value() == std::string("not decided"));
    CHECK_THAT(document.test("load.pfx-algorithms").child("skipped").attribute("message").value(), Catch::Contains("no PFX"));
}

TEST_CASE("junit: a source that could not be read is a test that could not run") {
    const Document document(amtcert({"check", samples::file("good/chain.pem"), "/none", "--format", "junit"}).output);
    const auto suite = document.root().find_child_by_attribute("testsuite", "name", "/none");
    CHECK(suite.child("testcase").child("error").attribute("message").value() == std::string("no such file or folder"));
}
