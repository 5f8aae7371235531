#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <amtcert/chainwalk/network_fetcher.h>

namespace chainwalk {

/// How many entries are looked at; a location means one.
inline constexpr int entries_wanted = 16;

/// same_attribute compares names of attributes without their options: a directory may answer with or without ";binary".
[[nodiscard]] bool same_attribute(std::string_view left, std::string_view right);

/// asked_nobody says that the location itself kept a directory from being asked. It has no time then: a report that comes of it
/// alone is the same every time.
[[nodiscard]] bool asked_nobody(const Fetched& fetched);

/// default_attributes are what a location means that names no attribute.
[[nodiscard]] std::vector<std::string> default_attributes(LocationKind kind);

/// answered is what came of the values that a directory gave for the attributes asked for.
[[nodiscard]] Fetched answered(std::vector<certlib::Bytes> values, LocationKind kind, std::size_t largest);

}  // namespace chainwalk
