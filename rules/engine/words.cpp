// The words of our enumerations, as they stand in JSON and in text.
#include <amtcert/rules/path_request.h>
#include <amtcert/rules/report.h>

namespace rules {

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::info: return "info";
        case Severity::warning: return "warning";
        case Severity::error: return "error";
    }
    return "error";
}

std::string_view to_string(Role role) {
    switch (role) {
        case Role::provisioning: return "provisioning";
        case Role::web_server: return "web-server";
        case Role::issuing_ca: return "issuing-ca";
        case Role::console_client: return "console-client";
        case Role::plain: return "plain";
    }
    return "provisioning";
}

std::string_view to_string(Console console) {
    switch (console) {
        case Console::configmgr: return "configmgr";
        case Console::sccm2012: return "sccm2012";
        case Console::ema: return "ema";
        case Console::meshcentral: return "meshcentral";
        case Console::rps: return "rps";
        case Console::rpc: return "rpc";
    }
    return "configmgr";
}

std::string_view product_name(Console console) {
    switch (console) {
        case Console::configmgr: return "ConfigMgr 2007";
        case Console::sccm2012: return "ConfigMgr 2012";
        case Console::ema: return "EMA";
        case Console::meshcentral: return "MeshCentral";
        case Console::rps: return "RPS";
        case Console::rpc: return "rpc-go";
    }
    return "ConfigMgr 2007";
}

std::string_view to_string(Result result) {
    switch (result) {
        case Result::pass: return "pass";
        case Result::fail: return "fail";
        case Result::skipped: return "skipped";
        case Result::inconclusive: return "inconclusive";
    }
    return "inconclusive";
}

std::string_view to_string(Component component) {
    switch (component) {
        case Component::client: return "client";
        case Component::network: return "network";
        case Component::server: return "server";
        case Component::directory: return "directory";
        case Component::ca: return "ca";
        case Component::other: return "other";
    }
    return "other";
}

std::string_view to_string(Profile profile) {
    switch (profile) {
        case Profile::path: return "path";
        case Profile::rfc5280: return "rfc5280";
        case Profile::webpki: return "webpki";
    }
    return "path";
}

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::pass: return "pass";
        case Verdict::fail: return "fail";
        case Verdict::inconclusive: return "inconclusive";
    }
    return "inconclusive";
}

std::string_view to_string(StageVerdict verdict) {
    switch (verdict) {
        case StageVerdict::pass: return "pass";
        case StageVerdict::fail: return "fail";
        case StageVerdict::inconclusive: return "inconclusive";
        case StageVerdict::not_reached: return "not-reached";
        case StageVerdict::not_checked: return "not-checked";
    }
    return "not-checked";
}

std::string_view to_string(Confidence confidence) {
    switch (confidence) {
        case Confidence::device: return "device";
        case Confidence::observed: return "observed";
        case Confidence::likely: return "likely";
        case Confidence::unknown: return "unknown";
    }
    return "unknown";
}

std::string_view to_string(Grade grade) {
    switch (grade) {
        case Grade::stated: return "stated";
        case Grade::second_hand: return "second-hand";
        case Grade::observed: return "observed";
    }
    return "observed";
}

}  // namespace rules
