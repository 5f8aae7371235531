#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

/// places gives where the chain's certificates stand in the file, leaf first; those from elsewhere are left out.
std::vector<std::size_t> places(const chainwalk::Chain& chain) {
    std::vector<std::size_t> positions;
    for (const auto& link : chain.links)
        if (link.origin == chainwalk::Origin::source) positions.push_back(link.position);
    return positions;
}

std::string one_based(const std::vector<std::size_t>& positions) {
    std::string text;
    for (const auto position : positions) text += fmt::format("{}{}", text.empty() ? "" : ", ", position + 1);
    return text;
}

Findings check(const Context& context) {
    if (context.bundle.certificates.size() < 2) return {skipped("the source holds only one certificate")};
    const auto order = places(context.chain);
    const bool leaf_first = !order.empty() && order.front() == 0;
    const bool issuers_follow = std::is_sorted(order.begin(), order.end());
    if (leaf_first && issuers_follow) return {passed("leaf first, then each issuer")};
    const auto consequence = leaf_first ? "RPS goes by the order of the file" : "RPS takes the first certificate for the leaf";
    const auto evidence = fmt::format("leaf, then each issuer, stand at places {} of the file, rising from 1 expected; {}",
                                      one_based(order), consequence);
    if (context.site.consoles.contains(Console::rps)) return {refused_by(Console::rps, Severity::warning, evidence)};
    return {failed_as(Severity::info, evidence)};
}

}  // namespace

extern const Rule load_bundle_order_rule;
constinit const Rule load_bundle_order_rule = define({
    .id = "load.bundle-order",
    .title = "certificates are not in chain order",
    .stages = stages(1),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::info,
    .what = "In the file the leaf comes first, then its issuer, and so on up to the root. With --console rps a wrong order is a warning.",
    .why = "RPS takes the first certificate of a PFX for the leaf; MeshCentral and rpc-go put the chain in order themselves, and the "
           "firmware never sees the file.",
    .fix = "Write the file again, leaf first: openssl pkcs12 -export -inkey KEY -in LEAF -certfile ISSUERS, where ISSUERS holds the "
           "issuing CA first and the root last.",
    .citation = "RPS certManager.ts; MeshCentral certoperations.js; rpc-go local.go",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
