#include "support/amt_marker.h"

#include <fmt/format.h>

#include <algorithm>

#include "support/extended_key_usage.h"
#include "support/host_text.h"

namespace rules {
namespace {

constexpr std::string_view intel_arc = "2.16.840.1.113741.";
constexpr std::string_view amt_purposes_arc = "2.16.840.1.113741.1.2.";

std::string letters_of(std::string_view text) {
    auto letters = lower_case(text);
    std::erase_if(letters, [](char c) { return c < 'a' || c > 'z'; });
    return letters;
}

bool resembles_marker(std::string_view text) { return letters_of(text).find("clientsetupcertificate") != std::string::npos; }

/// without_extra_blanks turns no-break spaces and tabs into blanks, and runs of them into one, none at the ends.
std::string without_extra_blanks(std::string text) {
    constexpr std::string_view no_break_space = "\xC2\xA0";
    for (auto at = text.find(no_break_space); at != std::string::npos; at = text.find(no_break_space)) text.replace(at, 2, " ");
    std::string tidy;
    for (const char c : text) {
        const bool is_blank = c == ' ' || c == '\t';
        if (is_blank && (tidy.empty() || tidy.back() == ' ')) continue;
        tidy += is_blank ? ' ' : c;
    }
    if (!tidy.empty() && tidy.back() == ' ') tidy.pop_back();
    return tidy;
}

std::string difference_from_marker(const std::string& text) {
    std::vector<std::string> differences;
    auto tidy = without_extra_blanks(text);
    if (tidy != text) differences.emplace_back("blanks");
    if (!tidy.empty() && tidy.back() == '.') {
        differences.emplace_back("a trailing full stop");
        tidy = without_extra_blanks(tidy.substr(0, tidy.size() - 1));
    }
    if (lower_case(tidy) != lower_case(marker_text))
        differences.emplace_back("its wording");
    else if (tidy != marker_text)
        differences.emplace_back("upper and lower case");
    return fmt::format("differs from \"{}\" by {}", marker_text, fmt::join(differences, " and "));
}

std::string describe_text(const certlib::Attribute& attribute) {
    const auto shown = fmt::format("{} \"{}\"", attribute.type.name(), certlib::escape_unprintable(attribute.text));
    if (attribute.type != certlib::oids::organizational_unit)
        return fmt::format("{}{}: the text counts in OU only", shown,
                           attribute.text == marker_text ? "" : " " + difference_from_marker(attribute.text));
    return fmt::format("{} {}", shown, difference_from_marker(attribute.text));
}

std::string describe_purpose(const certlib::Oid& purpose) {
    if (purpose == certlib::oids::amt_remote_console) return fmt::format("{} is the AMT remote console OID", purpose.dotted());
    if (purpose == certlib::oids::amt_local_console) return fmt::format("{} is the AMT local console OID", purpose.dotted());
    const std::string_view dotted = purpose.dotted();
    const bool is_last_arc =
        dotted.starts_with(amt_purposes_arc) && dotted.find('.', amt_purposes_arc.size()) == std::string_view::npos;
    if (is_last_arc) return fmt::format("{} differs from {} in the last arc", dotted, certlib::oids::amt_provisioning);
    return fmt::format("{} is an OID of Intel's, but not {}", dotted, certlib::oids::amt_provisioning);
}

}  // namespace

bool has_marker_oid(const certlib::Certificate& certificate) {
    return asserts_purpose(certificate, certlib::oids::amt_provisioning);
}

std::optional<MarkerUnit> marker_unit(const certlib::Certificate& certificate) {
    const auto units = certificate.subject().find(certlib::oids::organizational_unit);
    const auto found = std::find_if(units.begin(), units.end(), [](const certlib::Attribute* unit) {
        return unit->well_formed && unit->text == marker_text;
    });
    if (found == units.end()) return std::nullopt;
    return MarkerUnit{static_cast<std::size_t>(found - units.begin()), units.size()};
}

std::vector<std::string> near_misses(const certlib::Certificate& certificate) {
    std::vector<std::string> misses;
    for (const auto& relative_name : certificate.subject().relative_names())
        for (const auto& attribute : relative_name) {
            const bool is_unit = attribute.type == certlib::oids::organizational_unit;
            const bool is_marker = is_unit && attribute.well_formed && attribute.text == marker_text;
            if (!is_marker && resembles_marker(attribute.text)) misses.push_back(describe_text(attribute));
        }
    if (const auto& purposes = certificate.decoded().extended_key_usage)
        for (const auto& purpose : *purposes)
            if (purpose.dotted().starts_with(intel_arc) && purpose != certlib::oids::amt_provisioning)
                misses.push_back(describe_purpose(purpose));
    return misses;
}

}  // namespace rules
