// Answers are made by `openssl ocsp`, which has the clock's time in them.
#include <amtcert/certlib/ocsp.h>
#include <amtcert/testcerts/hierarchy.h>
#include <catch2/catch.hpp>

#include "support/file_content.h"
#include "support/responder_files.h"
#include "support/run_command.h"
#include "support/temporary_folder.h"

using certlib::Bytes;
using certlib::OcspFault;
using certlib::OcspStatus;
using testcerts::Key;

namespace {

certlib::Time now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

/// Signer is whose certificate and key an answer is signed with.
struct Signer {
    certlib::Certificate certificate;
    Key key;
};

struct Scene {
    testcerts::HierarchySpec spec = testcerts::good();
    testcerts::Hierarchy made = testcerts::build(spec);
    certlib::OcspQuestion question = certlib::ask_ocsp(made.leaf, made.issuing_ca).value();

    /// responder is a certificate of the issuing CA for signing answers.
    [[nodiscard]] testcerts::CertificateSpec responder() const {
        auto one = spec.leaf;
        one.set_common_name("Responder");
        one.key = Key::other_leaf;
        one.serial = {0x77};
        one.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::ocsp_signing)}));
        return one;
    }
    [[nodiscard]] Signer appointed() const { return {testcerts::issue(responder(), spec.issuing_ca), Key::other_leaf}; }
    [[nodiscard]] Signer issuer() const { return {made.issuing_ca, Key::issuing_ca}; }

    [[nodiscard]] Bytes answer(const std::string& index, const Signer& signer,
                               const std::vector<std::string>& options = {}) const {
        const TemporaryFolder place;
        std::vector<std::string> command{
            "openssl",  "ocsp",
            "-index",   place.write("index.txt", index),
            "-CA",      place.write("ca.pem", testcerts::pem({made.issuing_ca})),
            "-rsigner", place.write("signer.pem", testcerts::pem({signer.certificate})),
            "-rkey",    place.write("signer.key", testcerts::private_key_pem(signer.key)),
            "-reqin",   place.write("question.der", {reinterpret_cast<const char*>(question.der.data()), question.der.size()}),
            "-respout", place.path("answer.der"),
            "-ndays",   "2"};
        command.insert(command.end(), options.begin(), options.end());
        const auto run = run_command(command);
        INFO(run.errors);
        Bytes der = octets_of(place.path("answer.der"));
        REQUIRE(!der.empty());
        return der;
    }

    [[nodiscard]] certlib::OcspAnswer judged(const Bytes& answer, certlib::Time at = now()) const {
        return certlib::judge_ocsp(answer, question.der, made.leaf, made.issuing_ca, at);
    }
    [[nodiscard]] certlib::OcspAnswer good_from(const Signer& signer) const {
        return judged(answer(ca_index(made.leaf), signer));
    }
};

}  // namespace

TEST_CASE("ocsp: good, revoked and unknown, from the issuer itself") {
    const Scene scene;
    const auto good = scene.good_from(scene.issuer());
    CHECK(good.fault == OcspFault::none);
    CHECK(good.status == OcspStatus::good);
    CHECK(good.next_update.has_value());
    const auto revoked = scene.judged(scene.answer(ca_index(scene.made.leaf, "261101000000Z,keyCompromise"), scene.issuer()));
    CHECK(revoked.fault == OcspFault::none);
    CHECK(revoked.status == OcspStatus::revoked);
    CHECK(revoked.reason == certlib::RevocationReason::key_compromise);
    REQUIRE(revoked.revoked_at);
    CHECK(certlib::format_time(*revoked.revoked_at) == "2026-11-01T00:00:00Z");
    const auto unknown = scene.judged(scene.answer("", scene.issuer()));
    CHECK(unknown.fault == OcspFault::none);
    CHECK(unknown.status == OcspStatus::unknown);
}

TEST_CASE("ocsp: a responder that the issuer appointed, and none other") {
    const Scene scene;
    CHECK(scene.good_from(scene.appointed()).fault == OcspFault::none);
    const auto refused = [&](const testcerts::CertificateSpec& certificate, const testcerts::CertificateSpec& by) {
        const auto answer = scene.good_from({testcerts::issue(certificate, by), certificate.key});
        CHECK(answer.status == OcspStatus::unknown);
        return answer.fault == OcspFault::not_authentic;
    };
    auto without_purpose = scene.responder();
    without_purpose.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::server_auth)}));
    CHECK(refused(without_purpose, scene.spec.issuing_ca));
    auto expired = scene.responder();
    expired.not_after = now() - std::chrono::hours{1};
    CHECK(refused(expired, scene.spec.issuing_ca));
    CHECK(refused(scene.responder(), scene.spec.root));
    // Forged: named like the issuer's own, signed by another key, and sent along with the answer.
    auto forger = scene.spec.issuing_ca;
    forger.key = Key::other_ca;
    CHECK(refused(scene.responder(), forger));
    auto impostor = scene.spec.issuing_ca;
    impostor.key = Key::other_ca;
    CHECK(refused(impostor, impostor));
}

TEST_CASE("ocsp: an altered answer is not authentic, and no part or alteration of one is read amiss") {
    const Scene scene;
    const auto answer = scene.answer(ca_index(scene.made.leaf), scene.issuer());
    for (std::size_t size = 0; size < answer.size(); size += 7)
        CHECK(scene.judged(Bytes(answer.begin(), answer.begin() + static_cast<std::ptrdiff_t>(size))).fault != OcspFault::none);
    // The last octets are the certificates sent along, which change nothing when the issuer signed.
    for (std::size_t i = 0; i < 200; ++i) {
        auto altered = answer;
        altered[i] = static_cast<std::uint8_t>(altered[i] ^ 1U);
        CHECK(scene.judged(altered).status == OcspStatus::unknown);
    }
    CHECK(scene.judged({}).fault == OcspFault::not_a_response);
}

TEST_CASE("ocsp: old and future answers count for nothing") {
    const Scene scene;
    const auto answer = scene.answer(ca_index(scene.made.leaf), scene.issuer());
    CHECK(scene.judged(answer, now() + std::chrono::days{3}).fault == OcspFault::stale);
    CHECK(scene.judged(answer, now() - std::chrono::hours{1}).fault == OcspFault::not_yet_valid);
    CHECK(scene.judged(answer, now() + std::chrono::days{1}).fault == OcspFault::none);
}

TEST_CASE("ocsp: the answer to another request is told by its nonce, one about another certificate by its subject") {
    const Scene scene;
    Scene other;
    CHECK(scene.question.der != other.question.der);
    CHECK(scene.question.certificate_id == other.question.certificate_id);
    CHECK(scene.judged(other.answer(ca_index(scene.made.leaf), scene.issuer())).fault == OcspFault::wrong_nonce);
    // Asked without a nonce, and answered so.
    other.question = certlib::ask_ocsp(scene.made.issuing_ca, scene.made.issuing_ca).value();
    const auto elsewhere = other.answer(ca_index(scene.made.leaf), scene.issuer());
    CHECK(certlib::judge_ocsp(elsewhere, other.question.der, scene.made.leaf, scene.made.issuing_ca, now()).fault ==
          OcspFault::wrong_certificate);
}
