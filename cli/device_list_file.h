#pragma once

#include <string>

#include <amtcert/rules/device_list.h>

namespace cli {

/// device_list_in reads the list of root hashes a device holds from a file. Errors: of the file or the list, its name in front.
[[nodiscard]] certlib::Result<rules::DeviceList> device_list_in(const std::string& file);

}  // namespace cli
