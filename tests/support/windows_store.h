#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/certificate.h>
#include <amtcert/testcerts/hierarchy.h>

/// Exports of Windows certificate stores, built octet by octet so that each part can be made wrong.
namespace windows_store {

using certlib::Bytes;

/// Where exports that this test did not make are, below AMTCERT_SHARED_DIR.
inline const std::string fixtures = "spec/fixtures/windows/";

/// leaf is the certificate the exports are about.
inline const certlib::Certificate& leaf() {
    static const auto one = testcerts::build(testcerts::good()).leaf;
    return one;
}

inline constexpr std::uint32_t key_provider_id = 2;
inline constexpr std::uint32_t sha1_id = 3;
inline constexpr std::uint32_t friendly_name_id = 11;
inline constexpr std::uint32_t archived_id = 19;
inline constexpr std::uint32_t certificate_id = 32;
inline constexpr std::uint32_t crl_id = 33;
inline constexpr std::uint32_t ctl_id = 34;

inline Bytes joined(const std::vector<Bytes>& parts) {
    Bytes all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

inline Bytes numbers(const std::vector<std::uint32_t>& values) {
    Bytes octets;
    for (const auto value : values)
        for (const unsigned shift : {0U, 8U, 16U, 24U}) octets.push_back(static_cast<std::uint8_t>(value >> shift));
    return octets;
}

/// wide is UTF-16 with a NUL behind it.
inline Bytes wide(std::u16string_view text) {
    Bytes octets;
    for (const char16_t unit : std::u16string(text) + u'\0') {
        octets.push_back(static_cast<std::uint8_t>(unit & 0xffU));
        octets.push_back(static_cast<std::uint8_t>(unit >> 8U));
    }
    return octets;
}

inline Bytes element(std::uint32_t id, const Bytes& data) {
    return joined({numbers({id, 1, static_cast<std::uint32_t>(data.size())}), data});
}

inline Bytes certificate(const certlib::Certificate& one) {
    return element(certificate_id, {one.der().begin(), one.der().end()});
}

inline Bytes key_provider(std::u16string_view container, std::u16string_view name, std::uint32_t type = 1,
                          std::uint32_t key_spec = 1) {
    const auto first = wide(container);
    const auto name_at = static_cast<std::uint32_t>(28 + first.size());
    return element(key_provider_id, joined({numbers({28, name_at, type, 0, 0, 0, key_spec}), first, wide(name)}));
}

inline Bytes end_mark() { return numbers({0, 0, 0}); }

/// file is a serialized store (.sst) of these elements.
inline Bytes file(const std::vector<Bytes>& elements) {
    return joined({numbers({0}), {'C', 'E', 'R', 'T'}, joined(elements), end_mark()});
}

/// registry_value is a value as regedit writes it, folded after every sixteen octets.
inline std::string registry_value(const Bytes& octets) {
    std::string text = "\"Blob\"=hex:";
    for (std::size_t i = 0; i < octets.size(); ++i) {
        text += fmt::format("{:02x}", octets[i]);
        if (i + 1 < octets.size()) text += i % 16 == 15 ? ",\\\r\n  " : ",";
    }
    return text + "\r\n";
}

inline constexpr std::string_view first_line = "Windows Registry Editor Version 5.00\r\n\r\n";
inline constexpr std::string_view element_key =
    "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\MY\\Certificates\\00AA]\r\n";

/// utf16 writes text of one octet a character with a byte order mark.
inline std::string utf16(std::string_view text) {
    std::string units = "\xff\xfe";
    for (const char c : text) units += {c, '\0'};
    return units;
}

}  // namespace windows_store
