#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/bundle.h>
#include <amtcert/chainwalk/walk.h>
#include <amtcert/rules/site.h>

/// rules judges paths for a deployment and writes the report.
namespace [[gnu::visibility("default")]] rules {

struct PathRequest;  // <amtcert/rules/path_request.h>

/// Result of a rule.
enum class Result {
    pass,
    fail,
    skipped,       ///< the input it needs was not given, or it does not apply; the evidence says which
    inconclusive,  ///< tried, and could not be found out
};
/// to_string gives "pass", "fail", "skipped", "inconclusive".
[[nodiscard]] std::string_view to_string(Result result);

/// ConsoleSet is a set of consoles.
struct ConsoleSet {
    std::uint8_t bits = 0;  ///< bit n set = Console n
    /// the console is in it
    [[nodiscard]] constexpr bool has(Console console) const { return (bits >> static_cast<unsigned>(console)) & 1U; }
    [[nodiscard]] constexpr bool empty() const { return bits == 0; }  ///< nobody is in it
    /// adds a console
    constexpr void insert(Console console) { bits = static_cast<std::uint8_t>(bits | (1U << static_cast<unsigned>(console))); }
};

/// Finding is one thing a rule says: about the whole chain, or about one certificate of it.
struct Finding {
    Result result = Result::pass;  ///< what was found
    std::optional<Severity> severity;        ///< of a failure, when it is not the rule's own
    std::optional<std::size_t> certificate;  ///< place in the chain, 0 = the leaf
    std::string evidence;                    ///< one line with the values compared
    std::string fix;                         ///< empty: the rule's own
    ConsoleSet consoles = {};                ///< the consoles whose own refusal this is; empty: it holds whichever console is used
    std::string brief = {};                  ///< the reason in two or three words ("SHA-1 root"); empty: the rule's title
};

/// Findings is what a rule says, in the order to show it.
using Findings = std::vector<Finding>;

/// The ways to say a finding. A rule returns at least one.
[[nodiscard]] Finding passed(std::string evidence, std::optional<std::size_t> certificate = {});
/// skipped says what input was not given, or why the rule does not apply.
[[nodiscard]] Finding skipped(std::string reason);
/// inconclusive says why it could not be found out.
[[nodiscard]] Finding inconclusive(std::string reason, std::optional<std::size_t> certificate = {}, std::string fix = {});
/// failed is a failure of the rule's own severity.
[[nodiscard]] Finding failed(std::string evidence, std::optional<std::size_t> certificate = {}, std::string fix = {});
/// failed_as is one of another severity.
[[nodiscard]] Finding failed_as(Severity severity, std::string evidence, std::optional<std::size_t> certificate = {},
                                std::string fix = {});

/// refused_by is a failure that is one console's own, and leaves the firmware's verdict alone.
[[nodiscard]] Finding refused_by(Console console, Severity severity, std::string evidence, std::optional<std::size_t> certificate = {},
                                 std::string fix = {});

/// in_brief adds the reason in two or three words, for the sentence that sums up the releases.
[[nodiscard]] Finding in_brief(Finding finding, std::string brief);

/// or_passed is `findings`, or one pass with this evidence when there are none.
[[nodiscard]] Findings or_passed(Findings findings, std::string evidence);

/// Context is all a rule may look at.
struct Context {
    const Site& site;  ///< the deployment
    const certlib::Bundle& bundle;  ///< the source the leaf came from
    const chainwalk::Walk& walk;  ///< every path
    const chainwalk::Chain& chain;  ///< the path that is judged
    Role role = Role::provisioning;  ///< the job that is judged
    const Release* firmware = nullptr;        ///< null: the guide's baseline
    const std::string* dns_suffix = nullptr;  ///< null: none was given
    bool roots_were_given = false;            ///< --roots: what a chain may end in, for roles other than provisioning
    const PathRequest* request = nullptr;     ///< what is asked of a path in the role `plain`; null in every other

