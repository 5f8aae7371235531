#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

/// octets_of reads a whole file; empty when there is none.
inline std::vector<std::uint8_t> octets_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// text_of reads a whole file as text, line ends as they are; empty when there is none.
inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// as_text takes octets as characters.
inline std::string as_text(const std::vector<std::uint8_t>& octets) { return {octets.begin(), octets.end()}; }
