#include <amtcert/rules/settings.h>

#include "check.h"

namespace capi {
namespace {

using certlib::ErrorKind;
using certlib::fail;
using certlib::Result;

Result<void> set_truth(bool& truth, const std::string& word) {
    if (word != "true" && word != "false") return fail(ErrorKind::usage, "true or false required");
    truth = word == "true";
    return {};
}

Result<void> set_ldap_server(amtcert_check& check, const std::string& url) {
    if (!url.starts_with("ldap://") && !url.starts_with("ldaps://"))
        return fail(ErrorKind::usage, "not an LDAP URL: '" + certlib::escape_unprintable(url) + "'", "ldap://dc.example.com");
    check.network.ldap_server = url;
    return {};
}

Result<void> set_one(amtcert_check& check, std::string_view key, const std::vector<std::string>& values) {
    if (values.empty() || values.back().empty()) return fail(ErrorKind::usage, "needs a value, and got an empty one");
    if (key == "offline") return set_truth(check.offline, values.back());
    if (key == "allowFileUrls") return set_truth(check.network.allow_file_urls, values.back());
    if (key == "ldapServer") return set_ldap_server(check, values.back());
    if (key == "cache") return check.cache = values.back(), Result<void>{};
    return rules::apply_setting(check.site, key, values);
}

}  // namespace

Result<void> set_option(amtcert_check& check, std::string_view key, const std::vector<std::string>& values) {
    const auto done = set_one(check, key, values);
    if (done) return {};
    return fail(done.error().kind, certlib::escape_unprintable(key) + ": " + done.error().message, done.error().hint);
}

}  // namespace capi
