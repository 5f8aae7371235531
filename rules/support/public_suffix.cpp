#include "support/public_suffix.h"

#include <libpsl.h>

namespace rules {

bool is_public_suffix(const std::string& domain) {
    const psl_ctx_t* const list = psl_builtin();
    // Without a list every domain might be one: fail closed.
    return list == nullptr || psl_is_public_suffix(list, domain.c_str()) == 1;
}

}  // namespace rules
