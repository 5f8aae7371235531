// Two kinds of JSON. Kea's configuration, as its file or as config-get answers: "option-data" lists anywhere below Dhcp4 and
// Dhcp6, with comments (#, //, /* */). And what `Get-DhcpServerv4OptionValue ... | ConvertTo-Json` writes: objects with OptionId
// and Value.
#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "data/encoding.h"
#include "data/text.h"
#include "files/dhcp/formats.h"
#include "files/dhcp/option_value.h"

namespace rules::dhcp {
namespace {

using certlib::ErrorKind;
using certlib::fail;
using certlib::Result;
using nlohmann::json;

constexpr std::size_t deepest_nesting = 64;

/// comment_at gives the length of a comment that begins there, 0 when none does.
std::size_t comment_at(std::string_view text) {
    const bool is_block = text.starts_with("/*");
    if (!is_block && !text.starts_with('#') && !text.starts_with("//")) return 0;
    const auto end = is_block ? text.find("*/", 2) : text.find('\n');
    return end == std::string_view::npos ? text.size() : end + (is_block ? 2 : 0);
}

/// without_comments puts blanks in the place of comments, so that lines and columns stay.
std::string without_comments(std::string_view text) {
    std::string clean(text);
    bool in_string = false;
    for (std::size_t i = 0; i < clean.size();) {
        // A comment is passed by whole: what looks like the beginning of another within it is none.
        if (const auto length = in_string ? 0 : comment_at(text.substr(i)); length > 0) {
            std::replace_if(
                clean.begin() + static_cast<std::ptrdiff_t>(i), clean.begin() + static_cast<std::ptrdiff_t>(i + length),
                [](char c) { return c != '\n'; }, ' ');
            i += length;
            continue;
        }
        if (clean[i] == '"') in_string = !in_string;
        i += in_string && clean[i] == '\\' ? 2 : 1;
    }
    return clean;
}

/// text_of gives a string or a whole number as text, "" for anything else or nothing.
std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    return found->is_number_integer() ? std::to_string(found->get<std::int64_t>()) : std::string();
}

/// Reader goes through a document that is known not to be deep.
class Reader {
public:
    Result<SuffixFile> read(const json& document) {
        visit(document, false);
        if (!error_.empty()) return fail(ErrorKind::unsupported, error_);
        if (!is_known_)
            return fail(ErrorKind::unsupported,
                        "JSON, but neither Kea's configuration nor option values of Windows' DHCP server");
        return std::move(file_);
    }

private:
    void visit(const json& value, bool is_v6) {
        if (value.is_array())
            for (const auto& member : value) visit(member, is_v6);
        if (!value.is_object()) return;
        if (value.contains("OptionId")) windows_option(value);
        for (const auto& [key, member] : value.items()) {
            if (key == "Dhcp4" || key == "Dhcp6") {
                is_known_ = true;
                file_.format = "Kea configuration";
            }
            if (key == "option-data" && member.is_array())
                for (const auto& option : member) kea_option(option, is_v6);
            visit(member, is_v6 || key == "Dhcp6");
        }
    }

    void kea_option(const json& option, bool is_v6) {
        if (!option.is_object()) return;
        const auto space = text_of(option, "space");
        if (!space.empty() && space != "dhcp4" && space != "dhcp6") return;
        const auto name = text_of(option, "name");
        const auto code = text_of(option, "code");
        const bool is_search_list = name == "domain-search" || code == (is_v6 ? "24" : "119");
        if (is_search_list && !is_v6) file_.has_search_list = true;
        const bool is_wanted = is_v6 ? is_search_list : name == "domain-name" || code == "15";
        if (!is_wanted) return;
        const auto form = option.find("csv-format");
        if (form != option.end() && form->is_boolean() && !form->get<bool>())
            error_ = "Kea configuration with a domain name written in hexadecimal (csv-format false), which is not read";
        const auto data = text_of(option, "data");
        for (const auto part : text::split(data, ',')) add(file_, part);
    }

    void windows_option(const json& option) {
        is_known_ = true;
        file_.format = "option values as JSON";
        OptionValue one{.option = text_of(option, "OptionId"), .vendor_class = text_of(option, "VendorClass")};
        const auto value = option.find("Value");
        if (value == option.end()) return;
        // Windows PowerShell sometimes wraps a list: { "value": [...], "Count": 1 }.
        const bool is_wrapped = value->is_object() && value->contains("value");
        const auto& list = is_wrapped ? value->at("value") : *value;
        if (list.is_string()) one.values.push_back(list.get<std::string>());
        if (list.is_array())
            for (const auto& member : list)
                if (member.is_string()) one.values.push_back(member.get<std::string>());
        take(one, file_);
    }

    SuffixFile file_;
    bool is_known_ = false;
    std::string error_;
};

}  // namespace

bool is_json(std::string_view text) {
    auto rest = text::trimmed(text);
    for (auto length = comment_at(rest); length > 0; length = comment_at(rest)) rest = text::trimmed(rest.substr(length));
    return rest.starts_with('{') || rest.starts_with('[');
}

Result<SuffixFile> read_json(std::string_view text) {
    const auto clean = without_comments(text);
    if (text::is_nested_deeper(clean, deepest_nesting))
        return fail(ErrorKind::limit, fmt::format("JSON nested deeper than {} levels", deepest_nesting));
    const auto document = json::parse(clean, nullptr, false);
    if (document.is_discarded()) return fail(ErrorKind::malformed, "JSON that is not well-formed");
    return Reader().read(document);
}

}  // namespace rules::dhcp
