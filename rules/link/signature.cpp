#include <fmt/format.h>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

using certlib::SignatureResult;

std::optional<Finding> judge(const std::vector<chainwalk::Link>& links, std::size_t place) {
    const auto& link = links[place];
    const bool is_last = place + 1 == links.size();
    if (!link.signature || *link.signature == SignatureResult::valid) return std::nullopt;
    const auto algorithm = link.certificate.signature_algorithm().to_string();
    const auto& issuer = links[is_last ? place : place + 1].certificate;
    const auto signer = is_last ? "its own key" : fmt::format("the key of certificate {}, {}", place + 1, issuer.subject().to_string());
    switch (*link.signature) {
        case SignatureResult::valid: break;
        case SignatureResult::invalid:
            return failed(fmt::format("signature ({}) on {} does not verify with {}", algorithm, link.certificate.subject().to_string(),
                                      signer),
                          place);
        case SignatureResult::unsupported:
            // RFC 5280 6.1.1: the signature of the anchor on itself is no part of validation.
            if (is_last) return std::nullopt;
            return inconclusive(fmt::format("signature algorithm {} cannot be checked here", algorithm), place);
        case SignatureResult::bad_key:
            return inconclusive(fmt::format("a signature of algorithm {} cannot be checked with {} ({})", algorithm, signer,
                                            issuer.public_key().to_string()),
                                place);
    }
    return std::nullopt;
}

Findings check(const Context& context) {
    const auto& links = context.chain.links;
    if (links.size() == 1 && !links.front().signature)
        return {skipped("no issuer is there to check the signature with; link.issuer-found tells which is missing")};
    Findings findings;
    for (std::size_t place = 0; place < links.size(); ++place)
        if (auto finding = judge(links, place)) findings.push_back(std::move(*finding));
    return or_passed(std::move(findings), context.root() != nullptr ? "every certificate is signed by the next"
                                                                    : "every certificate but the last is signed by the next");
}

}  // namespace

extern const Rule link_signature_rule;
constinit const Rule link_signature_rule = define({
    .id = "link.signature",
    .title = "signature does not verify",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "Each certificate's signature verifies with the key of the next one in the chain. An algorithm that cannot be checked leaves "
            "the question open.",
    .why = "The firmware verifies every signature of the chain it is sent.",
    .fix = "Most often the CA was renewed under the same name with a new key: put the CA certificate that was in use when this one was "
           "issued into the file. If the file was altered on its way, get it again from the CA.",
    .citation = "RFC 5280 6.1.3 (a)(1)",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
