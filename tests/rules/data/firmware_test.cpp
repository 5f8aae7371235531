#include <amtcert/rules/firmware.h>

namespace {

std::vector<std::string> labels(std::string_view text) {
    std::vector<std::string> found;
    const auto releases = rules::parse_releases(text).value();
    for (const auto& release : releases) found.push_back(release.label);
    return found;
}

std::string generation(std::string_view text) {
    const auto releases = rules::parse_releases(text).value();
    REQUIRE(releases.size() == 1);
    return std::string(releases.front().generation->id);
}

const rules::Generation& row(std::string_view id) {
    for (const auto& one : rules::generations())
        if (one.id == id) return one;
    throw std::runtime_error("no such row: " + std::string(id));
}

using Labels = std::vector<std::string>;

}  // namespace

TEST_CASE("firmware: the table has its sixteen rows, oldest first") {
    Labels ids;
    for (const auto& one : rules::generations()) ids.emplace_back(one.id);
    CHECK(ids == Labels{"pre-pki", "early-pki", "4-5", "4.1-5.1", "6", "7-10", "11-early", "11-13", "14", "15LP", "15H", "16.0",
                        "16.1", "18", "19-21", "22+"});
}

TEST_CASE("firmware: every release from 2.0 on but 17 is in one row, 15 in two") {
    for (unsigned major = 2; major < 30; ++major)
        for (unsigned minor = 0; minor < 12; ++minor)
            for (const unsigned patch : {0U, 64U, 65U, 1000U}) {
                int rows = 0;
                for (const auto& one : rules::generations())
                    for (const auto& range : one.ranges) rows += range.contains({major, minor, patch}) ? 1 : 0;
                INFO(major << "." << minor << "." << patch);
                CHECK(rows == (major == 17 ? 0 : major == 15 ? 2 : 1));
            }
}

TEST_CASE("firmware: the releases of the field fall into their rows") {
    const std::vector<std::pair<std::string, std::string>> expected{
        {"2.0", "pre-pki"},      {"2.1.3", "pre-pki"}, {"2.5", "pre-pki"},   {"2.2", "early-pki"}, {"2.6.0", "early-pki"},
        {"3.2.1", "early-pki"},  {"4.0", "4-5"},       {"5.0", "4-5"},       {"4.1", "4.1-5.1"},   {"4.2", "4.1-5.1"},
        {"5.1", "4.1-5.1"},      {"5.2", "4.1-5.1"},   {"6.2", "6"},         {"8.1.71", "7-10"},   {"11.8.50", "11-early"},
        {"11.8.64", "11-early"}, {"11.8.65", "11-13"}, {"12.0.32", "11-13"}, {"14.1.65", "14"},    {"15LP", "15LP"},
        {"15H", "15H"},          {"16.0.15", "16.0"},  {"16.1.27", "16.1"},  {"18.0.5", "18"},     {"19.0", "19-21"},
        {"21.0", "19-21"},       {"22.0", "22+"},      {"300.1", "22+"}};
    for (const auto& [text, id] : expected) {
        INFO(text);
        CHECK(generation(text) == id);
    }
}

TEST_CASE("firmware: a number names every row it touches") {
    CHECK(labels("15") == Labels{"15LP", "15H"});
    CHECK(labels("16") == Labels{"16.0", "16.1"});
    CHECK(labels("11") == Labels{"11-early", "11-13"});
    CHECK(labels("11.8") == Labels{"11-early", "11-13"});
    CHECK(labels("12") == Labels{"12"});
    CHECK(labels("6") == Labels{"6"});
    CHECK(labels("4") == Labels{"4-5", "4.1-5.1"});
    CHECK(labels("2") == Labels{"pre-pki", "early-pki"});
}

TEST_CASE("firmware: the label is the user's own text, made plain") {
    CHECK(labels("0:16.1.27.2128") == Labels{"16.1.27.2128"});
    CHECK(labels(" 3.2.1 ,15h,15.0.35lp") == Labels{"3.2.1", "15H", "15.0.35LP"});
    CHECK(labels("23") == Labels{"23"});
}

