#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include <amtcert/rules/device_list.h>
#include <amtcert/rules/roots.h>

#include "command.h"
#include "device_list_file.h"

namespace cli {
namespace {

using rules::Root;
using Json = nlohmann::ordered_json;

std::string lower(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
    return lowered;
}

std::string_view or_unknown(std::string_view text) { return text.empty() ? "unknown" : text; }

std::string_view use_from_15h(const Root& root) {
    const auto usable = root.usable_from_15h();
    return !usable ? "unknown" : *usable ? "yes" : "no";
}

/// RootFilter is what --firmware and --name leave of the table.
struct RootFilter {
    std::vector<rules::Release> releases;
    std::string name;  ///< lower case

    /// knows says whether a root is known, or likely, to be held by one of the releases and has the text in its names.
    [[nodiscard]] bool knows(const Root& root) const {
        const auto held = [&](const rules::Release& release) {
            const auto how = rules::presence(root, release);
            return how == rules::Presence::observed || how == rules::Presence::likely;
        };
        return has_name(root.name, root.subject) && (releases.empty() || std::any_of(releases.begin(), releases.end(), held));
    }

    [[nodiscard]] bool has_name(std::string_view friendly_name, std::string_view subject) const {
        return lower(friendly_name).find(name) != std::string::npos || lower(subject).find(name) != std::string::npos;
    }
};

std::string_view word_of(rules::Presence presence) {
    switch (presence) {
        case rules::Presence::observed:
            return "observed";
        case rules::Presence::likely:
            return "likely";
        case rules::Presence::unknown:
            return "unknown";
        case rules::Presence::removed:
            return "removed";
    }
    return "unknown";
}

std::vector<const Root*> chosen_roots(const RootFilter& filter) {
    std::vector<const Root*> chosen;
    for (const auto& root : rules::roots())
        if (filter.knows(root)) chosen.push_back(&root);
    return chosen;
}

std::string table_text(const RootFilter& filter) {
    const auto chosen = chosen_roots(filter);
    if (chosen.empty()) return "no root of the table fits; a device's own list decides (--import)\n";
    std::string text;
    for (const Root* one : chosen) {
        const auto& root = *one;
        text += fmt::format("{}\n", root.name);
        text += fmt::format("  SHA-256  {}\n  SHA-1    {}\n", root.sha256, or_unknown(root.sha1));
        text += fmt::format("  {}, signed with {}, until {}\n", or_unknown(root.key), or_unknown(root.signature_hash),
                            or_unknown(root.not_after));
        text += fmt::format("  seen: {}{}\n", root.first_seen, root.last_seen.empty() ? "" : fmt::format("; {}", root.last_seen));
        text += fmt::format("  usable by AMT 15H and 16 or later: {}\n", use_from_15h(root));
        for (const auto& release : filter.releases)
            text += fmt::format("  held by AMT {}: {}\n", release.label, word_of(rules::presence(root, release)));
    }
    return text + "\nWhere a root was seen is an observation, not a promise: a device's own list decides (--import).\n";
}

Json root_json(const Root& root, const RootFilter& filter) {
    const auto usable = root.usable_from_15h();
    Json held = Json::object();
    for (const auto& release : filter.releases) held[release.label] = word_of(rules::presence(root, release));
    return {{"name", root.name},
            {"sha1", root.sha1},
            {"sha256", root.sha256},
            {"sha384", root.sha384},
            {"subject", root.subject},
            {"key", root.key},
            {"signatureHash", root.signature_hash},
            {"notAfter", root.not_after},
            {"firstSeen", root.first_seen},
            {"lastSeen", root.last_seen},
            {"usableFrom15H", usable ? Json(*usable) : Json(nullptr)},
            {"heldBy", std::move(held)},
            {"source", root.source}};
}

std::string table_json(const RootFilter& filter) {
    Json list = Json::array();
    for (const Root* root : chosen_roots(filter)) list.push_back(root_json(*root, filter));
    return Json{{"schema", "amtcert.roots/1"}, {"roots", std::move(list)}}.dump(2) + "\n";
}

std::string safe(const std::string& text) { return certlib::escape_unprintable(text); }

std::vector<const Root*> roots_missing_from(const rules::DeviceList& list, const RootFilter& filter) {
    std::vector<const Root*> missing;
    for (const Root* root : chosen_roots(filter)) {
        const auto held = std::any_of(list.hashes.begin(), list.hashes.end(),
                                      [&](const auto& entry) { return rules::find_root(entry.hash) == root; });
        if (!held) missing.push_back(root);
    }
    return missing;
}

/// held_by gives the entries of a device's list that the name leaves. A release leaves them all: what is held is held.
std::vector<rules::TrustedHash> held_by(const rules::DeviceList& list, const RootFilter& filter) {
    std::vector<rules::TrustedHash> held;
    for (const auto& entry : list.hashes) {
        const Root* root = rules::find_root(entry.hash);
        if (filter.has_name(root != nullptr ? root->name : entry.name, root != nullptr ? root->subject : ""))
            held.push_back(entry);
    }
    return held;
}

std::string_view state_of(const rules::TrustedHash& entry) {
    return !entry.active                             ? "inactive, does not count"
           : rules::find_root(entry.hash) == nullptr ? "not in the table"
                                                     : "in the table";
}

std::string list_text(const rules::DeviceList& list, const std::string& file, const RootFilter& filter) {
    auto text = fmt::format("{}: {}, {} entries\n", safe(file), list.format, list.hashes.size());
    if (!list.firmware.empty()) text += fmt::format("  firmware {}\n", safe(list.firmware));
    if (!list.dns_suffix.empty()) text += fmt::format("  DNS suffix {}\n", safe(list.dns_suffix));
    text += "\nheld\n";
    for (const auto& entry : held_by(list, filter)) {
        const Root* root = rules::find_root(entry.hash);
        const auto name = root != nullptr ? std::string(root->name) : entry.name.empty() ? "(no name)" : safe(entry.name);
        text += fmt::format("  {:<34}{:<26}{}\n", name, state_of(entry), certlib::to_hex(entry.hash));
    }
    text += "\nin the table, not held\n";
    for (const Root* root : roots_missing_from(list, filter)) text += fmt::format("  {}\n", root->name);
    return text;
}

std::string list_json(const rules::DeviceList& list, const std::string& file, const RootFilter& filter) {
    Json held = Json::array();
    for (const auto& entry : held_by(list, filter)) {
        const Root* root = rules::find_root(entry.hash);
        held.push_back({{"hash", certlib::to_hex(entry.hash)},
                        {"name", safe(entry.name)},
                        {"active", entry.active},
                        {"default", entry.is_default},
                        {"root", root == nullptr ? Json(nullptr) : Json(root->name)}});
    }
    Json missing = Json::array();
    for (const Root* root : roots_missing_from(list, filter)) missing.push_back(root->name);
    return Json{{"schema", "amtcert.device-list/1"},
                {"source", safe(file)},
                {"format", list.format},
                {"firmware", safe(list.firmware)},
                {"dnsSuffix", safe(list.dns_suffix)},
                {"held", std::move(held)},
                {"missing", std::move(missing)}}
               .dump(2) +
           "\n";
}

struct RootsOptions {
    std::string import;
    std::vector<std::string> firmware;
    std::string name;
    bool json = false;
};

certlib::Result<RootFilter> filter_of(const RootsOptions& options) {
    RootFilter filter{{}, lower(options.name)};
    for (const auto& text : options.firmware) {
        const auto releases = rules::parse_releases(text);
        if (!releases) return about("--firmware", releases.error());
        filter.releases.insert(filter.releases.end(), releases->begin(), releases->end());
    }
    return filter;
}

certlib::Result<std::string> document(const RootsOptions& options) {
    const auto filter = filter_of(options);
    if (!filter) return tl::make_unexpected(filter.error());
    if (options.import.empty()) return options.json ? table_json(*filter) : table_text(*filter);
    const auto list = device_list_in(options.import);
    if (!list) return tl::make_unexpected(list.error());
    return options.json ? list_json(*list, options.import, *filter) : list_text(*list, options.import, *filter);
}

certlib::Result<int> run(const RootsOptions& options) {
    const auto text = document(options);
    if (!text) return tl::make_unexpected(text.error());
    if (auto printed = print(*text, {}); !printed) return tl::make_unexpected(printed.error());
    return exit_code::pass;
}

}  // namespace

void add_roots(CLI::App& app, int& exit) {
    auto* const command =
        add_subcommand(app, "roots", "Show the roots AMT firmware has been seen to trust, or what a device holds.");
    const auto options = std::make_shared<RootsOptions>();
    command->add_option("--import", options->import, "a device's list (rpc amtinfo, MeshCmd, plain) to compare with the table")
        ->type_name("FILE");
    command->add_option("--firmware", options->firmware, "only roots these AMT releases are known, or likely, to hold")
        ->type_name("V[,V]")
        ->delimiter(',');
    command->add_option("--name", options->name, "only roots with this text in their name or subject")->type_name("TEXT");
    command->add_flag("--json", options->json, "as JSON");
    command->callback([options, &exit] { finish(run(*options), exit); });
}

}  // namespace cli
