#pragma once

#include <vector>

#include "der.h"

namespace certlib {

/// RawAttribute is one AttributeTypeAndValue whose value has not been looked into.
struct RawAttribute {
    Oid type;
    der::Element value;
};

/// read_relative_names reads the structure of a Name from its outer SEQUENCE. Errors: malformed, with the element's offsets.
[[nodiscard]] Result<std::vector<std::vector<RawAttribute>>> read_relative_names(const der::Element& sequence);

}  // namespace certlib
