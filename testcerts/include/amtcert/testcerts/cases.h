#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <amtcert/certlib/bytes.h>

namespace testcerts {

struct CaseFile {
    std::string name;  ///< within the case's folder; may stand in a folder of its own
    certlib::Bytes content;
};

/// Case is one sample: a folder with files, and what `amtcert check` says of the main one. A faulty case has exactly one fault.
struct Case {
    std::string name;                  ///< folder name: "good", "key-length"
    std::string rule;                  ///< the rule that finds the fault; empty for a good case
    int exit = 0;                      ///< exit code of check
    std::string file;                  ///< the SOURCE, within the case's folder
    std::vector<std::string> options;  ///< further arguments of check; {dir} stands for the folder of all cases
    std::string what;                  ///< one or two sentences: the fault, and where it is
    std::vector<CaseFile> files;
};

/// cases builds every sample: the good ones first, then one per fault, in the order of the rule catalogue. Built once.
[[nodiscard]] const std::vector<Case>& cases();

/// write puts every case, a README.md and manifest.json into a folder, which is created when missing. Files of the same names
/// are replaced. Errors: io.
[[nodiscard]] certlib::Result<void> write(const std::filesystem::path& folder);

}  // namespace testcerts
