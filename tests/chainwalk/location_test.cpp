#include <amtcert/chainwalk/location.h>
#include <catch2/catch.hpp>

using chainwalk::LocationState;
using chainwalk::LocationStatus;
using chainwalk::parse_location_status;

TEST_CASE("location: a status is written and read in the same words") {
    for (int i = 0; i <= static_cast<int>(LocationState::domain_only); ++i) {
        const auto state = static_cast<LocationState>(i);
        const bool has_code = state == LocationState::http || state == LocationState::ldap;
        const LocationStatus status{state, has_code ? 404 : 0};
        CHECK(parse_location_status(to_string(status)) == status);
    }
    CHECK(to_string(LocationStatus{LocationState::http, 503}) == "http-503");
    CHECK(to_string(LocationStatus{LocationState::not_an_ocsp_response}) == "not-an-ocsp-response");
}

TEST_CASE("location: other words are no status") {
    for (const auto* text : {"", "http", "http-", "http-x", "http-4x", "okay", "http404"}) CHECK_FALSE(parse_location_status(text));
}
