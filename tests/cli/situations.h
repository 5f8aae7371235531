#pragma once

#include <map>
#include <string>
#include <vector>

namespace situations {

/// Situation is what an administrator has at hand: files, and the command that is run in their folder.
struct Situation {
    std::string name;  ///< of its golden files: tests/goldens/<name>.txt and .json
    std::string what;  ///< one sentence
    std::map<std::string, std::string> files;
    std::vector<std::string> arguments;  ///< of `amtcert check`; {dir}/ stands before the names of files
};

/// chains are situations about what a chain is made of and where it ends.
[[nodiscard]] std::vector<Situation> chains();

/// names are situations about names, purposes and consoles.
[[nodiscard]] std::vector<Situation> names();

}  // namespace situations
