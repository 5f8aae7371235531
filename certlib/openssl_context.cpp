#include "openssl_context.h"

#include <openssl/crypto.h>
#include <openssl/provider.h>

#include <memory>

#include "openssl_ptr.h"

namespace certlib {
namespace {

struct UnloadProvider {
    void operator()(OSSL_PROVIDER* provider) const { OSSL_PROVIDER_unload(provider); }
};
using ProviderPtr = std::unique_ptr<OSSL_PROVIDER, UnloadProvider>;

/// Members go in reverse order: the providers before the context they were loaded into.
struct ContainerContext {
    OpenSslPtr<OSSL_LIB_CTX, OSSL_LIB_CTX_free> context{OSSL_LIB_CTX_new()};
    ProviderPtr default_provider;
    ProviderPtr legacy_provider;

    ContainerContext() {
        const CleanErrors clean_errors;
        default_provider.reset(OSSL_PROVIDER_load(context.get(), "default"));
        legacy_provider.reset(OSSL_PROVIDER_load(context.get(), "legacy"));
    }
};

const ContainerContext& shared() {
    static const ContainerContext context;
    return context;
}

}  // namespace

OSSL_LIB_CTX* container_context() { return shared().context.get(); }

bool has_legacy_provider() { return shared().legacy_provider != nullptr; }

}  // namespace certlib
