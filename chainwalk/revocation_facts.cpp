#include <amtcert/chainwalk/revocation_facts.h>

#include <fmt/format.h>

#include <algorithm>

#include <amtcert/chainwalk/named_locations.h>

namespace chainwalk {
namespace {

using certlib::Certificate;
using certlib::Crl;
using certlib::OcspFault;

const Certificate* issuer_at(const Chain& chain, std::size_t place) {
    return place + 1 < chain.links.size() ? &chain.links[place + 1].certificate : nullptr;
}

std::vector<Location> locations_of(const Chain& chain) {
    std::vector<Location> locations;
    for (std::size_t i = 0; i < revocable_count(chain); ++i)
        for (auto& location : named_locations(chain.links[i].certificate, i)) locations.push_back(std::move(location));
    return locations;
}

/// status_of_responder says whether a responder is revoked that the issuer of the certificate at `place` appointed.
Revocation status_of_responder(const Certificate& responder, const Chain& chain, std::size_t place, RevocationChecker& checker) {
    if (responder.find_extension(certlib::oids::ocsp_no_check) != nullptr) return {.status = RevocationStatus::good};
    Chain own{.ending = chain.ending};
    own.links.push_back({.certificate = responder});
    own.links.insert(own.links.end(), chain.links.begin() + static_cast<std::ptrdiff_t>(place) + 1, chain.links.end());
    return checker.status_of(own, 0);
}

/// request_for gives nothing for a location that cannot be asked: a responder, while the issuer it wants to be told is unknown.
std::optional<FetchRequest> request_for(const Location& location, const Chain& chain) {
    FetchRequest request{.url = location.url, .kind = location.kind};
    if (location.kind != LocationKind::ocsp) return request;
    const auto* const issuer = issuer_at(chain, location.certificate);
    if (issuer == nullptr) return std::nullopt;
    auto question = certlib::ask_ocsp(chain.links[location.certificate].certificate, *issuer);
    if (!question) return std::nullopt;
    request.question = std::move(question->der);
    request.question_id = std::move(question->certificate_id);
    return request;
}

LocationState state_of(CrlFault fault) {
    switch (fault) {
        case CrlFault::none:
            return LocationState::ok;
        case CrlFault::wrong_issuer:
        case CrlFault::wrong_scope:
            return LocationState::wrong_issuer;
        case CrlFault::unusable:
            return LocationState::not_a_crl;
        case CrlFault::not_yet_valid:
            return LocationState::not_yet_valid;
        case CrlFault::stale:
            return LocationState::stale;
        case CrlFault::weak_signature:
        case CrlFault::bad_signature:
        case CrlFault::no_valid_signer:
        case CrlFault::limit:
            return LocationState::bad_signature;
    }
    return LocationState::bad_signature;
}

LocationState state_of(OcspFault fault) {
    switch (fault) {
        case OcspFault::none:
            return LocationState::ok;
        case OcspFault::not_a_response:
            return LocationState::not_an_ocsp_response;
        case OcspFault::wrong_certificate:
            return LocationState::wrong_issuer;
        case OcspFault::not_authentic:
            return LocationState::bad_signature;
        case OcspFault::not_yet_valid:
            return LocationState::not_yet_valid;
        case OcspFault::wrong_nonce:
        case OcspFault::stale:
            return LocationState::stale;
    }
    return LocationState::not_an_ocsp_response;
}

/// Survey judges everything found for a set of chains.
class Survey {
public:
    explicit Survey(const RevocationInputs& inputs)
        : inputs_(inputs) {}

    void find(std::vector<Chain>& chains) {
        std::vector<std::vector<Location>> named;
        for (const auto& chain : chains) named.push_back(locations_of(chain));
        if (inputs_.retriever != nullptr) ask_all(chains, named);
        RevocationChecker checker(all_crls(), inputs_.candidates,
                                  {.at = inputs_.at, .use_deltas = true, .is_valid_path = inputs_.is_valid_path});
        for (std::size_t i = 0; i < chains.size(); ++i) add_facts(chains[i], std::move(named[i]), checker);
    }

private:
    using Answer = std::shared_ptr<const Retrieved>;

