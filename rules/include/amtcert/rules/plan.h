#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/request.h>
#include <amtcert/chainwalk/revocation_facts.h>
#include <amtcert/rules/report.h>
#include <amtcert/rules/roots.h>

namespace [[gnu::visibility("default")]] rules {

/// CoveredSuffix is a DNS suffix that a planned name serves on every release, and by which clause of the firmware's rule.
struct CoveredSuffix {
    std::string suffix;  ///< as given
    std::string clause;  ///< of the firmware's rule, for people
};

/// PlannedName is the CN of one certificate to get.
struct PlannedName {
    std::string common_name;            ///< the name to ask for
    std::vector<CoveredSuffix> covers;  ///< what it serves
    bool public_ca = false;             ///< a public CA may issue for it: no suffix of it is private
};

/// UncoveredSuffix is one that no name can serve.
struct UncoveredSuffix {
    std::string suffix;  ///< as given
    std::string why;     ///< for people
};

/// KeyPlan is what key and signature hash a group of releases asks for. Each group needs a chain of its own.
struct KeyPlan {
    std::vector<std::string> releases;  ///< labels of the group
    unsigned bits = 2048;               ///< RSA, of every key in the chain
    std::string_view hash;              ///< "SHA-256"
    std::string_view why;               ///< for people
    Grade grade = Grade::stated;        ///< of the reason
};

/// RootUse says whether a release takes a root, best first.
enum class RootUse { yes, likely, unknown, no };
[[nodiscard]] std::string_view to_string(RootUse use);  ///< "yes", "likely", "unknown", "no"

/// RootOnRelease is what a root does on one release.
struct RootOnRelease {
    std::string release;             ///< label
    RootUse use = RootUse::unknown;  ///< whether the release takes it
    std::string why;                 ///< for people
};

/// PlannedRoot is a root of the table and what it would do for the fleet.
struct PlannedRoot {
    const Root* root = nullptr;           ///< never null
    std::vector<RootOnRelease> releases;  ///< in the order of the plan's releases
    std::string_view sold_by;             ///< the public CA that has sold AMT certificates under it of late; empty: none is known
    [[nodiscard]] bool usable_by_all() const;  ///< yes or likely everywhere
    [[nodiscard]] bool splits() const;         ///< yes or likely on some releases, and not on others
};

/// Advice is one thing to know or to do, with its reason and how sure it is.
struct Advice {
    std::string_view topic;       ///< "road", "inventory", "request", "must-not-change", "ask", "lifetime", "fleet"
    std::string text;             ///< one or more sentences
    std::string source;           ///< of what it says
    Grade grade = Grade::stated;  ///< how sure it is
};

/// PlanFinding is one thing found in a request. Its id is a promise to scripts, as a rule's is.
struct PlanFinding {
    std::string_view id;                  ///< "request.signature"
    Severity severity = Severity::error;  ///< as a rule's
    Result result = Result::pass;         ///< as a rule's
    std::string evidence;                 ///< one line with the values compared
    std::string fix;                      ///< an instruction to a person; may be empty
};

/// RequestReport is what is right and wrong with a certificate request.
struct RequestReport {
    std::string source;                       ///< as the user named it
    std::string subject;                      ///< RFC 4514
    std::string key;                          ///< "RSA 2048 bits"
    std::vector<PlanFinding> findings;        ///< passes too
    Verdict verdict = Verdict::inconclusive;  ///< fail: one finding is an error
};

/// OfferedRelease is whether an offered chain will do for a release.
struct OfferedRelease {
    std::string release;                      ///< label
    Verdict verdict = Verdict::inconclusive;  ///< of every chain offered, the best
    std::vector<const Rule*> reasons;         ///< what failed, or what is not decided
};

/// OfferedChain is one way from an offered CA certificate up.
struct OfferedChain {
    std::vector<certlib::Certificate> certificates;  ///< the issuing CA first
    std::vector<RuleResult> results;                 ///< of failing and undecided rules
    std::vector<OfferedRelease> releases;            ///< in the order of the plan's releases
};

/// OfferReport is what a chain without a leaf would do.
struct OfferReport {
    std::string source;                               ///< as the user named it
    std::vector<OfferedChain> chains;                 ///< every way up
    std::vector<chainwalk::Location> locations = {};  ///< what became of those that the chains name
    Verdict verdict = Verdict::inconclusive;          ///< every release needs a chain that passes
};

/// Road is where the certificate should come from.
enum class Road { private_ca, public_ca };
[[nodiscard]] std::string_view to_string(Road road);  ///< "private-ca", "public-ca"

/// Plan says what to get for a fleet.
struct Plan {
    certlib::Time time{};                    ///< the moment planned for
    std::vector<std::string> releases;       ///< planned for, as labels
    std::vector<std::string> suffixes;       ///< planned for
    std::string headline;                    ///< the first line of the plan
    Road road = Road::private_ca;            ///< where to get it
    std::vector<std::string> why_private;    ///< what speaks against a public CA
    std::vector<PlannedName> names;          ///< one certificate each
    std::vector<UncoveredSuffix> uncovered;  ///< no name can serve them
    std::vector<KeyPlan> keys;               ///< one chain each
    std::vector<PlannedRoot> roots;          ///< usable by all first, then by how many releases take them
    std::vector<Advice> advice;              ///< in reading order
    std::optional<RequestReport> request;    ///< of --csr; empty: none was given
    std::optional<OfferReport> offered;      ///< of --offered; empty: none was given
    Verdict verdict = Verdict::pass;         ///< fail: a suffix cannot be served, or the request or the offer is not fit

    [[nodiscard]] int exit_code() const;  ///< 0, 1 or 3
};

/// known_cas are the names that a preferred CA may have: "private", and those of public CAs that have sold AMT certificates, in
/// lower case.
[[nodiscard]] std::vector<std::string> known_cas();

/// plan works out the purchase for the site's suffixes, releases, server name and consoles. Without a release it is made for
/// every generation that has remote configuration. A preferred CA, one of known_cas(), narrows down what is asked and says
/// whether its roots will do; empty: none is preferred.
[[nodiscard]] Plan plan(const Site& site, std::string_view preferred_ca = {});

/// vet_request judges a request by the plan it should serve.
[[nodiscard]] RequestReport vet_request(const Site& site, const Plan& plan, const certlib::RequestFile& file, std::string source);

/// vet_offer judges the chain a CA offers, without a leaf: everything check asks of a provisioning chain above the leaf,
/// revocation too. What the offer lacks is not fetched: it is to be delivered whole.
/// Errors: usage when there is a certificate that is no CA.
[[nodiscard]] certlib::Result<OfferReport> vet_offer(const Site& site, const certlib::Bundle& bundle, const Material& material);

/// add_request and add_offer put the reports into a plan and its verdict.
void add_request(Plan& plan, RequestReport report);
/// add_offer does that of a chain.
void add_offer(Plan& plan, OfferReport report);

/// openssl_request_config is a configuration for `openssl req` that asks for the right certificate; certreq_request_config is an
/// INF for Windows' certreq.
[[nodiscard]] std::string openssl_request_config(const PlannedName& name, const KeyPlan& key);
/// certreq_request_config is such a configuration for Windows' certreq.
[[nodiscard]] std::string certreq_request_config(const PlannedName& name, const KeyPlan& key);

/// render_plan_text writes the plan for people: one screen.
[[nodiscard]] std::string render_plan_text(const Plan& plan);

/// render_plan_json writes schema amtcert.plan/1 (docs/plan.schema.json).
[[nodiscard]] std::string render_plan_json(const Plan& plan);

}  // namespace gnu::visibility("default")]]rules
