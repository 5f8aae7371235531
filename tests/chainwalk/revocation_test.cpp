#include <amtcert/chainwalk/revocation.h>
#include <amtcert/testcerts/crl.h>
#include <catch2/catch.hpp>

using certlib::Crl;
using certlib::RevocationReason;
using chainwalk::Chain;
using chainwalk::CrlFault;
using chainwalk::RevocationStatus;
using testcerts::CrlSpec;
using testcerts::Key;

namespace {

using std::chrono::hours;

testcerts::HierarchySpec spec() {
    auto spec = testcerts::good();
    // What says that a key may sign CRLs is keyUsage bit 6; the sample CAs have it beside keyCertSign.
    spec.issuing_ca.set(testcerts::extension::key_usage({5, 6}));
    spec.root.set(testcerts::extension::key_usage({5, 6}));
    return spec;
}

Chain chain_of(const testcerts::Hierarchy& hierarchy) {
    Chain chain{.ending = chainwalk::Ending::anchored};
    for (const auto& certificate : hierarchy.chain())
        chain.links.push_back({certificate, chainwalk::Origin::source, chain.links.size(), certlib::SignatureResult::valid});
    return chain;
}

/// Question is a chain, and what else may sign CRLs.
struct Question {
    Chain chain = chain_of(testcerts::build(spec()));
    std::vector<chainwalk::Candidate> candidates = {};
    bool use_deltas = false;
    bool paths_are_valid = true;

    chainwalk::RevocationChecker checker(const std::vector<Crl>& crls) const {
        return {crls, candidates,
                {.at = testcerts::sample_time(), .use_deltas = use_deltas, .is_valid_path = [valid = paths_are_valid](const Chain&) { return valid; }}};
    }
    CrlFault fault(const Crl& crl, std::size_t position = 0) const { return checker({crl}).fault_of(crl, chain, position); }
    chainwalk::Revocation status(const std::vector<Crl>& crls) const { return checker(crls).status_of(chain, 0); }
};

Crl crl(const CrlSpec& one, const testcerts::CertificateSpec& issuer = spec().issuing_ca) { return Crl::parse(testcerts::issue_crl(one, issuer)).value(); }

CrlSpec revokes_leaf(RevocationReason reason) { return {.revoked = {{spec().leaf.serial, testcerts::sample_time(), static_cast<unsigned>(reason)}}}; }

}  // namespace

TEST_CASE("fault_of: a current CRL of the issuer has none") { CHECK(Question{}.fault(crl({})) == CrlFault::none); }

TEST_CASE("fault_of: another issuer's CRL, and one for other certificates") {
    const Question question;
    CHECK(question.fault(crl({}, spec().root)) == CrlFault::wrong_issuer);
    CHECK(question.fault(crl({}, spec().root), 1) == CrlFault::none);
    // issuingDistributionPoint: [1] onlyContainsUserCerts, [2] onlyContainsCACerts
    CHECK(question.fault(crl({.extensions = {{"2.5.29.28", true, {0x30, 0x03, 0x82, 0x01, 0xff}}}})) == CrlFault::wrong_scope);
    CHECK(question.fault(crl({.extensions = {{"2.5.29.28", true, {0x30, 0x03, 0x81, 0x01, 0xff}}}})) == CrlFault::none);
}

TEST_CASE("fault_of: nothing is concluded from a CRL with a critical extension that is not known") {
    CHECK(Question{}.fault(crl({.extensions = {{"2.5.29.99", true, {0x05, 0x00}}}})) == CrlFault::unusable);
}

TEST_CASE("fault_of: before thisUpdate, at nextUpdate, after it, and without one") {
    const Question question;
    const auto at = testcerts::sample_time();
    CHECK(question.fault(crl({.this_update = at + hours{1}})) == CrlFault::not_yet_valid);
    CHECK(question.fault(crl({.this_update = at - hours{2}, .next_update = at})) == CrlFault::none);
    CHECK(question.fault(crl({.this_update = at - hours{2}, .next_update = at - hours{1}})) == CrlFault::stale);
    CHECK(question.fault(crl({.next_update = std::nullopt})) == CrlFault::stale);
}

TEST_CASE("fault_of: a broken signature, another's signature, and one that anyone can forge") {
    const Question question;
    CHECK(question.fault(crl({.break_signature = true})) == CrlFault::bad_signature);
    auto impostor = spec().issuing_ca;
    impostor.key = Key::other_ca;
    CHECK(question.fault(crl({}, impostor)) == CrlFault::bad_signature);
    CHECK(question.fault(crl({.signing = testcerts::Signing::md5})) == CrlFault::weak_signature);
}

