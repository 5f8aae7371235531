#include "support/policy.h"

#include <algorithm>
#include <map>
#include <vector>

#include "support/path.h"

namespace rules {
namespace {

using certlib::Oid;
using OidSet = std::set<Oid>;

const Oid& any_policy() {
    static const Oid oid{std::string(certlib::oids::any_policy)};
    return oid;
}

/// Node is every node of the standard's tree with one valid_policy at one depth.
struct Node {
    OidSet parents;                 ///< valid_policy of its parents, one level up
    bool child_of_any = false;      ///< its parent is the anyPolicy node
    std::optional<OidSet> mapped;   ///< expected_policy_set where a mapping has replaced the policy itself
};

/// Level is one depth of the tree. The anyPolicy node is kept apart: its parent always is the anyPolicy node above.
struct Level {
    bool any = false;
    std::map<Oid, Node> nodes;
    [[nodiscard]] bool empty() const { return !any && nodes.empty(); }

    /// expected gives, for each policy some node expects below itself, the nodes that expect it.
    [[nodiscard]] std::map<Oid, OidSet> expected() const {
        std::map<Oid, OidSet> parents;
        for (const auto& [policy, node] : nodes) {
            if (!node.mapped) {
                parents[policy].insert(policy);
                continue;
            }
            for (const auto& subject_policy : *node.mapped) parents[subject_policy].insert(policy);
        }
        return parents;
    }
};

std::uint64_t less_one(std::uint64_t counter) { return counter == 0 ? 0 : counter - 1; }

/// Processing holds the state variables of 6.1.2 (a) and (d) to (f) while it goes down the path.
class Processing {
public:
    Processing(std::span<const certlib::Certificate> path, const PolicyOptions& options) : path_(path), options_(options) {
        // 6.1.2 a: one node, anyPolicy. d to f: 0 where the user asks for it, n + 1 otherwise.
        levels_.push_back({.any = true});
        const std::uint64_t off = path.size() + 1;
        explicit_policy_ = options.initial_explicit_policy ? 0 : off;
        policy_mapping_ = options.initial_policy_mapping_inhibit ? 0 : off;
        inhibit_any_policy_ = options.initial_any_policy_inhibit ? 0 : off;
    }

    PolicyOutcome run() {
        for (std::size_t i = path_.size(); i-- > 0;) {
            if (has_undecodable(path_[i])) {
                auto outcome = refused(i, "a policy extension cannot be decoded");
                outcome.undecodable = i;
                return outcome;
            }
            grow(i);
            // 6.1.3 f
            if (explicit_policy_ == 0 && levels_.back().empty())
                return refused(i, "an explicit policy is required, and no policy is valid down to this certificate");
            if (i == 0) break;
            if (maps_any(path_[i])) return refused(i, "policyMappings maps to or from anyPolicy");
            map(path_[i]);
            count(path_[i]);
        }
        return wrap_up();
    }

private:
    static PolicyOutcome refused(std::size_t certificate, std::string reason) {
        return {.accepted = false, .certificate = certificate, .reason = std::move(reason)};
    }

    static bool has_undecodable(const certlib::Certificate& certificate) {
        const auto& decoded = certificate.decoded();
        return undecodable(certificate, certlib::oids::certificate_policies, decoded.certificate_policies) ||
               undecodable(certificate, certlib::oids::policy_mappings, decoded.policy_mappings) ||
               undecodable(certificate, certlib::oids::policy_constraints, decoded.policy_constraints) ||
               undecodable(certificate, certlib::oids::inhibit_any_policy, decoded.inhibit_any_policy);
    }

    /// grow does 6.1.3 d and e: the next level, from the policies of certificate i.
    void grow(std::size_t i) {
        const auto& certificate = path_[i];
        const Level& above = levels_.back();
        Level level;
        // An empty level above is the standard's NULL tree, and stays so.
        if (const auto& policies = certificate.decoded().certificate_policies; policies && !above.empty()) {
            const auto expected = above.expected();
            bool asserts_any = false;
            for (const auto& information : *policies) {
                if (information.policy == any_policy()) {
                    asserts_any = true;
                    continue;
                }
                // d 1 i, and where nothing matches d 1 ii
                const auto parents = expected.find(information.policy);
                if (parents != expected.end()) level.nodes[information.policy] = {.parents = parents->second};
                else if (above.any) level.nodes[information.policy] = {.child_of_any = true};
            }
            // d 2
            const bool any_counts = inhibit_any_policy_ > 0 || (i > 0 && certificate.is_self_issued());
            if (asserts_any && any_counts) {
                for (const auto& [policy, parents] : expected) level.nodes.try_emplace(policy, Node{.parents = parents});
                level.any = above.any;
            }
        }
        levels_.push_back(std::move(level));
    }

