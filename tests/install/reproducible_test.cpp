#include "install/installed.h"
#include "support/file_content.h"

using namespace installed;

TEST_CASE("reproducible: the same source in another folder compiles to the same octets") {
    // One object of each library: compiling everything twice would take too long.
    const std::vector<std::string> objects{
        "certlib/CMakeFiles/certlib.dir/certificate.cpp.o", "chainwalk/CMakeFiles/chainwalk.dir/walk.cpp.o",
        "rules/CMakeFiles/rules.dir/usage/leaf_is_ca.cpp.o", "capi/CMakeFiles/capi.dir/amtcert.cpp.o"};
    const TemporaryFolder folder;
    const fs::path source = folder.path("elsewhere/amtcert");
    fs::create_directories(source);
    for (const auto& entry : fs::directory_iterator(AMTCERT_SOURCE_DIR))
        if (entry.path().filename() != "build" && entry.path().filename() != ".git")
            fs::copy(entry.path(), source / entry.path().filename(), fs::copy_options::recursive);
    const fs::path build = source / "build/other";
    const std::map<std::string, std::string> no_cache{{"CCACHE_DISABLE", "1"}};
    succeeds({CMAKE_COMMAND, "-G", "Ninja", "-S", source.string(), "-B", build.string(), "-DCMAKE_BUILD_TYPE=" AMTCERT_BUILD_TYPE,
              "-DCMAKE_CXX_COMPILER=" CXX_COMPILER, "-DAMTCERT_BUILD_TESTS=OFF"},
             no_cache);
    std::vector<std::string> compile{CMAKE_COMMAND, "--build", build.string(), "--target"};
    compile.insert(compile.end(), objects.begin(), objects.end());
    succeeds(compile, no_cache);
    for (const auto& object : objects) {
        INFO(object);
        const auto here = text_of(fs::path(AMTCERT_BUILD_DIR) / object);
        REQUIRE_FALSE(here.empty());
        CHECK(here == text_of(build / object));
    }
}
