#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/bytes.h>

namespace [[gnu::visibility("default")]] rules {

/// TrustedHash is one entry of a device's list of trusted root hashes. The algorithm is told by the length alone
/// (20 SHA-1, 32 SHA-256, 48 SHA-384), since tools number them differently.
struct TrustedHash {
    certlib::Bytes hash;      ///< 20, 32 or 48 octets
    std::string name;         ///< the firmware's friendly name, may be empty
    bool active = true;       ///< an inactive entry does not count
    bool is_default = false;  ///< from the factory, not entered by the owner
};

/// DeviceList is what a device says it trusts.
struct DeviceList {
    std::vector<TrustedHash> hashes;  ///< in the order of the list
    std::string format;      ///< "rpc amtinfo JSON", "rpc amtinfo text", "MeshCmd text", "MeshCentral JSON", "RPS JSON", "plain"
    std::string firmware;    ///< the release the same file names, or empty
    std::string dns_suffix;  ///< the suffix the same file names, or empty
    std::string source;      ///< the file it came from, as named by the user; tells several lists apart
};

/// parse_hash reads one hash in hex or base64. Errors: usage, when it is not 20, 32 or 48 octets.
[[nodiscard]] certlib::Result<certlib::Bytes> parse_hash(std::string_view text);

/// read_device_list reads `rpc amtinfo -cert` (JSON or text), `meshcmd amthashes`, MeshCentral meiState JSON, an RPS certHashes
/// payload, or plain text with one hash a line (an optional name before or after it, # comments). UTF-8 or UTF-16 with a
/// byte order mark. Errors: not_found when there is no hash in it, malformed for an entry that is none, limit.
[[nodiscard]] certlib::Result<DeviceList> read_device_list(std::string_view text);

}  // namespace rules
