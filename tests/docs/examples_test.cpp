// The ready examples of docs/examples are read by the formats' own readers, and the commands in them are run.
#include <amtcert/rules/formats.h>

#include <regex>

#include "support/file_content.h"
#include "support/foreign.h"
#include "support/samples.h"
#include "support/suite.h"

namespace {

using nlohmann::json;

std::string example(const std::string& name) { return std::string(AMTCERT_SOURCE_DIR) + "/docs/examples/" + name; }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// yaml reads a file with PyYAML; every scalar stays a string.
json yaml(const std::string& name) {
    const auto run = foreign::python("import json, sys, yaml; print(json.dumps(yaml.load(open(sys.argv[1]), yaml.BaseLoader)))",
                                     {example(name)});
    REQUIRE(run.exit == 0);
    return json::parse(run.output);
}

/// Pipeline is a working copy as the examples expect one: certificates, a renewal, a site file, and amtcert on the PATH, which
/// judges for the samples' time.
class Pipeline {
public:
    explicit Pipeline(const std::string& sample) {
        for (const auto* folder : {"certificates", "renewal", "bin", "out"})
            std::filesystem::create_directory(folder_.path(folder));
        std::filesystem::copy(samples::file(sample + "/chain.pem"), folder_.path("certificates/in-use.pem"));
        std::filesystem::copy(samples::file("usage-amt-marker/chain.pem"), folder_.path("renewal/new.pem"));
        const auto root = certlib::to_hex(testcerts::build(testcerts::good()).root.sha256_fingerprint());
        folder_.write("site.json", json{{"dnsSuffix", {"example.com"}}, {"trustedHash", {root}}}.dump());
        folder_.write("bin/amtcert", "#!/bin/sh\nexec '" AMTCERT_BINARY "' \"$@\" --at 2026-11-24\n");
        std::filesystem::permissions(folder_.path("bin/amtcert"), std::filesystem::perms::owner_all);
    }

    [[nodiscard]] Run run(const std::string& command) const {
        return run_command(
            {"/bin/bash", "-c", "cd '" + folder_.path() + "' && PATH='" + folder_.path("bin") + "':$PATH && " + command});
    }

    /// run_installed runs a command whose paths are those of an installed amtcert.
    [[nodiscard]] Run run_installed(std::string command) const {
        command = replaced(command, "/usr/bin/amtcert", folder_.path("bin/amtcert"));
        command = replaced(command, "/etc/amtcert", folder_.path());
        return run(replaced(command, "/var/lib/prometheus/node-exporter", folder_.path("out")));
    }

    [[nodiscard]] std::string path(const std::string& name) const { return folder_.path(name); }

private:
    TemporaryFolder folder_;
};

/// value_of a key in an ini-like file: "ExecStart=...", or "command_line  ...".
std::string value_of(const std::string& file, const std::string& key) {
    std::smatch found;
    const auto text = text_of(file);
    REQUIRE(std::regex_search(text, found, std::regex("\\n\\s*" + key + "(?:=|\\s+)([^\\n]+)")));
    return found[1];
}

}  // namespace

TEST_CASE("examples: GitHub Actions vets, and uploads what the step wrote") {
    const auto workflow = yaml("github-actions.yml");
    CHECK(workflow.contains("on"));
    const auto& steps = workflow.at("jobs").at("amtcert").at("steps");
    const auto command = steps.at(1).at("run").get<std::string>();
    const auto& upload = steps.at(2);
    CHECK(upload.at("uses").get<std::string>().starts_with("github/codeql-action/upload-sarif@"));
    for (const auto& [sample, exit] : {std::pair{"good", 0}, std::pair{"key-length", 1}}) {
        const Pipeline place(sample);
        CHECK(place.run(command).exit == exit);
        const auto file = place.path(upload.at("with").at("sarif_file"));
        CHECK(json::parse(text_of(file)).at("runs")[0].at("artifacts")[0].at("location").at("uri") == "certificates/in-use.pem");
        if (suite::is_there("suites/sarif-2.1.0.json"))
            CHECK(foreign::sarif(suite::path("suites/sarif-2.1.0.json"), {file}) == "");
    }
}

TEST_CASE("examples: GitLab CI vets, keeps test results and page, and gates a renewal") {
    const auto pipeline = yaml("gitlab-ci.yml");
    for (const auto& [sample, exit] : {std::pair{"good", 0}, std::pair{"key-length", 1}}) {
        const Pipeline place(sample);
        const auto& job = pipeline.at("certificates");
        CHECK(place.run(job.at("script")[0]).exit == exit);
        CHECK(foreign::junit({place.path(job.at("artifacts").at("reports").at("junit"))}) == "");
        CHECK(place.run(job.at("after_script")[0]).exit == 0);
        CHECK(foreign::html({place.path(job.at("artifacts").at("paths")[0])}) == "");
    }
    const Pipeline place("good");
    const auto& gate = pipeline.at("renewal");
    CHECK(place.run(gate.at("script")[0]).exit == 1);
    const auto file = place.path(gate.at("artifacts").at("reports").at("junit"));
    CHECK(foreign::junit({file}) == "");
    CHECK_THAT(text_of(file), Catch::Contains("compare.lost-marker"));
}

