#include "render/html_parts.h"

namespace rules::html {

// No quotation mark, angle bracket or ampersand may stand in here: XML would write it as an entity, which HTML does not read in a
// style sheet. All colours keep a contrast of at least 4.5 to 1 against what they stand on, in both schemes; no state is told by
// colour alone.
const std::string& style() {
    static const std::string text = R"(
:root { color-scheme: light dark;
  --back: #ffffff; --text: #1b1f24; --soft: #57606a; --line: #c5ccd3; --card: #f6f8fa; --accent: #0550ae;
  --good: #0f5323; --bad: #8f0d22; --doubt: #633c01; --plain: #414a53;
  --good-back: #dafbe1; --bad-back: #ffe3e0; --doubt-back: #fff3c4; --plain-back: #e6eaef; }
@media screen and (prefers-color-scheme: dark) { :root {
  --back: #0d1117; --text: #e6edf3; --soft: #a4aeb9; --line: #3a424c; --card: #161b22; --accent: #79b8ff;
  --good: #6fdd8b; --bad: #ffa198; --doubt: #f0c850; --plain: #c0c8d1;
  --good-back: #10281a; --bad-back: #3a1517; --doubt-back: #2f2509; --plain-back: #232a32; } }
* { box-sizing: border-box; }
html { background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
body { margin: 0 auto; padding: 1rem; max-width: 68rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0 0 0.5rem; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.3rem; }
h3, h4 { font-size: 1.05rem; }
p, ul, ol, dl { margin: 0 0 0.75rem; }
section { margin: 2rem 0 0; }
section h2, section h3 { border-bottom: 1px solid var(--line); padding-bottom: 0.25rem; }
article h3, article h4 { border-bottom: 0; padding-bottom: 0; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code, .hash { font-family: ui-monospace, monospace; font-size: 0.9em; }
.small { color: var(--soft); font-size: 0.9rem; }
.badge { display: inline-block; padding: 0 0.5em; border-radius: 0.4em; font-weight: 600; border: 1px solid currentColor; }
.badge.good { color: var(--good); background: var(--good-back); }
.badge.bad { color: var(--bad); background: var(--bad-back); }
.badge.doubt { color: var(--doubt); background: var(--doubt-back); }
.badge.plain { color: var(--plain); background: var(--plain-back); }
.verdict { border: 1px solid var(--line); border-left: 0.5rem solid var(--plain); border-radius: 0.5rem; padding: 1rem; background: var(--card); }
.verdict.good { border-left-color: var(--good); }
.verdict.bad { border-left-color: var(--bad); }
.verdict.doubt { border-left-color: var(--doubt); }
.headline { font-size: 1.1rem; font-weight: 600; }
dl { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: 0.25rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; }
.subject { border-top: 3px solid var(--line); margin-top: 3rem; padding-top: 1rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.5rem; align-items: start; }
.certificates { padding-left: 1.5rem; }
.certificates li { margin-bottom: 0.75rem; }
svg { display: block; overflow: hidden; }
svg text { fill: var(--text); font: 14px system-ui, sans-serif; }
svg .small { fill: var(--soft); font-size: 13px; }
svg .state { font-weight: 600; }
svg .good { fill: var(--good); }
svg .bad { fill: var(--bad); }
svg .doubt { fill: var(--doubt); }
svg rect.box { fill: var(--card); stroke: var(--line); }
svg rect.box.bad { stroke: var(--bad); }
svg rect.box.doubt { stroke: var(--doubt); }
svg .arrow { stroke: var(--soft); stroke-width: 2; }
svg .head { fill: var(--soft); }
svg .end { text-anchor: end; }
svg .middle { text-anchor: middle; }
.timeline text { paint-order: stroke; stroke: var(--back); stroke-width: 4px; }
svg line.now { stroke: var(--text); stroke-width: 2; }
svg line.forecast { stroke: var(--accent); stroke-width: 2; stroke-dasharray: 5 4; }
svg text.now, svg text.forecast { font-size: 13px; font-weight: 600; }
svg text.forecast { fill: var(--accent); }
.stages { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.5rem; }
.stages li { flex: 1 1 8.5rem; display: flex; flex-direction: column; gap: 0.25rem; align-items: flex-start; border: 1px solid var(--line);
  border-top: 0.3rem solid var(--plain); border-radius: 0.4rem; padding: 0.5rem; background: var(--card); font-size: 0.9rem; }
.stages li.good { border-top-color: var(--good); }
.stages li.bad { border-top-color: var(--bad); }
.stages li.doubt { border-top-color: var(--doubt); }
.stages .number { font-weight: 700; font-size: 1.1rem; }
.stages .what { flex: 1; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
caption { text-align: left; color: var(--soft); padding-bottom: 0.25rem; }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; min-width: 4.5rem; }
td.short { white-space: nowrap; }
thead th { background: var(--card); }
td.good { color: var(--good); background: var(--good-back); }
td.bad { color: var(--bad); background: var(--bad-back); }
td.doubt { color: var(--doubt); background: var(--doubt-back); }
.finding { border: 1px solid var(--line); border-left: 0.4rem solid var(--plain); border-radius: 0.4rem; padding: 0.75rem 1rem 0.25rem;
  margin: 0 0 1rem; background: var(--card); }
.finding.bad { border-left-color: var(--bad); }
.finding.doubt { border-left-color: var(--doubt); }
.places, details ul, .hand { padding-left: 1.25rem; }
.hand { list-style: square; }
.hand li { margin-bottom: 0.5rem; }
details { margin-bottom: 0.75rem; }
summary { cursor: pointer; font-weight: 600; padding: 0.25rem 0; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: 0.5rem; }
@page { margin: 15mm; }
@media print {
  html { font-size: 11pt; }
  body { padding: 0; max-width: none; }
  .scroll { overflow: visible; }
  .finding, .verdict, .stages li, .certificates li, svg, tr { break-inside: avoid; }
  h1, h2, h3, h4 { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)";
    return text;
}

}  // namespace rules::html
