#include <amtcert/certlib/name.h>
#include <amtcert/testcerts/hierarchy.h>

using certlib::DistinguishedName;

namespace {

/// name_of encodes a name through a sample certificate.
DistinguishedName name_of(const std::vector<testcerts::NameEntry>& entries) {
    auto spec = testcerts::good();
    spec.leaf.subject = entries;
    return testcerts::issue(spec.leaf, spec.issuing_ca).subject();
}

DistinguishedName common_name(const std::string& octets, unsigned tag) { return name_of({{"2.5.4.3", octets, tag}}); }

constexpr unsigned utf8 = 12;
constexpr unsigned printable = 19;
constexpr unsigned teletex = 20;
constexpr unsigned universal = 28;
constexpr unsigned bmp = 30;

}  // namespace

TEST_CASE("DistinguishedName::to_string follows RFC 4514") {
    CHECK(name_of({{"2.5.4.6", "DE"}, {"2.5.4.10", "A, B+C"}, {"2.5.4.3", "#x"}}).to_string() == "CN=\\#x,O=A\\, B\\+C,C=DE");
    CHECK(name_of({{"2.5.4.3", " blank "}}).to_string() == "CN=\\ blank\\ ");
    CHECK(name_of({{"1.2.3.4", "odd"}}).to_string() == "1.2.3.4=odd");
    CHECK(name_of({}).to_string().empty());
}

TEST_CASE("DistinguishedName: every string type is read as text") {
    CHECK(common_name("Zo\xc3\xab", utf8).values("2.5.4.3").front() == "Zo\xc3\xab");
    CHECK(common_name("Zo\xeb", teletex).values("2.5.4.3").front() == "Zo\xc3\xab");
    CHECK(common_name(std::string("\0Z\0o\0\xeb", 6), bmp).values("2.5.4.3").front() == "Zo\xc3\xab");
    CHECK(common_name(std::string("\0\0\0Z\0\0\0o\0\0\0\xeb", 12), universal).values("2.5.4.3").front() == "Zo\xc3\xab");
}

TEST_CASE("DistinguishedName: names compare without case, without needless blanks and across string types") {
    CHECK(common_name("Example  CA", utf8) == common_name(" example ca ", printable));
    CHECK(common_name("Zo\xc3\xab", utf8) == common_name(std::string("\0z\0O\0\xeb", 6), bmp));
    CHECK_FALSE(common_name("Example CA", utf8) == common_name("ExampleCA", utf8));
    CHECK_FALSE(name_of({{"2.5.4.3", "a"}, {"2.5.4.10", "b"}}) == name_of({{"2.5.4.10", "b"}, {"2.5.4.3", "a"}}));
}

TEST_CASE("DistinguishedName: octets that are no text for their type are kept, marked, and equal only themselves") {
    const auto broken = common_name("a\xff", utf8);
    CHECK_FALSE(broken.find("2.5.4.3").front()->well_formed);
    CHECK(broken == common_name("a\xff", utf8));
    CHECK_FALSE(broken == common_name("A\xff", utf8));
    CHECK_FALSE(common_name(std::string("\0a\0", 3), bmp).find("2.5.4.3").front()->well_formed);
    CHECK_FALSE(common_name(std::string("\xd8\0", 2), bmp).find("2.5.4.3").front()->well_formed);
    CHECK_FALSE(common_name("a*b", printable).find("2.5.4.3").front()->well_formed);
}

TEST_CASE("DistinguishedName::is_within compares from the top of the tree") {
    const auto base = name_of({{"2.5.4.6", "DE"}, {"2.5.4.10", "Example"}});
    CHECK(name_of({{"2.5.4.6", "de"}, {"2.5.4.10", "EXAMPLE"}, {"2.5.4.3", "x"}}).is_within(base));
    CHECK(base.is_within(base));
    CHECK_FALSE(name_of({{"2.5.4.6", "DE"}}).is_within(base));
    CHECK_FALSE(name_of({{"2.5.4.10", "Example"}, {"2.5.4.6", "DE"}}).is_within(base));
}

TEST_CASE("escape_unprintable leaves text alone and writes out what cannot be seen") {
    CHECK(certlib::escape_unprintable("plain Zo\xc3\xab") == "plain Zo\xc3\xab");
    CHECK(certlib::escape_unprintable("a\x1b[0m\n") == "a\\1b[0m\\0a");
    CHECK(certlib::escape_unprintable(std::string("a\0b", 3)) == "a\\00b");
    CHECK(certlib::escape_unprintable("\xe2\x80\xae") == "\\e2\\80\\ae");
    CHECK(certlib::escape_unprintable("\xc2\x85") == "\\c2\\85");
    CHECK(certlib::escape_unprintable("\xff\xc3") == "\\ff\\c3");
}
