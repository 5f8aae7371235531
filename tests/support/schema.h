#pragma once

#include <string>
#include <vector>

#include "support/run_command.h"

/// Documents against the schemas of docs/, by a validator that nobody here wrote: Debian's python3-jsonschema.
namespace schema {

/// validate prints a line for each fault it finds; exit 0 says that it could look.
inline Run validate(const std::string& name, const std::vector<std::string>& documents) {
    static const std::string validator = R"(
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
check = jsonschema.Draft202012Validator(schema)
for name in sys.argv[2:]:
    for error in check.iter_errors(json.load(open(name))):
        print(name, list(error.absolute_path), error.message)
)";
    std::vector<std::string> arguments{"/usr/bin/python3", "-c", validator, std::string(AMTCERT_SOURCE_DIR) + "/docs/" + name};
    arguments.insert(arguments.end(), documents.begin(), documents.end());
    return run_command(arguments);
}

}  // namespace schema
