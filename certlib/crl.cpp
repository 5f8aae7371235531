#include <amtcert/certlib/crl.h>

#include <fmt/format.h>

#include "algorithms.h"
#include "crl_entries.h"
#include "decode_extensions.h"
#include "general_name.h"
#include "signed_data.h"

namespace certlib {

namespace tag = der::tag;

struct Crl::Data {
    Bytes der;
    ByteView tbs;
    SignatureAlgorithm algorithm;
    ByteView signature;
    bool version_2 = false;
    DistinguishedName issuer;
    Time this_update{};
    std::optional<Time> next_update;
    ByteView revoked;  ///< content of revokedCertificates
    std::size_t entries = 0;
    std::optional<AuthorityKeyIdentifier> authority_key_identifier;
    std::optional<Bytes> number;
    std::optional<Bytes> base_number;
    std::optional<IssuingDistributionPoint> issuing_distribution_point;
    std::vector<DistributionPoint> freshest_crl;
    std::optional<Time> next_publish;
    std::string unusable;
};

namespace {

// 5.2.3 and 5.2.4
Result<Bytes> crl_number(der::Reader value) {
    auto element = der::only(value, tag::integer, "CRL number");
    if (!element) return tl::make_unexpected(element.error());
    if (auto number = der::unsigned_number(*element); !number) return tl::make_unexpected(number.error());
    const auto digits = der::without_leading_zeros(element->content);
    return Bytes(digits.begin(), digits.end());
}

Result<bool> flag(der::Reader& reader, unsigned number) {
    auto element = reader.optional(tag::context(number, false));
    if (!element) return tl::make_unexpected(element.error());
    return *element ? der::boolean(**element) : Result<bool>(false);
}

// 5.2.5
Result<IssuingDistributionPoint> issuing_distribution_point(der::Reader value) {
    auto sequence = der::only(value, tag::sequence, "issuing distribution point");
    if (!sequence) return tl::make_unexpected(sequence.error());
    IssuingDistributionPoint point;
    point.der.assign(sequence->whole.begin(), sequence->whole.end());
    der::Reader reader(*sequence);
    auto name = reader.optional(tag::context(0, true));
    if (!name) return tl::make_unexpected(name.error());
    if (*name) {
        DistributionPoint named;
        if (auto read = read_distribution_point_name(**name, named); !read) return tl::make_unexpected(read.error());
        point.full_name = std::move(named.full_name);
        point.relative_name = std::move(named.relative_name);
    }
    for (const auto& [number, target] : {std::pair{1U, &point.only_user_certificates}, std::pair{2U, &point.only_ca_certificates}}) {
        auto set = flag(reader, number);
        if (!set) return tl::make_unexpected(set.error());
        *target = *set;
    }
    auto reasons = reader.optional(tag::context(3, false));
    if (!reasons) return tl::make_unexpected(reasons.error());
    if (*reasons) {
        auto flags = read_reason_flags(**reasons);
        if (!flags) return tl::make_unexpected(flags.error());
        point.reasons = *flags;
    }
    for (const auto& [number, target] : {std::pair{4U, &point.indirect}, std::pair{5U, &point.only_attribute_certificates}}) {
        auto set = flag(reader, number);
        if (!set) return tl::make_unexpected(set.error());
        *target = *set;
    }
    if (auto end = reader.end("issuing distribution point"); !end) return tl::make_unexpected(end.error());
    return point;
}

Result<Time> time_value(der::Reader value) {
    auto element = value.any();
    if (!element) return tl::make_unexpected(element.error());
    if (auto end = value.end("the time"); !end) return tl::make_unexpected(end.error());
    auto time = der::time(*element);
    if (!time) return tl::make_unexpected(time.error());
    return time->time;
}

}  // namespace

/// CrlParser fills in a Crl::Data, field by field in the order of RFC 5280 5.1.
class CrlParser {
public:
    static Result<Crl> parse(Bytes der) {
        auto data = std::make_shared<Crl::Data>();
        data->der = std::move(der);
        CrlParser parser(*data);
        if (auto done = parser.list(); !done) return tl::make_unexpected(done.error());
        return Crl(std::move(data));
    }

private:
    explicit CrlParser(Crl::Data& data) : data_(data) {}

