#pragma once

#include <string>
#include <vector>

#include <amtcert/rules/report.h>

#include "render/paint.h"

namespace rules {

/// matrix_sentences says in one line for each suffix which releases take the certificate and what stops the others:
/// "firmware: AMT 11.0-14 yes · 15H, 16.0-21 no (SHA-1 root) · 22+ unknown (RSA 2048)". Empty for an empty matrix.
[[nodiscard]] std::vector<std::string> matrix_sentences(const std::vector<MatrixCell>& matrix);

/// matrix_table prints one row per run of releases that are judged alike, and one column per suffix, followed by one for each
/// console that was named.
[[nodiscard]] std::string matrix_table(const std::vector<MatrixCell>& matrix);

/// MatrixGrid is the table's content, for renderers that draw one of their own.
struct MatrixGrid {
    struct Cell {
        std::string text;
        Paint::Tone tone = Paint::Tone::plain;
    };
    struct Row {
        std::string releases;
        std::vector<Cell> cells;
    };
    std::vector<std::string> columns;
    std::vector<Row> rows;
};
[[nodiscard]] MatrixGrid matrix_grid(const std::vector<MatrixCell>& matrix);

}  // namespace rules
