#include <amtcert/rules/symptoms.h>

#include <algorithm>

#include "data/symptom_parts.h"

namespace rules {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_character(char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// words_of gives a text as lower-case words, each between blanks: " err 4 ". Dots, colons and hyphens inside a number stay, so
/// that an address, a time or a release is not taken for an error number.
std::string words_of(std::string_view text) {
    std::string words = " ";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = lower(text[i]);
        const bool within_number =
            (c == '.' || c == ':' || c == '-') && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
        if (is_word_character(c) || within_number)
            words += c;
        else if (words.back() != ' ')
            words += ' ';
    }
    if (words.back() != ' ') words += ' ';
    return words;
}

/// phrase_of gives a phrase as it is looked for: its last word may go on ("certificate" finds "certificates"), a number may not.
std::string phrase_of(std::string_view text) {
    auto phrase = words_of(text);
    if (phrase.size() > 2 && !is_digit(phrase[phrase.size() - 2])) phrase.pop_back();
    return phrase;
}

/// words_in_common counts the words of a pattern when the text shows all of its phrases, else it is 0.
std::size_t words_in_common(std::string_view pattern, const std::string& text) {
    std::size_t count = 0;
    while (!pattern.empty()) {
        const auto end = std::min(pattern.find('*'), pattern.size());
        const auto phrase = pattern.substr(0, end);
        if (text.find(phrase_of(phrase)) == std::string::npos) return 0;
        const auto words = words_of(phrase);
        count += static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) - 1;
        pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    return count;
}

}  // namespace

const std::vector<Symptom>& symptoms() {
    static const std::vector<Symptom> table = [] {
        auto all = symptoms_of_firmware();
        for (auto* const part : {&symptoms_of_configmgr, &symptoms_of_rps, &symptoms_of_mesh, &symptoms_of_reports}) {
            const auto more = part();
            all.insert(all.end(), more.begin(), more.end());
        }
        return all;
    }();
    return table;
}

std::vector<const Symptom*> explain(std::string_view text) {
    struct Match {
        const Symptom* symptom;
        std::size_t words;
    };
    const auto words = words_of(text);
    std::vector<Match> matches;
    for (const auto& symptom : symptoms())
        if (const auto common = words_in_common(symptom.pattern, words); common > 0) matches.push_back({&symptom, common});
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& left, const Match& right) { return left.words > right.words; });
    // A pattern that fits loosely says nothing beside one that fits well.
    std::vector<const Symptom*> found;
    for (const auto& match : matches)
        if (2 * match.words >= matches.front().words) found.push_back(match.symptom);
    return found;
}

}  // namespace rules
