#include "support/microsoft_template.h"

#include <fmt/format.h>

namespace rules {

std::string describe_template(const certlib::MicrosoftTemplate& issued_from) {
    std::string text =
        issued_from.name.empty() ? std::string() : fmt::format("\"{}\"", certlib::escape_unprintable(issued_from.name));
    if (!issued_from.id.dotted().empty()) text += (text.empty() ? "" : ", ") + std::string(issued_from.id.dotted());
    if (issued_from.major_revision)
        text += fmt::format(", revision {}.{}", *issued_from.major_revision, issued_from.minor_revision.value_or(0));
    return text;
}

}  // namespace rules
