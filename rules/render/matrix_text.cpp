#include "render/matrix_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace rules {
namespace {

/// word_of a cell: yes, likely, unknown, no.
std::string_view word_of(const MatrixCell& cell) {
    switch (cell.verdict) {
        case Verdict::fail:
            return "no";
        case Verdict::inconclusive:
            return "unknown";
        case Verdict::pass:
            return cell.confidence == Confidence::likely ? "likely" : "yes";
    }
    return "unknown";
}

Paint::Tone tone_of(Verdict verdict) {
    return verdict == Verdict::pass ? Paint::Tone::good : verdict == Verdict::fail ? Paint::Tone::bad : Paint::Tone::doubtful;
}

constexpr std::size_t reasons_shown = 3;

/// The generation without remote configuration is shown in the table, and counts only where one of its releases was named.
constexpr std::string_view no_remote_configuration = "pre-pki";

std::string text_of(const MatrixCell& cell) {
    if (!cell.remote_configuration) return "no remote configuration";
    const auto& why = cell.verdict == Verdict::fail ? cell.failed : cell.undecided;
    if (why.empty()) return std::string(word_of(cell));
    std::string reasons;
    for (std::size_t i = 0; i < std::min(why.size(), reasons_shown); ++i)
        reasons += (i == 0 ? "" : ", ") + std::string(why[i]->id);
    if (why.size() > reasons_shown) reasons += fmt::format(" and {} more", why.size() - reasons_shown);
    return fmt::format("{} ({})", word_of(cell), reasons);
}

/// reasons_text is the cell in words for the sentence: "no (SHA-1 root)".
std::string reasons_text(const MatrixCell& cell) {
    if (cell.verdict == Verdict::pass || cell.reasons.empty()) return std::string(word_of(cell));
    std::string reasons;
    for (std::size_t i = 0; i < std::min(cell.reasons.size(), reasons_shown); ++i)
        reasons += (i == 0 ? "" : ", ") + cell.reasons[i];
    if (cell.reasons.size() > reasons_shown) reasons += fmt::format(" and {} more", cell.reasons.size() - reasons_shown);
    return fmt::format("{} ({})", word_of(cell), reasons);
}

std::string text_of(const ConsoleVerdict& console) {
    if (console.verdict != Verdict::fail) return "yes";
    std::string rules;
    for (const Rule* rule : console.failed) rules += (rules.empty() ? "" : ", ") + std::string(rule->id);
    return fmt::format("no ({})", rules);
}

/// short_names_of: a label of our own is spelled out as releases, what the user wrote stays.
ShortNames short_names_of(std::string_view label) {
    const auto rows = generations();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Generation& one) { return one.id == label; });
    return row == rows.end() || row->short_names.alone.empty() ? ShortNames{label, label, label} : row->short_names;
}

/// Row is one release, or a run of releases judged alike.
struct Row {
    std::string first;
    std::string last;
    std::vector<std::string> cells;

    [[nodiscard]] std::string releases() const {
        if (first == last) return std::string(short_names_of(first).alone);
        return fmt::format("{}-{}", short_names_of(first).first, short_names_of(last).last);
    }
};

/// follows: a run names every release between its ends, so only whole generations that stand side by side make one.
bool follows(std::string_view label, std::string_view before) {
    const auto table = generations();
    const auto is = [](std::string_view id) { return [id](const Generation& one) { return one.id == id; }; };
    const auto place = std::find_if(table.begin(), table.end(), is(before));
    return place != table.end() && std::next(place) != table.end() && std::next(place)->id == label;
}

void append(std::vector<Row>& rows, Row row) {
    if (!rows.empty() && rows.back().cells == row.cells && follows(row.first, rows.back().last)) {
        rows.back().last = row.last;
    } else {
        rows.push_back(std::move(row));
    }
}

