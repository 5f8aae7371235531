# Botan is linked statically where its archive is there: resolving the symbols of the shared library costs more time at every
# start than all of amtcert's own work on a small file.
# It is an imported target because the installed package, which links the same Botan, makes it by this very file.
pkg_check_modules(Botan REQUIRED IMPORTED_TARGET botan-2)
add_library(amtcert_botan INTERFACE IMPORTED)
find_library(BOTAN_ARCHIVE libbotan-2.a HINTS ${Botan_LIBRARY_DIRS})
if(BOTAN_ARCHIVE)
    target_include_directories(amtcert_botan SYSTEM INTERFACE ${Botan_INCLUDE_DIRS})
    target_link_libraries(amtcert_botan INTERFACE ${BOTAN_ARCHIVE})
    target_link_options(amtcert_botan INTERFACE -Wl,--gc-sections)
else()
    target_link_libraries(amtcert_botan INTERFACE PkgConfig::Botan)
endif()
