#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <amtcert/rules/site.h>

namespace [[gnu::visibility("default")]] rules {

/// Setting is one option of the command line as a file gives it.
struct Setting {
    std::string key;                  ///< the option's name in camelCase: dnsSuffix is --dns-suffix
    std::vector<std::string> values;  ///< as they would stand on the command line; a switch is "true" or "false"
    bool is_file = false;             ///< the values name files, relative to the file they stand in
};

/// option_of gives the option of a key: "--dns-suffix" of "dnsSuffix".
[[nodiscard]] std::string option_of(std::string_view key);

/// read_site_file reads a deployment (docs/site.schema.json): JSON with // and /* */ comments, UTF-8 with or without a byte order
/// mark. Nothing is guessed: an unknown or repeated key, a value of another type or an unknown rule is refused with the path of
/// the place, and the nearest known word as hint. What a value means is judged where the option is. Errors: malformed, limit (nested deeper
/// than 8), usage.
[[nodiscard]] certlib::Result<std::vector<Setting>> read_site_file(std::string_view text);

/// apply_setting puts an option of a site file into a site, by its key and with the words of the command line: "firmware" and
/// {"11.8", "16.1"}. What takes one word takes the last; what is a list grows. Options that name files or say how locations are asked
/// are the caller's to understand. Errors: usage, without the key; an unknown key is told with the nearest.
[[nodiscard]] certlib::Result<void> apply_setting(Site& site, std::string_view key, const std::vector<std::string>& values);

/// PolicyFile is what a policy file says: options of judging, and what is the policy's alone.
struct PolicyFile {
    std::vector<Setting> settings;  ///< options of the command line
    Policy policy;  ///< severities and suppressions
};

/// read_policy_file reads a policy (docs/policy.schema.json), as strictly as read_site_file.
[[nodiscard]] certlib::Result<PolicyFile> read_policy_file(std::string_view text);

}  // namespace rules
