#include <amtcert/rules/site.h>

namespace rules {

std::vector<std::string> Site::suffixes() const {
    if (mebx_suffix) return {*mebx_suffix};
    return dns_suffixes;
}

}  // namespace rules
