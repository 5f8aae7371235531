#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] chainwalk {

/// LocationKind is what a certificate names a location for.
enum class LocationKind {
    crl,   ///< a distribution point (RFC 5280 4.2.1.13)
    aia,   ///< the issuer's certificate (4.2.2.1, caIssuers)
    ocsp,  ///< a responder (4.2.2.1, ocsp)
};

/// to_string gives "crl", "aia", "ocsp".
[[nodiscard]] std::string_view to_string(LocationKind kind);

/// LocationState says what became of a location.
enum class LocationState {
    ok,          ///< it served what it is there for
    not_tried,
    unresolved,  ///< its host has no address
    refused,     ///< no connection, or one that broke
    timeout,
    http,        ///< an HTTP status other than 200
    ldap,        ///< an LDAP result code other than 0
    too_large,
    too_many_redirects,
    scheme_blocked,
    not_a_crl,
    not_a_certificate,
    not_an_ocsp_response,
    bad_signature,
    wrong_issuer,
    stale,
    not_yet_valid,
    domain_only,  ///< ldap:/// without a host: members of the domain know where to ask
};

/// LocationStatus is a state, with the protocol's own code for http and ldap.
struct LocationStatus {
    LocationState state = LocationState::not_tried;  ///< what became of it
    int code = 0;  ///< of http and ldap only

    bool operator==(const LocationStatus&) const = default;  ///< same state and code
};

/// to_string gives the words of JSON: "ok", "http-404", "too-large".
[[nodiscard]] std::string to_string(LocationStatus status);

/// parse_location_status reads what to_string writes; nothing for other words.
[[nodiscard]] std::optional<LocationStatus> parse_location_status(std::string_view text);

}  // namespace chainwalk
