#pragma once

#include <amtcert/testcerts/crl.h>

#include <string>
#include <vector>

#include "support/temporary_folder.h"

/// A PKI whose locations are on the loopback. CRLs are current by the clock.
struct Pki {
    testcerts::HierarchySpec spec = testcerts::good();
    TemporaryFolder place;

    Pki() {
        spec.leaf.remove(certlib::oids::crl_distribution_points);
        spec.leaf.remove(certlib::oids::authority_info_access);
        spec.issuing_ca.remove(certlib::oids::crl_distribution_points);
        spec.issuing_ca.remove(certlib::oids::authority_info_access);
    }
    /// now is the same all through a test program.
    static certlib::Time now() {
        static const auto start = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        return start;
    }
    static testcerts::CrlSpec current() {
        return {.this_update = now() - std::chrono::hours{1}, .next_update = now() + std::chrono::days{30}};
    }
    [[nodiscard]] certlib::Bytes crl(const testcerts::CrlSpec& list = current()) const {
        return testcerts::issue_crl(list, spec.issuing_ca);
    }
    [[nodiscard]] certlib::Bytes issuer() const {
        const auto certificate = made().issuing_ca;
        return {certificate.der().begin(), certificate.der().end()};
    }
    [[nodiscard]] testcerts::Hierarchy made() const { return testcerts::build(spec); }
    [[nodiscard]] std::string chain() const { return place.write("chain.pem", testcerts::pem(made().chain())); }
    /// crls_at says where the leaf's CRL is.
    void crls_at(const std::vector<std::vector<std::string>>& points) {
        spec.leaf.set(testcerts::extension::crl_distribution_points(points));
    }
};
