#include <fmt/format.h>

#include <algorithm>
#include <map>

#include <amtcert/chainwalk/named_locations.h>

#include "compare/differences.h"

namespace rules {
namespace {

using chainwalk::Chain;
using chainwalk::Origin;

const Chain& chain_of(const SubjectReport& report) { return report.chains.front().chain; }

std::string describe(const certlib::Certificate& certificate) {
    return fmt::format("{}, SHA-256 {}", certificate.subject().to_string(), certlib::to_hex(certificate.sha256_fingerprint()));
}

bool fails_rule(const SubjectReport& report, std::string_view id) {
    return std::any_of(report.results.begin(), report.results.end(), [&](const RuleResult& result) {
        return result.rule->id == id && result.finding.result == Result::fail && result.severity() == Severity::error;
    });
}

void compare_roots(const Pair& pair, std::vector<Difference>& differences) {
    const auto& before = chain_of(pair.before);
    const auto& after = chain_of(pair.after);
    if (!before.is_complete()) return;
    if (!after.is_complete()) {
        differences.push_back(difference("compare.lost-root", Severity::error,
                                         fmt::format("OLD ends in {}; NEW reaches no root", describe(before.last()))));
        return;
    }
    if (before.last() == after.last()) return;
    const bool untrusted = fails_rule(pair.after, "trust.root-hash") && !fails_rule(pair.before, "trust.root-hash");
    differences.push_back(difference("compare.lost-root", untrusted ? Severity::error : Severity::warning,
                                     fmt::format("was {}; is {}", describe(before.last()), describe(after.last()))));
}

/// Completeness of the chain, the worse the lower.
enum class Completeness { none, with_help, by_itself };

Completeness completeness(const Chain& chain) {
    if (!chain.is_complete()) return Completeness::none;
    const bool by_itself =
        std::all_of(chain.links.begin(), chain.links.end(), [](const auto& link) { return link.origin == Origin::source; });
    return by_itself ? Completeness::by_itself : Completeness::with_help;
}

std::string_view words(Completeness completeness) {
    switch (completeness) {
        case Completeness::none:
            return "the chain reaches no root";
        case Completeness::with_help:
            return "the chain needs --intermediates or --roots";
        case Completeness::by_itself:
            return "the file holds the chain with its root";
    }
    return "the chain reaches no root";
}

/// in_order says whether the file gives leaf and issuers as the chain has them, the leaf first.
bool in_order(const Chain& chain) {
    std::optional<std::size_t> last;
    for (const auto& link : chain.links) {
        if (link.origin != Origin::source) continue;
        if (last ? link.position <= *last : link.position != 0) return false;
        last = link.position;
    }
    return true;
}

using Urls = std::vector<std::string>;

std::string_view words_of(chainwalk::LocationKind kind) {
    switch (kind) {
        case chainwalk::LocationKind::crl:
            return "CRL location";
        case chainwalk::LocationKind::aia:
            return "issuer location (AIA)";
        case chainwalk::LocationKind::ocsp:
            return "OCSP location";
    }
    return "location";
}

/// locations lists the URLs of a chain by what they are and whose: the leaf's apart from the CA certificates', the root left out.
std::map<std::string, Urls> locations(const Chain& chain) {
    std::map<std::string, Urls> found;
    for (std::size_t place = 0; place < chain.links.size(); ++place) {
        const auto& certificate = chain.links[place].certificate;
        if (certificate.is_self_issued() && place > 0) continue;
        const auto* whose = place == 0 ? "of the leaf" : "of the CA certificates";
        for (auto& location : chainwalk::named_locations(certificate, place))
            found[fmt::format("{} {}", words_of(location.kind), whose)].push_back(std::move(location.url));
    }
    for (auto& [kind, urls] : found) std::sort(urls.begin(), urls.end());
    return found;
}

std::string listed(const Urls& urls) { return certlib::escape_unprintable(fmt::format("{}", fmt::join(urls, " "))); }

}  // namespace

std::vector<Difference> compare_chains(const Pair& pair) {
    std::vector<Difference> differences;
    compare_roots(pair, differences);
    const auto was = completeness(chain_of(pair.before));
    const auto is = completeness(chain_of(pair.after));
    const auto evidence = fmt::format("OLD: {}; NEW: {}", words(was), words(is));
    if (is < was)
        differences.push_back(
            difference("compare.lost-chain", is == Completeness::none ? Severity::error : Severity::warning, evidence));
    if (is > was) differences.push_back(difference("compare.gained-chain", evidence));
    if (!pair.old_bundle.private_keys.empty() && pair.new_bundle.private_keys.empty())
        differences.push_back(difference("compare.lost-private-key", "OLD came with a private key, NEW without"));
    const bool was_in_order = in_order(chain_of(pair.before));
    const bool is_in_order = in_order(chain_of(pair.after));
    if (was_in_order && !is_in_order)
        differences.push_back(difference("compare.lost-order", "OLD: leaf first, then each issuer; NEW: not so"));
    if (!was_in_order && is_in_order)
        differences.push_back(difference("compare.gained-order", "OLD: out of order; NEW: leaf first, then each issuer"));
    return differences;
}

std::vector<Difference> compare_locations(const Pair& pair) {
    auto before = locations(chain_of(pair.before));
    auto after = locations(chain_of(pair.after));
    std::vector<Difference> differences;
    for (const auto& [kind, urls] : before) {
        if (!after.contains(kind))
            differences.push_back(difference("compare.lost-location", fmt::format("{}: was {}, is none", kind, listed(urls))));
        else if (after[kind] != urls)
            differences.push_back(difference("compare.changed-location",
                                             fmt::format("{}: was {}, is {}", kind, listed(urls), listed(after[kind]))));
    }
    for (const auto& [kind, urls] : after)
        if (!before.contains(kind))
            differences.push_back(difference("compare.gained-location", fmt::format("{}: {}", kind, listed(urls))));
    return differences;
}

}  // namespace rules
