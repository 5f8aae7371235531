#pragma once

#include <amtcert/certlib/name.h>

#include "der.h"

namespace certlib {

/// read_general_name reads one GeneralName (RFC 5280 4.2.1.6). Errors: malformed.
[[nodiscard]] Result<GeneralName> read_general_name(const der::Element& element);

/// read_general_names reads the elements of a GeneralNames up to its end; there has to be at least one. Errors: malformed.
[[nodiscard]] Result<std::vector<GeneralName>> read_general_names(der::Reader reader);

}  // namespace certlib