    static bool maps_any(const certlib::Certificate& certificate) {
        // 6.1.4 a
        const auto& mappings = certificate.decoded().policy_mappings;
        return mappings && std::any_of(mappings->begin(), mappings->end(), [](const certlib::PolicyMapping& mapping) {
                   return mapping.issuer_domain == any_policy() || mapping.subject_domain == any_policy();
               });
    }

    void map(const certlib::Certificate& certificate) {
        // 6.1.4 b
        const auto& mappings = certificate.decoded().policy_mappings;
        if (!mappings) return;
        Level& level = levels_.back();
        for (const auto& mapping : *mappings) {
            if (policy_mapping_ == 0) {
                level.nodes.erase(mapping.issuer_domain);
                continue;
            }
            auto node = level.nodes.find(mapping.issuer_domain);
            if (node == level.nodes.end() && level.any)
                node = level.nodes.emplace(mapping.issuer_domain, Node{.child_of_any = true}).first;
            if (node == level.nodes.end()) continue;
            if (!node->second.mapped) node->second.mapped.emplace();
            node->second.mapped->insert(mapping.subject_domain);
        }
    }

    void count(const certlib::Certificate& certificate) {
        // 6.1.4 h
        if (!certificate.is_self_issued()) {
            explicit_policy_ = less_one(explicit_policy_);
            policy_mapping_ = less_one(policy_mapping_);
            inhibit_any_policy_ = less_one(inhibit_any_policy_);
        }
        // 6.1.4 i and j
        const auto& decoded = certificate.decoded();
        if (const auto& constraints = decoded.policy_constraints) {
            explicit_policy_ = std::min(explicit_policy_, constraints->require_explicit_policy.value_or(explicit_policy_));
            policy_mapping_ = std::min(policy_mapping_, constraints->inhibit_policy_mapping.value_or(policy_mapping_));
        }
        inhibit_any_policy_ = std::min(inhibit_any_policy_, decoded.inhibit_any_policy.value_or(inhibit_any_policy_));
    }

    PolicyOutcome wrap_up() {
        if (path_.empty()) return {.accepted = true, .user_constrained_policies = wanted()};
        // 6.1.5 a and b
        explicit_policy_ = less_one(explicit_policy_);
        if (const auto& constraints = path_.front().decoded().policy_constraints)
            if (constraints->require_explicit_policy == 0U) explicit_policy_ = 0;
        PolicyOutcome outcome{.user_constrained_policies = intersection()};
        outcome.accepted = explicit_policy_ > 0 || !outcome.user_constrained_policies.empty();
        if (outcome.accepted) return outcome;
        outcome.certificate = 0;
        outcome.reason = levels_.back().empty() ? "an explicit policy is required, and no policy is valid for the whole path"
                                                : "none of the policies valid for the whole path is one that was asked for";
        return outcome;
    }

    [[nodiscard]] OidSet wanted() const {
        return options_.user_initial_policies.empty() ? OidSet{any_policy()} : options_.user_initial_policies;
    }

    /// intersection does 6.1.5 g. The valid_policy_node_set is the nodes below anyPolicy that still have a descendant in the
    /// last level; nodes without one are what the standard prunes at each step.
    [[nodiscard]] OidSet intersection() const {
        const OidSet wanted_policies = wanted();
        const bool any_wanted = wanted_policies.contains(any_policy());
        OidSet valid;
        OidSet alive;
        for (const auto& [policy, node] : levels_.back().nodes) alive.insert(policy);
        for (std::size_t depth = levels_.size(); depth-- > 0;) {
            OidSet alive_above;
            for (const auto& policy : alive) {
                const Node& node = levels_[depth].nodes.at(policy);
                if (node.child_of_any) valid.insert(policy);
                alive_above.insert(node.parents.begin(), node.parents.end());
            }
            alive = std::move(alive_above);
        }
        OidSet result;
        for (const auto& policy : valid)
            if (any_wanted || wanted_policies.contains(policy)) result.insert(policy);
        // g iii 3: an anyPolicy node in the last level stands for every policy the user asked for.
        if (levels_.back().any) result.insert(wanted_policies.begin(), wanted_policies.end());
        return result;
    }

    std::span<const certlib::Certificate> path_;
    const PolicyOptions& options_;
    std::vector<Level> levels_;
    std::uint64_t explicit_policy_ = 0;
    std::uint64_t policy_mapping_ = 0;
    std::uint64_t inhibit_any_policy_ = 0;
};

}  // namespace

PolicyOutcome process_policies(std::span<const certlib::Certificate> path, const PolicyOptions& options) {
    return Processing(path, options).run();
}

}  // namespace rules
