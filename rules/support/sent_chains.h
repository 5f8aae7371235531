#pragma once

#include <string>
#include <vector>

#include <amtcert/rules/rule.h>

namespace rules {

/// SentChain is a path of the walk, and the consoles that would send it to the device.
struct SentChain {
    const chainwalk::Chain* chain = nullptr;
    std::vector<std::string> senders;  ///< "MeshCentral", "ConfigMgr by its store"
};

/// sent_chains works out which complete path each console would send from the source: MeshCentral and rpc-go follow the first
/// certificate that has the issuer's name; RPS sends the file in its order, where that is a path; ConfigMgr sends what Windows
/// finds in its stores, which may be any path. Only the consoles named count; without one, all do. Source: the consoles' code as
/// cited by link.ambiguous-bundle; second-hand for Windows. What a file that is no path makes RPS do is not said here.
[[nodiscard]] std::vector<SentChain> sent_chains(const Context& context);

}  // namespace rules
