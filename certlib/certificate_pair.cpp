#include "certificate_pair.h"

#include "der.h"

namespace certlib {

namespace tag = der::tag;

// CertificatePair ::= SEQUENCE { issuedToThisCA [0] Certificate OPTIONAL, issuedByThisCA [1] Certificate OPTIONAL }, tags
// explicit and at least one of the two present.
Result<std::vector<Bytes>> read_certificate_pair(ByteView der) {
    auto sequence = der::only(der::Reader(der), tag::sequence, "pair");
    if (!sequence) return tl::make_unexpected(sequence.error());
    der::Reader reader(*sequence);
    std::vector<Bytes> members;
    for (const unsigned number : {0U, 1U}) {
        auto tagged = reader.optional(tag::context(number, true));
        if (!tagged) return tl::make_unexpected(tagged.error());
        if (!*tagged) continue;
        auto certificate = der::only(der::Reader(**tagged), tag::sequence, "certificate");
        if (!certificate) return tl::make_unexpected(certificate.error());
        members.emplace_back(certificate->whole.begin(), certificate->whole.end());
    }
    if (auto end = reader.end("members of the pair"); !end) return tl::make_unexpected(end.error());
    if (members.empty()) return der::malformed("pair without a member", sequence->offset);
    return members;
}

}  // namespace certlib
