#include <fmt/format.h>

#include <amtcert/rules/path_request.h>
#include <amtcert/rules/rule.h>

namespace rules {
namespace {

Findings check(const Context& context) {
    if (context.request == nullptr || !context.request->depth) return {skipped("no limit was asked for (--depth)")};
    const auto& links = context.chain.links;
    const std::size_t between = links.size() > 2 ? links.size() - 2 : 0;
    const auto evidence = fmt::format("{} CA certificates between the leaf and the end of the path, at most {} allowed", between,
                                      *context.request->depth);
    if (between > *context.request->depth) return {failed(evidence)};
    return {passed(evidence)};
}

}  // namespace

extern const Rule link_depth_rule;
constinit const Rule link_depth_rule = define({
    .id = "link.depth",
    .title = "path is longer than allowed",
    .stages = stages(3),
    .component = Component::ca,
    .roles = only(Role::plain),
    .severity = Severity::error,
    .what =
        "No more CA certificates stand between the leaf and the trust anchor than --depth says; 0 is a leaf directly below it. "
        "Self-issued certificates count like the others.",
    .why = "Software with a limit of its own refuses a longer path, whatever the CAs' own pathLenConstraints allow.",
    .fix = "Have the certificate issued closer to the anchor, or raise --depth to what the software allows.",
    .citation = "RFC 5280 6.1; the limit is the relying party's own",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
