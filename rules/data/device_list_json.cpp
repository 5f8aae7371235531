#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>

#include <amtcert/certlib/name.h>

#include "data/device_list_parts.h"
#include "data/encoding.h"

namespace rules {
namespace {

using certlib::ErrorKind;
using certlib::fail;
using nlohmann::json;

constexpr std::size_t deepest_nesting = 64;

/// member finds the first of several spellings that an object has, or null.
const json* member(const json& object, std::initializer_list<const char*> names) {
    if (!object.is_object()) return nullptr;
    for (const char* name : names)
        if (const auto found = object.find(name); found != object.end()) return &*found;
    return nullptr;
}

std::string text_of(const json* value) {
    return value != nullptr && value->is_string() ? certlib::escape_unprintable(value->get_ref<const std::string&>())
                                                  : std::string();
}

/// truth_of reads true, false, 1 and 0.
std::optional<bool> truth_of(const json& value) {
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_number_integer()) return value.get<std::int64_t>() != 0;
    return std::nullopt;
}

certlib::Result<void> add_entry(DeviceList& list, const std::string& where, const json& entry, const std::string& key) {
    if (entry.is_string()) return add(list, where, entry.get_ref<const std::string&>(), {.name = key});
    const json* hash = member(entry, {"Hash", "hash", "certificateHash"});
    if (hash == nullptr || !hash->is_string()) return fail(ErrorKind::malformed, where + ": no hash");
    TrustedHash trusted{.name = key};
    if (const json* name = member(entry, {"Name", "name"}); name != nullptr && name->is_string())
        trusted.name = name->get<std::string>();
    for (const auto& [flag, value] : {std::pair{&trusted.active, member(entry, {"IsActive", "isActive"})},
                                      std::pair{&trusted.is_default, member(entry, {"IsDefault", "isDefault"})}}) {
        if (value == nullptr) continue;
        const auto truth = truth_of(*value);
        if (!truth) return fail(ErrorKind::malformed, where + ": active and default are true or false");
        *flag = *truth;
    }
    return add(list, where, hash->get_ref<const std::string&>(), std::move(trusted));
}

/// Source is where a format keeps its entries.
struct Source {
    const json* entries = nullptr;
    const json* facts = nullptr;  ///< the object with the release and the suffix beside them
    const char* format = "";
};

Source source_of(const json& document) {
    if (document.is_array()) return {&document, &document, "plain"};
    if (const json* hashes = member(document, {"certificateHashes"})) return {hashes, &document, "rpc amtinfo JSON"};
    if (const json* hashes = member(document, {"Hashes"})) return {hashes, &document, "MeshCentral JSON"};
    const json* payload = member(document, {"payload"});
    const json* device = member(document, {"deviceInfo"});
    for (const json* object : {&document, payload, device}) {
        if (object == nullptr) continue;
        if (const json* hashes = member(*object, {"certHashes"})) return {hashes, object, "RPS JSON"};
    }
    // One entry by itself, as a line of a longer output.
    if (member(document, {"Hash", "certificateHash"}) != nullptr) return {&document, &document, "plain"};
    return {};
}

certlib::Result<void> add_entries(DeviceList& list, const Source& source) {
    const json& entries = *source.entries;
    if (source.entries == source.facts && entries.is_object()) return add_entry(list, "entry 1", entries, {});
    if (!entries.is_array() && !entries.is_object())
        return fail(ErrorKind::malformed, "the hashes are neither an array nor an object");
    std::size_t number = 0;
    for (const auto& [key, entry] : entries.items()) {
        const auto where = entries.is_object() ? fmt::format("entry \"{}\"", certlib::escape_unprintable(key))
                                               : fmt::format("entry {}", ++number);
        if (auto added = add_entry(list, where, entry, entries.is_object() ? key : std::string()); !added) return added;
    }
    return {};
}

}  // namespace

certlib::Result<DeviceList> read_json(std::string_view text) {
    if (text::is_nested_deeper(text, deepest_nesting))
        return fail(ErrorKind::limit, fmt::format("JSON nested deeper than {} levels", deepest_nesting));
    const auto document = json::parse(text, nullptr, false);
    if (document.is_discarded()) return fail(ErrorKind::malformed, "begins like JSON and is none");
    const auto source = source_of(document);
    DeviceList list;
    if (source.entries == nullptr || source.entries->is_null()) return list;
    list.format = source.format;
    list.firmware = text_of(member(*source.facts, {"amt", "ver"}));
    list.dns_suffix = text_of(member(*source.facts, {"dnsSuffix", "DnsSuffix", "fqdn"}));
    if (auto added = add_entries(list, source); !added) return tl::make_unexpected(added.error());
    return list;
}

}  // namespace rules
