#include <amtcert/certlib/time.h>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include <amtcert/certlib/name.h>

namespace certlib {
namespace {

using namespace std::chrono;

tl::unexpected<Error> not_a_time(std::string_view text) {
    return fail(ErrorKind::usage, fmt::format("not a time: '{}'", escape_unprintable(text)), "write 2026-11-24 or 2026-11-24T12:00:00Z");
}

/// number reads exactly `count` digits at `position`.
std::optional<int> number(std::string_view text, std::size_t position, std::size_t count) {
    if (text.size() < position + count) return {};
    int value = 0;
    for (const char c : text.substr(position, count)) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    return value;
}

bool has(std::string_view text, std::size_t position, std::string_view any_of) {
    return text.size() > position && any_of.find(text[position]) != std::string_view::npos;
}

/// offset_of reads "Z", "+01:00" or "-05:30", which have to be all of the text.
std::optional<minutes> offset_of(std::string_view text) {
    if (text == "Z" || text == "z") return minutes{0};
    if (text.size() != 6 || !has(text, 0, "+-") || !has(text, 3, ":")) return {};
    const auto hour = number(text, 1, 2);
    const auto minute = number(text, 4, 2);
    if (!hour || !minute || *hour > 23 || *minute > 59) return {};
    const minutes offset{*hour * 60 + *minute};
    return text[0] == '-' ? -offset : offset;
}

}  // namespace

// RFC 3339 5.6. A fraction of a second is read and dropped; a leap second is taken for the one before it.
Result<Time> parse_time(std::string_view text) {
    const auto year_number = number(text, 0, 4);
    const auto month_number = number(text, 5, 2);
    const auto day_number = number(text, 8, 2);
    if (!year_number || !month_number || !day_number || !has(text, 4, "-") || !has(text, 7, "-")) return not_a_time(text);
    const year_month_day date{year{*year_number}, month{static_cast<unsigned>(*month_number)}, day{static_cast<unsigned>(*day_number)}};
    if (!date.ok() || *year_number == 0) return not_a_time(text);
    const Time midnight{sys_days{date}};
    if (text.size() == 10) return midnight;

    const auto hour = number(text, 11, 2);
    const auto minute = number(text, 14, 2);
    const auto second = number(text, 17, 2);
    if (!has(text, 10, "Tt ") || !has(text, 13, ":") || !has(text, 16, ":") || !hour || !minute || !second) return not_a_time(text);
    if (*hour > 23 || *minute > 59 || *second > 60) return not_a_time(text);
    auto rest = text.substr(19);
    if (has(rest, 0, ".")) {
        const auto digits = rest.find_first_not_of("0123456789", 1);
        if (digits == 1 || digits == std::string_view::npos) return not_a_time(text);
        rest = rest.substr(digits);
    }
    const auto offset = offset_of(rest);
    if (!offset) return not_a_time(text);
    const Time time = midnight + hours{*hour} + minutes{*minute} + seconds{std::min(*second, 59)} - *offset;
    // An offset must not lead out of the four digits of a year.
    const year_month_day in_utc{floor<days>(time)};
    if (in_utc.year() < year{1} || in_utc.year() > year{9999}) return not_a_time(text);
    return time;
}

std::string format_date(Time time) {
    const year_month_day date{floor<days>(time)};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string format_time(Time time) {
    const hh_mm_ss clock{time - floor<days>(time)};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", format_date(time), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

}  // namespace certlib
