#pragma once

#include <string>

namespace rules {

/// Paint puts terminal colours round a text, or leaves it alone.
class Paint {
public:
    enum class Tone { plain, good, doubtful, bad };

    explicit Paint(bool color) : color_(color) {}

    [[nodiscard]] std::string operator()(Tone tone, const std::string& text) const {
        if (!color_ || tone == Tone::plain) return text;
        const char* const code = tone == Tone::good ? "\x1b[32m" : tone == Tone::bad ? "\x1b[1;31m" : "\x1b[33m";
        return code + text + "\x1b[0m";
    }

private:
    bool color_;
};

}  // namespace rules
