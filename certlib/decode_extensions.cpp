#include "decode_extensions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "der.h"
#include "general_name.h"
#include "utf8.h"

namespace certlib {
namespace {

using der::Element;
using der::Reader;
namespace tag = der::tag;

/// open reads the one SEQUENCE an extension consists of.
Result<Reader> open(Reader reader) {
    auto sequence = reader.read(tag::sequence, "SEQUENCE");
    if (!sequence) return tl::make_unexpected(sequence.error());
    if (auto end = reader.end("the extension's value"); !end) return tl::make_unexpected(end.error());
    return Reader(*sequence);
}

/// list_of reads the elements of a SEQUENCE SIZE (1..MAX), each with `read`.
template <class T, class Read>
Result<std::vector<T>> list_of(Reader value, Read read) {
    auto reader = open(value);
    if (!reader) return tl::make_unexpected(reader.error());
    if (reader->at_end()) return der::malformed("empty SEQUENCE", reader->offset());
    std::vector<T> items;
    while (!reader->at_end()) {
        Result<T> item = read(*reader);
        if (!item) return tl::make_unexpected(item.error());
        items.push_back(std::move(*item));
    }
    return items;
}

Result<std::optional<std::uint64_t>> optional_number(Reader& reader, std::uint8_t tag) {
    auto element = reader.optional(tag);
    if (!element) return tl::make_unexpected(element.error());
    if (!*element) return std::optional<std::uint64_t>{};
    auto number = der::unsigned_number(**element);
    if (!number) return tl::make_unexpected(number.error());
    return std::optional<std::uint64_t>{*number};
}

Result<Oid> read_oid(Reader& reader) {
    auto element = reader.read(tag::oid, "OBJECT IDENTIFIER");
    if (!element) return tl::make_unexpected(element.error());
    return der::object_identifier(*element);
}

// RFC 5280 4.2.1.9
Result<BasicConstraints> basic_constraints(Reader value) {
    auto reader = open(value);
    if (!reader) return tl::make_unexpected(reader.error());
    BasicConstraints constraints;
    auto ca = reader->optional(tag::boolean);
    if (!ca) return tl::make_unexpected(ca.error());
    if (*ca) {
        auto flag = der::boolean(**ca);
        if (!flag) return tl::make_unexpected(flag.error());
        constraints.ca = *flag;
    }
    auto path_length = optional_number(*reader, tag::integer);
    if (!path_length) return tl::make_unexpected(path_length.error());
    constraints.path_length = *path_length;
    if (auto end = reader->end("basicConstraints"); !end) return tl::make_unexpected(end.error());
    return constraints;
}

/// named_bits reads a BIT STRING of up to nine named bits.
Result<std::uint16_t> named_bits(const Element& element) {
    const auto content = element.content;
    if (content.empty() || content[0] > 7 || (content.size() == 1 && content[0] != 0))
        return der::malformed("BIT STRING is malformed", element.offset);
    if (content.size() > 3) return der::malformed("more named bits than are defined", element.offset);
    if (content.size() > 1 && (content.back() & ((1U << content[0]) - 1U)) != 0)
        return der::malformed("unused bits of a BIT STRING are set", element.offset);
    std::uint16_t bits = 0;
    for (unsigned bit = 0; bit < 8 * (content.size() - 1) && bit < 16; ++bit)
        if ((content[1 + bit / 8] >> (7U - bit % 8U) & 1U) != 0) bits = static_cast<std::uint16_t>(bits | 1U << bit);
    return bits;
}

// RFC 5280 4.2.1.3: at least one of the bits is set.
Result<KeyUsage> key_usage(Reader value) {
    auto element = der::only(value, tag::bit_string, "keyUsage");
    if (!element) return tl::make_unexpected(element.error());
    auto bits = named_bits(*element);
    if (!bits) return tl::make_unexpected(bits.error());
    if (*bits == 0) return der::malformed("no bit is set", element->offset);
    return KeyUsage{*bits};
}

Result<Bytes> octets(Reader value) {
    auto element = der::only(value, tag::octet_string, "OCTET STRING");
    if (!element) return tl::make_unexpected(element.error());
    return Bytes(element->content.begin(), element->content.end());
}

// RFC 5280 4.2.1.1
Result<AuthorityKeyIdentifier> authority_key_identifier(Reader value) {
    auto reader = open(value);
    if (!reader) return tl::make_unexpected(reader.error());
    AuthorityKeyIdentifier identifier;
    auto key = reader->optional(tag::context(0, false));
    if (!key) return tl::make_unexpected(key.error());
    if (*key) identifier.key_identifier = Bytes((*key)->content.begin(), (*key)->content.end());
    auto issuer = reader->optional(tag::context(1, true));
    if (!issuer) return tl::make_unexpected(issuer.error());
    if (*issuer) {
        auto names = read_general_names(Reader(**issuer));
        if (!names) return tl::make_unexpected(names.error());
        identifier.issuer = std::move(*names);
    }
    auto serial = reader->optional(tag::context(2, false));
    if (!serial) return tl::make_unexpected(serial.error());
    if (*serial) identifier.serial = Bytes((*serial)->content.begin(), (*serial)->content.end());
    if (auto end = reader->end("authorityKeyIdentifier"); !end) return tl::make_unexpected(end.error());
    return identifier;
}

Result<GeneralSubtree> general_subtree(Reader& reader) {
    auto sequence = reader.read(tag::sequence, "subtree");
    if (!sequence) return tl::make_unexpected(sequence.error());
    Reader parts(*sequence);
    auto base = parts.any();
    if (!base) return tl::make_unexpected(base.error());
    auto name = read_general_name(*base);
    if (!name) return tl::make_unexpected(name.error());
    GeneralSubtree subtree{std::move(*name)};
    auto minimum = optional_number(parts, tag::context(0, false));
    if (!minimum) return tl::make_unexpected(minimum.error());
    subtree.minimum = minimum->value_or(0);
    auto maximum = optional_number(parts, tag::context(1, false));
    if (!maximum) return tl::make_unexpected(maximum.error());
    subtree.maximum = *maximum;
    if (auto end = parts.end("subtree"); !end) return tl::make_unexpected(end.error());
    return subtree;
}

Result<std::vector<GeneralSubtree>> subtrees(const std::optional<Element>& element) {
    std::vector<GeneralSubtree> list;
    if (!element) return list;
    Reader reader(*element);
    if (reader.at_end()) return der::malformed("empty list of subtrees", element->offset);
    while (!reader.at_end()) {
        auto subtree = general_subtree(reader);
        if (!subtree) return tl::make_unexpected(subtree.error());
        list.push_back(std::move(*subtree));
    }
    return list;
}

// RFC 5280 4.2.1.10: at least one of the two fields is present.
Result<NameConstraints> name_constraints(Reader value) {
    auto reader = open(value);
    if (!reader) return tl::make_unexpected(reader.error());
    if (reader->at_end()) return der::malformed("neither permitted nor excluded subtrees", reader->offset());
    auto permitted_element = reader->optional(tag::context(0, true));
    if (!permitted_element) return tl::make_unexpected(permitted_element.error());
    auto excluded_element = reader->optional(tag::context(1, true));
    if (!excluded_element) return tl::make_unexpected(excluded_element.error());
    if (auto end = reader->end("nameConstraints"); !end) return tl::make_unexpected(end.error());
    auto permitted = subtrees(*permitted_element);
    if (!permitted) return tl::make_unexpected(permitted.error());
    auto excluded = subtrees(*excluded_element);
    if (!excluded) return tl::make_unexpected(excluded.error());
    return NameConstraints{std::move(*permitted), std::move(*excluded)};
}

// RFC 5280 4.2.1.4: a policy stands at most once.
Result<std::vector<PolicyInformation>> certificate_policies(Reader value) {
    auto policies = list_of<PolicyInformation>(value, [](Reader& reader) -> Result<PolicyInformation> {
        auto sequence = reader.read(tag::sequence, "policyInformation");
        if (!sequence) return tl::make_unexpected(sequence.error());
        Reader parts(*sequence);
        auto policy = read_oid(parts);
        if (!policy) return tl::make_unexpected(policy.error());
        PolicyInformation information{std::move(*policy), {}};
        if (parts.at_end()) return information;
        auto qualifiers = list_of<Oid>(parts, [](Reader& list) -> Result<Oid> {
            auto qualifier = list.read(tag::sequence, "policyQualifierInfo");
            if (!qualifier) return tl::make_unexpected(qualifier.error());
            Reader fields(*qualifier);
            return read_oid(fields);
        });
        if (!qualifiers) return tl::make_unexpected(qualifiers.error());
        information.qualifiers = std::move(*qualifiers);
        return information;
    });
    if (!policies) return policies;
    std::set<Oid> seen;
    for (const auto& information : *policies)
        if (!seen.insert(information.policy).second)
            return der::malformed(fmt::format("policy {} stands twice", information.policy.dotted()), value.offset());
    return policies;
}

// RFC 5280 4.2.1.5
Result<std::vector<PolicyMapping>> policy_mappings(Reader value) {
    return list_of<PolicyMapping>(value, [](Reader& reader) -> Result<PolicyMapping> {
        auto sequence = reader.read(tag::sequence, "policy mapping");
        if (!sequence) return tl::make_unexpected(sequence.error());
        Reader parts(*sequence);
        auto issuer_domain = read_oid(parts);
        if (!issuer_domain) return tl::make_unexpected(issuer_domain.error());
        auto subject_domain = read_oid(parts);
        if (!subject_domain) return tl::make_unexpected(subject_domain.error());
        if (auto end = parts.end("policy mapping"); !end) return tl::make_unexpected(end.error());
        return PolicyMapping{std::move(*issuer_domain), std::move(*subject_domain)};
    });
}

// RFC 5280 4.2.1.11: not an empty sequence.
Result<PolicyConstraints> policy_constraints(Reader value) {
    auto reader = open(value);
    if (!reader) return tl::make_unexpected(reader.error());
    if (reader->at_end()) return der::malformed("empty SEQUENCE", reader->offset());
    auto explicit_policy = optional_number(*reader, tag::context(0, false));
    if (!explicit_policy) return tl::make_unexpected(explicit_policy.error());
    auto inhibit_mapping = optional_number(*reader, tag::context(1, false));
    if (!inhibit_mapping) return tl::make_unexpected(inhibit_mapping.error());
    if (auto end = reader->end("policyConstraints"); !end) return tl::make_unexpected(end.error());
    return PolicyConstraints{*explicit_policy, *inhibit_mapping};
}

Result<std::uint64_t> number(Reader value) {
    auto element = der::only(value, tag::integer, "INTEGER");
    if (!element) return tl::make_unexpected(element.error());
    return der::unsigned_number(*element);
}

Result<std::vector<Oid>> purposes(Reader value) {
    return list_of<Oid>(value, [](Reader& reader) { return read_oid(reader); });
}

Result<std::vector<GeneralName>> alternative_names(Reader value) {
    auto reader = open(value);
    if (!reader) return tl::make_unexpected(reader.error());
    return read_general_names(*reader);
}

// RFC 5280 4.2.2.1
Result<std::vector<AccessDescription>> access_descriptions(Reader value) {
    return list_of<AccessDescription>(value, [](Reader& reader) -> Result<AccessDescription> {
        auto sequence = reader.read(tag::sequence, "access description");
        if (!sequence) return tl::make_unexpected(sequence.error());
        Reader parts(*sequence);
        auto method = read_oid(parts);
        if (!method) return tl::make_unexpected(method.error());
        auto location = parts.any();
        if (!location) return tl::make_unexpected(location.error());
        auto name = read_general_name(*location);
        if (!name) return tl::make_unexpected(name.error());
        if (auto end = parts.end("access description"); !end) return tl::make_unexpected(end.error());
        return AccessDescription{std::move(*method), std::move(*name)};
    });
}

// RFC 5280 4.2.1.13: DistributionPointName is a CHOICE, so its [0] is explicit.
Result<void> distribution_point_name(const Element& element, DistributionPoint& point) {
    Reader reader(element);
    auto choice = reader.any();
    if (!choice) return tl::make_unexpected(choice.error());
    if (choice->tag == tag::context(0, true)) {
        auto names = read_general_names(Reader(*choice));
        if (!names) return tl::make_unexpected(names.error());
        point.full_name = std::move(*names);
    } else if (choice->tag == tag::context(1, true)) {
        point.relative_name = Bytes(choice->content.begin(), choice->content.end());
    } else {
        return der::malformed("unknown kind of distribution point name", choice->offset);
    }
    return reader.end("distribution point name");
}

Result<std::vector<DistributionPoint>> distribution_points(Reader value) {
    return list_of<DistributionPoint>(value, [](Reader& reader) -> Result<DistributionPoint> {
        auto sequence = reader.read(tag::sequence, "distribution point");
        if (!sequence) return tl::make_unexpected(sequence.error());
        Reader parts(*sequence);
        DistributionPoint point;
        auto name = parts.optional(tag::context(0, true));
        if (!name) return tl::make_unexpected(name.error());
        if (*name)
            if (auto read = distribution_point_name(**name, point); !read) return tl::make_unexpected(read.error());
        auto reasons = parts.optional(tag::context(1, false));
        if (!reasons) return tl::make_unexpected(reasons.error());
        if (*reasons) {
            auto bits = named_bits(**reasons);
            if (!bits) return tl::make_unexpected(bits.error());
            point.reasons = *bits;
        }
        auto issuer = parts.optional(tag::context(2, true));
        if (!issuer) return tl::make_unexpected(issuer.error());
        if (*issuer) {
            auto names = read_general_names(Reader(**issuer));
            if (!names) return tl::make_unexpected(names.error());
            point.crl_issuer = std::move(*names);
        }
        if (auto end = parts.end("distribution point"); !end) return tl::make_unexpected(end.error());
        return point;
    });
}

// Microsoft [MS-WCCE] 2.2.2.7.7.2: CertificateTemplateOID ::= SEQUENCE { templateID, majorVersion OPTIONAL, minorVersion OPTIONAL }
Result<MicrosoftTemplate> microsoft_template(Reader value) {
    auto reader = open(value);
    if (!reader) return tl::make_unexpected(reader.error());
    auto id = read_oid(*reader);
    if (!id) return tl::make_unexpected(id.error());
    auto major = optional_number(*reader, tag::integer);
    if (!major) return tl::make_unexpected(major.error());
    auto minor = optional_number(*reader, tag::integer);
    if (!minor) return tl::make_unexpected(minor.error());
    if (auto end = reader->end("certificate template"); !end) return tl::make_unexpected(end.error());
    return MicrosoftTemplate{{}, std::move(*id), *major, *minor};
}

// Microsoft [MS-WCCE] 2.2.2.7.7.1: the name of a version 1 template, a BMPString.
Result<MicrosoftTemplate> microsoft_template_name(Reader value) {
    auto element = value.any();
    if (!element) return tl::make_unexpected(element.error());
    if (auto end = value.end("template name"); !end) return tl::make_unexpected(end.error());
    bool well_formed = true;
    MicrosoftTemplate named;
    if (element->tag == tag::bmp_string) {
        named.name = utf8::from_wide(element->content, 2, well_formed);
    } else if (element->tag == tag::utf8_string) {
        named.name.assign(element->content.begin(), element->content.end());
        well_formed = utf8::is_valid(named.name);
    } else {
        return der::malformed("template name is no string", element->offset);
    }
    if (!well_formed) return der::malformed("template name holds octets that its string type does not allow", element->offset);
    return named;
}

}  // namespace

std::string KeyUsage::to_string() const {
    constexpr std::string_view names[] = {"digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement",
                                          "keyCertSign",      "cRLSign",        "encipherOnly",    "decipherOnly"};
    std::string text;
    for (unsigned bit = 0; bit < std::size(names); ++bit)
        if ((bits >> bit & 1U) != 0) text += (text.empty() ? "" : ", ") + std::string(names[bit]);
    return text;
}

Result<AuthorityKeyIdentifier> read_authority_key_identifier(Reader value) { return authority_key_identifier(value); }

Result<std::vector<DistributionPoint>> read_distribution_points(Reader value) { return distribution_points(value); }

Result<void> read_distribution_point_name(const Element& element, DistributionPoint& point) {
    return distribution_point_name(element, point);
}

Result<std::uint16_t> read_reason_flags(const Element& element) { return named_bits(element); }

DecodedExtensions decode_extensions(const std::vector<Extension>& extensions, const std::vector<std::size_t>& value_offsets,
                                    std::vector<Defect>& defects) {
    DecodedExtensions decoded;
    std::set<Oid> seen;
    for (std::size_t i = 0; i < extensions.size(); ++i) {
        const auto& extension = extensions[i];
        const auto broken = [&](const std::string& what) {
            defects.push_back({extension.id, extension.offset, fmt::format("{}: {}", extension.id.name(), what)});
        };
        // RFC 5280 4.2: a certificate holds no extension more than once.
        if (!seen.insert(extension.id).second) {
            broken("stands more than once");
            continue;
        }
        const auto keep = [&](auto read, auto& target) {
            auto value = read(Reader(extension.value, value_offsets[i]));
            if (value) {
                target = std::move(*value);
            } else {
                broken(value.error().message);
            }
        };
        const auto& id = extension.id;
        if (id == oids::basic_constraints) keep(basic_constraints, decoded.basic_constraints);
        else if (id == oids::key_usage) keep(key_usage, decoded.key_usage);
        else if (id == oids::extended_key_usage) keep(purposes, decoded.extended_key_usage);
        else if (id == oids::subject_alternative_name) keep(alternative_names, decoded.subject_alternative_name);
        else if (id == oids::subject_key_identifier) keep(octets, decoded.subject_key_identifier);
        else if (id == oids::authority_key_identifier) keep(authority_key_identifier, decoded.authority_key_identifier);
        else if (id == oids::name_constraints) keep(name_constraints, decoded.name_constraints);
        else if (id == oids::certificate_policies) keep(certificate_policies, decoded.certificate_policies);
        else if (id == oids::policy_mappings) keep(policy_mappings, decoded.policy_mappings);
        else if (id == oids::policy_constraints) keep(policy_constraints, decoded.policy_constraints);
        else if (id == oids::inhibit_any_policy) keep(number, decoded.inhibit_any_policy);
        else if (id == oids::authority_info_access) keep(access_descriptions, decoded.authority_info_access);
        else if (id == oids::crl_distribution_points) keep(distribution_points, decoded.crl_distribution_points);
        else if (id == oids::freshest_crl) keep(distribution_points, decoded.freshest_crl);
        else if (id == oids::microsoft_template) keep(microsoft_template, decoded.microsoft_template);
        else if (id == oids::microsoft_template_name && !decoded.microsoft_template)
            keep(microsoft_template_name, decoded.microsoft_template);
    }
    return decoded;
}

}  // namespace certlib
