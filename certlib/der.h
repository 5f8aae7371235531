#pragma once

#include <optional>
#include <string_view>

#include <amtcert/certlib/bytes.h>
#include <amtcert/certlib/oid.h>
#include <amtcert/certlib/time.h>

/// A small strict reader of DER (X.690): definite, minimal lengths and low tag numbers only. It never recurses, so the depth of
/// the input costs nothing, and it knows where it is, so that an error can name the octet.
namespace certlib::der {

/// The tags amtcert meets, as their identifier octet.
namespace tag {
inline constexpr std::uint8_t boolean = 0x01;
inline constexpr std::uint8_t integer = 0x02;
inline constexpr std::uint8_t bit_string = 0x03;
inline constexpr std::uint8_t octet_string = 0x04;
inline constexpr std::uint8_t null = 0x05;
inline constexpr std::uint8_t oid = 0x06;
inline constexpr std::uint8_t enumerated = 0x0a;
inline constexpr std::uint8_t utf8_string = 0x0c;
inline constexpr std::uint8_t utc_time = 0x17;
inline constexpr std::uint8_t generalized_time = 0x18;
inline constexpr std::uint8_t bmp_string = 0x1e;
inline constexpr std::uint8_t sequence = 0x30;
inline constexpr std::uint8_t set = 0x31;

/// context gives the identifier octet of [number]; constructed for EXPLICIT and for IMPLICIT structures.
[[nodiscard]] constexpr std::uint8_t context(unsigned number, bool constructed) {
    return static_cast<std::uint8_t>(0x80U | (constructed ? 0x20U : 0U) | number);
}
}  // namespace tag

/// Element is one tag-length-value.
struct Element {
    std::uint8_t tag = 0;
    ByteView content;
    ByteView whole;          ///< with its header
    std::size_t offset = 0;  ///< of the header, from where the outermost reader began

    [[nodiscard]] std::size_t content_offset() const { return offset + (whole.size() - content.size()); }
};

/// Reader walks the elements of a piece of DER from first to last.
class Reader {
public:
    explicit Reader(ByteView data, std::size_t offset = 0) : data_(data), offset_(offset) {}
    explicit Reader(const Element& element) : Reader(element.content, element.content_offset()) {}

    [[nodiscard]] bool at_end() const { return data_.empty(); }
    [[nodiscard]] std::size_t offset() const { return offset_; }
    [[nodiscard]] ByteView rest() const { return data_; }

    /// next_is says whether the next element has this tag; false at the end.
    [[nodiscard]] bool next_is(std::uint8_t tag) const { return !data_.empty() && data_.front() == tag; }

    /// any reads the next element, whatever it is. Errors: malformed.
    [[nodiscard]] Result<Element> any();

    /// read reads the next element, which has to have this tag. Errors: malformed, naming `what` and the offset.
    [[nodiscard]] Result<Element> read(std::uint8_t tag, std::string_view what);

    /// optional reads the next element if it has this tag.
    [[nodiscard]] Result<std::optional<Element>> optional(std::uint8_t tag);

    /// end checks that nothing is left. Errors: malformed, naming `what`.
    [[nodiscard]] Result<void> end(std::string_view what) const;

private:
    ByteView data_;
    std::size_t offset_;
};

/// only reads the one element a value consists of. Errors: malformed, naming `what`.
[[nodiscard]] Result<Element> only(Reader reader, std::uint8_t tag, std::string_view what);

/// malformed makes an error that names the octet: "<what> at offset 17".
[[nodiscard]] tl::unexpected<Error> malformed(std::string_view what, std::size_t offset);

/// element writes one element around its content, with a minimal length.
[[nodiscard]] Bytes element(std::uint8_t tag, ByteView content);

/// unsigned_number reads a non-negative INTEGER; values of 2^63 and more become 2^63. Errors: malformed when negative or not minimal.
[[nodiscard]] Result<std::uint64_t> unsigned_number(const Element& element);

/// is_minimal says whether the content octets of an INTEGER are the shortest encoding (X.690 8.3.2).
[[nodiscard]] bool is_minimal(ByteView integer);

/// without_leading_zeros drops leading zero octets; zero becomes empty.
[[nodiscard]] ByteView without_leading_zeros(ByteView integer);

/// boolean reads a BOOLEAN; DER knows only 00 and FF. Errors: malformed.
[[nodiscard]] Result<bool> boolean(const Element& element);

/// bit_string_octets gives the octets of a BIT STRING that has no unused bits. Errors: malformed.
[[nodiscard]] Result<ByteView> bit_string_octets(const Element& element);

/// object_identifier reads an OBJECT IDENTIFIER. Errors: malformed.
[[nodiscard]] Result<Oid> object_identifier(const Element& element);

/// TimeValue is a UTCTime or GeneralizedTime, and whether it is spelled as RFC 5280 4.1.2.5 demands.
struct TimeValue {
    Time time{};
    bool profile = true;
};

/// time reads UTCTime or GeneralizedTime. Spellings outside the RFC 5280 profile (no seconds, fractions, an offset) are read and
/// marked. Errors: malformed for one that cannot be understood.
[[nodiscard]] Result<TimeValue> time(const Element& element);

}  // namespace certlib::der
