#include "support/device_lists.h"

#include <algorithm>
#include <iterator>

namespace rules {
namespace {

bool has_release(const DeviceList& list, const Release& release) {
    const auto own = parse_releases(list.firmware);
    return own && std::any_of(own->begin(), own->end(), [&](const Release& one) { return one.range.overlaps(release.range); });
}

}  // namespace

std::vector<const DeviceList*> lists_for(const Site& site, const Release* release) {
    std::vector<const DeviceList*> every;
    for (const auto& list : site.device_lists) every.push_back(&list);
    if (release == nullptr || every.size() < 2) return every;
    std::vector<const DeviceList*> own;
    std::copy_if(every.begin(), every.end(), std::back_inserter(own),
                 [&](const DeviceList* list) { return has_release(*list, *release); });
    return own.empty() ? every : own;
}

bool is_hash_of(const certlib::Certificate& certificate, const certlib::Bytes& hash) {
    return hash == certificate.sha1_fingerprint() || hash == certificate.sha256_fingerprint() ||
           hash == certificate.sha384_fingerprint();
}

std::string name_of(const DeviceList& list, const Site& site) {
    return site.device_lists.size() < 2 ? "the device's list" : "the device's list " + certlib::escape_unprintable(list.source);
}

}  // namespace rules
