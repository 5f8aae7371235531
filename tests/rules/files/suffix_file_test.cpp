#include <amtcert/rules/suffix_file.h>
#include <catch2/catch.hpp>

using certlib::ErrorKind;
using Names = std::vector<std::string>;

namespace {

rules::SuffixFile read(std::string_view text) {
    auto file = rules::read_suffix_file(text);
    INFO((file ? std::string() : file.error().message));
    REQUIRE(file);
    return std::move(*file);
}

certlib::Error refused(std::string_view text) {
    const auto file = rules::read_suffix_file(text);
    REQUIRE_FALSE(file);
    CHECK(file.error().message.find('\n') == std::string::npos);
    return file.error();
}

std::string as_utf16(std::string_view text) {
    std::string wide = "\xff\xfe";
    for (const char c : text) wide += {c, '\0'};
    return wide;
}

const std::string netsh =
    "# =====\n"
    "Dhcp Server \\\\dhcp1 Add Optiondef 15 \"DNS Domain Name\" STRING 0 comment=\"DNS Domain name\" \"optiondef.example.com\"\n"
    "Dhcp Server \\\\dhcp1 set optionvalue 6 IPADDRESS \"10.0.0.2\" \"10.0.0.3\"\n"
    "Dhcp Server \\\\dhcp1 set optionvalue 15 STRING \"corp.example.com\" \r\n"
    "Dhcp Server \\\\dhcp1 Scope 10.1.0.0 Add iprange 10.1.0.9 10.1.0.99\n"
    "Dhcp Server 10.0.0.2 Scope 10.1.0.0 Set OptionValue 015 STRING user=\"Lab PCs\" \"lab.example.co.uk\"\n"
    "Dhcp Server \\\\dhcp1 Scope 10.2.0.0 set optionvalue 15 STRING \"CORP.example.com\"\n"
    "Dhcp Server \\\\dhcp1 Scope 10.2.0.0 set optionvalue 15 STRING vendor=\"Acme Options\" \"vendor.example.com\"\n"
    "Dhcp Server \\\\dhcp1 Scope 10.2.0.0 set reservedoptionvalue 10.2.0.15 15 STRING \"one.example.com\"\n"
    "Dhcp Server \\\\dhcp1 Scope 10.2.0.0 set reservedoptionvalue 10.2.0.15 12 STRING \"host\"\n"
    "Dhcp Server \\\\dhcp1 v6 Scope fd00:: set optionvalue 24 STRING \"six.example.com\"\n"
    "Dhcp Server \\\\dhcp1 v6 Scope fd00:: set optionvalue 15 STRING \"userclass\"\n";

const std::string xml = R"(<?xml version="1.0" encoding="utf-8"?>
<DHCPServer xmlns="http://schemas.microsoft.com/windows/DHCPServer">
  <MajorVersion>10</MajorVersion>
  <IPv4>
    <OptionDefinitions><OptionDefinition><Name>DNS Domain Name</Name><OptionId>15</OptionId><DefaultValue>default.example.com</DefaultValue></OptionDefinition></OptionDefinitions>
    <OptionValues>
      <OptionValue><OptionId>6</OptionId><Value>10.0.0.2</Value><Value>10.0.0.3</Value><VendorClass /><UserClass /></OptionValue>
      <OptionValue><OptionId>15</OptionId><Value>corp.example.com</Value><VendorClass /><UserClass /></OptionValue>
    </OptionValues>
    <Scopes><Scope><ScopeId>10.1.0.0</ScopeId>
      <OptionValues>
        <OptionValue><OptionId>15</OptionId><Value>b&#252;ro.example.de</Value></OptionValue>
        <OptionValue><OptionId>119</OptionId><Value>0x04</Value></OptionValue>
        <OptionValue><OptionId>15</OptionId><Value>vendor.example.com</Value><VendorClass>Acme</VendorClass></OptionValue>
      </OptionValues>
      <Policies><Policy><OptionValues><OptionValue><OptionId>15</OptionId><Value>policy.example.com</Value></OptionValue></OptionValues></Policy></Policies>
      <Reservations><Reservation><OptionValues><OptionValue><OptionId>15</OptionId><Value>one.example.com</Value></OptionValue></OptionValues></Reservation></Reservations>
    </Scope></Scopes>
  </IPv4>
  <IPv6><Scopes><Scope><OptionValues>
    <OptionValue><OptionId>24</OptionId><Value>six.example.com</Value></OptionValue>
    <OptionValue><OptionId>15</OptionId><Value>userclass</Value></OptionValue>
  </OptionValues></Scope></Scopes></IPv6>
</DHCPServer>)";

}  // namespace

TEST_CASE("suffix file: a list, one a line, with comments, each name once") {
    const auto file = read("# ours\r\nexample.com\r\n  corp.example.com # head office {;}\n\nEXAMPLE.com\n");
    CHECK(file.format == "list");
    CHECK(file.suffixes == Names{"example.com", "corp.example.com"});
    CHECK(read("\xef\xbb\xbf"
               "example.com")
              .suffixes == Names{"example.com"});
    CHECK(refused("# none\n").kind == ErrorKind::not_found);
    CHECK(refused("").kind == ErrorKind::not_found);
}

