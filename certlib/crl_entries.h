#pragma once

#include <amtcert/certlib/crl.h>

#include "der.h"

namespace certlib {

/// CrlEntry is one entry of revokedCertificates (RFC 5280 5.1.2.6), as slices of the list.
struct CrlEntry {
    ByteView serial;      ///< content octets of the INTEGER
    ByteView date;        ///< the whole UTCTime or GeneralizedTime
    ByteView extensions;  ///< content of the SEQUENCE OF Extension; empty when there is none
};

/// CrlEntryReader steps over a million entries in a few milliseconds: it makes no Result and no object for what is well formed.
class CrlEntryReader {
public:
    explicit CrlEntryReader(ByteView entries) : rest_(entries) {}

    /// next reads one entry; false at the end, and where the list is not well formed any more.
    [[nodiscard]] bool next(CrlEntry& entry);

    /// rest is what has not been read: empty when all entries were well formed.
    [[nodiscard]] ByteView rest() const { return rest_; }

private:
    ByteView rest_;
};

/// EntryExtensions is what the extensions of an entry say that amtcert knows (5.3).
struct EntryExtensions {
    RevocationReason reason = RevocationReason::unspecified;
    ByteView certificate_issuer;          ///< content of the GeneralNames; empty when absent
    std::optional<Oid> unknown_critical;  ///< the first critical extension that is not known
    bool well_formed = true;
};

/// read_entry_extensions reads the extensions of one entry.
[[nodiscard]] EntryExtensions read_entry_extensions(ByteView extensions);

}  // namespace certlib
