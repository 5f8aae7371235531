#include <algorithm>
#include <array>

#include "compare/differences.h"

namespace rules {
namespace {

constexpr auto lost = Change::lost;
constexpr auto changed = Change::changed;
constexpr auto gained = Change::gained;
constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto info = Severity::info;

constexpr std::array table{
    DifferenceKind{"compare.same-certificate", "NEW is the certificate that OLD is", lost, error,
                   "Give the renewed certificate as NEW; this file still holds the one that is to be replaced."},
    DifferenceKind{"compare.same-key", "the key is the old one", changed},
    DifferenceKind{"compare.cured-rule", "a fault of OLD is gone", gained},
    DifferenceKind{
        "compare.lost-name", "a name is gone", lost, error,
        "Have the CA reissue the certificate with every name of the old one; the CN counts most, since consoles read no other."},
    DifferenceKind{"compare.gained-name", "a name is new", gained},
    DifferenceKind{"compare.lost-suffix", "a DNS suffix is no longer served", lost, error,
                   "Have the CA reissue the certificate with the old CN, or one that serves this suffix too (amtcert plan)."},
    DifferenceKind{"compare.gained-suffix", "a DNS suffix is served that was not", gained},
    DifferenceKind{"compare.lost-marker", "the mark of a provisioning certificate is gone", lost, error,
                   "Have the CA reissue the certificate with 2.16.840.1.113741.1.2.3 beside serverAuth in extendedKeyUsage."},
    DifferenceKind{"compare.gained-marker", "the mark of a provisioning certificate is new", gained},
    DifferenceKind{"compare.lost-purpose", "a purpose is gone from extendedKeyUsage", lost, warning,
                   "Ask the CA for the purpose, or make sure that nothing uses this certificate for it."},
    DifferenceKind{"compare.gained-purpose", "a purpose is new in extendedKeyUsage", gained},
    DifferenceKind{"compare.weaker-key", "the key is of another kind, or shorter", lost, error,
                   "Make a new request with a key of the old kind and at least the old length."},
    DifferenceKind{"compare.stronger-key", "the key is longer", gained},
    DifferenceKind{"compare.weaker-signature", "a weaker hash signs the chain", lost, error,
                   "Ask the CA for the chain that is signed with the old hash or a longer one."},
    DifferenceKind{"compare.stronger-signature", "a longer hash signs the chain", gained},
    DifferenceKind{"compare.lost-root", "the chain ends in another root", lost, warning,
                   "Make sure that every device holds the new root's hash, or ask the CA for a chain to the old root."},
    DifferenceKind{"compare.lost-firmware", "a firmware release no longer takes it", lost, error,
                   "Ask the CA for a chain that this release takes, or say with --firmware which releases you have."},
    DifferenceKind{"compare.doubtful-firmware", "whether a firmware release takes it is no longer known", lost, warning,
                   "Read the list of trusted root hashes from a device of this release and give it with --trusted-hashes."},
    DifferenceKind{"compare.gained-firmware", "a firmware release takes it that did not, or was in doubt", gained},
    DifferenceKind{"compare.lost-chain", "certificates of the chain are missing from the file", lost, warning,
                   "Put the missing CA certificates, the root included, into the file (amtcert bundle writes it)."},
    DifferenceKind{"compare.gained-chain", "the file holds the whole chain", gained},
    DifferenceKind{"compare.lost-private-key", "the private key is missing from the file", lost, warning,
                   "Export the new certificate together with its private key."},
    DifferenceKind{"compare.lost-order", "the certificates no longer stand in the order of the chain", lost, warning,
                   "Put the leaf first, then each issuer (amtcert bundle writes it)."},
    DifferenceKind{"compare.gained-order", "the certificates stand in the order of the chain", gained},
    DifferenceKind{"compare.lost-location", "no location of this kind is named any more", lost, warning,
                   "Ask the CA why the location is gone, and whether your hosts can do without it."},
    DifferenceKind{"compare.changed-location", "a location is another one", changed},
    DifferenceKind{"compare.gained-location", "a location of this kind is new", gained},
    DifferenceKind{"compare.ends-earlier", "NEW ends before OLD", lost, error,
                   "Look whether OLD and NEW are mixed up; otherwise ask the CA for a certificate that ends later."},
    DifferenceKind{"compare.shorter-lifetime", "the lifetime is shorter", lost, warning,
                   "Plan for the earlier renewal; a public CA may not issue for longer, a private one may."},
    DifferenceKind{"compare.longer-lifetime", "the lifetime is longer", gained},
};

static_assert(std::all_of(table.begin(), table.end(), [](const DifferenceKind& kind) {
    return kind.change == lost ? kind.severity != info && !kind.fix.empty() : kind.severity == info;
}));

}  // namespace

std::span<const DifferenceKind> difference_kinds() { return table; }

std::string_view to_string(Change change) {
    switch (change) {
        case Change::lost:
            return "lost";
        case Change::changed:
            return "changed";
        case Change::gained:
            return "gained";
    }
    return "lost";
}

Difference difference(std::string_view id, Severity severity, std::string evidence) {
    const auto kind = std::find_if(table.begin(), table.end(), [&](const DifferenceKind& one) { return one.id == id; });
    return {&*kind, severity, std::move(evidence)};
}

Difference difference(std::string_view id, std::string evidence) {
    auto made = difference(id, Severity::info, std::move(evidence));
    made.severity = made.kind->severity;
    return made;
}

}  // namespace rules
