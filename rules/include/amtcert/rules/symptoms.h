#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <amtcert/rules/rule.h>

namespace [[gnu::visibility("default")]] rules {

/// Suspect is a rule or an item of the guide to look at, and why.
struct Suspect {
    std::string_view id;       ///< of a rule (usage.amt-marker) or of a guide item (client.mei-driver)
    std::string_view because;  ///< for people
};

/// Symptom is an error that firmware, a console or a tool shows, and what lies behind it.
struct Symptom {
    /// Phrases that must all be there, in any order, with '*' between them. Words are compared without regard to case and
    /// punctuation, so what varies (numbers, hosts, quotes) is simply left out. The last word of a phrase may go on in the text.
    std::string_view pattern;
    std::string_view origin;        ///< who says it: "RPS", "MeshCentral", "AMT firmware"
    std::string_view meaning;       ///< what is known to be behind it
    std::vector<Suspect> suspects;  ///< best first; empty: the line is harmless
    std::string_view source;        ///< where it was seen
    Grade grade = Grade::stated;    ///< how sure it is that the line means this
};

/// symptoms lists the table, by origin.
[[nodiscard]] const std::vector<Symptom>& symptoms();

/// explain finds the symptoms that a line shows, the most specific first: the one with more words in common. Those with less than
/// half as many as the first are left out. Text may be any octets; a line that holds none of the patterns gives an empty list.
[[nodiscard]] std::vector<const Symptom*> explain(std::string_view text);

}  // namespace rules
