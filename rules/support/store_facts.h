#pragma once

#include <string>

#include <amtcert/certlib/bundle.h>

namespace rules {

/// describe_key_provider says where a certificate's private key is, safe to show: "private key in provider "...", container
/// "...", not in this file", or of a living store how far it could be reached.
[[nodiscard]] std::string describe_key_provider(const certlib::KeyProvider& provider);

/// describe_store_facts puts what a Windows store keeps beside a certificate into one line, safe to show.
[[nodiscard]] std::string describe_store_facts(const certlib::StoreFacts& facts);

}  // namespace rules
