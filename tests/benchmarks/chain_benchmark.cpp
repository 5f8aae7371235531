// What hostile pools and long lists cost the plain validator. Each ends with an answer or with "limit reached".
#include <benchmark/benchmark.h>
#include <openssl/x509.h>

#include <amtcert/rules/path_validation.h>
#include <amtcert/testcerts/crl.h>

namespace {

using certlib::Certificate;
using testcerts::CertificateSpec;
using testcerts::Key;

CertificateSpec ca(const std::string& common_name, std::size_t number) {
    auto spec = testcerts::good().issuing_ca;
    spec.set_common_name(common_name);
    spec.set(testcerts::extension::basic_constraints(true));
    spec.serial = {1, static_cast<std::uint8_t>(number >> 8U), static_cast<std::uint8_t>(number)};
    return spec;
}

/// A thousand CAs with the issuing CA's name, each with a key of its own, none of which signed the leaf.
std::vector<Certificate> namesakes() {
    std::vector<Certificate> pool;
    const auto hierarchy = testcerts::good();
    for (std::size_t i = 0; i < 1000; ++i) {
        auto spec = hierarchy.issuing_ca;
        auto info = testcerts::public_key_info(Key::other_ca);
        info[60] = static_cast<std::uint8_t>(i);
        info[61] = static_cast<std::uint8_t>(i >> 8U);
        spec.public_key_info = std::move(info);
        spec.serial = {2, static_cast<std::uint8_t>(i >> 8U), static_cast<std::uint8_t>(i)};
        spec.add_key_identifiers = false;
        pool.push_back(testcerts::issue(spec, hierarchy.root));
    }
    return pool;
}

/// A thousand certificates among fifty CAs that all issued each other, the leaf's own among them; none leads to a root.
std::vector<Certificate> mesh() {
    constexpr std::size_t names = 50;
    std::vector<CertificateSpec> cas{testcerts::good().issuing_ca};
    for (std::size_t i = 1; i < names; ++i) cas.push_back(ca("Mesh CA " + std::to_string(i), i));
    std::vector<Certificate> pool;
    for (std::size_t subject = 0; subject < names; ++subject)
        for (std::size_t step = 1; step <= 20; ++step) pool.push_back(testcerts::issue(cas[subject], cas[(subject + step) % names]));
    return pool;
}

void validate_amid(benchmark::State& state, const std::vector<Certificate>& pool) {
    const auto hierarchy = testcerts::build(testcerts::good());
    certlib::Bundle bundle;
    bundle.certificates = {hierarchy.leaf};
    const rules::Material material{pool, {hierarchy.root}};
    const rules::PathRequest request{.at = testcerts::sample_time()};
    for (auto _ : state) {
        const auto report = rules::validate_path(request, bundle, hierarchy.leaf, material);
        state.SetLabel(report.headline);
    }
}

void validate_amid_a_thousand_namesakes(benchmark::State& state) {
    static const auto pool = namesakes();
    validate_amid(state, pool);
}
BENCHMARK(validate_amid_a_thousand_namesakes)->Unit(benchmark::kMillisecond);

void validate_amid_a_mesh_of_a_thousand(benchmark::State& state) {
    static const auto pool = mesh();
    validate_amid(state, pool);
}
BENCHMARK(validate_amid_a_mesh_of_a_thousand)->Unit(benchmark::kMillisecond);

const certlib::Bytes& list_of_a_million() {
    static const auto der = [] {
        testcerts::CrlSpec spec;
        for (std::uint32_t i = 0; i < 1'000'000; ++i)
            spec.revoked.push_back({{1, static_cast<std::uint8_t>(i >> 16U), static_cast<std::uint8_t>(i >> 8U), static_cast<std::uint8_t>(i)}, testcerts::sample_time(), {}});
        return testcerts::issue_crl(spec, testcerts::good().issuing_ca);
    }();
    return der;
}

/// Parse, verify and look up once, as a run does.
void million_entries_amtcert(benchmark::State& state) {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto& list = list_of_a_million();
    for (auto _ : state) {
        const auto crl = certlib::Crl::parse(list).value();
        benchmark::DoNotOptimize(certlib::verify_signature(crl, hierarchy.issuing_ca));
        benchmark::DoNotOptimize(crl.find(hierarchy.leaf.issuer(), hierarchy.leaf.serial()));
    }
}
BENCHMARK(million_entries_amtcert)->Unit(benchmark::kMillisecond);

void million_entries_openssl(benchmark::State& state) {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto issuer = hierarchy.issuing_ca.der();
    const auto* octets = issuer.data();
    X509* const signer = d2i_X509(nullptr, &octets, static_cast<long>(issuer.size()));
    const auto serial = hierarchy.leaf.serial();
    ASN1_INTEGER* const wanted = ASN1_INTEGER_new();
    ASN1_STRING_set(wanted, serial.data(), static_cast<int>(serial.size()));
    const auto& list = list_of_a_million();
    for (auto _ : state) {
        octets = list.data();
        X509_CRL* const crl = d2i_X509_CRL(nullptr, &octets, static_cast<long>(list.size()));
        benchmark::DoNotOptimize(X509_CRL_verify(crl, X509_get0_pubkey(signer)));
        X509_REVOKED* found = nullptr;
        benchmark::DoNotOptimize(X509_CRL_get0_by_serial(crl, &found, wanted));
        X509_CRL_free(crl);
    }
    ASN1_INTEGER_free(wanted);
    X509_free(signer);
}
BENCHMARK(million_entries_openssl)->Unit(benchmark::kMillisecond);

}  // namespace
