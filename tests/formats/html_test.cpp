#include "support/foreign.h"
#include "support/samples.h"
#include "support/suite.h"

namespace {

std::string html(const std::string& name, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"--format", "html"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return samples::check(samples::named(name), arguments).output;
}

std::string several() {
    return amtcert({"check", samples::file("link-issuer-found/chain.pem"), samples::file("validity-expires-soon/chain.pem"),
                    samples::file("trust-alternative-chain/chain.pem"), "/none", "--at", "2026-11-24", "--format", "html"})
        .output;
}

std::string comparison() {
    return amtcert({"compare", samples::file("good/chain.pem"), samples::file("usage-amt-marker/chain.pem"), "--at", "2026-11-24",
                    "--dns-suffix", "example.com", "--format", "html"})
        .output;
}

/// hostile is a chain whose names are markup, long words, wide letters and writing from right to left.
std::string hostile(const TemporaryFolder& place) {
    auto spec = testcerts::good();
    const std::string markup = "\"'><script>alert(1)</script><style>*{display:none}</style>&lt;\xe2\x80\xae";
    spec.leaf.set_common_name(markup + "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d" + std::string(300, 'W'));
    spec.issuing_ca.set_common_name(std::string(200, 'm') + markup);
    spec.root.set_common_name(
        "\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97"
        "\xe6\xbc\xa2"
        "\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97" +
        markup);
    spec.leaf.set(testcerts::extension::dns_names({markup}));
    const auto file = place.write("a<b>&\"'.pem", testcerts::pem(testcerts::build(spec).chain()));
    return amtcert({"check", file, "--at", "2026-11-24", "--dns-suffix", "x<y>.example.com", "--dns-suffix", "example.com",
                    "--dns-suffix", std::string(60, 'w') + ".example.com", "--dns-suffix", "a.example.com", "--format", "html"})
        .output;
}

/// pages are reports of every kind, as files.
std::vector<std::string> pages(const TemporaryFolder& place) {
    return {place.write("good.html", html("good")),
            place.write("fail.html", html("key-length", {"--dns-suffix", "dev.example.com", "--dns-suffix", "example.org"})),
            place.write("survey.html", html("good", {"--firmware", "all", "--console", "rps", "--console", "ema"})),
            place.write("several.html", several()),
            place.write("compare.html", comparison()),
            place.write("hostile.html", hostile(place))};
}

}  // namespace

TEST_CASE("html: every sample's page is read by html5lib without an error, and has no script and nothing to fetch") {
    const TemporaryFolder place;
    std::vector<std::string> files;
    for (const auto& one : testcerts::cases())
        files.push_back(place.write(one.name + ".html", samples::check(one, {"--format", "html"}).output));
    for (const auto& page : pages(place)) files.push_back(page);
    CHECK(foreign::html(files) == "");
    CHECK(foreign::html({place.write("wrong.html", html("good") + "</p><img src='x'>")}) != "");
}

TEST_CASE(
    "html: in Chromium nothing is complained about, fetched, cut off or too pale, at any width, and the keyboard reaches all") {
    if (run_command({"/bin/sh", "-c", "command -v chromium"}).exit != 0) return suite::skip("chromium");
    const TemporaryFolder place;
    std::vector<std::string> browser{"/usr/bin/python3", AMTCERT_SOURCE_DIR "/tests/support/browser.py"};
    auto faulty = browser;
    for (const auto& page : pages(place)) browser.push_back(page);
    const RunOptions patient{.time_limit = std::chrono::seconds{300}};
    const auto run = run_command(browser, patient);
    CHECK(run.exit == 0);
    CHECK(run.output + run.errors == "");

    auto page = html("good");
    page.insert(page.find("</main>"), "<script>console.log(1)</script><pre>" + std::string(400, 'x') + "</pre>");
    faulty.push_back(place.write("faulty.html", page));
    auto refused = html("good");
    refused.insert(refused.find("sha256-") + 7, "A");
    faulty.push_back(place.write("refused.html", refused));
    const auto faults = run_command(faulty, patient).output;
    for (const std::string fault : {"faulty.html: console: ", "faulty.html: an element that has no place here",
                                    "faulty.html: phone, light: page is ", "refused.html: light and dark look alike"})
        CHECK_THAT(faults, Catch::Contains(fault));
}

TEST_CASE("html: the verdict comes first, then chain, validity, stages, matrix, findings, what is left") {
    const auto page = html("key-length");
    std::size_t last = 0;
    for (const std::string part : {"<h1", "does not work", "The chain", "<svg", "Validity", "judged at 2026-11-24",
                                   "next to end 2035-12-31", "Stages, as they follow", "Firmware and DNS suffixes", ">Findings<",
                                   "RSA 4096 bits, at most 2048", "Fix:", "Left to do by hand"}) {
        INFO(part);
        const auto at = page.find(part, last);
        CHECK(at != std::string::npos);
        if (at != std::string::npos) last = at;
    }
}

TEST_CASE("html: each certificate of the picture has its state, and what ends the chain is told") {
    const auto page = html("key-length");
    CHECK_THAT(page, Catch::Contains("0 certificate: no fault found") && Catch::Contains("1 issuing CA: 1 error") &&
                         Catch::Contains("2 root: no fault found"));
    CHECK_THAT(html("link-issuer-found"), Catch::Contains("the issuer is missing"));
    CHECK_THAT(html("link-signature"), Catch::Contains("signature does not hold"));
}

TEST_CASE("html: several certificates have an overview, and unreadable sources are named") {
    const auto page = several();
    CHECK_THAT(page, Catch::Contains("href=\"#c2\"") && Catch::Contains("id=\"c2\""));
    CHECK_THAT(page, Catch::Contains("Could not be read") && Catch::Contains("/none"));
}

TEST_CASE("html: a comparison sets both side by side and tells what is lost") {
    CHECK_THAT(comparison(), Catch::Contains("Against the certificate in use") && Catch::Contains("compare.lost-marker") &&
                                 Catch::Contains("was OID, is none"));
}
