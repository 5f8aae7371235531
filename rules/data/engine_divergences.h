#pragma once

#include <span>
#include <string_view>

#include <amtcert/rules/rule.h>

namespace rules {

/// EngineDivergence is a refusal by a foreign engine that RFC 5280 does not call for: known, and no fault of the certificate.
struct EngineDivergence {
    std::string_view engine;  ///< "openssl", "botan"
    std::string_view code;    ///< as certlib::EngineAnswer::code
    bool (*applies)(const Context&);  ///< whether the chain is one where the engine is known to do so
    std::string_view why;
    std::string_view source;
};

[[nodiscard]] std::span<const EngineDivergence> engine_divergences();

/// ReportedRefusal says which of our rules speak of the same fault as an engine's code.
struct ReportedRefusal {
    std::string_view engine;
    std::string_view code;
    std::string_view rule;
};

[[nodiscard]] std::span<const ReportedRefusal> reported_refusals();

}  // namespace rules
