#!/bin/sh
# 构建、检查、核对讲话稿。哪家的流水线都只需要运行它；Lectern 装在别处时先设 CMAKE_PREFIX_PATH。
set -eu
cd "$(dirname "$0")"
cmake -S . -B build
cmake --build build
ctest --test-dir build --output-on-failure
