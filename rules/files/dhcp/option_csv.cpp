// What `Get-DhcpServerv4OptionValue ... | Export-Csv` writes: a line of column names, among them OptionId and Value.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "data/text.h"
#include "files/dhcp/formats.h"
#include "files/dhcp/option_value.h"

namespace rules::dhcp {
namespace {

using certlib::ErrorKind;
using certlib::fail;
using Row = std::vector<std::string>;

/// Rows gives the rows of a CSV, RFC 4180 but for the separator.
class Rows {
public:
    Rows(std::string_view text, char separator)
        : rest_(text),
          separator_(separator) {}

    std::optional<Row> next() {
        if (rest_.empty()) return std::nullopt;
        Row row(1);
        bool quoted = false;
        std::size_t i = 0;
        for (; i < rest_.size(); ++i) {
            const char c = rest_[i];
            const bool doubled = quoted && c == '"' && i + 1 < rest_.size() && rest_[i + 1] == '"';
            if (doubled) ++i;
            if (c == '"' && !doubled) {
                quoted = !quoted;
            } else if (c == '\n' && !quoted) {
                break;
            } else if (c == separator_ && !quoted) {
                row.emplace_back();
            } else if (c != '\r') {
                row.back() += c;
            }
        }
        rest_.remove_prefix(std::min(i + 1, rest_.size()));
        return row;
    }

private:
    std::string_view rest_;
    char separator_;
};

/// without_type drops the line "#TYPE ..." that Windows PowerShell puts first.
std::string_view without_type(std::string_view text) {
    if (!text.starts_with("#TYPE")) return text;
    return text.substr(std::min(text.find('\n'), text.size() - 1) + 1);
}

std::optional<std::size_t> column(const Row& names, std::string_view wanted) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (text::lower_case(text::trimmed(names[i])) == wanted) return i;
    return std::nullopt;
}

/// separator_of finds how the columns are kept apart: Export-Csv takes the comma, and -UseCulture the list separator of a
/// country.
std::optional<char> separator_of(std::string_view text) {
    for (const char separator : {',', ';', '\t'}) {
        const auto names = Rows(text.substr(0, text.find('\n')), separator).next();
        if (names && column(*names, "optionid")) return separator;
    }
    return std::nullopt;
}

std::string cell(const Row& row, std::optional<std::size_t> place) {
    return place && *place < row.size() ? std::string(text::trimmed(row[*place])) : std::string();
}

}  // namespace

bool is_option_csv(std::string_view text) { return separator_of(without_type(text)).has_value(); }

certlib::Result<SuffixFile> read_option_csv(std::string_view text) {
    text = without_type(text);
    const auto separator = separator_of(text);
    if (!separator) return fail(ErrorKind::malformed, "CSV without a column OptionId");
    Rows rows(text, *separator);
    const auto names = rows.next().value_or(Row{});
    const auto option = column(names, "optionid");
    const auto value = column(names, "value");
    const auto vendor = column(names, "vendorclass");
    if (!value) return fail(ErrorKind::malformed, "CSV with a column OptionId, but none called Value");
    SuffixFile file{.format = "option values as CSV"};
    while (const auto row = rows.next()) {
        OptionValue one{.option = cell(*row, option), .vendor_class = cell(*row, vendor)};
        const auto written = cell(*row, value);
        if (written == "System.String[]" && is_domain_name(one))
            return fail(ErrorKind::unsupported, "CSV with the type of the values in place of the values (System.String[])",
                        "Get-DhcpServerv4OptionValue ... | Select-Object OptionId, VendorClass, @{n='Value';e={$_.Value -join ' "
                        "'}} | Export-Csv ...");
        std::string words = written;
        std::replace_if(
            words.begin(), words.end(), [](char c) { return c == ',' || c == ';' || c == '{' || c == '}' || c == '\n'; }, ' ');
        for (const auto word : text::split(words, ' ')) one.values.emplace_back(word);
        take(one, file);
    }
    return file;
}

}  // namespace rules::dhcp
