#pragma once

#include <array>

#include <amtcert/rules/report.h>

namespace rules {

/// Origins is an order in which certificates are preferred; one that stands in several places counts where it comes first.
using Origins = std::array<chainwalk::Origin, 3>;

/// as_sent begins with what the setup server has at hand.
inline constexpr Origins as_sent{chainwalk::Origin::source, chainwalk::Origin::intermediates, chainwalk::Origin::roots};

/// candidates_from lists the certificates that may stand in a chain.
[[nodiscard]] std::vector<chainwalk::Candidate> candidates_from(const certlib::Bundle& bundle, const Material& material,
                                                                const Origins& order = as_sent);

/// crls_from lists the CRLs to judge by: those given, and those in the source itself.
[[nodiscard]] std::vector<certlib::Crl> crls_from(const certlib::Bundle& bundle, const Material& material);

/// notes_on_crls says, when revocation is looked at, that the source itself holds CRLs.
[[nodiscard]] std::vector<std::string> notes_on_crls(const certlib::Bundle& bundle, RevocationMode mode);

/// explore walks every path from the leaf, and finds what is known of its revocation: by the CRLs given and those in the source, and
/// where the site lets revocation count, by what the locations serve.
[[nodiscard]] chainwalk::Walk explore(const Site& site, const certlib::Bundle& bundle, const certlib::Certificate& leaf,
                                      const Material& material, const chainwalk::TrustAnchors& anchors);

}  // namespace rules