/// rows_of has one column a suffix, and one a suffix and console.
std::vector<Row> rows_of(const std::vector<MatrixCell>& matrix) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < matrix.size();) {
        const auto& label = matrix[i].firmware;
        Row row{label, label, {}};
        for (; i < matrix.size() && matrix[i].firmware == label; ++i) {
            row.cells.push_back(text_of(matrix[i]));
            for (const auto& console : matrix[i].consoles) row.cells.push_back(text_of(console));
        }
        append(rows, std::move(row));
    }
    return rows;
}

std::string suffix_of(const MatrixCell& cell) {
    return cell.dns_suffix ? certlib::escape_unprintable(*cell.dns_suffix) : "(domain suffix left open)";
}

std::vector<std::string> columns_of(const std::vector<MatrixCell>& matrix) {
    std::vector<std::string> columns;
    for (const auto& cell : matrix) {
        if (cell.firmware != matrix.front().firmware) break;
        columns.push_back(suffix_of(cell));
        for (const auto& console : cell.consoles) columns.emplace_back(product_name(console.console));
    }
    return columns;
}

/// sentence_on sums up one suffix. Releases that are judged alike are named together, in the order their first one comes.
std::string sentence_on(const std::vector<MatrixCell>& matrix, const std::optional<std::string>& suffix) {
    std::vector<Row> rows;
    for (const auto& cell : matrix)
        if (cell.dns_suffix == suffix && cell.firmware != no_remote_configuration)
            append(rows, {cell.firmware, cell.firmware, {reasons_text(cell)}});
    std::vector<std::pair<std::string, std::string>> groups;
    for (const auto& row : rows) {
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

}  // namespace

std::vector<std::string> matrix_sentences(const std::vector<MatrixCell>& matrix) {
    std::vector<std::string> sentences;
    for (const auto& cell : matrix) {
        if (cell.firmware != matrix.front().firmware) break;
        const auto sentence = sentence_on(matrix, cell.dns_suffix);
        if (sentence.empty()) continue;
        sentences.push_back(fmt::format("firmware for {}: {}", suffix_of(cell), sentence));
    }
    // With one suffix there is nothing to tell apart.
    if (sentences.size() == 1) sentences.front() = "firmware: " + sentence_on(matrix, matrix.front().dns_suffix);
    return sentences;
}

std::string matrix_table(const std::vector<MatrixCell>& matrix) {
    if (matrix.empty()) return {};
    const auto columns = columns_of(matrix);
    const auto rows = rows_of(matrix);
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        auto width = columns[column].size();
        for (const auto& row : rows) width = std::max(width, row.cells[column].size());
        widths.push_back(width);
    }
    const auto line = [&](const std::string& head, const std::vector<std::string>& cells) {
        auto text = fmt::format("  {:<20}", head);
        for (std::size_t column = 0; column < cells.size(); ++column)
            text += fmt::format("  {:<{}}", cells[column], widths[column]);
        text.erase(text.find_last_not_of(' ') + 1);
        return text + "\n";
    };
    auto text = "\n" + line("AMT firmware", columns);
    for (const auto& row : rows) text += line(row.releases(), row.cells);
    return text;
}

MatrixGrid matrix_grid(const std::vector<MatrixCell>& matrix) {
    MatrixGrid grid{.columns = columns_of(matrix), .rows = {}};
    for (const auto& row : rows_of(matrix)) {
        std::vector<Paint::Tone> tones;
        for (const auto& cell : matrix) {
            if (cell.firmware != row.first) continue;
            tones.push_back(cell.remote_configuration ? tone_of(cell.verdict) : Paint::Tone::plain);
            for (const auto& console : cell.consoles) tones.push_back(tone_of(console.verdict));
        }
        auto& drawn = grid.rows.emplace_back(MatrixGrid::Row{row.releases(), {}});
        for (std::size_t i = 0; i < row.cells.size(); ++i) drawn.cells.push_back({row.cells[i], tones[i]});
    }
    return grid;
}

}  // namespace rules
