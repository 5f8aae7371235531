#include "render/matrix_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace rules {
namespace {

/// word_of a cell: yes, likely, unknown, no.
std::string_view word_of(const MatrixCell& cell) {
    switch (cell.verdict) {
        case Verdict::fail: return "no";
        case Verdict::inconclusive: return "unknown";
        case Verdict::pass: return cell.confidence == Confidence::likely ? "likely" : "yes";
    }
    return "unknown";
}

constexpr std::size_t reasons_shown = 3;

std::string text_of(const MatrixCell& cell) {
    if (!cell.remote_configuration) return "no remote configuration";
    const auto& why = cell.verdict == Verdict::fail ? cell.failed : cell.undecided;
    if (why.empty()) return std::string(word_of(cell));
    std::string reasons;
    for (std::size_t i = 0; i < std::min(why.size(), reasons_shown); ++i) reasons += (i == 0 ? "" : ", ") + std::string(why[i]->id);
    if (why.size() > reasons_shown) reasons += fmt::format(" and {} more", why.size() - reasons_shown);
    return fmt::format("{} ({})", word_of(cell), reasons);
}

/// releases_named gives the releases that a row's label stands for: a label of our own ("early-pki") is spelled out, what the
/// user wrote stays.
std::string releases_named(const std::string& label) {
    for (const auto& generation : generations())
        if (generation.id == label && label.find('-') != std::string::npos) return std::string(generation.releases);
    return label;
}

/// Row is one release, or a run of releases judged alike.
struct Row {
    std::string first;
    std::string last;
    std::vector<std::string> cells;  ///< one per suffix

    [[nodiscard]] std::string releases() const {
        if (first == last) return releases_named(first);
        const auto from = releases_named(first);
        const auto to = releases_named(last);
        return from.substr(0, from.find_first_of(", ")) + " to " + to.substr(to.find_last_of(' ') + 1);
    }
};

std::vector<Row> rows_of(const std::vector<MatrixCell>& matrix) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < matrix.size();) {
        const auto& label = matrix[i].firmware;
        Row row{label, label, {}};
        for (; i < matrix.size() && matrix[i].firmware == label; ++i) row.cells.push_back(text_of(matrix[i]));
        if (!rows.empty() && rows.back().cells == row.cells) {
            rows.back().last = row.last;
        } else {
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::vector<std::string> suffixes_of(const std::vector<MatrixCell>& matrix) {
    std::vector<std::string> suffixes;
    for (const auto& cell : matrix) {
        if (cell.firmware != matrix.front().firmware) break;
        suffixes.push_back(cell.dns_suffix ? certlib::escape_unprintable(*cell.dns_suffix) : "(domain suffix left open)");
    }
    return suffixes;
}

}  // namespace

std::string matrix_sentence(const std::vector<MatrixCell>& matrix) {
    if (matrix.empty() || suffixes_of(matrix).size() > 1) return {};
    // Releases that are judged alike are named together, in the order their first one comes.
    std::vector<std::pair<std::string, std::string>> groups;
    for (const auto& row : rows_of(matrix)) {
        const auto& verdict = row.cells.front();
        auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.second == verdict; });
        if (group == groups.end()) group = groups.insert(groups.end(), {"", verdict});
        group->first += (group->first.empty() ? "" : ", ") + row.releases();
    }
    std::string text;
    for (const auto& [releases, verdict] : groups)
        text += fmt::format("{}{} {}", text.empty() ? "AMT " : " · ", releases, verdict);
    return text;
}

std::string matrix_table(const std::vector<MatrixCell>& matrix) {
    if (matrix.empty()) return {};
    const auto suffixes = suffixes_of(matrix);
    const auto rows = rows_of(matrix);
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < suffixes.size(); ++column) {
        auto width = suffixes[column].size();
        for (const auto& row : rows) width = std::max(width, row.cells[column].size());
        widths.push_back(width);
    }
    const auto line = [&](const std::string& head, const std::vector<std::string>& cells) {
        auto text = fmt::format("  {:<20}", head);
        for (std::size_t column = 0; column < cells.size(); ++column) text += fmt::format("  {:<{}}", cells[column], widths[column]);
        text.erase(text.find_last_not_of(' ') + 1);
        return text + "\n";
    };
    auto text = "\n" + line("AMT firmware", suffixes);
    for (const auto& row : rows) text += line(row.releases(), row.cells);
    return text;
}

}  // namespace rules
