# The Debian package. Made of what is installed to /usr; what is Debian's own manner (compressed
# manuals, the changelog) is done by finish.cmake before the package is closed.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME callctl)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "callctl maintainers <maintainers@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "local engine for paid calls, and its command line")
set(CPACK_PACKAGE_DESCRIPTION
"Guests call hosts, one to one, and hosts are paid by the minute. The daemon
calld knows who is in a call with whom, whether both are still there, what is
due and what was paid; callctl is how people, scripts and cron talk to it over
a Unix socket.
.
Answers are on the disk before they are given, commands may be repeated under a
request id, and a double-entry ledger adds up to 0. One machine, one daemon, no
network port.")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
    GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_PRE_BUILD_SCRIPTS ${packaging}/finish.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION comm)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS adduser)  # for whoever has no systemd-sysusers
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "logrotate, default-mta | mail-transport-agent, sqlite3")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${packaging}/conffiles ${packaging}/postinst ${packaging}/prerm ${packaging}/postrm)

install(FILES ${packaging}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
configure_file(${packaging}/changelog.in ${PROJECT_BINARY_DIR}/packaging/changelog.Debian @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/packaging/changelog.Debian DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${packaging}/lintian-overrides DESTINATION share/lintian/overrides RENAME callctl)
include(CPack)
