#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <amtcert/certlib/error.h>

namespace certlib {

/// InputFile is a file open for reading, in octets, and closes it. Each platform has its own.
class InputFile {
public:
    /// open opens a path, in UTF-8, or standard input when that is "-". Errors: io ("is a folder" among them).
    [[nodiscard]] static Result<InputFile> open(const std::string& path);

    InputFile(InputFile&& other) noexcept;
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;
    InputFile& operator=(InputFile&&) = delete;
    ~InputFile();

    /// size is known of a regular file only.
    [[nodiscard]] std::optional<std::uint64_t> size() const { return size_; }

    /// read gives how many octets it put into the buffer; 0 at the end. Errors: io.
    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> buffer);

private:
    explicit InputFile(int descriptor)
        : descriptor_(descriptor) {}

    int descriptor_;
    std::optional<std::uint64_t> size_;
};

}  // namespace certlib
