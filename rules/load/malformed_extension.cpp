#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/path.h"

namespace rules {
namespace {

std::string describe(const certlib::Defect& defect) {
    if (defect.extension.dotted().empty()) return fmt::format("{} (octet {} of the certificate)", defect.what, defect.offset);
    const auto& dotted = defect.extension.dotted();
    const auto name = defect.extension.name() == dotted ? dotted : fmt::format("{}, {}", defect.extension.name(), dotted);
    return fmt::format("{} (extension {}, octet {} of the certificate)", defect.what, name, defect.offset);
}

Findings check(const Context& context) {
    Findings findings;
    // The plain validator takes an anchor as it is, unless told to hold it to the profile too.
    const auto judged = context.request == nullptr ? context.chain.links.size() : profiled_path(context).size();
    for (std::size_t place = 0; place < judged; ++place)
        for (const auto& defect : context.chain.links[place].certificate.defects())
            findings.push_back(failed(describe(defect), place));
    return or_passed(std::move(findings), "every extension of the chain can be decoded");
}

}  // namespace

extern const Rule load_malformed_extension_rule;
constinit const Rule load_malformed_extension_rule = define({
    .id = "load.malformed-extension",
    .title = "certificate is malformed",
    .stages = stages(1),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "Every extension amtcert understands decodes, none stands twice, and names, times and numbers are encoded as DER demands. "
            "The evidence names the extension and the octet.",
    .why = "What one reader passes over another refuses: with a malformed certificate every verdict depends on whose code looks.",
    .fix = "Have the certificate issued anew. If the CA produced it this way, show it the extension and the octet named here.",
    .citation = "RFC 5280 4.1, 4.2; X.690",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
