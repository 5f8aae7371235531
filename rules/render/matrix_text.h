#pragma once

#include <string>
#include <vector>

#include <amtcert/rules/report.h>

namespace rules {

/// matrix_sentence says in one line which releases take the certificate and what stops the others:
/// "2.2 to 14 yes · 15H, 16.0 to 19-21 no (trust.root-usable) · 22+ unknown". Empty for an empty matrix.
[[nodiscard]] std::string matrix_sentence(const std::vector<MatrixCell>& matrix);

/// matrix_table prints one row per run of releases that are judged alike, and one column per suffix.
[[nodiscard]] std::string matrix_table(const std::vector<MatrixCell>& matrix);

}  // namespace rules
