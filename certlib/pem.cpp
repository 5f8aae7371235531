#include "pem.h"

#include <optional>

namespace certlib {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
constexpr std::string_view dashes = "-----";

/// header_length is how much of a block's body RFC 1421 headers take: lines with a colon, up to an empty line.
std::size_t header_length(std::string_view body) {
    std::size_t position = 0;
    bool any = false;
    while (position < body.size()) {
        const auto end = body.find_first_of("\r\n", position);
        const auto line = body.substr(position, end - position);
        const bool continued = any && !line.empty() && (line.front() == ' ' || line.front() == '\t');
        if (!line.empty() && line.find(':') == std::string_view::npos && !continued) break;
        any = any || !line.empty();
        if (end == std::string_view::npos) return any ? body.size() : 0;
        position = end + 1;
    }
    return any ? position : 0;
}

/// Ends finds the END that follows a place. Places are asked in rising order, so that a text is gone through once, however many
/// blocks are begun in it and never ended.
class Ends {
public:
    explicit Ends(std::string_view text)
        : text_(text),
          next_(text.find(end_mark)) {}

    std::size_t after(std::size_t place) {
        if (next_ != std::string_view::npos && next_ < place) next_ = text_.find(end_mark, place);
        return next_;
    }

private:
    std::string_view text_;
    std::size_t next_;
};

/// block_at reads the block whose BEGIN stands at `start`; nothing when it has no proper end.
std::optional<PemBlock> block_at(std::string_view text, std::size_t start, Ends& ends) {
    const auto label_start = start + begin_mark.size();
    const auto label_end = text.find(dashes, label_start);
    if (label_end == std::string_view::npos) return {};
    const auto label = text.substr(label_start, label_end - label_start);
    if (label.find_first_of("\r\n") != std::string_view::npos) return {};
    const auto body_start = label_end + dashes.size();
    const auto end = ends.after(body_start);
    if (end == std::string_view::npos || text.substr(end + end_mark.size(), label.size()) != label) return {};
    if (text.substr(end + end_mark.size() + label.size(), dashes.size()) != dashes) return {};
    const auto body = text.substr(body_start, end - body_start);
    const auto headers = header_length(body);
    const auto whole = text.substr(start, end + end_mark.size() + label.size() + dashes.size() - start);
    return PemBlock{label, whole, body.substr(0, headers), body.substr(headers)};
}

}  // namespace

std::vector<PemBlock> find_pem_blocks(std::string_view text) {
    std::vector<PemBlock> blocks;
    Ends ends(text);
    for (auto start = text.find(begin_mark); start != std::string_view::npos; start = text.find(begin_mark, start)) {
        if (const auto block = block_at(text, start, ends)) {
            blocks.push_back(*block);
            start += block->text.size();
        } else {
            start += begin_mark.size();
        }
    }
    return blocks;
}

}  // namespace certlib
