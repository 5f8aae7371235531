// The functions of <amtcert/amtcert.h>: pointers are looked at here, and nothing is thrown out of here.
#include <amtcert/amtcert.h>
#include <amtcert/rules/render.h>

#include <new>
#include <string_view>

#include "guarded.h"

namespace {

using certlib::ErrorKind;
using certlib::fail;

tl::unexpected<certlib::Error> null_pointer(const char* what) {
    return fail(ErrorKind::usage, std::string(what) + " is a null pointer");
}

}  // namespace

namespace capi {

amtcert_status status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::io:
            return AMTCERT_IO;
        case ErrorKind::malformed:
            return AMTCERT_MALFORMED;
        case ErrorKind::unsupported:
            return AMTCERT_UNSUPPORTED;
        case ErrorKind::limit:
            return AMTCERT_LIMIT;
        case ErrorKind::usage:
            return AMTCERT_USAGE;
        case ErrorKind::wrong_password:
            return AMTCERT_WRONG_PASSWORD;
        case ErrorKind::no_password:
            return AMTCERT_NO_PASSWORD;
        case ErrorKind::not_found:
            return AMTCERT_NOT_FOUND;
    }
    return AMTCERT_BUG;
}

}  // namespace capi

const char* amtcert_version() { return rules::tool_version().data(); }

amtcert_check* amtcert_check_new() {
    try {
        return new amtcert_check;
    } catch (...) {
        return nullptr;
    }
}

void amtcert_check_free(amtcert_check* check) { delete check; }

amtcert_status amtcert_check_set(amtcert_check* check, const char* key, const char* value) {
    return capi::guarded(check, [&]() -> certlib::Result<void> {
        if (key == nullptr) return null_pointer("the key");
        if (value == nullptr) return null_pointer("the value");
        return capi::set_option(*check, key, {value});
    });
}

amtcert_status amtcert_check_set_password(amtcert_check* check, const char* password, size_t size) {
    return capi::guarded(check, [&]() -> certlib::Result<void> {
        if (password == nullptr && size > 0) return null_pointer("the password");
        check->password = size == 0 ? certlib::Secret() : certlib::Secret(std::string_view(password, size));
        return {};
    });
}

amtcert_status amtcert_check_add_file(amtcert_check* check, const char* key, const char* path) {
    return capi::guarded(check, [&]() -> certlib::Result<void> {
        if (key == nullptr) return null_pointer("the key");
        if (path == nullptr) return null_pointer("the path");
        return capi::add_path(*check, key, path);
    });
}

amtcert_status amtcert_check_add_memory(amtcert_check* check, const char* key, const char* name, const void* data, size_t size) {
    return capi::guarded(check, [&]() -> certlib::Result<void> {
        if (key == nullptr) return null_pointer("the key");
        if (name == nullptr) return null_pointer("the name");
        if (data == nullptr && size > 0) return null_pointer("the data");
        return capi::add_item(*check, key, {.data = {static_cast<const std::uint8_t*>(data), size}, .name = name});
    });
}

amtcert_status amtcert_check_use_network(amtcert_check* check) {
    return capi::guarded(check, [&]() -> certlib::Result<void> {
        check->use_network = true;
        check->fetch = nullptr;
        return {};
    });
}

amtcert_status amtcert_check_on_fetch(amtcert_check* check, amtcert_fetch fetch, void* user) {
    return capi::guarded(check, [&]() -> certlib::Result<void> {
        check->use_network = false;
        check->fetch = fetch;
        check->fetch_user = user;
        return {};
    });
}

amtcert_status amtcert_check_on_progress(amtcert_check* check, amtcert_progress progress, void* user) {
    return capi::guarded(check, [&]() -> certlib::Result<void> {
        check->progress = progress;
        check->progress_user = user;
        return {};
    });
}

const char* amtcert_check_error(const amtcert_check* check) {
    if (check == nullptr) return "the check is a null pointer";
    return check->fixed != nullptr ? check->fixed : check->message.c_str();
}

const char* amtcert_check_hint(const amtcert_check* check) { return check == nullptr ? "" : check->hint.c_str(); }

amtcert_verdict amtcert_report_verdict(const amtcert_report* report) {
    return report == nullptr ? AMTCERT_INCONCLUSIVE : static_cast<amtcert_verdict>(rules::exit_code_of(report->verdict));
}

const char* amtcert_report_json(const amtcert_report* report, size_t* size) {
    if (size != nullptr) *size = report == nullptr ? 0 : report->json.size();
    return report == nullptr ? "" : report->json.c_str();
}

void amtcert_report_free(amtcert_report* report) { delete report; }
