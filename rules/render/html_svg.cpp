#include "render/html_svg.h"

#include <fmt/format.h>

namespace rules::html {

pugi::xml_node add_picture(pugi::xml_node parent, const std::string& id, std::string_view class_name, int height,
                           const std::string& title, const std::string& description) {
    auto svg = add(parent, "svg", class_name);
    set(svg, "role", "img");
    set(svg, "width", "100%");
    set(svg, "height", std::to_string(height));
    set(svg, "aria-labelledby", fmt::format("{0}-title {0}-text", id));
    set(add(svg, "title", {}, title), "id", id + "-title");
    set(add(svg, "desc", {}, description), "id", id + "-text");
    return svg;
}

void add_text(pugi::xml_node svg, const std::string& x, int y, std::string_view class_name, const std::string& text) {
    auto node = add(svg, "text", class_name, text);
    set(node, "x", x);
    set(node, "y", std::to_string(y));
}

void add_box(pugi::xml_node svg, const std::string& x, int y, const std::string& width, int height, std::string_view class_name) {
    auto box = add(svg, "rect", class_name);
    set(box, "x", x);
    set(box, "y", std::to_string(y));
    set(box, "width", width);
    set(box, "height", std::to_string(height));
}

void add_line(pugi::xml_node svg, const std::string& x1, int y1, const std::string& x2, int y2, std::string_view class_name) {
    auto line = add(svg, "line", class_name);
    set(line, "x1", x1);
    set(line, "y1", std::to_string(y1));
    set(line, "x2", x2);
    set(line, "y2", std::to_string(y2));
}

}  // namespace rules::html
