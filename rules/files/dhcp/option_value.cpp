#include "files/dhcp/option_value.h"

#include <algorithm>

namespace rules::dhcp {
namespace {

bool is_option(const OptionValue& value, std::string_view number) {
    std::string_view option = value.option;
    option.remove_prefix(std::min(option.find_first_not_of('0'), option.size()));
    return value.vendor_class.empty() && option == number;
}

}  // namespace

bool is_domain_name(const OptionValue& value) { return is_option(value, "15"); }

void take(const OptionValue& value, SuffixFile& file) {
    if (is_option(value, "119")) file.has_search_list = true;
    if (!is_domain_name(value)) return;
    for (const auto& one : value.values) add(file, one);
}

}  // namespace rules::dhcp