TEST_CASE("suffix file: netsh dhcp server dump, of server, scopes, classes and reservations") {
    const auto file = read(netsh);
    CHECK(file.format == "netsh dump");
    CHECK(file.suffixes == Names{"corp.example.com", "lab.example.co.uk", "one.example.com", "six.example.com"});
    CHECK_FALSE(file.has_search_list);
    CHECK(read(as_utf16(netsh)).suffixes == file.suffixes);
    CHECK(read(netsh + "Dhcp Server \\\\dhcp1 set optionvalue 119 BYTE \"3\" \"99\"\n").has_search_list);
    const auto none = refused("Dhcp Server \\\\dhcp1 set optionvalue 6 IPADDRESS \"10.0.0.2\"\n");
    CHECK(none.message == "netsh dump: no option 15 (DNS domain name) in it");
    CHECK_THAT(refused("Dhcp Server \\\\dhcp1 set optionvalue 119 BYTE \"3\" \"99\"\n").message,
               Catch::Contains("only a search list (option 119)"));
}

TEST_CASE("suffix file: Export-DhcpServer's XML") {
    const auto file = read(xml);
    CHECK(file.format == "Export-DhcpServer XML");
    CHECK(file.suffixes ==
          Names{"corp.example.com", "b\xc3\xbcro.example.de", "policy.example.com", "one.example.com", "six.example.com"});
    CHECK(file.has_search_list);
    CHECK_THAT(refused(xml.substr(0, 900)).message, Catch::StartsWith("not well-formed XML at octet "));
    CHECK(refused("<html><OptionValue><OptionId>15</OptionId><Value>a.com</Value></OptionValue></html>").kind ==
          ErrorKind::unsupported);
    CHECK(refused(
              "<!DOCTYPE DHCPServer [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><DHCPServer><OptionValue><OptionId>15</OptionId>"
              "</OptionValue></DHCPServer>")
              .kind == ErrorKind::unsupported);
}

TEST_CASE("suffix file: option values as CSV, of any country's separator") {
    const std::string rows =
        "\"OptionId\",\"Name\",\"Type\",\"Value\",\"VendorClass\"\r\n\"6\",\"DNS Servers\",\"IPv4Address\",\"10.0.0.2 "
        "10.0.0.3\",\"\"\r\n"
        "\"15\",\"DNS Domain Name\",\"String\",\"corp.example.com\",\"\"\r\n15,x,String,vendor.example.com,Acme\r\n"
        "015,DNS Domain Name,String,{example.com},\r\n119,Search,Byte,3,\r\n";
    const auto file = read(rows);
    CHECK(file.format == "option values as CSV");
    CHECK(file.suffixes == Names{"corp.example.com", "example.com"});
    CHECK(file.has_search_list);
    CHECK(read("#TYPE Selected.Microsoft.Management.Infrastructure.CimInstance\r\n" + rows).suffixes == file.suffixes);
    auto other = rows;
    std::replace(other.begin(), other.end(), ',', ';');
    CHECK(read(other).suffixes == file.suffixes);
    const auto types = refused("OptionId,Value\n15,System.String[]\n");
    CHECK_THAT(types.message, Catch::Contains("System.String[]"));
    CHECK_THAT(types.hint, Catch::Contains("-join"));
    CHECK_THAT(refused("OptionId,Name\n15,x\n").message, Catch::Contains("none called Value"));
}

TEST_CASE("suffix file: option values as JSON") {
    for (
        const auto* text :
        {R"([{"OptionId": 6, "Value": ["10.0.0.2"]}, {"OptionId": 15, "Name": "DNS Domain Name", "Value": ["corp.example.com"], "VendorClass": ""},
                                 {"OptionId": 15, "Value": ["vendor.example.com"], "VendorClass": "Acme"}])",
         R"({"OptionId": 15, "Value": "corp.example.com"})",
         R"({"OptionId": "015", "Value": {"value": ["corp.example.com"], "Count": 1}})"}) {
        const auto file = read(text);
        CHECK(file.format == "option values as JSON");
        CHECK(file.suffixes == Names{"corp.example.com"});
    }
    CHECK(refused(R"([{"OptionId": 15, "Value": {"CimClass": 1}}])").kind == ErrorKind::not_found);
}

TEST_CASE("suffix file: a comment of Kea's ends where it ends, whatever it looks like inside") {
    const auto file = read(R"({ "Dhcp4": {
      # more is in /etc/kea/*.json
      "option-data": [ { "name": "domain-name", "data": "other.example.org" } ],
      /* subnets # // "*/"subnet4": [ { "option-data": [ { "name": "domain-name", "data": "example.com" } ] } ] } })");
    CHECK(file.suffixes == std::vector<std::string>{"other.example.org", "example.com"});
    // A comment is gone through once, however long it is.
    const auto long_one = std::string("{\"Dhcp4\": { ") + std::string(3'000'000, '/') +
                          "\n\"option-data\": [ { \"name\": \"domain-name\", \"data\": \"example.com\" } ] } }";
    CHECK(read(long_one).suffixes == std::vector<std::string>{"example.com"});
}

