#include "public_root.h"

namespace testcerts {

void name_root_like_a_public_one(CertificateSpec& root) {
    constexpr unsigned printable_string = 19;
    root.subject = {{"2.5.4.6", "US", printable_string},
                    {"2.5.4.8", "Arizona", printable_string},
                    {"2.5.4.7", "Scottsdale", printable_string},
                    {"2.5.4.10", "GoDaddy.com, Inc.", printable_string},
                    {"2.5.4.3", "Go Daddy Root Certificate Authority - G2", printable_string}};
}

}  // namespace testcerts
