#include <amtcert/chainwalk/walk.h>
#include <amtcert/testcerts/hierarchy.h>

namespace {

certlib::EngineAnswer botan_on(const testcerts::HierarchySpec& spec, const char* time = "2026-11-24") {
    return chainwalk::botan_opinion(testcerts::build(spec).chain(), certlib::parse_time(time).value());
}

}  // namespace

TEST_CASE("botan_opinion: accepts a good path, weak or not") {
    CHECK(botan_on(testcerts::good()).accepted);
    auto weak = testcerts::good();
    weak.leaf.signing = testcerts::Signing::md5;
    weak.leaf.key = testcerts::Key::rsa1024;
    CHECK(botan_on(weak).accepted);
}

TEST_CASE("botan_opinion: says why it refuses") {
    const auto expired = botan_on(testcerts::good(), "2036-06-01");
    CHECK_FALSE(expired.accepted);
    CHECK(expired.code == "CERT_HAS_EXPIRED");
    CHECK_FALSE(expired.reason.empty());
    auto unknown = testcerts::good();
    unknown.leaf.set({"1.3.6.1.4.1.99999.1", true, {0x05, 0x00}});
    CHECK(botan_on(unknown).code == "UNKNOWN_CRITICAL_EXTENSION");
}

TEST_CASE("botan_opinion: what it cannot decode is a refusal, not an exception") {
    CHECK(chainwalk::botan_opinion({}, {}).code == "DECODE_ERROR");
    auto spec = testcerts::good();
    spec.leaf.set({std::string(certlib::oids::basic_constraints), true, {0x30, 0x03, 0x02, 0x01}});
    CHECK_FALSE(botan_on(spec).accepted);
}

TEST_CASE("botan_opinion: Botan 2.19 does not trust a certificate that stands alone") {
    const std::vector<certlib::Certificate> path{testcerts::build(testcerts::good()).root};
    CHECK(chainwalk::botan_opinion(path, testcerts::sample_time()).code == "CANNOT_ESTABLISH_TRUST");
}

TEST_CASE("ask_engines: both answer on a complete chain, neither is asked about another") {
    const auto hierarchy = testcerts::build(testcerts::good());
    chainwalk::Chain chain;
    for (const auto& certificate : hierarchy.chain()) chain.links.push_back({certificate, {}, 0, {}});
    chain.ending = chainwalk::Ending::no_issuer;
    chainwalk::ask_engines(chain, testcerts::sample_time());
    CHECK(chain.opinions.empty());
    chain.ending = chainwalk::Ending::self_signed;
    chainwalk::ask_engines(chain, testcerts::sample_time());
    REQUIRE(chain.opinions.size() == 2);
    CHECK(chain.opinions[0].engine == "openssl");
    CHECK(chain.opinions[1].engine == "botan");
    CHECK(chain.opinions[0].answer.accepted);
    CHECK(chain.opinions[1].answer.accepted);
}