    void collect(const std::vector<Location>& locations, const Chain& chain) {
        for (std::size_t i = 0; i < std::min(locations.size(), locations_per_chain); ++i)
            if (auto request = request_for(locations[i], chain)) requests_.push_back(std::move(*request));
    }

    /// ask_all asks what the certificates name, and then what the base CRLs found so name for their deltas.
    void ask_all(const std::vector<Chain>& chains, std::vector<std::vector<Location>>& named) {
        for (std::size_t i = 0; i < chains.size(); ++i) collect(named[i], chains[i]);
        ask();
        for (std::size_t i = 0; i < chains.size(); ++i) add_deltas(named[i], chains[i]);
        ask();
    }

    void ask() {
        for (auto& answer : inputs_.retriever->retrieve(requests_))
            if (std::find(answers_.begin(), answers_.end(), answer) == answers_.end()) answers_.push_back(std::move(answer));
        requests_.clear();
    }

    /// answer_at asks again for what the retriever knows by now; null when the location was not asked.
    Answer answer_at(const Location& location, const Chain& chain) {
        if (inputs_.retriever == nullptr) return {};
        const auto request = request_for(location, chain);
        return request ? inputs_.retriever->retrieve({*request}).front() : Answer{};
    }

    // RFC 5280 5.2.6: a base says where its deltas are.
    void add_deltas(std::vector<Location>& locations, const Chain& chain) {
        const auto named = locations.size();
        for (std::size_t i = 0; i < std::min(named, locations_per_chain); ++i) {
            const auto answer = locations[i].kind == LocationKind::crl ? answer_at(locations[i], chain) : Answer{};
            if (!answer) continue;
            for (const auto& crl : answer->crls) add_delta(crl, locations[i].certificate, locations);
        }
        for (const auto& crl : inputs_.crls)
            for (std::size_t i = 0; i < revocable_count(chain); ++i)
                if (crl.issuer() == chain.links[i].certificate.issuer()) add_delta(crl, i, locations);
        collect({locations.begin() + static_cast<std::ptrdiff_t>(named), locations.end()}, chain);
    }

    static void add_delta(const Crl& base, std::size_t place, std::vector<Location>& locations) {
        for (const auto& point : base.freshest_crl())
            for (auto& uri : uris_of(point)) {
                const auto same = [&](const Location& one) { return one.url == uri && one.certificate == place; };
                if (std::none_of(locations.begin(), locations.end(), same))
                    locations.push_back(
                        {.url = std::move(uri), .kind = LocationKind::crl, .certificate = place, .is_delta = true});
            }
    }

    std::vector<Crl> all_crls() const {
        auto crls = inputs_.crls;
        for (const auto& answer : answers_) crls.insert(crls.end(), answer->crls.begin(), answer->crls.end());
        return crls;
    }

    void add_facts(Chain& chain, std::vector<Location> locations, RevocationChecker& checker) {
        auto facts = std::make_shared<RevocationFacts>();
        facts->offline = inputs_.retriever == nullptr;
        for (std::size_t i = 0; i < revocable_count(chain); ++i) chain.links[i].revocation = status_at(chain, i, checker);
        const auto named = locations_of(chain).size();
        for (std::size_t i = 0; i < locations.size(); ++i) {
            // Behind those that the certificates name stand the deltas that base CRLs name.
            if (i < locations_per_chain || (i >= named && i < named + locations_per_chain))
                judge(locations[i], chain, checker, *facts);
            else
                locations[i].detail = fmt::format("more than {} locations", locations_per_chain);
        }
        facts->locations = std::move(locations);
        for (const auto& crl : inputs_.crls) judge_given(crl, chain, checker, *facts);
        chain.revocation = std::move(facts);
    }

