#include <amtcert/rules/device_list.h>

#include <fmt/format.h>

#include <optional>

#include <amtcert/certlib/name.h>

#include "data/device_list_parts.h"
#include "data/encoding.h"
#include "data/text.h"

namespace rules {
namespace {

using certlib::Bytes;
using certlib::ErrorKind;
using certlib::fail;

bool is_hash_length(std::size_t octets) { return octets == 20 || octets == 32 || octets == 48; }

}  // namespace

certlib::Result<Bytes> parse_hash(std::string_view text) {
    text = text::trimmed(text);
    // Hexadecimal first: 64 such digits would be 48 octets of base64.
    const auto hex = certlib::from_hex(text);
    if (hex && is_hash_length(hex->size())) return *hex;
    auto base64 = certlib::from_base64(text);
    if (base64 && is_hash_length(base64->size())) return *base64;
    constexpr auto hint = "a hash has 20 (SHA-1), 32 (SHA-256) or 48 (SHA-384) octets, in hex or base64";
    if (hex) return fail(ErrorKind::usage, fmt::format("a hash of {} octets", hex->size()), hint);
    return fail(ErrorKind::usage, "no hash in hex or base64", hint);
}

certlib::Result<void> add(DeviceList& list, std::string_view where, std::string_view hash, TrustedHash entry) {
    auto octets = parse_hash(hash);
    if (!octets)
        return fail(ErrorKind::malformed, fmt::format("{}: {}", certlib::escape_unprintable(where), octets.error().message),
                    octets.error().hint);
    if (list.hashes.size() == most_trusted_hashes)
        return fail(ErrorKind::limit, fmt::format("more than {} hashes", most_trusted_hashes));
    entry.hash = std::move(*octets);
    entry.name = certlib::escape_unprintable(entry.name);
    list.hashes.push_back(std::move(entry));
    return {};
}

certlib::Result<DeviceList> read_device_list(std::string_view text) {
    if (text.size() > largest_device_list)
        return fail(ErrorKind::limit, fmt::format("larger than {} octets, too large for a list of hashes", largest_device_list));
    const auto utf8 = text::as_utf8(text);
    if (!utf8) return tl::make_unexpected(utf8.error());
    const auto content = text::trimmed(*utf8);
    const bool is_json = content.starts_with('{') || content.starts_with('[');
    auto list = is_json ? read_json(content) : is_tool_text(content) ? read_tool_text(content) : read_plain(content);
    if (list && list->hashes.empty())
        return fail(ErrorKind::not_found, "no trusted hash found",
                    "give the output of `rpc amtinfo -cert -json` or `meshcmd amthashes`, or one hash a line");
    return list;
}

}  // namespace rules
