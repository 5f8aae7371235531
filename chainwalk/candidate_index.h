#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <amtcert/chainwalk/walk.h>

namespace chainwalk {

/// CandidateIndex finds the certificates that bear a name. The same certificate given twice counts once, at its first place.
class CandidateIndex {
public:
    CandidateIndex(const std::vector<Candidate>& candidates, const TrustAnchors& anchors, const Search& search);

    /// issuers_of lists those whose subject is the certificate's issuer, in the order of the search.
    [[nodiscard]] std::vector<const Candidate*> issuers_of(const certlib::Certificate& certificate) const;

    /// place_of finds where a certificate was given, or null.
    [[nodiscard]] const Candidate* place_of(const certlib::Certificate& certificate) const;

private:
    /// Entry is a candidate and what ranks it.
    struct Entry {
        const Candidate* candidate;
        std::size_t distance = 0;  ///< names between it and an anchor, the least there may be
        bool current = true;       ///< valid at the time of the search
    };

    void measure(const std::vector<Candidate>& candidates, const TrustAnchors& anchors, certlib::Time at);

    std::unordered_map<std::string, std::vector<Entry>> by_subject_;
};

}  // namespace chainwalk
