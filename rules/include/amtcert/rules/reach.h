#pragma once

#include <amtcert/chainwalk/revocation_facts.h>
#include <amtcert/rules/report.h>

namespace [[gnu::visibility("default")]] rules {

/// ReachedLocation is a URL with what names it.
struct ReachedLocation {
    std::string source;            ///< as the user named it
    std::string certificate;       ///< subject
    chainwalk::Location location;  ///< and what became of it
};

/// ReachReport is every location that the certificates of some sources name, each URL once: where several certificates name it,
/// the answer that is worst.
struct ReachReport {
    certlib::Time time{};                    ///< the moment judged for
    std::vector<SourceError> errors;         ///< of sources that could not be read
    std::vector<ReachedLocation> locations;  ///< each location once
    std::size_t subjects = 0;                ///< how many certificates name them

    /// verdict: fail when a location serves no valid object; inconclusive when nobody answered anywhere, or one could not be
    /// tried or what it served not be verified; else pass, also where no location is named.
    [[nodiscard]] Verdict verdict() const;
    [[nodiscard]] int exit_code() const;  ///< 0, 1, 2 or 3, as docs/exit-codes.md says
};

/// reach asks the locations that a certificate and those above it name, and adds them to the report.
void reach(ReachReport& report, const certlib::Bundle& bundle, const certlib::Certificate& leaf, const Material& material);

/// render_reach_text writes one line a URL: status, kind, size, time, thisUpdate to nextUpdate, URL.
[[nodiscard]] std::string render_reach_text(const ReachReport& report);

/// render_reach_json writes schema amtcert.reach/1 (docs/reach.schema.json).
[[nodiscard]] std::string render_reach_json(const ReachReport& report);

}  // namespace rules
