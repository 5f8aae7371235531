#include <amtcert/rules/rule.h>

#include "support/root_trust.h"

namespace rules {
namespace {

Findings check(const Context& context) {
    const auto* root = context.root();
    // A chain that ends early is one fault, and link.issuer-found names it.
    if (root == nullptr) return {skipped("the chain reaches no root; give what is missing with --intermediates or --roots")};
    if (context.firmware != nullptr && !context.firmware->generation->remote_configuration)
        return {skipped("AMT " + context.firmware->label + " has no list of root hashes; name another release with --firmware")};

    auto trust = root_trust(context.site, *root, context.firmware);
    const auto place = context.chain.links.size() - 1;
    if (trust.result == Result::pass) return {passed(std::move(trust.evidence), place)};
    if (trust.result == Result::inconclusive)
        return {in_brief(inconclusive(std::move(trust.evidence), place, std::move(trust.fix)), "root not observed")};
    return {in_brief(failed(std::move(trust.evidence), place, std::move(trust.fix)), "root not trusted")};
}

}  // namespace

extern const Rule trust_root_hash_rule;
constinit const Rule trust_root_hash_rule = define({
    .id = "trust.root-hash",
    .title = "root is not trusted by the firmware",
    .stages = stages(3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::error,
    .scope = Scope::per_firmware,
    .decisive = true,
    .input = "root hash (--trusted-hashes)",
    .what =
        "The hash of the root certificate's DER is an active entry of the firmware's list of trusted root hashes. A device's "
        "own list (--trusted-hashes) and the hashes given with --trusted-hash decide alone; of several lists each has to hold "
        "the root, and for a release those of devices that have it, where any has. Without any, the lists observed for the "
        "release: "
        "in a list of that release passes (observed), in lists before and after it passes (likely), in lists of other "
        "releases only is undecided. Without --firmware a root seen in any list passes. Which hash it is (SHA-1, SHA-256, "
        "SHA-384) is told by the length.",
    .why = "AMT hangs its whole trust on that list: a chain that ends elsewhere is refused, whatever else is right. The "
           "built-in lists are observations of single devices and documents, some second-hand, and OEMs change them.",
    .fix = "Enter the root's SHA-256 hash on the devices (MEBX up to AMT 13, setup.bin from 14), or have the certificate "
           "issued by a CA whose chain ends in a root the devices already hold.",
    .citation = "Intel AMT SDK, root certificate hashes; Intel KB 000059996",
    .grade = Grade::stated,
    .releases = "2.2 and later",
    .check = check,
});

}  // namespace rules
