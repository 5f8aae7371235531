#include <amtcert/chainwalk/named_locations.h>

namespace chainwalk {

std::vector<std::string> uris_of(const certlib::DistributionPoint& point) {
    std::vector<std::string> uris;
    for (const auto& name : point.full_name)
        if (name.kind == certlib::GeneralNameKind::uri) uris.push_back(name.text);
    return uris;
}

std::vector<Location> named_locations(const certlib::Certificate& certificate, std::size_t place) {
    std::vector<Location> locations;
    for (const auto& [points, is_delta] : {std::pair{&certificate.decoded().crl_distribution_points, false},
                                           std::pair{&certificate.decoded().freshest_crl, true}})
        for (std::size_t point = 0; *points && point < (*points)->size(); ++point)
            for (auto& uri : uris_of((**points)[point]))
                locations.push_back({.url = std::move(uri),
                                     .kind = LocationKind::crl,
                                     .certificate = place,
                                     .point = point,
                                     .is_delta = is_delta});
    const auto& access = certificate.decoded().authority_info_access;
    if (!access) return locations;
    for (const auto& [method, kind] :
         {std::pair{certlib::oids::ca_issuers, LocationKind::aia}, std::pair{certlib::oids::ocsp, LocationKind::ocsp}})
        for (const auto& description : *access)
            if (description.method == method && description.location.kind == certlib::GeneralNameKind::uri)
                locations.push_back({.url = description.location.text, .kind = kind, .certificate = place});
    return locations;
}

void append_locations(std::vector<Location>& to, const Chain& chain) {
    if (const auto& facts = chain.revocation) to.insert(to.end(), facts->locations.begin(), facts->locations.end());
}

}  // namespace chainwalk
