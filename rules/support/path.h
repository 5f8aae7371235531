#pragma once

#include <vector>

#include <amtcert/rules/path_request.h>
#include <amtcert/rules/rule.h>

namespace rules {

/// validated_path is the certificates that RFC 5280 6.1 validates, leaf first: all of the chain but the trust anchor, whose
/// name and key are input to the algorithm (6.1.1 d) and whose own extensions are not looked at. A chain that ends in no
/// anchor is validated as far as it goes. Empty when the leaf is the anchor itself.
[[nodiscard]] std::vector<certlib::Certificate> validated_path(const Context& context);

/// profiled_path is the certificates that RFC 5280 section 4 is asked of: those of validated_path, and the anchor as well where
/// the plain validator holds a path to that section.
[[nodiscard]] std::vector<certlib::Certificate> profiled_path(const Context& context);

/// constraining_anchor is the anchor whose own constraints bind the path (RFC 5937 3.2), or null: RFC 5280 6.1.1 (d) takes no more
/// than name and key from an anchor, so only a profile that asks for more has one.
[[nodiscard]] const certlib::Certificate* constraining_anchor(const Context& context);

/// ca_positions lists the places of `path` that have to hold a CA certificate: every one above the leaf, and the leaf itself
/// when it is judged as an issuing CA.
[[nodiscard]] std::vector<std::size_t> ca_positions(const Context& context, const std::vector<certlib::Certificate>& path);

/// nothing_to_validate is what a rule answers when validated_path is empty.
[[nodiscard]] Finding nothing_to_validate();

/// undecodable says that a certificate has the extension and that its decoded form is missing. load.malformed-extension
/// reports the fault; a rule that needs the content could not find out.
template <class Decoded>
[[nodiscard]] bool undecodable(const certlib::Certificate& certificate, std::string_view extension, const Decoded& decoded) {
    return !decoded && certificate.find_extension(extension) != nullptr;
}

/// cannot_be_decoded is the answer for such an extension.
[[nodiscard]] Finding cannot_be_decoded(std::string_view extension, std::size_t certificate);

}  // namespace rules
