#include <amtcert/certlib/load.h>
#include <amtcert/testcerts/cases.h>
#include <amtcert/testcerts/hierarchy.h>

namespace {

bool holds_private_key(const testcerts::CaseFile& file) {
    const std::string text(file.content.begin(), file.content.end());
    const auto& key = testcerts::private_key_pkcs8(testcerts::Key::leaf);
    const std::string stretch(key.begin() + 600, key.begin() + 640);
    return text.find("PRIVATE KEY") != std::string::npos || text.find(stretch) != std::string::npos;
}

}  // namespace

TEST_CASE("testcerts: the same certificates come out every time") {
    // Pinned: whoever changes these changes every sample that people compare with.
    const auto hierarchy = testcerts::build(testcerts::good());
    CHECK(certlib::to_hex(hierarchy.root.sha256_fingerprint()) == "9da0bb737212fb00f21855986c3a6aac35dc03a8b91bfe113c7d76e198df6210");
    CHECK(hierarchy.leaf == testcerts::build(testcerts::good()).leaf);
}

TEST_CASE("testcerts: planted faults are there when read back") {
    auto spec = testcerts::good();
    spec.leaf.version = 2;
    spec.leaf.inner_algorithm = "1.2.840.113549.1.1.5";
    spec.leaf.add_key_identifiers = false;
    const auto leaf = testcerts::build(spec).leaf;
    CHECK(leaf.version() == 2);
    CHECK(leaf.tbs_signature_algorithm().hash == certlib::HashAlgorithm::sha1);
    CHECK(leaf.signature_algorithm().hash == certlib::HashAlgorithm::sha256);
    CHECK_FALSE(leaf.decoded().authority_key_identifier.has_value());
    CHECK_FALSE(leaf.decoded().subject_key_identifier.has_value());
}

TEST_CASE("testcerts: key identifiers link the chain, and the root has none of an authority") {
    const auto hierarchy = testcerts::build(testcerts::good());
    CHECK(hierarchy.leaf.decoded().authority_key_identifier->key_identifier == hierarchy.issuing_ca.decoded().subject_key_identifier);
    CHECK_FALSE(hierarchy.root.decoded().authority_key_identifier.has_value());
}

TEST_CASE("testcerts: each case holds the file it names, and keys only where they belong") {
    for (const auto& one : testcerts::cases()) {
        INFO(one.name);
        CHECK(std::any_of(one.files.begin(), one.files.end(), [&](const auto& file) { return file.name == one.file; }));
        CHECK_FALSE(one.what.empty());
        for (const auto& file : one.files) {
            const bool may_hold_key = file.name == "server.pfx" || one.rule == "load.key-match";
            if (!may_hold_key) CHECK_FALSE(holds_private_key(file));
        }
    }
}
