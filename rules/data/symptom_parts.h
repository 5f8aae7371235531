#pragma once

#include <vector>

#include <amtcert/rules/symptoms.h>

namespace rules {

// The symptoms, one list for each kind of origin.
[[nodiscard]] std::vector<Symptom> symptoms_of_firmware();   ///< answers of AMT itself, and TLS alerts
[[nodiscard]] std::vector<Symptom> symptoms_of_configmgr();  ///< ConfigMgr's and SCS' logs
[[nodiscard]] std::vector<Symptom> symptoms_of_rps();        ///< RPS, Console and rpc-go
[[nodiscard]] std::vector<Symptom> symptoms_of_mesh();       ///< MeshCentral
[[nodiscard]] std::vector<Symptom> symptoms_of_reports();    ///< how people describe it, EMA, OpenSSL

}  // namespace rules
