#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include <amtcert/rules/settings.h>

namespace rules {

/// Kind is what a key of a site or policy file may hold.
enum class Kind {
    text,      ///< one string
    texts,     ///< a string, or an array of them
    rules,     ///< as texts, each the id of a rule
    file,      ///< one string, a file
    files,     ///< as texts, each a file
    number,    ///< a whole number from 0
    truth,     ///< true or false
    other,     ///< read by the file's own code
};

struct Field {
    std::string_view key;
    Kind kind = Kind::text;
};

/// refuse_unknown_keys refuses a key of `object` that is none of the fields, and names the nearest. `path` is where the object stands,
/// empty for the whole file. "$schema" is let pass in the whole file, for editors.
[[nodiscard]] certlib::Result<void> refuse_unknown_keys(const nlohmann::json& object, std::span<const Field> fields,
                                                        const std::string& path = {});

/// read_settings reads the fields that are options of the command line, in the order of `fields`.
[[nodiscard]] certlib::Result<std::vector<Setting>> read_settings(const nlohmann::json& object, std::span<const Field> fields);

/// text_at reads a string that is neither empty nor holds control characters. Errors: malformed, with the path.
[[nodiscard]] certlib::Result<std::string> text_at(const nlohmann::json& value, const std::string& path);

/// wrong_type says what is required at a path, and what stands there.
[[nodiscard]] tl::unexpected<certlib::Error> wrong_type(const std::string& path, std::string_view required, const nlohmann::json& found);

/// known_rule refuses what is no rule's id. Errors: usage, with the nearest.
[[nodiscard]] certlib::Result<void> known_rule(const std::string& id, const std::string& path);

}  // namespace rules
