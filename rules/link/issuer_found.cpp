#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include <amtcert/chainwalk/named_locations.h>
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
    for (const auto& location : chainwalk::named_locations(certificate, 0))
        if (location.kind == chainwalk::LocationKind::aia) text += (text.empty() ? "" : ", ") + location.url;
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
        return inconclusive(fmt::format("only the self-signed root is missing: {} ({})", root->name, last.issuer().to_string()), place,
                            "Add the root certificate to the file, or give it with --roots, so that the chain can be verified.");
    const auto locations = where_to_get_it(last);
    const auto fix = locations.empty() ? std::string()
                                       : fmt::format("Get the issuer's certificate from {} and add it to the file, or give it with "
                                                     "--intermediates.",
                                                     locations);
    return failed("issuer is missing: " + issuer_of(last), place, fix);
}

Finding loop(const Context& context) {
    const auto place = context.chain.links.size() - 1;
    // Either a root that was altered, or a CA's certificate signed by the same CA's former key.
    if (context.chain.last().is_self_issued())
        return failed("self-issued, but its own key did not sign it; an issuer of the same name is missing: " +
                          issuer_of(context.chain.last()),
                      place);
    return failed("no root: the CAs' certificates issue one another, and lead back to " + context.chain.last().issuer().to_string(), place,
                  "Add the self-signed root that one of these CAs also has a certificate from, or its self-signed certificate; ask the CA "
                  "which root the chain is to end in. A cross-certificate is no root.");
}

Finding stopped(const Context& context) { return inconclusive("the search stopped at its limit (" + context.walk.limit + ")"); }

/// behind_a_bad_signature: such a path was followed all the same, and its ending no longer says why it ends.
Finding behind_a_bad_signature(const Context& context) {
    const auto& links = context.chain.links;
    const auto& last = context.chain.last();
    if (context.root() != nullptr) return passed("the chain reaches a self-signed root; link.signature judges its signatures");
    const bool leads_back = std::any_of(links.begin(), links.end(), [&](const chainwalk::Link& link) {
        return link.certificate.subject() == last.issuer();
    });
    if (leads_back) return loop(context);
    return context.walk.cut_short ? stopped(context) : no_issuer(context);
}

/// fetched names the first certificate that only its location has, the root aside: of that the firmware needs the hash.
std::optional<Finding> fetched(const Context& context) {
    const auto& links = context.chain.links;
    for (std::size_t i = 1; i < links.size(); ++i) {
        const bool is_root = i + 1 == links.size() && links[i].certificate.is_self_issued();
        if (links[i].origin != chainwalk::Origin::aia || is_root) continue;
        return failed("issuer is missing, and was fetched to judge the rest: " + issuer_of(links[i - 1].certificate), i - 1,
                      fmt::format("Get the issuer's certificate from {} and add it to the file, or give it with --intermediates.",
                                  where_to_get_it(links[i - 1].certificate)));
    }
    return std::nullopt;
}

Findings check(const Context& context) {
    if (auto finding = fetched(context)) return {std::move(*finding)};
    switch (context.chain.ending) {
        case chainwalk::Ending::anchored: return {passed("the chain reaches a trust anchor")};
        case chainwalk::Ending::self_signed: return {passed("the chain reaches a self-signed root")};
        case chainwalk::Ending::no_issuer: return {no_issuer(context)};
        case chainwalk::Ending::loop: return {loop(context)};
        case chainwalk::Ending::limit: return {stopped(context)};
        case chainwalk::Ending::bad_signature: return {behind_a_bad_signature(context)};
    }
    return {no_issuer(context)};
}

}  // namespace

extern const Rule link_issuer_found_rule;
constinit const Rule link_issuer_found_rule = define({
    .id = "link.issuer-found",
    .title = "chain does not reach a root",
    .stages = stages(1, 3),
    .component = Component::server,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "Every certificate's issuer is in the source, --intermediates or --roots, up to a self-signed root; CAs that only "
            "certify one another are no root. What was fetched from an issuer location does not count: what the setup server cannot "
            "send does not help the firmware.",
    .why = "AMT is sent the chain one certificate at a time and verifies it alone; a gap ends provisioning, usually with no more than "
           "\"could not verify\".",
    .fix = "Ask the CA for the certificate of the issuer named, and add it to the file, or give it with --intermediates.",
    .citation = "ConfigMgr 2007 with vPro troubleshooting guide, stages 1 and 3; RFC 5280 6.1",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
