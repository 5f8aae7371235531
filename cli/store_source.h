#pragma once

#include <string>
#include <vector>

#include <amtcert/certlib/windows_store.h>

namespace cli {

/// StoreSource is what a SOURCE of the form winstore:LocalMachine/My?... asks for.
struct StoreSource {
    std::vector<certlib::Bundle>
        bundles;  ///< one for each certificate: it comes first, then those of CA and Root that may have issued it
    std::vector<std::string> unreadable;  ///< sources, one for each certificate that was asked for and cannot be read
};

/// open_store_source reads the store and what may have issued its certificates, and tries their private keys. Errors: usage, and
/// those of certlib::read_windows_store; not_found when nothing fits, with the certificates that are there as the hint.
[[nodiscard]] certlib::Result<StoreSource> open_store_source(const std::string& argument, const certlib::LoadOptions& load);

/// certificates_of_store are those that such a SOURCE asks for, and no others. Errors: as open_store_source.
[[nodiscard]] certlib::Result<std::vector<certlib::Certificate>> certificates_of_store(const std::string& argument,
                                                                                       const certlib::LoadOptions& load);

}  // namespace cli
