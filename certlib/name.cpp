#include <amtcert/certlib/name.h>

#include <algorithm>

#include "der.h"
#include "read_name.h"
#include "utf8.h"

namespace certlib {
namespace {

bool is_latin_letter_or_digit(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// X.680 41.4
bool is_printable(ByteView value) {
    constexpr std::string_view others = " '()+,-./:=?";
    return std::all_of(value.begin(), value.end(), [&](std::uint8_t c) {
        return is_latin_letter_or_digit(c) || others.find(static_cast<char>(c)) != std::string_view::npos;
    });
}

bool is_ascii(ByteView value) {
    return std::all_of(value.begin(), value.end(), [](std::uint8_t c) { return c < 0x80; });
}

std::string octets_as_text(ByteView value) { return {value.begin(), value.end()}; }

/// read_text fills in text and well_formed from the octets. T61String is read as Latin-1, as its users meant it; a value that is
/// no string becomes what RFC 4514 2.4 makes of it, the digits of its whole encoding.
void read_text(Attribute& attribute, ByteView whole) {
    const ByteView value = attribute.value;
    switch (attribute.encoding) {
        case StringType::utf8:
            attribute.text = octets_as_text(value);
            attribute.well_formed = utf8::is_valid(attribute.text);
            return;
        case StringType::printable:
            attribute.text = octets_as_text(value);
            attribute.well_formed = is_printable(value);
            return;
        case StringType::numeric:
        case StringType::ia5:
        case StringType::visible:
            attribute.text = octets_as_text(value);
            attribute.well_formed = is_ascii(value);
            return;
        case StringType::teletex:
            for (const auto octet : value) utf8::append(attribute.text, octet);
            return;
        case StringType::bmp: attribute.text = utf8::from_wide(value, 2, attribute.well_formed); return;
        case StringType::universal: attribute.text = utf8::from_wide(value, 4, attribute.well_formed); return;
        case StringType::other: break;
    }
    attribute.text = "#" + to_hex(whole);
}

StringType string_type(std::uint8_t tag) {
    switch (tag) {
        case 12: return StringType::utf8;
        case 18: return StringType::numeric;
        case 19: return StringType::printable;
        case 20: return StringType::teletex;
        case 22: return StringType::ia5;
        case 26: return StringType::visible;
        case 28: return StringType::universal;
        case 30: return StringType::bmp;
        default: return StringType::other;
    }
}

/// folded: letters of ASCII in lower case, spaces at both ends dropped, runs of spaces one (RFC 5280 7.1, RFC 4518 2.6.1).
std::string folded(std::string_view text) {
    std::string result;
    bool space_before = false;
    for (const char c : text) {
        if (c == ' ') {
            space_before = !result.empty();
            continue;
        }
        if (space_before) result += ' ';
        space_before = false;
        result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

/// with_length makes a concatenation unambiguous.
std::string with_length(std::string_view part) { return std::to_string(part.size()) + ":" + std::string(part); }

/// compares_as_text: the types of DirectoryString are regarded as equal (RFC 5280 7.1), and so is the IA5String of the two
/// attributes defined to be one (RFC 5280 7.3 and appendix A.1). Any other value equals only the same octets of the same type.
bool compares_as_text(const Attribute& attribute) {
    if (!attribute.well_formed) return false;
    switch (attribute.encoding) {
        case StringType::utf8:
        case StringType::printable:
        case StringType::teletex:
        case StringType::universal:
        case StringType::bmp: return true;
        case StringType::ia5: return attribute.type == oids::email_address || attribute.type == oids::domain_component;
        case StringType::numeric:
        case StringType::visible:
        case StringType::other: break;
    }
    return false;
}

std::string canonical_attribute(const Attribute& attribute, std::uint8_t tag) {
    const auto value = compares_as_text(attribute) ? "t" + folded(attribute.text) : std::to_string(tag) + "#" + octets_as_text(attribute.value);
    return with_length(attribute.type.dotted()) + with_length(value);
}

bool is_invisible(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
           (c >= 0xe0000 && c <= 0xe007f) ||
           (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;  // noncharacters, which XML and HTML refuse
}

void append_escaped(std::string& text, std::string_view octets) {
    for (const char c : octets) text += "\\" + to_hex(ByteView(reinterpret_cast<const std::uint8_t*>(&c), 1));
}

// RFC 4514 2.4: these are escaped wherever they stand, '#' and ' ' at the start, ' ' at the end.
std::string escaped_value(const std::string& text) {
    constexpr std::string_view special = "\"+,;<>\\";
    std::string escaped;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool at_edge = (c == ' ' && (i == 0 || i + 1 == text.size())) || (c == '#' && i == 0);
        if (at_edge || special.find(c) != std::string_view::npos) escaped += '\\';
        escaped += c;
    }
    return escape_unprintable(escaped);
}

Attribute attribute_from(RawAttribute&& raw) {
    Attribute attribute;
    attribute.type = std::move(raw.type);
    attribute.encoding = string_type(raw.value.tag);
    attribute.value.assign(raw.value.content.begin(), raw.value.content.end());
    read_text(attribute, raw.value.whole);
    return attribute;
}

Result<RawAttribute> read_attribute(der::Reader reader) {
    auto type_element = reader.read(der::tag::oid, "attribute type");
    if (!type_element) return tl::make_unexpected(type_element.error());
    auto type = der::object_identifier(*type_element);
    if (!type) return tl::make_unexpected(type.error());
    auto value = reader.any();
    if (!value) return tl::make_unexpected(value.error());
    if (auto end = reader.end("attribute value"); !end) return tl::make_unexpected(end.error());
    return RawAttribute{std::move(*type), *value};
}

}  // namespace

std::string escape_unprintable(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    while (!text.empty()) {
        const auto before = text;
        const auto code_point = utf8::next(text);
        const auto octets = before.substr(0, before.size() - text.size());
        if (!code_point || is_invisible(*code_point)) {
            append_escaped(safe, octets);
        } else {
            safe += octets;
        }
    }
    return safe;
}

// RFC 5280 4.1.2.4: Name ::= SEQUENCE OF SET SIZE (1..MAX) OF SEQUENCE { type, value }
Result<std::vector<std::vector<RawAttribute>>> read_relative_names(const der::Element& sequence) {
    std::vector<std::vector<RawAttribute>> relative_names;
    for (der::Reader sets(sequence); !sets.at_end();) {
        auto set = sets.read(der::tag::set, "relative name");
        if (!set) return tl::make_unexpected(set.error());
        if (set->content.empty()) return der::malformed("relative name is empty", set->offset);
        auto& attributes = relative_names.emplace_back();
        for (der::Reader members(*set); !members.at_end();) {
            auto member = members.read(der::tag::sequence, "attribute");
            if (!member) return tl::make_unexpected(member.error());
            auto attribute = read_attribute(der::Reader(*member));
            if (!attribute) return tl::make_unexpected(attribute.error());
            attributes.push_back(std::move(*attribute));
        }
    }
    return relative_names;
}

Result<DistinguishedName> DistinguishedName::from_der(ByteView der) {
    der::Reader outer(der);
    auto sequence = outer.read(der::tag::sequence, "name");
    if (!sequence) return tl::make_unexpected(sequence.error());
    if (auto end = outer.end("name"); !end) return tl::make_unexpected(end.error());
    auto relative_names = read_relative_names(*sequence);
    if (!relative_names) return tl::make_unexpected(relative_names.error());

    DistinguishedName name;
    name.der_.assign(der.begin(), der.end());
    for (auto& members : *relative_names) {
        auto& attributes = name.relative_names_.emplace_back();
        std::vector<std::string> canonical_parts;
        for (auto& raw : members) {
            const auto tag = raw.value.tag;
            attributes.push_back(attribute_from(std::move(raw)));
            canonical_parts.push_back(canonical_attribute(attributes.back(), tag));
        }
        // A SET has no order: {CN, OU} and {OU, CN} are one relative name.
        std::sort(canonical_parts.begin(), canonical_parts.end());
        std::string canonical;
        for (const auto& part : canonical_parts) canonical += with_length(part);
        name.canonical_ += with_length(canonical);
        name.canonical_relative_names_.push_back(std::move(canonical));
    }
    return name;
}

std::string DistinguishedName::to_string() const {
    std::string text;
    for (auto relative_name = relative_names_.rbegin(); relative_name != relative_names_.rend(); ++relative_name) {
        if (relative_name != relative_names_.rbegin()) text += ',';
        for (std::size_t i = 0; i < relative_name->size(); ++i) {
            const auto& attribute = (*relative_name)[i];
            text += i > 0 ? "+" : "";
            text += attribute.type.name();
            text += '=';
            text += attribute.encoding == StringType::other ? attribute.text : escaped_value(attribute.text);
        }
    }
    return text;
}

std::vector<const Attribute*> DistinguishedName::find(std::string_view type) const {
    std::vector<const Attribute*> found;
    for (const auto& relative_name : relative_names_)
        for (const auto& attribute : relative_name)
            if (attribute.type == type) found.push_back(&attribute);
    return found;
}

std::vector<std::string> DistinguishedName::values(std::string_view type) const {
    std::vector<std::string> texts;
    for (const auto* attribute : find(type)) texts.push_back(attribute->text);
    return texts;
}

bool DistinguishedName::is_within(const DistinguishedName& base) const {
    const auto& above = base.canonical_relative_names_;
    return above.size() <= canonical_relative_names_.size() &&
           std::equal(above.begin(), above.end(), canonical_relative_names_.begin());
}

}  // namespace certlib
