#include <fmt/format.h>

#include <amtcert/rules/reach.h>
#include <amtcert/rules/render.h>

#include "render/location_json.h"
#include "render/report_json.h"
#include "render/shown.h"

namespace rules {
namespace {

using Json = nlohmann::ordered_json;

std::string validity_of(const chainwalk::Location& location) {
    if (!location.this_update) return {};
    return certlib::format_time(*location.this_update) + " to " +
           (location.next_update ? certlib::format_time(*location.next_update) : std::string("no end"));
}

}  // namespace

Json location_json(const chainwalk::Location& location) {
    Json json{{"url", safe(location.url)},
              {"kind", to_string(location.kind)},
              {"status", to_string(location.status)},
              {"bytes", location.bytes},
              {"milliseconds", location.time.count()}};
    if (location.this_update) json["thisUpdate"] = certlib::format_time(*location.this_update);
    if (location.next_update) json["nextUpdate"] = certlib::format_time(*location.next_update);
    if (!location.detail.empty()) json["detail"] = safe(location.detail);
    return json;
}

std::string render_reach_text(const ReachReport& report) {
    std::string text;
    for (const auto& [source, certificate, location] : report.locations)
        text += fmt::format("{:<21} {:<4} {:>9} bytes {:>6} ms  {:<44}  {}{}\n", to_string(location.status),
                            to_string(location.kind), location.bytes, location.time.count(), validity_of(location),
                            safe(location.url), location.detail.empty() ? "" : " (" + safe(location.detail) + ")");
    return text;
}

std::string render_reach_json(const ReachReport& report) {
    Json errors = Json::array();
    for (const auto& [source, error] : report.errors)
        errors.push_back({{"source", safe(source)}, {"message", safe(error.message)}, {"hint", safe(error.hint)}});
    Json locations = Json::array();
    for (const auto& [source, certificate, location] : report.locations) {
        auto json = location_json(location);
        json["source"] = safe(source);
        json["certificate"] = certificate;
        locations.push_back(std::move(json));
    }
    const Json json{{"schema", "amtcert.reach/1"},
                    {"tool", {{"name", "amtcert"}, {"version", tool_version()}}},
                    {"time", certlib::format_time(report.time)},
                    {"verdict", to_string(report.verdict())},
                    {"errors", std::move(errors)},
                    {"locations", std::move(locations)}};
    return document_of(json);
}

}  // namespace rules
