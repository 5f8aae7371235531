#include <cstdlib>

#include "support/file_content.h"
#include "support/samples.h"

namespace {

/// matches_the_tree compares a page of docs/ with what the tool prints now. With AMTCERT_REBASE set it is written instead.
bool matches_the_tree(const std::string& page, const std::string& printed) {
    const auto file = std::string(AMTCERT_SOURCE_DIR) + "/docs/" + page;
    if (std::getenv("AMTCERT_REBASE") != nullptr) std::ofstream(file, std::ios::binary) << printed;
    return text_of(file) == printed;
}

}  // namespace

TEST_CASE("docs: rules.md and guide.md are what the tool prints (AMTCERT_REBASE=1 writes them)") {
    CHECK(matches_the_tree("rules.md", amtcert({"rules", "--markdown"}).output));
    CHECK(matches_the_tree("guide.md", amtcert({"guide", "--markdown"}).output));
}
