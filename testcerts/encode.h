#pragma once

#include <botan/der_enc.h>

#include <amtcert/testcerts/hierarchy.h>

/// What certificates and CRLs are encoded of alike.
namespace testcerts {

[[nodiscard]] Bytes algorithm_identifier(Signing signing, Key key);
[[nodiscard]] Bytes name(const std::vector<NameEntry>& entries);
void add_time(Botan::DER_Encoder& sequence, Time time);
[[nodiscard]] Bytes key_identifier(ByteView public_key_info);
[[nodiscard]] ByteView public_key_of(const CertificateSpec& spec);

/// add_extension_list adds Extensions as they are: SEQUENCE OF Extension.
void add_extension_list(Botan::DER_Encoder& encoder, const std::vector<ExtensionSpec>& extensions);

/// add_extensions adds [number] EXPLICIT Extensions, nothing when there are none.
void add_extensions(Botan::DER_Encoder& encoder, unsigned number, const std::vector<ExtensionSpec>& extensions);

/// sealed puts the signed part, the algorithm and the signature together; `break_signature` flips a bit of the latter.
[[nodiscard]] Bytes sealed(const Bytes& tbs, Signing signing, Key key, bool break_signature);

/// sign makes the signature with the key; a seeded generator, so that it comes out the same every time.
[[nodiscard]] Bytes sign(const Bytes& tbs, Signing signing, Key key);

}  // namespace testcerts
