#include <amtcert/rules/render.h>

namespace rules {

std::string_view tool_version() { return AMTCERT_VERSION; }

}  // namespace rules
