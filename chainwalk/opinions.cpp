#include <amtcert/chainwalk/walk.h>

namespace chainwalk {

void ask_engines(Chain& chain, certlib::Time time) {
    if (!chain.is_complete()) return;
    std::vector<certlib::Certificate> path;
    for (const auto& link : chain.links) path.push_back(link.certificate);
    chain.opinions = {{"openssl", certlib::openssl_opinion(path, time)}, {"botan", botan_opinion(path, time)}};
}

}  // namespace chainwalk
