#pragma once

#include <compare>
#include <string>
#include <string_view>

#include <amtcert/certlib/bytes.h>

namespace [[gnu::visibility("default")]] certlib {

/// Oid is an object identifier, kept as dotted decimal arcs ("2.5.29.15"). Arcs of any length are kept exactly.
class Oid {
public:
    Oid() = default;
    explicit Oid(std::string dotted)
        : dotted_(std::move(dotted)) {}  ///< dotted decimal, taken as it is

    /// from_der reads the content octets of an OBJECT IDENTIFIER (X.690 8.19).
    /// Errors: malformed for an empty, truncated or non-minimal encoding; limit for more than 128 octets.
    [[nodiscard]] static Result<Oid> from_der(ByteView content);

    /// dotted decimal; empty in an Oid that was given nothing
    [[nodiscard]] const std::string& dotted() const { return dotted_; }

    /// name is the customary name ("serverAuth", "CN", "sha256WithRSAEncryption"), or the dotted form when none is known.
    [[nodiscard]] std::string_view name() const;

    auto operator<=>(const Oid&) const = default;                                 ///< by text, for ordered containers
    bool operator==(const Oid&) const = default;                                  ///< same arcs
    bool operator==(std::string_view dotted) const { return dotted_ == dotted; }  ///< same arcs, as dotted decimal

private:
    std::string dotted_;
};

/// The object identifiers that amtcert decides by.
namespace oids {
inline constexpr std::string_view common_name = "2.5.4.3";                          ///< CN, X.520
inline constexpr std::string_view organization = "2.5.4.10";                        ///< O, X.520
inline constexpr std::string_view organizational_unit = "2.5.4.11";                 ///< OU, X.520
inline constexpr std::string_view domain_component = "0.9.2342.19200300.100.1.25";  ///< DC, RFC 4519
inline constexpr std::string_view email_address = "1.2.840.113549.1.9.1";           ///< emailAddress, PKCS#9

inline constexpr std::string_view subject_key_identifier = "2.5.29.14";                 ///< RFC 5280 4.2.1.2
inline constexpr std::string_view key_usage = "2.5.29.15";                              ///< RFC 5280 4.2.1.3
inline constexpr std::string_view subject_alternative_name = "2.5.29.17";               ///< RFC 5280 4.2.1.6
inline constexpr std::string_view issuer_alternative_name = "2.5.29.18";                ///< RFC 5280 4.2.1.7
inline constexpr std::string_view basic_constraints = "2.5.29.19";                      ///< RFC 5280 4.2.1.9
inline constexpr std::string_view crl_number = "2.5.29.20";                             ///< RFC 5280 5.2.3
inline constexpr std::string_view delta_crl_indicator = "2.5.29.27";                    ///< RFC 5280 5.2.4
inline constexpr std::string_view issuing_distribution_point = "2.5.29.28";             ///< RFC 5280 5.2.5
inline constexpr std::string_view name_constraints = "2.5.29.30";                       ///< RFC 5280 4.2.1.10
inline constexpr std::string_view crl_distribution_points = "2.5.29.31";                ///< RFC 5280 4.2.1.13
inline constexpr std::string_view certificate_policies = "2.5.29.32";                   ///< RFC 5280 4.2.1.4
inline constexpr std::string_view any_policy = "2.5.29.32.0";                           ///< RFC 5280 4.2.1.4
inline constexpr std::string_view policy_mappings = "2.5.29.33";                        ///< RFC 5280 4.2.1.5
inline constexpr std::string_view authority_key_identifier = "2.5.29.35";               ///< RFC 5280 4.2.1.1
inline constexpr std::string_view policy_constraints = "2.5.29.36";                     ///< RFC 5280 4.2.1.11
inline constexpr std::string_view extended_key_usage = "2.5.29.37";                     ///< RFC 5280 4.2.1.12
inline constexpr std::string_view freshest_crl = "2.5.29.46";                           ///< RFC 5280 4.2.1.15
inline constexpr std::string_view inhibit_any_policy = "2.5.29.54";                     ///< RFC 5280 4.2.1.14
inline constexpr std::string_view authority_info_access = "1.3.6.1.5.5.7.1.1";          ///< RFC 5280 4.2.2.1
inline constexpr std::string_view microsoft_template_name = "1.3.6.1.4.1.311.20.2";     ///< AD CS, version 1 templates
inline constexpr std::string_view microsoft_next_crl_publish = "1.3.6.1.4.1.311.21.4";  ///< AD CS, in CRLs
inline constexpr std::string_view microsoft_template = "1.3.6.1.4.1.311.21.7";          ///< AD CS, version 2 templates

inline constexpr std::string_view server_auth = "1.3.6.1.5.5.7.3.1";       ///< RFC 5280 4.2.1.12
inline constexpr std::string_view client_auth = "1.3.6.1.5.5.7.3.2";       ///< RFC 5280 4.2.1.12
inline constexpr std::string_view ocsp_signing = "1.3.6.1.5.5.7.3.9";      ///< RFC 6960 4.2.2.2
inline constexpr std::string_view any_extended_key_usage = "2.5.29.37.0";  ///< RFC 5280 4.2.1.12
inline constexpr std::string_view ca_issuers = "1.3.6.1.5.5.7.48.2";       ///< RFC 5280 4.2.2.1
inline constexpr std::string_view ocsp = "1.3.6.1.5.5.7.48.1";             ///< RFC 6960 3.1
inline constexpr std::string_view ocsp_no_check = "1.3.6.1.5.5.7.48.1.5";  ///< RFC 6960 4.2.2.2.1

/// Intel AMT: Intel AMT SDK "acquiring an Intel vPro certificate"; MeshCentral amtmanager.js.
inline constexpr std::string_view amt_remote_console = "2.16.840.1.113741.1.2.1";
inline constexpr std::string_view amt_local_console = "2.16.840.1.113741.1.2.2";  ///< of a console's client certificate
inline constexpr std::string_view amt_provisioning = "2.16.840.1.113741.1.2.3";   ///< of a setup server's certificate
}  // namespace oids

}  // namespace gnu::visibility("default")]]certlib
