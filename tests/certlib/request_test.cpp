#include <amtcert/certlib/request.h>

#include <catch2/catch.hpp>

#include "support/file_content.h"
#include "support/run_command.h"
#include "support/temporary_folder.h"

namespace {

using certlib::ErrorKind;
using certlib::SignatureResult;

/// made_by_openssl runs `openssl req` with a configuration and gives the request's file, PEM, with its key in key.pem beside it.
std::string made_by_openssl(const TemporaryFolder& place, const std::string& config, const std::vector<std::string>& more = {}) {
    const auto file = place.path() + "/request.pem";
    std::vector<std::string> arguments{"/usr/bin/openssl",
                                       "req",
                                       "-new",
                                       "-config",
                                       place.write("request.cnf", config),
                                       "-newkey",
                                       "rsa:2048",
                                       "-nodes",
                                       "-keyout",
                                       place.path() + "/key.pem",
                                       "-out",
                                       file};
    arguments.insert(arguments.end(), more.begin(), more.end());
    REQUIRE(run_command(arguments).exit == 0);
    return file;
}

const std::string config =
    "[req]\nprompt=no\ndistinguished_name=dn\nreq_extensions=ext\n[dn]\nO=Example\nCN=provision.example.com\n[ext]\n"
    "extendedKeyUsage=serverAuth,2.16.840.1.113741.1.2.3\nsubjectAltName=DNS:provision.example.com,DNS:b.example.com\n";

}  // namespace

TEST_CASE("request: what openssl req makes is read in full") {
    const TemporaryFolder place;
    const auto file = certlib::load_request(made_by_openssl(place, config)).value();
    const auto& request = file.request;
    CHECK(request.subject.to_string() == "CN=provision.example.com,O=Example");
    CHECK(request.public_key.to_string() == "RSA 2048 bits");
    CHECK(request.signature_algorithm.hash == certlib::HashAlgorithm::sha256);
    CHECK(request.signature == SignatureResult::valid);
    CHECK(request.dns_names() == std::vector<std::string>{"provision.example.com", "b.example.com"});
    REQUIRE(request.decoded.extended_key_usage);
    CHECK((*request.decoded.extended_key_usage)[1] == certlib::oids::amt_provisioning);
    CHECK(request.defects.empty());
    CHECK(file.private_keys.empty());
}

TEST_CASE("request: DER, and a request without extensions") {
    const TemporaryFolder place;
    const auto file =
        made_by_openssl(place, "[req]\nprompt=no\ndistinguished_name=dn\n[dn]\nCN=a.example.com\n", {"-outform", "DER"});
    const auto request = certlib::load_request(file).value().request;
    CHECK(request.signature == SignatureResult::valid);
    CHECK(request.extensions.empty());
    CHECK(request.dns_names().empty());
}

TEST_CASE("request: a changed octet breaks the signature, and nothing else") {
    const TemporaryFolder place;
    auto der = text_of(made_by_openssl(place, config, {"-outform", "DER"}));
    const auto name = der.find("provision");
    REQUIRE(name != std::string::npos);
    der[name] = 'q';
    const auto request = certlib::CertificationRequest::parse(certlib::as_bytes(der)).value();
    CHECK(request.signature == SignatureResult::invalid);
    CHECK(request.subject.to_string() == "CN=qrovision.example.com,O=Example");
}

TEST_CASE("request: a private key in the same file is described by its public half") {
    const TemporaryFolder place;
    const auto request = made_by_openssl(place, config);
    const auto both = place.write("both.pem", text_of(place.path() + "/key.pem") + text_of(request));
    const auto file = certlib::load_request(both).value();
    REQUIRE(file.private_keys.size() == 1);
    CHECK(file.private_keys[0].public_key_info == file.request.public_key_info);
}

namespace {

/// The content of PKCS#9's extensionRequest OID, and Microsoft's own, with their headers.
const std::string pkcs9("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x0e", 11);
const std::string microsoft("\x06\x0a\x2b\x06\x01\x04\x01\x82\x37\x02\x01\x0e", 12);

const std::string short_config =
    "[req]\nprompt=no\ndistinguished_name=dn\nreq_extensions=ext\n[dn]\nCN=a.example.com\n[ext]\nextendedKeyUsage=serverAuth\n";

}  // namespace

TEST_CASE("request: Microsoft's spelling of the request for extensions is read") {
    const TemporaryFolder place;
    auto der = text_of(made_by_openssl(place, short_config, {"-outform", "DER"}));
    const auto at = der.find(pkcs9);
    REQUIRE(at != std::string::npos);
    der.replace(at, pkcs9.size(), microsoft);
    // One octet more: in the attribute, the set of attributes, the signed part and the whole.
    for (const auto length : {at - 1, at - 3, std::size_t{7}, std::size_t{3}}) ++der[length];
    const auto request = certlib::CertificationRequest::parse(certlib::as_bytes(der)).value();
    REQUIRE(request.decoded.extended_key_usage);
    CHECK(request.decoded.extended_key_usage->front() == certlib::oids::server_auth);
}

TEST_CASE("request: an attribute of another kind is passed over") {
    const TemporaryFolder place;
    auto der = text_of(made_by_openssl(place, short_config, {"-outform", "DER"}));
    const auto at = der.find(pkcs9);
    REQUIRE(at != std::string::npos);
    der[at + pkcs9.size() - 1] = '\x0f';
    CHECK(certlib::CertificationRequest::parse(certlib::as_bytes(der)).value().extensions.empty());
}

TEST_CASE("request: every truncation is an error, never a crash") {
    const TemporaryFolder place;
    const auto der = text_of(made_by_openssl(place, config, {"-outform", "DER"}));
    for (std::size_t length = 0; length < der.size(); ++length)
        CHECK_FALSE(certlib::CertificationRequest::parse(certlib::as_bytes(std::string_view(der).substr(0, length))));
}

TEST_CASE("request: what holds none, or several, is told apart") {
    const TemporaryFolder place;
    const auto request = text_of(made_by_openssl(place, config));
    const auto kind = [&](const std::string& text) { return certlib::load_request(place.write("file", text)).error().kind; };
    CHECK(kind("") == ErrorKind::not_found);
    CHECK(kind("hello\n") == ErrorKind::not_found);
    CHECK(kind(request + request) == ErrorKind::usage);
    CHECK(kind("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n") == ErrorKind::malformed);
    CHECK(certlib::load_request("/none").error().kind == ErrorKind::io);
}
