#include <amtcert/certlib/secret.h>

#include <openssl/crypto.h>

#include <utility>

namespace certlib {

void wipe(void* data, std::size_t size) noexcept { OPENSSL_cleanse(data, size); }

Secret::Secret(std::string_view text) : bytes_(text.begin(), text.end()) {}

Secret::Secret(Bytes&& bytes) noexcept : bytes_(std::exchange(bytes, {})) {}

Secret::Secret(Secret&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    wipe(bytes_.data(), bytes_.size());
    bytes_ = std::exchange(other.bytes_, {});
    return *this;
}

Secret::~Secret() { wipe(bytes_.data(), bytes_.size()); }

std::string_view Secret::view() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

ByteView Secret::bytes() const { return bytes_; }

bool Secret::empty() const { return bytes_.empty(); }

}  // namespace certlib
