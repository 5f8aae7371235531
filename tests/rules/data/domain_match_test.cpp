#include <amtcert/rules/domain_match.h>

namespace {

/// Example is one line of the worked table: base rule, with .com and .net, with the TLD table, MeshCentral, RPS.
struct Example {
    const char* id;
    const char* common_name;
    const char* suffix;
    bool base, com_net, tld_table, meshcentral, rps;
};

constexpr bool yes = true;
constexpr bool no = false;

constexpr Example examples[] = {
    {"N01", "srv.example.com", "example.com", yes, yes, yes, yes, yes},
    {"N02", "srv.example.com", "srv.example.com", yes, yes, yes, yes, yes},
    {"N03", "srv.example.com", "dev.example.com", no, yes, yes, yes, yes},
    {"N04", "csa.ftl.intel.com", "dev.intel.com", no, yes, yes, yes, yes},
    {"N05", "srv.example.com", "a.b.example.com", no, yes, yes, yes, yes},
    {"N06", "srv.example.com", "other.com", no, no, no, no, no},
    {"N07", "srv.example.org", "dev.example.org", no, no, yes, yes, yes},
    {"N08", "srv.example.de", "dev.example.de", no, no, yes, yes, yes},
    {"N09", "srv.example.fr", "example.fr", yes, yes, yes, no, yes},
    {"N10", "srv.example.fr", "dev.example.fr", no, no, no, no, yes},
    {"N11", "srv.intel.co.uk", "intel.co.uk", yes, yes, yes, yes, yes},
    {"N12", "srv.intel.co.uk", "dev.intel.co.uk", no, no, yes, yes, yes},
    {"N13", "srv.intel.co.uk", "other.co.uk", no, no, no, no, yes},
    {"N14", "example.com", "dev.example.com", no, yes, yes, yes, yes},
    {"N15", "example.fr", "dev.example.fr", no, no, no, yes, yes},
    {"N16", "srv.east.company.local", "east.company.local", yes, yes, yes, no, yes},
    {"N17", "srv.east.company.local", "company.local", yes, yes, yes, no, yes},
    {"N18", "srv.east.company.local", "west.company.local", no, no, no, no, yes},
    {"N19", "*.east.company.local", "mkgt.east.company.local", yes, yes, yes, yes, yes},
    {"N20", "*.east.company.local", "company.local", yes, yes, yes, no, yes},
    {"N21", "*.example.fr", "dev.example.fr", yes, yes, yes, yes, yes},
    {"N22", "*.example.fr", "a.dev.example.fr", yes, yes, yes, yes, yes},
    {"N23", "srv.example.com.au", "dev.example.com.au", no, no, no, no, yes},
    {"N24", "srv.example.com.au", "example.com.au", yes, yes, yes, no, yes},
    {"N25", "srv.example.jp", "dev.example.jp", no, no, no, no, yes},
    {"N26", "SRV.Example.COM", "example.com", yes, yes, yes, yes, no},
    {"N27", "srv.example.com", "com", no, no, no, no, no},
};

rules::DomainMatch newest(std::string_view common_name, std::string_view suffix) {
    return rules::match_domain(common_name, suffix, rules::NameColumn::tld_table);
}

}  // namespace

TEST_CASE("domain match: the worked examples N01 to N27, every column") {
    for (const auto& example : examples) {
        DYNAMIC_SECTION(example.id << " " << example.common_name << " for " << example.suffix) {
            CHECK(rules::match_domain(example.common_name, example.suffix, rules::NameColumn::base).accepted == example.base);
            CHECK(rules::match_domain(example.common_name, example.suffix, rules::NameColumn::com_net).accepted ==
                  example.com_net);
            CHECK(newest(example.common_name, example.suffix).accepted == example.tld_table);
            CHECK(rules::meshcentral_accepts(example.common_name, example.suffix) == example.meshcentral);
            CHECK(rules::rps_accepts(example.common_name, example.suffix) == example.rps);
        }
    }
}

TEST_CASE("domain match: the clause that decided is named") {
    CHECK(newest("srv.example.com", "example.com").clause == "suffix of CN");
    CHECK(newest("srv.example.com", "dev.example.com").clause == "same second-level domain under .com");
    CHECK(newest("srv.intel.co.uk", "dev.intel.co.uk").clause == "same 3 labels under .uk");
    CHECK(newest("*.example.fr", "dev.example.fr").clause == "wildcard");
    CHECK(newest("srv.example.com", "other.com").clause == "not a suffix of the CN, and the last 2 labels differ");
    CHECK(newest("srv.a.local", "b.local").clause == "not a suffix of the CN, and .local is not in the top level domain table");
    CHECK(newest("example.fr", "dev.example.fr").clause == "not a suffix of the CN, and under .fr both need 3 labels that agree");
    CHECK(newest("srv.example.com", "com").clause == "a top level domain alone is never taken");
}

