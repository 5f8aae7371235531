# Read by cpack: what it packs bears the time of the last commit, so that packing a build again gives the same octets.
if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
    execute_process(COMMAND git -C "${CMAKE_CURRENT_LIST_DIR}" log -1 --format=%ct OUTPUT_VARIABLE time OUTPUT_STRIP_TRAILING_WHITESPACE
                    RESULT_VARIABLE failed ERROR_QUIET)
    if(failed)
        file(TIMESTAMP "${CMAKE_CURRENT_LIST_DIR}/../../CHANGELOG.md" time %s UTC)
    endif()
    set(ENV{SOURCE_DATE_EPOCH} "${time}")
endif()
