#include "der.h"

#include <fmt/format.h>

namespace certlib::der {

tl::unexpected<Error> malformed(std::string_view what, std::size_t offset) {
    return fail(ErrorKind::malformed, fmt::format("{} at offset {}", what, offset));
}

Result<Element> Reader::any() {
    if (data_.size() < 2) return malformed("truncated element", offset_);
    const std::uint8_t tag = data_[0];
    if ((tag & 0x1fU) == 0x1fU) return malformed("tag number over 30", offset_);
    std::size_t length = data_[1];
    std::size_t header = 2;
    if (length == 0x80) return malformed("indefinite length (BER, not DER)", offset_);
    if (length > 0x80) {
        const std::size_t octets = length & 0x7fU;
        if (octets > 4) return malformed("length of over four octets", offset_);
        if (data_.size() < 2 + octets) return malformed("truncated length", offset_);
        length = 0;
        for (std::size_t i = 0; i < octets; ++i) length = length << 8U | data_[2 + i];
        header += octets;
        if (length < 0x80 || data_[2] == 0) return malformed("length is not minimal (BER, not DER)", offset_);
    }
    if (length > data_.size() - header)
        return malformed(fmt::format("truncated: {} octets missing", length - (data_.size() - header)), offset_);
    const Element element{tag, data_.subspan(header, length), data_.first(header + length), offset_};
    data_ = data_.subspan(header + length);
    offset_ += header + length;
    return element;
}

Result<Element> Reader::read(std::uint8_t tag, std::string_view what) {
    if (data_.empty()) return malformed(fmt::format("{} missing", what), offset_);
    if (!next_is(tag)) return malformed(fmt::format("{}: tag {:02x} found, {:02x} expected", what, data_.front(), tag), offset_);
    return any();
}

Result<std::optional<Element>> Reader::optional(std::uint8_t tag) {
    if (!next_is(tag)) return std::optional<Element>{};
    auto element = any();
    if (!element) return tl::make_unexpected(element.error());
    return std::optional<Element>{*element};
}

Result<void> Reader::end(std::string_view what) const {
    if (!data_.empty()) return malformed(fmt::format("{} octets too many after {}", data_.size(), what), offset_);
    return {};
}

Result<Element> only(Reader reader, std::uint8_t tag, std::string_view what) {
    auto element = reader.read(tag, what);
    if (!element) return element;
    if (auto end = reader.end(what); !end) return tl::make_unexpected(end.error());
    return element;
}

Bytes element(std::uint8_t tag, ByteView content) {
    Bytes octets{tag};
    if (content.size() < 0x80) {
        octets.push_back(static_cast<std::uint8_t>(content.size()));
    } else {
        Bytes length;
        for (auto left = content.size(); left > 0; left >>= 8U) length.insert(length.begin(), static_cast<std::uint8_t>(left));
        octets.push_back(static_cast<std::uint8_t>(0x80U | length.size()));
        octets.insert(octets.end(), length.begin(), length.end());
    }
    octets.insert(octets.end(), content.begin(), content.end());
    return octets;
}

bool is_minimal(ByteView integer) {
    if (integer.empty()) return false;
    if (integer.size() == 1) return true;
    const bool leading_zeros = integer[0] == 0x00 && (integer[1] & 0x80U) == 0;
    const bool leading_ones = integer[0] == 0xff && (integer[1] & 0x80U) != 0;
    return !leading_zeros && !leading_ones;
}

ByteView without_leading_zeros(ByteView integer) {
    while (!integer.empty() && integer.front() == 0) integer = integer.subspan(1);
    return integer;
}

Result<std::uint64_t> unsigned_number(const Element& element) {
    if (element.tag != tag::integer && (element.tag & 0x80U) == 0) return malformed("INTEGER expected", element.offset);
    if (!is_minimal(element.content)) return malformed("INTEGER is empty or not minimal", element.offset);
    if ((element.content.front() & 0x80U) != 0) return malformed("INTEGER is negative", element.offset);
    constexpr std::uint64_t ceiling = std::uint64_t{1} << 63U;
    const auto digits = without_leading_zeros(element.content);
    if (digits.size() > 8) return ceiling;
    std::uint64_t number = 0;
    for (const auto octet : digits) number = number << 8U | octet;
    return std::min(number, ceiling);
}

Result<bool> boolean(const Element& element) {
    if (element.content.size() != 1 || (element.content[0] != 0x00 && element.content[0] != 0xff))
        return malformed("BOOLEAN is neither 00 nor FF", element.offset);
    return element.content[0] == 0xff;
}

Result<ByteView> bit_string_octets(const Element& element) {
    if (element.content.empty() || element.content[0] != 0) return malformed("BIT STRING is no whole number of octets", element.offset);
    return element.content.subspan(1);
}

Result<Oid> object_identifier(const Element& element) {
    auto oid = Oid::from_der(element.content);
    if (!oid) return malformed(oid.error().message, element.offset);
    return oid;
}

namespace {

/// Digits takes decimal numbers off the front of a text.
class Digits {
public:
    explicit Digits(ByteView text) : text_(text) {}

