#include "data/public_ca_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace rules {
namespace {

using namespace std::chrono;

constexpr certlib::Time date(int year_number, unsigned month_number, unsigned day_number) {
    return sys_days{year{year_number} / month{month_number} / day{day_number}};
}

constexpr std::array table{
    LifetimeLimit{date(2012, 7, 1), 60, 0, Grade::observed},  LifetimeLimit{date(2015, 4, 1), 39, 0, Grade::observed},
    LifetimeLimit{date(2018, 3, 1), 0, 825, Grade::observed}, LifetimeLimit{date(2020, 9, 1), 0, 398, Grade::observed},
    LifetimeLimit{date(2026, 3, 15), 0, 200, Grade::stated},  LifetimeLimit{date(2027, 3, 15), 0, 100, Grade::stated},
    LifetimeLimit{date(2029, 3, 15), 0, 47, Grade::stated},
};

/// add_months keeps the day of the month, or takes the last one of a shorter month.
certlib::Time add_months(certlib::Time time, int count) {
    const auto day_start = floor<days>(time);
    auto date_then = year_month_day{day_start} + months{count};
    if (!date_then.ok()) date_then = date_then.year() / date_then.month() / last;
    return sys_days{date_then} + (time - day_start);
}

}  // namespace

std::string LifetimeLimit::to_string() const {
    return months > 0 ? fmt::format("{} months", months) : fmt::format("{} days", days);
}

seconds LifetimeLimit::longest(certlib::Time not_before) const {
    return months > 0 ? add_months(not_before, months) - not_before : seconds{std::chrono::days{days}};
}

std::span<const LifetimeLimit> lifetime_limits() { return table; }

const LifetimeLimit* lifetime_limit(certlib::Time not_before) {
    const auto later =
        std::find_if(table.begin(), table.end(), [&](const LifetimeLimit& limit) { return not_before < limit.since; });
    return later == table.begin() ? nullptr : &*(later - 1);
}

}  // namespace rules
