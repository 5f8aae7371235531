#pragma once

// Where inet_pton is declared (RFC 3493 6.3).
#include <winsock2.h>
#include <ws2tcpip.h>