TEST_CASE("firmware: a release covers what begins with its numbers") {
    CHECK(rules::parse_releases("16.1.27.2128")->front().range.since == rules::Version{16, 1, 27});
    CHECK(rules::parse_releases("16.1.27.2128")->front().range.until == rules::Version{16, 1, 28});
    CHECK(rules::parse_releases("8.1")->front().range.until == rules::Version{8, 2, 0});
    CHECK(rules::parse_releases("8")->front().range.until == rules::Version{9, 0, 0});
    CHECK(rules::parse_releases("11")->front().range.until == rules::Version{11, 8, 65});
    CHECK(rules::parse_releases("11")->back().range.since == rules::Version{11, 8, 65});
}

TEST_CASE("firmware: a release named twice is judged once, for both ranges") {
    CHECK(labels("16.1,16,16.1") == Labels{"16.1", "16.0"});
    const auto releases = rules::parse_releases("15.0.35,15").value();
    REQUIRE(releases.size() == 2);
    CHECK(releases.front().range.until == rules::Version{16, 0, 0});
}

TEST_CASE("firmware: what is no release is a usage error of one line with a hint") {
    for (const std::string text :
         {"",    " ",          "abc",    "1.0",  "0",     "15X", "17",  "17.0.1", "16H",     "14LP",
          "H",   "15.0.0.0.0", "16.",    ".16",  "16..1", "-16", "16,", ",16",    "16.1 27", "99999999999999999999",
          "all", "15,all",     "x:16.1", "16.1:"}) {
        INFO(text);
        const auto releases = rules::parse_releases(text);
        REQUIRE_FALSE(releases);
        CHECK(releases.error().kind == certlib::ErrorKind::usage);
        CHECK_FALSE(releases.error().hint.empty());
        CHECK(releases.error().message.find('\n') == std::string::npos);
    }
    CHECK(rules::parse_releases("17").error().message == "\"17\": no AMT 17 is known");
}

TEST_CASE("firmware: key sizes by row") {
    for (const auto& one : rules::generations()) {
        INFO(one.id);
        const bool early = one.ranges[0].since < rules::Version{6};
        const bool modern = one.id == "15H" || one.ranges[0].since >= rules::Version{16};
        CHECK(one.keys.leaf_minimum == (modern ? 2048 : 1024));
        CHECK(one.keys.ca_minimum == (modern ? 2048 : 1024));
        CHECK(one.keys.leaf_maximum == (early ? 2048 : 4096));
        CHECK(one.keys.ca_maximum == (early ? 2048 : 4096));
        CHECK(one.keys.asked_for == (one.id == "22+" ? 3072 : 0));
    }
}

TEST_CASE("firmware: SHA-1 is refused by 15H, 16.0 and everything later") {
    for (const auto& one : rules::generations()) {
        INFO(one.id);
        CHECK(one.sha1_refused == (one.id == "15H" || one.ranges[0].since >= rules::Version{16}));
        CHECK(one.sha384_asked == (one.id == "22+"));
    }
}

TEST_CASE("firmware: name rules by row") {
    CHECK(row("pre-pki").name_rule == rules::NameRule::none);
    CHECK_FALSE(row("pre-pki").remote_configuration);
    CHECK(row("early-pki").name_rule == rules::NameRule::com_net);
    CHECK(row("4-5").name_rule == rules::NameRule::com_net);
    CHECK(row("4.1-5.1").name_rule == rules::NameRule::tld_table);
    CHECK(row("22+").name_rule == rules::NameRule::tld_table);
}

TEST_CASE("firmware: the survey has one release for each row") {
    const auto releases = rules::all_releases();
    REQUIRE(releases.size() == rules::generations().size());
    for (const auto& release : releases) {
        CHECK(release.label == release.generation->id);
        for (const auto& range : release.generation->ranges) CHECK((range.until <= range.since || range.within(release.range)));
    }
}
