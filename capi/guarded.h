#pragma once

#include <exception>
#include <new>

#include "check.h"

namespace capi {

/// status_of is the code of a C++ error.
[[nodiscard]] amtcert_status status_of(certlib::ErrorKind kind);

/// guarded does a setter's work and puts what went wrong into the check. Nothing that is thrown goes any further.
template <class Work>
[[nodiscard]] amtcert_status guarded(amtcert_check* check, Work&& work) noexcept {
    if (check == nullptr) return AMTCERT_USAGE;
    check->message.clear();
    check->hint.clear();
    check->fixed = nullptr;
    try {
        certlib::Result<void> done = work();
        if (done) return AMTCERT_OK;
        check->message = std::move(done.error().message);
        check->hint = std::move(done.error().hint);
        return status_of(done.error().kind);
    } catch (const std::bad_alloc&) {
        check->fixed = "out of memory";
        return AMTCERT_OUT_OF_MEMORY;
    } catch (...) {
        check->fixed = "a bug in amtcert, or an exception from a callback";
        return AMTCERT_BUG;
    }
}

}  // namespace capi
