#include "support/device_lists.h"

#include <algorithm>

namespace rules {
namespace {

bool has_release(const DeviceList& list, const Release& release) {
    const auto own = parse_releases(list.firmware);
    return own && std::any_of(own->begin(), own->end(), [&](const Release& one) { return one.range.overlaps(release.range); });
}

}  // namespace

std::vector<const DeviceList*> lists_for(const Site& site, const Release* release) {
    std::vector<const DeviceList*> every;
    std::vector<const DeviceList*> own;
    for (const auto& list : site.device_lists) {
        every.push_back(&list);
        if (release != nullptr && !list.firmware.empty() && has_release(list, *release)) own.push_back(&list);
    }
    return own.empty() ? every : own;
}

std::string name_of(const DeviceList& list, const Site& site) {
    return site.device_lists.size() < 2 ? "the device's list" : "the device's list " + certlib::escape_unprintable(list.source);
}

}  // namespace rules
