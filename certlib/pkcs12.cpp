#include "pkcs12.h"

#include <openssl/pkcs12.h>

#include <algorithm>

#include "der.h"
#include "openssl_context.h"
#include "openssl_ptr.h"
#include "private_key.h"
#include "utf8.h"

namespace certlib {
namespace {

constexpr int deepest_nesting = 8;

void free_octets(unsigned char* octets) { OPENSSL_free(octets); }

struct FreeBags {
    void operator()(STACK_OF(PKCS12_SAFEBAG) * bags) const { sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free); }
};
using BagsPtr = std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), FreeBags>;

struct FreeContents {
    void operator()(STACK_OF(PKCS7) * contents) const { sk_PKCS7_pop_free(contents, PKCS7_free); }
};
using ContentsPtr = std::unique_ptr<STACK_OF(PKCS7), FreeContents>;

using Pkcs12Ptr = OpenSslPtr<PKCS12, PKCS12_free>;
using Pkcs8Ptr = OpenSslPtr<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;

/// Attempt is a password to try. The absent password (null) and the empty one derive different keys.
struct Attempt {
    const char* text = nullptr;
    int length = 0;
    bool from_user = false;
};

tl::unexpected<Error> damaged(const char* what) { return fail(ErrorKind::malformed, std::string("PFX is damaged: ") + what); }

/// octets_in gives what a certificate or CRL bag holds, exactly as it came: OpenSSL hands out decoded objects only, so its bag is
/// written out again and read here. SafeBag ::= SEQUENCE { bagId, [0] SEQUENCE { id, [0] OCTET STRING }, ... } (RFC 7292 4.2)
Result<Bytes> octets_in(const PKCS12_SAFEBAG* bag) {
    unsigned char* written = nullptr;
    const int length = i2d_PKCS12_SAFEBAG(bag, &written);
    if (length <= 0) return damaged("a bag cannot be read");
    const OpenSslPtr<unsigned char, free_octets> owner(written);
    der::Reader reader(ByteView(written, static_cast<std::size_t>(length)));
    for (const auto tag : {der::tag::sequence, der::tag::context(0, true), der::tag::sequence, der::tag::context(0, true)}) {
        if (reader.next_is(der::tag::oid)) (void)reader.any();
        const auto element = reader.read(tag, "bag");
        if (!element) return damaged("a bag cannot be read");
        reader = der::Reader(*element);
    }
    const auto octets = reader.read(der::tag::octet_string, "bag value");
    if (!octets) return damaged("a bag cannot be read");
    return Bytes(octets->content.begin(), octets->content.end());
}

/// Opener opens one container with one password.
class Opener {
public:
    Opener(Bundle& bundle, DerivationBudget& budget, const LoadLimits& limits, Attempt attempt)
        : bundle_(bundle), budget_(budget), limits_(limits), attempt_(attempt) {}

    Result<void> open(const PKCS12* container) {
        const ContentsPtr contents(PKCS12_unpack_authsafes(container));
        if (!contents) return damaged("the authenticated safe cannot be read");
        for (int i = 0; i < sk_PKCS7_num(contents.get()); ++i)
            if (auto read = safe_contents(sk_PKCS7_value(contents.get(), i)); !read) return read;
        return {};
    }

private:
    Result<void> safe_contents(PKCS7* content) {
        if (PKCS7_type_is_data(content)) {
            const BagsPtr opened(PKCS12_unpack_p7data(content));
            if (!opened) return damaged("a safe cannot be read");
            return bags(opened.get(), 0);
        }
        if (!PKCS7_type_is_encrypted(content))
            return fail(ErrorKind::unsupported, "PFX is encrypted for a public key (" + object_name(content->type) + "), not with a password");
        const auto encryption = describe_encryption(content->d.encrypted->enc_data->algorithm);
        if (auto known = check(encryption); !known) return known;
        const BagsPtr opened(PKCS12_unpack_p7encdata(content, attempt_.text, attempt_.length));
        if (!opened) return cannot_decrypt(encryption);
        return bags(opened.get(), 0);
    }

    Result<void> bags(const STACK_OF(PKCS12_SAFEBAG) * opened, int depth) {
        if (depth > deepest_nesting) return fail(ErrorKind::limit, "PFX nests its safes deeper than 8 levels");
        for (int i = 0; i < sk_PKCS12_SAFEBAG_num(opened); ++i)
            if (auto read = bag(sk_PKCS12_SAFEBAG_value(opened, i), depth); !read) return read;
        return {};
    }

