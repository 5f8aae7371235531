#pragma once

#include <span>
#include <string_view>

#include <amtcert/certlib/bytes.h>

/// Fuzz targets: every way octets from elsewhere get in, and the walk. libFuzzer drives them (preset fuzz), and the tests replay
/// samples and former crashes through the same functions under the sanitizers.
namespace fuzz {

/// Target is one way in. It may refuse its input; it must not crash, hang, or break what it promises. A broken promise aborts.
struct Target {
    std::string_view name;
    void (*run)(certlib::ByteView input);
};

/// targets lists them all.
[[nodiscard]] std::span<const Target> targets();

/// find_target finds one by name, or null.
[[nodiscard]] const Target* find_target(std::string_view name);

}  // namespace fuzz
