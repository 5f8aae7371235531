#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <amtcert/certlib/certificate.h>

#include "support/subtree.h"

namespace rules {

struct NameConstraintOptions {
    LeadingDot leading_dot = LeadingDot::subdomains;
    CommonNameUse common_name = CommonNameUse::without_dns_name;  ///< of the leaf
    std::size_t comparisons = 250'000;  ///< of a name with a subtree, over the whole path
    /// A trust anchor whose own nameConstraints are to hold too (RFC 5937 3.2). RFC 5280 6.1.1 takes none from an anchor.
    const certlib::Certificate* anchor = nullptr;
};

/// NameConstraintFault is a name that the constraints do not let pass.
struct NameConstraintFault {
    std::size_t certificate = 0;  ///< place in the path of the certificate with the name, 0 = the leaf
    std::string evidence;
};

struct NameConstraintOutcome {
    std::vector<NameConstraintFault> faults;  ///< the first of each certificate, from the anchor down
    std::optional<std::size_t> undecodable;   ///< the first certificate whose constraints, or constrained names, cannot be decoded
    bool exhausted = false;                   ///< the comparisons were used up: the rest is unknown
    [[nodiscard]] bool accepted() const { return faults.empty() && !undecodable && !exhausted; }
};

/// check_name_constraints does RFC 5280 6.1.3 b and c and 6.1.4 g for a path without its trust anchor, leaf first.
/// Self-issued certificates other than the leaf are not compared. Constraints on the leaf have no effect.
[[nodiscard]] NameConstraintOutcome check_name_constraints(std::span<const certlib::Certificate> path,
                                                           const NameConstraintOptions& options = {});

}  // namespace rules
