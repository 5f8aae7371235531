#pragma once

#include <amtcert/chainwalk/revocation_facts.h>
#include <amtcert/rules/report.h>

namespace rules {

/// ReachedLocation is a URL with what names it.
struct ReachedLocation {
    std::string source;
    std::string certificate;  ///< subject
    chainwalk::Location location;
};

/// ReachReport is every location that the certificates of some sources name, each URL once: where several certificates name it,
/// the answer that is worst.
struct ReachReport {
    certlib::Time time{};
    std::vector<SourceError> errors;
    std::vector<ReachedLocation> locations;
    std::size_t subjects = 0;

    /// verdict: fail when a location serves no valid object; inconclusive when nobody answered anywhere, or one could not be
    /// tried or what it served not be verified; else pass, also where no location is named.
    [[nodiscard]] Verdict verdict() const;
    [[nodiscard]] int exit_code() const;
};

/// reach asks the locations that a certificate and those above it name, and adds them to the report.
void reach(ReachReport& report, const certlib::Bundle& bundle, const certlib::Certificate& leaf, const Material& material);

/// render_reach_text writes one line a URL: status, kind, size, time, thisUpdate to nextUpdate, URL.
[[nodiscard]] std::string render_reach_text(const ReachReport& report);

/// render_reach_json writes schema amtcert.reach/1 (docs/reach.schema.json).
[[nodiscard]] std::string render_reach_json(const ReachReport& report);

}  // namespace rules
