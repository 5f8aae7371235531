#include <amtcert/rules/domain_match.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include <amtcert/certlib/name.h>

#include "data/text.h"

namespace rules {
namespace {

using Labels = std::vector<std::string>;

Labels labels_of(std::string_view name) {
    name = text::trimmed(name);
    if (name.ends_with('.')) name.remove_suffix(1);
    Labels labels;
    for (const auto label : text::split(name, '.')) labels.push_back(text::lower_case(label));
    return labels;
}

/// Pattern is a CN taken apart: "*.example.com" is the base "example.com" and a wildcard.
struct Pattern {
    Labels base;
    bool wildcard = false;
};

Pattern pattern_of(std::string_view common_name) {
    Pattern pattern{labels_of(common_name)};
    if (pattern.base.size() < 2 || pattern.base.front() != "*") return pattern;
    pattern.base.erase(pattern.base.begin());
    pattern.wildcard = true;
    return pattern;
}

bool is_domain_name(const Labels& labels) {
    return std::none_of(labels.begin(), labels.end(), [](const std::string& label) { return label.empty() || label == "*"; });
}

/// ends_with compares whole labels from the end; every name ends with itself.
bool ends_with(const Labels& name, const Labels& end) {
    return name.size() >= end.size() && std::equal(end.rbegin(), end.rend(), name.rbegin());
}

bool last_labels_agree(const Labels& left, const Labels& right, std::size_t count) {
    return left.size() >= count && right.size() >= count &&
           std::equal(left.rbegin(), left.rbegin() + static_cast<std::ptrdiff_t>(count), right.rbegin());
}

bool is_com_or_net(std::string_view top_level_domain) { return top_level_domain == "com" || top_level_domain == "net"; }

DomainMatch accepted(std::string clause) { return {.accepted = true, .clause = std::move(clause)}; }
DomainMatch refused(std::string clause) { return {.clause = std::move(clause)}; }

/// why_refused names what would have had to agree.
std::string why_refused(const Pattern& pattern, const Labels& suffix, NameColumn column) {
    const std::string& top_level_domain = suffix.back();
    if (column == NameColumn::base) return "not a suffix of the CN";
    if (column == NameColumn::com_net)
        return is_com_or_net(top_level_domain)
                   ? fmt::format("not a suffix of the CN, and another second-level domain under .{}", top_level_domain)
                   : "not a suffix of the CN, and only .com and .net are compared by their second level";
    const auto depth = top_level_domain_depth(top_level_domain);
    if (!depth) return fmt::format("not a suffix of the CN, and .{} is not in the top level domain table", top_level_domain);
    if (pattern.base.size() < static_cast<std::size_t>(*depth) || suffix.size() < static_cast<std::size_t>(*depth))
        return fmt::format("not a suffix of the CN, and under .{} both need {} labels that agree", top_level_domain, *depth);
    return fmt::format("not a suffix of the CN, and the last {} labels differ", *depth);
}

}  // namespace

std::optional<int> top_level_domain_depth(std::string_view top_level_domain) {
    // TopLevelDomainExtendedSupport of Ylianst/MeshCentral certoperations.js.
    static constexpr std::array<std::string_view, 11> two{"com", "net", "org", "gov", "edu", "de", "ch", "dk", "cz", "cl", "ua"};
    static constexpr std::array<std::string_view, 37> three{
        "arpa", "fr", "cn", "nl", "br", "mx", "uk", "pl", "tw", "ca", "fi", "be", "ru", "se", "ar", "es", "no", "at", "in",
        "tr",   "ro", "hu", "nz", "pt", "il", "gr", "co", "ie", "za", "th", "sg", "hk", "lt", "id", "hr", "ee", "bg"};
    const auto name = text::lower_case(top_level_domain);
    if (std::find(two.begin(), two.end(), name) != two.end()) return 2;
    if (std::find(three.begin(), three.end(), name) != three.end()) return 3;
    return std::nullopt;
}

DomainMatch match_domain(std::string_view common_name, std::string_view suffix_text, NameColumn column) {
    const auto pattern = pattern_of(common_name);
    const auto suffix = labels_of(suffix_text);
    if (!is_domain_name(suffix)) return refused("the suffix is no domain name");
    if (!is_domain_name(pattern.base)) return refused("the CN is no domain name");
    if (suffix.size() < 2) return refused("a top level domain alone is never taken");
    if (ends_with(pattern.base, suffix)) return accepted("suffix of CN");
    const std::string& top_level_domain = suffix.back();
    if (column != NameColumn::base && is_com_or_net(top_level_domain) && last_labels_agree(pattern.base, suffix, 2))
        return accepted(fmt::format("same second-level domain under .{}", top_level_domain));
    const auto depth = top_level_domain_depth(top_level_domain);
    if (column == NameColumn::tld_table && depth && last_labels_agree(pattern.base, suffix, static_cast<std::size_t>(*depth)))
        return accepted(fmt::format("same {} labels under .{}", *depth, top_level_domain));
    // Last, so that it stands for what only the wildcard allows: releases before 3.2 may not know wildcards.
    if (pattern.wildcard && ends_with(suffix, pattern.base)) return {.accepted = true, .by_wildcard = true, .clause = "wildcard"};
    return refused(why_refused(pattern, suffix, column));
}

bool meshcentral_accepts(std::string_view common_name, std::string_view suffix_text) {
    // The CN is cut to the depth of its top level domain when it is loaded; one that is not in the table stays whole.
    const auto lower = text::lower_case(common_name);
    const auto suffix = text::lower_case(suffix_text);
    Labels labels;
    for (const auto label : text::split(lower, '.')) labels.emplace_back(label);
    const auto depth = static_cast<std::size_t>(top_level_domain_depth(labels.back()).value_or(0));
    auto name = depth == 0 || labels.size() <= depth ? lower : text::join(labels, labels.size() - depth, ".");
    // A certificate of that name is taken for MeshCentral's own root, which serves every domain.
    if (name == "*") return true;
    if (name.starts_with("*.") && name.size() > 2) name.erase(0, 2);
    return suffix == name || suffix.ends_with("." + name);
}

bool rps_accepts(std::string_view common_name, std::string_view suffix) {
    const auto last_two = [](std::string_view name) {
        const auto last = name.rfind('.');
        if (last == std::string_view::npos || last == 0) return text::trimmed(name);
        const auto before = name.rfind('.', last - 1);
        return text::trimmed(before == std::string_view::npos ? name : name.substr(before + 1));
    };
    return last_two(common_name) == last_two(suffix);
}

bool ema_accepts(std::string_view common_name, std::string_view suffix_text) {
    const auto name = labels_of(common_name);
    const auto suffix = labels_of(suffix_text);
    return name == suffix || (name.size() == suffix.size() + 1 && ends_with(name, suffix));
}

std::string accepted_suffixes(std::string_view common_name) {
    const auto pattern = pattern_of(common_name);
    const auto& base = pattern.base;
    if (!is_domain_name(base) || (base.size() < 2 && !pattern.wildcard)) return "no suffix: the CN is no domain name";
    std::string list;
    for (std::size_t first = 0; first + 1 < base.size(); ++first) {
        if (first > 0) list += first + 2 == base.size() ? " or " : ", ";
        list += text::join(base, first, ".");
    }
    const auto& top_level_domain = base.back();
    const auto depth = static_cast<std::size_t>(top_level_domain_depth(top_level_domain).value_or(0));
    const bool in_table = depth > 0 && base.size() >= depth;
    const auto shared = in_table ? text::join(base, base.size() - depth, ".") : std::string();
    const auto whole = text::join(base, 0, ".");
    std::vector<std::string> also;
    if (in_table && is_com_or_net(top_level_domain)) also.push_back(fmt::format("any *.{} on AMT 2.2 and later", shared));
    // The wildcard reaches as far as the table does, or less far; under .com and .net it adds nothing.
    if (pattern.wildcard && !(in_table && is_com_or_net(top_level_domain)))
        also.push_back(fmt::format("any *.{} by the wildcard on AMT 3.2 and later (before: not known)", whole));
    if (in_table && !is_com_or_net(top_level_domain) && !(pattern.wildcard && shared == whole))
        also.push_back(fmt::format("any *.{} on AMT 4.1, 5.1 and later", shared));
    if (!also.empty()) list += fmt::format("{}{}", list.empty() ? "" : "; also ", text::join(also, 0, ", "));
    return certlib::escape_unprintable(fmt::format("{}; {} never", list, top_level_domain));
}

}  // namespace rules