    /// unusable keeps the first reason.
    void unusable(std::string why) {
        if (data_.unusable.empty()) data_.unusable = std::move(why);
    }

    Result<void> list() {
        der::Reader outer(data_.der);
        auto sequence = outer.read(tag::sequence, "certificate list");
        if (!sequence) return tl::make_unexpected(sequence.error());
        if (auto end = outer.end("the certificate list"); !end) return end;
        der::Reader reader(*sequence);
        auto tbs = reader.read(tag::sequence, "tbsCertList");
        if (!tbs) return tl::make_unexpected(tbs.error());
        data_.tbs = tbs->whole;
        auto algorithm = this->algorithm(reader);
        if (!algorithm) return tl::make_unexpected(algorithm.error());
        data_.algorithm = std::move(*algorithm);
        auto signature = reader.read(tag::bit_string, "signatureValue");
        if (!signature) return tl::make_unexpected(signature.error());
        data_.signature = der::bit_string_octets(*signature).value_or(ByteView{});
        if (auto end = reader.end("signatureValue"); !end) return end;
        return signed_part(der::Reader(*tbs));
    }

    Result<void> signed_part(der::Reader reader) {
        for (const auto field : {&CrlParser::version, &CrlParser::inner_algorithm, &CrlParser::issuer, &CrlParser::dates,
                                  &CrlParser::extensions_after_entries})
            if (auto done = (this->*field)(reader); !done) return done;
        return reader.end("tbsCertList");
    }

    static Result<SignatureAlgorithm> algorithm(der::Reader& reader) {
        auto sequence = reader.read(tag::sequence, "signature algorithm");
        if (!sequence) return tl::make_unexpected(sequence.error());
        return read_signature_algorithm(*sequence);
    }

    // 5.1.2.1: the version is absent, or v2.
    Result<void> version(der::Reader& reader) {
        auto element = reader.optional(tag::integer);
        if (!element) return tl::make_unexpected(element.error());
        if (!*element) return {};
        if (!equal((*element)->content, Bytes{1})) return der::malformed("version of a CRL is neither absent nor v2", (*element)->offset);
        data_.version_2 = true;
        return {};
    }

    // 5.1.2.2
    Result<void> inner_algorithm(der::Reader& reader) {
        auto inner = algorithm(reader);
        if (!inner) return tl::make_unexpected(inner.error());
        if (inner->der != data_.algorithm.der) unusable("the signature algorithms inside and outside the signed part differ");
        return {};
    }

    Result<void> issuer(der::Reader& reader) {
        auto element = reader.read(tag::sequence, "issuer");
        if (!element) return tl::make_unexpected(element.error());
        auto name = DistinguishedName::from_der(element->whole);
        if (!name) return fail(name.error().kind, "issuer: " + name.error().message);
        data_.issuer = std::move(*name);
        return {};
    }

    // 5.1.2.4, 5.1.2.5
    Result<void> dates(der::Reader& reader) {
        auto element = reader.any();
        if (!element) return tl::make_unexpected(element.error());
        auto time = der::time(*element);
        if (!time) return fail(time.error().kind, "thisUpdate: " + time.error().message);
        data_.this_update = time->time;
        if (!reader.next_is(tag::utc_time) && !reader.next_is(tag::generalized_time)) return {};
        element = reader.any();
        if (!element) return tl::make_unexpected(element.error());
        time = der::time(*element);
        if (!time) return fail(time.error().kind, "nextUpdate: " + time.error().message);
        data_.next_update = time->time;
        return {};
    }

    /// The entries are read after the extensions, which say whether the list is an indirect one.
    Result<void> extensions_after_entries(der::Reader& reader) {
        auto revoked = reader.optional(tag::sequence);
        if (!revoked) return tl::make_unexpected(revoked.error());
        if (auto read = extensions(reader); !read) return read;
        if (!*revoked) return {};
        data_.revoked = (*revoked)->content;
        return entries((*revoked)->content_offset());
    }

