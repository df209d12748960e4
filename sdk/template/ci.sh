#!/bin/sh
@code@# 构建、检查、核对讲话稿。哪家的流水线都只需要运行它；Lectern 装在别处时先设 CMAKE_PREFIX_PATH。
@text@# 检查、核对讲话稿。哪家的流水线都只需要运行它；要找得到 lectern，不用 CMake，也不用编译器。
set -eu
cd "$(dirname "$0")"
@code@cmake -S . -B build
@code@cmake --build build
@code@ctest --test-dir build --output-on-failure
@text@lectern profile check tests/sample.info --plugin-path ..
@text@lectern plugin check . --golden tests
