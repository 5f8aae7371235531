#include "files/strict_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <amtcert/certlib/name.h>

namespace rules {
namespace {

using certlib::Error;
using certlib::ErrorKind;
using certlib::fail;
using nlohmann::json;

constexpr int deepest_nesting = 8;

/// Refused ends the parser from within its callback; it never leaves this file.
struct Refused {
    Error error;
};

/// Watch looks at each event of the parser, which itself lets keys repeat and nests without end.
class Watch {
public:
    bool operator()(int depth, json::parse_event_t event, json& value) {
        if (depth > deepest_nesting)
            throw Refused{{ErrorKind::limit, fmt::format("nested deeper than {} levels", deepest_nesting)}};
        if (event == json::parse_event_t::object_start) keys_.emplace_back();
        if (event == json::parse_event_t::object_end) keys_.pop_back();
        if (event == json::parse_event_t::key && !keys_.back().insert(value.get<std::string>()).second)
            throw Refused{{ErrorKind::malformed,
                           certlib::escape_unprintable(value.get<std::string>()) + ": given twice in one object",
                           "keep one of them"}};
        return true;
    }

private:
    std::vector<std::set<std::string>> keys_;
};

tl::unexpected<Error> not_json(std::string_view text, std::size_t position) {
    const auto before = text.substr(0, std::min(position > 0 ? position - 1 : 0, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return fail(ErrorKind::malformed, fmt::format("not JSON: line {}, column {}", line, before.size() - start + 1),
                "a comma too many or too few, or a quote left out, is the usual reason");
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

certlib::Result<json> parse_strict_json(std::string_view text) {
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
        return fail(ErrorKind::malformed, "UTF-16 text, UTF-8 required", "save the file as UTF-8");
    if (is_blank(text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text))
        return fail(ErrorKind::malformed, "empty file", "the least a file may hold is {}");
    Watch watch;
    try {
        auto document = json::parse(text.begin(), text.end(), std::ref(watch), true, true);
        if (!document.is_object()) return fail(ErrorKind::malformed, "a JSON object required", "write { ... }");
        return document;
    } catch (const Refused& refused) {
        return tl::make_unexpected(refused.error);
    } catch (const json::parse_error& error) {
        return not_json(text, error.byte);
    } catch (const json::exception&) {
        return fail(ErrorKind::malformed, "a number out of range");
    }
}

}  // namespace rules
