#include "files/fields.h"

#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/nearest.h>
#include <amtcert/rules/rule.h>

namespace rules {
namespace {

using certlib::ErrorKind;
using certlib::fail;
using nlohmann::json;

std::string at(const std::string& path, const std::string& key) {
    const auto shown = certlib::escape_unprintable(key.substr(0, 80));
    return path.empty() ? shown : path + "." + shown;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known, const std::string& otherwise) {
    const auto near = nearest(word, known);
    return near.empty() ? otherwise : "did you mean " + near + "?";
}

bool is_list(Kind kind) { return kind == Kind::texts || kind == Kind::rules || kind == Kind::files; }

/// read_texts reads a string or, where a list may stand, an array of strings.
certlib::Result<std::vector<std::string>> read_texts(const json& value, Kind kind, const std::string& path) {
    const bool several = is_list(kind) && value.is_array();
    if (!several && !value.is_string())
        return wrong_type(path, is_list(kind) ? "a string or an array of strings" : "a string", value);
    std::vector<std::string> texts;
    const auto add = [&](const json& one, const std::string& place) -> certlib::Result<void> {
        auto text = text_at(one, place);
        if (!text) return tl::make_unexpected(text.error());
        if (kind == Kind::rules)
            if (auto known = known_rule(*text, place); !known) return known;
        texts.push_back(std::move(*text));
        return {};
    };
    if (several && value.empty()) return fail(ErrorKind::malformed, path + ": an empty array", "leave the key out");
    const std::size_t count = several ? value.size() : 1;
    for (std::size_t i = 0; i < count; ++i)
        if (auto added = several ? add(value[i], fmt::format("{}[{}]", path, i)) : add(value, path); !added)
            return tl::make_unexpected(added.error());
    return texts;
}

certlib::Result<std::vector<std::string>> read_values(const json& value, Kind kind, const std::string& path) {
    if (kind == Kind::truth) {
        if (!value.is_boolean()) return wrong_type(path, "true or false", value);
        return std::vector<std::string>{value.get<bool>() ? "true" : "false"};
    }
    if (kind == Kind::number) {
        if (!value.is_number_unsigned()) return wrong_type(path, "a whole number from 0", value);
        return std::vector<std::string>{value.dump()};
    }
    return read_texts(value, kind, path);
}

}  // namespace

tl::unexpected<certlib::Error> wrong_type(const std::string& path, std::string_view required, const json& found) {
    const bool is_plain = found.is_number() || found.is_boolean();
    return fail(ErrorKind::malformed, fmt::format("{}: {} required, {} given", path, required,
                                                  is_plain ? found.dump() : std::string(found.type_name())));
}

certlib::Result<std::string> text_at(const json& value, const std::string& path) {
    if (!value.is_string()) return wrong_type(path, "a string", value);
    auto text = value.get<std::string>();
    if (text.find_first_not_of(' ') == std::string::npos)
        return fail(ErrorKind::malformed, path + ": an empty string", "say something, or leave it out where that is allowed");
    if (std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }))
        return fail(ErrorKind::malformed, path + ": a control character");
    return text;
}

certlib::Result<void> known_rule(const std::string& id, const std::string& path) {
    if (find_rule(id) != nullptr) return {};
    std::vector<std::string> known;
    for (const Rule* rule : catalogue()) known.emplace_back(rule->id);
    return fail(ErrorKind::usage, path + ": no rule is called " + id.substr(0, 80),
                did_you_mean(id, known, "amtcert rules lists them"));
}

certlib::Result<void> refuse_unknown_keys(const json& object, std::span<const Field> fields, const std::string& path) {
    for (const auto& [key, value] : object.items()) {
        if (path.empty() && key == "$schema" && value.is_string()) continue;
        if (std::any_of(fields.begin(), fields.end(), [&wanted = key](const Field& field) { return field.key == wanted; })) continue;
        std::vector<std::string> known;
        for (const auto& field : fields) known.emplace_back(field.key);
        return fail(ErrorKind::usage, at(path, key) + ": no such key",
                    did_you_mean(key, known, fmt::format("known here: {}", fmt::join(known, ", "))));
    }
    return {};
}

certlib::Result<std::vector<Setting>> read_settings(const json& object, std::span<const Field> fields) {
    std::vector<Setting> settings;
    for (const auto& field : fields) {
        const auto found = object.find(field.key);
        if (found == object.end() || field.kind == Kind::other) continue;
        const std::string key(field.key);
        auto values = read_values(*found, field.kind, key);
        if (!values) return tl::make_unexpected(values.error());
        settings.push_back({key, std::move(*values), field.kind == Kind::file || field.kind == Kind::files});
    }
    return settings;
}

}  // namespace rules
