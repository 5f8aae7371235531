#include "command.h"

namespace cli {

CLI::App* add_subcommand(CLI::App& app, const std::string& name, const std::string& description) {
    return app.add_subcommand(name, description);
}

CLI::Option_group* add_group(CLI::App& command, const std::string& name, const std::string& description) {
    return command.add_option_group(name, description);
}

}  // namespace cli
