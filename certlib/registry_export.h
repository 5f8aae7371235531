#pragma once

#include <string_view>

#include "serialized_store.h"

namespace certlib {

/// is_registry_export says whether a text begins as regedit's exports do (Windows 2000 and later, or REGEDIT4).
[[nodiscard]] bool is_registry_export(std::string_view text);

/// visit_registry_export reads the values "Blob" of every certificate, CRL and CTL below a key of SystemCertificates, in their
/// order; other keys and values are passed over. `text` has one octet a character: UTF-16 has to be narrowed first. Errors, all
/// beginning with "registry export: line N: ": malformed when a line is none of a registry export or cut off, those of
/// visit_store, and the visitor's own.
[[nodiscard]] Result<void> visit_registry_export(std::string_view text, const ElementVisitor& visit);

}  // namespace certlib
