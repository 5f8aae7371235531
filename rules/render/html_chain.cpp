#include <fmt/format.h>

#include "render/html_svg.h"
#include "render/shown.h"

namespace rules::html {
namespace {

using chainwalk::Ending;

/// shortened cuts text to what fits a picture on a telephone; the table beside it has the whole.
std::string shortened(const std::string& text) {
    constexpr std::size_t room = 34;
    std::string kept;
    std::size_t characters = 0;
    for (const char c : safe(text)) {
        const bool starts = (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
        if (starts && ++characters > room) return kept + "\xe2\x80\xa6";
        kept += c;
    }
    return kept;
}

/// name_of a certificate: its CN, or its whole subject where it has none.
std::string name_of(const certlib::Certificate& certificate) {
    const auto names = certificate.subject().values(certlib::oids::common_name);
    if (!names.empty()) return names.front();
    return certificate.subject().empty() ? "(no subject)" : certificate.subject().to_string();
}

std::string_view mark_of(Paint::Tone tone) {
    return tone == Paint::Tone::good ? "\xe2\x9c\x93" : tone == Paint::Tone::bad ? "\xe2\x9c\x97" : "!";
}

std::string signature_text(const chainwalk::Link& link) {
    if (!link.signature) return "signature not checked";
    switch (*link.signature) {
        case certlib::SignatureResult::valid:
            return "signature holds";
        case certlib::SignatureResult::invalid:
            return "signature does not hold";
        case certlib::SignatureResult::unsupported:
            return "signature cannot be checked";
        case certlib::SignatureResult::bad_key:
            return "the issuer's key does not fit";
    }
    return "signature not checked";
}

/// ending_text says why a path stops where it does; empty where its last box says so.
std::string ending_text(Ending ending) {
    switch (ending) {
        case Ending::anchored:
        case Ending::self_signed:
            return {};
        case Ending::no_issuer:
            return "the issuer is missing";
        case Ending::bad_signature:
            return "a signature does not hold";
        case Ending::loop:
            return "goes round in a circle";
        case Ending::limit:
            return "cut short by a limit";
    }
    return {};
}

constexpr int box_height = 76;
constexpr int box_step = 112;

void draw_link(pugi::xml_node svg, const SubjectReport& subject, std::size_t place) {
    const auto& chain = subject.chains.front().chain;
    const auto& certificate = chain.links[place].certificate;
    const auto state = standing_of(subject, place);
    const int top = 2 + static_cast<int>(place) * box_step;
    const auto tone = std::string(class_of(state.tone));
    add_box(svg, "0.5%", top, "99%", box_height, "box " + tone);
    add_box(svg, "0.5%", top, "6", box_height, "bar " + tone);
    // An svg inside cuts off what is too wide even when shortened.
    auto inside = add(svg, "svg");
    set(inside, "x", "20");
    set(inside, "y", std::to_string(top));
    set(inside, "width", "90%");
    set(inside, "height", std::to_string(box_height));
    add_text(inside, "0", 22, "state " + tone,
             fmt::format("{} {} {}: {}", mark_of(state.tone), place, role_in(chain, place), state.word));
    add_text(inside, "0", 44, "name", shortened(name_of(certificate)));
    add_text(inside, "0", 64, "small",
             shortened(fmt::format("{}, until {}", certificate.public_key().to_string(),
                                   certlib::format_date(certificate.not_after()))));
}

void draw_arrow(pugi::xml_node svg, std::size_t place, const std::string& text, std::string_view class_name) {
    const int top = 2 + static_cast<int>(place) * box_step + box_height;
    add_line(svg, "32", top + 2, "32", top + box_step - box_height - 8, "arrow");
    auto head = add(svg, "path", "head");
    set(head, "d", fmt::format("M26 {0} L32 {1} L38 {0} Z", top + box_step - box_height - 10, top + box_step - box_height - 1));
    add_text(svg, "48", top + 22, class_name, text);
}

std::string chain_description(const SubjectReport& subject) {
    const auto& chain = subject.chains.front().chain;
    std::string text;
    for (std::size_t i = 0; i < chain.links.size(); ++i)
        text += fmt::format("{}{} {}, {}: {}", i == 0 ? "" : "; signed by ", i, role_in(chain, i),
                            name_of(chain.links[i].certificate), standing_of(subject, i).word);
    const auto ending = ending_text(chain.ending);
    return text + (ending.empty() ? "." : "; " + ending + ".");
}

void add_certificates(pugi::xml_node part, const SubjectReport& subject) {
    auto list = add(part, "ol", "certificates");
    set(list, "start", "0");
    const auto& chain = subject.chains.front().chain;
    for (std::size_t i = 0; i < chain.links.size(); ++i) {
        const auto& link = chain.links[i];
        const auto& certificate = link.certificate;
        const auto state = standing_of(subject, i);
        auto item = add(list, "li");
        set(item, "value", std::to_string(i));
        add_name(item, "span", "name", certificate.subject().to_string());
        item.append_child(pugi::node_pcdata).set_value(" ");
        add(item, "span", "badge " + std::string(class_of(state.tone)), state.word);
        add(item, "br");
        add(item, "span", "small",
            fmt::format("{}, {}, signed with {}; {} to {}; serial {}; from {}; {}", role_in(chain, i),
                        certificate.public_key().to_string(), certificate.signature_algorithm().to_string(),
                        certlib::format_date(certificate.not_before()), certlib::format_date(certificate.not_after()),
                        certificate.serial_hex(), chainwalk::to_string(link.origin), signature_text(link)));
        add(item, "br");
        add(item, "span", "small hash", "SHA-256 " + certlib::to_hex(certificate.sha256_fingerprint()));
    }
    for (const auto& opinion : chain.opinions)
        add(part, "p", "small",
            fmt::format("{} {} this path{}", opinion.engine, opinion.answer.accepted ? "accepts" : "does not accept",
                        opinion.answer.accepted ? "" : ": " + opinion.answer.reason));
}

}  // namespace

void add_chain(const Section& section, const SubjectReport& subject) {
    const auto& chain = subject.chains.front().chain;
    auto part = section.part("chain", "The chain");
    auto columns = add(part, "div", "columns");
    const auto ending = ending_text(chain.ending);
    const auto count = static_cast<int>(chain.links.size());
    const int height = count * box_step - (box_step - box_height) + 4 + (ending.empty() ? 0 : box_step - box_height);
    auto svg = add_picture(columns, section.id + "chain-picture", "chain", height, fmt::format("Chain of {} certificates", count),
                           chain_description(subject));
    for (std::size_t i = 0; i < chain.links.size(); ++i) {
        draw_link(svg, subject, i);
        const bool is_last = i + 1 == chain.links.size();
        const bool holds = chain.links[i].signature == certlib::SignatureResult::valid;
        if (!is_last) draw_arrow(svg, i, signature_text(chain.links[i]), holds ? "small" : "small bad");
        if (is_last && !ending.empty()) draw_arrow(svg, i, ending, "small bad");
    }
    add_certificates(add(columns, "div"), subject);
}

}  // namespace rules::html
