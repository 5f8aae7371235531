#pragma once

#include <vector>

#include <amtcert/certlib/extensions.h>

namespace certlib {

/// decode_extensions decodes the extensions amtcert understands. One that does not decode, or comes a second time, is a Defect.
/// `value_offsets` says for each extension where in the certificate the content of its extnValue begins.
[[nodiscard]] DecodedExtensions decode_extensions(const std::vector<Extension>& extensions, const std::vector<std::size_t>& value_offsets,
                                                  std::vector<Defect>& defects);

}  // namespace certlib
