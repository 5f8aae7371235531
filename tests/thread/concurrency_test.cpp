// What may be done from several threads at once, done so; meant to be run under ThreadSanitizer (preset `thread`).
#include <amtcert/amtcert.h>
#include <amtcert/certlib/load.h>
#include <amtcert/chainwalk/walk.h>
#include <amtcert/rules/render.h>
#include <amtcert/testcerts/crl.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int thread_count = 8;
constexpr int rounds = 4;

const std::string& sample_pem() {
    static const std::string pem = [] {
        auto spec = testcerts::good();
        spec.leaf.set(testcerts::extension::crl_distribution_point("http://pki.example.com/issuing-ca.crl"));
        return testcerts::pem(testcerts::build(spec).chain());
    }();
    return pem;
}

const certlib::Bytes& sample_crl() {
    static const auto crl = testcerts::issue_crl({}, testcerts::good().issuing_ca);
    return crl;
}

/// at_once does the same work in every thread, several times, and gives the different texts that came of it.
std::set<std::string> at_once(const std::function<std::string()>& work) {
    std::vector<std::set<std::string>> texts(thread_count);
    std::atomic<int> waiting{thread_count};
    {
        std::vector<std::jthread> threads;
        for (auto& own : texts)
            threads.emplace_back([&work, &own, &waiting] {
                --waiting;
                while (waiting > 0) std::this_thread::yield();
                for (int i = 0; i < rounds; ++i) own.insert(work());
            });
    }
    std::set<std::string> all;
    for (auto& own : texts) all.merge(own);
    return all;
}

rules::Report judged(const certlib::Bundle& bundle) {
    rules::Site site;
    site.at = testcerts::sample_time();
    site.firmware = rules::parse_releases("11.8,16.1").value();
    rules::Report report{.time = site.at};
    for (const auto& leaf : rules::subjects_of(bundle))
        report.subjects.push_back(rules::evaluate(site, bundle, leaf, {.intermediates = {}, .roots = {}}));
    return report;
}

void serve(void* user, const char*, const char*, const void*, size_t, amtcert_answer* answer) {
    const auto& crl = *static_cast<const certlib::Bytes*>(user);
    amtcert_answer_add(answer, crl.data(), crl.size());
}

using Report = std::unique_ptr<amtcert_report, decltype(&amtcert_report_free)>;

/// through_c judges the sample with a check of its own.
Report through_c() {
    const std::unique_ptr<amtcert_check, decltype(&amtcert_check_free)> check(amtcert_check_new(), &amtcert_check_free);
    amtcert_report* report = nullptr;
    auto status = amtcert_check_set(check.get(), "at", "2026-11-24");
    if (status == AMTCERT_OK) status = amtcert_check_set_password(check.get(), "password", 8);
    if (status == AMTCERT_OK)
        status = amtcert_check_add_memory(check.get(), "source", "test.pem", sample_pem().data(), sample_pem().size());
    if (status == AMTCERT_OK) status = amtcert_check_on_fetch(check.get(), serve, const_cast<certlib::Bytes*>(&sample_crl()));
    if (status == AMTCERT_OK) status = amtcert_check_run(check.get(), &report);
    return {report, &amtcert_report_free};
}

std::string json_of(const Report& report) { return amtcert_report_json(report.get(), nullptr); }

}  // namespace

TEST_CASE("threads: sources are loaded and judged, one each") {
    const auto work = [] { return rules::render_json(judged(certlib::load(certlib::as_bytes(sample_pem()), "test.pem").value())); };
    CHECK(at_once(work) == std::set<std::string>{work()});
}

TEST_CASE("threads: one bundle is judged by all") {
    // Fresh, so that what a certificate computes when it is first asked is computed by all of them.
    const auto bundle = certlib::load(certlib::as_bytes(sample_pem()), "test.pem").value();
    const auto all = at_once([&bundle] { return rules::render_json(judged(bundle)); });
    CHECK(all == std::set<std::string>{rules::render_json(judged(bundle))});
}

TEST_CASE("threads: paths are walked over the same candidates") {
    const auto bundle = certlib::load(certlib::as_bytes(sample_pem()), "test.pem").value();
    std::vector<chainwalk::Candidate> candidates;
    for (const auto& certificate : bundle.certificates) candidates.push_back({.certificate = certificate, .position = candidates.size()});
    chainwalk::TrustAnchors anchors;
    anchors.add(bundle.certificates.back());
    const auto all = at_once([&] {
        auto walk = chainwalk::walk(bundle.certificates.front(), candidates, anchors);
        std::string text;
        for (auto& chain : walk.chains) {
            chainwalk::ask_engines(chain, testcerts::sample_time());
            text += std::string(to_string(chain.ending)) + " " + std::to_string(chain.links.size());
            for (const auto& opinion : chain.opinions) text += " " + opinion.engine + (opinion.answer.accepted ? " yes" : " no");
        }
        return text;
    });
    CHECK(all == std::set<std::string>{"anchored 3 openssl yes botan yes"});
}

TEST_CASE("threads: each has its own check of the C interface") {
    const auto expected = through_c();
    REQUIRE(expected != nullptr);
    CHECK(json_of(expected).find("\"status\": \"ok\"") != std::string::npos);
    // How long an answer took is the one thing that differs between runs.
    const auto work = [] {
        auto text = json_of(through_c());
        for (auto at = text.find("\"milliseconds\": "); at != std::string::npos; at = text.find("\"milliseconds\": ", at))
            text.erase(at, text.find_first_of(",\n", at) - at);
        return text;
    };
    CHECK(at_once(work) == std::set<std::string>{work()});
}

TEST_CASE("threads: one report of the C interface is read by all") {
    const auto report = through_c();
    REQUIRE(report != nullptr);
    const auto read = [&report] { return std::to_string(amtcert_report_verdict(report.get())) + json_of(report); };
    CHECK(at_once(read) == std::set<std::string>{read()});
}
