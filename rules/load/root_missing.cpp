#include <amtcert/rules/rule.h>

namespace rules {
namespace {

Findings check(const Context& context) {
    if (!context.chain.is_complete()) return {skipped("the chain reaches no root; link.issuer-found tells what is missing")};
    const auto place = context.chain.links.size() - 1;
    const auto& root = context.chain.links.back();
    if (root.origin == chainwalk::Origin::source) return {passed("the source holds the root", place)};
    const auto evidence = "the root came from " + std::string(chainwalk::to_string(root.origin)) + ", the source does not hold it";
    if (context.site.consoles.contains(Console::rps)) return {refused_by(Console::rps, Severity::error, evidence, place)};
    return {failed_as(Severity::warning, evidence, place)};
}

}  // namespace

extern const Rule load_root_missing_rule;
constinit const Rule load_root_missing_rule = define({
    .id = "load.root-missing",
    .title = "root is not in the file",
    .stages = stages(1, 3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::warning,
    .what = "The self-signed root stands in the source itself, not only in --roots or --intermediates. With --console rps its absence "
            "is an error.",
    .why = "The firmware has to be sent the whole chain with the root at its end: it holds the root's hash, not the root. RPS and "
           "MeshCentral refuse a file without it.",
    .fix = "Add the root to the file. PEM: cat ROOT.pem >> FILE.pem. PFX: openssl pkcs12 -in OLD.pfx -out ALL.pem, cat ROOT.pem >> "
           "ALL.pem, openssl pkcs12 -export -in ALL.pem -out NEW.pfx; they ask for the passwords; delete ALL.pem afterwards.",
    .citation = "Intel AMT SDK, AddNextCertInChain; RPS certManager.ts; MeshCentral certoperations.js",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
