#include <amtcert/certlib/windows_store.h>

#include <fmt/format.h>

#include <memory>

#include <amtcert/certlib/hash.h>
#include <amtcert/certlib/wide.h>

#include "windows/key_access.h"

namespace certlib {
namespace {

/// OpenStore is a store open for reading, or why it is not.
class OpenStore {
public:
    explicit OpenStore(const StoreName& store) {
        const DWORD location =
            store.location == StoreLocation::local_machine ? CERT_SYSTEM_STORE_LOCAL_MACHINE : CERT_SYSTEM_STORE_CURRENT_USER;
        ::SetLastError(ERROR_SUCCESS);
        handle_ =
            ::CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0, location | CERT_STORE_READONLY_FLAG | CERT_STORE_OPEN_EXISTING_FLAG,
                            wide_of(store.name).c_str());
        if (handle_ == nullptr) error_ = ::GetLastError();
    }
    ~OpenStore() {
        if (handle_ != nullptr) ::CertCloseStore(handle_, 0);
    }
    OpenStore(const OpenStore&) = delete;
    OpenStore& operator=(const OpenStore&) = delete;

    [[nodiscard]] HCERTSTORE handle() const { return handle_; }
    [[nodiscard]] DWORD error() const { return error_; }

private:
    HCERTSTORE handle_ = nullptr;
    DWORD error_ = ERROR_SUCCESS;
};

tl::unexpected<Error> cannot_open(DWORD error) {
    switch (error) {
        case ERROR_FILE_NOT_FOUND:
        case ERROR_PATH_NOT_FOUND:
            return fail(ErrorKind::io, "no such store");
        case ERROR_ACCESS_DENIED:
        case static_cast<DWORD>(E_ACCESSDENIED):
            return fail(ErrorKind::io, "access denied", "run amtcert as administrator, or as the account the store belongs to");
        default:
            return fail(ErrorKind::io, "cannot be opened: " + system_words(error));
    }
}

/// property gives the octets of a certificate's property, which may hold pointers into themselves; nothing when it has none.
std::vector<BYTE> property(PCCERT_CONTEXT certificate, DWORD which) {
    DWORD size = 0;
    if (::CertGetCertificateContextProperty(certificate, which, nullptr, &size) == 0) return {};
    std::vector<BYTE> octets(size);
    if (::CertGetCertificateContextProperty(certificate, which, octets.data(), &size) == 0) return {};
    return octets;
}

std::string text_or_nothing(const wchar_t* text) { return text == nullptr ? std::string() : utf8_of(text); }

std::string friendly_name_of(PCCERT_CONTEXT certificate) {
    const auto octets = property(certificate, CERT_FRIENDLY_NAME_PROP_ID);
    const std::wstring_view text(reinterpret_cast<const wchar_t*>(octets.data()), octets.size() / sizeof(wchar_t));
    return utf8_of(text.substr(0, text.find(L'\0')));
}

std::optional<KeyProvider> key_provider_of(PCCERT_CONTEXT certificate) {
    const auto octets = property(certificate, CERT_KEY_PROV_INFO_PROP_ID);
    if (octets.empty()) return std::nullopt;
    const auto& info = *reinterpret_cast<const CRYPT_KEY_PROV_INFO*>(octets.data());
    return KeyProvider{.name = text_or_nothing(info.pwszProvName),
                       .container = text_or_nothing(info.pwszContainerName),
                       .type = info.dwProvType,
                       .key_spec = info.dwKeySpec};
}

Bundle bundle_of(PCCERT_CONTEXT context, Certificate certificate, const StoreName& store, Keys keys) {
    Bundle bundle{.source = store.to_string(), .format = Format::windows_store};
    StoreFacts facts{.certificate = 0, .friendly_name = friendly_name_of(context), .key_provider = key_provider_of(context)};
    if (facts.key_provider && keys == Keys::tried)
        if (auto key = try_key(context, *facts.key_provider)) bundle.private_keys.push_back(std::move(*key));
    bundle.certificates.push_back(std::move(certificate));
    if (!facts.friendly_name.empty() || facts.key_provider) bundle.store_facts.push_back(std::move(facts));
    return bundle;
}

}  // namespace

Result<StoreContents> read_windows_store(const StoreName& name, const StoreFilter& wanted, Keys keys, const LoadLimits& limits) {
    const OpenStore store(name);
    if (store.handle() == nullptr) return cannot_open(store.error());
    StoreContents contents;
    std::size_t count = 0;
    PCCERT_CONTEXT context = nullptr;
    while ((context = ::CertEnumCertificatesInStore(store.handle(), context)) != nullptr) {
        if (++count > limits.certificates) {
            ::CertFreeCertificateContext(context);
            return fail(ErrorKind::limit, fmt::format("more than {} certificates", limits.certificates),
                        "raise the limit with --max-certificates");
        }
        const ByteView der(context->pbCertEncoded, context->cbCertEncoded);
        auto certificate = Certificate::parse(der);
        if (!certificate)
            contents.unreadable.push_back(to_hex(sha1(der)));
        else if (wanted(*certificate))
            contents.wanted.push_back(bundle_of(context, std::move(*certificate), name, keys));
        else
            contents.others.push_back(std::move(*certificate));
    }
    return contents;
}

}  // namespace certlib
