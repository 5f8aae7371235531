#include <amtcert/chainwalk/walk.h>

#include <future>

namespace chainwalk {

void ask_engines(Chain& chain, certlib::Time time) {
    if (!chain.is_complete()) return;
    std::vector<certlib::Certificate> path;
    for (const auto& link : chain.links) path.push_back(link.certificate);
    // Botan takes several times as long as OpenSSL, so it works beside it.
    auto botan = std::async(std::launch::async, [&] { return botan_opinion(path, time); });
    chain.opinions = {{"openssl", certlib::openssl_opinion(path, time)}};
    chain.opinions.push_back({"botan", botan.get()});
}

}  // namespace chainwalk
