#include "support/name_constraints.h"

#include <algorithm>
#include <array>

#include "support/path.h"

namespace rules {
namespace {

using certlib::GeneralNameKind;

/// SubtreesByKind is one of the two lists of an extension, by kind of name.
using SubtreesByKind = std::array<std::vector<Subtree>, 9>;

struct ConstraintSet {
    std::string owner;  ///< "certificate 2", "the trust anchor"
    SubtreesByKind permitted;
    SubtreesByKind excluded;
    [[nodiscard]] const std::vector<Subtree>& list(Side side, GeneralNameKind kind) const {
        return (side == Side::permitted ? permitted : excluded)[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] bool mentions(GeneralNameKind kind) const {
        return !list(Side::permitted, kind).empty() || !list(Side::excluded, kind).empty();
    }
};

void sort_into(SubtreesByKind& by_kind, const std::vector<certlib::GeneralSubtree>& subtrees, LeadingDot leading_dot) {
    for (const auto& subtree : subtrees)
        by_kind[static_cast<std::size_t>(subtree.base.kind)].push_back(normalized_subtree(subtree, leading_dot));
}

std::string listed(const std::vector<Subtree>& subtrees) {
    constexpr std::size_t most = 4;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, subtrees.size()); ++i) text += (i == 0 ? "" : ", ") + subtrees[i].shown;
    if (subtrees.size() > most) text += ", and " + std::to_string(subtrees.size() - most) + " more";
    return text;
}

/// Walker goes down the path with the constraints gathered so far. Keeping every extension apart gives the intersection of
/// the permitted subtrees (6.1.4 g 1) without computing it: a name has to be within each.
class Walker {
public:
    explicit Walker(const NameConstraintOptions& options) : options_(options) {}

    void add(const certlib::Certificate& certificate, std::string owner) {
        const auto& constraints = certificate.decoded().name_constraints;
        if (!constraints) return;
        ConstraintSet set{.owner = std::move(owner)};
        sort_into(set.permitted, constraints->permitted, options_.leading_dot);
        sort_into(set.excluded, constraints->excluded, options_.leading_dot);
        sets_.push_back(std::move(set));
    }

    [[nodiscard]] bool constrains() const { return !sets_.empty(); }
    [[nodiscard]] bool exhausted() const { return comparisons_ > options_.comparisons; }

    /// first_fault compares every name of a certificate with every set.
    [[nodiscard]] std::optional<std::string> first_fault(const std::vector<ConstrainedName>& names) {
        for (const auto& name : names)
            for (const auto& set : sets_) {
                if (auto evidence = fault(name, set)) return evidence;
                if (exhausted()) return std::nullopt;
            }
        return std::nullopt;
    }

private:
    std::optional<std::string> fault(const ConstrainedName& name, const ConstraintSet& set) {
        // RFC 9598 6: rfc822Name constraints bind an internationalised mailbox as well; they are not compared here.
        if (name.internationalized_mailbox && set.mentions(GeneralNameKind::email))
            return name.shown + " is an internationalised mailbox, which is not compared with the rfc822Name constraints of " + set.owner;
        if (!set.mentions(name.kind)) return std::nullopt;
        if (!name.usable) return name.shown + " is malformed, so it cannot be within the constraints of " + set.owner;
        for (const Side side : {Side::permitted, Side::excluded})
            for (const auto& subtree : set.list(side, name.kind))
                if (!subtree.usable)
                    return name.shown + " cannot be compared with the constraint " + subtree.shown + " of " + set.owner;

        // RFC 5280 6.1.3 c: within no excluded subtree.
        for (const auto& subtree : set.list(Side::excluded, name.kind)) {
            if (compared(name, subtree, Side::excluded)) return name.shown + " is within the excluded " + subtree.shown + " of " + set.owner;
            if (exhausted()) return std::nullopt;
        }
        // RFC 5280 6.1.3 b: within one of the permitted subtrees of its kind, where there are any.
        const auto& permitted = set.list(Side::permitted, name.kind);
        if (permitted.empty()) return std::nullopt;
        for (const auto& subtree : permitted) {
            if (compared(name, subtree, Side::permitted)) return std::nullopt;
            if (exhausted()) return std::nullopt;
        }
        return name.shown + " is not within the permitted " + listed(permitted) + " of " + set.owner;
    }

    bool compared(const ConstrainedName& name, const Subtree& subtree, Side side) {
        ++comparisons_;
        return !exhausted() && is_within(name, subtree, side);
    }

    const NameConstraintOptions& options_;
    std::vector<ConstraintSet> sets_;
    std::size_t comparisons_ = 0;
};

}  // namespace

NameConstraintOutcome check_name_constraints(std::span<const certlib::Certificate> path, const NameConstraintOptions& options) {
    NameConstraintOutcome outcome;
    Walker walker(options);
    if (options.anchor != nullptr) walker.add(*options.anchor, "the trust anchor");
    for (std::size_t i = path.size(); i-- > 0;) {
        const auto& certificate = path[i];
        const auto& decoded = certificate.decoded();
        const bool names_bind = i == 0 || !certificate.is_self_issued();
        if (names_bind && walker.constrains()) {
            if (undecodable(certificate, certlib::oids::subject_alternative_name, decoded.subject_alternative_name) &&
                !outcome.undecodable)
                outcome.undecodable = i;
            const auto names = constrained_names(certificate, i == 0 ? options.common_name : CommonNameUse::never);
            if (auto evidence = walker.first_fault(names)) outcome.faults.push_back({i, std::move(*evidence)});
            outcome.exhausted = walker.exhausted();
            if (outcome.exhausted) return outcome;
        }
        if (i == 0) break;
        if (undecodable(certificate, certlib::oids::name_constraints, decoded.name_constraints) && !outcome.undecodable)
            outcome.undecodable = i;
        walker.add(certificate, "certificate " + std::to_string(i));
    }
    return outcome;
}

}  // namespace rules
