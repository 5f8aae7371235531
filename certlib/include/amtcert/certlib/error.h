#pragma once

#include <string>
#include <tl/expected.hpp>

/// certlib turns octets into certificates, keys, CRLs and what holds them, and checks signatures. It judges nothing.
namespace [[gnu::visibility("default")]] certlib {

/// ErrorKind says why something could not be looked at. It is never a verdict on a certificate.
enum class ErrorKind {
    io,              ///< the operating system refused: no such file, no permission, read error
    malformed,       ///< the bytes are not what they have to be (bad DER, bad PEM, damaged container)
    unsupported,     ///< well formed, but uses something this build cannot read; the message names it
    limit,           ///< a size, count or iteration limit was exceeded; the message names the limit
    usage,           ///< the caller asked for something that makes no sense
    wrong_password,  ///< a password was given and does not open the container
    no_password,     ///< a password is needed and none was given
    not_found,       ///< the source could be read and holds nothing that was asked for
};

/// Error means "could not look". `message` is lower case, one line, without the name of the source;
/// `hint` is empty or one line on what to do. Neither ever holds a password or key material.
struct Error {
    ErrorKind kind = ErrorKind::malformed;  ///< for programs
    std::string message;                    ///< lower case, one line, for people
    std::string hint = {};                  ///< what to do; may be empty
};

/// Result is a value, or the error that kept it from being had.
template <class T>
using Result = tl::expected<T, Error>;

/// fail makes the unexpected half of a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string hint = {}) {
    return tl::make_unexpected(Error{kind, std::move(message), std::move(hint)});
}

}  // namespace certlib
