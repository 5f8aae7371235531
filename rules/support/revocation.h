#pragma once

#include <amtcert/chainwalk/revocation_facts.h>
#include <amtcert/rules/rule.h>

namespace rules {

/// PresenceWords are the words in which a rule asks whether every certificate names a location.
struct PresenceWords {
    std::string_view none_needed;  ///< of a chain that is its own root
    std::string_view all_do;       ///< "every certificate but the root names a CRL location"
    std::string_view missing;      ///< "no CRL location"
};

/// judge_presence judges whether every certificate but the root names a location. Where one does not it is a warning, but
/// information where only consoles are used that look at none.
[[nodiscard]] Findings judge_presence(const Context& context, bool (*names_one)(const certlib::Certificate&),
                                      const PresenceWords& words);

/// not_looked_at is the answer of a rule about revocation where nothing was looked for.
[[nodiscard]] Finding not_looked_at();

/// offline is the answer of a rule that needs what a location serves.
[[nodiscard]] Finding offline();

/// LocationWords are the words in which a rule speaks of its kind of location.
struct LocationWords {
    chainwalk::LocationKind kind;
    std::string_view one;   ///< "CRL location"
    std::string_view good;  ///< what each should serve: "a valid CRL"
};

/// judge_locations judges the locations of one kind. Those of one distribution point, or of one kind of access of one
/// certificate, are alternatives: where one serves what it should, the failure of another is a warning, and an error with
/// ConfigMgr, whose guide wants every one; where none does, it is the rule's own severity. What could not be tried is
/// inconclusive.
[[nodiscard]] Findings judge_locations(const Context& context, const LocationWords& words);

}  // namespace rules
