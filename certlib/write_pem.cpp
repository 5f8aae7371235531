#include <amtcert/certlib/write_pem.h>

#include <fmt/format.h>

namespace certlib {

std::string write_pem(std::string_view label, ByteView der) {
    constexpr std::size_t line = 64;
    const auto base64 = to_base64(der);
    auto text = fmt::format("-----BEGIN {}-----\n", label);
    for (std::size_t i = 0; i < base64.size(); i += line) text += base64.substr(i, line) + "\n";
    return text + fmt::format("-----END {}-----\n", label);
}

}  // namespace certlib
