#include "support/public_root.h"

#include <algorithm>

namespace rules {
namespace {

const Root* root_named(const certlib::DistinguishedName& name) {
    const auto all = roots();
    const auto text = name.to_string();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Root& root) { return !text.empty() && root.subject == text; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::optional<PublicRoot> public_root(const Context& context) {
    const auto& last = context.chain.last();
    if (const Root* listed = find_root(last)) return PublicRoot{listed, "by its hash"};
    if (const Root* same_name = root_named(last.subject())) return PublicRoot{same_name, "by its name only"};
    if (const Root* missing = root_named(last.issuer()))
        return PublicRoot{missing, "by the issuer's name, the root itself is not there"};
    return std::nullopt;
}

const Root* namesake(const certlib::Certificate& certificate) {
    if (find_root(certificate) != nullptr) return nullptr;
    return root_named(certificate.subject());
}

}  // namespace rules
