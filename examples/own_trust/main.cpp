// own_trust HASHES FILE: follows every path of a certificate up to what a list of one's own trusts. HASHES holds the hash of a trusted
// certificate on each line, in hex, as an inventory of devices might give it.
#include <fstream>
#include <iostream>

#include <amtcert/certlib/load.h>
#include <amtcert/chainwalk/walk.h>
#include <amtcert/rules/report.h>

namespace {

/// read_trust takes its anchors from wherever the house keeps them; trust is nothing but this value.
certlib::Result<chainwalk::TrustAnchors> read_trust(const std::string& file) {
    std::ifstream lines(file);
    if (!lines) return certlib::fail(certlib::ErrorKind::io, file + " cannot be read");
    chainwalk::TrustAnchors anchors;
    for (std::string line; std::getline(lines, line);) {
        const auto hash = certlib::from_hex(line);
        if (!hash) return tl::make_unexpected(hash.error());
        if (const auto added = anchors.add_hash(*hash); !added) return tl::make_unexpected(added.error());
    }
    return anchors;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return std::cerr << "usage: own_trust HASHES FILE\n", 2;
    const auto anchors = read_trust(arguments[1]);
    const auto bundle = certlib::load_file(arguments[2]);
    if (!anchors || !bundle) return std::cerr << (anchors ? bundle.error() : anchors.error()).message << '\n', 2;

    std::vector<chainwalk::Candidate> candidates;
    for (const auto& certificate : bundle->certificates) candidates.push_back({.certificate = certificate, .position = candidates.size()});
    bool is_trusted = false;
    for (const auto& leaf : rules::subjects_of(*bundle))
        for (const auto& chain : chainwalk::walk(leaf, candidates, *anchors).chains) {
            std::cout << to_string(chain.ending) << ':';
            for (const auto& link : chain.links) std::cout << ' ' << link.certificate.subject().to_string() << ';';
            std::cout << '\n';
            is_trusted = is_trusted || chain.ending == chainwalk::Ending::anchored;
        }
    return is_trusted ? 0 : 1;
}
