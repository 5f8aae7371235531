# libamtcert.so.0: the objects of the static libraries, linked once more. What it exports is what public headers declare: everything
# else is compiled hidden, and the version script keeps back what other libraries' templates and archives would add (docs/adr/0011).
# It is no part of a sanitized build, whose programs have to be sanitized as well, and not made for Windows.
if(WIN32 OR AMTCERT_SANITIZE OR AMTCERT_FUZZ)
    return()
endif()

set(exports "${CMAKE_BINARY_DIR}/exports.map")
configure_file(cmake/exports.map.in "${exports}" @ONLY)
set(parts certlib chainwalk chainwalk_fetch rules capi)
list(TRANSFORM parts REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)
add_library(amtcert_shared SHARED ${objects})
set_target_properties(amtcert_shared PROPERTIES OUTPUT_NAME amtcert EXPORT_NAME shared VERSION ${PROJECT_VERSION} SOVERSION 0
                                                LINKER_LANGUAGE CXX LINK_DEPENDS "${exports}")
target_link_libraries(amtcert_shared PRIVATE $<BUILD_INTERFACE:amtcert_build_flags> amtcert_botan OpenSSL::Crypto fmt::fmt
                                             pugixml::pugixml PkgConfig::Psl ${CMAKE_DL_LIBS})
target_link_options(amtcert_shared PRIVATE "LINKER:--version-script=${exports}" LINKER:-z,defs)
target_include_directories(amtcert_shared INTERFACE "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
install(TARGETS amtcert_shared EXPORT amtcert-shared LIBRARY COMPONENT library NAMELINK_COMPONENT development)
install(EXPORT amtcert-shared NAMESPACE amtcert:: DESTINATION "${package_folder}" COMPONENT development)
