#include "cases_parts.h"

namespace testcerts {

void add_policy_cases(std::vector<Case>& cases) {
    auto ended = changed({.rule = "policy.expired-suppression",
                          .exit = 0,
                          .what = "Nothing is wrong with the certificate; the policy file holds a suppression that ended on 2026-10-31.",
                          .more_options = {"--policy", "{dir}/policy-expired-suppression/policy.json"}},
                         [](HierarchySpec&) {});
    ended.files.push_back({"policy.json", to_bytes("{\n  // The certificate was renewed; nobody took this out.\n  \"suppressions\": [\n"
                                                   "    { \"rule\": \"key.length\", \"until\": \"2026-10-31\",\n"
                                                   "      \"reason\": \"the 4096-bit CA is replaced in October\" }\n  ]\n}\n")});
    cases.push_back(std::move(ended));
}

}  // namespace testcerts
