#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/crl.h>

#include "support/file_content.h"
#include "support/suite.h"

/// NIST PKITS 1.0.1, read from the suites' folder.
namespace pkits {

constexpr const char* folder = "suites/pkits";

struct Case {
    std::string id;  ///< "4.13.38"
    std::vector<certlib::Certificate> path;  ///< leaf first, the trust anchor last
    std::vector<certlib::Crl> crls;
    bool should_validate = false;
    std::vector<std::string> initial_policies;      ///< "anyPolicy", "NIST-test-policy-1"
    std::vector<std::string> constrained_policies;  ///< user-constrained-policy-set
    bool explicit_policy = false;
    bool mapping_inhibit = false;
    bool any_policy_inhibit = false;
};

inline certlib::Certificate certificate(const std::string& name) {
    return certlib::Certificate::parse(octets_of(suite::path(std::string(folder) + "/certs/" + name + ".crt"))).value();
}

inline certlib::Crl crl(const std::string& name) {
    return certlib::load_crls(suite::path(std::string(folder) + "/crls/" + name + ".crl")).value().front();
}

/// names lists the files of one kind, "certs" or "crls", without their endings.
inline std::vector<std::string> names(const std::string& kind) {
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(suite::path(std::string(folder) + "/" + kind)))
        names.push_back(file.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// section lists the cases of one or more sections: "4.13.".
inline std::vector<Case> section(std::string_view prefix) {
    std::ifstream file(suite::path(std::string(folder) + "/pkits.json"));
    std::vector<Case> cases;
    for (const auto& entry : nlohmann::json::parse(file)) {
        Case one{.id = entry.at("id"), .should_validate = entry.at("should_validate")};
        if (!one.id.starts_with(prefix)) continue;
        const std::vector<std::string> names = entry.at("certs");
        for (auto name = names.rbegin(); name != names.rend(); ++name) one.path.push_back(certificate(*name));
        for (const auto& name : entry.at("crls")) one.crls.push_back(crl(name));
        one.initial_policies = entry.at("initial_policy_set").get<std::vector<std::string>>();
        one.constrained_policies = entry.at("user_constrained_policy_set").get<std::vector<std::string>>();
        one.explicit_policy = entry.at("initial_explicit_policy");
        one.mapping_inhibit = entry.at("initial_policy_mapping_inhibit");
        one.any_policy_inhibit = entry.at("initial_inhibit_any_policy");
        cases.push_back(std::move(one));
    }
    return cases;
}

}  // namespace pkits
