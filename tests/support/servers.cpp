#include "support/servers.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <sstream>
#include <thread>

#include "support/file_content.h"

namespace servers {
namespace {

constexpr int attempts = 1000;
constexpr std::chrono::milliseconds pause{10};

sockaddr_in loopback(unsigned port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void run(const std::vector<std::string>& arguments, const std::string& log) {
    std::string command;
    for (const auto& argument : arguments) command += "'" + argument + "' ";
    if (std::system((command + ">'" + log + "' 2>&1").c_str()) != 0) throw std::runtime_error(text_of(log));
}

}  // namespace

unsigned free_port() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    const bool bound = ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(descriptor);
    if (!bound) throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

Process::Process(const std::vector<std::string>& arguments, std::string log)
    : child_(::fork()),
      log_(std::move(log)) {
    if (child_ != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::setsid();
    const int output = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    std::vector<char*> pointers;
    for (const auto& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    ::execvp(pointers.front(), pointers.data());
    ::_exit(127);
}

void Process::stop() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = -1;
}

std::string Process::output() const { return text_of(log_); }

void Process::wait_for(std::string_view words) const {
    for (int i = 0; i < attempts; ++i, std::this_thread::sleep_for(pause))
        if (output().find(words) != std::string::npos) return;
    throw std::runtime_error("a server did not start: " + output());
}

void wait_until_listening(unsigned port, const Process& process) {
    const auto address = loopback(port);
    for (int i = 0; i < attempts; ++i, std::this_thread::sleep_for(pause)) {
        const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const bool connected = ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        ::close(descriptor);
        if (connected) return;
    }
    throw std::runtime_error("a server did not start: " + process.output());
}

// nginx

std::string WebServer::configure(Tls tls) const {
    std::filesystem::create_directory(folder_.path("files"));
    if (tls == Tls::yes)
        run({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=elsewhere.example.com",
             "-keyout", folder_.path("key.pem"), "-out", folder_.path("certificate.pem")},
            folder_.path("openssl.log"));
    std::ostringstream text;
    text << "daemon off;\nmaster_process off;\nworker_processes 1;\npid " << folder_.path("pid") << ";\nerror_log stderr;\n"
         << "events { worker_connections 256; }\nhttp {\naccess_log " << folder_.path("access.log") << ";\n";
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        text << kind << "_temp_path " << folder_.path(kind) << ";\n";
    text << "server {\nlisten 127.0.0.1:" << port_ << (tls == Tls::yes ? " ssl" : "") << ";\nroot " << folder_.path("files")
         << ";\n";
    if (tls == Tls::yes)
        text << "ssl_certificate " << folder_.path("certificate.pem") << ";\nssl_certificate_key " << folder_.path("key.pem")
             << ";\n";
    text << "location ~ ^/redirect/1/(.*)$ { return 302 /$1; }\n"
         << "location ~ ^/redirect/2/(.*)$ { return 302 /redirect/1/$1; }\n"
         << "location ~ ^/redirect/3/(.*)$ { return 302 /redirect/2/$1; }\n"
         << "location ~ ^/redirect/4/(.*)$ { return 302 /redirect/3/$1; }\n"
         << "location /loop { return 302 /loop; }\n"
         << "location /to-file { return 302 file:///etc/hostname; }\n"
         << "location /to-ldap { return 302 ldap://127.0.0.1/o=Example; }\n"
         << "location /to-gopher { return 302 gopher://127.0.0.1/; }\n"
         << "location /to-password { return 302 http://user:word@127.0.0.1:" << port_ << "/list.crl; }\n"
         << "location /slow/ { alias " << folder_.path("files") << "/; limit_rate 64; }\n"
         << "}\n}\n";
    return folder_.write("nginx.conf", text.str());
}

WebServer::WebServer(Tls tls)
    : tls_(tls),
      port_(free_port()),
      process_({"/usr/sbin/nginx", "-e", "stderr", "-p", folder_.path(), "-c", configure(tls)}, folder_.path("log")) {
    wait_until_listening(port_, process_);
}

std::string WebServer::put(const std::string& name, std::string_view content) {
    folder_.write("files/" + name, content);
    return url("/" + name);
}

std::string WebServer::put(const std::string& name, const certlib::Bytes& content) {
    return put(name, std::string_view(reinterpret_cast<const char*>(content.data()), content.size()));
}

std::string WebServer::put_zeros(const std::string& name, std::size_t size) {
    auto address = put(name, std::string_view());
    std::filesystem::resize_file(folder_.path("files/" + name), size);
    return address;
}

std::string WebServer::url(const std::string& path) const {
    return (tls_ == Tls::yes ? "https" : "http") + std::string("://127.0.0.1:") + std::to_string(port_) + path;
}

std::size_t WebServer::requests(const std::string& path) const {
    std::istringstream lines(text_of(folder_.path("access.log")));
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line);) count += line.find(" " + path + " ") != std::string::npos ? 1 : 0;
    return count;
}

// Python

namespace {

constexpr std::string_view odd_server = R"(
import http.server, sys, time

class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path.startswith("http://"):
            return self.answer(200, b"proxied")
        if self.path.startswith("/sleep/"):
            time.sleep(float(self.path.split("/")[2]))
            return self.answer(200, b"late")
        if self.path == "/credentials":
            return self.answer(200 if "Authorization" in self.headers else 404, b"")
        if self.path == "/silent":
            return time.sleep(600)
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"\0" * 65536)