    Result<void> bag(const PKCS12_SAFEBAG* one, int depth) {
        switch (PKCS12_SAFEBAG_get_nid(one)) {
            case NID_certBag: return certificate(one);
            case NID_crlBag: return crl(one);
            case NID_keyBag:
                bundle_.pfx->key_bag_shrouded = false;
                note_encryption("none");
                return key(PKCS12_SAFEBAG_get0_p8inf(one), one);
            case NID_pkcs8ShroudedKeyBag: return shrouded_key(one);
            case NID_safeContentsBag: return bags(PKCS12_SAFEBAG_get0_safes(one), depth + 1);
            default: return {};  // secrets and what else there may be are no certificates
        }
    }

    Result<void> certificate(const PKCS12_SAFEBAG* one) {
        if (PKCS12_SAFEBAG_get_bag_nid(one) != NID_x509Certificate) return {};
        if (bundle_.certificates.size() >= limits_.certificates)
            return fail(ErrorKind::limit, "more than " + std::to_string(limits_.certificates) + " certificates",
                        "raise the limit with --max-certificates");
        const auto octets = octets_in(one);
        if (!octets) return tl::make_unexpected(octets.error());
        auto parsed = Certificate::parse(*octets);
        if (!parsed)
            return fail(parsed.error().kind, "certificate " + std::to_string(bundle_.certificates.size() + 1) + " in the PFX: " +
                                                 parsed.error().message);
        bundle_.certificates.push_back(std::move(*parsed));
        return {};
    }

    Result<void> crl(const PKCS12_SAFEBAG* one) {
        auto octets = octets_in(one);
        if (!octets) return tl::make_unexpected(octets.error());
        auto parsed = Crl::parse(std::move(*octets));
        if (!parsed) return fail(parsed.error().kind, "CRL in the PFX: " + parsed.error().message);
        bundle_.crls.push_back(std::move(*parsed));
        return {};
    }

    Result<void> shrouded_key(const PKCS12_SAFEBAG* one) {
        const X509_ALGOR* algorithm = nullptr;
        X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(one), &algorithm, nullptr);
        const auto encryption = describe_encryption(algorithm);
        if (auto known = check(encryption); !known) return known;
        const Pkcs8Ptr info(PKCS12_decrypt_skey_ex(one, attempt_.text, attempt_.length, container_context(), nullptr));
        if (!info) return cannot_decrypt(encryption);
        return key(info.get(), one);
    }

    Result<void> key(const PKCS8_PRIV_KEY_INFO* info, const PKCS12_SAFEBAG* one) {
        const KeyPtr decoded(info == nullptr ? nullptr : EVP_PKCS82PKEY_ex(info, container_context(), nullptr));
        if (!decoded) return damaged("the private key cannot be decoded");
        auto half = public_half(decoded.get());
        if (!half) return tl::make_unexpected(half.error());
        half->csp_name = csp_name(one);
        bundle_.private_keys.push_back(std::move(*half));
        return {};
    }

    /// Microsoft's CSP name attribute (1.3.6.1.4.1.311.17.1) is a BMPString.
    static std::string csp_name(const PKCS12_SAFEBAG* one) {
        const ASN1_TYPE* const value = PKCS12_SAFEBAG_get0_attr(one, NID_ms_csp_name);
        if (value == nullptr || value->type != V_ASN1_BMPSTRING) return {};
        const auto* const data = ASN1_STRING_get0_data(value->value.bmpstring);
        std::string text;
        for (int i = 0; i + 1 < ASN1_STRING_length(value->value.bmpstring); i += 2)
            utf8::append(text, static_cast<char32_t>(data[i] << 8 | data[i + 1]));
        return text;
    }

    Result<void> check(const Encryption& encryption) {
        note_encryption(encryption.name);
        if (!encryption.known) return fail(ErrorKind::unsupported, "PFX is encrypted with " + encryption.name + ", which is not supported");
        return budget_.spend(encryption);
    }

    void note_encryption(const std::string& name) {
        auto& names = bundle_.pfx->encryption;
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }

    [[nodiscard]] static Result<void> cannot_decrypt(const Encryption& encryption) {
        const bool is_old = encryption.name.starts_with("RC2") || encryption.name.starts_with("RC4") || encryption.name.starts_with("DES");
        if (is_old && !has_legacy_provider())
            return fail(ErrorKind::unsupported, "PFX is encrypted with " + encryption.name + ", and OpenSSL's legacy provider is not there",
                        "install the package that holds legacy.so, or export the PFX anew with AES-256");
        return damaged("its contents do not decrypt, though the password is right");
    }

    Bundle& bundle_;
    DerivationBudget& budget_;
    const LoadLimits& limits_;
    Attempt attempt_;
};

Pkcs12Ptr decode(ByteView data) {
    PKCS12* container = PKCS12_init_ex(NID_pkcs7_data, container_context(), nullptr);
    const unsigned char* octets = data.data();
    d2i_PKCS12(&container, &octets, static_cast<long>(data.size()));
    return Pkcs12Ptr(container);
}

