#include "read_extensions.h"

namespace certlib {

namespace tag = der::tag;

Result<void> read_extensions(der::Reader list, std::vector<Extension>& extensions, std::vector<std::size_t>& value_offsets,
                             std::vector<Defect>& defects) {
    while (!list.at_end()) {
        auto element = list.read(tag::sequence, "extension");
        if (!element) return tl::make_unexpected(element.error());
        der::Reader parts(*element);
        auto id_element = parts.read(tag::oid, "extnID");
        if (!id_element) return tl::make_unexpected(id_element.error());
        auto id = der::object_identifier(*id_element);
        if (!id) return tl::make_unexpected(id.error());
        Extension extension{.id = std::move(*id), .offset = element->offset};
        auto critical = parts.optional(tag::boolean);
        if (!critical) return tl::make_unexpected(critical.error());
        if (*critical) {
            const auto flag = der::boolean(**critical);
            // A BOOLEAN that DER does not know is taken for critical: the strict reading.
            extension.critical = flag.value_or(true);
            if (!flag) defects.push_back({extension.id, element->offset, "critical: BOOLEAN is neither 00 nor FF"});
        }
        auto value = parts.read(tag::octet_string, "extnValue");
        if (!value) return tl::make_unexpected(value.error());
        extension.value.assign(value->content.begin(), value->content.end());
        value_offsets.push_back(value->content_offset());
        if (auto end = parts.end("extension"); !end) return end;
        extensions.push_back(std::move(extension));
    }
    return {};
}

}  // namespace certlib
