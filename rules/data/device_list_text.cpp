#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include <amtcert/certlib/name.h>

#include "data/device_list_parts.h"
#include "data/text.h"

namespace rules {
namespace {

using certlib::ErrorKind;
using certlib::fail;

/// labelled_hash gives what follows "SHA256:", or nothing. The label itself is not believed: the length decides.
std::optional<std::string_view> labelled_hash(std::string_view line) {
    static constexpr std::array<std::string_view, 9> labels{"md5",   "sha1",    "sha256",  "sha384", "sha512",
                                                            "sha-1", "sha-256", "sha-384", "unknown"};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto label = text::lower_case(text::trimmed(line.substr(0, colon)));
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) return std::nullopt;
    return text::trimmed(line.substr(colon + 1));
}

/// Heading is the line above a hash: "Name  (Default, Active)" from rpc, "Name, (Default, Active)" or "Name (, Active)" from
/// MeshCmd.
struct Heading {
    std::string_view name;
    bool flagged = false;  ///< it ends in the parenthesis
    bool active = false;   ///< rpc writes no parenthesis for an entry that is neither active nor default
    bool is_default = false;
    bool by_meshcmd = false;
};

Heading heading_of(std::string_view line) {
    Heading heading{.name = line};
    const auto open = line.rfind('(');
    if (open == std::string_view::npos || !line.ends_with(')')) return heading;
    const auto inside = line.substr(open + 1, line.size() - open - 2);
    for (const auto part : text::split(inside, ',')) {
        const auto word = text::trimmed(part);
        if (!word.empty() && word != "Active" && word != "Default") return {.name = line};
        heading.active = heading.active || word == "Active";
        heading.is_default = heading.is_default || word == "Default";
    }
    heading.flagged = true;
    heading.name = text::trimmed(line.substr(0, open));
    heading.by_meshcmd = heading.name.ends_with(',') || text::trimmed(inside).starts_with(',') || text::trimmed(inside).empty();
    if (heading.name.ends_with(',')) heading.name.remove_suffix(1);
    return heading;
}

/// without_comment drops what follows "#" at the beginning or after a blank.
std::string_view without_comment(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i)
        if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) return text::trimmed(line.substr(0, i));
    return text::trimmed(line);
}

/// note_facts takes the release and the DNS suffix from the lines around the hashes; the first of each counts.
void note_facts(DeviceList& list, std::string_view line) {
    constexpr std::string_view meshcmd = "Intel AMT v";
    if (list.firmware.empty() && line.starts_with(meshcmd)) {
        const auto version = line.substr(meshcmd.size());
        list.firmware = version.substr(0, version.find_first_not_of("0123456789."));
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const auto key = text::trimmed(line.substr(0, colon));
    const auto value = certlib::escape_unprintable(text::trimmed(line.substr(colon + 1)));
    if (key == "Version" && list.firmware.empty()) list.firmware = value;
    if ((key == "DNS Suffix" || key == "DNS suffix") && list.dns_suffix.empty()) list.dns_suffix = value;
}

/// Plain is a line of a plain list taken apart.
struct Plain {
    std::string_view hash;
    std::string_view name;
};

Plain take_apart(std::string_view line) {
    constexpr std::string_view blanks = " \t,;=";
    if (const auto hash = labelled_hash(line)) return {*hash, {}};
    if (parse_hash(line)) return {line, {}};
    const auto is_hash = [](std::string_view word) { return parse_hash(word).has_value(); };
    if (const auto end = line.find_first_of(blanks); end != std::string_view::npos && is_hash(line.substr(0, end))) {
        const auto name = line.find_first_not_of(blanks, end);
        return {line.substr(0, end), name == std::string_view::npos ? std::string_view() : line.substr(name)};
    }
    if (const auto begin = line.find_last_of(" \t,;"); begin != std::string_view::npos && is_hash(line.substr(begin + 1))) {
        auto name = text::trimmed(line.substr(0, begin));
        while (!name.empty() && (blanks.find(name.back()) != std::string_view::npos || name.back() == ':')) name.remove_suffix(1);
        return {line.substr(begin + 1), name};
    }
    return {line, {}};
}

}  // namespace

bool is_tool_text(std::string_view text) {
    const auto lines = text::split(text, '\n');
    return std::any_of(lines.begin(), lines.end(), [](std::string_view raw) {
        const auto line = text::trimmed(raw);
        return line.starts_with("---") || line.starts_with("Intel AMT v") || (!line.starts_with('#') && heading_of(line).flagged);
    });
}

certlib::Result<DeviceList> read_tool_text(std::string_view text) {
    DeviceList list;
    bool by_meshcmd = false;
    std::optional<Heading> heading;
    std::size_t number = 0;
    for (const auto raw : text::split(text, '\n')) {
        ++number;
        const auto line = text::trimmed(raw);
        if (line.empty() || line.starts_with('#')) continue;
        // MeshCentral's server prints the roots of its own certificates in nearly the same shape; no device need hold them.
        if (line.starts_with("--- Activation Certificate"))
            return fail(ErrorKind::malformed, "the certificates of a MeshCentral server (amtacm), not the list of a device",
                        "give the output of `rpc amtinfo -cert -json` or `meshcmd amthashes` from a device");
        const auto hash = labelled_hash(line);
        if (!hash) {
            note_facts(list, line);
            heading = heading_of(line);
            continue;
        }
        const auto of = heading.value_or(Heading{});
        heading.reset();
        by_meshcmd = by_meshcmd || of.by_meshcmd;
        TrustedHash entry{.name = std::string(of.name), .active = of.active, .is_default = of.is_default};
        if (auto added = add(list, fmt::format("line {}", number), *hash, std::move(entry)); !added)
            return tl::make_unexpected(added.error());
    }
    list.format = by_meshcmd ? "MeshCmd text" : "rpc amtinfo text";
    return list;
}

certlib::Result<DeviceList> read_plain(std::string_view text) {
    DeviceList list{.format = "plain"};
    std::size_t number = 0;
    for (const auto raw : text::split(text, '\n')) {
        ++number;
        const auto line = without_comment(raw);
        if (line.empty()) continue;
        const auto plain = take_apart(line);
        if (auto added = add(list, fmt::format("line {}", number), plain.hash, {.name = std::string(plain.name)}); !added)
            return tl::make_unexpected(added.error());
    }
    return list;
}

}  // namespace rules
