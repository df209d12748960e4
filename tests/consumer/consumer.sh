#!/usr/bin/env bash
# What somebody needs who has only an installed Lectern. Each step is a test: see CMakeLists.txt.
set -euo pipefail

source_folder=$(cd "$(dirname "$0")" && pwd)
project=$source_folder/project
moved=$SCRATCH/moved
unset LECTERN_PLUGIN_PATH CMAKE_PREFIX_PATH CXXFLAGS CFLAGS LDFLAGS DESTDIR
export XDG_DATA_HOME=$SCRATCH/no-data LANGUAGE=en

fail() { printf 'consumer: %.2000s\n' "$*" >&2; exit 1; }
holds() { grep -qF -- "$2" <<<"$1" || fail "'$2' is not in: $1"; }
lacks() { ! grep -qF -- "$2" <<<"$1" || fail "'$2' is in: $1"; }

# Its output and its exit code, from a folder where nothing is.
say() {
  mkdir -p "$SCRATCH/elsewhere"
  (cd "$SCRATCH/elsewhere" && "$@" 2>&1; printf 'exit %s\n' $?)
}

configure() { "$CMAKE" -G "$GENERATOR" "-DCMAKE_PREFIX_PATH=$moved" "$@"; }

# A project that exists only to be configured; what follows is the rest of its CMakeLists.txt.
probe() {
  local folder=$SCRATCH/probe/$1 languages=$2
  rm -rf "$folder"
  mkdir -p "$folder"
  printf 'cmake_minimum_required(VERSION 3.25)\nproject(Probe LANGUAGES %s)\n%s\n' "$languages" "$3" >"$folder/CMakeLists.txt"
  printf 'id probe\nname "x"\nversion 1.0.0\nsector any\n' >"$folder/plugin.info"
  (configure -S "$folder" -B "$folder/build" 2>&1 && "$CMAKE" --build "$folder/build" 2>&1; printf 'exit %s\n' $?)
}

# Every other name could meet the same one of another plugin.
exports_one_symbol() {
  local symbols
  symbols=$("$NM" -D --defined-only "$1" | awk '{print $NF}')
  [ "$symbols" = lectern_plugin_v1 ] || fail "$1 exports: $symbols"
}

