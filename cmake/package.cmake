# `cpack` in the build folder makes the .deb of the tool, without what is for development.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL tool)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "The amtcert authors <amtcert@localhost>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded when the first location is asked, so that dpkg-shlibdeps cannot see them; check asks locations unless told not to.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libcurl4, libldap-2.5-0")
include(CPack)
