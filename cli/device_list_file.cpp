#include "device_list_file.h"

#include <amtcert/certlib/load.h>

#include "command.h"

namespace cli {
namespace {

constexpr std::size_t device_list_limit = 1U << 20U;

}  // namespace

certlib::Result<rules::DeviceList> device_list_in(const std::string& file) {
    const auto bytes = certlib::read_file(file, device_list_limit);
    if (!bytes) return about(file, bytes.error());
    auto list = rules::read_device_list({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!list) return about(file, list.error());
    list->source = file;
    return list;
}

}  // namespace cli
