#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include <amtcert/rules/nearest.h>
#include <amtcert/rules/rule.h>
#include <amtcert/rules/settings.h>

namespace rules {
namespace {

using certlib::ErrorKind;
using certlib::fail;
using Done = certlib::Result<void>;
using Words = std::vector<std::string>;

constexpr std::array roles{Role::provisioning, Role::web_server, Role::issuing_ca, Role::console_client};
constexpr std::array consoles{Console::configmgr, Console::sccm2012, Console::ema, Console::meshcentral, Console::rps, Console::rpc};
constexpr std::array severities{Severity::error, Severity::warning};
constexpr int most_days = 36500;

/// among finds the value that a word stands for.
template <class Values>
certlib::Result<typename Values::value_type> among(const Values& values, const std::string& word) {
    const auto found = std::find_if(values.begin(), values.end(), [&](auto value) { return to_string(value) == word; });
    if (found != values.end()) return *found;
    std::vector<std::string> known;
    for (const auto value : values) known.emplace_back(to_string(value));
    return fail(ErrorKind::usage, fmt::format("'{}', which is none of {}", certlib::escape_unprintable(word), fmt::join(known, ", ")));
}

Done set_role(Site& site, const Words& words) {
    if (words.back() == "auto") return site.role.reset(), Done{};
    return among(roles, words.back()).map([&](Role role) { site.role = role; });
}

Done set_firmware(Site& site, const Words& words) {
    const auto named = fmt::format("{}", fmt::join(words, ","));
    site.survey = named == "all";
    site.firmware.clear();
    if (site.survey) return {};
    return parse_releases(named).map([&](std::vector<Release> releases) { site.firmware = std::move(releases); });
}

certlib::Result<std::string> host_name(const std::string& text) {
    auto name = text.substr(0, text.find_last_not_of('.') + 1);
    const bool is_clean = !name.empty() && name.size() <= 253 &&
                          std::all_of(name.begin(), name.end(), [](unsigned char c) { return c > ' ' && c != 0x7f && c != '/'; });
    if (!is_clean) return fail(ErrorKind::usage, "not a DNS name: '" + text + "'");
    return name;
}

Done add_suffixes(Site& site, const Words& words) {
    for (const auto& word : words) {
        const auto name = host_name(word);
        if (!name) return tl::make_unexpected(name.error());
        auto& suffixes = site.dns_suffixes;
        if (std::find(suffixes.begin(), suffixes.end(), *name) == suffixes.end()) suffixes.push_back(*name);
    }
    return {};
}

/// set_name sets one of the site's names.
template <auto name>
Done set_name(Site& site, const Words& words) {
    return host_name(words.back()).map([&](std::string text) { site.*name = std::move(text); });
}

Done set_ad_dn(Site& site, const Words& words) { return site.ad_dn = words.back(), Done{}; }

Done add_trusted_hashes(Site& site, const Words& words) {
    for (const auto& word : words) {
        auto hash = parse_hash(word);
        if (!hash) return fail(ErrorKind::usage, hash.error().message, hash.error().hint);
        site.trusted_hashes.push_back(std::move(*hash));
    }
    return {};
}

Done add_consoles(Site& site, const Words& words) {
    for (const auto& word : words) {
        const auto console = among(consoles, word);
        if (!console) return tl::make_unexpected(console.error());
        site.consoles.insert(*console);
    }
    return {};
}

Done add_configmgr(Site& site, const Words& words) {
    if (words.back() != "2007" && words.back() != "2012") return fail(ErrorKind::usage, "2007 or 2012 required");
    site.consoles.insert(words.back() == "2007" ? Console::configmgr : Console::sccm2012);
    return {};
}

Done set_time(Site& site, const Words& words) {
    const auto at = certlib::parse_time(words.back());
    if (!at) return fail(ErrorKind::usage, at.error().message, at.error().hint);
    site.at = *at;
    return {};
}

certlib::Result<int> days(const std::string& word) {
    int number = -1;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (read.ec != std::errc{} || read.ptr != word.data() + word.size() || number < 0 || number > most_days)
        return fail(ErrorKind::usage, fmt::format("a number of days from 0 to {} required", most_days));
    return number;
}

/// set_days sets one of the site's thresholds.
template <auto threshold>
Done set_days(Site& site, const Words& words) {
    return days(words.back()).map([&](int number) { site.*threshold = number; });
}

Done set_fail_on(Site& site, const Words& words) {
    return among(severities, words.back()).map([&](Severity severity) { site.fail_on = severity; });
}

/// add_rules adds to one of the site's sets of rule ids.
template <auto set>
Done add_rules(Site& site, const Words& words) {
    for (const auto& word : words) {
        if (find_rule(word) == nullptr) {
            std::vector<std::string> known;
            for (const Rule* rule : catalogue()) known.emplace_back(rule->id);
            const auto near = nearest(word, known);
            return fail(ErrorKind::usage, "no rule is called " + word,
                        near.empty() ? "amtcert rules lists them" : "did you mean " + near + "?");
        }
        (site.*set).insert(word);
    }
    return {};
}

/// set_truth sets one of the site's switches.
template <auto truth>
Done set_truth(Site& site, const Words& words) {
    if (words.back() != "true" && words.back() != "false") return fail(ErrorKind::usage, "true or false required");
    site.*truth = words.back() == "true";
    return {};
}

Done set_revocation(Site& site, const Words& words) {
    const std::array<std::pair<std::string_view, RevocationMode>, 3> modes{
        {{"off", RevocationMode::off}, {"check", RevocationMode::check}, {"require", RevocationMode::require}}};
    const auto found = std::find_if(modes.begin(), modes.end(), [&](const auto& mode) { return mode.first == words.back(); });
    if (found == modes.end()) return fail(ErrorKind::usage, "off, check or require required");
    site.revocation = found->second;
    return {};
}

struct Option {
    std::string_view key;
    Done (*apply)(Site&, const Words&);
};

constexpr auto options = std::to_array<Option>({
    {"role", set_role},
    {"firmware", set_firmware},
    {"dnsSuffix", add_suffixes},
    {"mebxSuffix", set_name<&Site::mebx_suffix>},
    {"serverFqdn", set_name<&Site::server_fqdn>},
    {"mebxServerFqdn", set_name<&Site::mebx_server_fqdn>},
    {"clientFqdn", set_name<&Site::client_fqdn>},
    {"adDn", set_ad_dn},
    {"trustedHash", add_trusted_hashes},
    {"console", add_consoles},
    {"configmgr", add_configmgr},
    {"at", set_time},
    {"warnDays", set_days<&Site::warn_days>},
    {"failDays", set_days<&Site::fail_days>},
    {"failOn", set_fail_on},
    {"require", add_rules<&Site::required>},
    {"acceptUndecided", add_rules<&Site::accept_undecided>},
    {"requireKey", set_truth<&Site::require_key>},
    {"expectRevoked", set_truth<&Site::expect_revoked>},
    {"revocation", set_revocation},
});

}  // namespace

Done apply_setting(Site& site, std::string_view key, const Words& values) {
    const auto option = std::find_if(options.begin(), options.end(), [&](const Option& one) { return one.key == key; });
    if (option == options.end()) {
        std::vector<std::string> known;
        for (const auto& one : options) known.emplace_back(one.key);
        const auto near = nearest(std::string(key), known);
        return fail(ErrorKind::usage, "no such option", near.empty() ? "" : "did you mean " + near + "?");
    }
    if (values.empty()) return fail(ErrorKind::usage, "needs a value");
    return option->apply(site, values);
}

}  // namespace rules
