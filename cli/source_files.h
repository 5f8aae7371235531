#pragma once

#include <functional>
#include <string>

#include <amtcert/certlib/load.h>

namespace cli {

/// SourceVisitor is told of every file of a SOURCE: what it holds, or why that cannot be had.
struct SourceVisitor {
    std::function<void(certlib::Bundle)> found;
    std::function<void(const std::string& source, const certlib::Error& error)> failed;
};

/// load_source reads a SOURCE that has to be one file, standard input, or one certificate of a Windows store. Errors: those of
/// certlib::load_file and of open_store_source; usage when several certificates of the store are meant.
[[nodiscard]] certlib::Result<certlib::Bundle> load_source(const std::string& argument, const certlib::LoadOptions& load);

/// visit_source reads what a SOURCE argument stands for. A file of a folder or pattern that holds no certificate is passed over
/// with a note; one in which none was found at all has failed.
void visit_source(const std::string& argument, const certlib::LoadOptions& load, const SourceVisitor& visitor);

}  // namespace cli
