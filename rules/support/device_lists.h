#pragma once

#include <amtcert/rules/firmware.h>
#include <amtcert/rules/site.h>

namespace rules {

/// lists_for gives the lists that speak for a release: those of devices that have it, or every list where no device says so. Null
/// stands for no release in particular.
[[nodiscard]] std::vector<const DeviceList*> lists_for(const Site& site, const Release* release);

/// is_hash_of says whether an entry is the hash of a certificate's DER. The algorithm is told by the length alone, since tools
/// number the algorithms differently.
[[nodiscard]] bool is_hash_of(const certlib::Certificate& certificate, const certlib::Bytes& hash);

/// name_of is how a list is called in a report: "the device's list", or with its file where there are several.
[[nodiscard]] std::string name_of(const DeviceList& list, const Site& site);

}  // namespace rules
