#include <amtcert/chainwalk/revocation_facts.h>
#include <amtcert/rules/render.h>

#include "guarded.h"

namespace {

using certlib::ErrorKind;
using certlib::fail;

struct Job {
    const certlib::Bundle* bundle;
    certlib::Certificate leaf;
};

std::vector<Job> jobs_of(const amtcert_check& check) {
    std::vector<Job> jobs;
    for (const auto& bundle : check.bundles)
        for (auto& leaf : rules::subjects_of(bundle)) jobs.push_back({&bundle, std::move(leaf)});
    return jobs;
}

/// goes_on tells the callback how far the run is, and is false when it has enough.
bool goes_on(const amtcert_check& check, const std::vector<Job>& jobs, std::size_t done) {
    if (check.progress == nullptr) return true;
    const char* const source = done < jobs.size() ? jobs[done].bundle->source.c_str() : nullptr;
    return check.progress(check.progress_user, done, jobs.size(), source) == 0;
}

/// judge judges every certificate. Nothing comes back when the callback ended the run.
std::optional<rules::Report> judge(const amtcert_check& check) {
    capi::Locations locations(check);
    auto material = check.material;
    material.retriever = locations.retriever();
    const auto jobs = jobs_of(check);
    if (material.retriever != nullptr) {
        std::vector<certlib::Certificate> certificates;
        for (const auto& bundle : check.bundles)
            certificates.insert(certificates.end(), bundle.certificates.begin(), bundle.certificates.end());
        chainwalk::prefetch(certificates, *material.retriever);
    }
    rules::Report report{.time = check.site.at};
    for (const auto& job : jobs) {
        if (!goes_on(check, jobs, report.subjects.size())) return std::nullopt;
        report.subjects.push_back(rules::evaluate(check.site, *job.bundle, job.leaf, material));
    }
    if (!goes_on(check, jobs, jobs.size())) return std::nullopt;
    locations.keep(report);
    return report;
}

}  // namespace

amtcert_status amtcert_check_run(amtcert_check* check, amtcert_report** report) {
    if (report != nullptr) *report = nullptr;
    bool is_cancelled = false;
    const auto status = capi::guarded(check, [&]() -> certlib::Result<void> {
        if (report == nullptr) return fail(ErrorKind::usage, "the report is a null pointer");
        if (check->bundles.empty()) return fail(ErrorKind::usage, "nothing to judge", "add a source");
        if (check->site.at == certlib::Time{})
            return fail(ErrorKind::usage, "no time to judge for", "set at, as 2026-11-24T12:00:00Z");
        const auto found = judge(*check);
        is_cancelled = !found.has_value();
        if (is_cancelled) return fail(ErrorKind::usage, "ended by the progress callback");
        *report = new amtcert_report{found->verdict(), rules::render_json(*found)};
        return {};
    });
    return is_cancelled ? AMTCERT_CANCELLED : status;
}
