#include <amtcert/certlib/hash.h>

#include <openssl/sha.h>

namespace certlib {

std::string_view to_string(HashAlgorithm algorithm) {
    switch (algorithm) {
        case HashAlgorithm::md2: return "MD2";
        case HashAlgorithm::md4: return "MD4";
        case HashAlgorithm::md5: return "MD5";
        case HashAlgorithm::sha1: return "SHA-1";
        case HashAlgorithm::sha224: return "SHA-224";
        case HashAlgorithm::sha256: return "SHA-256";
        case HashAlgorithm::sha384: return "SHA-384";
        case HashAlgorithm::sha512: return "SHA-512";
        case HashAlgorithm::sha3: return "SHA-3";
        case HashAlgorithm::other: return "unknown";
        case HashAlgorithm::none: return "none";
    }
    return "unknown";
}

Bytes sha1(ByteView data) {
    Bytes digest(SHA_DIGEST_LENGTH);
    SHA1(data.data(), data.size(), digest.data());
    return digest;
}

Bytes sha256(ByteView data) {
    Bytes digest(SHA256_DIGEST_LENGTH);
    SHA256(data.data(), data.size(), digest.data());
    return digest;
}

Bytes sha384(ByteView data) {
    Bytes digest(SHA384_DIGEST_LENGTH);
    SHA384(data.data(), data.size(), digest.data());
    return digest;
}

}  // namespace certlib
