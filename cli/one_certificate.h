#pragma once

#include <string>

#include <amtcert/certlib/load.h>

namespace cli {

/// OneCertificate is what a file held, and the one certificate of it that is meant.
struct OneCertificate {
    certlib::Bundle bundle;
    certlib::Certificate leaf;
};

/// one_certificate loads a file for commands that work on a single certificate. Errors: of the file; usage when there are several
/// subjects in it.
[[nodiscard]] certlib::Result<OneCertificate> one_certificate(const std::string& file, const certlib::LoadOptions& load);

}  // namespace cli
