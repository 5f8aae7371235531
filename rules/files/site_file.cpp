#include <array>
#include <cctype>

#include "files/fields.h"
#include "files/strict_json.h"

namespace rules {
namespace {

/// The options of `check` that describe a deployment and how it is judged, in camelCase.
constexpr auto fields = std::to_array<Field>({
    {"role", Kind::text},
    {"firmware", Kind::texts},
    {"dnsSuffix", Kind::texts},
    {"mebxSuffix", Kind::text},
    {"serverFqdn", Kind::text},
    {"mebxServerFqdn", Kind::text},
    {"clientFqdn", Kind::text},
    {"adDn", Kind::text},
    {"trustedHash", Kind::texts},
    {"trustedHashes", Kind::files},
    {"intermediates", Kind::files},
    {"roots", Kind::files},
    {"crls", Kind::files},
    {"consoleStore", Kind::files},
    {"console", Kind::texts},
    {"configmgr", Kind::text},
    {"at", Kind::text},
    {"warnDays", Kind::number},
    {"failDays", Kind::number},
    {"failOn", Kind::text},
    {"require", Kind::rules},
    {"acceptUndecided", Kind::rules},
    {"requireKey", Kind::truth},
    {"expectRevoked", Kind::truth},
    {"revocation", Kind::text},
    {"offline", Kind::truth},
    {"ldapServer", Kind::text},
    {"allowFileUrls", Kind::truth},
    {"cache", Kind::file},
    {"policy", Kind::file},
});

}  // namespace

std::string option_of(std::string_view key) {
    std::string option = "--";
    for (const char c : key) {
        const auto octet = static_cast<unsigned char>(c);
        if (std::isupper(octet) != 0) option += '-';
        option += static_cast<char>(std::tolower(octet));
    }
    return option;
}

certlib::Result<std::vector<Setting>> read_site_file(std::string_view text) {
    const auto document = parse_strict_json(text);
    if (!document) return tl::make_unexpected(document.error());
    if (auto known = refuse_unknown_keys(*document, fields); !known) return tl::make_unexpected(known.error());
    return read_settings(*document, fields);
}

}  // namespace rules
