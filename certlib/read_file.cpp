#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <amtcert/certlib/load.h>

#include "input_file.h"

namespace certlib {
namespace {

tl::unexpected<Error> too_large(std::size_t limit) {
    return fail(ErrorKind::limit, fmt::format("larger than {} MiB", limit >> 20U));
}

/// Growing a vector leaves copies behind; what may hold a private key is moved by hand and the old place wiped.
void grow(Bytes& data, std::size_t size) {
    Bytes larger;
    larger.reserve(size);
    larger.assign(data.begin(), data.end());
    wipe(data.data(), data.size());
    data.swap(larger);
}

}  // namespace

Result<Bytes> read_file(const std::string& path, std::size_t limit) {
    auto file = InputFile::open(path);
    if (!file) return tl::make_unexpected(file.error());
    if (file->size() && *file->size() > limit) return too_large(limit);

    Bytes data;
    data.reserve(static_cast<std::size_t>(file->size().value_or(0)));
    std::array<std::uint8_t, 65536> chunk{};
    while (true) {
        const auto got = file->read(chunk);
        if (!got) return tl::make_unexpected(got.error());
        if (*got == 0) break;
        if (data.size() + *got > limit) return too_large(limit);
        if (data.size() + *got > data.capacity()) grow(data, std::max(data.capacity() * 2, data.size() + *got));
        data.insert(data.end(), chunk.data(), chunk.data() + *got);
    }
    wipe(chunk.data(), chunk.size());
    return data;
}

}  // namespace certlib
