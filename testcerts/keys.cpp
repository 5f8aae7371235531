#include "keys.h"

#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/hmac_drbg.h>
#include <botan/mem_ops.h>
#include <botan/pkcs8.h>
#include <botan/rsa.h>
#include <botan/x509_key.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

namespace testcerts {
namespace {

struct KeyPlan {
    Key key;
    const char* label;
    std::size_t bits;
    std::size_t exponent = 65537;
    const char* curve = nullptr;
};

constexpr std::array plans = std::to_array<KeyPlan>({
    {Key::root, "root", 2048},
    {Key::issuing_ca, "issuing ca", 2048},
    {Key::leaf, "leaf", 2048},
    {Key::other_root, "other root", 2048},
    {Key::other_ca, "other ca", 2048},
    {Key::other_leaf, "other leaf", 2048},
    {Key::rsa1024, "rsa 1024", 1024},
    {Key::rsa3072, "rsa 3072", 3072},
    {Key::rsa4096, "rsa 4096", 4096},
    {Key::ec_p256, "ec p-256", 256, 0, "secp256r1"},
    {Key::ec_p384, "ec p-384", 384, 0, "secp384r1"},
    {Key::exponent_3, "exponent 3", 2048, 3},
});

struct KeyPair {
    std::once_flag once;
    std::unique_ptr<Botan::Private_Key> key;
    Bytes pkcs8;
    Bytes public_key_info;
};

KeyPair& pair_of(Key key) {
    // Botan's allocator has to outlive the keys, so it is made first.
    static const bool allocator_first = (Botan::initialize_allocator(), true);
    (void)allocator_first;
    static std::array<KeyPair, plans.size()> pairs;
    auto& pair = pairs.at(static_cast<std::size_t>(key));
    std::call_once(pair.once, [&] {
        const auto& plan = plans.at(static_cast<std::size_t>(key));
        const auto generator = seeded_generator(std::string("amtcert sample key: ") + plan.label);
        if (plan.curve != nullptr) {
            pair.key = std::make_unique<Botan::ECDSA_PrivateKey>(*generator, Botan::EC_Group(plan.curve));
        } else {
            pair.key = std::make_unique<Botan::RSA_PrivateKey>(*generator, plan.bits, plan.exponent);
        }
        const auto encoded = Botan::PKCS8::BER_encode(*pair.key);
        pair.pkcs8.assign(encoded.begin(), encoded.end());
        pair.public_key_info = Botan::X509::BER_encode(*pair.key);
    });
    return pair;
}

}  // namespace

std::unique_ptr<Botan::RandomNumberGenerator> seeded_generator(const std::string& label) {
    auto generator = std::make_unique<Botan::HMAC_DRBG>("SHA-256");
    const auto seed = certlib::sha256(certlib::as_bytes(label));
    generator->initialize_with(seed.data(), seed.size());
    return generator;
}

const Botan::Private_Key& private_key(Key key) { return *pair_of(key).key; }
const Bytes& private_key_pkcs8(Key key) { return pair_of(key).pkcs8; }
const Bytes& public_key_info(Key key) { return pair_of(key).public_key_info; }

void make_ready(const std::vector<Key>& keys) {
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back([&] {
            for (auto place = next++; place < keys.size(); place = next++) (void)pair_of(keys[place]);
        });
}

}  // namespace testcerts
