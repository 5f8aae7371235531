#include "store_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include <amtcert/rules/report.h>

namespace cli {
namespace {

using certlib::Certificate;
using certlib::ErrorKind;
using certlib::Result;

constexpr std::size_t thumbprints_shown = 3;

std::string thumbprint_of(const Certificate& certificate, std::size_t digits) {
    const bool is_sha256 = digits == 2 * certificate.sha256_fingerprint().size();
    return certlib::to_hex(is_sha256 ? certificate.sha256_fingerprint() : certificate.sha1_fingerprint());
}

std::size_t different_digits(const std::string& left, const std::string& right) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < std::min(left.size(), right.size()); ++at) count += left[at] == right[at] ? 0 : 1;
    return count;
}

/// nothing_fits names what is there, that whose thumbprint is nearest to the one asked for first.
tl::unexpected<certlib::Error> nothing_fits(const certlib::StoreQuery& query, std::vector<Certificate> there) {
    if (there.empty()) return certlib::fail(ErrorKind::not_found, "the store holds no certificate");
    const auto distance = [&](const Certificate& one) {
        return different_digits(query.thumbprint, thumbprint_of(one, query.thumbprint.size()));
    };
    std::stable_sort(there.begin(), there.end(),
                     [&](const auto& left, const auto& right) { return distance(left) < distance(right); });
    std::string hint;
    for (const auto& one : std::span(there).first(std::min(there.size(), thumbprints_shown)))
        hint += fmt::format("{}{} ({})", hint.empty() ? "nearest: " : ", ", thumbprint_of(one, query.thumbprint.size()),
                            one.subject().to_string());
    return certlib::fail(ErrorKind::not_found, fmt::format("none of its {} certificates is selected", there.size()), hint);
}

Result<certlib::StoreContents> contents_of(const certlib::StoreQuery& query, certlib::Keys keys,
                                           const certlib::LoadOptions& load) {
    if (!query.role.empty() && query.role != "provisioning")
        return certlib::fail(ErrorKind::usage, fmt::format("no selection by role '{}'", query.role), "write ?role=provisioning");
    const auto wanted = [&](const Certificate& one) {
        return query.fits(one) && (query.role.empty() || rules::looks_like_provisioning(one));
    };
    auto contents = certlib::read_windows_store(query.store, wanted, keys, load.limits);
    if (contents && contents->wanted.empty() && contents->unreadable.empty())
        return nothing_fits(query, std::move(contents->others));
    return contents;
}

/// issuers_of are the certificates of the machine, or of the user, that Windows builds chains from.
Result<std::vector<Certificate>> issuers_of(certlib::StoreLocation location, const certlib::LoadOptions& load) {
    std::vector<Certificate> issuers;
    for (const auto* name : {"CA", "Root"}) {
        const certlib::StoreName store{location, name};
        const auto all_of_it = [](const Certificate&) { return false; };
        auto contents = certlib::read_windows_store(store, all_of_it, certlib::Keys::left_alone, load.limits);
        if (!contents)
            return certlib::fail(contents.error().kind, store.to_string() + ": " + contents.error().message,
                                 contents.error().hint);
        issuers.insert(issuers.end(), contents->others.begin(), contents->others.end());
    }
    return issuers;
}

}  // namespace

Result<StoreSource> open_store_source(const std::string& argument, const certlib::LoadOptions& load) {
    const auto query = certlib::parse_store_query(argument);
    if (!query) return tl::make_unexpected(query.error());
    auto contents = contents_of(*query, certlib::Keys::tried, load);
    if (!contents) return tl::make_unexpected(contents.error());
    const auto issuers = issuers_of(query->store.location, load);
    if (!issuers) return tl::make_unexpected(issuers.error());
    StoreSource source{.bundles = std::move(contents->wanted)};
    for (auto& bundle : source.bundles) {
        const auto& certificate = bundle.certificates.front();
        bundle.source += "?thumbprint=" + certlib::to_hex(certificate.sha1_fingerprint());
        const auto above = certlib::issuers_among(*issuers, certificate);
        bundle.certificates.insert(bundle.certificates.end(), above.begin(), above.end());
    }
    // What cannot be read may be what was asked for, unless its thumbprint says otherwise.
    for (const auto& thumbprint : contents->unreadable)
        if (query->thumbprint.empty() || query->thumbprint == thumbprint)
            source.unreadable.push_back(query->store.to_string() + "?thumbprint=" + thumbprint);
    return source;
}

Result<std::vector<Certificate>> certificates_of_store(const std::string& argument, const certlib::LoadOptions& load) {
    const auto query = certlib::parse_store_query(argument);
    if (!query) return tl::make_unexpected(query.error());
    const auto contents = contents_of(*query, certlib::Keys::left_alone, load);
    if (!contents) return tl::make_unexpected(contents.error());
    std::vector<Certificate> certificates;
    for (const auto& bundle : contents->wanted) certificates.push_back(bundle.certificates.front());
    return certificates;
}

}  // namespace cli