    static Revocation status_at(const Chain& chain, std::size_t place, RevocationChecker& checker) {
        if (issuer_at(chain, place) != nullptr) return checker.status_of(chain, place);
        Revocation unknown;
        unknown.evidence = "its issuer's certificate is not at hand";
        return unknown;
    }

    void judge(Location& location, Chain& chain, RevocationChecker& checker, RevocationFacts& facts) {
        const auto answer = answer_at(location, chain);
        if (!answer) return;
        location.status = answer->status;
        location.detail = answer->detail;
        location.host_reached = answer->host_reached;
        location.bytes = answer->bytes;
        location.time = answer->time;
        if (answer->status.state != LocationState::ok) return;
        switch (location.kind) {
            case LocationKind::crl:
                return judge_crls(location, *answer, chain, checker, facts);
            case LocationKind::aia:
                return judge_issuers(location, *answer, chain);
            case LocationKind::ocsp:
                return judge_answer(location, *answer, chain, checker, facts);
        }
    }

    void judge_crls(Location& location, const Retrieved& answer, const Chain& chain, RevocationChecker& checker,
                    RevocationFacts& facts) {
        const bool can_verify = issuer_at(chain, location.certificate) != nullptr;
        auto best = CrlFault::none;
        const Crl* shown = nullptr;
        for (const auto& crl : answer.crls) {
            auto fault = checker.fault_of(crl, chain, location.certificate);
            // Without the issuer's key everything but the signature has been looked at by then.
            if (!can_verify && fault == CrlFault::bad_signature) fault = CrlFault::none;
            if (shown == nullptr || fault == CrlFault::none || (best != CrlFault::none && fault > best)) {
                best = fault;
                shown = &crl;
            }
            if (fault == CrlFault::none && can_verify) add_current(crl, location.certificate, true, facts);
        }
        location.this_update = shown->this_update();
        location.next_update = shown->next_update();
        location.status = {state_of(best)};
        location.verified = best == CrlFault::none && can_verify;
        if (best != CrlFault::none)
            location.detail = describe(*shown, best);
        else if (!can_verify)
            location.detail = "signature not checked: its issuer's certificate is not at hand";
    }

    static void judge_issuers(Location& location, const Retrieved& answer, const Chain& chain) {
        const auto& certificate = chain.links[location.certificate].certificate;
        bool same_name = false;
        for (const auto& served : answer.certificates) {
            if (!(served.subject() == certificate.issuer())) continue;
            same_name = true;
            location.verified =
                location.verified || certlib::verify_signature(certificate, served) == certlib::SignatureResult::valid;
        }
        if (location.verified) return;
        location.status = {same_name ? LocationState::bad_signature : LocationState::wrong_issuer};
        location.detail = same_name ? "its subject is the issuer's name, but its key did not sign this certificate"
                                    : "serves " + answer.certificates.front().subject().to_string();
    }

    void judge_answer(Location& location, const Retrieved& answer, Chain& chain, RevocationChecker& checker,
                      RevocationFacts& facts) {
        const auto place = location.certificate;
        auto judged = certlib::judge_ocsp(answer.ocsp_response, answer.ocsp_question, chain.links[place].certificate,
                                          chain.links[place + 1].certificate, inputs_.at);
        location.this_update = judged.this_update;
        location.next_update = judged.next_update;
        location.detail = judged.detail;
        location.status = {state_of(judged.fault)};
        location.verified = judged.fault == OcspFault::none;
        if (!location.verified) return;
        const auto name = "OCSP answer of " + location.url;
        if (judged.responder && !is_believed(*judged.responder, location, chain, checker)) {
            // Nobody has called the responder bad: its word that the certificate is revoked is not passed over.
            const bool is_open = location.status.state == LocationState::ok;
            if (is_open && judged.status == certlib::OcspStatus::revoked)
                take_answer(*chain.links[place].revocation, judged, name);
            return;
        }
        facts.current.push_back({place, LocationKind::ocsp, name, *judged.this_update, judged.next_update, {}, true});
        take_answer(*chain.links[place].revocation, judged, name);
        if (judged.status == certlib::OcspStatus::unknown) location.detail = "the responder does not know the certificate";
    }