TEST_CASE("suffix file: XML that would hide a part of a value is refused") {
    const auto xml = [](const std::string& value) {
        return "<DHCPServer><IPv4><OptionValues><OptionValue><OptionId>15</OptionId><Value>" + value +
               "</Value></OptionValue></OptionValues></IPv4></DHCPServer>";
    };
    CHECK(read(xml("example&#46;com")).suffixes == std::vector<std::string>{"example.com"});
    for (const auto* hidden : {"example.com&#0;.evil.org", "example.com&#x00;.evil.org", "example.com&#4294967296;.evil.org",
                               "example.com&#x100000000;.evil.org"})
        CHECK_THAT(refused(xml(hidden)).message, Catch::Contains("a reference to NUL"));
    CHECK_THAT(refused("<!DOCTYPE DHCPServer [<!ENTITY b 'example.com'>]>" + xml("&b;")).message,
               Catch::Contains("document type"));
}

TEST_CASE("suffix file: Kea's configuration, with its comments, and as config-get answers") {
    const std::string config = R"(# Kea
{ // of the head office, "quoted" {
"Dhcp4": { /* all of it */
  "option-data": [ {"name": "domain-name-servers", "data": "10.0.0.2"}, {"name": "domain-name", "data": "corp.example.com"},
                   {"name": "domain-search", "data": "a.example.com, b.example.com"} ],
  "shared-networks": [ {"subnet4": [ {"option-data": [ {"code": 15, "space": "dhcp4", "data": "lab.example.com"} ],
        "reservations": [ {"option-data": [ {"name": "domain-name", "data": "one#1.example.com"} ]} ] } ]} ],
  "option-def": [ {"name": "domain-name", "code": 222, "type": "string"} ],
  "client-classes": [ {"option-data": [ {"name": "domain-name", "space": "vendor-4491", "data": "vendor.example.com"} ]} ] },
"Dhcp6": { "option-data": [ {"name": "domain-search", "data": "six.example.com"} ] } })";
    const auto file = read(config);
    CHECK(file.format == "Kea configuration");
    CHECK(file.suffixes == Names{"corp.example.com", "lab.example.com", "one#1.example.com", "six.example.com"});
    CHECK(file.has_search_list);
    CHECK(read(R"([{"result": 0, "arguments": {"Dhcp4": {"option-data": [{"name": "domain-name", "data": "example.com"}]}}}])")
              .suffixes == Names{"example.com"});
    CHECK(refused(R"({"Dhcp4": {"option-data": [{"code": 15, "csv-format": false, "data": "0361"}]}})").kind ==
          ErrorKind::unsupported);
    CHECK(refused(R"({"Dhcp4": {}})").kind == ErrorKind::not_found);
    CHECK(refused(R"({"other": 1})").kind == ErrorKind::unsupported);
    CHECK(refused("{ \"Dhcp4\": ").kind == ErrorKind::malformed);
    CHECK(refused(std::string(100'000, '[')).kind == ErrorKind::limit);
}

TEST_CASE("suffix file: ISC's dhcpd.conf") {
    const std::string config =
        "# option domain-name \"comment.example.com\";\nauthoritative;\noption domain-name \"corp.example.com\";\n"
        "option domain-search \"a.example.com\", \"b.example.com\";\noption domain-name-servers 10.0.0.2;\n"
        "subnet 10.1.0.0 netmask 255.255.0.0 {\n  option domain-name\n    \"lab.example.com\"; # theirs\n"
        "  if known { option domain-name = \"known.example.com\"; }\n}\noption dhcp6.domain-search \"six.example.com\";\n";
    const auto file = read(config);
    CHECK(file.format == "dhcpd.conf");
    CHECK(file.suffixes == Names{"corp.example.com", "lab.example.com", "known.example.com", "six.example.com"});
    CHECK(file.has_search_list);
    const auto computed = refused("authoritative;\noption domain-name = concat(\"a\", \".com\");\n");
    CHECK(computed.kind == ErrorKind::unsupported);
    CHECK_THAT(computed.message, Catch::StartsWith("dhcpd.conf: line 2: "));
    CHECK(refused("option routers 10.0.0.1;\noption domain-name \"open;\n").message ==
          "dhcpd.conf: line 2: the quote is not closed");
    CHECK(refused("option routers 10.0.0.1;\n").kind == ErrorKind::not_found);
}

TEST_CASE("suffix file: what is no text, too large, or names too many suffixes") {
    const auto binary =
        refused(std::string("\x01\x00\x00\x00"
                            "dhcp",
                            8));
    CHECK(binary.message == "not text");
    CHECK_THAT(binary.hint, Catch::Contains("dump"));
    CHECK(refused(std::string(rules::largest_suffix_file + 1, 'a')).kind == ErrorKind::limit);
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "s" + std::to_string(i) + ".example.com\n";
    CHECK(refused(many).kind == ErrorKind::limit);
}
