# What `cmake --install` puts where, in three components: `tool` for those who run amtcert, `library` for programs that use the shared
# library, `development` for those who build on it. On Debian libraries go where its own are, under any prefix.
if(EXISTS /etc/debian_version AND CMAKE_LIBRARY_ARCHITECTURE)
    set(CMAKE_INSTALL_LIBDIR "lib/${CMAKE_LIBRARY_ARCHITECTURE}" CACHE PATH "Folder of libraries")
endif()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/amtcert")

# amtcert_install_library(<target> [<name>]): the library as libamtcert_<name>.a, its headers, and the imported target amtcert::<name>,
# the target's own name unless another is given. Each has an export file of its own, so that who asks for one component needs the
# dependencies of that one only.
function(amtcert_install_library target)
    set(names ${target} ${ARGN})
    list(GET names -1 name)
    set_target_properties(${target} PROPERTIES OUTPUT_NAME "amtcert_${name}" EXPORT_NAME "${name}")
    install(TARGETS ${target} EXPORT amtcert-${name} ARCHIVE COMPONENT development INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
    install(DIRECTORY include/ TYPE INCLUDE COMPONENT development)
    install(EXPORT amtcert-${name} NAMESPACE amtcert:: DESTINATION "${package_folder}" COMPONENT development)
endfunction()

configure_package_config_file(cmake/amtcert-config.cmake.in "${CMAKE_BINARY_DIR}/amtcert-config.cmake" INSTALL_DESTINATION "${package_folder}")
# Before 1.0 a minor release may change the interface.
write_basic_package_version_file("${CMAKE_BINARY_DIR}/amtcert-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_BINARY_DIR}/amtcert-config.cmake" "${CMAKE_BINARY_DIR}/amtcert-config-version.cmake" cmake/botan.cmake
        DESTINATION "${package_folder}" COMPONENT development)

# The .pc files find their prefix from where they stand, because the prefix may be given to `cmake --install` as late as that.
file(RELATIVE_PATH prefix_from_pc "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
foreach(name IN ITEMS amtcert amtcert-static)
    configure_file(cmake/${name}.pc.in "${CMAKE_BINARY_DIR}/${name}.pc" @ONLY)
    install(FILES "${CMAKE_BINARY_DIR}/${name}.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)
endforeach()

# The documents keep their places beside each other, so that their links hold.
install(FILES README.md CHANGELOG.md SECURITY.md TYPE DOC COMPONENT tool)
install(FILES LICENSE TYPE DOC COMPONENT tool RENAME copyright)
install(DIRECTORY docs TYPE DOC COMPONENT tool PATTERN Doxyfile EXCLUDE)
install(DIRECTORY examples TYPE DOC COMPONENT development)
file(GLOB schemas CONFIGURE_DEPENDS docs/*.schema.json)
install(FILES ${schemas} DESTINATION "${CMAKE_INSTALL_DATADIR}/amtcert/schemas" COMPONENT tool)
