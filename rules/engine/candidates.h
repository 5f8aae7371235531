#pragma once

#include <amtcert/rules/report.h>

namespace rules {

/// candidates_from lists the certificates that may stand in a chain: the source's, then --intermediates, then --roots.
[[nodiscard]] std::vector<chainwalk::Candidate> candidates_from(const certlib::Bundle& bundle, const Material& material);

}  // namespace rules
