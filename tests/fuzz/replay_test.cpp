#include <filesystem>
#include <fstream>
#include <iterator>

#include <amtcert/testcerts/cases.h>
#include <amtcert/testcerts/crl.h>
#include <catch2/catch.hpp>

#include "support/file_content.h"
#include "support/suite.h"
#include "support/temporary_folder.h"
#include "target.h"

namespace {

namespace fs = std::filesystem;
using certlib::Bytes;

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
}

TEST_CASE("fuzz: each target's seeds, whole and hurt, and what once broke it") {
    std::size_t count = 0;
    for (const auto* folder : {"seeds", "regressions"})
        for (const auto& target : fuzz::targets()) {
            const auto place = fs::path(AMTCERT_SOURCE_DIR) / "tests/fuzz" / folder / target.name;
            if (!fs::exists(place)) continue;
            for (const auto& entry : fs::directory_iterator(place)) {
                INFO(entry.path());
                run_hurt(target, octets_of(entry.path()));
                ++count;
            }
        }
    CHECK(count > 10);
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
            fuzz::find_target(name)->run(octets_of(entry.path()));
            ++count;
        }
        CHECK(count > 100);
        for (const auto& entry : fs::directory_iterator(place.path())) fs::remove_all(entry.path());
    }
}
