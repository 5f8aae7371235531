// Export-DhcpServer's XML: <OptionValue> with <OptionId>, <Value> (any number), <VendorClass> and <UserClass>, below
// <OptionValues> of <IPv4> and <IPv6>, of their scopes, policies and reservations.
#include <pugixml.hpp>

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <cstring>

#include "data/text.h"
#include "files/dhcp/formats.h"

namespace rules::dhcp {
namespace {

using certlib::ErrorKind;
using certlib::fail;

/// An export is nested nine deep; no more ancestors than this are looked at.
constexpr int ancestors_looked_at = 16;

bool is_v6(pugi::xml_node node) {
    for (int i = 0; i < ancestors_looked_at && node; ++i, node = node.parent())
        if (std::strcmp(node.name(), "IPv6") == 0) return true;
    return false;
}

/// Options walks the whole document, level by level of it without calls within calls.
class Options : public pugi::xml_tree_walker {
public:
    bool for_each(pugi::xml_node& node) override {
        if (std::strcmp(node.name(), "OptionValue") != 0 || *node.child_value("VendorClass") != '\0') return true;
        const int option = node.child("OptionId").text().as_int();
        if (option != domain_name && option != search_list && option != search_list_v6) return true;
        const bool v6 = is_v6(node);
        if (option == search_list && !v6) file.has_search_list = true;
        if (option != (v6 ? search_list_v6 : domain_name)) return true;
        for (const auto value : node.children("Value")) add(file, value.child_value());
        return true;
    }

    SuffixFile file{.format = "Export-DhcpServer XML"};
};

/// names_no_character finds a reference by number to what is no character: NUL, behind which a value would not be seen, or a
/// number that no character has, which a parser may take for NUL.
bool names_no_character(std::string_view xml) {
    constexpr std::uint32_t last = 0x10FFFF;
    for (auto at = xml.find("&#"); at != std::string_view::npos; at = xml.find("&#", at)) {
        at += 2;
        const bool is_hex = at < xml.size() && xml[at] == 'x';
        std::uint32_t number = 0;
        const auto read = std::from_chars(xml.data() + at + (is_hex ? 1 : 0), xml.data() + xml.size(), number, is_hex ? 16 : 10);
        if (read.ec == std::errc::result_out_of_range || (read.ec == std::errc() && (number == 0 || number > last))) return true;
    }
    return false;
}

}  // namespace

certlib::Result<SuffixFile> read_windows_export(std::string_view xml) {
    if (names_no_character(xml))
        return fail(ErrorKind::malformed, "not well-formed XML: a reference to NUL, or to a number that no character has");
    pugi::xml_document document;
    const auto parsed =
        document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (!parsed)
        return fail(ErrorKind::malformed,
                    fmt::format("not well-formed XML at octet {}: {}", parsed.offset, parsed.description()));
    const auto declares = [](pugi::xml_node node) { return node.type() == pugi::node_doctype; };
    if (document.find_child(declares))
        return fail(ErrorKind::unsupported, "XML with a document type, which Export-DhcpServer writes none of");
    if (!text::lower_case(document.document_element().name()).starts_with("dhcpserver"))
        return fail(ErrorKind::unsupported, "XML, but not of Export-DhcpServer: its outermost element is not DHCPServer");
    Options options;
    document.traverse(options);
    return std::move(options.file);
}

}  // namespace rules::dhcp
