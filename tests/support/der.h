#pragma once

#include <string_view>
#include <vector>

#include <amtcert/certlib/bytes.h>

/// A few lines of DER, to build extension values that testcerts has no name for.
namespace der {

using certlib::Bytes;

inline Bytes element(std::uint8_t tag, const Bytes& content) {
    Bytes der{tag};
    if (content.size() < 0x80) {
        der.push_back(static_cast<std::uint8_t>(content.size()));
    } else {
        der.push_back(0x83);
        for (const int shift : {16, 8, 0}) der.push_back(static_cast<std::uint8_t>(content.size() >> shift));
        while (der[2] == 0) {
            der.erase(der.begin() + 2);
            --der[1];
        }
    }
    der.insert(der.end(), content.begin(), content.end());
    return der;
}

inline Bytes text(std::string_view characters) { return {characters.begin(), characters.end()}; }

inline Bytes join(const std::vector<Bytes>& parts) {
    Bytes all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

inline Bytes sequence(const std::vector<Bytes>& parts) { return element(0x30, join(parts)); }

}  // namespace der
