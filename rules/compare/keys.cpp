#include <fmt/format.h>

#include "compare/differences.h"
#include "data/public_ca_limits.h"
#include "support/validity_period.h"

namespace rules {
namespace {

using certlib::HashAlgorithm;

/// rank orders hashes by what they are worth against forgery; unknown ones are not compared.
std::optional<int> rank(HashAlgorithm hash) {
    switch (hash) {
        case HashAlgorithm::md2:
        case HashAlgorithm::md4:
        case HashAlgorithm::md5:
            return 0;
        case HashAlgorithm::sha1:
            return 1;
        case HashAlgorithm::sha224:
            return 2;
        case HashAlgorithm::sha256:
            return 3;
        case HashAlgorithm::sha384:
            return 4;
        case HashAlgorithm::sha512:
            return 5;
        case HashAlgorithm::sha3:
        case HashAlgorithm::other:
        case HashAlgorithm::none:
            break;
    }
    return std::nullopt;
}

/// weakest is the weakest signature below the root: what a release that minds would stumble on.
std::optional<certlib::SignatureAlgorithm> weakest(const chainwalk::Chain& chain) {
    std::optional<certlib::SignatureAlgorithm> found;
    for (const auto& link : chain.links) {
        const auto& algorithm = link.certificate.signature_algorithm();
        if (link.certificate.is_self_issued() || !rank(algorithm.hash)) continue;
        if (!found || *rank(algorithm.hash) < *rank(found->hash)) found = algorithm;
    }
    return found;
}

void compare_signatures(const Pair& pair, std::vector<Difference>& differences) {
    const auto before = weakest(pair.before.chains.front().chain);
    const auto after = weakest(pair.after.chains.front().chain);
    if (!before || !after || before->hash == after->hash) return;
    const auto evidence = fmt::format("weakest signature below the root: was {}, is {}", before->to_string(), after->to_string());
    const bool weaker = *rank(after->hash) < *rank(before->hash);
    differences.push_back(difference(weaker ? "compare.weaker-signature" : "compare.stronger-signature", evidence));
}

}  // namespace

std::vector<Difference> compare_keys(const Pair& pair) {
    const auto& before = pair.before.leaf.public_key();
    const auto& after = pair.after.leaf.public_key();
    const auto evidence = fmt::format("was {}, is {}", before.to_string(), after.to_string());
    std::vector<Difference> differences;
    if (before.algorithm != after.algorithm || after.bits < before.bits)
        differences.push_back(difference("compare.weaker-key", evidence));
    else if (after.bits > before.bits)
        differences.push_back(difference("compare.stronger-key", evidence));
    compare_signatures(pair, differences);
    return differences;
}

std::vector<Difference> compare_lifetimes(const Pair& pair) {
    using std::chrono::ceil;
    using std::chrono::days;
    const auto& before = pair.before.leaf;
    const auto& after = pair.after.leaf;
    std::vector<Difference> differences;
    if (after.not_after() < before.not_after())
        differences.push_back(
            difference("compare.ends-earlier", fmt::format("OLD ends {}, NEW {}", certlib::format_time(before.not_after()),
                                                           certlib::format_time(after.not_after()))));
    const auto was = ceil<days>(lifetime_of(before)).count();
    const auto is = ceil<days>(lifetime_of(after)).count();
    if (was == is) return differences;
    auto evidence = fmt::format("was {} days, is {} days, until {}", was, is, certlib::format_date(after.not_after()));
    if (const auto* limit = lifetime_limit(after.not_before()); is < was && limit != nullptr)
        evidence += fmt::format("; public CAs may issue for {} at most since {} ({})", limit->to_string(),
                                certlib::format_date(limit->since), to_string(limit->grade));
    differences.push_back(difference(is < was ? "compare.shorter-lifetime" : "compare.longer-lifetime", evidence));
    return differences;
}

}  // namespace rules
