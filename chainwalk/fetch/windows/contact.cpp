#include "windows/contact.h"

#include <winsock2.h>
#include <ws2tcpip.h>

#include <memory>

#include <amtcert/certlib/wide.h>

namespace chainwalk {
namespace {

bool start_sockets() {
    WSADATA facts{};
    return ::WSAStartup(MAKEWORD(2, 2), &facts) == 0;
}

/// Socket closes itself.
class Socket {
public:
    explicit Socket(const ADDRINFOW& address)
        : socket_(::socket(address.ai_family, address.ai_socktype, address.ai_protocol)) {}
    ~Socket() {
        if (socket_ != INVALID_SOCKET) ::closesocket(socket_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    [[nodiscard]] SOCKET get() const { return socket_; }

private:
    SOCKET socket_;
};

Contact contact_of(int error) {
    if (error == WSAECONNREFUSED) return Contact::refused;
    return error == WSAETIMEDOUT ? Contact::timeout : Contact::unreachable;
}

Contact connect(const ADDRINFOW& address, std::chrono::milliseconds time) {
    const Socket socket(address);
    u_long at_once = 1;
    if (socket.get() == INVALID_SOCKET || ::ioctlsocket(socket.get(), FIONBIO, &at_once) != 0) return Contact::unreachable;
    if (::connect(socket.get(), address.ai_addr, static_cast<int>(address.ai_addrlen)) == 0) return Contact::connected;
    if (::WSAGetLastError() != WSAEWOULDBLOCK) return contact_of(::WSAGetLastError());
    fd_set writable{1, {socket.get()}};
    fd_set failed{1, {socket.get()}};  // Windows tells of a connection that failed here, and not there
    timeval limit{.tv_sec = static_cast<long>(time.count() / 1000), .tv_usec = static_cast<long>(time.count() % 1000 * 1000)};
    if (::select(0, nullptr, &writable, &failed, &limit) == 0) return Contact::timeout;
    int error = 0;
    int size = sizeof(error);
    ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, reinterpret_cast<char*>(&error), &size);
    return error == 0 ? Contact::connected : contact_of(error);
}

}  // namespace

Contact contact(const std::string& host, unsigned short port, std::chrono::milliseconds time) {
    static const bool sockets_started = start_sockets();
    if (!sockets_started) return Contact::unreachable;
    ADDRINFOW hints{};
    hints.ai_socktype = SOCK_STREAM;
    ADDRINFOW* found = nullptr;
    if (::GetAddrInfoW(certlib::wide_of(host).c_str(), std::to_wstring(port).c_str(), &hints, &found) != 0)
        return Contact::unresolved;
    const std::unique_ptr<ADDRINFOW, decltype(&::FreeAddrInfoW)> addresses(found, &::FreeAddrInfoW);
    auto result = Contact::unreachable;
    for (const auto* address = found; address != nullptr && result != Contact::connected; address = address->ai_next)
        result = connect(*address, time);
    return result;
}

}  // namespace chainwalk
