#pragma once

#include <vector>

#include <amtcert/certlib/extensions.h>

#include "der.h"

namespace certlib {

/// read_extensions reads the elements of an Extensions list up to its end (RFC 5280 4.1.2.9) without looking into their values.
/// `value_offsets` gets, for each, where the content of its extnValue begins. Errors: malformed.
[[nodiscard]] Result<void> read_extensions(der::Reader list, std::vector<Extension>& extensions,
                                           std::vector<std::size_t>& value_offsets, std::vector<Defect>& defects);

}  // namespace certlib
