#include <filesystem>

#include <amtcert/certlib/load.h>

#include "schemes.h"

namespace chainwalk {
namespace {

/// On Windows file:///C:/x is meant, and two slashes of either kind begin the name of another host, to which Windows would log
/// on.
constexpr bool has_drives = std::filesystem::path::preferred_separator == '\\';

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
        decoded += escape ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
        if (escape) i += 2;
    }
    return decoded;
}

}  // namespace

Fetched fetch_file(const FetchRequest& request, const FetchOptions& options) {
    // RFC 8089: file:///path, file://localhost/path or file:/path.
    std::string_view rest = std::string_view(request.url).substr(std::string_view("file:").size());
    for (const std::string_view host : {"//localhost/", "///"})
        if (rest.starts_with(host)) {
            rest.remove_prefix(host.size() - 1);
            break;
        }
    auto path = percent_decoded(rest);
    const bool names_host = path.starts_with("//") || (has_drives && path.find('\\') != std::string::npos);
    if (!path.starts_with('/') || names_host)
        return {.status = {LocationState::scheme_blocked}, .detail = "a file on another host is not read"};
    if (has_drives && path.size() > 2 && path[2] == ':') path.erase(0, 1);
    std::error_code error;
    // Only a regular file ends by itself.
    if (!std::filesystem::is_regular_file(path, error))
        return {
            .status = {LocationState::refused}, .detail = error ? error.message() : "not a regular file", .host_reached = true};
    auto content = certlib::read_file(path, largest_object(request.kind, options));
    if (content) return {.status = {LocationState::ok}, .objects = {std::move(*content)}, .host_reached = true};
    const bool over = content.error().kind == certlib::ErrorKind::limit;
    return {.status = {over ? LocationState::too_large : LocationState::refused},
            .detail = content.error().message,
            .host_reached = true};
}

}  // namespace chainwalk
