#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <amtcert/rules/firmware.h>

namespace [[gnu::visibility("default")]] rules {

/// DomainMatch says whether a CN serves a DNS suffix, and by which clause.
struct DomainMatch {
    bool accepted = false;  ///< the name serves the suffix
    bool by_wildcard = false;  ///< accepted only because the CN is a wildcard
    std::string clause;        ///< "suffix of CN", "wildcard", "same second-level domain under .com", "same 3 labels under .uk", or why not
};

/// NameColumn picks how much of the rule applies: the SDK's base rule alone, or with what later releases added.
enum class NameColumn { base, com_net, tld_table };

/// match_domain compares a certificate CN with DHCP option 15 or the MEBX PKI DNS suffix, as the firmware does: letters
/// without case, blanks around and one trailing dot ignored. A suffix of fewer than two labels is refused.
/// Source: Intel AMT SDK "PKI Certificate Verification Methods" as quoted by device-management-toolkit/console (second-hand);
/// the table is TopLevelDomainExtendedSupport of MeshCentral certoperations.js.
[[nodiscard]] DomainMatch match_domain(std::string_view common_name, std::string_view suffix, NameColumn column);

/// meshcentral_accepts answers as MeshCentral's certoperations.js and amtmanager.js do.
[[nodiscard]] bool meshcentral_accepts(std::string_view common_name, std::string_view suffix);

/// rps_accepts answers as the upload check of RPS (domain.ts) does: the last two labels, letters with case.
[[nodiscard]] bool rps_accepts(std::string_view common_name, std::string_view suffix);

/// ema_accepts answers as Intel's advice for EMA has it (KB 000100444): the CN's domain part, or the CN itself, is the suffix.
[[nodiscard]] bool ema_accepts(std::string_view common_name, std::string_view suffix);

/// top_level_domain_depth is how many trailing labels have to agree under a TLD (2 or 3), or nothing when it is not in the table.
[[nodiscard]] std::optional<int> top_level_domain_depth(std::string_view top_level_domain);

/// accepted_suffixes says in one sentence which suffixes a CN would serve:
/// "srv.example.com or example.com; also any *.example.com on AMT 2.2 and later; com never".
[[nodiscard]] std::string accepted_suffixes(std::string_view common_name);

}  // namespace rules
