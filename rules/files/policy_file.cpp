#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include <amtcert/rules/device_list.h>

#include "files/fields.h"
#include "files/strict_json.h"

namespace rules {
namespace {

using certlib::ErrorKind;
using certlib::fail;
using nlohmann::json;

constexpr auto fields = std::to_array<Field>({
    {"severity", Kind::other},
    {"warnDays", Kind::number},
    {"failDays", Kind::number},
    {"failOn", Kind::text},
    {"require", Kind::rules},
    {"acceptUndecided", Kind::rules},
    {"suppressions", Kind::other},
});

constexpr auto suppression_fields = std::to_array<Field>({{"rule"}, {"certificate"}, {"reason"}, {"until"}});

const std::map<std::string, Severity, std::less<>> severities{
    {"error", Severity::error}, {"warning", Severity::warning}, {"info", Severity::info}};

certlib::Result<std::map<std::string, Severity, std::less<>>> read_severities(const json& object) {
    if (!object.is_object()) return wrong_type("severity", "an object of rule ids", object);
    std::map<std::string, Severity, std::less<>> by_rule;
    for (const auto& [id, value] : object.items()) {
        if (auto known = known_rule(id, "severity"); !known) return tl::make_unexpected(known.error());
        const auto path = "severity." + id;
        const auto word = text_at(value, path);
        if (!word) return tl::make_unexpected(word.error());
        const auto severity = severities.find(*word);
        if (severity == severities.end())
            return fail(ErrorKind::malformed, path + ": error, warning or info required, " + *word + " given",
                        "a finding that shall not count for a time is suppressed (suppressions)");
        by_rule.emplace(id, severity->second);
    }
    return by_rule;
}

/// read_certificate takes a fingerprint, colons or not, to the form reports have; anything else has to be a subject.
certlib::Result<std::string> read_certificate(const json& value, const std::string& path) {
    auto text = text_at(value, path);
    if (!text || text->find('=') != std::string::npos) return text;
    auto digits = *text;
    std::erase(digits, ':');
    const auto hash = parse_hash(digits);
    const bool is_fingerprint = hash && (hash->size() == 20 || hash->size() == 32) && digits.size() == 2 * hash->size();
    if (!is_fingerprint)
        return fail(ErrorKind::malformed, path + ": neither a fingerprint (SHA-256 or SHA-1, in hex) nor a subject (CN=...)",
                    "copy either from a report");
    return certlib::to_hex(*hash);
}

/// read_day reads a date without a time: a suppression ends with a day.
certlib::Result<certlib::Time> read_day(const json& value, const std::string& path) {
    const auto text = text_at(value, path);
    if (!text) return tl::make_unexpected(text.error());
    const auto day = certlib::parse_time(*text);
    if (!day || text->size() != std::string_view("2026-11-24").size())
        return fail(ErrorKind::malformed, path + ": not a date: '" + *text + "'",
                    "write the last day it shall hold, as in 2026-11-24");
    return *day;
}

certlib::Result<Suppression> read_suppression(const json& object, const std::string& path) {
    if (!object.is_object()) return wrong_type(path, "an object", object);
    if (auto known = refuse_unknown_keys(object, suppression_fields, path); !known) return tl::make_unexpected(known.error());
    for (const char* const required : {"rule", "reason", "until"})
        if (!object.contains(required))
            return fail(ErrorKind::malformed, fmt::format("{}.{}: missing", path, required),
                        "a suppression has a rule, a reason and a last day (until)");
    auto rule = text_at(object["rule"], path + ".rule");
    if (!rule) return tl::make_unexpected(rule.error());
    if (auto known = known_rule(*rule, path + ".rule"); !known) return tl::make_unexpected(known.error());
    if (*rule == "policy.expired-suppression")
        return fail(ErrorKind::usage, path + ".rule: that a suppression has ended cannot be suppressed",
                    "renew the other one, or take it out");
    auto reason = text_at(object["reason"], path + ".reason");
    if (!reason) return tl::make_unexpected(reason.error());
    const auto day = read_day(object["until"], path + ".until");
    if (!day) return tl::make_unexpected(day.error());
    Suppression suppression{.rule = std::move(*rule), .reason = std::move(*reason), .last_day = *day};
    if (!object.contains("certificate")) return suppression;
    auto certificate = read_certificate(object["certificate"], path + ".certificate");
    if (!certificate) return tl::make_unexpected(certificate.error());
    suppression.certificate = std::move(*certificate);
    return suppression;
}

}  // namespace

certlib::Result<PolicyFile> read_policy_file(std::string_view text) {
    const auto document = parse_strict_json(text);
    if (!document) return tl::make_unexpected(document.error());
    if (auto known = refuse_unknown_keys(*document, fields); !known) return tl::make_unexpected(known.error());
    auto settings = read_settings(*document, fields);
    if (!settings) return tl::make_unexpected(settings.error());
    PolicyFile file{.settings = std::move(*settings)};
    if (document->contains("severity")) {
        auto by_rule = read_severities(document->at("severity"));
        if (!by_rule) return tl::make_unexpected(by_rule.error());
        file.policy.severities = std::move(*by_rule);
    }
    if (!document->contains("suppressions")) return file;
    const auto& list = document->at("suppressions");
    if (!list.is_array()) return wrong_type("suppressions", "an array", list);
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto suppression = read_suppression(list[i], fmt::format("suppressions[{}]", i));
        if (!suppression) return tl::make_unexpected(suppression.error());
        file.policy.suppressions.push_back(std::move(*suppression));
    }
    return file;
}

}  // namespace rules
