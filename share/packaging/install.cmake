# What `cmake --install` puts where, by GNUInstallDirs; and, for /usr, the Debian package that cpack
# makes of it (cmake --workflow --preset package).

set(packaging ${CMAKE_CURRENT_LIST_DIR})
set(share ${PROJECT_SOURCE_DIR}/share)

install(TARGETS calld RUNTIME DESTINATION ${CMAKE_INSTALL_SBINDIR})
install(TARGETS callctl RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# Units name programs by their whole path; the files in share/ are those of /usr.
function(install_unit name)
    file(READ ${share}/systemd/${name} text)
    string(REPLACE "/usr/sbin/" "${CMAKE_INSTALL_FULL_SBINDIR}/" text "${text}")
    file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/packaging/${name} CONTENT "${text}")
    install(FILES ${PROJECT_BINARY_DIR}/packaging/${name} DESTINATION lib/systemd/system)
endfunction()
install_unit(calld.service)
install_unit(calld.socket)
install(FILES ${share}/sysusers.d/calld.conf DESTINATION lib/sysusers.d)
install(FILES ${share}/tmpfiles.d/calld.conf DESTINATION lib/tmpfiles.d)

# Settings: never over those that are there. calld looks for them in /etc and nowhere else, so that
# where the folder of settings is another one (/usr/local/etc), they are examples only.
function(install_setting file folder)
    get_filename_component(name ${file} NAME)
    install(CODE "
        if(NOT EXISTS \"\$ENV{DESTDIR}${folder}/${name}\")
            file(INSTALL \"${file}\" DESTINATION \"${folder}\")
        endif()")
endfunction()
set(sysconf ${CMAKE_INSTALL_FULL_SYSCONFDIR})
if(sysconf STREQUAL "/etc")
    install_setting(${share}/calld.toml ${sysconf}/calld)
    install_setting(${share}/logrotate.d/calld ${sysconf}/logrotate.d)
endif()

install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/README.zh-CN.md
    DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${share}/doc/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${share}/calld.toml DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(PROGRAMS ${share}/examples/call-card ${share}/examples/low-funds ${share}/examples/settle-hosts
    DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(FILES ${share}/cron.d/calld DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples RENAME calld.cron)
install(FILES ${share}/logrotate.d/calld DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples
    RENAME calld.logrotate)
foreach(section 1 5 7 8)
    file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/man/*.${section})
    install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()

# Completions are callctl's own; a callctl that has none, or cannot run here, is installed without.
set(completions ${PROJECT_BINARY_DIR}/packaging/completions)
set(bash_file share/bash-completion/completions/callctl)
set(zsh_file share/zsh/site-functions/_callctl)
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
    set(zsh_file share/zsh/vendor-completions/_callctl)  # Debian's place for those of packages
endif()
set(fish_file share/fish/vendor_completions.d/callctl.fish)
foreach(shell bash zsh fish)
    install(CODE "
        set(text)
        execute_process(COMMAND \"$<TARGET_FILE:callctl>\" completion ${shell}
            OUTPUT_VARIABLE text ERROR_QUIET RESULT_VARIABLE status)
        if(status EQUAL 0 AND text)
            get_filename_component(name \"${${shell}_file}\" NAME)
            get_filename_component(folder \"${${shell}_file}\" DIRECTORY)
            file(WRITE \"${completions}/\${name}\" \"\${text}\")
            file(INSTALL \"${completions}/\${name}\" DESTINATION \"\${CMAKE_INSTALL_PREFIX}/\${folder}\")
        else()
            message(STATUS \"No completion for ${shell}: callctl made none\")
        endif()")
endforeach()

if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
    include(${packaging}/deb.cmake)
endif()