    /// is_believed says whether an appointed responder is not revoked, and notes at the location what stands against it.
    static bool is_believed(const Certificate& responder, Location& location, const Chain& chain, RevocationChecker& checker) {
        const auto own = status_of_responder(responder, chain, location.certificate, checker);
        if (own.status == RevocationStatus::good) return true;
        location.verified = false;
        const auto name = responder.subject().to_string();
        if (own.status == RevocationStatus::revoked) {
            location.status = {LocationState::bad_signature};
            location.detail = fmt::format("signed by {}, which is revoked, says the {}", name, own.evidence);
        } else {
            location.detail = fmt::format("signed by {}, and whether that is revoked is not known: {}", name, own.evidence);
        }
        return false;
    }

    /// take_answer puts a responder's word beside that of the CRLs: revoked wins over good, and good over not knowing.
    static void take_answer(Revocation& status, const certlib::OcspAnswer& answer, const std::string& name) {
        if (status.status == RevocationStatus::revoked || answer.status == certlib::OcspStatus::unknown) return;
        const auto evidence = fmt::format("{}, thisUpdate {}", name, certlib::format_time(*answer.this_update));
        if (answer.status == certlib::OcspStatus::revoked)
            status = {RevocationStatus::revoked, answer.reason, answer.revoked_at, evidence, answer.next_update, {}};
        else if (status.status == RevocationStatus::undetermined)
            status = {RevocationStatus::good, {}, {}, evidence, answer.next_update, {}};
    }

    static void add_current(const Crl& crl, std::size_t place, bool from_location, RevocationFacts& facts) {
        const auto name = fmt::format("{} of {}", crl.is_delta() ? "delta CRL" : "CRL", crl.issuer().to_string());
        const auto same = [&](const CurrentData& one) {
            return one.name == name && one.this_update == crl.this_update() && one.certificate == place;
        };
        if (std::none_of(facts.current.begin(), facts.current.end(), same))
            facts.current.push_back(
                {place, LocationKind::crl, name, crl.this_update(), crl.next_update(), crl.next_publish(), from_location});
    }

    static void judge_given(const Crl& crl, const Chain& chain, RevocationChecker& checker, RevocationFacts& facts) {
        for (std::size_t i = 0; i < revocable_count(chain); ++i) {
            const auto fault = issuer_at(chain, i) == nullptr ? CrlFault::wrong_issuer : checker.fault_of(crl, chain, i);
            if (fault == CrlFault::none)
                add_current(crl, i, false, facts);
            else if (fault != CrlFault::wrong_issuer && fault != CrlFault::wrong_scope)
                facts.useless.push_back({i, fault, describe(crl, fault)});
        }
    }

    const RevocationInputs& inputs_;
    std::vector<FetchRequest> requests_;
    std::vector<Answer> answers_;  // each once, in the order they were first named
};

}  // namespace

std::size_t revocable_count(const Chain& chain) {
    const bool has_root = chain.is_complete() || (chain.links.size() > 1 && chain.last().is_self_issued());
    return chain.links.size() - (has_root ? 1 : 0);
}

void find_revocation(std::vector<Chain>& chains, const RevocationInputs& inputs) { Survey(inputs).find(chains); }

bool no_network(const std::vector<Location>& locations) {
    const auto was_tried = [](const Location& one) {
        const auto state = one.status.state;
        return state == LocationState::unresolved || state == LocationState::refused || state == LocationState::timeout;
    };
    return std::any_of(locations.begin(), locations.end(), was_tried) &&
           std::none_of(locations.begin(), locations.end(), [](const Location& one) { return one.host_reached; });
}

}  // namespace chainwalk
