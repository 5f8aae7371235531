#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>

#include <amtcert/rules/render.h>

#include "command.h"
#include "output_options.h"
#include "terminal.h"

namespace {

/// usage_error says in one line what CLI11 found wrong: "--firmware: ...".
certlib::Error usage_error(const CLI::App& app, const CLI::ParseError& error) {
    const auto unknown = app.remaining();
    if (app.get_subcommands().empty() && unknown.empty())
        return {certlib::ErrorKind::usage, "no command was given", "amtcert --help lists them"};
    if (app.get_subcommands().empty()) {
        if (std::filesystem::exists(unknown.front()))
            return {certlib::ErrorKind::usage, "no command was given for " + unknown.front(),
                    "amtcert check " + unknown.front() + " vets it"};
        std::vector<std::string> commands;
        for (const auto* command : app.get_subcommands({})) commands.push_back(command->get_name());
        const auto near = cli::nearest(unknown.front(), commands);
        return {certlib::ErrorKind::usage, "no command is called " + unknown.front(),
                near.empty() ? "amtcert --help lists them" : "did you mean " + near + "?"};
    }
    std::string message = error.what();
    message = message.substr(0, message.find('\n'));
    return {certlib::ErrorKind::usage, message, "amtcert --help, or amtcert COMMAND --help"};
}

/// is_name: what `chain` is to find in the leaf. An empty one is a name that no certificate bears, and is judged as such.
bool is_name(const CLI::Option& option) {
    return option.check_lname("host") || option.check_lname("ip") || option.check_lname("email");
}

/// refuse_empty_values: an option given with nothing in it, as from an unset variable, must not count as not given.
void refuse_empty_values(CLI::App& app) {
    for (auto* option : app.get_options())
        if (option->get_expected_min() > 0 && !is_name(*option))
            option->check([](const std::string& value) { return value.empty() ? std::string("needs a value, and got an empty one") : std::string(); });
    for (auto* part : app.get_subcommands([](const CLI::App*) { return true; })) refuse_empty_values(*part);
}

}  // namespace

int main(int argc, char** argv) {
    cli::prepare_process();
    const auto words = cli::arguments_of(argc, argv);
    std::vector<const char*> arguments;
    for (const auto& word : words) arguments.push_back(word.c_str());
    const auto count = static_cast<int>(arguments.size());
    int exit = cli::exit_code::bug;
    try {
        CLI::App app("amtcert vets certificates for Intel AMT (vPro): whether the firmware and the consoles will take them,\n"
                     "and if not, at which stage, why, and what to do.",
                     "amtcert");
        app.set_version_flag("--version", "amtcert " + std::string(rules::tool_version()));
        app.require_subcommand(1);
        app.allow_windows_style_options(false);  // the same words mean the same on every system
        app.get_formatter()->column_width(34);
        cli::add_check(app, exit);
        cli::add_chain(app, exit);
        cli::add_guide(app, exit);
        cli::add_compare(app, exit);
        cli::add_plan(app, exit);
        cli::add_reach(app, exit);
        cli::add_rules(app, exit);
        cli::add_roots(app, exit);
        cli::add_bundle(app, exit);
        cli::add_testcerts(app, exit);
        cli::add_manual(app, exit);
        refuse_empty_values(app);
        try {
            app.parse(count, arguments.data());
        } catch (const CLI::Success& asked_for) {
            return app.exit(asked_for);  // --help and --version
        } catch (const CLI::ParseError& error) {
            const auto wrong = usage_error(app, error);
            cli::complain(wrong);
            return cli::answer_in(cli::format_asked_for(count, arguments.data()), wrong, cli::exit_code::usage);
        }
        return exit;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "error: a bug in amtcert: %s\n", error.what());
        return cli::answer_in(cli::format_asked_for(count, arguments.data()), {certlib::ErrorKind::unsupported, "a bug in amtcert"},
                              cli::exit_code::bug);
    }
}
