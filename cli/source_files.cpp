#include "source_files.h"

#include <fmt/format.h>

#include <cstdio>

#include "store_source.h"

namespace cli {
namespace {

void visit_store(const std::string& argument, const certlib::LoadOptions& load, const SourceVisitor& visitor) {
    auto store = open_store_source(argument, load);
    if (!store) return visitor.failed(argument, store.error());
    for (auto& bundle : store->bundles) visitor.found(std::move(bundle));
    for (const auto& source : store->unreadable)
        visitor.failed(source, {certlib::ErrorKind::malformed, "no certificate that can be read", {}});
}

}  // namespace

certlib::Result<certlib::Bundle> load_source(const std::string& argument, const certlib::LoadOptions& load) {
    if (!certlib::names_windows_store(argument)) return certlib::load_file(argument, load);
    auto store = open_store_source(argument, load);
    if (!store) return tl::make_unexpected(store.error());
    if (store->bundles.size() == 1 && store->unreadable.empty()) return std::move(store->bundles.front());
    return certlib::fail(certlib::ErrorKind::usage,
                         fmt::format("{} certificates are selected", store->bundles.size() + store->unreadable.size()),
                         "select one by ?thumbprint=");
}

void visit_source(const std::string& argument, const certlib::LoadOptions& load, const SourceVisitor& visitor) {
    if (certlib::names_windows_store(argument)) return visit_store(argument, load, visitor);
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
        if (bundle)
            visitor.found(std::move(*bundle));
        else
            visitor.failed(file, bundle.error());
    }
    if (!found)
        visitor.failed(argument, {certlib::ErrorKind::not_found, "no file with a certificate in it",
                                  "folders within it are not looked at; a pattern such as 'FOLDER/*/*.pem' names files in them"});
}

}  // namespace cli