TEST_CASE("domain match: by_wildcard is said only where nothing else accepts") {
    CHECK(newest("*.example.fr", "dev.example.fr").by_wildcard);
    CHECK_FALSE(newest("*.example.com", "dev.example.com").by_wildcard);
    CHECK_FALSE(newest("*.example.fr", "example.fr").by_wildcard);
}

TEST_CASE("domain match: blanks around, letter case and one trailing dot do not count") {
    CHECK(newest(" SRV.example.COM. ", "\tExample.com.\n").accepted);
    CHECK_FALSE(newest("srv.example.com..", "example.com").accepted);
}

TEST_CASE("domain match: whole labels are compared") { CHECK_FALSE(newest("srv.myexample.local", "example.local").accepted); }

TEST_CASE("domain match: what is no domain name is refused") {
    for (const std::string suffix : {"", ".", " ", ".example.com", "dev..example.com", "*.example.com", "localhost"}) {
        INFO(suffix);
        CHECK_FALSE(newest("*.example.com", suffix).accepted);
    }
    for (const std::string common_name : {"", ".", "*", "*.", "*.*.com", "srv..com", "com", "srv.*.com"}) {
        INFO(common_name);
        CHECK_FALSE(newest(common_name, "dev.example.com").accepted);
    }
}

TEST_CASE("domain match: depth of top level domains") {
    CHECK(rules::top_level_domain_depth("com") == 2);
    CHECK(rules::top_level_domain_depth("UA") == 2);
    CHECK(rules::top_level_domain_depth("fr") == 3);
    CHECK(rules::top_level_domain_depth("arpa") == 3);
    for (const std::string absent : {"jp", "au", "it", "eu", "us", "io", "local", "corp", ""})
        CHECK_FALSE(rules::top_level_domain_depth(absent));
}

TEST_CASE("domain match: MeshCentral serves every domain with a certificate named *") {
    CHECK(rules::meshcentral_accepts("*", "a.example"));
}

TEST_CASE("accepted suffixes: one sentence per kind of CN") {
    CHECK(rules::accepted_suffixes("srv.example.com") ==
          "srv.example.com or example.com; also any *.example.com on AMT 2.2 and later; com never");
    CHECK(rules::accepted_suffixes("SRV.example.org.") ==
          "srv.example.org or example.org; also any *.example.org on AMT 4.1, 5.1 and later; org never");
    CHECK(rules::accepted_suffixes("srv.intel.co.uk") ==
          "srv.intel.co.uk, intel.co.uk or co.uk; also any *.intel.co.uk on AMT 4.1, 5.1 and later; uk never");
    CHECK(rules::accepted_suffixes("srv.east.company.local") ==
          "srv.east.company.local, east.company.local or company.local; local never");
    CHECK(rules::accepted_suffixes("example.fr") == "example.fr; fr never");
    CHECK(rules::accepted_suffixes("*.example.com") == "example.com; also any *.example.com on AMT 2.2 and later; com never");
    CHECK(rules::accepted_suffixes("*.example.fr") ==
          "example.fr; also any *.example.fr by the wildcard on AMT 3.2 and later (before: not known); fr never");
    CHECK(rules::accepted_suffixes("*.a.example.org") ==
          "a.example.org or example.org; also any *.a.example.org by the wildcard on AMT 3.2 and later (before: not known), any "
          "*.example.org on AMT 4.1, 5.1 and later; org never");
    CHECK(rules::accepted_suffixes("server") == "no suffix: the CN is no domain name");
    CHECK(rules::accepted_suffixes("") == "no suffix: the CN is no domain name");
}

TEST_CASE("accepted suffixes: what it names is accepted, what it rules out is not") {
    for (const std::string common_name : {"srv.example.com", "srv.intel.co.uk", "srv.example.fr", "*.example.fr"}) {
        INFO(common_name);
        const auto domain = common_name.substr(common_name.find('.') + 1);
        CHECK(newest(common_name, domain).accepted);
        CHECK_FALSE(newest(common_name, domain.substr(domain.rfind('.') + 1)).accepted);
    }
}
