#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/bytes.h>
#include <amtcert/certlib/oid.h>

namespace [[gnu::visibility("default")]] certlib {

/// StringType is the ASN.1 type an attribute value is encoded in (its universal tag number).
enum class StringType : std::uint8_t {
    other = 0,
    utf8 = 12,
    numeric = 18,
    printable = 19,
    teletex = 20,  ///< T61String
    ia5 = 22,
    visible = 26,
    universal = 28,
    bmp = 30,
};

/// Attribute is one AttributeTypeAndValue of a name (RFC 5280 4.1.2.4).
struct Attribute {
    Oid type;  ///< 2.5.4.3 is the common name
    StringType encoding = StringType::other;  ///< how the text was encoded
    Bytes value;            ///< content octets as encoded
    std::string text;       ///< UTF-8; TeletexString is read as Latin-1; may hold control characters and NUL
    bool well_formed = true;  ///< false when the octets are not valid for their string type; text is then a best effort
};

/// DistinguishedName is an X.501 Name. It keeps its encoding and compares as RFC 5280 7.1 says: letters without case
/// (ASCII), leading, trailing and repeated spaces ignored, string types of DirectoryString regarded as equal.
class DistinguishedName {
public:
    DistinguishedName() = default;

    /// from_der reads a Name with its outer SEQUENCE header; nothing may follow. Errors: malformed.
    [[nodiscard]] static Result<DistinguishedName> from_der(ByteView der);

    [[nodiscard]] ByteView der() const { return der_; }  ///< the Name, with its header
    /// as encoded; each is a set of attributes, mostly one
    [[nodiscard]] const std::vector<std::vector<Attribute>>& relative_names() const { return relative_names_; }
    [[nodiscard]] bool empty() const { return relative_names_.empty(); }  ///< it has no attribute

    /// to_string writes RFC 4514: last relative name first, no blank after the comma; control, format and
    /// bidirectional characters and invalid octets are escaped as `\XX` of their UTF-8 octets, so the text is safe on a terminal.
    [[nodiscard]] std::string to_string() const;

    /// values lists the texts of every attribute of a type, in encoded order.
    [[nodiscard]] std::vector<std::string> values(std::string_view type) const;

    /// find lists every attribute of a type, in encoded order.
    [[nodiscard]] std::vector<const Attribute*> find(std::string_view type) const;

    /// canonical is the normalised form: equal for two names exactly when they match.
    [[nodiscard]] const std::string& canonical() const { return canonical_; }

    /// is_within says whether this name equals `base` or lies below it in the directory tree (RFC 5280 4.2.1.10).
    [[nodiscard]] bool is_within(const DistinguishedName& base) const;

    /// the names match by RFC 5280 7.1
    bool operator==(const DistinguishedName& other) const { return canonical_ == other.canonical_; }

private:
    Bytes der_;
    std::vector<std::vector<Attribute>> relative_names_;
    std::vector<std::string> canonical_relative_names_;
    std::string canonical_;
};

/// GeneralNameKind follows the tags of RFC 5280 4.2.1.6.
enum class GeneralNameKind : std::uint8_t {
    other_name = 0, email = 1, dns = 2, x400 = 3, directory = 4, edi_party = 5, uri = 6, ip = 7, registered_id = 8,
};

/// GeneralName keeps the content octets, and the decoded form where there is one.
struct GeneralName {
    GeneralNameKind kind = GeneralNameKind::other_name;  ///< which of its alternatives it is
    Bytes value;       ///< content octets: the IA5 text, the 4 or 16 (name constraints: 8 or 32) octets of an address, ...
    std::string text;  ///< email, dns, uri: the text as encoded; ip: dotted or colon form; directory: RFC 4514; else hex
    std::optional<DistinguishedName> directory;  ///< of a directoryName; empty when it does not decode
};

/// escape_unprintable makes text safe to show: control characters, invalid UTF-8, and invisible or bidirectional
/// formatting characters become `\XX` of their octets; everything else stays.
[[nodiscard]] std::string escape_unprintable(std::string_view text);

}  // namespace certlib
