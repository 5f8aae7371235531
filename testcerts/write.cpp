#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include <amtcert/testcerts/cases.h>

#include "cases_parts.h"

namespace testcerts {
namespace {

namespace fs = std::filesystem;

certlib::Result<void> write_file(const fs::path& file, certlib::ByteView content) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    stream.close();
    if (!stream) return certlib::fail(certlib::ErrorKind::io, file.filename().string() + " cannot be written");
    return {};
}

std::string manifest() {
    auto list = nlohmann::ordered_json::array();
    for (const auto& one : cases())
        list.push_back({{"file", one.name + "/" + one.file}, {"rule", one.rule}, {"exit", one.exit}, {"options", one.options}});
    return nlohmann::ordered_json{{"cases", std::move(list)}}.dump(2) + "\n";
}

std::string readme() {
    std::string text =
        "# Sample certificates\n\n"
        "Written by `amtcert testcerts`. Each folder holds one hierarchy: a good one, or one with exactly one fault.\n\n"
        "**The private keys are the same everywhere and known to everyone.** Never enter the root's hash into a device, and\n"
        "never put these certificates into a store that anything trusts.\n\n"
        "`manifest.json` lists for each case the file, the rule that finds the fault, the exit code of `amtcert check`, and its\n"
        "options; `{dir}` stands for this folder. The password of every PFX is in `password.txt`.\n\n"
        "| folder | file | exit | what is wrong |\n|---|---|---|---|\n";
    for (const auto& one : cases()) text += fmt::format("| {} | {} | {} | {} |\n", one.name, one.file, one.exit, one.what);
    return text;
}

}  // namespace

certlib::Result<void> write(const fs::path& folder) {
    std::error_code error;
    for (const auto& one : cases()) {
        fs::create_directories(folder / one.name, error);
        if (error) return certlib::fail(certlib::ErrorKind::io, "cannot be created: " + error.message());
        for (const auto& file : one.files) {
            fs::create_directories((folder / one.name / file.name).parent_path(), error);
            if (auto written = write_file(folder / one.name / file.name, file.content); !written) return written;
        }
    }
    for (const auto& [name, text] : {std::pair{"README.md", readme()}, std::pair{"manifest.json", manifest()},
                                     std::pair{"password.txt", std::string(sample_password) + "\n"}})
        if (auto written = write_file(folder / name, to_bytes(text)); !written) return written;
    return {};
}

}  // namespace testcerts
