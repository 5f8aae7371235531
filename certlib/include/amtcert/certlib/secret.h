#pragma once

#include <string_view>

#include <amtcert/certlib/bytes.h>

namespace [[gnu::visibility("default")]] certlib {

/// wipe overwrites memory in a way the compiler may not remove.
void wipe(void* data, std::size_t size) noexcept;

/// Secret holds a password or private key octets. It can be moved and not copied, is wiped when it goes,
/// and has no way to be printed.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view text);      ///< copies the text; the caller's own copy is the caller's to wipe
    explicit Secret(Bytes&& bytes) noexcept;     ///< takes the octets over; the source is left empty
    Secret(Secret&& other) noexcept;             ///< leaves the other one empty
    Secret& operator=(Secret&& other) noexcept;  ///< wipes what was held; leaves the other one empty
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    [[nodiscard]] std::string_view view() const;  ///< valid as long as the Secret
    [[nodiscard]] ByteView bytes() const;         ///< valid as long as the Secret
    [[nodiscard]] bool empty() const;             ///< holds no octet

private:
    Bytes bytes_;
};

}  // namespace certlib
