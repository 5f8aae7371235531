#include "support/locations.h"

using judge::Reachable;
using rules::Result;

namespace {

constexpr std::string_view id = "link.only-with-aia";

}  // namespace

TEST_CASE("link.only-with-aia: a chain that is complete by itself passes") {
    CHECK(Reachable().ask(id)[0].result == Result::pass);
}

TEST_CASE("link.only-with-aia: an issuer that was fetched is named, judged along, and still missing") {
    Reachable one;
    one.given = {one.made().leaf, one.made().root};
    const auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 1);
    const auto report = one.report();
    CHECK(report.verdict == rules::Verdict::fail);
    CHECK(judge::failures(report) == std::vector<std::string>{"link.issuer-found", std::string(id)});
    CHECK(report.chains.front().chain.links.size() == 3);
}

TEST_CASE("link.only-with-aia: several missing issuers, one above the other") {
    Reachable one;
    one.given = {one.made().leaf};
    CHECK(one.ask(id).size() == 2);
}

TEST_CASE("link.only-with-aia: where only the root is missing it is judged with, and load.root-missing tells") {
    Reachable one;
    one.given = {one.made().leaf, one.made().issuing_ca};
    const auto report = one.report();
    CHECK(judge::failures(report) == std::vector<std::string>{std::string(id), "load.root-missing"});
    CHECK(report.verdict == rules::Verdict::pass);
}

TEST_CASE("link.only-with-aia: nothing is fetched offline") {
    Reachable one;
    one.online = false;
    one.given = {one.made().leaf};
    CHECK(one.ask(id)[0].result == Result::skipped);
    CHECK(judge::failures(one.report()) == std::vector<std::string>{"link.issuer-found"});
}

TEST_CASE("link.only-with-aia: a location that serves something else completes nothing") {
    Reachable one;
    one.given = {one.made().leaf};
    one.network.serve(judge::leaf_aia, one.made().root.der());
    CHECK(one.report().chains.front().chain.links.size() == 1);
}
