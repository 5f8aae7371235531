#pragma once

#include <amtcert/certlib/certificate.h>

#include <string>

/// ca_index is one line of an `openssl ca` database. `revoked` is empty, or the time and reason: "261101000000Z,keyCompromise".
inline std::string ca_index(const certlib::Certificate& certificate, const std::string& revoked = {}) {
    std::string serial = certificate.serial_hex();
    for (auto& digit : serial) digit = static_cast<char>(std::toupper(static_cast<unsigned char>(digit)));
    return std::string(revoked.empty() ? "V" : "R") + "\t451231000000Z\t" + revoked + "\t" + serial + "\tunknown\t/CN=any\n";
}
