#pragma once

#include <chrono>
#include <string>

namespace chainwalk {

/// Contact is what came of asking a host for a connection. WinHTTP and wldap32 say of a refusal, and of a network without a way
/// there, that they cannot connect.
enum class Contact { connected, unresolved, refused, timeout, unreachable };

/// contact resolves a name or address, in UTF-8, connects and hangs up.
[[nodiscard]] Contact contact(const std::string& host, unsigned short port, std::chrono::milliseconds time);

}  // namespace chainwalk
