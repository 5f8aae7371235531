#pragma once

#include <string>
#include <vector>

#include <amtcert/certlib/bundle.h>
#include <amtcert/certlib/load.h>
#include <amtcert/certlib/verify.h>

namespace [[gnu::visibility("default")]] certlib {

/// CertificationRequest is a PKCS#10 request (RFC 2986): what an applicant asks a CA for. Parsing is strict about the structure
/// and lenient about the requested extensions, as with Certificate. Nothing is judged here.
struct CertificationRequest {
    Bytes der;                  ///< the whole request, with its header
    DistinguishedName subject;  ///< the name asked for; may be empty
    PublicKey public_key;       ///< of the requester
    Bytes public_key_info;      ///< SubjectPublicKeyInfo with its header
    std::vector<Extension>
        extensions;  ///< requested, from extensionRequest in the spelling of PKCS#9 or of Microsoft; offsets count in their list
    DecodedExtensions decoded;                             ///< the extensions asked for
    std::vector<Defect> defects;                           ///< what does not decode
    SignatureAlgorithm signature_algorithm;                ///< of the requester's own signature
    SignatureResult signature = SignatureResult::invalid;  ///< by the request's own key: proof that the applicant holds it

    /// parse reads exactly one DER request and checks its signature. Errors: malformed, with the offset.
    [[nodiscard]] static Result<CertificationRequest> parse(ByteView der);

    [[nodiscard]] std::vector<std::string> dns_names() const;  ///< the dNSName entries of the requested subjectAltName
};

/// RequestFile is a request, and the public halves of private keys that lie beside it.
struct RequestFile {
    CertificationRequest request;          ///< what is asked for
    std::vector<PrivateKey> private_keys;  ///< what is known of keys that stand beside it
};

/// load_request reads a request from a file: DER, or PEM (CERTIFICATE REQUEST or NEW CERTIFICATE REQUEST) with text and private
/// keys around it. Errors: as load_file; not_found when there is none, usage when there are several.
[[nodiscard]] Result<RequestFile> load_request(const std::string& path, const LoadOptions& options = {});

}  // namespace certlib
