#include <algorithm>
#include <array>
#include <filesystem>

#include <amtcert/rules/nearest.h>
#include <amtcert/rules/settings.h>

#include "check.h"

namespace capi {
namespace {

using certlib::ErrorKind;
using certlib::fail;
using certlib::Result;

constexpr std::size_t text_limit = 1U << 20U;  ///< octets of a site, policy or hash list file

std::string_view text_of(const Item& item) { return {reinterpret_cast<const char*>(item.data.data()), item.data.size()}; }

Result<certlib::Bundle> read_bundle(const amtcert_check& check, const Item& item) {
    certlib::LoadOptions options;
    options.password = [&check](std::string_view) -> Result<certlib::Secret> {
        if (check.password.empty())
            return fail(ErrorKind::no_password, "a password is needed", "set it before the source is added");
        return certlib::Secret(check.password.view());
    };
    return certlib::load(item.data, item.name, options);
}

Result<void> add_source(amtcert_check& check, const Item& item) {
    return read_bundle(check, item).map([&](certlib::Bundle bundle) { check.bundles.push_back(std::move(bundle)); });
}

Result<void> add_certificates(amtcert_check& check, const Item& item, std::vector<certlib::Certificate>& to) {
    return read_bundle(check, item).map([&](certlib::Bundle bundle) {
        to.insert(to.end(), bundle.certificates.begin(), bundle.certificates.end());
    });
}

Result<void> add_intermediates(amtcert_check& check, const Item& item) {
    return add_certificates(check, item, check.material.intermediates);
}

Result<void> add_roots(amtcert_check& check, const Item& item) { return add_certificates(check, item, check.material.roots); }

Result<void> add_console_store(amtcert_check& check, const Item& item) {
    std::vector<certlib::Certificate> store;
    if (auto added = add_certificates(check, item, store); !added) return added;
    if (!check.site.console_store) check.site.console_store.emplace();
    check.site.console_store->insert(check.site.console_store->end(), store.begin(), store.end());
    return {};
}

Result<void> add_crls(amtcert_check& check, const Item& item) {
    return certlib::read_crls({item.data.begin(), item.data.end()}).map([&](const std::vector<certlib::Crl>& crls) {
        check.material.crls.insert(check.material.crls.end(), crls.begin(), crls.end());
    });
}

Result<void> add_trusted_hashes(amtcert_check& check, const Item& item) {
    return rules::read_device_list(text_of(item)).map([&](rules::DeviceList list) {
        list.source = item.name;
        check.site.device_lists.push_back(std::move(list));
    });
}

/// apply sets the options and adds the files that a site or policy file names.
Result<void> apply(amtcert_check& check, const Item& item, const std::vector<rules::Setting>& settings) {
    for (const auto& setting : settings) {
        if (!setting.is_file) {
            if (auto set = set_option(check, setting.key, setting.values); !set) return set;
            continue;
        }
        for (const auto& value : setting.values) {
            const auto path = (std::filesystem::path(item.folder) / value).string();
            if (auto done = setting.key == "cache" ? set_option(check, "cache", {path}) : add_path(check, setting.key, path);
                !done)
                return done;
        }
    }
    return {};
}

Result<void> apply_site(amtcert_check& check, const Item& item) {
    const auto settings = rules::read_site_file(text_of(item));
    return settings ? apply(check, item, *settings) : tl::make_unexpected(settings.error());
}

Result<void> apply_policy(amtcert_check& check, const Item& item) {
    auto file = rules::read_policy_file(text_of(item));
    if (!file) return tl::make_unexpected(file.error());
    check.site.policy = std::move(file->policy);
    return apply(check, item, file->settings);
}

struct Purpose {
    std::string_view key;
    Result<void> (*add)(amtcert_check&, const Item&);
    std::size_t limit = certlib::LoadLimits{}.source_bytes;
};

constexpr auto purposes = std::to_array<Purpose>({
    {"source", add_source},
    {"intermediates", add_intermediates},
    {"roots", add_roots},
    {"consoleStore", add_console_store},
    {"crls", add_crls, certlib::largest_crl},
    {"trustedHashes", add_trusted_hashes, text_limit},
    {"site", apply_site, text_limit},
    {"policy", apply_policy, text_limit},
});

Result<const Purpose*> purpose_of(std::string_view key) {
    const auto found = std::find_if(purposes.begin(), purposes.end(), [&](const Purpose& one) { return one.key == key; });
    if (found != purposes.end()) return &*found;
    std::vector<std::string> known;
    for (const auto& one : purposes) known.emplace_back(one.key);
    const auto near = rules::nearest(key, known);
    return fail(ErrorKind::usage, certlib::escape_unprintable(key) + ": nothing that is read from a file",
                near.empty() ? "" : "did you mean " + near + "?");
}

tl::unexpected<certlib::Error> about(const std::string& name, const certlib::Error& error) {
    return fail(error.kind, certlib::escape_unprintable(name) + ": " + error.message, error.hint);
}

Result<void> add_file(amtcert_check& check, const Purpose& purpose, const std::string& file) {
    auto data = certlib::read_file(file, purpose.limit);
    if (!data) return tl::make_unexpected(data.error());
    auto added = purpose.add(check, {.data = *data, .name = file, .folder = std::filesystem::path(file).parent_path().string()});
    certlib::wipe(data->data(), data->size());  // it may have held a private key
    return added;
}

}  // namespace

Result<void> add_item(amtcert_check& check, std::string_view key, const Item& item) {
    const auto purpose = purpose_of(key);
    if (!purpose) return tl::make_unexpected(purpose.error());
    if (item.data.size() > (*purpose)->limit)
        return about(item.name, {ErrorKind::limit, "larger than " + std::to_string((*purpose)->limit >> 20U) + " MiB"});
    const auto added = (*purpose)->add(check, item);
    return added ? added : about(item.name, added.error());
}

Result<void> add_path(amtcert_check& check, std::string_view key, const std::string& path) {
    const auto purpose = purpose_of(key);
    if (!purpose) return tl::make_unexpected(purpose.error());
    const auto list = certlib::expand(path);
    if (!list) return about(path, list.error());
    bool is_found = false;
    for (const auto& file : list->files) {
        const auto added = add_file(check, **purpose, file);
        if (!added && list->several && added.error().kind == ErrorKind::not_found) continue;
        if (!added) return about(file, added.error());
        is_found = true;
    }
    return is_found ? Result<void>{} : about(path, {ErrorKind::not_found, "no file with a certificate in it"});
}

}  // namespace capi
