// What `netsh dhcp server [\\NAME] [scope A] dump` prints: commands that would set the server up again, one a line, as
//     Dhcp Server \\dhcp1 Scope 10.0.0.0 set optionvalue 15 STRING "corp.example.com"
//     Dhcp Server \\dhcp1 Scope 10.0.0.0 set reservedoptionvalue 10.0.0.9 15 STRING user="lab" "lab.example.com"
#include <algorithm>
#include <charconv>
#include <optional>

#include "data/text.h"
#include "files/dhcp/formats.h"

namespace rules::dhcp {
namespace {

/// words_of cuts a line at blanks outside of quotes, which are dropped.
std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    bool in_word = false;
    bool quoted = false;
    for (const char c : line) {
        const bool is_blank = (c == ' ' || c == '\t' || c == '\r') && !quoted;
        if (!is_blank && !in_word) words.emplace_back();
        in_word = !is_blank;
        if (c == '"') quoted = !quoted;
        if (!is_blank && c != '"') words.back() += c;
    }
    return words;
}

std::optional<int> number_of(const std::string& word) {
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc() && end == word.data() + word.size() ? std::optional(number) : std::nullopt;
}

bool begins_command(std::string_view line) { return text::lower_case(text::trimmed(line)).starts_with("dhcp server "); }

void read_command(std::string_view line, SuffixFile& file) {
    const auto words = words_of(line);
    std::vector<std::string> lower;
    for (const auto& word : words) lower.push_back(text::lower_case(word));
    const auto set = std::find(lower.begin(), lower.end(), "set");
    if (set == lower.end() || set + 1 == lower.end()) return;
    const bool is_reserved = set[1] == "reservedoptionvalue";
    if (!is_reserved && set[1] != "optionvalue") return;
    // Behind the command: the reservation's address, the option, its type, the classes, the values.
    const auto first = static_cast<std::size_t>(set - lower.begin()) + (is_reserved ? 3 : 2);
    const auto option = first < words.size() ? number_of(words[first]) : std::nullopt;
    const bool is_v6 = std::find(lower.begin(), set, "v6") != set;
    if (option == search_list && !is_v6) file.has_search_list = true;
    if (option != (is_v6 ? search_list_v6 : domain_name)) return;
    std::vector<std::string> values;
    for (auto i = first + 2; i < words.size(); ++i) {
        // Within a vendor's options the numbers mean something else.
        if (lower[i].starts_with("vendor=") && lower[i] != "vendor=" && lower[i] != "vendor=dhcp standard options") return;
        const bool is_class = lower[i].starts_with("vendor=") || lower[i].starts_with("user=");
        if (!is_class && !lower[i].starts_with("dhcpnoforce") && !lower[i].starts_with("dhcpfullforce"))
            values.push_back(words[i]);
    }
    for (const auto& value : values) add(file, value);
}

}  // namespace

bool is_netsh_dump(std::string_view text) {
    const auto lines = text::split(text, '\n');
    return std::any_of(lines.begin(), lines.end(), begins_command);
}

certlib::Result<SuffixFile> read_netsh_dump(std::string_view text) {
    SuffixFile file{.format = "netsh dump"};
    for (const auto line : text::split(text, '\n'))
        if (begins_command(line)) read_command(line, file);
    return file;
}

}  // namespace rules::dhcp
