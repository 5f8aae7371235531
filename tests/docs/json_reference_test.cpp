// docs/json.md ends with tables made of the schemas, so that a member is explained once: in its schema.
#include "support/file_content.h"
#include "support/schema_reference.h"

#include <cstdlib>

#include "support/samples.h"

namespace {

const std::string page = AMTCERT_SOURCE_DIR "/docs/json.md";
const std::string marker = "<!-- What follows is made of the schemas by ./scripts/rebase. -->\n";

/// schemas in the order of the page.
const std::vector<std::string> schemas{"report.schema.json", "compare.schema.json", "plan.schema.json",
                                       "reach.schema.json",  "site.schema.json",    "policy.schema.json"};

schema_reference::Reference reference_of(const std::string& name) {
    std::ifstream stream(AMTCERT_SOURCE_DIR "/docs/" + name);
    return schema_reference::write(schema_reference::Json::parse(stream), name);
}

}  // namespace

TEST_CASE("docs: every member of every schema is explained") {
    for (const auto& name : schemas) {
        INFO(name);
        CHECK(reference_of(name).unexplained == std::vector<std::string>{});
    }
    for (const auto& entry : std::filesystem::directory_iterator(AMTCERT_SOURCE_DIR "/docs")) {
        const auto name = entry.path().filename().string();
        INFO(name << " is missing from the reference");
        if (name.ends_with(".schema.json")) CHECK(std::find(schemas.begin(), schemas.end(), name) != schemas.end());
    }
}

TEST_CASE("docs: json.md has the members that the schemas have (scripts/rebase writes them)") {
    const auto text = text_of(page);
    REQUIRE(text.find(marker) != std::string::npos);
    const auto by_hand = text.substr(0, text.find(marker) + marker.size());
    auto expected = by_hand;
    for (const auto& name : schemas) expected += "\n" + reference_of(name).text;
    if (std::getenv("AMTCERT_REBASE") != nullptr) std::ofstream(page, std::ios::binary) << expected;
    CHECK(text_of(page) == expected);
}
