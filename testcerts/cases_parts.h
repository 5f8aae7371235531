#pragma once

#include <functional>

#include <amtcert/testcerts/cases.h>
#include <amtcert/testcerts/hierarchy.h>

namespace testcerts {

/// The cases of each group, in the order of the rule catalogue.
void add_good_cases(std::vector<Case>& cases);
void add_load_cases(std::vector<Case>& cases);
void add_key_cases(std::vector<Case>& cases);
void add_link_cases(std::vector<Case>& cases);
void add_trust_cases(std::vector<Case>& cases);
void add_validity_cases(std::vector<Case>& cases);
void add_name_cases(std::vector<Case>& cases);
void add_usage_cases(std::vector<Case>& cases);
void add_revocation_cases(std::vector<Case>& cases);
void add_firmware_cases(std::vector<Case>& cases);
void add_policy_cases(std::vector<Case>& cases);
void add_console_cases(std::vector<Case>& cases);

/// Outline is what most cases need said: which rule, which exit code, what is wrong; and the options that differ.
struct Outline {
    std::string rule;
    int exit = 1;
    std::string what;
    std::vector<std::string> more_options = {};
    std::string at = "2026-11-24T00:00:00Z";
    std::string suffix = "example.com";
    bool root_is_trusted = true;
    bool offline = true;
};

/// pem_case makes a case whose SOURCE is chain.pem with these certificates, the last of which is the root.
[[nodiscard]] Case pem_case(const Outline& outline, const std::vector<certlib::Certificate>& chain);

/// changed is the good hierarchy with one thing changed, as a PEM case.
[[nodiscard]] Case changed(const Outline& outline, const std::function<void(HierarchySpec&)>& change);

/// options_for gives the options of check that an outline stands for.
[[nodiscard]] std::vector<std::string> options_for(const Outline& outline, const certlib::Certificate& root);

/// folder_name is the rule's id with hyphens: "key-length".
[[nodiscard]] std::string folder_name(const std::string& rule);

[[nodiscard]] certlib::Bytes to_bytes(const std::string& text);

/// The password of every sample container, and the options that give it.
inline constexpr const char* sample_password = "amtcert";
inline const std::vector<std::string> password_options{"--password-file", "{dir}/password.txt"};

}  // namespace testcerts
