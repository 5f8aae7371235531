#pragma once

#include <amtcert/rules/path_request.h>
#include <amtcert/rules/report.h>

namespace [[gnu::visibility("default")]] rules {

/// validate_path walks every path from `leaf`, judges each by the rules of the role `plain`, and reports on all of them, the
/// accepted one first. Every certificate of `material.roots` is an anchor, self-signed or not. The verdict is pass when a path
/// is accepted; inconclusive when none is and a path hangs on something that could not be found out, or a budget ended the
/// search; else fail. Engines are asked for their opinion of the first four complete paths, and never decide. CRLs are asked as
/// `request.revocation` says, about every path to an anchor: one that is not revoked is taken before one that is.
[[nodiscard]] SubjectReport validate_path(const PathRequest& request, const certlib::Bundle& bundle,
                                          const certlib::Certificate& leaf, const Material& material);

}  // namespace rules
