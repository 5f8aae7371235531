#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include <amtcert/rules/formats.h>

#include "render/paint.h"

/// The parts of the HTML report. Each adds to a node; text goes in through `add` alone, which makes it safe, and pugixml writes
/// it as text whatever it holds.
namespace rules::html {

/// add appends an element with a class (or none) and a text (or none).
pugi::xml_node add(pugi::xml_node parent, const char* element, std::string_view class_name = {}, const std::string& text = {});

/// add_name appends text from a certificate or a file's name, kept apart from the direction of writing around it.
pugi::xml_node add_name(pugi::xml_node parent, const char* element, std::string_view class_name, const std::string& text);

/// set gives an attribute a value.
void set(pugi::xml_node node, const char* attribute, const std::string& value);

/// Section is where a part goes: the node of its certificate, what ids in it begin with ("c1-"), and the level of its headings.
struct Section {
    pugi::xml_node node;
    std::string id;
    int level = 2;

    /// part opens a section with a heading and the name it is linked by.
    [[nodiscard]] pugi::xml_node part(const std::string& name, const std::string& title) const;
};

/// class_of a tone: "good", "doubt", "bad", "plain".
[[nodiscard]] std::string_view class_of(Paint::Tone tone);
[[nodiscard]] Paint::Tone tone_of(Verdict verdict);

/// Standing is how one certificate of the judged chain came off, in a word and a tone. A rule counts once, whatever the number of
/// releases and suffixes.
struct Standing {
    std::string word;  ///< "2 errors", "1 warning", "no fault found"
    Paint::Tone tone = Paint::Tone::good;
};
[[nodiscard]] Standing standing_of(const SubjectReport& subject, std::size_t certificate);

/// role_in gives the part a certificate plays in its chain: "certificate", "issuing CA", "root".
[[nodiscard]] std::string role_in(const chainwalk::Chain& chain, std::size_t certificate);

void add_chain(const Section& section, const SubjectReport& subject);
void add_timeline(const Section& section, const SubjectReport& subject, certlib::Time at);
void add_stages(const Section& section, const SubjectReport& subject);
void add_matrix(const Section& section, const SubjectReport& subject);
void add_findings(const Section& section, const SubjectReport& subject);
void add_by_hand(const Section& section, const SubjectReport& subject);
void add_details(const Section& section, const SubjectReport& subject);

/// style is the page's style sheet. It holds none of the characters that HTML and XML escape differently.
[[nodiscard]] const std::string& style();

}  // namespace rules::html
