// What --site and --policy say, put where the command line left an option open.
#include <algorithm>
#include <filesystem>

#include <amtcert/certlib/windows_store.h>

#include "site_options.h"

namespace cli {
namespace {

using certlib::Result;

constexpr std::size_t file_limit = 1U << 20U;

/// read_as reads and parses a whole file; its name is in front of an error.
template <class Content>
Result<Content> read_as(const std::string& file, Result<Content> (*parse)(std::string_view)) {
    const auto named = [&](const certlib::Error& error) {
        return certlib::fail(error.kind, file + ": " + error.message, error.hint);
    };
    const auto bytes = certlib::read_file(file, file_limit);
    if (!bytes) return named(bytes.error());
    auto content = parse({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!content) return named(content.error());
    return content;
}

/// relative_to finds a file named in another one. Standard input, the system's roots and Windows stores keep their names.
std::string relative_to(const std::string& file, const std::string& name) {
    if (name == "-" || name == "system" || certlib::names_windows_store(name)) return name;
    return (std::filesystem::path(file).parent_path() / name).string();
}

}  // namespace

Result<void> SiteOptions::take(CLI::App& command, const std::string& file, const std::vector<rules::Setting>& settings) {
    for (const auto& setting : settings) {
        const auto name = rules::option_of(setting.key);
        // One file may serve several commands: what this one has no option for is not its business.
        auto* const option = command.get_option_no_throw(name);
        if (option == nullptr || option->count() > 0) continue;
        for (const auto& value : setting.values) option->add_result(setting.is_file ? relative_to(file, value) : value);
        try {
            option->run_callback();
        } catch (const CLI::ParseError& error) {
            return certlib::fail(certlib::ErrorKind::usage, file + ": " + error.what());
        }
        origins_[name] = file;
    }
    return {};
}

Result<void> SiteOptions::read_files(CLI::App& command) {
    std::vector<rules::Setting> site;
    if (!site_file.empty()) {
        auto content = read_as(site_file, rules::read_site_file);
        if (!content) return tl::make_unexpected(content.error());
        site = std::move(*content);
        const auto names_policy = [](const rules::Setting& setting) { return setting.key == "policy"; };
        if (const auto found = std::find_if(site.begin(), site.end(), names_policy); found != site.end())
            if (auto taken = take(command, site_file, {*found}); !taken) return taken;
    }
    if (!policy_file.empty()) {
        auto content = read_as(policy_file, rules::read_policy_file);
        if (!content) return tl::make_unexpected(content.error());
        policy = std::move(content->policy);
        if (auto taken = take(command, policy_file, content->settings); !taken) return taken;
    }
    return take(command, site_file, site);
}

}  // namespace cli
