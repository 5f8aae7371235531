#include "support/store_facts.h"

#include <fmt/format.h>

#include <vector>

#include <amtcert/certlib/name.h>

namespace rules {
namespace {

std::string quoted(const std::string& text) { return fmt::format("\"{}\"", certlib::escape_unprintable(text)); }

/// reach_of says what became of trying the key; an export cannot be asked.
std::string reach_of(const certlib::KeyProvider& provider) {
    if (!provider.access) return "not in this file";
    const auto why = provider.obstacle.empty() ? std::string() : ": " + certlib::escape_unprintable(provider.obstacle);
    switch (*provider.access) {
        case certlib::KeyAccess::reachable:
            return !provider.exportable   ? "reachable"
                   : *provider.exportable ? "reachable, exportable"
                                          : "reachable, not exportable";
        case certlib::KeyAccess::absent_or_hidden:
            return "not there, or hidden from this account" + why;
        case certlib::KeyAccess::denied:
            return "denied to this account" + why;
        case certlib::KeyAccess::unavailable:
            break;
    }
    return "could not be opened" + why;
}

}  // namespace

std::string describe_key_provider(const certlib::KeyProvider& provider) {
    return fmt::format(
        "private key in {}{}, {}", provider.name.empty() ? "the default provider" : "provider " + quoted(provider.name),
        provider.container.empty() ? ", default container" : ", container " + quoted(provider.container), reach_of(provider));
}

std::string describe_store_facts(const certlib::StoreFacts& facts) {
    std::vector<std::string> parts;
    if (!facts.friendly_name.empty()) parts.push_back("friendly name " + quoted(facts.friendly_name));
    if (facts.key_provider) parts.push_back(describe_key_provider(*facts.key_provider));
    if (facts.archived) parts.emplace_back("archived, so that Windows offers it to no program");
    return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace rules
