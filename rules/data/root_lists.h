#pragma once

#include <cstdint>

namespace rules::in {

// Bit n stands for root_lists()[n].
inline constexpr std::uint32_t original = 1U << 0U;
inline constexpr std::uint32_t updated = 1U << 1U;
inline constexpr std::uint32_t sdk_7_to_10 = 1U << 2U;
inline constexpr std::uint32_t thinkpad_8_0 = 1U << 3U;
inline constexpr std::uint32_t meshcmd_8_1_71 = 1U << 4U;
inline constexpr std::uint32_t amt_11_8_50 = 1U << 5U;
inline constexpr std::uint32_t hello_2021 = 1U << 6U;
inline constexpr std::uint32_t device_2025 = 1U << 7U;

// The updates took nothing away.
inline constexpr std::uint32_t first_lists = original | updated;

}  // namespace rules::in
