#include "support/judge.h"

using rules::Result;

namespace {

rules::Finding ask(const std::string& suffix, bool public_root, bool in_mebx = false) {
    return judge::asked(
               "name.suffix-source",
               [&](auto& spec) {
                   if (public_root)
                       spec.root.subject = {{"2.5.4.6", "US"},
                                            {"2.5.4.8", "Arizona"},
                                            {"2.5.4.7", "Scottsdale"},
                                            {"2.5.4.10", "GoDaddy.com, Inc."},
                                            {"2.5.4.3", "Go Daddy Root Certificate Authority - G2"}};
               },
               [&](auto& site) {
                   site.dns_suffixes = {suffix};
                   if (in_mebx) site.mebx_suffix = suffix;
               })
        .front();
}

}  // namespace

TEST_CASE("name.suffix-source: no public CA serves an internal domain") {
    for (const std::string suffix : {"example.local", "ad.example.CORP", "example.internal."}) {
        INFO(suffix);
        CHECK(ask(suffix, true).result == Result::fail);
        CHECK(ask(suffix, false).result == Result::pass);
    }
    CHECK(ask("example.com", true).result == Result::pass);
    CHECK(ask("local.example.com", true).result == Result::pass);
}

TEST_CASE("name.suffix-source: says that option 15 counts on the wired port") {
    CHECK_THAT(ask("example.com", true).evidence, Catch::Contains("wired"));
    CHECK_THAT(ask("example.com", true, true).evidence, Catch::Contains("MEBX"));
}
