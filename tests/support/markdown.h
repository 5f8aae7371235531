#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "support/file_content.h"

/// Pages of documentation, as far as the tests have to understand them.
namespace markdown {

/// Block is a fenced block: its language, the rest of the line that opens it, and what stands between the fences.
struct Block {
    std::size_t begin = 0;  ///< index of its first line within the page
    std::string language;
    std::string argument;
    std::vector<std::string> lines;
};

/// Page is a file cut into lines; `prose` is what stands outside of fenced blocks, its lines joined by '\n'.
struct Page {
    std::vector<std::string> lines;
    std::vector<Block> blocks;
    std::string prose;
};

/// path_of a page named from the top of the tree: "docs/faq.md".
inline std::string path_of(const std::string& page) { return std::string(AMTCERT_SOURCE_DIR) + "/" + page; }

/// pages are those of the documentation: README, CONTRIBUTING, SECURITY and all of docs/.
inline std::vector<std::string> pages() {
    std::vector<std::string> names{"README.md", "CONTRIBUTING.md", "SECURITY.md"};
    for (const auto& entry : std::filesystem::directory_iterator(path_of("docs")))
        if (entry.path().extension() == ".md") names.push_back("docs/" + entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

inline std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + '\n';
    return text;
}

/// read gives a page. A block that is never closed reaches to its end.
inline Page read(const std::string& file) {
    Page page{.lines = lines_of(text_of(file))};
    bool inside = false;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
        const auto& line = page.lines[i];
        if (line.starts_with("```")) {
            inside = !inside;
            if (!inside) continue;
            const auto space = std::min(line.find(' '), line.size());
            page.blocks.push_back({.begin = i + 1,
                                   .language = line.substr(3, space - 3),
                                   .argument = line.substr(std::min(space + 1, line.size()))});
        } else if (inside) {
            page.blocks.back().lines.push_back(line);
        } else {
            page.prose += line + '\n';
        }
    }
    return page;
}

/// matches gives what the first group of an expression matched, each time it did.
inline std::vector<std::string> matches(const std::string& text, const std::string& expression) {
    const std::regex compiled(expression);
    std::vector<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), compiled), end; at != end; ++at) found.push_back((*at)[1]);
    return found;
}

}  // namespace markdown
