#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <amtcert/amtcert.h>
#include <amtcert/certlib/load.h>
#include <amtcert/chainwalk/network_fetcher.h>
#include <amtcert/rules/report.h>

/// amtcert_check is what its setters gathered. Its members are C++; everything that touches them goes through capi::guarded.
struct amtcert_check {
    rules::Site site;
    rules::Material material;
    std::vector<certlib::Bundle> bundles;
    certlib::Secret password;

    bool use_network = false;
    bool offline = false;
    chainwalk::FetchOptions network;
    std::string cache;
    amtcert_fetch fetch = nullptr;
    void* fetch_user = nullptr;
    amtcert_progress progress = nullptr;
    void* progress_user = nullptr;

    // The last error; `fixed` stands where there may be no memory for a text.
    std::string message;
    std::string hint;
    const char* fixed = nullptr;
};

/// amtcert_report is made whole, so that several threads may read it.
struct amtcert_report {
    rules::Verdict verdict;
    std::string json;
};

namespace capi {

/// set_option sets an option by its key. Errors: usage.
[[nodiscard]] certlib::Result<void> set_option(amtcert_check& check, std::string_view key,
                                               const std::vector<std::string>& values);

/// Item is octets to be added, with the name they go by and, for a file, the folder that names in it are relative to.
struct Item {
    certlib::ByteView data;
    std::string name;
    std::string folder = {};
};

/// add_item adds octets for what `key` says. Errors: usage for an unknown key, and of the octets.
[[nodiscard]] certlib::Result<void> add_item(amtcert_check& check, std::string_view key, const Item& item);

/// add_path adds a file, or the files of a folder or pattern.
[[nodiscard]] certlib::Result<void> add_path(amtcert_check& check, std::string_view key, const std::string& path);

/// Locations is the way to locations for one run.
class Locations {
public:
    explicit Locations(const amtcert_check& check);
    ~Locations();
    /// retriever is null when nobody is to be asked.
    [[nodiscard]] chainwalk::Retriever* retriever();
    /// keep puts into the cache what a report found to be valid. What cannot be kept is asked again the next time.
    void keep(const rules::Report& report);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace capi
