#include "support/store_facts.h"

#include <fmt/format.h>

#include <vector>

#include <amtcert/certlib/name.h>

namespace rules {
namespace {

std::string quoted(const std::string& text) { return fmt::format("\"{}\"", certlib::escape_unprintable(text)); }

}  // namespace

std::string describe_key_provider(const certlib::KeyProvider& provider) {
    return fmt::format("private key in {}{}, not in this file",
                       provider.name.empty() ? "the default provider" : "provider " + quoted(provider.name),
                       provider.container.empty() ? ", default container" : ", container " + quoted(provider.container));
}

std::string describe_store_facts(const certlib::StoreFacts& facts) {
    std::vector<std::string> parts;
    if (!facts.friendly_name.empty()) parts.push_back("friendly name " + quoted(facts.friendly_name));
    if (facts.key_provider) parts.push_back(describe_key_provider(*facts.key_provider));
    if (facts.archived) parts.emplace_back("archived, so that Windows offers it to no program");
    return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace rules
