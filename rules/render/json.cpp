#include <amtcert/rules/render.h>

#include <nlohmann/json.hpp>

#include <amtcert/rules/guide.h>

#include "render/location_json.h"
#include "render/report_json.h"
#include "render/shown.h"

namespace rules {
namespace {

using Json = nlohmann::ordered_json;

template <class T, class Convert>
Json list_of(const std::vector<T>& items, Convert convert) {
    Json list = Json::array();
    for (const auto& item : items) list.push_back(convert(item));
    return list;
}

Json ids_of(const std::vector<const Rule*>& rules) {
    return list_of(rules, [](const Rule* rule) { return Json(rule->id); });
}

Json certificate_json(const certlib::Certificate& certificate) {
    return {{"subject", certificate.subject().to_string()},
            {"issuer", certificate.issuer().to_string()},
            {"serial", certificate.serial_hex()},
            {"sha1", certlib::to_hex(certificate.sha1_fingerprint())},
            {"sha256", certlib::to_hex(certificate.sha256_fingerprint())},
            {"notBefore", certlib::format_time(certificate.not_before())},
            {"notAfter", certlib::format_time(certificate.not_after())},
            {"key", {{"type", certlib::to_string(certificate.public_key().algorithm)}, {"bits", certificate.public_key().bits}}},
            {"signature", certificate.signature_algorithm().to_string()}};
}

std::string_view key_spec_word(std::uint32_t key_spec) {
    switch (key_spec) {
        case 1: return "exchange";
        case 2: return "signature";
        case 0:
        case 0xffffffff: return "cng";
        default: return "other";
    }
}

std::string_view access_word(certlib::KeyAccess access) {
    switch (access) {
        case certlib::KeyAccess::reachable: return "reachable";
        case certlib::KeyAccess::absent_or_hidden: return "absent-or-hidden";
        case certlib::KeyAccess::denied: return "denied";
        case certlib::KeyAccess::unavailable: return "unavailable";
    }
    return "unavailable";
}

Json key_provider_json(const certlib::KeyProvider& provider) {
    Json json{{"name", safe(provider.name)},
              {"container", safe(provider.container)},
              {"type", provider.type},
              {"keySpec", key_spec_word(provider.key_spec)}};
    if (provider.access) json["access"] = access_word(*provider.access);
    if (provider.exportable) json["exportable"] = *provider.exportable;
    return json;
}

/// add_store_facts puts in what is known from a Windows store, and no member for what is not.
void add_store_facts(Json& json, const certlib::StoreFacts& facts) {
    if (!facts.friendly_name.empty()) json["friendlyName"] = safe(facts.friendly_name);
    if (facts.key_provider) json["keyProvider"] = key_provider_json(*facts.key_provider);
    if (facts.archived) json["archived"] = true;
}

Json leaf_json(const SubjectReport& subject) {
    const auto& leaf = subject.leaf;
    auto json = certificate_json(leaf);
    const auto common_names = leaf.subject().values(certlib::oids::common_name);
    json["commonName"] = common_names.empty() ? Json(nullptr) : Json(safe(common_names.front()));
    json["dnsNames"] = list_of(leaf.dns_names(), [](const std::string& name) { return Json(safe(name)); });
    json["organizationalUnits"] = list_of(leaf.subject().values(certlib::oids::organizational_unit),
                                          [](const std::string& unit) { return Json(safe(unit)); });
    json["extendedKeyUsage"] = Json::array();
    if (const auto& purposes = leaf.decoded().extended_key_usage)
        json["extendedKeyUsage"] = list_of(*purposes, [](const certlib::Oid& purpose) { return Json(purpose.dotted()); });
    if (subject.store) add_store_facts(json, *subject.store);
    return json;
}

Json stages_json(StageSet stages) {
    Json list = Json::array();
    for (int stage = 1; stage <= 7; ++stage)
        if (stages.has(stage)) list.push_back(stage);
    return list;
}

Json consoles_json(ConsoleSet consoles) {
    Json names = Json::array();
    for (const auto console :
         {Console::configmgr, Console::sccm2012, Console::ema, Console::meshcentral, Console::rps, Console::rpc})
        if (consoles.has(console)) names.push_back(to_string(console));
    return names;
}

Json result_json(const RuleResult& result) {
    Json json{{"rule", result.rule->id}};
    json["stages"] = stages_json(result.rule->stages);
    json["component"] = to_string(result.rule->component);
    json["severity"] = to_string(result.severity());
    if (result.severity() != result.own_severity()) json["ownSeverity"] = to_string(result.own_severity());
    json["result"] = to_string(result.finding.result);
    if (const auto& suppression = result.suppression)
        json["suppressed"] = {{"reason", safe(suppression->reason)}, {"until", certlib::format_date(suppression->last_day)}};
    if (result.finding.certificate) json["certificate"] = *result.finding.certificate;
    if (result.firmware) json["firmware"] = *result.firmware;
    if (result.dns_suffix) json["dnsSuffix"] = safe(*result.dns_suffix);
    if (!result.finding.consoles.empty()) json["consoles"] = consoles_json(result.finding.consoles);
    json["evidence"] = safe(result.finding.evidence);
    if (result.finding.result == Result::fail || result.finding.result == Result::inconclusive)
        json["fix"] = safe(result.finding.fix.empty() ? std::string(result.rule->fix) : result.finding.fix);
    json["citation"] = result.rule->citation;
    json["grade"] = to_string(result.rule->grade);
    return json;
}

Json stage_json(const StageReport& stage) {
    return {{"stage", stage.stage},
            {"title", stage_title(stage.stage)},
            {"verdict", to_string(stage.verdict)},
            {"rules", ids_of(stage.rules)}};
}

Json console_json(const ConsoleVerdict& console) {
    return {{"console", to_string(console.console)}, {"verdict", to_string(console.verdict)}, {"failed", ids_of(console.failed)}};
}

Json text_json(const std::string& text) { return safe(text); }

Json cell_json(const MatrixCell& cell) {
    Json json{{"firmware", cell.firmware}};
    if (cell.dns_suffix) json["dnsSuffix"] = safe(*cell.dns_suffix);
    json["verdict"] = to_string(cell.verdict);
    json["confidence"] = to_string(cell.confidence);
    json["failed"] = ids_of(cell.failed);
    json["undecided"] = ids_of(cell.undecided);
    json["reasons"] = list_of(cell.reasons, text_json);
    if (!cell.consoles.empty()) json["consoles"] = list_of(cell.consoles, console_json);
    return json;
}

Json opinion_json(const chainwalk::Opinion& opinion) {
    return {{"engine", opinion.engine},
            {"accepted", opinion.answer.accepted},
            {"code", opinion.answer.code},
            {"reason", safe(opinion.answer.reason)}};
}

Json revocation_json(const chainwalk::Revocation& revocation) {
    Json json{{"status", chainwalk::to_string(revocation.status)}, {"evidence", safe(revocation.evidence)}};
    if (revocation.status == chainwalk::RevocationStatus::revoked) {
        json["reason"] = certlib::to_string(revocation.reason);
        if (revocation.date) json["date"] = certlib::format_time(*revocation.date);
    }
    if (revocation.crl) {
        json["crl"] = {{"issuer", safe(revocation.crl->issuer().to_string())},
                       {"thisUpdate", certlib::format_time(revocation.crl->this_update())},
                       {"delta", revocation.crl->is_delta()}};
        if (const auto next = revocation.crl->next_update()) json["crl"]["nextUpdate"] = certlib::format_time(*next);
    }
    return json;
}

Json link_json(const chainwalk::Link& link) {
    auto json = certificate_json(link.certificate);
    json["origin"] = chainwalk::to_string(link.origin);
    if (link.revocation) json["revocation"] = revocation_json(*link.revocation);
    return json;
}

Json chain_json(const ChainReport& report, Role role) {
    Json json{{"ending", chainwalk::to_string(report.chain.ending)},
              {"accepted", report.accepted},
              {"certificates", list_of(report.chain.links, link_json)},
              {"opinions", list_of(report.chain.opinions, opinion_json)}};
    if (role == Role::plain) json["refusals"] = list_of(report.refusals, result_json);
    return json;
}

Json locations_json(const SubjectReport& subject) {
    Json list = Json::array();
    const auto& facts = subject.chains.front().chain.revocation;
    if (!facts) return list;
    for (const auto& location : facts->locations) {
        auto json = location_json(location);
        json["certificate"] = location.certificate;
        list.push_back(std::move(json));
    }
    return list;
}

/// guide_json lists the items a run decided, and what is left to do by hand of the stages that matter: the one that failed or is
/// open, else those that were checked.
Json guide_json(const SubjectReport& subject) {
    const auto question = stage_in_question(subject);
    const auto matters = [&](const GuideItem& item) {
        return std::any_of(subject.stages.begin(), subject.stages.end(), [&](const StageReport& stage) {
            const bool wanted = question ? stage.stage == *question : stage.verdict == StageVerdict::pass;
            return wanted && item.stages.has(stage.stage);
        });
    };
    Json list = Json::array();
    for (const auto& result : guide_results(subject)) {
        if (result.outcome == GuideOutcome::by_hand && !matters(*result.item)) continue;
        Json json{{"item", result.item->id}, {"result", to_string(result.outcome)}, {"byHand", result.is_left()}};
        if (!result.why.empty()) json["why"] = safe(result.why);
        json["stages"] = stages_json(result.item->stages);
        json["component"] = to_string(result.item->component);
        json["rules"] = ids_of(result.item->deciding_rules());
        list.push_back(std::move(json));
    }
    return list;
}

Json error_json(const SourceError& error) {
    return {{"source", safe(error.source)}, {"message", safe(error.error.message)}, {"hint", safe(error.error.hint)}};
}

}  // namespace

std::string document_of(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json subject_json(const SubjectReport& subject) {
    Json json{{"source", safe(subject.source)},
              {"role", to_string(subject.role)},
              {"roleReason", subject.role_reason},
              {"verdict", to_string(subject.verdict)},
              {"headline", safe(subject.headline)},
              {"undecided", ids_of(subject.undecided)},
              {"acceptedUndecided", ids_of(subject.accepted_undecided)},
              {"leaf", leaf_json(subject)},
              {"stages", list_of(subject.stages, stage_json)},
              {"results", list_of(subject.results, result_json)},
              {"guide", guide_json(subject)},
              {"matrix", list_of(subject.matrix, cell_json)},
              {"notes", list_of(subject.notes, text_json)},
              {"missing", list_of(subject.missing, text_json)},
              {"chains", list_of(subject.chains, [&](const ChainReport& one) { return chain_json(one, subject.role); })},
              {"locations", locations_json(subject)}};
    if (subject.forecast)
        json["forecast"] = {{"first", certlib::format_time(subject.forecast->first)}, {"what", safe(subject.forecast->what)}};
    return json;
}

std::string render_json(const Report& report) {
    const Json json{{"schema", "amtcert.report/1"},
                    {"tool", {{"name", "amtcert"}, {"version", tool_version()}}},
                    {"time", certlib::format_time(report.time)},
                    {"verdict", to_string(report.verdict())},
                    {"errors", list_of(report.errors, error_json)},
                    {"subjects", list_of(report.subjects, subject_json)}};
    return document_of(json);
}

}  // namespace rules
