#pragma once

#include <string>
#include <string_view>

#include "render/html_parts.h"

/// Drawing for the HTML report. Pictures are as wide as the page lets them: what depends on the width is in percent, and text
/// keeps its size. Each has a title and a description, and a list or sentence beside it says the same.
namespace rules::html {

/// add_picture opens a picture of this height in pixels; `id` is what the ids of its title and description begin with.
[[nodiscard]] pugi::xml_node add_picture(pugi::xml_node parent, const std::string& id, std::string_view class_name, int height,
                                         const std::string& title, const std::string& description);

void add_text(pugi::xml_node svg, const std::string& x, int y, std::string_view class_name, const std::string& text);
void add_box(pugi::xml_node svg, const std::string& x, int y, const std::string& width, int height, std::string_view class_name);
void add_line(pugi::xml_node svg, const std::string& x1, int y1, const std::string& x2, int y2, std::string_view class_name);

}  // namespace rules::html
