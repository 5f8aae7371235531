#include "one_certificate.h"

#include <fmt/format.h>

#include <amtcert/rules/report.h>

#include "command.h"
#include "source_files.h"

namespace cli {

certlib::Result<OneCertificate> one_certificate(const std::string& file, const certlib::LoadOptions& load) {
    auto bundle = load_source(file, load);
    if (!bundle) return about(file, bundle.error());
    const auto subjects = rules::subjects_of(*bundle);
    if (subjects.size() != 1)
        return certlib::fail(certlib::ErrorKind::usage, fmt::format("{}: holds {} certificates that could be meant", file, subjects.size()),
                             "give a file with one certificate and its chain");
    return OneCertificate{std::move(*bundle), subjects.front()};
}

}  // namespace cli
