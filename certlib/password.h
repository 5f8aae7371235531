#pragma once

#include <optional>

#include <amtcert/certlib/load.h>

namespace certlib {

/// Password asks the caller's PasswordSource when a password is first needed, and once.
class Password {
public:
    Password(const PasswordSource& source, std::string what) : source_(source), what_(std::move(what)) {}

    /// get gives the password. Errors: no_password when there is none to be had, or the source's own.
    [[nodiscard]] Result<const Secret*> get() {
        if (!asked_) {
            asked_ = true;
            answer_ = source_ ? source_(what_) : Result<Secret>(fail(ErrorKind::no_password, "a password is needed"));
        }
        if (!*answer_) return tl::make_unexpected(answer_->error());
        return &**answer_;
    }

private:
    const PasswordSource& source_;
    std::string what_;
    bool asked_ = false;
    std::optional<Result<Secret>> answer_;
};

/// wrong_password is the error for a password that was given and does not open a container.
[[nodiscard]] inline tl::unexpected<Error> wrong_password() {
    return fail(ErrorKind::wrong_password, "wrong password", "letters count with their case; a trailing line end of a password file is dropped");
}

}  // namespace certlib
