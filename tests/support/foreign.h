#pragma once

#include <string>
#include <vector>

#include "support/run_command.h"

/// Readers of our output formats that nobody here wrote, all from Debian. Each gives a run that prints one line for each fault
/// and nothing when there is none; an exit other than 0 says that it could not read at all.
namespace foreign {

/// python runs a script that gets file names.
inline Run python(const std::string& script, const std::vector<std::string>& files) {
    std::vector<std::string> arguments{"/usr/bin/python3", "-c", script};
    arguments.insert(arguments.end(), files.begin(), files.end());
    return run_command(arguments);
}

/// faults is what a reader complained about; empty when it could read and found nothing wrong.
inline std::string faults(const Run& run) {
    return run.exit == 0 ? run.output : "exit " + std::to_string(run.exit) + ": " + run.errors;
}

/// sarif validates against the schema of OASIS, from the suites' folder.
inline std::string sarif(const std::string& schema, const std::vector<std::string>& files) {
    static const std::string script = R"(
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
check = jsonschema.validators.validator_for(schema)(schema)
for name in sys.argv[2:]:
    for error in check.iter_errors(json.load(open(name))):
        print(name, list(error.absolute_path), error.message)
)";
    std::vector<std::string> arguments{schema};
    arguments.insert(arguments.end(), files.begin(), files.end());
    return faults(python(script, arguments));
}

/// junit reads with expat, through Python's ElementTree, and looks whether the counts are those of the elements.
inline std::string junit(const std::vector<std::string>& files) {
    static const std::string script = R"(
import sys, xml.etree.ElementTree as tree
def count(node, path): return len(node.findall(path))
for name in sys.argv[1:]:
    root = tree.parse(name).getroot()
    if root.tag != 'testsuites': print(name, 'root is', root.tag)
    suites = root.findall('testsuite')
    for node, prefix in [(root, './/')] + [(suite, './') for suite in suites]:
        for attribute, path in [('tests', 'testcase'), ('failures', 'testcase/failure'), ('errors', 'testcase/error'),
                                ('skipped', 'testcase/skipped')]:
            if int(node.get(attribute)) != count(node, prefix + path): print(name, attribute, node.get(attribute))
    cases = [(case.get('classname'), case.get('name')) for case in root.iter('testcase')]
    for case in cases:
        if not all(case) or cases.count(case) > 1: print(name, 'not a name of its own', case)
)";
    return faults(python(script, files));
}

/// prometheus reads with the parser of the Prometheus project's client for Python, and looks whether a sample comes twice.
inline std::string prometheus(const std::vector<std::string>& files) {
    static const std::string script = R"(
import sys
from prometheus_client.parser import text_string_to_metric_families
for name in sys.argv[1:]:
    seen = set()
    for family in text_string_to_metric_families(open(name, encoding='utf-8', newline='\n').read()):
        if family.type != 'gauge' or not family.documentation: print(name, family.name, 'lacks TYPE or HELP')
        for sample in family.samples:
            key = (sample.name, tuple(sorted(sample.labels.items())))
            if key in seen: print(name, 'twice', key)
            seen.add(key)
)";
    return faults(python(script, files));
}

/// html reads with html5lib, which follows the parsing rules of the HTML standard, and looks for what a report must not have: a
/// policy that lets something in, an element or attribute that runs or fetches.
inline std::string html(const std::vector<std::string>& files) {
    static const std::string script = R"(
import sys, html5lib
allowed = set("""html head meta title style body main section article div span p h1 h2 h3 h4 ul ol li dl dt dd table caption thead
tbody tr th td code strong bdi br a details summary footer svg desc rect line path text""".split())
for name in sys.argv[1:]:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder('etree'), namespaceHTMLElements=False)
    page = parser.parse(open(name, 'rb'))
    for position, code, _ in parser.errors: print(name, position, code)
    for element in page.iter():
        tag = element.tag.split('}')[-1] if isinstance(element.tag, str) else 'comment'
        if tag not in allowed: print(name, 'has', tag)
        for key, value in element.attrib.items():
            if key in ('src', 'style', 'srcset', 'action') or key.startswith('on'): print(name, 'has', key)
            if key == 'href' and not value.startswith('#'): print(name, 'leads to', value)
    policies = [meta.get('content') for meta in page.iter('meta') if meta.get('http-equiv') == 'Content-Security-Policy']
    if len(policies) != 1 or not policies[0].startswith("default-src 'none'; style-src 'sha256-") or 'unsafe' in policies[0]:
        print(name, 'policy', policies)
)";
    return faults(python(script, files));
}

/// performance_data reads a plugin's line with the Monitoring Plugins' own module for Perl: "label value warning critical" lines.
inline Run performance_data(const std::string& line) {
    static const std::string script = R"(
my ($data) = $ARGV[0] =~ /\|(.*)$/ or exit 1;
printf "%s %s %s %s\n", $_->label, $_->value, $_->threshold->warning, $_->threshold->critical
    for Monitoring::Plugin::Performance->parse_perfstring($data);
)";
    return run_command({"/usr/bin/perl", "-MMonitoring::Plugin::Performance", "-e", script, line});
}

}  // namespace foreign
