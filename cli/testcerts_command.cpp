#include <fmt/format.h>

#include <memory>

#include <amtcert/testcerts/cases.h>

#include "command.h"

namespace cli {
namespace {

int run(const std::string& folder) {
    if (auto written = testcerts::write(folder); !written) {
        complain(folder, written.error());
        return exit_code::usage;
    }
    const auto document = fmt::format("{} hierarchies written to {}; {}/README.md says what is wrong with each\n",
                                      testcerts::cases().size(), folder, folder);
    if (auto printed = print(document, {}); !printed) {
        complain(printed.error());
        return exit_code::usage;
    }
    return exit_code::pass;
}

}  // namespace

void add_testcerts(CLI::App& app, int& exit) {
    auto* const command =
        add_subcommand(app, "testcerts", "Write sample hierarchies, good and with one fault each, to try a gate on.");
    const auto folder = std::make_shared<std::string>();
    command->add_option("DIR", *folder, "folder to write to")->required()->type_name("");
    command->callback([folder, &exit] { exit = run(*folder); });
}

}  // namespace cli
