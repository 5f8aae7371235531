#include <amtcert/rules/nearest.h>

#include <algorithm>
#include <numeric>

namespace rules {
namespace {

std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i) {
        auto diagonal = row[0]++;
        for (std::size_t j = 0; j < right.size(); ++j) {
            const auto replaced = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    constexpr std::size_t longest_word = 64;  // a longer one is no slip of the pen, and comparing takes its time
    if (word.size() > longest_word) return {};
    const auto best = std::min_element(known.begin(), known.end(), [&](const auto& left, const auto& right) {
        return edit_distance(word, left) < edit_distance(word, right);
    });
    if (best == known.end() || edit_distance(word, *best) > std::max<std::size_t>(2, word.size() / 3)) return {};
    return *best;
}

}  // namespace rules