    // 5.1.2.6
    Result<void> entries(std::size_t offset) {
        CrlEntryReader reader(data_.revoked);
        const bool indirect = data_.issuing_distribution_point && data_.issuing_distribution_point->indirect;
        for (CrlEntry entry; reader.next(entry); ++data_.entries) {
            if (entry.extensions.empty()) continue;
            const auto read = read_entry_extensions(entry.extensions);
            const auto number = data_.entries + 1;
            if (!read.well_formed) unusable(fmt::format("an extension of entry {} cannot be decoded", number));
            if (read.unknown_critical) unusable(fmt::format("entry {} has the critical extension {}, which is not known", number, read.unknown_critical->dotted()));
            if (!read.certificate_issuer.empty() && !indirect)
                unusable(fmt::format("entry {} names a certificate issuer, and the list is no indirect CRL", number));
            if (!data_.version_2) unusable("a version 1 list has entries with extensions");
        }
        if (!reader.rest().empty())
            return der::malformed(fmt::format("entry {} of revokedCertificates", data_.entries + 1), offset + (data_.revoked.size() - reader.rest().size()));
        return {};
    }

    // 5.2: crlExtensions [0] EXPLICIT SEQUENCE SIZE (1..MAX) OF Extension
    Result<void> extensions(der::Reader& reader) {
        auto outer = reader.optional(tag::context(0, true));
        if (!outer) return tl::make_unexpected(outer.error());
        if (!*outer) return {};
        if (!data_.version_2) unusable("a version 1 list has extensions");
        der::Reader wrapper(**outer);
        auto sequence = wrapper.read(tag::sequence, "crlExtensions");
        if (!sequence) return tl::make_unexpected(sequence.error());
        if (auto end = wrapper.end("crlExtensions"); !end) return end;
        std::vector<Oid> seen;
        for (der::Reader list(*sequence); !list.at_end();) {
            auto element = list.read(tag::sequence, "extension");
            if (!element) return tl::make_unexpected(element.error());
            if (auto read = extension(der::Reader(*element), seen); !read) return read;
        }
        return {};
    }

    Result<void> extension(der::Reader parts, std::vector<Oid>& seen) {
        auto id_element = parts.read(tag::oid, "extnID");
        if (!id_element) return tl::make_unexpected(id_element.error());
        auto id = der::object_identifier(*id_element);
        if (!id) return tl::make_unexpected(id.error());
        auto critical = parts.optional(tag::boolean);
        if (!critical) return tl::make_unexpected(critical.error());
        auto value = parts.read(tag::octet_string, "extnValue");
        if (!value) return tl::make_unexpected(value.error());
        if (auto end = parts.end("extension"); !end) return end;
        if (std::find(seen.begin(), seen.end(), *id) != seen.end()) unusable(fmt::format("{} stands more than once", id->name()));
        seen.push_back(*id);
        decode(*id, *critical && der::boolean(**critical).value_or(true), der::Reader(*value));
        return {};
    }

    void decode(const Oid& id, bool critical, der::Reader value) {
        const auto keep = [&](auto read, auto& target) {
            auto decoded = read(value);
            if (decoded) {
                target = std::move(*decoded);
            } else {
                unusable(fmt::format("{}: {}", id.name(), decoded.error().message));
            }
        };
        if (id == oids::authority_key_identifier) keep(read_authority_key_identifier, data_.authority_key_identifier);
        else if (id == oids::crl_number) keep(crl_number, data_.number);
        else if (id == oids::delta_crl_indicator) keep(crl_number, data_.base_number);
        else if (id == oids::issuing_distribution_point) keep(issuing_distribution_point, data_.issuing_distribution_point);
        else if (id == oids::freshest_crl) keep(read_distribution_points, data_.freshest_crl);
        else if (id == oids::microsoft_next_crl_publish) keep(time_value, data_.next_publish);
        else if (critical) unusable(fmt::format("it has the critical extension {}, which is not known", id.dotted()));
    }

