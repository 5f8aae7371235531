#include "crl_entries.h"

#include <algorithm>

namespace certlib {
namespace {

namespace tag = der::tag;

/// take reads an element of this tag off the front of `data`: definite, minimal lengths of up to four octets (DER).
bool take(ByteView& data, std::uint8_t wanted, ByteView& content) {
    if (data.size() < 2 || data[0] != wanted) return false;
    std::size_t length = data[1];
    std::size_t header = 2;
    if (length >= 0x80) {
        const std::size_t octets = length & 0x7fU;
        if (octets == 0 || octets > 4 || data.size() < 2 + octets || data[2] == 0) return false;
        length = 0;
        for (std::size_t i = 0; i < octets; ++i) length = length << 8U | data[2 + i];
        if (length < 0x80) return false;
        header += octets;
    }
    if (length > data.size() - header) return false;
    content = data.subspan(header, length);
    data = data.subspan(header + length);
    return true;
}

bool take_date(ByteView& data, ByteView& date) {
    const auto before = data;
    ByteView content;
    if (take(data, tag::utc_time, content)) {
        // YYMMDDHHMMSSZ, the form of practically every entry. Whether it is a day of the calendar is looked at when it is shown.
        const auto is_digit = [](std::uint8_t octet) { return octet >= '0' && octet <= '9'; };
        date = before.first(before.size() - data.size());
        if (content.size() == 13 && content[12] == 'Z' && std::all_of(content.begin(), content.begin() + 12, is_digit)) return true;
    } else if (!take(data, tag::generalized_time, content)) {
        return false;
    }
    date = before.first(before.size() - data.size());
    der::Reader reader(date);
    const auto element = reader.any();
    return element && der::time(*element);
}

}  // namespace

bool CrlEntryReader::next(CrlEntry& entry) {
    auto data = rest_;
    ByteView body;
    if (!take(data, tag::sequence, body)) return false;
    if (!take(body, tag::integer, entry.serial) || !der::is_minimal(entry.serial) || !take_date(body, entry.date)) return false;
    entry.extensions = {};
    if (!body.empty() && (!take(body, tag::sequence, entry.extensions) || entry.extensions.empty() || !body.empty())) return false;
    rest_ = data;
    return true;
}

EntryExtensions read_entry_extensions(ByteView extensions) {
    constexpr auto is = [](ByteView id, std::uint8_t last) { return id.size() == 3 && id[0] == 0x55 && id[1] == 0x1d && id[2] == last; };
    EntryExtensions read;
    const auto broken = [&] {
        read.well_formed = false;
        return read;
    };
    while (!extensions.empty()) {
        ByteView extension;
        ByteView id;
        ByteView flag;
        ByteView value;
        if (!take(extensions, tag::sequence, extension) || !take(extension, tag::oid, id)) return broken();
        bool critical = false;
        if (take(extension, tag::boolean, flag)) {
            if (flag.size() != 1 || (flag[0] != 0x00 && flag[0] != 0xff)) return broken();
            critical = flag[0] == 0xff;
        }
        if (!take(extension, tag::octet_string, value) || !extension.empty()) return broken();
        if (is(id, 21)) {  // reasonCode, 5.3.1
            ByteView reason;
            if (!take(value, tag::enumerated, reason) || !value.empty() || reason.size() != 1) return broken();
            if (reason[0] > 10 || reason[0] == 7) return broken();
            read.reason = static_cast<RevocationReason>(reason[0]);
        } else if (is(id, 29)) {  // certificateIssuer, 5.3.3
            if (!take(value, tag::sequence, read.certificate_issuer) || !value.empty() || read.certificate_issuer.empty()) return broken();
        } else if (!is(id, 24) && critical && !read.unknown_critical) {  // invalidityDate, 5.3.2, changes nothing here
            read.unknown_critical = Oid::from_der(id).value_or(Oid("malformed"));
        }
    }
    return read;
}

}  // namespace certlib
