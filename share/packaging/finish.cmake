# Run by cpack on what was installed, before it becomes a package: compresses the manuals and the
# changelog, without a time inside, so that the same sources make the same files.
set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share)
file(GLOB found ${root}/man/man*/*.[1-8] ${root}/doc/callctl/changelog.Debian)
foreach(file ${found})
    execute_process(COMMAND gzip -9nf ${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