/// read_mac notes what the MAC is. False: there is none.
Result<bool> read_mac(const PKCS12* container, PfxFacts& facts) {
    if (PKCS12_mac_present(container) == 0) return false;
    const X509_ALGOR* algorithm = nullptr;
    const ASN1_INTEGER* iterations = nullptr;
    PKCS12_get0_mac(nullptr, &algorithm, nullptr, &iterations, container);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    switch (OBJ_obj2nid(object)) {
        case NID_sha1: facts.mac_algorithm = "SHA-1"; break;
        case NID_sha224: facts.mac_algorithm = "SHA-224"; break;
        case NID_sha256: facts.mac_algorithm = "SHA-256"; break;
        case NID_sha384: facts.mac_algorithm = "SHA-384"; break;
        case NID_sha512: facts.mac_algorithm = "SHA-512"; break;
        case NID_md5: facts.mac_algorithm = "MD5"; break;
        default: return fail(ErrorKind::unsupported, "PFX has a MAC by " + object_name(object) + ", which is not supported");
    }
    std::uint64_t count = 1;
    if (iterations != nullptr && ASN1_INTEGER_get_uint64(&count, iterations) != 1) count = ~std::uint64_t{0};
    facts.mac_iterations = count;
    return true;
}

Result<bool> mac_fits(PKCS12* container, Attempt attempt, std::uint64_t iterations, DerivationBudget& budget) {
    if (auto affordable = budget.spend(iterations); !affordable)
        return fail(affordable.error().kind, "MAC of the PFX: " + affordable.error().message);
    return PKCS12_verify_mac(container, attempt.text, attempt.length) == 1;
}

constexpr Attempt absent_password{nullptr, 0, false};
constexpr Attempt empty_password{"", 0, false};

Result<Attempt> asked_for(Password& password) {
    const auto secret = password.get();
    if (!secret) return tl::make_unexpected(secret.error());
    const auto text = (*secret)->view();
    // A password file ends up without a terminating NUL; OpenSSL is given the length and never looks further.
    return Attempt{text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()), true};
}

Result<Attempt> password_for_mac(PKCS12* container, std::uint64_t iterations, Password& password, DerivationBudget& budget) {
    for (const auto& attempt : {absent_password, empty_password}) {
        const auto fits = mac_fits(container, attempt, iterations, budget);
        if (!fits) return tl::make_unexpected(fits.error());
        if (*fits) return attempt;
    }
    auto attempt = asked_for(password);
    if (!attempt) return attempt;
    const auto fits = mac_fits(container, *attempt, iterations, budget);
    if (!fits) return tl::make_unexpected(fits.error());
    if (!*fits) return wrong_password();
    return attempt;
}

/// open_with puts the contents into the bundle, or leaves it as it was.
Result<void> open_with(const PKCS12* container, Bundle& bundle, DerivationBudget& budget, const LoadLimits& limits, Attempt attempt) {
    auto trial = bundle;
    if (auto opened = Opener(trial, budget, limits, attempt).open(container); !opened) return opened;
    trial.pfx->empty_password = !attempt.from_user;
    bundle = std::move(trial);
    return {};
}

/// Without a MAC only the contents tell whether a password is right, and a wrong one looks like damage.
Result<void> open_without_mac(const PKCS12* container, Bundle& bundle, Password& password, DerivationBudget& budget,
                              const LoadLimits& limits) {
    for (const auto& attempt : {absent_password, empty_password}) {
        auto opened = open_with(container, bundle, budget, limits, attempt);
        if (opened || opened.error().kind != ErrorKind::malformed) return opened;
    }
    const auto attempt = asked_for(password);
    if (!attempt) return tl::make_unexpected(attempt.error());
    auto opened = open_with(container, bundle, budget, limits, *attempt);
    if (!opened && opened.error().kind == ErrorKind::malformed)
        return fail(ErrorKind::wrong_password, "wrong password, or damaged: a PFX without a MAC does not tell which");
    return opened;
}

}  // namespace

Result<void> read_pkcs12(ByteView data, Bundle& bundle, Password& password, DerivationBudget& budget, const LoadLimits& limits) {
    const CleanErrors clean_errors;
    bundle.format = Format::pkcs12;
    bundle.pfx = PfxFacts{};
    const auto container = decode(data);
    if (!container) return damaged("its outer structure cannot be decoded");
    const auto has_mac = read_mac(container.get(), *bundle.pfx);
    if (!has_mac) return tl::make_unexpected(has_mac.error());
    if (!*has_mac) return open_without_mac(container.get(), bundle, password, budget, limits);
    const auto attempt = password_for_mac(container.get(), bundle.pfx->mac_iterations, password, budget);
    if (!attempt) return tl::make_unexpected(attempt.error());
    return open_with(container.get(), bundle, budget, limits, *attempt);
}

}  // namespace certlib
