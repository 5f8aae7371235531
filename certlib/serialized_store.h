#pragma once

#include <functional>

#include <amtcert/certlib/bundle.h>

namespace certlib {

enum class StoreElementKind { certificate, crl, ctl };

/// StoreElement is one member of a Windows certificate store.
struct StoreElement {
    StoreElementKind kind = StoreElementKind::certificate;
    ByteView data;     ///< DER as it came, not looked into
    StoreFacts facts;  ///< from the properties that stand before it; `certificate` is left to the caller
};

/// StoreFraming: a file (.sst) has a header and an end mark around its elements; a registry value "Blob" is the elements alone.
enum class StoreFraming { file, bare };

/// ElementVisitor is told each element in its order; its error ends the reading.
using ElementVisitor = std::function<Result<void>(const StoreElement& element)>;

/// visit_store reads a serialized store (MS-OSHARED 2.3.2.5.4; MS-GPEF 2.2.1.1.1 for the registry). Of the properties it keeps
/// the friendly name, the key provider and the archived mark; no property is asked to be there. Errors, all beginning with
/// "serialized store: ": malformed when truncated or damaged, and the visitor's own.
[[nodiscard]] Result<void> visit_store(ByteView data, StoreFraming framing, const ElementVisitor& visit);

}  // namespace certlib
