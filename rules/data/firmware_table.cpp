#include <array>

#include <amtcert/rules/firmware.h>

namespace rules {
namespace {

// Key sizes in bits: leaf minimum and maximum, CA minimum and maximum, asked for.
constexpr KeySizes up_to_2048{1024, 2048, 1024, 2048};
constexpr KeySizes up_to_4096{1024, 4096, 1024, 4096};
constexpr KeySizes at_least_2048{2048, 4096, 2048, 4096};
constexpr KeySizes asks_for_3072{2048, 4096, 2048, 4096, 3072};

constexpr VersionRange none{};
constexpr VersionRange range(Version since, Version until) { return {since, until}; }

constexpr std::string_view guide_2007 =
    "ConfigMgr 2007 and Intel vPro troubleshooting guide (2011-04-01); communities.intel.com message 1395 (2007-09-28)";
constexpr std::string_view sdk_names =
    "ConfigMgr 2007 and Intel vPro troubleshooting guide (2011-04-01); Intel AMT SDK, PKI certificate verification methods, as "
    "quoted "
    "by device-management-toolkit/console";
constexpr std::string_view configmgr_keys =
    "Microsoft ConfigMgr, PKI certificate requirements; Intel AMT SDK, root certificate hashes";
constexpr std::string_view sdk_roots = "Intel AMT SDK, root certificate hashes; Intel KB 000090051";

constexpr std::array table{
    Generation{
        .id = "pre-pki",
        .releases = "2.0, 2.1, 2.5",
        .short_names = {"2.0, 2.1, 2.5", "2.0", "2.5"},
        .years = "2006-2007",
        .ranges = {range({2, 0}, {2, 2}), range({2, 5}, {2, 6})},
        .remote_configuration = false,
        .name_rule = NameRule::none,
        .keys = up_to_2048,
        .note = "no remote configuration: only pre-shared keys",
        .grade = Grade::second_hand,
        .source = "ConfigMgr 2007 and Intel vPro troubleshooting guide (2011-04-01); communities.intel.com, Altiris "
                  "troubleshooting part 1 (2008-03-12)",
    },
    Generation{
        .id = "early-pki",
        .releases = "2.2, 2.6, 3.x",
        .short_names = {"2.2, 2.6, 3", "2.2", "3"},
        .years = "2007",
        .ranges = {range({2, 2}, {2, 5}), range({2, 6}, {4, 0})},
        .remote_configuration = true,
        .name_rule = NameRule::com_net,
        .keys = up_to_2048,
        .note = "releases before 3.2.1 need the WS-MAN Translator; 3.2.1 has a fault in its own certificate, cured in 3.2.2",
        .grade = Grade::second_hand,
        .source = guide_2007,
    },
    Generation{
        .id = "4-5",
        .releases = "4.0, 5.0",
        .short_names = {"4.0, 5.0", "4.0", "4.0, 5.0"},
        .years = "2008",
        .ranges = {range({4, 0}, {4, 1}), range({5, 0}, {5, 1})},
        .remote_configuration = true,
        .name_rule = NameRule::com_net,
        .keys = up_to_2048,
        .note = "five built-in roots, VeriSign G2 by update",
        .grade = Grade::second_hand,
        .source = sdk_names,
    },
    Generation{
        .id = "4.1-5.1",
        .releases = "4.1 and 4.2, 5.1 and 5.2",
        .short_names = {"4.1-4.2, 5.1-5.2", "4.1-4.2, 5.1", "5.2"},
        .years = "2008-2009",
        .ranges = {range({4, 1}, {5, 0}), range({5, 1}, {6, 0})},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = up_to_2048,
        .note = "the first with the table of top level domains",
        .grade = Grade::second_hand,
        .source = sdk_names,
    },
    Generation{
        .id = "6",
        .releases = "6.x",
        .years = "2010",
        .ranges = {range({6, 0}, {7, 0}), none},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = up_to_4096,
        .note = "no list of its roots has been seen; that it takes SHA-256 signatures has no source",
        .grade = Grade::observed,
        .source = "Microsoft ConfigMgr, PKI certificate requirements",
    },
    Generation{
        .id = "7-10",
        .releases = "7.0 to 10.x",
        .short_names = {"7-10", "7", "10"},
        .years = "2011-2015",
        .ranges = {range({7, 0}, {11, 0}), none},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = up_to_4096,
        .sha256_known = true,
        .note = "up to 30 built-in and 3 own hashes",
        .grade = Grade::second_hand,
        .source = configmgr_keys,
    },
    Generation{
        .id = "11-early",
        .releases = "11.0 to 11.8.64",
        .short_names = {"11.0-11.8.64", "11.0", "11.8.64"},
        .years = "2015-2018",
        .ranges = {range({11, 0}, {11, 8, 65}), none},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = up_to_4096,
        .sha256_known = true,
        .note = "no built-in SHA-1 hashes any more; a root with a SHA-1 signature still works when its hash is listed",
        .grade = Grade::second_hand,
        .source = configmgr_keys,
    },
    Generation{
        .id = "11-13",
        .releases = "11.8.65 to 13.x",
        .short_names = {"11.8.65-13", "11.8.65", "13"},
        .years = "2018-2020",
        .ranges = {range({11, 8, 65}, {14, 0}), none},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = up_to_4096,
        .sha256_known = true,
        .note = "VeriSign G1 is gone, from 12.0.32 in the 12 line; TLS 1.0 is gone from 12",
        .grade = Grade::second_hand,
        .source = configmgr_keys,
    },
    Generation{
        .id = "14",
        .releases = "14.x",
        .years = "2020",
        .ranges = {range({14, 0}, {15, 0}), none},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = up_to_4096,
        .sha256_known = true,
        .note = "a SHA-256 hash of your own is entered by USB (setup.bin) only",
        .grade = Grade::second_hand,
        .source = "Microsoft ConfigMgr, PKI certificate requirements; Intel AMT SDK, root certificate hashes; Intel KB 000059996",
    },
    Generation{
        .id = "15LP",
        .releases = "15.x on U and Y platforms",
        .years = "2020",
        .ranges = {range({15, 0}, {16, 0}), none},
        .platform = "LP",
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = up_to_4096,
        .sha256_known = true,
        .note = "SHA-1 signatures still allowed; a hash of your own is entered by USB (setup.bin) only",
        .grade = Grade::second_hand,
        .source = sdk_roots,
    },
    Generation{
        .id = "15H",
        .releases = "15.x on H platforms",
        .years = "2021",
        .ranges = {range({15, 0}, {16, 0}), none},
        .platform = "H",
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = at_least_2048,
        .sha1_refused = true,
        .sha256_known = true,
        .note = "the first that refuses SHA-1 anywhere in the chain, the root included",
        .grade = Grade::second_hand,
        .source = sdk_roots,
    },
    Generation{
        .id = "16.0",
        .releases = "16.0",
        .years = "2022",
        .ranges = {range({16, 0}, {16, 1}), none},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = at_least_2048,
        .sha1_refused = true,
        .sha256_known = true,
        .note = "a hash of your own is entered by USB (setup.bin) only",
        .grade = Grade::second_hand,
        .source = sdk_roots,
    },
    Generation{
        .id = "16.1",
        .releases = "16.1",
        .years = "2023",
        .ranges = {range({16, 1}, {17, 0}), none},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = at_least_2048,
        .sha1_refused = true,
        .sha256_known = true,
        .note = "no ports without TLS any more",
        .grade = Grade::second_hand,
        .source = sdk_roots,
    },
    Generation{
        .id = "18",
        .releases = "18.x",
        .years = "2024",
        .ranges = {range({18, 0}, {19, 0}), none},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = at_least_2048,
        .sha1_refused = true,
        .sha256_known = true,
        .sha384_known = true,
        .note = "takes chains signed with SHA-384; from which release on has no source",
        .grade = Grade::observed,
        .source = "Intel AMT SDK, root certificate hashes; device-management-toolkit/rpc-go#971",
    },
    Generation{
        .id = "19-21",
        .releases = "19 to 21",
        .short_names = {"19-21", "19", "21"},
        .years = "2024-2026",
        .ranges = {range({19, 0}, {22, 0}), none},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = at_least_2048,
        .sha1_refused = true,
        .sha256_known = true,
        .sha384_known = true,
        .note = "the AdminSetup call is removed; SHA-256 and SHA-384 chains",
        .grade = Grade::second_hand,
        .source = "Intel AMT SDK, root certificate hashes; device-management-toolkit/rpc-go#971",
    },
    Generation{
        .id = "22+",
        .releases = "22 and later",
        .years = "2026",
        .ranges = {range({22, 0}, no_end), none},
        .remote_configuration = true,
        .name_rule = NameRule::tld_table,
        .keys = asks_for_3072,
        .sha1_refused = true,
        .sha256_known = true,
        .sha384_known = true,
        .sha384_asked = true,
        .note = "asks for RSA 3072 and SHA-384; whether less is refused is not settled",
        .grade = Grade::second_hand,
        .source = "device-management-toolkit/deployment#605; device-management-toolkit/rps#2698",
    },
};

}  // namespace

std::span<const Generation> generations() { return table; }

}  // namespace rules