    [[nodiscard]] const certlib::Certificate& leaf() const { return chain.leaf(); }  ///< the certificate that is judged
    /// root is the self-signed certificate or anchor the chain ends in, or null when it ends in none.
    [[nodiscard]] const certlib::Certificate* root() const;
    /// amt names what is judged by: "AMT 16.1", or "the guide" for the baseline.
    [[nodiscard]] std::string amt() const;
    /// no_release is why a rule that needs a release is skipped, with the option.
    [[nodiscard]] std::string no_release() const;
};

/// Component of the deployment a rule belongs to; the guide's second view.
enum class Component { client, network, server, directory, ca, other };
/// to_string gives "client", "network", "server", "directory", "ca", "other".
[[nodiscard]] std::string_view to_string(Component component);

/// Scope says how often a rule is asked: once, or for each firmware release, DNS suffix, or both.
enum class Scope { once, per_firmware, per_suffix, per_firmware_and_suffix };

/// RoleSet is a set of roles.
struct RoleSet {
    std::uint8_t bits = 0;  ///< bit n set = Role n
    /// the role is in it
    [[nodiscard]] constexpr bool has(Role role) const { return (bits >> static_cast<unsigned>(role)) & 1U; }
};
/// Two roles make a set.
[[nodiscard]] constexpr RoleSet operator|(Role left, Role right) {
    return {static_cast<std::uint8_t>((1U << static_cast<unsigned>(left)) | (1U << static_cast<unsigned>(right)))};
}
/// One more role in a set.
[[nodiscard]] constexpr RoleSet operator|(RoleSet left, Role right) {
    return {static_cast<std::uint8_t>(left.bits | (1U << static_cast<unsigned>(right)))};
}
/// only makes a set of one role.
[[nodiscard]] constexpr RoleSet only(Role role) { return {static_cast<std::uint8_t>(1U << static_cast<unsigned>(role))}; }
inline constexpr RoleSet all_roles{0b1111};        ///< AMT's
inline constexpr RoleSet amt_and_plain{0b11111};   ///< AMT's and the plain validator's

/// StageSet is a set of the guide's stages, 1 to 7.
struct StageSet {
    std::uint8_t bits = 0;  ///< bit n set = stage n
    [[nodiscard]] constexpr bool has(int stage) const { return (bits >> stage) & 1U; }  ///< the stage is in it
};
template <class... Numbers>
/// stages makes a set of the numbers given, while compiling.
[[nodiscard]] consteval StageSet stages(Numbers... numbers) {
    return {static_cast<std::uint8_t>((... | (1U << numbers)))};
}

/// stage_title gives the guide's name of a stage: 3 is "provisioning starts and completes".
[[nodiscard]] std::string_view stage_title(int stage);

/// Rule is metadata and one pure function. Its documentation is what `amtcert rules ID` prints.
struct Rule {
    std::string_view id;     ///< "<group>.<name>", the path of its file
    std::string_view title;  ///< names the fault: "key is too long"
    StageSet stages;  ///< where it matters; the first one decides how far a chain gets
    Component component = Component::server;  ///< of the deployment
    RoleSet roles;  ///< it is asked for these and no others
    Severity severity = Severity::error;  ///< of a failure, where the finding does not say otherwise
    Scope scope = Scope::once;  ///< how often it is asked
    bool decisive = false;   ///< every verdict hangs on it: without its input the verdict is inconclusive
    std::string_view input = {};  ///< of a decisive rule, what it judges and the option that gives it: "domain suffix (--dns-suffix)"
    std::string_view what;   ///< what it decides, one or more sentences
    std::string_view why;    ///< why that matters
    std::string_view fix;    ///< an instruction to a person
    std::string_view citation;  ///< the source of the requirement
    Grade grade = Grade::stated;  ///< how sure the fact behind it is
    std::string_view releases = "all";  ///< which firmware releases it concerns
    Findings (*check)(const Context&) = nullptr;  ///< the rule itself: pure, and safe to call from several threads
};

/// define checks a rule's metadata while compiling: its id has to be its file's path, and nothing may be missing.
/// The builtin stands for std::source_location, which clang 14 does not have.
[[nodiscard]] consteval Rule define(Rule rule, std::string_view path = __builtin_FILE()) {
    const auto id_char = [](char c) { return c == '_' ? '-' : c; };
    // ".../rules/<group>/<name>.cpp" against "<group>.<name>", from the end
    const std::string_view stem = path.substr(0, path.size() - 4);
    if (stem.size() < rule.id.size()) throw "rule id is longer than its path";
    const std::string_view tail = stem.substr(stem.size() - rule.id.size());
    for (std::size_t i = 0; i < rule.id.size(); ++i) {
        const char expected = rule.id[i] == '.' ? '/' : rule.id[i];
        if (id_char(tail[i]) != expected) throw "rule id is not its file's path";
    }
    if (rule.title.empty() || rule.what.empty() || rule.why.empty() || rule.fix.empty() || rule.citation.empty())
        throw "a rule documents itself: title, what, why, fix and citation";
    if (rule.stages.bits == 0 || rule.roles.bits == 0) throw "a rule has at least one stage and one role";
    if (rule.check == nullptr) throw "a rule has a check";
    return rule;
}

/// catalogue lists every rule, by group in the order of the provisioning process, then by id.
[[nodiscard]] std::span<const Rule* const> catalogue();

/// find_rule finds a rule by id, or null.
[[nodiscard]] const Rule* find_rule(std::string_view id);

}  // namespace rules
