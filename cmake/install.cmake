# What `cmake --install` puts where, in two components: `tool` for those who run amtcert, `development` for those who build on it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/amtcert")

# amtcert_install_library(<name>): the library as libamtcert_<name>.a, its headers, and the imported target amtcert::<name>. Each has
# an export file of its own, so that who asks for one component needs the dependencies of that one only.
function(amtcert_install_library name)
    set_target_properties(${name} PROPERTIES OUTPUT_NAME "amtcert_${name}")
    install(TARGETS ${name} EXPORT amtcert-${name} ARCHIVE COMPONENT development INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
    install(DIRECTORY include/ TYPE INCLUDE COMPONENT development)
    install(EXPORT amtcert-${name} NAMESPACE amtcert:: DESTINATION "${package_folder}" COMPONENT development)
endfunction()

configure_package_config_file(cmake/amtcert-config.cmake.in "${CMAKE_BINARY_DIR}/amtcert-config.cmake" INSTALL_DESTINATION "${package_folder}")
# Before 1.0 a minor release may change the interface.
write_basic_package_version_file("${CMAKE_BINARY_DIR}/amtcert-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_BINARY_DIR}/amtcert-config.cmake" "${CMAKE_BINARY_DIR}/amtcert-config-version.cmake" cmake/botan.cmake
        DESTINATION "${package_folder}" COMPONENT development)

# The .pc file finds its prefix from where it stands, because the prefix may be given to `cmake --install` as late as that.
file(RELATIVE_PATH prefix_from_pc "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
configure_file(cmake/amtcert.pc.in "${CMAKE_BINARY_DIR}/amtcert.pc" @ONLY)
install(FILES "${CMAKE_BINARY_DIR}/amtcert.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)

# The documents keep their places beside each other, so that their links hold.
install(FILES README.md CHANGELOG.md SECURITY.md TYPE DOC COMPONENT tool)
install(FILES LICENSE TYPE DOC COMPONENT tool RENAME copyright)
install(DIRECTORY docs TYPE DOC COMPONENT tool)
file(GLOB schemas CONFIGURE_DEPENDS docs/*.schema.json)
install(FILES ${schemas} DESTINATION "${CMAKE_INSTALL_DATADIR}/amtcert/schemas" COMPONENT tool)