TEST_CASE("fault_of: a key that may not sign CRLs") {
    auto hierarchy = spec();
    hierarchy.issuing_ca.set(testcerts::extension::key_usage({5}));
    const Question question{.chain = chain_of(testcerts::build(hierarchy))};
    CHECK(question.fault(crl({})) == CrlFault::no_valid_signer);
}

TEST_CASE("fault_of: another certificate of the issuer's name needs a valid path of its own to the same root") {
    auto second = spec().issuing_ca;
    second.key = Key::other_ca;
    second.serial.back() = 0x77;
    const std::vector<chainwalk::Candidate> candidates{{testcerts::issue(second, spec().root)}, {testcerts::build(spec()).root}};
    // The second signer's own status is asked too: by the root's CRL.
    const std::vector lists{crl({}, second), crl({}, spec().root)};
    const auto fault = [&](Question question, const std::vector<Crl>& crls) { return question.checker(crls).fault_of(lists.front(), question.chain, 0); };
    CHECK(fault({.candidates = candidates}, lists) == CrlFault::none);
    CHECK(fault({.candidates = candidates, .paths_are_valid = false}, lists) == CrlFault::no_valid_signer);
    CHECK(fault({.candidates = candidates}, {lists.front()}) == CrlFault::no_valid_signer);
    const auto revoked = crl({.revoked = {{second.serial, testcerts::sample_time(), {}}}}, spec().root);
    CHECK(fault({.candidates = candidates}, {lists.front(), revoked}) == CrlFault::no_valid_signer);
    CHECK(fault({}, lists) == CrlFault::bad_signature);
}

TEST_CASE("status_of: good, revoked with reason and date, undetermined, each with the CRL it rests on") {
    const Question question;
    const auto good = question.status({crl({})});
    CHECK(good.status == RevocationStatus::good);
    CHECK(good.crl);
    const auto revoked = question.status({crl(revokes_leaf(RevocationReason::key_compromise))});
    CHECK(revoked.status == RevocationStatus::revoked);
    CHECK(revoked.reason == RevocationReason::key_compromise);
    CHECK(revoked.date == testcerts::sample_time());
    CHECK(revoked.crl);
    const auto unknown = question.status({crl({.break_signature = true})});
    CHECK(unknown.status == RevocationStatus::undetermined);
    CHECK_THAT(unknown.evidence, Catch::Contains("not signed by a key of its issuer"));
    CHECK_FALSE(unknown.crl);
}

TEST_CASE("status_of: a list that cannot be verified is believed neither way") {
    auto forged = revokes_leaf(RevocationReason::key_compromise);
    forged.break_signature = true;
    CHECK(Question{}.status({crl(forged)}).status == RevocationStatus::undetermined);
    CHECK(Question{}.status({crl(forged), crl({})}).status == RevocationStatus::good);
}

TEST_CASE("status_of: a delta is heard only when asked for, and takes back what the base says") {
    auto base = revokes_leaf(RevocationReason::certificate_hold);
    base.number = 4;
    auto delta = revokes_leaf(RevocationReason::remove_from_crl);
    delta.number = 5;
    delta.base_number = 4;
    const std::vector lists{crl(base), crl(delta)};
    CHECK(Question{}.status(lists).status == RevocationStatus::revoked);
    CHECK(Question{.use_deltas = true}.status(lists).status == RevocationStatus::good);
}

TEST_CASE("status_of: the search for a signer ends, and what was left unexamined decides nothing") {
    // Fifty lists, each by a key that none of fifty namesakes has.
    Question question;
    auto namesake = spec().issuing_ca;
    for (std::uint8_t i = 0; i < 50; ++i) {
        auto key = testcerts::public_key_info(Key::other_ca);
        key[60] = i;
        namesake.public_key_info = key;
        namesake.serial.back() = i;
        question.candidates.push_back({testcerts::issue(namesake, spec().root)});
    }
    auto impostor = spec().issuing_ca;
    impostor.key = Key::other_root;
    std::vector<Crl> lists;
    for (std::uint8_t i = 0; i < 50; ++i) lists.push_back(crl({.number = i}, impostor));
    const auto found = question.status(lists);
    CHECK(found.status == RevocationStatus::undetermined);
    CHECK_THAT(found.evidence, Catch::Contains("too many lists"));
}
