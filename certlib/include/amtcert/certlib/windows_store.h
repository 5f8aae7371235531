#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/load.h>

namespace [[gnu::visibility("default")]] certlib {

/// StoreLocation is whose stores are meant: the machine's or the account's that runs.
enum class StoreLocation { local_machine, current_user };

/// StoreName is one certificate store of a Windows machine: LocalMachine/My.
struct StoreName {
    StoreLocation location = StoreLocation::local_machine;  ///< the part before the slash
    std::string name;  ///< UTF-8, as Windows calls it: My, CA, Root, Trust, ...; Windows does not mind the case

    /// to_string gives "winstore:LocalMachine/My".
    [[nodiscard]] std::string to_string() const;
};

/// StoreQuery is a SOURCE of the form winstore:LocalMachine/My?thumbprint=..&subject=..&role=...
struct StoreQuery {
    StoreName store;         ///< the part before the question mark
    std::string thumbprint;  ///< hexadecimal digits in lower case, a SHA-1 or SHA-256; empty when not asked for
    std::string subject;     ///< part of the subject's text, whatever the case; empty when not asked for
    std::string role;        ///< what the caller makes of it; empty when not asked for

    /// fits says whether the certificate is one that thumbprint and subject ask for.
    [[nodiscard]] bool fits(const Certificate& certificate) const;
};

/// names_windows_store says whether an argument is meant for parse_store_query.
[[nodiscard]] bool names_windows_store(std::string_view argument);

/// parse_store_query reads one. What stands behind "?" is percent-decoded. Errors: usage.
[[nodiscard]] Result<StoreQuery> parse_store_query(std::string_view argument);

/// StoreFilter says which certificates are wanted.
using StoreFilter = std::function<bool(const Certificate& certificate)>;

/// StoreContents is what a store holds, archived certificates left out, as Windows leaves them out.
struct StoreContents {
    std::vector<Bundle> wanted;           ///< one of format windows_store for each certificate, with nothing else in it
    std::vector<Certificate> others;      ///< those that were not wanted
    std::vector<std::string> unreadable;  ///< SHA-1 in hexadecimal of those that are no certificates amtcert can read
};

/// Keys says whether the private keys of the wanted certificates are tried.
enum class Keys { tried, left_alone };

/// read_windows_store reads a store of this machine and changes nothing: the store is opened for reading only and is not made
/// when it is not there. A private key is opened, when that needs no question to anybody, and not used. Its public half becomes
/// the bundle's private key. Errors: io (no such store, access denied, the system's other words), limit, unsupported where there
/// is no Windows.
[[nodiscard]] Result<StoreContents> read_windows_store(const StoreName& store, const StoreFilter& wanted, Keys keys,
                                                       const LoadLimits& limits);

/// issuers_among finds, of `pool`, those that may have issued the certificate, those that may have issued these, and so on, by
/// name, each once.
[[nodiscard]] std::vector<Certificate> issuers_among(const std::vector<Certificate>& pool, const Certificate& certificate);

}  // namespace gnu::visibility("default")]]certlib
