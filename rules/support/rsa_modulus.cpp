#include "support/rsa_modulus.h"

#include <cstdint>
#include <vector>

namespace rules {
namespace {

constexpr std::uint64_t remainder_of(certlib::ByteView number, std::uint64_t divisor) {
    std::uint64_t remainder = 0;
    for (const auto octet : number) remainder = (remainder << 8U | octet) % divisor;
    return remainder;
}

constexpr bool is_prime(unsigned number) {
    for (unsigned divisor = 2; divisor * divisor <= number; ++divisor)
        if (number % divisor == 0) return false;
    return number >= 2;
}

/// is_power_of_generator: whether `value` is 65537^k modulo a prime, for some k.
constexpr bool is_power_of_generator(unsigned value, unsigned prime) {
    unsigned power = 1;
    do {
        if (power == value) return true;
        power = power * (65537U % prime) % prime;
    } while (power != 1);
    return false;
}

constexpr unsigned trial_limit = 2000;

/// Group is a run of primes and their product, so that a long number is divided once for several of them.
struct Group {
    std::uint64_t product = 1;
    std::vector<unsigned> primes;
};

/// groups of the primes below the limit; each product leaves room for eight more bits.
std::vector<Group> prime_groups() {
    std::vector<Group> groups(1);
    for (unsigned candidate = 2; candidate < trial_limit; ++candidate) {
        if (!is_prime(candidate)) continue;
        if (groups.back().product > (std::uint64_t{1} << 56U) / candidate) groups.emplace_back();
        groups.back().product *= candidate;
        groups.back().primes.push_back(candidate);
    }
    return groups;
}

/// The faulty library built its primes from powers of 65537 modulo the product of the first primes; for keys of 512 bits and
/// more that product reaches at least to 167.
constexpr unsigned largest_roca_prime = 167;

}  // namespace

std::optional<unsigned> small_factor(certlib::ByteView modulus) {
    static const auto groups = prime_groups();
    for (const auto& group : groups) {
        const auto remainder = remainder_of(modulus, group.product);
        for (const auto prime : group.primes)
            if (remainder % prime == 0) return prime;
    }
    return std::nullopt;
}

bool has_roca_shape(certlib::ByteView modulus) {
    for (unsigned prime = 3; prime <= largest_roca_prime; ++prime)
        if (is_prime(prime) && !is_power_of_generator(static_cast<unsigned>(remainder_of(modulus, prime)), prime)) return false;
    return true;
}

}  // namespace rules
