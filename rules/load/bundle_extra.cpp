#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

constexpr std::size_t named_at_most = 4;

std::string_view octets(const certlib::Certificate& certificate) {
    return {reinterpret_cast<const char*>(certificate.der().data()), certificate.der().size()};
}

std::unordered_set<std::string_view> on_any_path(const chainwalk::Walk& walk) {
    std::unordered_set<std::string_view> certificates;
    for (const auto& chain : walk.chains)
        for (const auto& link : chain.links) certificates.insert(octets(link.certificate));
    return certificates;
}

/// Places lists certificates of the file for a line of evidence, and stops naming them when there are many.
class Places {
public:
    void add(std::size_t position, const certlib::Certificate& certificate) {
        if (++count_ > named_at_most) return;
        text_ += fmt::format("{}certificate {} of the file, {}", count_ == 1 ? "" : "; ", position + 1, certificate.subject().to_string());
    }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::string text() const {
        return count_ > named_at_most ? fmt::format("{}; and {} more", text_, count_ - named_at_most) : text_;
    }

private:
    std::string text_;
    std::size_t count_ = 0;
};

/// may_serve_others: nothing says that the leaf is the only certificate meant, and what it does not need may be another's.
bool may_serve_others(const Context& context) {
    if (certlib::holds_key_of(context.bundle, context.leaf())) return false;
    const auto& certificates = context.bundle.certificates;
    return context.role == Role::issuing_ca || std::any_of(certificates.begin(), certificates.end(), [&](const auto& one) {
               return !one.is_ca() && !(one == context.leaf());
           });
}

Findings check(const Context& context) {
    const auto needed = on_any_path(context.walk);
    std::unordered_set<std::string_view> seen;
    Places twice;
    Places unneeded;
    const auto& certificates = context.bundle.certificates;
    for (std::size_t i = 0; i < certificates.size(); ++i) {
        if (!seen.insert(octets(certificates[i])).second) twice.add(i, certificates[i]);
        else if (!needed.contains(octets(certificates[i]))) unneeded.add(i, certificates[i]);
    }
    Findings findings;
    if (!twice.empty()) findings.push_back(failed("more than once in the file: " + twice.text()));
    // A search that was cut short has not seen every path.
    if (!unneeded.empty() && context.walk.cut_short)
        findings.push_back(inconclusive(fmt::format("on no path seen before the search stopped ({}): {}", context.walk.limit, unneeded.text())));
    else if (!unneeded.empty() && !may_serve_others(context))
        findings.push_back(failed("on no path from the leaf: " + unneeded.text()));
    else if (!unneeded.empty() && twice.empty())
        findings.push_back(skipped("the source holds other certificates to judge, and what this one does not need may be theirs"));
    return or_passed(std::move(findings), "every certificate of the source is on a path, and none stands twice");
}

}  // namespace

extern const Rule load_bundle_extra_rule;
constinit const Rule load_bundle_extra_rule = define({
    .id = "load.bundle-extra",
    .title = "certificate is not needed",
    .stages = stages(1),
    .component = Component::server,
    .roles = all_roles,
    .severity = Severity::info,
    .what = "Every certificate in the source is on some path from the leaf to a root, and none stands there twice. A source with "
            "several certificates to judge is searched for duplicates only.",
    .why = "A certificate too many does no harm by itself, but some consoles send everything a file holds, and AMT limits the length "
           "of a chain.",
    .fix = "Leave the certificate named out when you write the file again.",
    .citation = "Intel AMT SDK, AddNextCertInChain; RPS certManager.ts",
    .grade = Grade::second_hand,
    .check = check,
});

}  // namespace rules
