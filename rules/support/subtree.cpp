#include "support/subtree.h"

#include <algorithm>
#include <array>

#include "support/host_text.h"

namespace rules {
namespace {

using certlib::GeneralName;
using certlib::GeneralNameKind;

std::string_view kind_name(GeneralNameKind kind) {
    static constexpr std::array<std::string_view, 9> names{"otherName",     "rfc822Name",   "dNSName",
                                                           "x400Address",   "directoryName", "ediPartyName",
                                                           "uniformResourceIdentifier", "iPAddress", "registeredID"};
    return names.at(static_cast<std::size_t>(kind));
}

std::string shown(GeneralNameKind kind, std::string_view text) {
    constexpr std::size_t longest = 80;
    std::string safe = certlib::escape_unprintable(text.substr(0, longest));
    if (text.size() > longest) safe += "...";
    return std::string(kind_name(kind)) + " \"" + safe + "\"";
}

std::string octets_as_text(const GeneralName& name) { return {name.value.begin(), name.value.end()}; }

void normalize_dns(ConstrainedName& name, std::string_view text) {
    // RFC 6125 6.4.3: a wildcard stands for one whole leftmost label; anything else with a "*" has no agreed meaning.
    name.wildcard = text.starts_with("*.");
    if (name.wildcard) text.remove_prefix(2);
    name.usable = is_host_name(text);
    name.host = lower_case(text);
}

void normalize_email(ConstrainedName& name, std::string_view text) {
    const auto mailbox = parse_mailbox(text);
    name.usable = mailbox.has_value();
    if (!mailbox) return;
    name.mailbox = mailbox->local_part;
    name.host = mailbox->host;
}

void normalize_uri(ConstrainedName& name, std::string_view text) {
    // RFC 5280 4.2.1.10: a URI without an authority, or whose host is an address, cannot meet a URI constraint.
    const auto host = uri_host(text);
    name.usable = host.has_value();
    if (host) name.host = *host;
}

bool is_internationalized_mailbox(const GeneralName& name) {
    // The type-id of OtherName comes first: OBJECT IDENTIFIER 1.3.6.1.5.5.7.8.9.
    static constexpr std::array<std::uint8_t, 10> type{0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x09};
    return name.kind == GeneralNameKind::other_name && name.value.size() >= type.size() &&
           std::equal(type.begin(), type.end(), name.value.begin());
}

void normalize_dns_base(Subtree& subtree, std::string_view text, LeadingDot leading_dot) {
    // RFC 5280 4.2.1.10: zero or more labels added to the left satisfy the constraint; to an empty one, every name does.
    if (text.empty()) {
        subtree.form = Subtree::Form::everything;
        return;
    }
    subtree.form = Subtree::Form::host_and_subdomains;
    if (text.front() == '.') {
        subtree.leading_dot_dns = true;
        if (leading_dot == LeadingDot::refused) subtree.usable = false;
        subtree.form = Subtree::Form::subdomains;
        text.remove_prefix(1);
    }
    subtree.usable = subtree.usable && is_host_name(text);
    subtree.host = lower_case(text);
}

void normalize_email_base(Subtree& subtree, std::string_view text) {
    // RFC 5280 4.2.1.10: a mailbox, all mailboxes at a host, or, with a leading period, all mailboxes in a domain.
    if (text.find('@') != std::string_view::npos) {
        const auto mailbox = parse_mailbox(text);
        subtree.usable = mailbox.has_value();
        subtree.form = Subtree::Form::mailbox;
        if (!mailbox) return;
        subtree.mailbox = mailbox->local_part;
        subtree.host = mailbox->host;
        return;
    }
    subtree.form = text.starts_with('.') ? Subtree::Form::subdomains : Subtree::Form::host;
    if (text.starts_with('.')) text.remove_prefix(1);
    subtree.usable = is_host_name(text);
    subtree.host = lower_case(text);
}

void normalize_uri_base(Subtree& subtree, std::string_view text) {
    // RFC 5280 4.2.1.10: a fully qualified name; with a leading period, one or more labels have to stand in front.
    subtree.form = text.starts_with('.') ? Subtree::Form::subdomains : Subtree::Form::host;
    if (text.starts_with('.')) text.remove_prefix(1);
    subtree.usable = is_host_name(text) && !is_numeric_host(text);
    subtree.host = lower_case(text);
}

bool is_contiguous(certlib::ByteView mask) {
    bool ended = false;
    for (const std::uint8_t octet : mask)
        for (int bit = 7; bit >= 0; --bit) {
            const bool set = (octet >> bit) & 1U;
            if (set && ended) return false;
            ended = ended || !set;
        }
    return true;
}

void normalize_address_base(Subtree& subtree, const certlib::Bytes& value) {
    // RFC 5280 4.2.1.10: 8 octets for IPv4, 32 for IPv6, address and mask in the style of RFC 4632 (CIDR).
    subtree.form = Subtree::Form::network;
    subtree.usable = value.size() == 8 || value.size() == 32;
    if (!subtree.usable) return;
    const auto middle = value.begin() + static_cast<std::ptrdiff_t>(value.size() / 2);
    subtree.address.assign(value.begin(), middle);
    subtree.mask.assign(middle, value.end());
    subtree.usable = is_contiguous(subtree.mask);
}

bool ends_with_label(std::string_view host, std::string_view domain) {
    return host.size() > domain.size() && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.';
}

bool is_host_within(const ConstrainedName& name, const Subtree& subtree, Side side) {
    const bool below = ends_with_label(name.host, subtree.host);
    const bool same = name.host == subtree.host;
    if (subtree.form == Subtree::Form::host) return same;
    if (subtree.form == Subtree::Form::mailbox) return same && name.mailbox == subtree.mailbox;
    // "*.example.com" stands for names with one label more: all of them lie below example.com.
    if (name.wildcard && (below || same)) return true;
    // It also stands for bar.example.com, and so for a name in the excluded subtree bar.example.com.
    if (name.wildcard && side == Side::excluded) return ends_with_label(subtree.host, name.host);
    // ".example.com" as an exclusion is taken at its widest: nobody who wrote it wanted to let example.com through.
    if (subtree.form == Subtree::Form::subdomains && subtree.leading_dot_dns && side == Side::excluded) return below || same;
    return below || (same && subtree.form == Subtree::Form::host_and_subdomains);
}

bool is_address_within(const ConstrainedName& name, const Subtree& subtree) {
    if (name.address.size() != subtree.address.size()) return false;
    for (std::size_t i = 0; i < name.address.size(); ++i)
        if ((name.address[i] & subtree.mask[i]) != (subtree.address[i] & subtree.mask[i])) return false;
    return true;
}

ConstrainedName attribute_name(GeneralNameKind kind, const std::string& text, std::string_view attribute) {
    ConstrainedName name{.kind = kind};
    if (kind == GeneralNameKind::dns) normalize_dns(name, text);
    if (kind == GeneralNameKind::email) normalize_email(name, text);
    name.shown = std::string(attribute) + " as " + shown(kind, text);
    return name;
}

bool looks_like_host(std::string_view text) {
    if (text.starts_with("*.")) text.remove_prefix(2);
    return text.find('.') != std::string_view::npos && is_host_name(text) && !is_numeric_host(text);
}

}  // namespace

ConstrainedName normalized_name(const GeneralName& name) {
    ConstrainedName normalized{.kind = name.kind};
    const bool is_text =
        name.kind == GeneralNameKind::dns || name.kind == GeneralNameKind::email || name.kind == GeneralNameKind::uri;
    const std::string octets = octets_as_text(name);
    normalized.shown = shown(name.kind, is_text ? octets : name.text);
    switch (name.kind) {
        case GeneralNameKind::dns: normalize_dns(normalized, octets); break;
        case GeneralNameKind::email: normalize_email(normalized, octets); break;
        case GeneralNameKind::uri: normalize_uri(normalized, octets); break;
        case GeneralNameKind::ip:
            normalized.address = name.value;
            normalized.usable = name.value.size() == 4 || name.value.size() == 16;
            break;
        case GeneralNameKind::directory:
            normalized.directory = name.directory;
            normalized.usable = name.directory.has_value();
            break;
        default: normalized.internationalized_mailbox = is_internationalized_mailbox(name);
    }
    return normalized;
}

Subtree normalized_subtree(const certlib::GeneralSubtree& subtree, LeadingDot leading_dot) {
    Subtree normalized{.kind = subtree.base.kind};
    const bool is_text = normalized.kind == GeneralNameKind::dns || normalized.kind == GeneralNameKind::email ||
                         normalized.kind == GeneralNameKind::uri;
    const std::string octets = octets_as_text(subtree.base);
    normalized.shown = shown(normalized.kind, is_text ? octets : subtree.base.text);
    switch (normalized.kind) {
        case GeneralNameKind::dns: normalize_dns_base(normalized, octets, leading_dot); break;
        case GeneralNameKind::email: normalize_email_base(normalized, octets); break;
        case GeneralNameKind::uri: normalize_uri_base(normalized, octets); break;
        case GeneralNameKind::ip: normalize_address_base(normalized, subtree.base.value); break;
        case GeneralNameKind::directory:
            normalized.form = Subtree::Form::directory;
            normalized.directory = subtree.base.directory;
            normalized.usable = subtree.base.directory.has_value();
            break;
        // RFC 5280 4.2.1.10 defines no comparison for these; a name of the kind is refused then.
        default: normalized.usable = false;
    }
    // RFC 5280 4.2.1.10: minimum is zero and maximum absent in this profile; other values are processed or refused.
    if (subtree.minimum != 0 || subtree.maximum) normalized.usable = false;
    return normalized;
}

bool is_within(const ConstrainedName& name, const Subtree& subtree, Side side) {
    switch (subtree.form) {
        case Subtree::Form::everything: return true;
        case Subtree::Form::network: return is_address_within(name, subtree);
        case Subtree::Form::directory: return name.directory->is_within(*subtree.directory);
        default: return is_host_within(name, subtree, side);
    }
}

std::vector<ConstrainedName> constrained_names(const certlib::Certificate& certificate, CommonNameUse common_name) {
    std::vector<ConstrainedName> names;
    const auto& subject = certificate.subject();
    if (!subject.empty())
        names.push_back({.kind = GeneralNameKind::directory,
                         .directory = subject,
                         .shown = "subject \"" + subject.to_string() + "\""});
    const auto& alternatives = certificate.decoded().subject_alternative_name;
    const auto has = [&](GeneralNameKind kind) {
        return alternatives && std::any_of(alternatives->begin(), alternatives->end(),
                                           [kind](const GeneralName& name) { return name.kind == kind; });
    };
    if (alternatives)
        for (const auto& name : *alternatives) names.push_back(normalized_name(name));
    if (!has(GeneralNameKind::email))
        for (const auto& text : subject.values(certlib::oids::email_address))
            names.push_back(attribute_name(GeneralNameKind::email, text, "subject emailAddress"));
    const bool common_name_counts =
        (common_name == CommonNameUse::without_dns_name && !has(GeneralNameKind::dns)) ||
        (common_name == CommonNameUse::without_alternative_names && !alternatives);
    if (common_name_counts)
        for (const auto& text : subject.values(certlib::oids::common_name))
            if (looks_like_host(text)) names.push_back(attribute_name(GeneralNameKind::dns, text, "subject CN"));
    return names;
}

}  // namespace rules
