#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/bundle.h>
#include <amtcert/certlib/secret.h>

namespace [[gnu::visibility("default")]] certlib {

/// LoadLimits bound what one source may cost. Each has its own message.
struct LoadLimits {
    std::size_t source_bytes = 64U << 20U;  ///< octets of the whole source
    std::size_t certificates = 4096;  ///< duplicates count
    unsigned long kdf_iterations = 2'000'000;   ///< of one derivation: of a PFX MAC, PBES1, PBES2 or an encrypted key
    unsigned long kdf_iterations_in_all = 8'000'000;  ///< of all derivations tried for one source
};

/// PasswordSource is asked at most once per source, and only when something there is encrypted and neither the empty nor
/// the absent password opens it. `what` says for what ("server.pfx"). An error of kind no_password means that there is none.
using PasswordSource = std::function<Result<Secret>(std::string_view what)>;

/// LoadOptions is how a source is read.
struct LoadOptions {
    LoadLimits limits = {};  ///< what it may cost
    PasswordSource password = {};  ///< empty: no password is available
};

/// load reads certificates, keys and CRLs from octets whose format is found by looking at them, never by a name: PEM
/// (any number of blocks, text around them, CRLF; certificates, PKCS#7, CRLs, private keys, encrypted or not), a DER
/// certificate, DER PKCS#7 SignedData, a directory's cross-certificate pair (RFC 4523 2.3), PKCS#12, a serialized Windows store (.sst), an element of one as the registry keeps it, a
/// registry export (.reg) of SystemCertificates. Errors tell apart: wrong password, password needed, unsupported
/// algorithm (named), damaged, nothing found, each limit. A PEM block that is not amtcert's business is passed over.
[[nodiscard]] Result<Bundle> load(ByteView data, std::string source, const LoadOptions& options = {});

/// load_file reads one regular file (or a FIFO, or "-" for standard input) and hands it to load.
[[nodiscard]] Result<Bundle> load_file(const std::string& path, const LoadOptions& options = {});

/// read_file reads a file up to `limit` octets into memory. "-" is standard input. Errors: io, limit.
[[nodiscard]] Result<Bytes> read_file(const std::string& path, std::size_t limit);

/// SourceList is what a SOURCE argument stands for: files in byte order of their names.
struct SourceList {
    std::vector<std::string> files;  ///< in byte order of their names
    bool several = false;  ///< a folder or a glob: files without certificates are passed over
};

/// expand turns a file, folder (its regular files, not deeper), glob pattern or "-" into files. An existing file wins over
/// a glob. Errors: io (no such file), not_found (empty folder, nothing matches the pattern).
[[nodiscard]] Result<SourceList> expand(const std::string& argument);

}  // namespace certlib
