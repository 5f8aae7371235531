#include "general_name.h"

#include <fmt/format.h>

#include "read_name.h"

namespace certlib {
namespace {

std::string address(ByteView octets) {
    std::string text;
    if (octets.size() == 4) return fmt::format("{}.{}.{}.{}", octets[0], octets[1], octets[2], octets[3]);
    for (std::size_t i = 0; i + 1 < octets.size(); i += 2)
        text += fmt::format("{}{:x}", i == 0 ? "" : ":", static_cast<unsigned>(octets[i]) << 8U | octets[i + 1]);
    return text;
}

/// ip_text writes an address of 4 or 16 octets, or, in name constraints, one with its mask behind it.
std::string ip_text(ByteView octets) {
    if (octets.size() == 4 || octets.size() == 16) return address(octets);
    if (octets.size() == 8 || octets.size() == 32)
        return address(octets.first(octets.size() / 2)) + "/" + address(octets.subspan(octets.size() / 2));
    return "#" + to_hex(octets);
}

/// is_constructed says how a kind is encoded (X.690 8.14): the kinds that are no string are structures. The directory name is a
/// CHOICE, which makes its tag explicit.
bool is_constructed(GeneralNameKind kind) {
    return kind == GeneralNameKind::other_name || kind == GeneralNameKind::x400 || kind == GeneralNameKind::directory ||
           kind == GeneralNameKind::edi_party;
}

/// read_directory reads a Name; an error counts from the start of the certificate.
Result<DistinguishedName> read_directory(const der::Element& element) {
    der::Reader reader(element);
    auto sequence = reader.read(der::tag::sequence, "directory name");
    if (!sequence) return tl::make_unexpected(sequence.error());
    if (auto end = reader.end("directory name"); !end) return tl::make_unexpected(end.error());
    if (auto names = read_relative_names(*sequence); !names) return tl::make_unexpected(names.error());
    return DistinguishedName::from_der(sequence->whole);
}

bool is_ip_length(std::size_t size) { return size == 4 || size == 16 || size == 8 || size == 32; }

}  // namespace

Result<GeneralName> read_general_name(const der::Element& element) {
    const unsigned number = element.tag & 0x1fU;
    if ((element.tag & 0xc0U) != 0x80U || number > 8) return der::malformed("unknown kind of general name", element.offset);
    GeneralName name;
    name.kind = static_cast<GeneralNameKind>(number);
    if (((element.tag & 0x20U) != 0) != is_constructed(name.kind))
        return der::malformed("general name is primitive where a structure has to stand, or the reverse", element.offset);
    name.value.assign(element.content.begin(), element.content.end());
    switch (name.kind) {
        case GeneralNameKind::email:
        case GeneralNameKind::dns:
        case GeneralNameKind::uri: {
            for (const auto octet : element.content)
                if (octet > 0x7f) return der::malformed("general name is not IA5", element.offset);
            name.text.assign(element.content.begin(), element.content.end());
            return name;
        }
        case GeneralNameKind::ip: {
            if (!is_ip_length(element.content.size())) return der::malformed("IP address of a wrong length", element.offset);
            name.text = ip_text(element.content);
            return name;
        }
        case GeneralNameKind::directory: {
            auto directory = read_directory(element);
            if (!directory) return tl::make_unexpected(directory.error());
            name.text = directory->to_string();
            name.directory = std::move(*directory);
            return name;
        }
        case GeneralNameKind::registered_id: {
            auto oid = Oid::from_der(element.content);
            if (!oid) return der::malformed(oid.error().message, element.offset);
            name.text = oid->dotted();
            return name;
        }
        case GeneralNameKind::other_name:
        case GeneralNameKind::x400:
        case GeneralNameKind::edi_party: break;
    }
    name.text = "#" + to_hex(element.content);
    return name;
}

Result<std::vector<GeneralName>> read_general_names(der::Reader reader) {
    std::vector<GeneralName> names;
    if (reader.at_end()) return der::malformed("empty list of names", reader.offset());
    while (!reader.at_end()) {
        auto element = reader.any();
        if (!element) return tl::make_unexpected(element.error());
        auto name = read_general_name(*element);
        if (!name) return tl::make_unexpected(name.error());
        names.push_back(std::move(*name));
    }
    return names;
}

}  // namespace certlib
