#include <fmt/format.h>

#include <algorithm>

#include "data/text.h"
#include "plan/parts.h"
#include "support/amt_marker.h"

namespace rules {
namespace {

using certlib::CertificationRequest;

std::string shown(std::string_view name) { return "\"" + certlib::escape_unprintable(name) + "\""; }

PlanFinding good(std::string_view id, std::string evidence) {
    return {id, Severity::info, Result::pass, std::move(evidence), {}};
}

PlanFinding bad(std::string_view id, std::string evidence, std::string fix, Severity severity = Severity::error) {
    return {id, severity, Result::fail, std::move(evidence), std::move(fix)};
}

PlanFinding judge_signature(const CertificationRequest& request) {
    using certlib::SignatureResult;
    constexpr std::string_view id = "request.signature";
    const auto how = request.signature_algorithm.to_string();
    switch (request.signature) {
        case SignatureResult::valid:
            return good(id, how + ", made with the request's own key");
        case SignatureResult::unsupported:
            return {id, Severity::error, Result::inconclusive, how + ": cannot be checked here",
                    "Make the request anew with an RSA key and SHA-256."};
        case SignatureResult::invalid:
        case SignatureResult::bad_key:
            break;
    }
    return bad(id, how + ": does not verify with the request's own key",
               "Make the request anew; this one was damaged or put together by hand.");
}

PlanFinding judge_key(const CertificationRequest& request, const std::vector<Release>& releases) {
    constexpr std::string_view id = "request.key";
    const auto& key = request.public_key;
    const auto found = key.to_string();
    if (key.algorithm != certlib::KeyAlgorithm::rsa || key.bits == 0)
        return bad(id, found + ", RSA required", "Make a new request with an RSA key of 2048 bits.");
    std::string doubtful;
    for (const auto& release : releases) {
        const auto& sizes = release.generation->keys;
        if (key.bits < sizes.leaf_minimum || key.bits > sizes.leaf_maximum)
            return bad(
                id, fmt::format("{}, {} to {} allowed on AMT {}", found, sizes.leaf_minimum, sizes.leaf_maximum, release.label),
                "Make a new request with an RSA key of 2048 bits.");
        if (key.bits < sizes.asked_for)
            doubtful = fmt::format("{}, {} asked for on AMT {}", found, sizes.asked_for, release.label);
    }
    if (!doubtful.empty())
        return {id, Severity::error, Result::inconclusive, doubtful,
                "Make a request of its own for these devices, with RSA 3072 and SHA-384, or try one device first."};
    // CA/Browser Forum baseline requirements 6.1.5: 2048 at least.
    if (key.bits < 2048)
        return bad(id, found + ", 2048 required by public CAs", "Make a new request with an RSA key of 2048 bits.",
                   Severity::warning);
    const bool before_22 =
        std::any_of(releases.begin(), releases.end(), [](const Release& one) { return one.generation->keys.asked_for == 0; });
    if (key.bits == 3072 && before_22)
        return bad(id, found + ": second-hand, AMT before 22 refused such a key (device-management-toolkit/deployment#165)",
                   "Use RSA 2048 for devices before AMT 22, or try one device first.", Severity::warning);
    return good(id, found);
}

PlanFinding judge_hash(const CertificationRequest& request) {
    using certlib::HashAlgorithm;
    constexpr std::string_view id = "request.hash";
    const auto hash = request.signature_algorithm.hash;
    const auto how = request.signature_algorithm.to_string();
    const bool plain = request.signature_algorithm.scheme == certlib::SignatureScheme::rsa_pkcs1;
    if (plain && (hash == HashAlgorithm::sha256 || hash == HashAlgorithm::sha384)) return good(id, how);
    return bad(id, how + ", sha256WithRSAEncryption or sha384WithRSAEncryption expected",
               "Make the request with SHA-256; some CAs sign the certificate as the request is signed.", Severity::warning);
}

std::string list(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ", ")); }

PlanFinding judge_name(const Site& site, const Plan& plan, const std::vector<Release>& releases,
                       const CertificationRequest& request) {
    constexpr std::string_view id = "request.common-name";
    const auto names = request.subject.values(certlib::oids::common_name);
    if (names.size() != 1)
        return bad(id, fmt::format("{} CNs, one required", names.size()),
                   "Make a new request with one CN, the setup server's full name.");
    const auto& name = names.front();
    std::vector<std::string> covered;
    std::vector<std::string> missing;
    for (const auto& suffix : plan.suffixes) (serves(site, releases, name, suffix) ? covered : missing).push_back(suffix);
    if (plan.suffixes.empty())
        return {id, Severity::info, Result::skipped, "CN " + shown(name) + "; no suffix to compare with (--dns-suffix)", {}};
    const auto evidence = fmt::format("CN {}: serves {}", shown(name), covered.empty() ? "none of the suffixes" : list(covered));
    if (covered.empty()) return bad(id, evidence, "Take a CN of the plan.");
    if (missing.empty()) return good(id, evidence);
    // A certificate of several is right as it is when none of the plan's serves more of what this one serves.
    const bool as_planned = std::any_of(plan.names.begin(), plan.names.end(), [&](const PlannedName& planned) {
        return std::all_of(planned.covers.begin(), planned.covers.end(), [&](const CoveredSuffix& one) {
            return std::find(covered.begin(), covered.end(), one.suffix) != covered.end();
        });
    });
    const auto rest = fmt::format("{}, not {}", evidence, list(missing));
    if (as_planned && plan.names.size() > 1) return good(id, rest + ", which another certificate of the plan is for");
    return bad(id, rest, "Take a CN of the plan, which serves more, or get a further certificate.", Severity::warning);
}