    Crl::Data& data_;
};

Result<Crl> Crl::parse(Bytes der) { return CrlParser::parse(std::move(der)); }

ByteView Crl::der() const { return data_->der; }
ByteView Crl::tbs() const { return data_->tbs; }
const SignatureAlgorithm& Crl::signature_algorithm() const { return data_->algorithm; }
ByteView Crl::signature() const { return data_->signature; }
const DistinguishedName& Crl::issuer() const { return data_->issuer; }
Time Crl::this_update() const { return data_->this_update; }
std::optional<Time> Crl::next_update() const { return data_->next_update; }
std::size_t Crl::entries() const { return data_->entries; }
const std::optional<AuthorityKeyIdentifier>& Crl::authority_key_identifier() const { return data_->authority_key_identifier; }
const std::optional<Bytes>& Crl::number() const { return data_->number; }
const std::optional<Bytes>& Crl::base_number() const { return data_->base_number; }
const std::optional<IssuingDistributionPoint>& Crl::issuing_distribution_point() const { return data_->issuing_distribution_point; }
const std::vector<DistributionPoint>& Crl::freshest_crl() const { return data_->freshest_crl; }
std::optional<Time> Crl::next_publish() const { return data_->next_publish; }
const std::string& Crl::unusable() const { return data_->unusable; }

namespace {

bool names_issuer(ByteView general_names, const DistinguishedName& issuer) {
    const auto names = read_general_names(der::Reader(general_names));
    return names && std::any_of(names->begin(), names->end(), [&](const GeneralName& name) { return name.directory && *name.directory == issuer; });
}

RevokedEntry decoded(const CrlEntry& entry) {
    RevokedEntry revoked;
    der::Reader reader(entry.date);
    if (const auto element = reader.any())
        if (const auto time = der::time(*element)) revoked.date = time->time;
    if (!entry.extensions.empty()) revoked.reason = read_entry_extensions(entry.extensions).reason;
    return revoked;
}

}  // namespace

std::optional<RevokedEntry> Crl::find(const DistinguishedName& certificate_issuer, ByteView serial) const {
    // A certificate's number may be written with more octets than it needs; the entries here are known to be minimal.
    while (serial.size() > 1 && !der::is_minimal(serial)) serial = serial.subspan(1);
    const bool indirect = is_indirect();
    if (!indirect && !(issuer() == certificate_issuer)) return {};
    std::optional<RevokedEntry> found;
    ByteView current_issuer;  // empty: the issuer of the CRL
    CrlEntryReader reader(data_->revoked);
    for (CrlEntry entry; reader.next(entry);) {
        if (indirect && !entry.extensions.empty())
            if (const auto named = read_entry_extensions(entry.extensions).certificate_issuer; !named.empty()) current_issuer = named;
        if (!equal(entry.serial, serial)) continue;
        const bool is_of_issuer = current_issuer.empty() ? issuer() == certificate_issuer : names_issuer(current_issuer, certificate_issuer);
        if (is_of_issuer && (!found || found->reason == RevocationReason::remove_from_crl)) found = decoded(entry);
    }
    return found;
}

SignatureResult verify_signature(const Crl& crl, const Certificate& signer) {
    return verify_signature({crl.tbs(), crl.signature_algorithm(), crl.signature(), signer.public_key(), signer.public_key_info()});
}

std::vector<GeneralName> full_names(const std::vector<GeneralName>& full_name, const std::optional<Bytes>& relative_name,
                                    const DistinguishedName& crl_issuer) {
    if (!relative_name) return full_name;
    // Name ::= SEQUENCE OF RelativeDistinguishedName: one more SET behind those of the issuer.
    der::Reader reader(crl_issuer.der());
    const auto sequence = reader.any();
    if (!sequence) return {};
    Bytes content(sequence->content.begin(), sequence->content.end());
    const auto set = der::element(tag::set, *relative_name);
    content.insert(content.end(), set.begin(), set.end());
    auto name = DistinguishedName::from_der(der::element(tag::sequence, content));
    if (!name) return {};
    GeneralName directory{.kind = GeneralNameKind::directory, .value = Bytes(name->der().begin(), name->der().end()), .text = name->to_string()};
    directory.directory = std::move(*name);
    return {std::move(directory)};
}

std::string_view to_string(RevocationReason reason) {
    switch (reason) {
        case RevocationReason::unspecified: return "unspecified";
        case RevocationReason::key_compromise: return "keyCompromise";
        case RevocationReason::ca_compromise: return "cACompromise";
        case RevocationReason::affiliation_changed: return "affiliationChanged";
        case RevocationReason::superseded: return "superseded";
        case RevocationReason::cessation_of_operation: return "cessationOfOperation";
        case RevocationReason::certificate_hold: return "certificateHold";
        case RevocationReason::remove_from_crl: return "removeFromCRL";
        case RevocationReason::privilege_withdrawn: return "privilegeWithdrawn";
        case RevocationReason::aa_compromise: return "aACompromise";
    }
    return "unspecified";
}

}  // namespace certlib
