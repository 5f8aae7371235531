#include "time_option.h"

#include <chrono>

namespace cli {

certlib::Result<certlib::Time> time_said(const std::string& at) {
    if (at.empty()) return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto time = certlib::parse_time(at);
    if (!time) return certlib::fail(certlib::ErrorKind::usage, "--at: " + time.error().message, time.error().hint);
    return *time;
}

}  // namespace cli
