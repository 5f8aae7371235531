#include <amtcert/rules/rule.h>

namespace rules {
namespace {

Findings check(const Context& context) {
    const auto place = context.chain.links.size() - 1;
    const auto name = context.chain.last().subject().to_string();
    if (context.chain.ending == chainwalk::Ending::anchored) return {passed("the chain ends in " + name + ", one of --roots", place)};
    // A chain that ends early is one fault, and link.issuer-found names it.
    if (context.root() == nullptr) return {skipped("the chain reaches no root; give what is missing with --intermediates or --roots")};
    if (!context.roots_were_given)
        return {inconclusive("no trusted roots were given (--roots)", place, "Give the roots that the other side trusts with --roots.")};
    return {failed("the chain ends in " + name + ", which is none of --roots", place)};
}

}  // namespace

extern const Rule trust_anchor_rule;
constinit const Rule trust_anchor_rule = define({
    .id = "trust.anchor",
    .title = "root is not trusted",
    .stages = stages(3),
    .component = Component::ca,
    .roles = Role::web_server | Role::issuing_ca | Role::console_client | Role::plain,
    .severity = Severity::error,
    .what = "The chain ends in one of the certificates given with --roots. Without --roots it is undecided: no store is consulted behind "
            "your back.",
    .why = "Whoever checks the certificate believes it only when the chain ends in a root of theirs.",
    .fix = "Give the right roots with --roots, or have the certificate issued by a CA below one of them.",
    .citation = "RFC 5280 6.1.1 (d)",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
