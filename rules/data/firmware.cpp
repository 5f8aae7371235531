#include <amtcert/rules/firmware.h>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include <amtcert/certlib/name.h>

#include "data/text.h"

namespace rules {
namespace {

using certlib::ErrorKind;
using certlib::fail;

constexpr std::string_view how_to_write = "a release is written 11.8.50, 16.1, 15H or 15LP; several with commas between";
constexpr unsigned largest_number = 99'999;

/// Named is one release as written: its numbers, most significant first, and the platform.
struct Named {
    std::vector<unsigned> numbers;
    std::string_view platform;  ///< "H", "LP" or empty

    [[nodiscard]] std::string text() const { return fmt::format("{}{}", fmt::join(numbers, "."), platform); }

    /// range covers every release that begins with these numbers; a build number is not told apart.
    [[nodiscard]] VersionRange range() const {
        const unsigned major = numbers[0];
        if (numbers.size() == 1) return {{major, 0, 0}, {major + 1, 0, 0}};
        const unsigned minor = numbers[1];
        if (numbers.size() == 2) return {{major, minor, 0}, {major, minor + 1, 0}};
        return {{major, minor, numbers[2]}, {major, minor, numbers[2] + 1}};
    }
};

std::string_view take_platform(std::string_view& text) {
    const auto ends_with = [&](std::string_view letters) {
        return text.size() > letters.size() &&
               text::lower_case(text.substr(text.size() - letters.size())) == text::lower_case(letters);
    };
    for (const std::string_view platform : {std::string_view("LP"), std::string_view("H")}) {
        if (!ends_with(platform)) continue;
        text.remove_suffix(platform.size());
        return platform;
    }
    return {};
}

std::optional<unsigned> read_number(std::string_view text) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number > largest_number) return std::nullopt;
    return number;
}

certlib::Result<Named> read_release(std::string_view item) {
    const auto no_release = [&] {
        return fail(ErrorKind::usage, fmt::format("\"{}\" is no firmware release", certlib::escape_unprintable(item)),
                    std::string(how_to_write));
    };
    std::string_view text = item;
    // The ME reports "0:16.1.27.2128": the number before the colon is the platform id of the firmware image.
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        if (!read_number(text.substr(0, colon))) return no_release();
        text.remove_prefix(colon + 1);
    }
    Named named{{}, take_platform(text)};
    for (const auto part : text::split(text, '.')) {
        const auto number = read_number(part);
        if (!number) return no_release();
        named.numbers.push_back(*number);
    }
    if (named.numbers.size() > 4) return no_release();
    const unsigned major = named.numbers[0];
    if (!named.platform.empty() && major != 15)
        return fail(ErrorKind::usage, fmt::format("\"{}\": only AMT 15 is told apart by platform", item),
                    std::string(how_to_write));
    if (major < 2)
        return fail(ErrorKind::usage, fmt::format("\"{}\": the oldest release known is AMT 2.0", item),
                    std::string(how_to_write));
    return named;
}

/// part_in is what a generation shares with the releases asked about: the smallest range around it.
std::optional<VersionRange> part_in(const Generation& generation, VersionRange asked) {
    std::optional<VersionRange> shared;
    for (const auto& range : generation.ranges) {
        if (!range.overlaps(asked)) continue;
        const VersionRange part{std::max(range.since, asked.since), std::min(range.until, asked.until)};
        shared = shared ? VersionRange{std::min(shared->since, part.since), std::max(shared->until, part.until)} : part;
    }
    return shared;
}

std::vector<Release> releases_of(const Named& named) {
    std::vector<Release> releases;
    for (const auto& generation : generations()) {
        if (!named.platform.empty() && generation.platform != named.platform) continue;
        if (const auto part = part_in(generation, named.range()))
            releases.push_back({std::string(generation.id), *part, &generation});
    }
    if (releases.size() == 1) releases.front().label = named.text();
    return releases;
}

/// add_once keeps one release of each label; one that is named twice covers what both names cover.
void add_once(std::vector<Release>& releases, Release release) {
    const auto same =
        std::find_if(releases.begin(), releases.end(), [&](const Release& one) { return one.label == release.label; });
    if (same == releases.end()) return releases.push_back(std::move(release));
    same->range = {std::min(same->range.since, release.range.since), std::max(same->range.until, release.range.until)};
}

}  // namespace

certlib::Result<std::vector<Release>> parse_releases(std::string_view text) {
    if (text::trimmed(text).empty()) return fail(ErrorKind::usage, "no firmware release given", std::string(how_to_write));
    std::vector<Release> releases;
    for (const auto part : text::split(text, ',')) {
        const auto item = text::trimmed(part);
        if (text::lower_case(item) == "all")
            return fail(ErrorKind::usage, "\"all\" stands alone", "give either all or a list of releases");
        const auto named = read_release(item);
        if (!named) return tl::make_unexpected(named.error());
        auto found = releases_of(*named);
        if (found.empty())
            return fail(ErrorKind::usage, fmt::format("\"{}\": no AMT {} is known", item, named->numbers[0]),
                        "the releases known are 2 to 16, and 18 and later");
        for (auto& release : found) add_once(releases, std::move(release));
    }
    return releases;
}

std::vector<Release> all_releases() {
    std::vector<Release> releases;
    for (const auto& generation : generations())
        releases.push_back({std::string(generation.id), *part_in(generation, {{0, 0, 0}, no_end}), &generation});
    return releases;
}

}  // namespace rules
