#include <fmt/format.h>

#include <algorithm>

#include <amtcert/chainwalk/named_locations.h>
#include <amtcert/rules/sending.h>

#include "engine/candidates.h"
#include "engine/judgement.h"

namespace rules {
namespace {

using certlib::Certificate;

/// Candidate is a chain to a root as a file of its own, judged as check would judge that file.
struct Candidate {
    std::vector<Certificate> certificates;
    std::vector<chainwalk::Origin> origins;
    SubjectReport report;
    std::vector<ServedRelease> releases;  ///< one per release of the site, failing ones too
};

void add_once(std::vector<const Rule*>& rules, const std::vector<const Rule*>& more) {
    for (const Rule* rule : more)
        if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
}

int badness(Verdict verdict) { return verdict == Verdict::pass ? 0 : verdict == Verdict::inconclusive ? 1 : 2; }

/// by_release puts the matrix's cells of one release together: the worst suffix counts.
std::vector<ServedRelease> by_release(const std::vector<MatrixCell>& matrix) {
    std::vector<ServedRelease> releases;
    for (const auto& cell : matrix) {
        if (!cell.remote_configuration) continue;
        if (releases.empty() || releases.back().label != cell.firmware)
            releases.push_back({cell.firmware, Verdict::pass, cell.confidence, {}});
        auto& release = releases.back();
        if (badness(cell.verdict) > badness(release.verdict)) release.verdict = cell.verdict;
        add_once(release.undecided, cell.undecided);
    }
    return releases;
}

/// site_for asks about every generation when no release is named, and not for a private key: none is written.
Site site_for(const Site& site) {
    Site asked = site;
    asked.role = Role::provisioning;
    asked.require_key = false;
    if (asked.survey || asked.firmware.empty()) asked.firmware = all_releases();
    asked.survey = false;
    return asked;
}

std::vector<Candidate> candidates_of(const Site& site, const certlib::Bundle& bundle, const SubjectReport& whole,
                                     const Material& material) {
    // What may complete a chain has to be in the file; what may be asked about it stays.
    const Material asked{.crls = crls_from(bundle, material), .retriever = material.retriever};
    std::vector<Candidate> candidates;
    for (const auto& [chain, accepted, refusals] : whole.chains) {
        if (!chain.is_complete() || !chain.last().is_self_issued()) continue;
        certlib::Bundle file{.source = bundle.source, .format = certlib::Format::pem};
        std::vector<chainwalk::Origin> origins;
        for (const auto& link : chain.links) {
            file.certificates.push_back(link.certificate);
            origins.push_back(link.origin);
        }
        auto report = evaluate(site, file, chain.leaf(), asked);
        auto releases = by_release(report.matrix);
        candidates.push_back({file.certificates, std::move(origins), std::move(report), std::move(releases)});
    }
    return candidates;
}

std::vector<RuleResult> reasons_for(const SubjectReport& report, const std::string& label) {
    std::vector<RuleResult> reasons;
    for (const auto& result : report.results)
        if (fails(result, Severity::error) && (!result.firmware || *result.firmware == label)) reasons.push_back(result);
    return reasons;
}

std::string ids(const std::vector<RuleResult>& reasons) {
    std::string text;
    for (const auto& reason : reasons)
        if (text.find(reason.rule->id) == std::string::npos) text += (text.empty() ? "" : ", ") + std::string(reason.rule->id);
    return text;
}

/// Selection covers the releases with as few of the candidates as it can: greedily, passes before what is not decided.
class Selection {
public:
    explicit Selection(const std::vector<Candidate>& candidates)
        : candidates_(candidates),
          chosen_(candidates.size()) {
        for (const auto& release : candidates.front().releases) open_.push_back(release.label);
    }

    void cover(Verdict verdict) {
        while (true) {
            std::size_t best = 0;
            std::vector<ServedRelease> most;
            for (std::size_t i = 0; i < candidates_.size(); ++i) {
                auto served = served_by(candidates_[i], verdict);
                const bool saves_a_file = served.size() == most.size() && !chosen_[i].empty() && chosen_[best].empty();
                if (served.size() < most.size() || (served.size() == most.size() && !saves_a_file)) continue;
                best = i;
                most = std::move(served);
            }
            if (most.empty()) return;
            for (auto& release : most) {
                open_.erase(std::find(open_.begin(), open_.end(), release.label));
                chosen_[best].push_back(std::move(release));
            }
            if (std::find(order_.begin(), order_.end(), best) == order_.end()) order_.push_back(best);
        }
    }

    [[nodiscard]] const std::vector<std::string>& open() const { return open_; }

