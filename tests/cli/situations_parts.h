#pragma once

#include <amtcert/testcerts/hierarchy.h>

#include <functional>

#include "cli/situations.h"

namespace situations {

using testcerts::HierarchySpec;

inline std::string hash_of(const certlib::Certificate& certificate) { return certlib::to_hex(certificate.sha256_fingerprint()); }

/// with is a situation judged on the day of the samples, for example.com unless `options` name a suffix.
inline Situation with(std::string name, std::string what, const std::string& pem, std::vector<std::string> options) {
    std::vector<std::string> arguments{"{dir}/chain.pem", "--at", "2026-11-24", "--offline"};
    if (std::find(options.begin(), options.end(), "--dns-suffix") == options.end())
        arguments.insert(arguments.end(), {"--dns-suffix", "example.com"});
    arguments.insert(arguments.end(), options.begin(), options.end());
    return {std::move(name), std::move(what), {{"chain.pem", pem}}, std::move(arguments)};
}

/// changed is the good hierarchy with one change, its root's hash entered in the devices.
inline Situation changed(std::string name, std::string what, const std::function<void(HierarchySpec&)>& change,
                         std::vector<std::string> options = {}) {
    auto spec = testcerts::good();
    change(spec);
    const auto hierarchy = testcerts::build(spec);
    options.insert(options.end(), {"--trusted-hash", hash_of(hierarchy.root)});
    return with(std::move(name), std::move(what), testcerts::pem(hierarchy.chain()), std::move(options));
}

/// call_leaf sets the leaf's common name and its one DNS name.
inline void call_leaf(HierarchySpec& spec, const std::string& name) {
    spec.leaf.set_common_name(name);
    spec.leaf.set(testcerts::extension::dns_names({name}));
}

}  // namespace situations
