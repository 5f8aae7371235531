#include "support/rsa_modulus.h"

#include <algorithm>
#include <array>

namespace rules {
namespace {

constexpr unsigned remainder_of(certlib::ByteView number, unsigned divisor) {
    unsigned remainder = 0;
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

/// The faulty library built its primes from powers of 65537 modulo the product of the first primes; for keys of 512 bits and
/// more that product reaches at least to 167.
constexpr unsigned largest_roca_prime = 167;

}  // namespace

std::optional<unsigned> small_factor(certlib::ByteView modulus) {
    for (unsigned candidate = 2; candidate < 2000; ++candidate)
        if (is_prime(candidate) && remainder_of(modulus, candidate) == 0) return candidate;
    return std::nullopt;
}

bool has_roca_shape(certlib::ByteView modulus) {
    for (unsigned prime = 3; prime <= largest_roca_prime; ++prime)
        if (is_prime(prime) && !is_power_of_generator(remainder_of(modulus, prime), prime)) return false;
    return true;
}

}  // namespace rules
