#pragma once

#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/certificate.h>

namespace rules {

/// LeadingDot says how a dNSName constraint ".example.com" is read. RFC 5280 4.2.1.10 knows that form for URI and e-mail only.
enum class LeadingDot {
    subdomains,  ///< as OpenSSL, NSS, BoringSSL and Go do, and as AD CS administrators write it: names below it, not itself
    refused,     ///< the constraint is malformed
};

/// ConstrainedName is one name of a certificate, normalised once so that comparing it is cheap.
struct ConstrainedName {
    certlib::GeneralNameKind kind = certlib::GeneralNameKind::other_name;
    bool usable = true;              ///< false: malformed, so that no constraint can be shown to hold
    bool wildcard = false;           ///< dns: `host` stood behind "*."
    bool internationalized_mailbox = false;  ///< an otherName SmtpUTF8Mailbox (RFC 9598)
    std::string host;                ///< dns, email, uri: lower case
    std::string mailbox;             ///< email: the local part, letters with case
    certlib::Bytes address;          ///< ip: 4 or 16 octets
    std::optional<certlib::DistinguishedName> directory;
    std::string shown;               ///< for evidence: dNSName "a.example.com"
};

/// Subtree is the base of one GeneralSubtree, normalised once.
struct Subtree {
    enum class Form { everything, host, host_and_subdomains, subdomains, mailbox, network, directory };
    certlib::GeneralNameKind kind = certlib::GeneralNameKind::other_name;
    bool usable = true;  ///< false: malformed, or minimum or maximum are given, or a kind of name that is not compared here
    Form form = Form::host;
    std::string host;
    std::string mailbox;
    certlib::Bytes address;
    certlib::Bytes mask;
    std::optional<certlib::DistinguishedName> directory;
    bool leading_dot_dns = false;
    std::string shown;
};

/// Side is the list a subtree stands in. A wildcard name is within a permitted subtree when all it stands for is, and within
/// an excluded one when anything it stands for is.
enum class Side { permitted, excluded };

[[nodiscard]] ConstrainedName normalized_name(const certlib::GeneralName& name);
[[nodiscard]] Subtree normalized_subtree(const certlib::GeneralSubtree& subtree, LeadingDot leading_dot);

/// is_within compares two usable ones of the same kind.
[[nodiscard]] bool is_within(const ConstrainedName& name, const Subtree& subtree, Side side);

/// CommonNameUse says when a host name in the common name counts as a dNSName. RFC 5280 does not ask for it; without it, clients
/// that fall back to the CN would be served a name that the constraints forbid.
enum class CommonNameUse {
    never,                        ///< in an intermediate, or where nobody reads the CN
    without_dns_name,             ///< where the subjectAltName has no dNSName, as OpenSSL does
    without_alternative_names,    ///< where there is no subjectAltName at all, as BetterTLS expects
};

/// constrained_names lists what constraints apply to in a certificate whose subjectAltName is decoded (RFC 5280 4.2.1.10):
/// the subject when it is not empty, every entry of the subjectAltName, when that has no rfc822Name the emailAddress
/// attributes of the subject, and the common names that count.
[[nodiscard]] std::vector<ConstrainedName> constrained_names(const certlib::Certificate& certificate, CommonNameUse common_name);

}  // namespace rules