PlanFinding judge_alternative_name(const CertificationRequest& request) {
    constexpr std::string_view id = "request.alternative-name";
    const auto names = request.subject.values(certlib::oids::common_name);
    const auto alternatives = request.dns_names();
    const bool there = std::any_of(alternatives.begin(), alternatives.end(), [&](const std::string& one) {
        return !names.empty() && text::lower_case(one) == text::lower_case(names.front());
    });
    if (there) return good(id, fmt::format("dNSName {}", list(alternatives)));
    return bad(
        id,
        alternatives.empty() ? "no dNSName asked for" : fmt::format("dNSName {}, the CN is not among them", list(alternatives)),
        "Ask for a subjectAltName with the CN as dNSName: browsers and public CAs want it.", Severity::warning);
}

PlanFinding judge_purposes(const CertificationRequest& request) {
    constexpr std::string_view id = "request.purposes";
    constexpr const char* fix =
        "Make a new request with extendedKeyUsage serverAuth and 2.16.840.1.113741.1.2.3 (amtcert plan --write-csr-config), and "
        "have the CA "
        "confirm that it issues both.";
    const auto& purposes = request.decoded.extended_key_usage;
    if (!purposes) return bad(id, "no extendedKeyUsage asked for, serverAuth and 2.16.840.1.113741.1.2.3 required", fix);
    const auto has = [&](std::string_view purpose) {
        return std::any_of(purposes->begin(), purposes->end(), [&](const certlib::Oid& one) { return one == purpose; });
    };
    std::vector<std::string> found;
    for (const auto& purpose : *purposes) found.emplace_back(purpose.name());
    const auto evidence = "asks for " + list(found);
    if (!has(certlib::oids::server_auth)) return bad(id, evidence + ", serverAuth missing", fix);
    if (!has(certlib::oids::amt_provisioning)) return bad(id, evidence + ", 2.16.840.1.113741.1.2.3 missing", fix);
    return good(id, evidence + "; the CA decides what it issues");
}

PlanFinding judge_unit(const CertificationRequest& request) {
    constexpr std::string_view id = "request.organizational-unit";
    const auto units = request.subject.values(certlib::oids::organizational_unit);
    if (units.empty()) return good(id, "no OU");
    return bad(id, "OU " + shown(units.front()) + ": a public CA may not issue one (ballot SC047), and refuses or drops it",
               "Leave the OU out for a public CA; a private one may keep it.", Severity::warning);
}

PlanFinding judge_ca_flag(const CertificationRequest& request) {
    constexpr std::string_view id = "request.no-ca";
    const auto& constraints = request.decoded.basic_constraints;
    if (constraints && constraints->ca) return bad(id, "asks to be a CA", "Make a new request without basicConstraints CA:TRUE.");
    return good(id, "does not ask to be a CA");
}

PlanFinding judge_extensions(const CertificationRequest& request) {
    constexpr std::string_view id = "request.extensions";
    if (request.defects.empty()) return good(id, fmt::format("{} asked for, all readable", request.extensions.size()));
    return bad(id, request.defects.front().what, "Make the request anew; what it asks for cannot be read.");
}

PlanFinding judge_key_match(const certlib::RequestFile& file) {
    constexpr std::string_view id = "request.key-match";
    if (file.private_keys.empty()) return {id, Severity::info, Result::skipped, "no private key in the file to compare with", {}};
    bool locked = false;
    for (const auto& key : file.private_keys) {
        if (certlib::equal(key.public_key_info, file.request.public_key_info))
            return good(id, "the private key in the file is the request's");
        locked = locked || key.locked;
    }
    if (locked)
        return {id, Severity::error, Result::inconclusive, "the private key is encrypted",
                "Give its password: --password-file, --password-env or --password-fd."};
    return bad(id, "the private key in the file belongs to another request",
               "Find the key that this request was made with, or make both anew.");
}

}  // namespace

RequestReport vet_request(const Site& site, const Plan& plan, const certlib::RequestFile& file, std::string source) {
    const auto releases = planned_releases(site);
    const auto& request = file.request;
    RequestReport report{std::move(source), request.subject.to_string(), request.public_key.to_string(), {}, Verdict::pass};
    report.findings = {judge_signature(request),
                       judge_key(request, site.firmware.empty() ? std::vector<Release>{} : releases),
                       judge_hash(request),
                       judge_name(site, plan, releases, request),
                       judge_alternative_name(request),
                       judge_purposes(request),
                       judge_unit(request),
                       judge_ca_flag(request),
                       judge_extensions(request),
                       judge_key_match(file)};
    for (const auto& finding : report.findings) {
        if (finding.result == Result::fail && finding.severity >= site.fail_on) report.verdict = Verdict::fail;
        if (finding.result == Result::inconclusive && report.verdict == Verdict::pass) report.verdict = Verdict::inconclusive;
    }
    return report;
}

}  // namespace rules
