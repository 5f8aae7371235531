#include "wide_text.h"

namespace certlib {

Bytes narrowed(ByteView data) {
    const bool little = data.size() >= 2 && data[0] == 0xff && data[1] == 0xfe;
    const bool big = data.size() >= 2 && data[0] == 0xfe && data[1] == 0xff;
    if (!little && !big) return {};
    Bytes text;
    text.reserve(data.size() / 2);
    for (std::size_t i = 2; i + 1 < data.size(); i += 2) {
        const auto low = little ? data[i] : data[i + 1];
        const auto high = little ? data[i + 1] : data[i];
        text.push_back(high == 0 ? low : std::uint8_t{'?'});
    }
    return text;
}

}  // namespace certlib
