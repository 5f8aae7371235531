// One program for each target, as libFuzzer wants it: FUZZ_TARGET is its name.
#include <cstdint>
#include <cstdlib>

#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto* const target = fuzz::find_target(FUZZ_TARGET);
    if (target == nullptr) std::abort();
    target->run({data, size});
    return 0;
}
