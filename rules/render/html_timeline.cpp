#include <fmt/format.h>

#include <algorithm>

#include "render/html_svg.h"

namespace rules::html {
namespace {

/// Scale lays a stretch of time over the width of the picture. What lies far off is drawn at the edge.
struct Scale {
    certlib::Time from;
    certlib::Time to;

    [[nodiscard]] double percent(certlib::Time time) const {
        const auto whole = static_cast<double>((to - from).count());
        return 1.0 + 98.0 * static_cast<double>((std::clamp(time, from, to) - from).count()) / whole;
    }
    [[nodiscard]] std::string at(certlib::Time time) const { return fmt::format("{:.2f}%", percent(time)); }
};

Scale scale_of(const SubjectReport& subject, certlib::Time at) {
    using std::chrono::years;
    Scale scale{at - std::chrono::days{30}, at + std::chrono::days{30}};
    for (const auto& link : subject.chains.front().chain.links) {
        scale.from =
            std::min(scale.from, std::max<certlib::Time>(link.certificate.not_before(),
                                                         at - std::chrono::duration_cast<std::chrono::seconds>(years{15})));
        scale.to = std::max(scale.to, std::min<certlib::Time>(link.certificate.not_after(),
                                                              at + std::chrono::duration_cast<std::chrono::seconds>(years{25})));
    }
    return scale;
}

/// draw_moment draws a moment as a line, with its label where there is room.
void draw_moment(pugi::xml_node svg, const Scale& scale, certlib::Time time, int top, int bottom, int label,
                 const std::string& text, const std::string& class_name) {
    add_line(svg, scale.at(time), top, scale.at(time), bottom, class_name);
    const auto place = scale.percent(time);
    add_text(svg, scale.at(time), label, class_name + (place > 60 ? " end" : place > 40 ? " middle" : ""), text);
}

}  // namespace

void add_timeline(const Section& section, const SubjectReport& subject, certlib::Time at) {
    const auto& links = subject.chains.front().chain.links;
    const auto scale = scale_of(subject, at);
    constexpr int first_row = 30;
    constexpr int row = 46;
    const int bottom = first_row + row * static_cast<int>(links.size());
    std::string description = "Judged at " + certlib::format_date(at) + ".";
    for (std::size_t i = 0; i < links.size(); ++i)
        description += fmt::format(" Certificate {}: {} to {}.", i, certlib::format_date(links[i].certificate.not_before()),
                                   certlib::format_date(links[i].certificate.not_after()));
    auto part = section.part("time", "Validity");
    auto svg =
        add_picture(part, section.id + "time-picture", "timeline", bottom + 30, "When each certificate is valid", description);
    draw_moment(svg, scale, at, first_row - 8, bottom, first_row - 12, "judged at " + certlib::format_date(at), "now");
    if (subject.forecast)
        draw_moment(svg, scale, subject.forecast->first, first_row, bottom + 8, bottom + 22,
                    "next to end " + certlib::format_date(subject.forecast->first), "forecast");
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto& certificate = links[i].certificate;
        const int top = first_row + row * static_cast<int>(i);
        const bool is_valid = certificate.not_before() <= at && at <= certificate.not_after();
        add_text(svg, "1%", top + 16, "small",
                 fmt::format("{} {}: {} to {}", i, role_in(subject.chains.front().chain, i),
                             certlib::format_date(certificate.not_before()), certlib::format_date(certificate.not_after())));
        const auto width = scale.percent(certificate.not_after()) - scale.percent(certificate.not_before());
        add_box(svg, scale.at(certificate.not_before()), top + 22, fmt::format("{:.2f}%", std::max(width, 0.5)), 14,
                is_valid ? "period good" : "period bad");
    }
    if (!subject.forecast) {
        add(part, "p", {}, "Nothing of this chain is left to end.");
        return;
    }
    const auto days = std::chrono::floor<std::chrono::days>(subject.forecast->first - at).count();
    auto next = add(part, "p", {},
                    fmt::format("Next to fail by itself: {}, in {} days: ", certlib::format_date(subject.forecast->first), days));
    add(next, "bdi", {}, subject.forecast->what);
}

}  // namespace rules::html
