#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include <amtcert/rules/compare.h>
#include <amtcert/rules/report.h>

namespace rules {

/// subject_json is one certificate's part of amtcert.report/1.
[[nodiscard]] nlohmann::ordered_json subject_json(const SubjectReport& subject);

/// comparison_json is a document of amtcert.compare/1.
[[nodiscard]] nlohmann::ordered_json comparison_json(const Comparison& comparison);

/// document_of writes a whole document, indented by two, with a final newline. What is no UTF-8 is replaced.
[[nodiscard]] std::string document_of(const nlohmann::ordered_json& json);

}  // namespace rules
