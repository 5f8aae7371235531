#include <amtcert/chainwalk/retriever.h>

#include <amtcert/certlib/load.h>

namespace chainwalk {
namespace {

void parse_crls(Retrieved& result, std::vector<certlib::Bytes> objects) {
    for (auto& object : objects) {
        auto crls = certlib::read_crls(std::move(object));
        if (!crls) {
            result.status = {LocationState::not_a_crl};
            result.detail = crls.error().message;
            return;
        }
        result.crls.insert(result.crls.end(), crls->begin(), crls->end());
    }
    if (!result.crls.empty()) return;
    result.status = {LocationState::not_a_crl};
    result.detail = "no CRL in it";
}

void parse_certificates(Retrieved& result, const std::vector<certlib::Bytes>& objects, const std::string& url) {
    std::string why = "no certificate in it";
    for (const auto& object : objects) {
        const auto bundle = certlib::load(object, url);
        if (bundle)
            result.certificates.insert(result.certificates.end(), bundle->certificates.begin(), bundle->certificates.end());
        else
            why = bundle.error().message;
    }
    if (!result.certificates.empty()) return;
    result.status = {LocationState::not_a_certificate};
    result.detail = why;
}

std::shared_ptr<const Retrieved> parsed(const FetchRequest& request, Fetched fetched) {
    auto result = std::make_shared<Retrieved>();
    result->status = fetched.status;
    result->detail = std::move(fetched.detail);
    result->host_reached = fetched.host_reached;
    result->time = fetched.time;
    for (const auto& object : fetched.objects) result->bytes += object.size();
    if (fetched.status.state != LocationState::ok) return result;
    switch (request.kind) {
        case LocationKind::crl:
            parse_crls(*result, std::move(fetched.objects));
            break;
        case LocationKind::aia:
            parse_certificates(*result, fetched.objects, request.url);
            break;
        case LocationKind::ocsp:
            if (!fetched.objects.empty()) result->ocsp_response = std::move(fetched.objects.front());
            result->ocsp_question = fetched.question.empty() ? request.question : std::move(fetched.question);
    }
    return result;
}

}  // namespace

std::vector<std::shared_ptr<const Retrieved>> Retriever::retrieve(const std::vector<FetchRequest>& requests) {
    const auto key_of = [](const FetchRequest& request) { return Key{request.kind, request.url, request.question_id}; };
    std::vector<FetchRequest> unknown;
    for (const auto& request : requests)
        if (known_.try_emplace(key_of(request)).second) unknown.push_back(request);
    if (!unknown.empty()) {
        auto fetched = fetcher_.fetch(unknown);
        for (std::size_t i = 0; i < unknown.size(); ++i) known_[key_of(unknown[i])] = parsed(unknown[i], std::move(fetched[i]));
    }
    std::vector<std::shared_ptr<const Retrieved>> answers;
    for (const auto& request : requests) answers.push_back(known_[key_of(request)]);
    return answers;
}

}  // namespace chainwalk