    [[nodiscard]] std::optional<int> take(std::size_t count) {
        if (text_.size() < count) return {};
        int number = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (text_[i] < '0' || text_[i] > '9') return {};
            number = number * 10 + (text_[i] - '0');
        }
        text_ = text_.subspan(count);
        return number;
    }
    [[nodiscard]] bool next_is_digit() const { return !text_.empty() && text_[0] >= '0' && text_[0] <= '9'; }
    [[nodiscard]] bool take_character(char wanted) {
        if (text_.empty() || text_[0] != static_cast<std::uint8_t>(wanted)) return false;
        text_ = text_.subspan(1);
        return true;
    }
    [[nodiscard]] bool at_end() const { return text_.empty(); }

private:
    ByteView text_;
};

struct TimeOffset {
    int minutes = 0;
    bool profile = true;
};

/// Z, or +hhmm or -hhmm, which only BER knows; nothing at all would be local time, which cannot be understood.
std::optional<TimeOffset> take_offset(Digits& digits) {
    if (digits.take_character('Z')) return TimeOffset{};
    const bool ahead = digits.take_character('+');
    if (!ahead && !digits.take_character('-')) return {};
    const auto hours = digits.take(2);
    const auto minutes = digits.take(2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return {};
    return TimeOffset{(ahead ? 1 : -1) * (*hours * 60 + *minutes), false};
}

}  // namespace

Result<TimeValue> time(const Element& element) {
    const auto not_understood = [&] { return malformed("time cannot be understood", element.offset); };
    Digits digits(element.content);
    std::optional<int> year;
    if (element.tag == tag::utc_time) {
        year = digits.take(2);
        // RFC 5280 4.1.2.5.1: 50 to 99 is 19xx, 00 to 49 is 20xx.
        if (year) *year += *year >= 50 ? 1900 : 2000;
    } else if (element.tag == tag::generalized_time) {
        year = digits.take(4);
    }
    const auto month = digits.take(2);
    const auto day = digits.take(2);
    const auto hour = digits.take(2);
    const auto minute = digits.take(2);
    if (!year || !month || !day || !hour || !minute) return not_understood();

    TimeValue value;
    int second = 0;
    if (digits.next_is_digit()) {
        const auto seconds = digits.take(2);
        if (!seconds) return not_understood();
        second = *seconds;
        // A fraction without seconds would be one of a minute: not worth understanding.
        if (element.tag == tag::generalized_time && digits.take_character('.')) {
            value.profile = false;
            while (digits.next_is_digit()) (void)digits.take(1);
        }
    } else {
        value.profile = false;
    }
    const auto offset = take_offset(digits);
    if (!offset || !digits.at_end()) return not_understood();
    value.profile = value.profile && offset->profile;

    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *hour > 23 || *minute > 59 || second > 59) return not_understood();
    value.time = std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute - offset->minutes} +
                 std::chrono::seconds{second};
    return value;
}

}  // namespace certlib::der
