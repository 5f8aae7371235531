#include <amtcert/chainwalk/record.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include <amtcert/certlib/crl.h>
#include <amtcert/certlib/hash.h>
#include <amtcert/certlib/load.h>
#include <amtcert/certlib/replace_file.h>

namespace chainwalk {
namespace {

using certlib::ErrorKind;
using Json = nlohmann::ordered_json;

constexpr const char* schema = "amtcert.record/1";
constexpr std::size_t largest_index = 64U << 20U;

std::optional<LocationKind> kind_named(const std::string& word) {
    for (const auto kind : {LocationKind::crl, LocationKind::aia, LocationKind::ocsp})
        if (word == to_string(kind)) return kind;
    return std::nullopt;
}

/// is_object_name keeps a record from naming files elsewhere.
bool is_object_name(const std::string& name) {
    return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string::npos;
}

certlib::Bytes bytes_at(const Json& entry, const char* key) {
    const auto bytes = certlib::from_hex(entry.at(key).get<std::string>());
    if (!bytes) throw std::invalid_argument(std::string(key) + " is not hexadecimal");
    return *bytes;
}

const Json& array_at(const Json& object, const char* key) {
    const auto& value = object.at(key);
    if (!value.is_array()) throw std::invalid_argument(std::string(key) + " is no array");
    return value;
}

std::chrono::milliseconds milliseconds_at(const Json& entry, const char* key) {
    constexpr std::uint64_t longest = 86'400'000;  // no location is waited for anywhere near a day
    const auto number = entry.at(key).get_ref<const std::uint64_t&>();
    if (number > longest) throw std::invalid_argument(std::string(key) + " is no time that was waited");
    return std::chrono::milliseconds(number);
}

}  // namespace

/// Kept is record.json as it grows, and the first object that could not be written.
struct RecordingFetcher::Kept {
    Json document;
    certlib::Result<void> written;
};

RecordingFetcher::RecordingFetcher(std::unique_ptr<Fetcher> inner, std::string folder, certlib::Time at)
    : inner_(std::move(inner)),
      folder_(std::move(folder)),
      kept_(std::make_unique<Kept>()) {
    kept_->document = {{"schema", schema}, {"time", certlib::format_time(at)}, {"locations", Json::array()}};
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error) kept_->written = certlib::fail(ErrorKind::io, folder_ + ": cannot be made: " + error.message());
}

RecordingFetcher::~RecordingFetcher() = default;

std::vector<Fetched> RecordingFetcher::fetch(const std::vector<FetchRequest>& requests) {
    auto results = inner_->fetch(requests);
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto& request = requests[i];
        const auto& fetched = results[i];
        Json objects = Json::array();
        for (const auto& object : fetched.objects) {
            const auto name = certlib::to_hex(certlib::sha256(object));
            objects.push_back(name);
            if (kept_->written) kept_->written = certlib::replace_file(folder_ + "/" + name, object);
        }
        kept_->document["locations"].push_back({{"url", certlib::escape_unprintable(request.url)},
                                                {"kind", to_string(request.kind)},
                                                {"questionId", certlib::to_hex(request.question_id)},
                                                {"question", certlib::to_hex(request.question)},
                                                {"status", to_string(fetched.status)},
                                                {"detail", certlib::escape_unprintable(fetched.detail)},
                                                {"hostReached", fetched.host_reached},
                                                {"milliseconds", fetched.time.count()},
                                                {"objects", std::move(objects)}});
    }
    return results;
}

certlib::Result<void> RecordingFetcher::save() const {
    if (!kept_->written) return kept_->written;
    return certlib::replace_file(folder_ + "/record.json", certlib::as_bytes(kept_->document.dump(2) + "\n"));
}

certlib::Result<std::unique_ptr<ReplayFetcher>> ReplayFetcher::open(const std::string& folder) {
    const auto index = folder + "/record.json";
    const auto text = certlib::read_file(index, largest_index);
    if (!text)
        return certlib::fail(text.error().kind, index + ": " + text.error().message, "amtcert check --record DIR makes one");
    auto replay = std::make_unique<ReplayFetcher>();
    try {
        const auto document = Json::parse(text->begin(), text->end());
        if (document.at("schema") != schema) return certlib::fail(ErrorKind::malformed, index + ": not of schema " + schema);
        const auto at = certlib::parse_time(document.at("time").get<std::string>());
        if (!at) return certlib::fail(ErrorKind::malformed, index + ": time: " + at.error().message);
        replay->at_ = *at;
        for (const auto& entry : array_at(document, "locations")) {
            const auto kind = kind_named(entry.at("kind"));
            const auto status = parse_location_status(entry.at("status").get<std::string>());
            if (!kind || !status) return certlib::fail(ErrorKind::malformed, index + ": a kind or status that is not known");
            Fetched fetched{.status = *status,
                            .time = milliseconds_at(entry, "milliseconds"),
                            .detail = entry.at("detail"),
                            .host_reached = entry.at("hostReached"),
                            .question = bytes_at(entry, "question")};
            for (const auto& object : array_at(entry, "objects")) {
                const std::string name = object;
                if (!is_object_name(name))
                    return certlib::fail(ErrorKind::malformed, index + ": not the name of an object: " + name);
                auto content = certlib::read_file(folder + "/" + name, certlib::largest_crl);
                if (!content) return certlib::fail(content.error().kind, folder + "/" + name + ": " + content.error().message);
                if (certlib::to_hex(certlib::sha256(*content)) != name)
                    return certlib::fail(ErrorKind::malformed, folder + "/" + name + ": changed since it was recorded");
                fetched.objects.push_back(std::move(*content));
            }
            replay->kept_[{*kind, entry.at("url").get<std::string>(), bytes_at(entry, "questionId")}] = std::move(fetched);
        }
    } catch (const std::exception&) {
        return certlib::fail(ErrorKind::malformed, index + ": damaged, or no record", "amtcert check --record DIR makes one");
    }
    return replay;
}

std::vector<Fetched> ReplayFetcher::fetch(const std::vector<FetchRequest>& requests) {
    std::vector<Fetched> results;
    for (const auto& request : requests) {
        const auto found = kept_.find({request.kind, certlib::escape_unprintable(request.url), request.question_id});
        results.push_back(found == kept_.end() ? Fetched{.detail = "not in the record"} : found->second);
    }
    return results;
}

}  // namespace chainwalk
