#include "support/judge.h"

using rules::Result;

namespace {

rules::Finding ask(std::optional<std::string> ad_dn, const std::function<void(testcerts::HierarchySpec&)>& change = {}) {
    return judge::asked("name.dn-length", change,
                        [&](auto& site) {
                            site.role = rules::Role::web_server;
                            site.ad_dn = ad_dn;
                        })
        .front();
}

}  // namespace

TEST_CASE("name.dn-length: 100 characters pass, 101 do not, counted as characters") {
    CHECK(ask(std::string(100, 'x')).result == Result::pass);
    CHECK(ask(std::string(101, 'x')).result == Result::fail);
    CHECK_THAT(ask(std::string(101, 'x')).evidence, Catch::Contains("101 characters, at most 100"));
    CHECK(ask(std::string(99, 'x') + "\xC3\xA4").result == Result::pass);
}

TEST_CASE("name.dn-length: a subject with DC stands for the name, another subject does not") {
    const auto with_domain = [](std::size_t unit) {
        return [unit](testcerts::HierarchySpec& spec) {
            spec.leaf.subject = {{std::string(certlib::oids::domain_component), "com"},
                                 {std::string(certlib::oids::organizational_unit), std::string(unit, 'u')},
                                 {std::string(certlib::oids::common_name), "pc7.example.com"}};
        };
    };
    CHECK(ask({}, with_domain(20)).result == Result::pass);
    CHECK(ask({}, with_domain(100)).result == Result::fail);
    CHECK(ask({}).result == Result::skipped);
    CHECK_THAT(ask({}).evidence, Catch::Contains("--ad-dn"));
}
