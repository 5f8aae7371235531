// own_fetcher FOLDER FILE TIME: vets a certificate with CRLs and issuers that are taken from a folder instead of the network. The file
// for a location is the last part of its URL.
#include <filesystem>
#include <iostream>

#include <amtcert/certlib/load.h>
#include <amtcert/chainwalk/retriever.h>
#include <amtcert/rules/render.h>

namespace {

/// FolderFetcher answers from a folder; amtcert parses and verifies what it brings.
class FolderFetcher : public chainwalk::Fetcher {
public:
    explicit FolderFetcher(std::string folder) : folder_(std::move(folder)) {}

    [[nodiscard]] std::vector<chainwalk::Fetched> fetch(const std::vector<chainwalk::FetchRequest>& requests) override {
        std::vector<chainwalk::Fetched> all;
        for (const auto& request : requests) {
            const auto file = std::filesystem::path(folder_) / request.url.substr(request.url.rfind('/') + 1);
            auto content = certlib::read_file(file.string(), 1U << 20U);
            std::cerr << request.url << (content ? ": found\n" : ": not there\n");
            chainwalk::Fetched answer;
            if (content) {
                answer.status.state = chainwalk::LocationState::ok;
                answer.objects.push_back(std::move(*content));
            }
            all.push_back(std::move(answer));
        }
        return all;
    }

private:
    std::string folder_;
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) return std::cerr << "usage: own_fetcher FOLDER FILE TIME\n", 2;
    const auto bundle = certlib::load_file(arguments[2]);
    const auto at = certlib::parse_time(arguments[3]);
    if (!bundle || !at) return std::cerr << (bundle ? at.error() : bundle.error()).message << '\n', 2;

    FolderFetcher fetcher(arguments[1]);
    chainwalk::Retriever retriever(fetcher);  // asks each location once
    rules::Site site;
    site.at = *at;
    rules::Material material;
    material.retriever = &retriever;
    rules::Report report{.time = site.at};
    for (const auto& leaf : rules::subjects_of(*bundle)) report.subjects.push_back(rules::evaluate(site, *bundle, leaf, material));
    std::cout << rules::render_json(report);
    return report.exit_code();
}
