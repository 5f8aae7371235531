#pragma once

#include <nlohmann/json.hpp>

#include <amtcert/chainwalk/revocation_facts.h>

namespace rules {

/// location_json is a location as the report and reach show it. Dates stand there only when something dated was served.
[[nodiscard]] nlohmann::ordered_json location_json(const chainwalk::Location& location);

}  // namespace rules