    [[nodiscard]] std::vector<ChainToSend> chains() const {
        std::vector<ChainToSend> chains;
        for (const auto i : order_) {
            ChainToSend chain{candidates_[i].certificates, candidates_[i].origins, chosen_[i], {}};
            for (std::size_t other = 0; other < candidates_.size(); ++other)
                if (other != i)
                    if (auto text = failure_of(candidates_[other], chosen_[i]); !text.empty())
                        chain.others_fail.push_back(std::move(text));
            chains.push_back(std::move(chain));
        }
        return chains;
    }

private:
    [[nodiscard]] std::vector<ServedRelease> served_by(const Candidate& candidate, Verdict verdict) const {
        std::vector<ServedRelease> served;
        for (const auto& release : candidate.releases)
            if (release.verdict == verdict && std::find(open_.begin(), open_.end(), release.label) != open_.end())
                served.push_back(release);
        return served;
    }

    /// failure_of says for which of the releases another chain would not have done, and why.
    static std::string failure_of(const Candidate& other, const std::vector<ServedRelease>& releases) {
        std::string text;
        for (const auto& release : releases) {
            const auto same = std::find_if(other.releases.begin(), other.releases.end(),
                                           [&](const ServedRelease& one) { return one.label == release.label; });
            if (same == other.releases.end() || same->verdict != Verdict::fail) continue;
            text += fmt::format("{}AMT {} no ({})", text.empty() ? "" : "; ", release.label,
                                ids(reasons_for(other.report, release.label)));
        }
        if (text.empty()) return {};
        return fmt::format("the chain to {}: {}", other.certificates.back().subject().to_string(), text);
    }

    const std::vector<Candidate>& candidates_;
    std::vector<std::vector<ServedRelease>> chosen_;
    std::vector<std::size_t> order_;
    std::vector<std::string> open_;
};

Verdict verdict_of(const ChainSelection& selection, bool releases_were_named) {
    const bool unserved = std::any_of(selection.unserved.begin(), selection.unserved.end(), [&](const UnservedRelease& one) {
        return one.remote_configuration || releases_were_named;
    });
    if (selection.chains.empty() || (releases_were_named && unserved)) return Verdict::fail;
    bool passes = false;
    bool open = false;
    for (const auto& chain : selection.chains)
        for (const auto& release : chain.releases) (release.verdict == Verdict::pass ? passes : open) = true;
    return releases_were_named ? (open ? Verdict::inconclusive : Verdict::pass)
                               : (passes ? Verdict::pass : Verdict::inconclusive);
}

std::vector<Certificate> left_out_of(const certlib::Bundle& bundle, const std::vector<ChainToSend>& chains) {
    std::vector<Certificate> left;
    const auto holds = [](const std::vector<Certificate>& list, const Certificate& one) {
        return std::find(list.begin(), list.end(), one) != list.end();
    };
    for (const auto& certificate : bundle.certificates) {
        const bool used = std::any_of(chains.begin(), chains.end(),
                                      [&](const ChainToSend& chain) { return holds(chain.certificates, certificate); });
        if (!used && !holds(left, certificate)) left.push_back(certificate);
    }
    return left;
}

}  // namespace

ChainSelection select_chains(const Site& site, const certlib::Bundle& bundle, const Certificate& leaf, const Material& material) {
    const auto asked = site_for(site);
    const bool releases_were_named = !site.survey && !site.firmware.empty();
    const auto whole = evaluate(asked, bundle, leaf, material);
    const auto candidates = candidates_of(asked, bundle, whole, material);

    ChainSelection selection;
    std::vector<std::string> open;
    if (candidates.empty()) {
        for (const auto& release : asked.firmware) open.push_back(release.label);
    } else {
        Selection search(candidates);
        search.cover(Verdict::pass);
        search.cover(Verdict::inconclusive);
        selection.chains = search.chains();
        open = search.open();
    }
    const auto& reasons = candidates.empty() ? whole : candidates.front().report;
    for (const auto& release : asked.firmware) {
        const bool possible = release.generation->remote_configuration;
        if (!possible || std::find(open.begin(), open.end(), release.label) != open.end())
            selection.unserved.push_back(
                {release.label, possible, possible ? reasons_for(reasons, release.label) : std::vector<RuleResult>{}});
    }
    for (const auto& one : whole.chains) chainwalk::append_locations(selection.locations, one.chain);
    selection.left_out = left_out_of(bundle, selection.chains);
    selection.verdict = verdict_of(selection, releases_were_named);
    return selection;
}

}  // namespace rules
