#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/bytes.h>

#include "support/temporary_folder.h"

/// Real servers on the loopback, started for one test and gone with it.
namespace servers {

/// free_port gives a TCP port of 127.0.0.1 that nobody listened on a moment ago.
[[nodiscard]] unsigned free_port();

/// Process is a program in the background; it is ended with the object. Its output goes to a file.
class Process {
public:
    Process(const std::vector<std::string>& arguments, std::string log);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process() { stop(); }
    void stop();
    [[nodiscard]] std::string output() const;
    /// wait_for blocks until the output holds the words, or throws after ten seconds with what it held instead.
    void wait_for(std::string_view words) const;

private:
    pid_t child_;
    std::string log_;
};

/// wait_until_listening blocks until somebody accepts connections on a port, or throws after ten seconds.
void wait_until_listening(unsigned port, const Process& process);

/// WebServer is nginx. Besides files it has: /redirect/N/PATH (N redirects, then PATH), /loop, /to-file, /to-ldap, /to-gopher,
/// /to-password, /slow/PATH (64 octets a second).
class WebServer {
public:
    enum class Tls { no, yes };
    explicit WebServer(Tls tls = Tls::no);
    /// put makes a file and gives its URL.
    std::string put(const std::string& name, const certlib::Bytes& content);
    std::string put(const std::string& name, std::string_view content);
    /// put_zeros makes a sparse file of that size.
    std::string put_zeros(const std::string& name, std::size_t size);
    [[nodiscard]] std::string url(const std::string& path) const;
    /// requests is how often a path was asked for so far.
    [[nodiscard]] std::size_t requests(const std::string& path) const;
    void stop() { process_.stop(); }

private:
    std::string configure(Tls tls) const;
    TemporaryFolder folder_;
    Tls tls_;
    unsigned port_;
    Process process_;
};

/// OddServer is a small Python server for what nginx does not do: /sleep/SECONDS/..., /endless, /silent (accepts, says nothing),
/// /credentials (answers 200 when an Authorization header came, 404 otherwise). Anything asked through it as a proxy is /proxied.
class OddServer {
public:
    OddServer();
    [[nodiscard]] std::string url(const std::string& path) const { return address() + path; }
    [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }

private:
    TemporaryFolder folder_;
    unsigned port_;
    Process process_;
};

/// Entry is one object of a directory, below o=Example.
struct Entry {
    std::string common_name;
    std::map<std::string, std::vector<certlib::Bytes>> attributes;  ///< "certificateRevocationList;binary"
};

/// Directory is slapd.
class Directory {
public:
    explicit Directory(const std::vector<Entry>& entries);
    [[nodiscard]] std::string address() const { return "ldap://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] static std::string name_of(const std::string& common_name) { return "cn=" + common_name + ",o=Example"; }

private:
    std::string prepare(const std::vector<Entry>& entries) const;
    TemporaryFolder folder_;
    unsigned port_;
    Process process_;
};

/// Responder is `openssl ocsp`. `index` is its database, one line a certificate, as `openssl ca` keeps it.
struct ResponderSpec {
    std::string index;
    std::string ca_pem;
    std::string signer_pem;
    std::string signer_key_pem;
    std::vector<std::string> options = {"-nmin", "5"};
};
class Responder {
public:
    explicit Responder(const ResponderSpec& spec);
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

private:
    TemporaryFolder folder_;
    unsigned port_;
    Process process_;
};

}  // namespace servers
