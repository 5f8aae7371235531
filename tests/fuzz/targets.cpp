#include "target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <amtcert/certlib/crl.h>
#include <amtcert/certlib/load.h>
#include <amtcert/certlib/ocsp.h>
#include <amtcert/certlib/request.h>
#include <amtcert/chainwalk/network_fetcher.h>
#include <amtcert/chainwalk/walk.h>
#include <amtcert/rules/device_list.h>
#include <amtcert/rules/firmware.h>
#include <amtcert/rules/path_validation.h>
#include <amtcert/rules/render.h>
#include <amtcert/rules/settings.h>
#include <amtcert/rules/suffix_file.h>
#include <amtcert/rules/symptoms.h>
#include <amtcert/testcerts/hierarchy.h>
#include <nlohmann/json.hpp>

namespace fuzz {
namespace {

using certlib::Bundle;
using certlib::ByteView;
using certlib::Certificate;

/// promise ends the program when something that always has to hold does not.
void promise(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

std::string_view text_of(ByteView input) { return {reinterpret_cast<const char*>(input.data()), input.size()}; }

/// promise_clean: nothing that moves a terminal's cursor, and JSON that another parser takes.
void promise_clean(const rules::Report& report) {
    const auto text = rules::render_text(report, {.verbose = true});
    promise(std::all_of(text.begin(), text.end(), [](unsigned char c) { return c == '\n' || (c >= 0x20 && c != 0x7f); }),
            "no control character in a text report");
    promise(nlohmann::json::accept(rules::render_json(report)), "a JSON report is valid JSON");
}

/// few: hostile files hold thousands of certificates; the walk has its own target.
constexpr std::size_t subjects_judged = 2;

void judge(const Bundle& bundle) {
    rules::Site site;
    site.at = testcerts::sample_time();
    site.dns_suffixes = {"example.com"};
    rules::Report report{.time = site.at};
    auto subjects = rules::subjects_of(bundle);
    if (subjects.size() > subjects_judged) subjects.erase(subjects.begin() + subjects_judged, subjects.end());
    for (const auto& leaf : subjects) report.subjects.push_back(rules::evaluate(site, bundle, leaf, {}));
    promise_clean(report);
}

/// source is what `check` is given: PEM, DER, PKCS#7, PFX, and whatever else load tells by its content.
void source(ByteView input) {
    const certlib::LoadOptions options{.limits = {.certificates = 64, .kdf_iterations = 3000, .kdf_iterations_in_all = 10'000}};
    if (const auto bundle = certlib::load(input, "input", options)) judge(*bundle);
}

void certificate(ByteView input) {
    const auto parsed = Certificate::parse(input);
    if (!parsed) return;
    promise(certlib::equal(parsed->der(), input), "a certificate keeps its octets");
    Bundle bundle{.source = "input"};
    bundle.certificates = {*parsed};
    judge(bundle);
}

void crl(ByteView input) {
    const auto lists = certlib::read_crls({input.begin(), input.end()});
    if (!lists) return;
    static const auto hierarchy = testcerts::build(testcerts::good());
    for (const auto& list : *lists) {
        (void)list.find(hierarchy.leaf.issuer(), hierarchy.leaf.serial());
        promise(certlib::verify_signature(list, hierarchy.leaf) != certlib::SignatureResult::valid,
                "the leaf's key verifies no CRL");
    }
}

void ocsp(ByteView input) {
    static const auto hierarchy = testcerts::build(testcerts::good());
    static const auto question = certlib::ask_ocsp(hierarchy.leaf, hierarchy.issuing_ca).value();
    const auto answer = certlib::judge_ocsp(input, question.der, hierarchy.leaf, hierarchy.issuing_ca, testcerts::sample_time());
    promise(answer.fault != certlib::OcspFault::none, "no answer is authentic that the issuer did not sign");
}

void request(ByteView input) {
    if (const auto parsed = certlib::CertificationRequest::parse(input)) (void)parsed->dns_names();
}

void device_list(ByteView input) {
    if (const auto list = rules::read_device_list(text_of(input)))
        for (const auto& entry : list->hashes)
            promise(entry.hash.size() == 20 || entry.hash.size() == 32 || entry.hash.size() == 48,
                    "a hash has the length of one");
}

/// ldap_url asks where nobody listens, or the domain where there is none: the URL is read, and no answer comes.
void ldap_url(ByteView input) {
    chainwalk::FetchOptions options;
    options.connect_timeout = options.total_timeout = std::chrono::seconds(1);
    chainwalk::NetworkFetcher fetcher(options);
    const auto url = (input.size() % 2 == 0 ? "ldap://127.0.0.1:1/" : "ldap:///") + std::string(text_of(input));
    for (const auto& fetched : fetcher.fetch({{.url = url, .kind = chainwalk::LocationKind::crl}}))
        promise(fetched.status.state != chainwalk::LocationState::ok && fetched.objects.empty(), "nobody answers");
}

void suffix_file(ByteView input) {
    const auto file = rules::read_suffix_file(text_of(input));
    promise(!file || !file->suffixes.empty(), "a suffix file that is taken holds a suffix");
    if (!file) promise(file.error().message.find('\n') == std::string::npos, "an error is one line");
}

void site_file(ByteView input) { (void)rules::read_site_file(text_of(input)); }
void policy_file(ByteView input) { (void)rules::read_policy_file(text_of(input)); }
void firmware(ByteView input) { (void)rules::parse_releases(text_of(input)); }
void symptom(ByteView input) { (void)rules::explain(text_of(input)); }

/// pool_of makes certificates whose subjects, issuers and keys the input chooses, so that names meet, loop and cross.
std::vector<Certificate> pool_of(ByteView input) {
    constexpr std::size_t largest_pool = 24;
    constexpr testcerts::Key keys[] = {testcerts::Key::ec_p256, testcerts::Key::leaf, testcerts::Key::other_ca};
    const auto named = [&](unsigned choice) {
        auto spec = testcerts::good().issuing_ca;
        spec.set_common_name(std::string("CA ") + static_cast<char>('a' + choice % 4));
        spec.key = keys[choice / 4 % 3];
        return spec;
    };
    std::vector<Certificate> pool;
    for (std::size_t i = 0; i + 1 < input.size() && pool.size() < largest_pool; i += 2) {
        auto subject = named(input[i]);
        subject.serial = {0x10, static_cast<std::uint8_t>(i)};
        subject.break_signature = input[i + 1] >= 0xe0;
        pool.push_back(testcerts::issue(subject, named(input[i + 1])));
    }
    return pool;
}

/// walk: every path ends, budgets hold, and only an anchor anchors.
void walk(ByteView input) {
    const auto pool = pool_of(input);
    if (pool.size() < 2) return;
    std::vector<chainwalk::Candidate> candidates;
    for (std::size_t i = 1; i < pool.size(); ++i) candidates.push_back({pool[i], chainwalk::Origin::source, i});
    chainwalk::TrustAnchors anchors;
    if (input.size() % 2 == 1) anchors.add(pool.back());
    const chainwalk::WalkLimits limits;
    const auto found = chainwalk::walk(pool.front(), candidates, anchors, {.limits = limits});
    promise(!found.chains.empty(), "a walk has a chain");
    promise(found.chains.size() <= limits.chains, "chains within the budget");
    for (const auto& chain : found.chains) {
        promise(chain.links.size() <= limits.depth, "paths within the depth");
        const bool anchored = chain.ending == chainwalk::Ending::anchored;
        promise(!anchored || anchors.trusts(chain.last()), "only an anchor anchors");
        if (!chain.is_complete()) continue;
        for (std::size_t i = 0; i + 1 < chain.links.size(); ++i)
            promise(chain.links[i].signature == certlib::SignatureResult::valid, "every signature of a complete path holds");
    }
    Bundle bundle{.source = "input"};
    bundle.certificates = pool;
    const auto report = rules::validate_path({.at = testcerts::sample_time()}, bundle, pool.front(), {});
    promise(report.verdict != rules::Verdict::pass, "nothing is accepted without a root");
}

constexpr Target all[] = {{"source", source},
                          {"certificate", certificate},
                          {"crl", crl},
                          {"ocsp", ocsp},
                          {"request", request},
                          {"ldap_url", ldap_url},
                          {"device_list", device_list},
                          {"suffix_file", suffix_file},
                          {"site_file", site_file},
                          {"policy_file", policy_file},
                          {"firmware", firmware},
                          {"symptom", symptom},
                          {"walk", walk}};

}  // namespace

std::span<const Target> targets() { return all; }

const Target* find_target(std::string_view name) {
    const auto* const found = std::find_if(std::begin(all), std::end(all), [&](const Target& one) { return one.name == name; });
    return found == std::end(all) ? nullptr : found;
}

}  // namespace fuzz