TEST_CASE("examples: Azure DevOps vets, and publishes the file that was written") {
    const auto steps = yaml("azure-pipelines.yml").at("steps");
    CHECK(steps.at(1).at("task") == "PublishTestResults@2");
    CHECK(steps.at(1).at("inputs").at("testResultsFormat") == "JUnit");
    for (const auto& [sample, exit] : {std::pair{"good", 0}, std::pair{"key-length", 1}}) {
        const Pipeline place(sample);
        CHECK(place.run(steps.at(0).at("script")).exit == exit);
        CHECK(foreign::junit({place.path(steps.at(1).at("inputs").at("testResultsFiles"))}) == "");
    }
}

TEST_CASE("examples: the systemd service writes metrics, and findings are no failure of it") {
    const auto command = value_of(example("amtcert.service"), "ExecStart");
    CHECK(value_of(example("amtcert.service"), "SuccessExitStatus") == "1 3");
    for (const auto& [sample, exit] : {std::pair{"good", 0}, std::pair{"key-length", 1}}) {
        const Pipeline place(sample);
        CHECK(place.run_installed(command).exit == exit);
        CHECK(foreign::prometheus({place.path("out/amtcert.prom")}) == "");
    }
}

TEST_CASE("examples: systemd finds nothing wrong with service and timer") {
    if (run_command({"/bin/sh", "-c", "command -v systemd-analyze"}).exit != 0)
        return suite::skip("systemd-analyze (Debian package systemd)");
    const TemporaryFolder place;
    const auto service =
        place.write("amtcert.service", replaced(text_of(example("amtcert.service")), "/usr/bin/amtcert", AMTCERT_BINARY));
    const auto timer = place.write("amtcert.timer", text_of(example("amtcert.timer")));
    const auto run = run_command({"systemd-analyze", "verify", "--man=no", service, timer});
    CHECK(run.exit == 0);
    CHECK_THAT(run.output + run.errors, !Catch::Contains("amtcert."));
    const auto wrong = place.write("wrong.service", text_of(service) + "NoSuchSetting=yes\n");
    CHECK_THAT(run_command({"systemd-analyze", "verify", "--man=no", wrong}).errors, Catch::Contains("NoSuchSetting"));
}

TEST_CASE("examples: the Nagios command gives the state that the service's arguments ask for") {
    const auto line = value_of(example("nagios.cfg"), "command_line");
    const auto service = value_of(example("nagios.cfg"), "check_command");
    CHECK(service.starts_with(value_of(example("nagios.cfg"), "command_name") + "!"));
    std::istringstream words(service.substr(service.find('!') + 1));
    auto command = line;
    std::string argument;
    for (int i = 1; std::getline(words, argument, '!'); ++i)
        command = replaced(command, "$ARG" + std::to_string(i) + "$", argument);
    CHECK(command.find('$') == std::string::npos);
    // Ten days are left of the second: fewer than the 14 below which the service is critical.
    for (const auto& [sample, exit] : {std::pair{"good", 0}, std::pair{"validity-expires-soon", 2}, std::pair{"key-length", 2}}) {
        const auto run = Pipeline(sample).run_installed(command);
        CHECK(run.exit == exit);
        CHECK(run.output.starts_with("AMTCERT "));
    }
    CHECK(Pipeline("validity-expires-soon").run_installed(replaced(command, "--fail-days 14", "--fail-days 5")).exit == 1);
}

TEST_CASE("examples: docs/pipelines.md tells every format, and --help too") {
    const auto page = text_of(AMTCERT_SOURCE_DIR "/docs/pipelines.md");
    for (const auto* command : {"check", "compare"}) {
        const auto help = amtcert({command, "--help"}).output;
        for (const auto& format : rules::formats()) {
            INFO(format.name);
            CHECK_THAT(page, Catch::Contains("| " + std::string(format.name) + " | " + std::string(format.media) + " | " +
                                             std::string(format.what) + " |"));
            CHECK_THAT(help, Catch::Contains(std::string(format.name)));
        }
    }
    for (const auto& entry : std::filesystem::directory_iterator(example("")))
        CHECK_THAT(page, Catch::Contains("(examples/" + entry.path().filename().string() + ")"));
}
