#include "source_files.h"

#include <cstdio>

namespace cli {

void visit_source(const std::string& argument, const certlib::LoadOptions& load, const SourceVisitor& visitor) {
    const auto list = certlib::expand(argument);
    if (!list) return visitor.failed(argument, list.error());
    bool found = false;
    for (const auto& file : list->files) {
        auto bundle = certlib::load_file(file, load);
        if (!bundle && list->several && bundle.error().kind == certlib::ErrorKind::not_found) {
            std::fprintf(stderr, "note: %s: %s, passed over\n", certlib::escape_unprintable(file).c_str(),
                         certlib::escape_unprintable(bundle.error().message).c_str());
            continue;
        }
        found = true;
        if (bundle) visitor.found(std::move(*bundle));
        else
            visitor.failed(file, bundle.error());
    }
    if (!found)
        visitor.failed(argument, {certlib::ErrorKind::not_found, "no file with a certificate in it",
                                  "folders within it are not looked at; a pattern such as 'FOLDER/*/*.pem' names files in them"});
}

}  // namespace cli
