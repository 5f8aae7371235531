// ISC's dhcpd.conf: statements that end with a semicolon, in blocks, among them
//     option domain-name "corp.example.com";
//     option domain-search "corp.example.com", "example.com";
#include <fmt/format.h>

#include <optional>

#include "data/text.h"
#include "files/dhcp/formats.h"

namespace rules::dhcp {
namespace {

using certlib::ErrorKind;
using certlib::fail;
using certlib::Result;

/// Token is a word, a character that stands alone, or what stood in quotes.
struct Token {
    std::string text;
    bool quoted = false;
    std::size_t line = 1;
};

bool stands_alone(char c) { return c == ';' || c == '{' || c == '}' || c == ',' || c == '=' || c == '(' || c == ')'; }

/// Tokens cuts the text; comments go from # to the end of the line.
class Tokens {
public:
    explicit Tokens(std::string_view text)
        : text_(text) {}

    /// next gives nothing at the end, and an error for a quote that is not closed.
    Result<std::optional<Token>> next() {
        skip_blanks();
        if (at_ == text_.size()) return std::optional<Token>();
        Token token{.line = line_};
        if (text_[at_] == '"') return quoted(std::move(token));
        if (stands_alone(text_[at_])) {
            token.text = text_[at_++];
            return std::optional(token);
        }
        while (at_ < text_.size() && !is_blank(text_[at_]) && !stands_alone(text_[at_]) && text_[at_] != '"' && text_[at_] != '#')
            token.text += text_[at_++];
        return std::optional(token);
    }

private:
    static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

    void skip_blanks() {
        for (bool in_comment = false; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n') {
                ++line_;
                in_comment = false;
            } else if (text_[at_] == '#') {
                in_comment = true;
            } else if (!in_comment && !is_blank(text_[at_])) {
                return;
            }
        }
    }

    Result<std::optional<Token>> quoted(Token token) {
        token.quoted = true;
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
            if (text_[at_] == '\n') ++line_;
            token.text += text_[at_];
        }
        if (at_ == text_.size())
            return fail(ErrorKind::malformed, fmt::format("dhcpd.conf: line {}: the quote is not closed", token.line));
        ++at_;
        return std::optional(std::move(token));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

/// take_option reads an "option" statement without its semicolon.
Result<void> take_option(const std::vector<Token>& statement, SuffixFile& file) {
    const auto name = statement.size() > 1 ? statement[1].text : std::string();
    if (name == "domain-search") file.has_search_list = true;
    if (name != "domain-name" && name != "dhcp6.domain-search") return {};
    for (std::size_t i = 2; i < statement.size(); ++i) {
        const auto& token = statement[i];
        if (!token.quoted && token.text != "," && !(i == 2 && token.text == "="))
            return fail(ErrorKind::unsupported,
                        fmt::format("dhcpd.conf: line {}: the value of {} is computed, which is not done here", token.line, name),
                        "write the suffixes that come of it into a list, one a line");
        if (token.quoted) add(file, token.text);
    }
    return {};
}

}  // namespace

bool is_isc_config(std::string_view text) {
    if (text.find(';') == std::string_view::npos) return false;
    Tokens tokens(text);
    for (auto token = tokens.next(); token && *token; token = tokens.next())
        if (!(*token)->quoted && (*token)->text == "option") return true;
    return false;
}

Result<SuffixFile> read_isc_config(std::string_view text) {
    SuffixFile file{.format = "dhcpd.conf"};
    Tokens tokens(text);
    std::vector<Token> statement;
    for (;;) {
        auto token = tokens.next();
        if (!token) return tl::make_unexpected(token.error());
        if (!*token) return file;
        const bool ends = !(*token)->quoted && ((*token)->text == ";" || (*token)->text == "{" || (*token)->text == "}");
        if (!ends) {
            statement.push_back(std::move(**token));
            continue;
        }
        const bool is_option = !statement.empty() && !statement.front().quoted && statement.front().text == "option";
        if (is_option)
            if (auto taken = take_option(statement, file); !taken) return tl::make_unexpected(taken.error());
        statement.clear();
    }
}

}  // namespace rules::dhcp
