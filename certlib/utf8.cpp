#include "utf8.h"

namespace certlib::utf8 {

std::optional<char32_t> next(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const auto take = [&](std::size_t count) { text.remove_prefix(count); };
    if (first < 0x80) {
        take(1);
        return first;
    }
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) {
        take(1);
        return {};
    }
    char32_t code_point = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto octet = static_cast<unsigned char>(text[i]);
        if ((octet & 0xc0U) != 0x80U) {
            take(1);
            return {};
        }
        code_point = code_point << 6U | (octet & 0x3fU);
    }
    const bool too_long = (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
    const bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
    if (too_long || surrogate || code_point > 0x10ffff) {
        take(1);
        return {};
    }
    take(length);
    return code_point;
}

bool is_valid(std::string_view text) {
    while (!text.empty())
        if (!next(text)) return false;
    return true;
}

void append(std::string& text, char32_t code_point) {
    if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff)) code_point = 0xfffd;
    const auto put = [&](char32_t octet) { text += static_cast<char>(octet); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xc0U | code_point >> 6U);
        put(0x80U | (code_point & 0x3fU));
    } else if (code_point < 0x10000) {
        put(0xe0U | code_point >> 12U);
        put(0x80U | (code_point >> 6U & 0x3fU));
        put(0x80U | (code_point & 0x3fU));
    } else {
        put(0xf0U | code_point >> 18U);
        put(0x80U | (code_point >> 12U & 0x3fU));
        put(0x80U | (code_point >> 6U & 0x3fU));
        put(0x80U | (code_point & 0x3fU));
    }
}

std::string from_wide(ByteView value, std::size_t width, bool& well_formed) {
    std::string text;
    for (; value.size() >= width; value = value.subspan(width)) {
        char32_t code_point = 0;
        for (std::size_t i = 0; i < width; ++i) code_point = code_point << 8U | value[i];
        well_formed = well_formed && code_point <= 0x10ffff && (code_point < 0xd800 || code_point > 0xdfff);
        append(text, code_point);
    }
    well_formed = well_formed && value.empty();
    return text;
}

}  // namespace certlib::utf8
