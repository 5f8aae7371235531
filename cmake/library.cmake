# Warnings and sanitizers for everything that is ours.
add_library(amtcert_build_flags INTERFACE)
target_compile_options(amtcert_build_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                                     -Wno-missing-field-initializers
                                                     # false alarms of g++ 12 in its own string and vector (GCC PR 105329, 105651)
                                                     -Wno-restrict -Wno-stringop-overread -Wno-stringop-overflow -Wno-maybe-uninitialized -Wno-array-bounds)
if(AMTCERT_FUZZ)
    target_compile_options(amtcert_build_flags INTERFACE -fsanitize=fuzzer-no-link -Wno-unknown-warning-option)
endif()
if(AMTCERT_SANITIZE STREQUAL "thread")
    target_compile_options(amtcert_build_flags INTERFACE -fsanitize=thread)
    target_link_options(amtcert_build_flags INTERFACE -fsanitize=thread)
elseif(AMTCERT_SANITIZE)
    target_compile_options(amtcert_build_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(amtcert_build_flags INTERFACE -fsanitize=address,undefined)
endif()

# Debian's static Botan brings its debug information along, eight times the size of the tool.
target_link_options(amtcert_build_flags INTERFACE $<$<CONFIG:Release>:LINKER:--strip-debug>)

# Nothing that is built says where it was built, so that two builds of one source are the same (tests/install/reproducible_test.cpp).
target_compile_options(amtcert_build_flags INTERFACE "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=." "-ffile-prefix-map=${CMAKE_BINARY_DIR}=./build")

# amtcert_precompiled(<target> <headers>...): headers that take longer to read than the target's own sources. ccache keeps what was
# compiled with them only when g++ says so in its preprocessed output; clang needs no telling.
function(amtcert_precompiled target)
    target_precompile_headers(${target} PRIVATE ${ARGN})
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

# amtcert_library(<name> <sources>...): a library of the house, with its own include folder and nothing else exported.
function(amtcert_library name)
    add_library(${name} STATIC ${ARGN})
    add_library(amtcert::${name} ALIAS ${name})
    # What a public header declares is exported, by the attribute of its namespace, and nothing else (docs/adr/0011).
    set_target_properties(${name} PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    target_include_directories(${name} PUBLIC "$<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>" PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:amtcert_build_flags>)
endfunction()
