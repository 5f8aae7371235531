#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>
