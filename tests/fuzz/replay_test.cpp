#include <filesystem>
#include <fstream>
#include <iterator>

#include <amtcert/testcerts/cases.h>
#include <amtcert/testcerts/crl.h>
#include <catch2/catch.hpp>

#include "support/suite.h"
#include "support/temporary_folder.h"
#include "target.h"

namespace {

namespace fs = std::filesystem;
using certlib::Bytes;

Bytes content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// hurt makes a sample hostile in a way that depends on `turn` alone: cut off, an octet changed, or a length made huge.
Bytes hurt(Bytes sample, unsigned turn) {
    if (sample.empty()) return sample;
    const std::size_t at = turn * 2654435761U % sample.size();
    switch (turn % 4) {
        case 0: sample.resize(at); break;
        case 1: sample[at] = static_cast<std::uint8_t>(sample[at] ^ (1U << turn / 4 % 8)); break;
        case 2: sample[at] = 0x84; break;
        default: sample[at] = static_cast<std::uint8_t>(turn); break;
    }
    return sample;
}

constexpr unsigned turns = 40;

void run_hurt(const fuzz::Target& target, const Bytes& sample) {
    target.run(sample);
    for (unsigned turn = 0; turn < turns; ++turn) target.run(hurt(sample, turn));
}

Bytes octets(std::string_view text) { return {text.begin(), text.end()}; }

}  // namespace

TEST_CASE("fuzz: samples, hurt in many ways, are taken or refused") {
    const auto& good = testcerts::cases().front();
    for (const auto& file : good.files)
        for (const auto* name : {"source", "certificate", "request", "crl"}) run_hurt(*fuzz::find_target(name), file.content);
    const auto spec = testcerts::good();
    run_hurt(*fuzz::find_target("crl"), testcerts::issue_crl({.revoked = {{spec.leaf.serial, testcerts::sample_time(), 1}}}, spec.issuing_ca));
    run_hurt(*fuzz::find_target("ocsp"), octets(std::string("\x30\x03\x0a\x01\x06", 5)));
    run_hurt(*fuzz::find_target("device_list"), octets("Go Daddy,   (Default, Active)\n  SHA256: " + std::string(64, 'a')));
    for (const auto* text :
         {"Dhcp Server \\\\dhcp1 Scope 10.0.0.0 set optionvalue 15 STRING user=\"x\" \"corp.example.com\"",
          "<DHCPServer><IPv4><OptionValues><OptionValue><OptionId>15</OptionId><Value>a.com</Value></OptionValue></"
          "OptionValues></IPv4></DHCPServer>",
          "\"OptionId\",\"Value\"\n\"15\",\"corp.example.com\"\n", "[{\"OptionId\":15,\"Value\":[\"corp.example.com\"]}]",
          "{ # Kea\n\"Dhcp4\": {\"option-data\": [{\"name\": \"domain-name\", \"data\": \"example.com\"}]}}",
          "subnet 10.0.0.0 netmask 255.0.0.0 { option domain-name \"example.com\"; }", "example.com # ours\nexample.org\n"})
        run_hurt(*fuzz::find_target("suffix_file"), octets(text));
    run_hurt(*fuzz::find_target("site_file"), octets(R"({"dnsSuffix": ["example.com"], "firmware": ["16.1"]} // end)"));
    run_hurt(*fuzz::find_target("policy_file"), octets(R"({"severity": {"key.length": "warning"}, "warnDays": 20})"));
    run_hurt(*fuzz::find_target("firmware"), octets("0:16.1.27.2128,15LP,11.8.50"));
    run_hurt(*fuzz::find_target("symptom"), octets("Failed to set ACM certificate chain (ERR/4)."));
}

TEST_CASE("fuzz: the walk ends, within its budgets, whatever certifies whatever") {
    const auto& walk = *fuzz::find_target("walk");
    for (unsigned seed = 0; seed < 24; ++seed) {
        Bytes input;
        for (unsigned i = 0; i < 2 + seed; ++i) input.push_back(static_cast<std::uint8_t>((seed * 40503U + i * 2654435761U) >> 7U));
        walk.run(input);
    }
}

TEST_CASE("fuzz: OpenSSL's own corpora of certificates and CRLs") {
    if (!suite::is_there("suites/fuzz-seeds")) return;
    const TemporaryFolder place;
    for (const auto& [archive, name] : {std::pair{"x509", "certificate"}, std::pair{"crl", "crl"}}) {
        const auto command = "tar -xJf '" + suite::path(std::string("suites/fuzz-seeds/") + archive + ".tar.xz") + "' -C '" + place.path() + "'";
        REQUIRE(std::system(command.c_str()) == 0);
        std::size_t count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(place.path())) {
            if (!entry.is_regular_file()) continue;
            INFO(entry.path());
            fuzz::find_target(name)->run(content(entry.path()));
            ++count;
        }
        CHECK(count > 100);
        for (const auto& entry : fs::directory_iterator(place.path())) fs::remove_all(entry.path());
    }
}
