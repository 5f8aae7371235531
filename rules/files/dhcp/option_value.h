#pragma once

#include "files/dhcp/formats.h"

namespace rules::dhcp {

/// OptionValue is one value that Windows' DHCP server keeps, as text.
struct OptionValue {
    std::string option;        ///< "15", also "015"
    std::string vendor_class;  ///< empty: the option is one of the standard's
    std::vector<std::string> values = {};
};

/// is_domain_name says whether it is option 15 of the standard.
[[nodiscard]] bool is_domain_name(const OptionValue& value);

/// take puts what it says into the file.
void take(const OptionValue& value, SuffixFile& file);

}  // namespace rules::dhcp
