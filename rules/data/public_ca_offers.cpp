#include "data/public_ca_offers.h"

#include <array>

namespace rules {
namespace {

constexpr std::array table{
    PublicCaOffer{
        .name = "GoDaddy",
        .roots = {"Go Daddy Root CA-G2", "Starfield Root CA-G2"},
        .known = "issuing CAs under Root G2 were to stop by 2026-06-15; DV is under TLS Root CA R1, which no AMT list holds",
        .ask = "an OV certificate whose chain ends in Root Certificate Authority - G2; one that ends in R1 is of no use",
        .source = "GoDaddy KB 42783",
        .grade = Grade::stated,
    },
    PublicCaOffer{
        .name = "Sectigo",
        .roots = {"Comodo AAA CA", "USERTrust RSA CA"},
        .known = "OV is under R46 since 2025-05-15, with crosses to USERTrust RSA and to AAA",
        .ask = "issuing CA R36 with the R46 cross: the file to AAA for AMT 14 and older, the file to USERTrust only for devices "
               "whose list "
               "holds it; without USERTrust nothing for 15H and 16 on",
        .source = "Sectigo, notices on its public roots (2025)",
        .grade = Grade::stated,
    },
    PublicCaOffer{
        .name = "DigiCert",
        .roots = {"DigiCert Global Root G2"},
        .known = "says both that OV can carry the vPro EKU and that it no longer does (deployment#481)",
        .ask = "the vPro EKU in writing, and the chain to Global Root G2; Global Root CA is SHA-1, and AMT 11.8.50 holds neither",
        .source = "docs.digicert.com profile options; device-management-toolkit/deployment#481",
        .grade = Grade::second_hand,
    },
};

}  // namespace

std::span<const PublicCaOffer> public_ca_offers() { return table; }

}  // namespace rules
