#pragma once

#include <string>
#include <vector>

#include <amtcert/rules/symptoms.h>

namespace cli {

/// symptom_text explains symptoms to a person: what the line means, and what to look at, with the reason.
[[nodiscard]] std::string symptom_text(const std::vector<const rules::Symptom*>& found);

/// symptom_json is the same for scripts: {"schema": "amtcert.symptom/1", "rules": [best first], "symptoms": [...]}.
/// Rules that the catalogue lacks are left out.
[[nodiscard]] std::string symptom_json(const std::vector<const rules::Symptom*>& found);

}  // namespace cli
