#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/roots.h>
#include <amtcert/rules/rule.h>

namespace rules {
namespace {

bool same_letters(std::string_view left, std::string_view right) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](char a, char b) { return lower(a) == lower(b); });
}

const Root* listed_root_named(const certlib::DistinguishedName& name) {
    const auto text = name.to_string();
    for (const auto& root : roots())
        if (!root.subject.empty() && same_letters(root.subject, text)) return &root;
    return nullptr;
}

/// where_to_get_it names the caIssuers locations of a certificate (RFC 5280 4.2.2.1).
std::string where_to_get_it(const certlib::Certificate& certificate) {
    std::string text;
    if (const auto& access = certificate.decoded().authority_info_access)
        for (const auto& description : *access)
            if (description.method == certlib::oids::ca_issuers && description.location.kind == certlib::GeneralNameKind::uri)
                text += (text.empty() ? "" : ", ") + description.location.text;
    return text;
}

std::string issuer_of(const certlib::Certificate& certificate) {
    const auto& identifier = certificate.decoded().authority_key_identifier;
    auto text = certificate.issuer().to_string();
    if (identifier && identifier->key_identifier) text += ", key identifier " + certlib::to_hex(*identifier->key_identifier);
    return text;
}

Finding no_issuer(const Context& context) {
    const auto& last = context.chain.last();
    const auto place = context.chain.links.size() - 1;
    if (const Root* root = listed_root_named(last.issuer()))
        return inconclusive(fmt::format("only the root is missing: {} ({})", root->name, last.issuer().to_string()), place,
                            "Add the root certificate to the file, or give it with --roots, so that the chain can be verified.");
    const auto locations = where_to_get_it(last);
    const auto fix = locations.empty() ? std::string()
                                       : fmt::format("Get the issuer's certificate from {} and add it to the file, or give it with "
                                                     "--intermediates.",
                                                     locations);
    return failed("issuer is missing: " + issuer_of(last), place, fix);
}

Findings check(const Context& context) {
    switch (context.chain.ending) {
        case chainwalk::Ending::anchored: return {passed("the chain reaches a trust anchor")};
        case chainwalk::Ending::self_signed: return {passed("the chain reaches a self-signed root")};
        case chainwalk::Ending::no_issuer: return {no_issuer(context)};
        case chainwalk::Ending::loop: return {failed("the issuers lead back to a certificate of the chain", context.chain.links.size() - 1)};
        case chainwalk::Ending::limit: return {inconclusive("the search stopped at its limit (" + context.walk.limit + ")")};
        case chainwalk::Ending::bad_signature: break;
    }
    if (context.root() != nullptr) return {passed("the chain reaches a self-signed root; link.signature judges its signatures")};
    return {no_issuer(context)};
}

}  // namespace

extern const Rule link_issuer_found_rule;
constinit const Rule link_issuer_found_rule = define({
    .id = "link.issuer-found",
    .title = "issuer is missing",
    .stages = stages(1, 3),
    .component = Component::server,
    .roles = all_roles,
    .severity = Severity::error,
    .what = "Every certificate's issuer is in the source, --intermediates or --roots, up to a self-signed root. Nothing is fetched for "
            "it: what the setup server cannot send does not help the firmware.",
    .why = "AMT is sent the chain one certificate at a time and verifies it alone; a gap ends provisioning, usually with no more than "
           "\"could not verify\".",
    .fix = "Ask the CA for the certificate of the issuer named, and add it to the file, or give it with --intermediates.",
    .citation = "ConfigMgr 2007 with vPro troubleshooting guide, stages 1 and 3; RFC 5280 6.1",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