    def log_message(self, *arguments):
        pass

class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    def handle_error(self, *arguments):
        pass

Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
)";

}  // namespace

OddServer::OddServer()
    : port_(free_port()),
      process_({"/usr/bin/python3", "-c", std::string(odd_server), std::to_string(port_)}, folder_.path("log")) {
    wait_until_listening(port_, process_);
}

// slapd

std::string Directory::prepare(const std::vector<Entry>& entries) const {
    std::filesystem::create_directory(folder_.path("data"));
    const auto settings = folder_.write(
        "slapd.conf", "include /etc/ldap/schema/core.schema\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\npidfile " +
                          folder_.path("pid") + "\nreferral ldap://127.0.0.1:9/\ndatabase mdb\nsuffix \"o=Example\"\ndirectory " + folder_.path("data") +
                          "\nmaxsize 10485760\naccess to * by * read\n");
    std::ostringstream text;
    text << "dn: o=Example\nobjectClass: organization\no: Example\n\n";
    for (const auto& entry : entries) {
        text << "dn: " << name_of(entry.common_name)
             << "\nobjectClass: applicationProcess\nobjectClass: pkiCA\ncn: " << entry.common_name << "\n";
        for (const auto& [attribute, values] : entry.attributes)
            for (const auto& value : values) text << attribute << ":: " << certlib::to_base64(value) << "\n";
        text << "\n";
    }
    run({"/usr/sbin/slapadd", "-f", settings, "-l", folder_.write("entries.ldif", text.str())}, folder_.path("slapadd.log"));
    return settings;
}

Directory::Directory(const std::vector<Entry>& entries)
    : port_(free_port()),
      process_({"/usr/sbin/slapd", "-f", prepare(entries), "-h", address(), "-d", "0"}, folder_.path("log")) {
    wait_until_listening(port_, process_);
}

// openssl ocsp

namespace {

std::vector<std::string> responder_command(const TemporaryFolder& folder, unsigned port, const ResponderSpec& spec) {
    std::vector<std::string> command{"openssl",  "ocsp",
                                     "-port",    std::to_string(port),
                                     "-index",   folder.write("index.txt", spec.index),
                                     "-CA",      folder.write("ca.pem", spec.ca_pem),
                                     "-rsigner", folder.write("signer.pem", spec.signer_pem),
                                     "-rkey",    folder.write("signer.key", spec.signer_key_pem)};
    command.insert(command.end(), spec.options.begin(), spec.options.end());
    return command;
}

}  // namespace

Responder::Responder(const ResponderSpec& spec)
    : port_(free_port()),
      process_(responder_command(folder_, port_, spec), folder_.path("log")) {
    // It ends at a connection without a request, so that its port may not be tried.
    process_.wait_for("ACCEPT");
}

}  // namespace servers
