#include <amtcert/rules/site.h>

namespace rules {

std::vector<std::string> Site::suffixes() const {
    if (mebx_suffix) return {*mebx_suffix};
    return dns_suffixes;
}

bool Site::uses_configmgr() const { return consoles.contains(Console::configmgr) || consoles.contains(Console::sccm2012); }

}  // namespace rules
