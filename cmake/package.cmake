# `cpack` in the build folder makes three .deb files: amtcert (the tool), libamtcert0 (the shared library) and libamtcert-dev (what is
# for development). The same build gives the same octets: times are those of the last commit, or SOURCE_DATE_EPOCH.
set(AMTCERT_PACKAGE_CONTACT "amtcert developers <amtcert@amtcert.invalid>" CACHE STRING
    "Who answers for a package; .invalid is no host, a packager puts an own address here")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL tool library development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "${AMTCERT_PACKAGE_CONTACT}")
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_SOURCE_DIR}/cmake/debian/time.cmake")
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_SOURCE_DIR}/cmake/debian/files.cmake")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")

# Loaded when the first location is asked, so that dpkg-shlibdeps cannot see them; check asks locations unless told not to.
set(asked_on_demand "libcurl4, libldap-2.5-0")
set(about "Intel AMT accepts a setup server only if its certificate satisfies the
firmware, and says next to nothing when it does not. amtcert reads certificate
and chain, and says what is wrong, at which stage of provisioning, and what to
do about it.")

set(CPACK_DEBIAN_TOOL_PACKAGE_NAME amtcert)
set(CPACK_DEBIAN_TOOL_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_TOOL_PACKAGE_DEPENDS "${asked_on_demand}")
set(CPACK_COMPONENT_TOOL_DESCRIPTION "${about}\n\nThis is the tool, with its man pages and documents.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libamtcert0)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "${asked_on_demand}")
# A trigger has the loader's cache renewed. The two names, of no files, keep cpack from writing scripts that do the same.
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA "${CMAKE_SOURCE_DIR}/cmake/debian/triggers" postinst postrm)
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "${about}\n\nThis is the shared library.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libamtcert-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libamtcert0 (= ${PROJECT_VERSION}), libexpected-dev, libssl-dev, libbotan-2-dev, \
libfmt-dev, libpugixml-dev, libpsl-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "${about}\n\nThese are the headers of the C and C++ interfaces, the static libraries, and\n\
what CMake and pkg-config need.")
include(CPack)
