#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>

#include <amtcert/certlib/time.h>
#include <amtcert/chainwalk/revocation_facts.h>

namespace [[gnu::visibility("default")]] chainwalk {

/// CachingFetcher keeps CRLs in a folder and gives them again, without asking their location, while they are current: from
/// thisUpdate until nextUpdate. Certificates and OCSP answers are not kept. Only CRLs that a run found to be valid are kept, and
/// what comes from the folder is judged again like what a location serves. Files are written whole and renamed into place, so
/// that several runs may share the folder.
class CachingFetcher : public Fetcher {
public:
    /// CachingFetcher asks `inner` for what the folder does not hold; currency is judged for `at`. The folder is made when
    /// needed.
    CachingFetcher(std::unique_ptr<Fetcher> inner, std::string folder, certlib::Time at);
    /// gives what is current in the folder, and asks the inner fetcher for the rest
    [[nodiscard]] std::vector<Fetched> fetch(const std::vector<FetchRequest>& requests) override;

    /// settle keeps the CRLs of locations that were found valid, and drops one from the folder that was not. Errors: io.
    [[nodiscard]] certlib::Result<void> settle(std::span<const Location> locations, Retriever& retriever);

private:
    [[nodiscard]] std::string file_of(const std::string& url) const;

    std::unique_ptr<Fetcher> inner_;
    std::string folder_;
    certlib::Time at_;
    std::set<std::string> from_folder_;  // URLs
};

}  // namespace chainwalk
