#include <amtcert/rules/suffix_file.h>

#include <fmt/format.h>

#include <set>

#include "data/encoding.h"
#include "data/text.h"
#include "files/dhcp/formats.h"

namespace rules {
namespace {

using certlib::ErrorKind;
using certlib::fail;

certlib::Result<SuffixFile> read_list(std::string_view text) {
    SuffixFile file;
    for (auto line : text::split(text, '\n')) dhcp::add(file, text::trimmed(line.substr(0, line.find('#'))));
    return file;
}

certlib::Result<SuffixFile> read_by_content(std::string_view text) {
    if (text.starts_with('<')) return dhcp::read_windows_export(text);
    if (dhcp::is_json(text)) return dhcp::read_json(text);
    if (dhcp::is_netsh_dump(text)) return dhcp::read_netsh_dump(text);
    if (dhcp::is_option_csv(text)) return dhcp::read_option_csv(text);
    if (dhcp::is_isc_config(text)) return dhcp::read_isc_config(text);
    return read_list(text);
}

/// A site has a handful; more than this is another kind of file.
constexpr std::size_t most_suffixes = 4096;

void keep_first_of_each(std::vector<std::string>& suffixes) {
    std::set<std::string> seen;
    std::erase_if(suffixes, [&](const std::string& one) { return !seen.insert(text::lower_case(one)).second; });
}

tl::unexpected<certlib::Error> nothing_in(const SuffixFile& file) {
    if (file.format == "list")
        return fail(ErrorKind::not_found, "no suffix in it", "one a line, or a DHCP server's configuration");
    if (file.has_search_list)
        return fail(ErrorKind::not_found,
                    fmt::format("{}: only a search list (option 119) in it, which AMT does not look at", file.format),
                    "set option 15 (DNS domain name) in DHCP");
    return fail(ErrorKind::not_found, fmt::format("{}: no option 15 (DNS domain name) in it", file.format),
                "export the options of the server and of its scopes, or set option 15 there");
}

}  // namespace

void dhcp::add(SuffixFile& file, std::string_view suffix) {
    if (suffix = text::trimmed(suffix); !suffix.empty()) file.suffixes.emplace_back(suffix);
}

certlib::Result<SuffixFile> read_suffix_file(std::string_view text) {
    if (text.size() > largest_suffix_file)
        return fail(ErrorKind::limit, fmt::format("larger than {} MiB", largest_suffix_file >> 20U));
    const auto utf8 = text::as_utf8(text);
    if (!utf8) return tl::make_unexpected(utf8.error());
    if (utf8->find('\0') != std::string::npos)
        return fail(ErrorKind::unsupported, "not text",
                    "of Windows' DHCP server give `netsh dhcp server dump` or Export-DhcpServer, not `export`");
    auto file = read_by_content(text::trimmed(*utf8));
    if (!file) return file;
    keep_first_of_each(file->suffixes);
    if (file->suffixes.empty()) return nothing_in(*file);
    if (file->suffixes.size() > most_suffixes) return fail(ErrorKind::limit, fmt::format("more than {} suffixes", most_suffixes));
    return file;
}

}  // namespace rules
