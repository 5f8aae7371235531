#include "cases_parts.h"

namespace testcerts {

void add_firmware_cases(std::vector<Case>& cases) {
    const auto unchanged = [](HierarchySpec&) {};
    cases.push_back(changed({.rule = "firmware.self-signed",
                             .exit = 0,
                             .what = "AMT 3.2.1 stumbles over its own certificate, not over this one.",
                             .more_options = {"--firmware", "3.2.1", "--accept-undecided", "link.signature-hash"}},
                            unchanged));
    cases.push_back(changed({.rule = "firmware.supports-pki",
                             .what = "AMT 2.5 knows no remote configuration with certificates.",
                             .more_options = {"--firmware", "2.5"}},
                            unchanged));
    cases.push_back(changed({.rule = "firmware.ws-man-translator",
                             .exit = 0,
                             .what = "AMT 3.0 needs the WS-MAN Translator between itself and the server.",
                             .more_options = {"--firmware", "3.0", "--accept-undecided", "link.signature-hash"}},
                            unchanged));
}

}  // namespace testcerts
