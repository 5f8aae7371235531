#include <amtcert/certlib/windows_store.h>

namespace certlib {

Result<StoreContents> read_windows_store(const StoreName&, const StoreFilter&, Keys, const LoadLimits&) {
    return fail(ErrorKind::unsupported, "a Windows store is read on its own machine, by amtcert for Windows",
                "there: reg export HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\MY my.reg, and give that file here");
}

}  // namespace certlib
