#include "registry_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certlib {
namespace {

constexpr std::array<std::string_view, 2> first_lines{"Windows Registry Editor Version 5.00", "REGEDIT4"};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string_view without_byte_order_mark(std::string_view text) {
    constexpr std::string_view mark = "\xef\xbb\xbf";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

/// same compares without regard to case, as the registry does.
bool same(std::string_view left, std::string_view right) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](char a, char b) { return lower(a) == lower(b); });
}

/// holds_element says whether a key is that of one certificate, CRL or CTL: ...\MY\Certificates\<SHA-1>. A key to be deleted,
/// which a hyphen marks, holds nothing.
bool holds_element(std::string_view key) {
    const auto last = key.rfind('\\');
    if (key.starts_with('-') || last == std::string_view::npos) return false;
    key = key.substr(0, last);
    const auto parent = key.substr(key.rfind('\\') + 1);
    return same(parent, "Certificates") || same(parent, "CRLs") || same(parent, "CTLs");
}

/// closing_quote finds the quotation mark that no backslash stands before.
std::size_t closing_quote(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') return at;
        if (text[at] == '\\') ++at;
    }
    return std::string_view::npos;
}

/// append_octets reads "3c,00,ff,". Each has two digits: one whose second digit is lost must not pass for another.
bool append_octets(std::string_view text, Bytes& octets) {
    std::string digits;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const auto octet = trimmed(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
        if (octet.size() != 2) return false;
        digits += octet;
    }
    const auto read = from_hex(digits);
    // from_hex passes over separators, and here there are none.
    if (!read || read->size() * 2 != digits.size()) return false;
    octets.insert(octets.end(), read->begin(), read->end());
    return true;
}

class Reader {
public:
    Reader(std::string_view text, const ElementVisitor& visit)
        : rest_(text),
          visit_(visit) {}

    Result<void> read() {
        next_line();  // the first one, by which the format was found
        while (next_line()) {
            const auto begins_at = number_;
            if (auto one = read_line(); !one)
                return fail(one.error().kind, fmt::format("registry export: line {}: {}", begins_at, one.error().message),
                            one.error().hint);
        }
        return {};
    }

private:
    bool next_line() {
        if (rest_.empty()) return false;
        const auto end = std::min(rest_.find('\n'), rest_.size());
        line_ = trimmed(rest_.substr(0, end));
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        ++number_;
        return true;
    }

    Result<void> read_line() {
        if (line_.empty() || line_.front() == ';') return {};
        if (line_.front() == '[') return read_key();
        if (line_.front() == '@') return read_value({}, line_.substr(1));
        if (line_.front() != '"') return fail(ErrorKind::malformed, "neither a key nor a value");
        const auto quoted = line_.substr(1);
        const auto end = closing_quote(quoted);
        if (end == std::string_view::npos) return fail(ErrorKind::malformed, "truncated: the name of a value has no end");
        return read_value(quoted.substr(0, end), quoted.substr(end + 1));
    }

    Result<void> read_key() {
        if (line_.back() != ']') return fail(ErrorKind::malformed, "truncated: a key has no end");
        in_element_ = holds_element(line_.substr(1, line_.size() - 2));
        return {};
    }

    Result<void> read_value(std::string_view name, std::string_view rest) {
        rest = trimmed(rest);
        if (!rest.starts_with('=')) return fail(ErrorKind::malformed, "truncated: a name without a value");
        const auto value = trimmed(rest.substr(1));
        if (value.empty()) return fail(ErrorKind::malformed, "truncated: a name without a value");
        if (value.front() == '"') return pass_over_text(value.substr(1));
        constexpr std::array<std::string_view, 2> binary{"hex:", "hex(3):"};
        const auto* const kind = std::find_if(binary.begin(), binary.end(), [&](auto one) { return value.starts_with(one); });
        if (!in_element_ || !same(name, "Blob") || kind == binary.end()) return pass_over_folded(value);
        return read_blob(value.substr(kind->size()));
    }

    /// A text may hold line ends.
    Result<void> pass_over_text(std::string_view text) {
        while (closing_quote(text) == std::string_view::npos) {
            if (!next_line()) return fail(ErrorKind::malformed, "truncated: a text has no end");
            text = line_;
        }
        return {};
    }

    Result<void> pass_over_folded(std::string_view value) {
        while (value.ends_with('\\')) {
            if (!next_line()) return cut_off();
            value = line_;
        }
        return {};
    }

    /// A backslash at the end of a line says that the value goes on in the next one.
    Result<void> read_blob(std::string_view value) {
        Bytes octets;
        while (true) {
            const bool goes_on = value.ends_with('\\');
            if (!append_octets(trimmed(value.substr(0, value.size() - (goes_on ? 1 : 0))), octets))
                return fail(ErrorKind::malformed, "a value that is not hexadecimal");
            if (!goes_on) break;
            if (!next_line()) return cut_off();
            value = line_;
        }
        if (octets.empty()) return fail(ErrorKind::malformed, "an empty value");
        return visit_store(octets, StoreFraming::bare, visit_);
    }

    static Result<void> cut_off() {
        return fail(ErrorKind::malformed, "truncated: the value goes on in a line that is not there");
    }

    std::string_view rest_;
    std::string_view line_;
    std::size_t number_ = 0;
    bool in_element_ = false;
    const ElementVisitor& visit_;
};

}  // namespace

bool is_registry_export(std::string_view text) {
    text = without_byte_order_mark(text);
    return std::any_of(first_lines.begin(), first_lines.end(), [&](auto line) { return text.starts_with(line); });
}

Result<void> visit_registry_export(std::string_view text, const ElementVisitor& visit) { return Reader(text, visit).read(); }

}  // namespace certlib
