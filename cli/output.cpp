#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <amtcert/certlib/name.h>
#include <amtcert/certlib/replace_file.h>

#include "command.h"

namespace cli {
namespace {

certlib::Result<void> write_all(int descriptor, std::string_view text, const std::string& thing) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return certlib::fail(certlib::ErrorKind::io, thing + ": cannot write: " + std::strerror(errno));
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

/// target_of follows symbolic links, to a file that is not there yet as well: what a link points to is replaced, not the link.
/// Errors: io, for links that lead nowhere.
certlib::Result<std::string> target_of(const std::string& file) {
    constexpr int most_links = 40;
    std::filesystem::path target = file;
    std::error_code error;
    for (int i = 0; i < most_links; ++i) {
        if (!std::filesystem::is_symlink(std::filesystem::symlink_status(target, error))) return target.string();
        const auto next = std::filesystem::read_symlink(target, error);
        if (error) return certlib::fail(certlib::ErrorKind::io, file + ": cannot write: " + error.message());
        target = target.parent_path() / next;
    }
    return certlib::fail(certlib::ErrorKind::io, file + ": cannot write: " + std::strerror(ELOOP));
}

/// write_special writes to a device or a pipe, which cannot be renamed onto.
certlib::Result<void> write_special(const std::filesystem::path& file, const std::string& document) {
    std::ofstream stream(file, std::ios::binary);
    if (stream.write(document.data(), static_cast<std::streamsize>(document.size())).flush()) return {};
    return certlib::fail(certlib::ErrorKind::io, file.string() + ": cannot write: " + std::strerror(errno));
}

}  // namespace

void complain(const certlib::Error& error) {
    std::fprintf(stderr, "error: %s\n", certlib::escape_unprintable(error.message).c_str());
    if (!error.hint.empty()) std::fprintf(stderr, "hint: %s\n", certlib::escape_unprintable(error.hint).c_str());
}

void complain(std::string_view thing, const certlib::Error& error) {
    complain({error.kind, std::string(thing) + ": " + error.message, error.hint});
}

tl::unexpected<certlib::Error> about(const std::string& thing, const certlib::Error& error) {
    return certlib::fail(error.kind, thing + ": " + error.message, error.hint);
}

void finish(const certlib::Result<int>& code, int& exit) {
    if (!code) complain(code.error());
    exit = code.value_or(exit_code::usage);
}

certlib::Result<void> refuse_source(const std::string& file, const std::string& source) {
    std::error_code unknown;  // what is not there is no source
    if (!std::filesystem::is_regular_file(file, unknown) || !std::filesystem::equivalent(file, source, unknown)) return {};
    return certlib::fail(certlib::ErrorKind::usage, file + ": is what the report is made of, and would be written over",
                         "write to another file");
}

certlib::Result<void> print(const std::string& document, const std::string& file) {
    if (file.empty() || file == "-") return write_all(STDOUT_FILENO, document, "standard output");
    std::error_code unknown;
    const auto facts = std::filesystem::status(file, unknown);
    if (std::filesystem::exists(facts) && !std::filesystem::is_regular_file(facts)) return write_special(file, document);
    const auto target = target_of(file);
    return target ? certlib::replace_file(*target, certlib::as_bytes(document)) : tl::make_unexpected(target.error());
}

}  // namespace cli
