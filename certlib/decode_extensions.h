#pragma once

#include <vector>

#include <amtcert/certlib/extensions.h>

namespace certlib {

/// decode_extensions decodes the extensions amtcert understands. One that does not decode, or comes a second time, is a Defect.
[[nodiscard]] DecodedExtensions decode_extensions(const std::vector<Extension>& extensions, std::vector<Defect>& defects);

}  // namespace certlib
