// own_rule FILE TIME: vets a certificate by amtcert's rules and one of the house.
#include <iostream>

#include <amtcert/certlib/load.h>
#include <amtcert/rules/render.h>

extern const rules::Rule house_lifetime_rule;

int main(int count, char** arguments) {
    if (count != 3) return std::cerr << "usage: own_rule FILE TIME\n", 2;
    const auto bundle = certlib::load_file(arguments[1]);
    const auto at = certlib::parse_time(arguments[2]);
    if (!bundle || !at) return std::cerr << (bundle ? at.error() : bundle.error()).message << '\n', 2;

    rules::Site site;
    site.at = *at;
    site.own_rules = {&house_lifetime_rule};
    rules::Report report{.time = site.at};
    for (const auto& leaf : rules::subjects_of(*bundle)) report.subjects.push_back(rules::evaluate(site, *bundle, leaf, {}));
    std::cout << rules::render_text(report);
    return report.exit_code();
}