# An installation in a fresh prefix, which then goes elsewhere. The first place must not matter any more.
installs() {
  rm -rf "$SCRATCH"
  mkdir -p "$SCRATCH"
  "$CMAKE" --install "$BUILD" --prefix "$SCRATCH/first" >"$SCRATCH/install.log"
  mv "$SCRATCH/first" "$moved"
  lacks "$(cd "$moved" && grep -rlF "$SCRATCH/first" . || true)" .
  local library
  for library in "$moved/$LIBDIR"/lectern/plugins/*/*.so; do exports_one_symbol "$library"; done
  # Nothing of the tests is installed.
  [ "$(ls "$moved/$LIBDIR/lectern/plugins")" = "$(ls "$BUILD/$LIBDIR/lectern/plugins")" ] ||
    fail "installed plugins: $(ls "$moved/$LIBDIR/lectern/plugins")"
}

# The page shows where each fact stands, so it names the installation's own files.
neutral() { sed -e "s|$moved/|PREFIX/|g" -e "s|$BUILD/|PREFIX/|g"; }

same_speech() {
  local profile format
  for profile in "$moved"/share/lectern/profiles/units/*.info; do
    profile=$(basename "$profile" .info)
    for format in txt md html; do
      diff <(say "$PROGRAM" draft "$profile" -f $format | neutral) \
        <(say "$moved/bin/lectern" draft "$profile" -f $format | neutral) >&2 || fail "$profile drafts another $format"
    done
  done
  diff <(LC_ALL=C TZ=Pacific/Kiritimati say "$moved/bin/lectern" draft yunling-tax-2026) \
    <(LC_ALL=C.UTF-8 TZ=America/Los_Angeles say "$moved/bin/lectern" draft yunling-tax-2026) >&2 ||
    fail "the speech depends on the locale or the time zone"
  [ "$(say "$moved/bin/lectern" draft yunling-tax-2026 | wc -l)" -gt 20 ] || fail "yunling-tax-2026 drafts no speech"
  holds "$(say "$moved/bin/lectern" plugin info tax-bureau)" "$moved/$LIBDIR/lectern/plugins/tax_bureau"
}

# One symbol leaves a plugin, and its id and version are those of its plugin.info.
builds() {
  # A plugin that carries its own C++ library leaves that library's reserve for exceptions behind (72,704 bytes, g++ 12).
  export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
  local build=$SCRATCH/with-$(basename "$1") name speech plugins
  configure -S "$project" -B "$build" "-DCMAKE_CXX_COMPILER=$1" "-DCMAKE_C_COMPILER=$2" \
    '-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Werror' '-DCMAKE_C_FLAGS=-std=c99 -Wall -Wextra -Wpedantic -Werror'
  "$CMAKE" --build "$build"
  for name in harbour lighthouse; do
    exports_one_symbol "$build/$name/plugins/$name/$name.so"
    [ "$(wc -l <"$(echo "$project/$name/$name".c*)")" -lt 40 ] || fail "$name takes its author 40 lines"
  done
  plugins=$build/harbour/plugins:$build/lighthouse/plugins:$build/notice/plugins
  speech=$(LECTERN_PLUGIN_PATH=$plugins say "$moved/bin/lectern" draft "$project/profile.info")
  holds "$speech" "去年完成吞吐量812.5万吨，增长6.9%。"
  holds "$speech" "812.5万吨货物，是一吊一吊卸下来的。"
  holds "$speech" "灯不灭，船才敢走夜路。"
  holds "$speech" "请各位把今天的通知带回去。"
  lacks "$speech" "error["
  printf '%s\n' "$speech" >"$build/speech.txt"
  for name in harbour lighthouse notice; do
    holds "$(say "$moved/bin/lectern" plugin check "$build/$name/plugins/$name")" " 0 failed,"
  done

  # Installed beside Lectern, the plugins are found without being named.
  rm -rf "$build/prefix"
  cp -R "$moved" "$build/prefix"
  "$CMAKE" --install "$build" --prefix "$build/prefix" >"$build/install.log"
  [ "$(say "$build/prefix/bin/lectern" draft "$project/profile.info")" = "$speech" ] || fail "installed, it drafts another"
  holds "$(say "$build/prefix/bin/lectern" plugin list)" "harbour  0.3.1  harbour  港务局"
}

same_by_compiler() { cmp "$SCRATCH/with-g++/speech.txt" "$SCRATCH/with-clang++/speech.txt"; }

package() {
  local found said
  found='lectern_add_plugin(probe)'
  said=$(probe sdk CXX "find_package(Lectern 1 REQUIRED COMPONENTS SDK)
$found")
  holds "$said" "exit 0"
  lacks "$said" "Warning"
  said=$(probe version CXX "find_package(Lectern 1.0 REQUIRED)
$found")
  holds "$said" "exit 0"
  # Texts need no compiler.
  said=$(probe none NONE "find_package(Lectern 1 REQUIRED COMPONENTS SDK)
$found")
  holds "$said" "exit 0"
  lacks "$said" "Warning"
  said=$(probe major CXX 'find_package(Lectern 2 REQUIRED COMPONENTS SDK)')
  holds "$said" "exit 1"
  holds "$said" 'compatible with requested version "2"'
  said=$(probe component CXX 'find_package(Lectern 1 REQUIRED COMPONENTS Sdk)')
  holds "$said" "exit 1"
  holds "$said" "there is no component 'Sdk'; there is: SDK"
  said=$(probe optional CXX 'find_package(Lectern 1 COMPONENTS SDK OPTIONAL_COMPONENTS Host)
if(NOT Lectern_FOUND OR NOT Lectern_SDK_FOUND OR Lectern_Host_FOUND)
  message(FATAL_ERROR "found: ${Lectern_FOUND} ${Lectern_SDK_FOUND} ${Lectern_Host_FOUND}")
endif()')
  holds "$said" "exit 0"
}

refusals() {
  local find='find_package(Lectern 1 REQUIRED COMPONENTS SDK)' said
  said=$(probe argument CXX "$find
lectern_add_plugin(probe SOURCE probe.cpp)")
  holds "$said" "exit 1"
  holds "$said" "unknown arguments: SOURCE;probe.cpp"
  said=$(probe manifest CXX "$find
lectern_add_plugin(probe MANIFEST elsewhere.info)")
  holds "$said" "exit 1"
  holds "$said" "elsewhere.info"
  said=$(probe library CXX "$find
lectern_add_plugin(probe SOURCES probe.cpp)")
  holds "$said" "exit 1"
  holds "$said" 'library "probe.so"'
  said=$(probe identity CXX "$find
file(WRITE \${CMAKE_CURRENT_BINARY_DIR}/plugin.info \"name probe\\n\")
lectern_add_plugin(probe MANIFEST \${CMAKE_CURRENT_BINARY_DIR}/plugin.info)")
  holds "$said" "exit 1"
  holds "$said" "needs an id and a version"
}

removed_passage() {
  local folder=$SCRATCH/probe/removed
  probe removed NONE 'find_package(Lectern 1 REQUIRED COMPONENTS SDK)
lectern_add_plugin(probe)' >/dev/null
  mkdir -p "$folder/passages"
  printf 'passage thanks { slot closing.thanks text "x" }\n' | tee "$folder/passages/a.info" >"$folder/passages/b.info"
  "$CMAKE" --build "$folder/build" >/dev/null
  [ "$(ls "$folder/build/plugins/probe/passages" | tr '\n' ' ')" = "a.info b.info " ] || fail "not both are there"
  rm "$folder/passages/a.info"
  "$CMAKE" --build "$folder/build" >/dev/null
  [ "$(ls "$folder/build/plugins/probe/passages")" = b.info ] || fail "the removed passage is still there"
}

"$@"
