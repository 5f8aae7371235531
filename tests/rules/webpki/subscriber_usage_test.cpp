#include "support/judge_plain.h"

using rules::Result;

TEST_CASE("webpki.subscriber-usage: the good chain passes, and other profiles do not ask") {
    CHECK(judge::plain("webpki.subscriber-usage", testcerts::good(), judge::web()).front().result == Result::pass);
    CHECK(judge::plain("webpki.subscriber-usage", testcerts::good()).front().result == Result::skipped);
}

TEST_CASE("webpki.subscriber-usage: a CA, a missing or a critical extendedKeyUsage, and anyExtendedKeyUsage are refused") {
    using namespace testcerts::extension;
    const std::string server{certlib::oids::server_auth};
    auto ca = testcerts::good();
    ca.leaf.set(basic_constraints(true));
    auto without = testcerts::good();
    without.leaf.remove(certlib::oids::extended_key_usage);
    auto critical = testcerts::good();
    critical.leaf.set(extended_key_usage({server}, true));
    auto any = testcerts::good();
    any.leaf.set(extended_key_usage({server, std::string(certlib::oids::any_extended_key_usage)}));
    for (const auto& spec : {ca, without, critical, any})
        CHECK(judge::plain("webpki.subscriber-usage", spec, judge::web()).front().result == Result::fail);
}
