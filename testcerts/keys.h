#pragma once

#include <botan/pk_keys.h>
#include <botan/rng.h>

#include <memory>

#include <amtcert/testcerts/hierarchy.h>

namespace testcerts {

/// private_key gives the key pair itself, generated when first asked for.
[[nodiscard]] const Botan::Private_Key& private_key(Key key);

/// seeded_generator gives random numbers that are the same in every run.
[[nodiscard]] std::unique_ptr<Botan::RandomNumberGenerator> seeded_generator(const std::string& label);

/// make_ready generates several keys at once, on as many threads as there are cores.
void make_ready(const std::vector<Key>& keys);

}  // namespace testcerts
