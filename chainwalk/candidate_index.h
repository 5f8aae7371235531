#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <amtcert/chainwalk/walk.h>

namespace chainwalk {

/// CandidateIndex finds the certificates that bear a name. The same certificate given twice counts once, at its first place.
class CandidateIndex {
public:
    explicit CandidateIndex(const std::vector<Candidate>& candidates);

    /// issuers_of lists those whose subject is the certificate's issuer: key identifiers that agree first, then those where one
    /// is missing, then those that disagree; each in the order given.
    [[nodiscard]] std::vector<const Candidate*> issuers_of(const certlib::Certificate& certificate) const;

    /// place_of finds where a certificate was given, or null.
    [[nodiscard]] const Candidate* place_of(const certlib::Certificate& certificate) const;

private:
    std::unordered_map<std::string, std::vector<const Candidate*>> by_subject_;
};

}  // namespace chainwalk
