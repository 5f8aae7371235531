#pragma once

#include <amtcert/testcerts/hierarchy.h>

namespace testcerts {

/// name_root_like_a_public_one gives the root the subject of Go Daddy Root CA - G2, so that rules about public CAs apply to it.
void name_root_like_a_public_one(CertificateSpec& root);

}  // namespace testcerts
