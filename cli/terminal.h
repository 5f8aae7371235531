#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/secret.h>

/// The process, and the terminal it may run on. Each platform has its own.
namespace cli {

/// prepare_process sets up what the rest counts on: a reader that goes away ends nothing, the standard streams carry octets as
/// they are, and a terminal takes them for UTF-8, with colours.
void prepare_process();

/// arguments_of gives the words of the command line in UTF-8, the program's name first.
[[nodiscard]] std::vector<std::string> arguments_of(int argc, char** argv);

/// environment gives a variable in UTF-8, nothing when it is not set.
[[nodiscard]] std::optional<certlib::Secret> environment(const std::string& variable);

/// shows_output: somebody at a terminal sees standard output.
[[nodiscard]] bool shows_output();

/// can_ask: somebody at a terminal can read a question on standard error and answer it.
[[nodiscard]] bool can_ask();

/// ask_hidden asks for a line and reads it, with what ends it, unseen while it is typed. At most `longest` octets are read.
[[nodiscard]] certlib::Bytes ask_hidden(std::string_view question, std::size_t longest);

/// system_roots is the SOURCE that --roots system stands for.
[[nodiscard]] std::string system_roots();

}  // namespace cli
