#pragma once

#include <amtcert/rules/device_list.h>

// The parts of read_device_list: what a list may cost, and one reader per family of formats. Text is UTF-8 here.
namespace rules {

inline constexpr std::size_t largest_device_list = 1U << 20U;  ///< octets
inline constexpr std::size_t most_trusted_hashes = 1000;

/// read_json reads every JSON format.
[[nodiscard]] certlib::Result<DeviceList> read_json(std::string_view json);

/// read_tool_text reads what rpc and MeshCmd print for people; other lines of such an output are passed over.
[[nodiscard]] certlib::Result<DeviceList> read_tool_text(std::string_view text);

/// is_tool_text says whether text looks like the output of rpc or MeshCmd, rather than a plain list.
[[nodiscard]] bool is_tool_text(std::string_view text);

/// read_plain reads one hash a line.
[[nodiscard]] certlib::Result<DeviceList> read_plain(std::string_view text);

/// add puts an entry into the list, its name made safe to show. Errors: malformed with `where` in front, limit.
[[nodiscard]] certlib::Result<void> add(DeviceList& list, std::string_view where, std::string_view hash, TrustedHash entry);

}  // namespace rules
