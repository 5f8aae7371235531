#include "support/judge.h"

using certlib::Bytes;
using rules::Result;

namespace {

rules::Findings ask(const std::function<void(rules::Site&)>& adapt) { return judge::asked("trust.custom-slots", {}, adapt); }

std::function<void(rules::Site&)> with_list(std::size_t own, std::size_t from_factory, const std::string& name,
                                            const std::string& format) {
    return [=](rules::Site& site) {
        site.trusted_hashes.clear();
        site.device_lists = {rules::DeviceList{.hashes = {}, .format = format}};
        for (std::size_t i = 0; i < own + from_factory; ++i)
            site.device_lists.front().hashes.push_back(
                {.hash = Bytes(32, static_cast<std::uint8_t>(i)), .name = name, .is_default = i >= own});
    };
}

}  // namespace

TEST_CASE("trust.custom-slots: a device has three slots for hashes of its owner") {
    const auto with_hashes = [](std::uint8_t count) {
        return ask([=](auto& site) {
                   site.trusted_hashes.clear();
                   for (std::uint8_t i = 0; i < count; ++i) site.trusted_hashes.push_back(Bytes(20, i));
               })
            .front();
    };
    CHECK(with_hashes(3).result == Result::pass);
    CHECK(with_hashes(4).result == Result::fail);
    CHECK(with_hashes(4).evidence == "4 own hashes, 3 slots for them");
}

TEST_CASE("trust.custom-slots: the factory's entries do not count, nor does a list that does not tell them apart") {
    CHECK(ask(with_list(3, 20, "own", "rpc amtinfo JSON")).front().result == Result::pass);
    CHECK(ask(with_list(4, 20, "own", "rpc amtinfo JSON")).front().result == Result::fail);
    CHECK(ask(with_list(20, 0, "own", "plain")).front().result == Result::skipped);
}

TEST_CASE("trust.custom-slots: a name has at most 32 octets") {
    CHECK(ask(with_list(1, 0, std::string(32, 'n'), "MeshCmd text")).front().result == Result::pass);
    CHECK(ask(with_list(1, 0, std::string(33, 'n'), "MeshCmd text")).front().result == Result::fail);
}

TEST_CASE("trust.custom-slots: from AMT 14 on it says how a SHA-256 hash is entered") {
    CHECK_THAT(ask(judge::on("16.1")).front().evidence, Catch::Contains("setup.bin"));
    CHECK_THAT(ask(judge::on("11.8.50")).front().evidence, !Catch::Contains("setup.bin"));
}
