#pragma once

#include <string_view>

#include <amtcert/certlib/bytes.h>

namespace certlib {

/// wipe overwrites memory in a way the compiler may not remove.
void wipe(void* data, std::size_t size) noexcept;

/// Secret holds a password or private key octets. It can be moved and not copied, is wiped when it goes,
/// and has no way to be printed.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view text);
    explicit Secret(Bytes&& bytes) noexcept;  ///< takes the octets over; the source is left empty
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    [[nodiscard]] std::string_view view() const;
    [[nodiscard]] ByteView bytes() const;
    [[nodiscard]] bool empty() const;

private:
    Bytes bytes_;
};

}  // namespace certlib
