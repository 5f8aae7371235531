#pragma once

#include <string>

#include <amtcert/certlib/extensions.h>

namespace rules {

/// describe_template names a Microsoft certificate template and its revision: "1.3.6.1.4.1.311.21.8.1.2, revision 100.3". The
/// schema version of the template does not stand in a certificate.
[[nodiscard]] std::string describe_template(const certlib::MicrosoftTemplate& issued_from);

}  // namespace rules
