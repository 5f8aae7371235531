#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/markdown.h"

/// The reference of a JSON schema as a page of documentation: a table of members for the document and for each part of it that
/// has a name.
namespace schema_reference {

using Json = nlohmann::ordered_json;

/// Reference is the text, and the members that no description explains.
struct Reference {
    std::string text;
    std::vector<std::string> unexplained;
};

/// cell writes text so that it stays within a cell of a table.
inline std::string cell(const std::string& text) { return std::regex_replace(text, std::regex("\\|"), "\\|"); }

inline std::string list_of(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) text += (text.empty() ? "`" : ", `") + value + "`";
    return text;
}

inline std::string values_of(const Json& values) {
    std::vector<std::string> words;
    for (const auto& value : values) words.push_back(value.is_string() ? value.get<std::string>() : value.dump());
    return list_of(words);
}

/// pattern_text says in words what a pattern of these schemas asks for; empty when it is not one of those known.
inline std::string pattern_text(const std::string& pattern) {
    static const std::string day = "^[0-9]{4}-[0-9]{2}-[0-9]{2}";
    if (pattern == day + "$") return "date";
    if (pattern == day + "T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$") return "time, UTC (RFC 3339)";
    if (pattern == "^[0-9a-f]{64}$") return "64 hex digits";
    if (pattern == "^[0-9a-f]{40}$") return "40 hex digits";
    if (!pattern.starts_with("^(") || !pattern.ends_with(")$")) return {};
    const auto numbered = std::regex_replace(pattern.substr(2, pattern.size() - 4), std::regex("\\[0-9\\]\\+"), "N");
    return list_of(markdown::matches(numbered, "([^|]+)"));
}

inline std::string type_of(const Json& member) {
    if (member.contains("$ref")) {
        const auto target = member["$ref"].get<std::string>();
        return target.substr(target.rfind('/') + 1);
    }
    if (member.contains("const")) return values_of(Json::array({member["const"]}));
    if (member.contains("enum")) return values_of(member["enum"]);
    if (member.contains("oneOf")) {
        std::string text;
        for (const auto& one : member["oneOf"]) text += (text.empty() ? "" : ", or ") + type_of(one);
        return text;
    }
    if (member.contains("allOf")) return type_of(member["allOf"][0]);
    if (const auto words = pattern_text(member.value("pattern", "")); !words.empty()) return words;
    if (member["type"].is_array()) return member["type"][0].get<std::string>() + " or " + member["type"][1].get<std::string>();
    if (member["type"] == "array") return "array of " + type_of(member["items"]);
    return member["type"];
}

/// add_rows writes a row for each member of an object, and for those of the objects within it.
inline void add_rows(const Json& object, const std::string& path, Reference& reference) {
    const auto required = object.value("required", Json::array());
    const auto properties = object.value("properties", Json::object());
    for (const auto& [name, member] : properties.items()) {
        const auto full = path + name;
        const auto description = member.value("description", "");
        if (description.empty()) reference.unexplained.push_back(full);
        const bool always = std::find(required.begin(), required.end(), name) != required.end();
        reference.text +=
            "| `" + full + "` | " + cell(type_of(member)) + " | " + (always ? "always" : "") + " | " + cell(description) + " |\n";
        add_rows(member, full + ".", reference);
        if (member.contains("items")) add_rows(member["items"], full + "[].", reference);
    }
}

inline void add_table(const Json& object, Reference& reference) {
    reference.text += "| member | value | | meaning |\n|---|---|---|---|\n";
    add_rows(object, "", reference);
}

/// write gives the reference of one schema. Named parts that are no objects are told where they are used, as their name.
inline Reference write(const Json& schema, const std::string& file) {
    Reference reference;
    reference.text = "## " + schema["title"].get<std::string>() + "\n\n" + schema["description"].get<std::string>() +
                     " Schema: [" + file + "](" + file + ").\n\n";
    add_table(schema, reference);
    const auto parts = schema.value("$defs", Json::object());
    for (const auto& [name, part] : parts.items()) {
        reference.text += "\n### " + schema["title"].get<std::string>() + ": " + name + "\n\n";
        if (part.contains("properties"))
            add_table(part, reference);
        else
            reference.text += type_of(part) + "\n";
    }
    return reference;
}

}  // namespace schema_reference
