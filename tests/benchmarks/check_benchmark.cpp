// What amtcert's parts cost beside the engines', in one run: compare the lines with each other, not with another machine's.
#include <benchmark/benchmark.h>
#include <botan/x509cert.h>
#include <openssl/x509.h>

#include <amtcert/certlib/verify.h>
#include <amtcert/rules/report.h>
#include <amtcert/testcerts/hierarchy.h>

namespace {

const testcerts::Hierarchy& hierarchy() {
    static const auto built = testcerts::build(testcerts::good());
    return built;
}

certlib::Bundle bundle() {
    certlib::Bundle bundle;
    bundle.source = "benchmark.pem";
    bundle.certificates = hierarchy().chain();
    return bundle;
}

rules::Site site() {
    rules::Site site;
    site.at = testcerts::sample_time();
    site.role = rules::Role::provisioning;
    site.dns_suffixes = {"example.com"};
    site.trusted_hashes = {hierarchy().root.sha256_fingerprint()};
    return site;
}

void parse_amtcert(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(certlib::Certificate::parse(hierarchy().leaf.der()));
}
BENCHMARK(parse_amtcert);

void parse_openssl(benchmark::State& state) {
    for (auto _ : state) {
        const auto* der = hierarchy().leaf.der().data();
        X509* const certificate = d2i_X509(nullptr, &der, static_cast<long>(hierarchy().leaf.der().size()));
        benchmark::DoNotOptimize(certificate);
        X509_free(certificate);
    }
}
BENCHMARK(parse_openssl);

void parse_botan(benchmark::State& state) {
    const auto der = hierarchy().leaf.der();
    for (auto _ : state) benchmark::DoNotOptimize(Botan::X509_Certificate(der.data(), der.size()));
}
BENCHMARK(parse_botan);

void signature_amtcert(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(certlib::verify_signature(hierarchy().leaf, hierarchy().issuing_ca));
}
BENCHMARK(signature_amtcert);

void walk_three_certificates(benchmark::State& state) {
    std::vector<chainwalk::Candidate> candidates;
    for (const auto& certificate : hierarchy().chain()) candidates.push_back({certificate});
    for (auto _ : state) benchmark::DoNotOptimize(chainwalk::walk(hierarchy().leaf, candidates, {}));
}
BENCHMARK(walk_three_certificates);

void opinion_openssl(benchmark::State& state) {
    const auto path = hierarchy().chain();
    for (auto _ : state) benchmark::DoNotOptimize(certlib::openssl_opinion(path, testcerts::sample_time()));
}
BENCHMARK(opinion_openssl);

void opinion_botan(benchmark::State& state) {
    const auto path = hierarchy().chain();
    for (auto _ : state) benchmark::DoNotOptimize(chainwalk::botan_opinion(path, testcerts::sample_time()));
}
BENCHMARK(opinion_botan);

/// The whole judgement of one certificate: walk, both opinions, every rule, the matrix of all releases.
void evaluate_whole(benchmark::State& state) {
    const auto held = bundle();
    const auto deployment = site();
    for (auto _ : state) benchmark::DoNotOptimize(rules::evaluate(deployment, held, held.certificates.front(), {}));
}
BENCHMARK(evaluate_whole);

}  // namespace

BENCHMARK_MAIN();
