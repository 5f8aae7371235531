#pragma once

// Where inet_pton is declared (RFC 3493 6.3).
#include <arpa/inet.h>
