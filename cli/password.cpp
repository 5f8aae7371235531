#include "password.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <optional>

#include "command.h"
#include "terminal.h"

namespace cli {
namespace {

using certlib::ErrorKind;
using certlib::Result;
using certlib::Secret;

constexpr std::size_t longest_password = 4096;

Secret without_line_end(certlib::Bytes&& bytes) {
    if (!bytes.empty() && bytes.back() == '\n') bytes.pop_back();
    if (!bytes.empty() && bytes.back() == '\r') bytes.pop_back();
    return Secret(std::move(bytes));
}

tl::unexpected<certlib::Error> too_long(const std::string& name, certlib::Bytes& bytes) {
    certlib::wipe(bytes.data(), bytes.size());
    return certlib::fail(ErrorKind::limit, name + ": password is longer than 4096 octets");
}

Result<Secret> from_descriptor(int descriptor, const std::string& name) {
    certlib::Bytes bytes;
    bytes.reserve(longest_password + 1);  // so that growing leaves no copy behind
    while (bytes.size() <= longest_password) {
        std::uint8_t octet = 0;
        const auto got = ::read(descriptor, &octet, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return certlib::fail(ErrorKind::io, name + ": cannot read the password");
        if (got == 0) return without_line_end(std::move(bytes));
        bytes.push_back(octet);
    }
    return too_long(name, bytes);
}

Result<Secret> from_file(const std::string& file) {
    certlib::Bytes bytes(longest_password + 1);
    std::ifstream stream;
    stream.rdbuf()->pubsetbuf(nullptr, 0);  // so that no copy stays behind
    stream.open(std::filesystem::path(file), std::ios::binary);
    if (!stream) return certlib::fail(ErrorKind::io, "password file " + file + " cannot be read");
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (stream.bad()) return certlib::fail(ErrorKind::io, "password file " + file + ": cannot read the password");
    if (!stream.eof()) return too_long("password file " + file, bytes);
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return without_line_end(std::move(bytes));
}

Result<Secret> from_environment(const std::string& variable) {
    auto value = environment(variable);
    if (!value) return certlib::fail(ErrorKind::usage, "environment variable " + variable + " is not set");
    return std::move(*value);
}

Result<Secret> from_terminal(std::string_view what) {
    if (!can_ask())
        return certlib::fail(ErrorKind::no_password, "a password is needed",
                             "give it with --password-file, --password-env or --password-fd");
    auto line = ask_hidden("password for " + std::string(what) + ": ", longest_password + 1);
    return without_line_end(std::move(line));
}

Result<Secret> read_password(const PasswordOptions& options, std::string_view what) {
    if (!options.file.empty()) return from_file(options.file);
    if (!options.environment.empty()) return from_environment(options.environment);
    if (options.descriptor >= 0) return from_descriptor(options.descriptor, "descriptor " + std::to_string(options.descriptor));
    return from_terminal(what);
}

}  // namespace

void PasswordOptions::add_to(CLI::App& command) {
    auto* const group =
        add_group(command, "Passwords", "never on the command line; without one of these it is asked for on a terminal");
    group->add_option("--password-file", file, "file holding the password")->type_name("F");
    group->add_option("--password-env", environment, "environment variable holding it")->type_name("V");
    group->add_option("--password-fd", descriptor, "descriptor to read it from")->type_name("N")->check(CLI::Range(0, std::numeric_limits<int>::max()));
    group->require_option(0, 1);
}

certlib::PasswordSource PasswordOptions::source() const {
    // On a terminal each container may have its own password; the other ways give one for all of them.
    const bool asks = file.empty() && environment.empty() && descriptor < 0;
    const auto kept = std::make_shared<std::optional<Secret>>();
    return [options = *this, asks, kept](std::string_view what) -> Result<Secret> {
        if (asks) return read_password(options, what);
        if (!*kept) {
            auto password = read_password(options, what);
            if (!password) return password;
            *kept = std::move(*password);
        }
        return Secret((*kept)->view());
    };
}

}  // namespace cli
