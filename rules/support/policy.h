#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>

#include <amtcert/certlib/certificate.h>

namespace rules {

/// PolicyOptions are the inputs (c) to (g) of RFC 5280 6.1.1.
struct PolicyOptions {
    std::set<certlib::Oid> user_initial_policies = {};  ///< empty, or holding anyPolicy: any-policy
    bool initial_explicit_policy = false;
    bool initial_policy_mapping_inhibit = false;
    bool initial_any_policy_inhibit = false;
};

struct PolicyOutcome {
    bool accepted = false;
    std::optional<std::size_t> certificate;  ///< place in the path where it was refused, 0 = the leaf
    std::string reason;                      ///< empty when accepted
    std::optional<std::size_t> undecodable;  ///< a certificate whose policy extensions cannot be decoded: refused, for want of knowing
    /// The policies, in the terms of the trust anchor, that the path is valid for and the user asked for; anyPolicy among
    /// them says "any other too".
    std::set<certlib::Oid> user_constrained_policies;
};

/// process_policies does the policy processing of RFC 5280 6.1 for a path without its trust anchor, leaf first. The
/// valid_policy_tree is kept as a graph with one node a policy and level, so that its size grows with the extensions and
/// not with the product of their mappings.
[[nodiscard]] PolicyOutcome process_policies(std::span<const certlib::Certificate> path, const PolicyOptions& options = {});

}  // namespace rules
