#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include <amtcert/rules/render.h>

#include "command.h"
#include "command_parts.h"
#include "completion.h"

namespace cli {
namespace {

/// roff is text as a man page takes it.
std::string roff(const std::string& text) {
    std::string escaped;
    bool at_line_start = true;
    for (const char c : text) {
        if (at_line_start && (c == '.' || c == '\'')) escaped += "\\&";
        at_line_start = c == '\n';
        if (c == '\\') {
            escaped += "\\e";
        } else if (c == '-') {
            escaped += "\\-";
        } else {
            escaped += c;
        }
    }
    return escaped;
}

/// described is an argument or option with what --help says of it.
std::string described(const CLI::Option& option, bool is_positional) {
    const CLI::Formatter help;
    return fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", roff(help.make_option_name(&option, is_positional)),
                       roff(help.make_option_opts(&option)), roff(help.make_option_desc(&option)));
}

std::string described_options(const CLI::App& command) {
    std::string page;
    for (const auto* option : own_options(command)) page += described(*option, false);
    for (const auto* group : parts(command, false)) {
        page += fmt::format(".SS {}\n", roff(group->get_group()));
        if (const auto text = group->get_description(); !text.empty()) page += roff(text) + "\n";
        page += described_options(*group);
    }
    return page;
}

/// man_page is the page of the tool or of one of its commands; `name` is what is typed: "amtcert check".
std::string man_page(const CLI::App& command, const std::string& name) {
    std::string title = name;
    std::replace(title.begin(), title.end(), ' ', '-');
    auto usage = CLI::Formatter().make_usage(&command, name);
    usage = usage.substr(usage.find(name) + name.size());
    auto page = fmt::format(".TH {} 1 \"\" \"amtcert {}\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n\\fB{}\\fR{}\n", roff(title),
                            rules::tool_version(), roff(title), roff(command.get_description()), roff(name), roff(usage));
    const auto positionals = command.get_options([](const CLI::Option* option) { return option->get_positional(); });
    if (!positionals.empty()) page += ".SH ARGUMENTS\n";
    for (const auto* option : positionals) page += described(*option, true);
    page += ".SH OPTIONS\n" + described_options(command);
    const auto commands = parts(command, true);
    if (!commands.empty()) page += ".SH COMMANDS\n";
    for (const auto* part : commands)
        page += fmt::format(".TP\n\\fB{}\\-{}\\fR(1)\n{}\n", roff(name), part->get_name(), roff(part->get_description()));
    if (const auto footer = command.get_footer(); !footer.empty()) page += ".SH NOTES\n.nf\n" + roff(footer) + "\n.fi\n";
    return page;
}

certlib::Result<void> write(const CLI::App& app, const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder / "man1", failed);
    if (failed) return certlib::fail(certlib::ErrorKind::io, failed.message());
    auto written = print(man_page(app, "amtcert"), (folder / "man1/amtcert.1").string());
    for (const auto* command : parts(app, true)) {
        if (!written) return written;
        written = print(man_page(*command, "amtcert " + command->get_name()),
                        (folder / ("man1/amtcert-" + command->get_name() + ".1")).string());
    }
    const auto completed = completed_commands(app);
    struct Completion {
        const char* file;
        std::string (*script)(const std::vector<CompletedCommand>& commands);
    };
    for (const auto& [file, script] :
         {Completion{"amtcert.bash", bash_completion}, {"_amtcert", zsh_completion}, {"amtcert.fish", fish_completion}})
        if (written) written = print(script(completed), (folder / file).string());
    return written;
}

}  // namespace

void add_manual(CLI::App& app, int& exit) {
    auto* const command =
        add_subcommand(app, "manual", "Write man pages and completions for bash, zsh and fish, made of what --help says.");
    command->group("");  // for packagers: the build runs it
    const auto folder = std::make_shared<std::string>();
    command->add_option("DIR", *folder, "folder to write to")->required()->type_name("");
    command->callback([folder, &app, &exit] {
        const auto written = write(app, *folder);
        finish(written.map([] { return exit_code::pass; }), exit);
    });
}

}  // namespace cli
