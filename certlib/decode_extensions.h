#pragma once

#include <vector>

#include <amtcert/certlib/extensions.h>

#include "der.h"

namespace certlib {

/// decode_extensions decodes the extensions amtcert understands. One that does not decode, or comes a second time, is a Defect.
/// `value_offsets` says for each extension where in the certificate the content of its extnValue begins.
[[nodiscard]] DecodedExtensions decode_extensions(const std::vector<Extension>& extensions, const std::vector<std::size_t>& value_offsets,
                                                  std::vector<Defect>& defects);

/// The extensions that CRLs have as well, each read from its extnValue. Errors: malformed.
[[nodiscard]] Result<AuthorityKeyIdentifier> read_authority_key_identifier(der::Reader value);
[[nodiscard]] Result<std::vector<DistributionPoint>> read_distribution_points(der::Reader value);

/// read_distribution_point_name reads the content of a DistributionPointName's explicit tag into the two fields it may fill.
[[nodiscard]] Result<void> read_distribution_point_name(const der::Element& element, DistributionPoint& point);

/// read_reason_flags reads ReasonFlags (RFC 5280 4.2.1.13): bit n of the number = named bit n. Errors: malformed.
[[nodiscard]] Result<std::uint16_t> read_reason_flags(const der::Element& element);

}  // namespace certlib
