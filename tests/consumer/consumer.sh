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

# How many of the plugins it came with run in the process of the program there.
trusted() { say "$1/bin/lectern" plugin list | grep -cF "runs in the host's process" || true; }

# What is installed is trusted: also where installing changes it, and where the prefix is moved. What is changed later is not.
trusts_what_it_installed() {
  local count prefix said
  count=$(find "$moved/$LIBDIR/lectern/plugins" -name '*.so' | wc -l)
  [ "$count" -gt 0 ] || fail "there is no plugin with code"
  [ "$(trusted "$moved")" = "$count" ] || fail "$(say "$moved/bin/lectern" plugin list)"
  rm -rf "$SCRATCH/root" "$SCRATCH/stripped"
  DESTDIR=$SCRATCH/root "$CMAKE" --install "$BUILD" --prefix /usr --strip >"$SCRATCH/install.log"
  mv "$SCRATCH/root/usr" "$SCRATCH/stripped"
  prefix=$SCRATCH/stripped
  [ "$(trusted "$prefix")" = "$count" ] || fail "$(say "$prefix/bin/lectern" plugin list)"
  printf ' ' >>"$prefix/$LIBDIR/lectern/plugins/court/court.so"
  [ "$(trusted "$prefix")" = $((count - 1)) ] || fail "$(say "$prefix/bin/lectern" plugin list)"
  said=$(say "$prefix/bin/lectern" draft chengxi-court-2024)
  holds "$said" "plugin 'court' 1.0.0 is not the one that came with Lectern"
  lacks "$said" "error["
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

# The lines of a source that say something.
lines_of_code() { grep -cvE '^ *(//.*|/\*.*\*/|[{}]*;?)$' "$1"; }

# What `plugin new` makes, builds, passes its own tests and drafts, in C++ and in C; of texts alone without a build.
new_project() {
  export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
  local folder=$SCRATCH/new-with-$(basename "$1") kind said
  rm -rf "$folder"
  mkdir -p "$folder"
  for kind in c++ c; do
    local id=reading-room-${kind//+/p}
    said=$(cd "$folder" && "$moved/bin/lectern" plugin new "$id" --lang "$kind" 2>&1) || fail "$said"
    lacks "$(grep -rlE '@[A-Za-z+_]+@' "$folder/$id" || true)" "$folder"
    local code
    for code in "$folder/$id"/*.c "$folder/$id"/*.cpp; do
      [ ! -e "$code" ] || [ "$(lines_of_code "$code")" -lt 40 ] || fail "$code: $(lines_of_code "$code") lines of code"
    done
    configure -S "$folder/$id" -B "$folder/$id/build" "-DCMAKE_CXX_COMPILER=$1" "-DCMAKE_C_COMPILER=$2" \
      '-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Werror' '-DCMAKE_C_FLAGS=-std=c99 -Wall -Wextra -Wpedantic -Werror'
    "$CMAKE" --build "$folder/$id/build"
    said=$("$CTEST" --test-dir "$folder/$id/build" --no-tests=error --output-on-failure 2>&1) || fail "$said"
    holds "$said" "${id//-/_}.speech.sample"
    [ "$kind" != c++ ] || holds "$said" "${id//-/_}.unit"
    said=$(say "$moved/bin/lectern" profile check "$folder/$id/tests/sample.info" --plugin-path "$folder/$id/build/plugins")
    [ "$said" = "exit 0" ] || fail "$said"
    "$moved/bin/lectern" draft "$folder/$id/tests/sample.info" --plugin-path "$folder/$id/build/plugins" >"$folder/$id.txt" 2>/dev/null
    # Whichever language it is written in, it says the same.
    cmp "$folder/$id.txt" "$folder/reading-room-cpp.txt"
    changed_speech "$folder/$id"
  done
  new_texts "$folder"
}

# Runs it where there is neither CMake nor a compiler, nor anything but a shell.
without_tools() {
  mkdir -p "$SCRATCH/tools"
  ln -sf "$(command -v dirname)" "$SCRATCH/tools"
  (cd "$1" && env -i LANGUAGE=en HOME="$1" PATH="$moved/bin:$SCRATCH/tools" /bin/sh -eu -c "$2" 2>&1)
}

# A project of texts alone is a bundle: it is checked and drafted with as it is, by the commands it comes with.
new_texts() {
  local folder=$1 said id=reading-room-text
  said=$(without_tools "$folder" "lectern plugin new $id --no-code") || fail "$said"
  holds "$said" "needs neither CMake nor a compiler"
  lacks "$said$(grep -rE '@[A-Za-z+_]+@' "$folder/$id" || true)$(cat "$folder/$id/README.md")" "cmake"
  [ ! -e "$folder/$id/CMakeLists.txt" ] || fail "it has a build"
  said=$(without_tools "$folder" "$(grep '^  ' <<<"$said")") || fail "$said"
  holds "$said" " 0 failed,"
  without_tools "$folder" "lectern draft $id/tests/sample.info --plugin-path ." >"$folder/$id.txt"
  cmp "$folder/$id.txt" "$folder/reading-room-cpp.txt"
  said=$(without_tools "$folder/$id" ./ci.sh) || fail "$said"
  sed -i 's/几点开门、几点闭馆/何时开门、何时闭馆/' "$folder/$id/passages/what.info"
  if said=$(without_tools "$folder/$id" ./ci.sh); then fail "the changed speech passes"; fi
  holds "$said" "+ 　　何时开门、何时闭馆"
  without_tools "$folder/$id" "$(sed -n 's/^    \(lectern draft .* -o .*\)/\1/p' "$folder/$id/README.md")" >/dev/null
  without_tools "$folder/$id" ./ci.sh >/dev/null || fail "the accepted speech fails"
  said=$(without_tools "$folder/$id" "$(sed -n 's/^    \(lectern plugin [pa].*\)/\1/p' "$folder/$id/README.md")") || fail "$said"
}

# A changed passage fails the project's test, which shows the difference; accepted, it passes.
changed_speech() {
  local said name
  name=$(basename "$1")
  name=${name//-/_}
  sed -i 's/几点开门、几点闭馆/何时开门、何时闭馆/' "$1/passages/what.info"
  "$CMAKE" --build "$1/build" >/dev/null
  if said=$("$CTEST" --test-dir "$1/build" --output-on-failure 2>&1); then fail "the changed speech passes"; fi
  holds "$said" "+　　何时开门、何时闭馆"
  holds "$said" "${name}_accept"
  "$CMAKE" --build "$1/build" --target "${name}_accept" >/dev/null
  "$CTEST" --test-dir "$1/build" >/dev/null || fail "the accepted speech fails"
  holds "$(cat "$1/tests/sample.txt")" "何时开门、何时闭馆"
}

# An id that is a domain name turned round, from nothing to an installed plugin.
new_with_domain() {
  export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0 XDG_DATA_HOME=$SCRATCH/new-with-domain/data
  local folder=$SCRATCH/new-with-domain id=org.example.reading-room name=org_example_reading_room said
  rm -rf "$folder"
  mkdir -p "$folder"
  (cd "$folder" && "$moved/bin/lectern" plugin new $id >/dev/null)
  sed -i '/^prefix/a option mood { type text  label "语气" }' "$folder/$id/plugin.info"
  configure -S "$folder/$id" -B "$folder/build" >/dev/null
  "$CMAKE" --build "$folder/build" >/dev/null
  said=$("$CTEST" --test-dir "$folder/build" --no-tests=error --output-on-failure 2>&1) || fail "$said"
  holds "$said" "$name.check"
  holds "$(cat "$folder/build/plugins/$name/plugin.info")" "prefix   reading_room"
  (cd "$folder" && "$moved/bin/lectern" plugin pack "build/plugins/$name" && "$moved/bin/lectern" plugin add $id-0.1.0.zip) >/dev/null
  [ -e "$folder/data/lectern/plugins/$id/$name.so" ] || fail "not installed: $(find "$folder/data")"
  printf '\noptions { %s { mood fast } }\n' $id >>"$folder/$id/tests/sample.info"
  "$moved/bin/lectern" draft "$folder/$id/tests/sample.info" | cmp - "$folder/$id/tests/sample.txt"
  holds "$(say "$moved/bin/lectern" plugin why $id)" "exit 0"
  holds "$(say "$moved/bin/lectern" plugin remove $id)" "exit 0"
}

# A plugin for a sector that has others has no speech to expect until its author accepted one.
new_in_known_sector() {
  local folder=$SCRATCH/new-in-court said
  rm -rf "$folder"
  said=$(say "$moved/bin/lectern" plugin new court-archive --sector court --no-code -o "$folder")
  holds "$said" "-o $folder/tests/sample.txt"
  sed -i 's/县图书馆/县人民法院/g' "$folder/tests/sample.info"  # the sample's unit is none of the sector's
  if said=$(without_tools "$folder" ./ci.sh); then fail "there is no expected speech, and it passes"; fi
  holds "$said" "there is no 'sample.txt' beside 'sample.info'"
  without_tools "$folder" "lectern draft tests/sample.info --plugin-path .. -o tests/sample.txt" >/dev/null
  without_tools "$folder" ./ci.sh >/dev/null || fail "the accepted speech fails"
  # With code it has a build, which has a target for that.
  rm -rf "$folder"
  said=$(say "$moved/bin/lectern" plugin new court-archive --sector court -o "$folder")
  holds "$said" "--target court_archive_accept"
}

# The sources taken into an author's project: only the SDK, and nothing of it is installed or tested.
subproject() {
  local folder=$SCRATCH/subproject
  rm -rf "$folder"
  mkdir -p "$folder"
  cp -R "$project/harbour" "$folder/harbour"
  printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(Author LANGUAGES C CXX)' 'enable_testing()' \
    'include(FetchContent)' "FetchContent_Declare(Lectern SOURCE_DIR \"$SOURCES\")" \
    'FetchContent_MakeAvailable(Lectern)' 'add_subdirectory(harbour)' >"$folder/CMakeLists.txt"
  "$CMAKE" -G "$GENERATOR" -S "$folder" -B "$folder/build" -DCMAKE_INSTALL_PREFIX=/
  "$CMAKE" --build "$folder/build"
  exports_one_symbol "$folder/build/harbour/plugins/harbour/harbour.so"
  [ ! -e "$folder/build/_deps/lectern-build/host" ] || fail "the host is built"
  DESTDIR=$folder/root "$CMAKE" --install "$folder/build" >/dev/null
  [ "$(cd "$folder/root" && find . -type f | LC_ALL=C sort | tr '\n' ' ')" = "./lib/lectern/plugins/harbour/harbour.so \
./lib/lectern/plugins/harbour/passages/why.info ./lib/lectern/plugins/harbour/plugin.info " ] ||
    fail "installed: $(find "$folder/root" -type f)"
}

# Without CMake, by pkg-config alone.
makefile() {
  local bundle=$SCRATCH/makefile/lighthouse
  rm -rf "$bundle"
  mkdir -p "$bundle"
  cp "$project/lighthouse/plugin.info" "$bundle"
  export PKG_CONFIG_PATH=$moved/$LIBDIR/pkgconfig
  # shellcheck disable=SC2046 # words, as a Makefile takes them
  "$1" -std=c99 -Wall -Wextra -Werror $(pkg-config --cflags lectern-sdk) -DLECTERN_PLUGIN_ID='"lighthouse"' \
    -DLECTERN_PLUGIN_VERSION='"1.0.0"' "$project/lighthouse/lighthouse.c" $(pkg-config --libs lectern-sdk) -o "$bundle/lighthouse.so"
  exports_one_symbol "$bundle/lighthouse.so"
  [ "$(realpath "$(pkg-config --variable=plugindir lectern-sdk)")" = "$moved/$LIBDIR/lectern/plugins" ] || fail "plugindir"
  [ "$(pkg-config --modversion lectern-sdk)" = "$("$moved/bin/lectern" --version | sed -n '1s/^lectern //p')" ] || fail "version"
  local said
  said=$(say "$moved/bin/lectern" plugin why lighthouse --plugin-path "$SCRATCH/makefile")
  holds "$said" "exit 0"
}

# The commands of a guide: what stands in its ```sh blocks. One that names a tool, as ```sh rustc, is left out without it.
commands_of() {
  local line tool inside=no
  while IFS= read -r line; do
    case $inside:$line in
      no:\`\`\`sh*)
        tool=${line#\`\`\`sh}
        inside=yes
        [ -z "$tool" ] || command -v $tool >/dev/null || inside=skipped
        ;;
      *:\`\`\`) inside=no ;;
      yes:*) printf '%s\n' "$line" ;;
    esac
  done <"$1"
}

# Every command of the guide that was installed, in its order, as a reader would type them.
guide() {
  export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
  local folder=$SCRATCH/guide-${1%.md} said
  rm -rf "$folder"
  mkdir -p "$folder"
  commands_of "$moved/share/lectern/sdk/$1" | sed "s|/opt/lectern|$moved|g" >"$folder/commands"
  [ "$(grep -cE '^(lectern|cmake|ctest|cc) ' "$folder/commands")" -gt 15 ] || fail "$(cat "$folder/commands")"
  said=$(cd "$folder" && XDG_DATA_HOME=$folder/data bash -exuo pipefail commands 2>&1) || fail "$(tail -40 <<<"$said")"
  lacks "$said" "warning["
  lacks "$said" "error["
}

# Both guides give the same commands: what is true in one language is true in the other.
guides_agree() {
  diff <(commands_of "$moved/share/lectern/sdk/README.md") <(commands_of "$moved/share/lectern/sdk/README.zh-CN.md") >&2 ||
    fail "the guides differ"
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
  said=$(probe reserved CXX "$find
lectern_add_plugin(test)")
  holds "$said" "exit 1"
  holds "$said" "test_plugin"
  said=$(probe manifest CXX "$find
lectern_add_plugin(probe MANIFEST elsewhere.info)")
  holds "$said" "exit 1"
  holds "$said" "elsewhere.info"
  said=$(probe library CXX "$find
lectern_add_plugin(probe SOURCES probe.cpp)")
  holds "$said" "exit 1"
  holds "$said" 'library "probe.so"'
  said=$(probe unit CXX "$find
lectern_add_plugin(probe UNIT_TESTS unit.cpp)")
  holds "$said" "exit 1"
  holds "$said" "name its SOURCES"
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
