# lectern_add_plugin(NAME [SOURCES file...] [MANIFEST plugin.info] [PASSAGES folder] [OUTPUT folder] [TESTS profile...]
#                    [UNIT_TESTS file...])
#
# Assembles the bundle NAME from the current source folder: plugin.info, the passage files and, with SOURCES, a library
# built as the host wants it. The id and version come from plugin.info and nowhere else. The bundle lies in OUTPUT/NAME
# (by default the build folder's plugins/NAME) and is installed to ${LECTERN_PLUGIN_DIR}/NAME (by default where the
# Lectern that was found looks, seen from its prefix: lib/lectern/plugins).
#
# With TESTS, CTest checks the bundle and drafts each profile: PROFILE.info must give the speech PROFILE.txt beside it, with
# nothing found. The target NAME_accept makes the speeches of today the expected ones: read them first. The program is
# LECTERN_PROGRAM, by default that of the Lectern that was found, else what is called lectern on the PATH.
#
# With UNIT_TESTS, CTest runs NAME.unit: a program of these files and the SOURCES, which must exit with 0. It needs no Lectern:
# see lectern/fake_host.hpp.
include_guard(GLOBAL)

set(LECTERN_PLUGIN_MAP ${CMAKE_CURRENT_LIST_DIR}/plugin.map CACHE INTERNAL "")
set(LECTERN_GOLDEN ${CMAKE_CURRENT_LIST_DIR}/LecternGolden.cmake CACHE INTERNAL "")

# The value of a top-level key of an INFO file.
function(lectern_manifest_value file key result)
  file(STRINGS ${file} lines ENCODING UTF-8 REGEX "^[ \t]*${key}[ \t]+")
  if(NOT lines)
    set(${result} "" PARENT_SCOPE)
    return()
  endif()
  list(GET lines 0 line)
  string(REGEX REPLACE "^[ \t]*${key}[ \t]+\"?([^\" \t;]+)\"?.*$" "\\1" value "${line}")
  set(${result} "${value}" PARENT_SCOPE)
endfunction()

# What drafts the golden speeches.
function(lectern_find_program result)
  if(LECTERN_PROGRAM)
    set(${result} ${LECTERN_PROGRAM} PARENT_SCOPE)
  elseif(TARGET lectern)
    set(${result} $<TARGET_FILE:lectern> PARENT_SCOPE)
  else()
    find_program(LECTERN_ON_PATH lectern)
    set(${result} ${LECTERN_ON_PATH} PARENT_SCOPE)
  endif()
endfunction()

# Adds the tests of the bundle `name` in the folder `bundles`; the rest are profiles.
function(lectern_add_plugin_tests name bundles)
  lectern_find_program(program)
  if(NOT program)
    message(WARNING "lectern_add_plugin(${name}): there is no program lectern, so the tests are not added: set LECTERN_PROGRAM")
    return()
  endif()
  add_test(NAME ${name}.check COMMAND ${program} plugin check ${bundles}/${name})
  set(accept)
  foreach(profile IN LISTS ARGN)
    get_filename_component(profile ${profile} ABSOLUTE)
    get_filename_component(folder ${profile} DIRECTORY)
    get_filename_component(speech ${profile} NAME_WE)
    if(NOT EXISTS ${profile})
      message(FATAL_ERROR "lectern_add_plugin(${name}): there is no ${profile}")
    endif()
    set(golden -DPROGRAM=${program} -DPROFILE=${profile} -DEXPECTED=${folder}/${speech}.txt -DBUNDLES=${bundles}
               -DSCRATCH=${CMAKE_CURRENT_BINARY_DIR}/speeches -DTARGET=${name}_accept)
    add_test(NAME ${name}.speech.${speech} COMMAND ${CMAKE_COMMAND} ${golden} -P ${LECTERN_GOLDEN})
    list(APPEND accept COMMAND ${CMAKE_COMMAND} ${golden} -DACCEPT=ON -P ${LECTERN_GOLDEN})
  endforeach()
  add_custom_target(${name}_accept ${accept} VERBATIM)
  add_dependencies(${name}_accept ${name}_bundle)
endfunction()

# A program of the plugin's code and tests of it.
function(lectern_add_unit_tests name id version sources tests)
  if(NOT sources)
    message(FATAL_ERROR "lectern_add_plugin(${name}): UNIT_TESTS test code: name its SOURCES")
  endif()
  add_executable(${name}_unit ${sources} ${tests})
  target_link_libraries(${name}_unit PRIVATE Lectern::SDK)
  target_compile_definitions(${name}_unit PRIVATE LECTERN_PLUGIN_ID="${id}" LECTERN_PLUGIN_VERSION="${version}")
  add_test(NAME ${name}.unit COMMAND ${name}_unit)
endfunction()

function(lectern_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MANIFEST;PASSAGES;OUTPUT" "SOURCES;TESTS;UNIT_TESTS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "lectern_add_plugin(${name}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(name MATCHES "^(all|clean|edit_cache|help|install|package|package_source|rebuild_cache|test)$")
    message(FATAL_ERROR "lectern_add_plugin(${name}): CMake keeps the name ${name} for itself: choose another, as ${name}_plugin")
  endif()
  set(manifest ${CMAKE_CURRENT_SOURCE_DIR}/plugin.info)
  if(arg_MANIFEST)
    get_filename_component(manifest ${arg_MANIFEST} ABSOLUTE)
  endif()
  if(NOT EXISTS ${manifest})
    message(FATAL_ERROR "lectern_add_plugin(${name}): there is no ${manifest}")
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${manifest})
  lectern_manifest_value(${manifest} id id)
  lectern_manifest_value(${manifest} version version)
  lectern_manifest_value(${manifest} library library)
  if(NOT id OR NOT version)
    message(FATAL_ERROR "lectern_add_plugin(${name}): ${manifest} needs an id and a version")
  endif()
  if(arg_SOURCES AND NOT library)
    message(FATAL_ERROR "lectern_add_plugin(${name}): ${manifest} names no library: add  library \"${name}.so\"")
  endif()

  set(passages ${CMAKE_CURRENT_SOURCE_DIR}/passages)
  if(arg_PASSAGES)
    get_filename_component(passages ${arg_PASSAGES} ABSOLUTE)
  endif()
  file(GLOB passage_files CONFIGURE_DEPENDS ${passages}/*.info)

  set(bundles ${CMAKE_CURRENT_BINARY_DIR}/plugins)
  if(arg_OUTPUT)
    set(bundles ${arg_OUTPUT})
  elseif(LECTERN_BUNDLE_OUTPUT)
    set(bundles ${LECTERN_BUNDLE_OUTPUT})
  endif()
  set(bundle ${bundles}/${name})
  set(installed lib/lectern/plugins/${name})
  if(LECTERN_PLUGIN_DIR)
    set(installed ${LECTERN_PLUGIN_DIR}/${name})
  endif()

  # A passage file that is no longer in the sources must not speak from the build folder.
  file(GLOB earlier RELATIVE ${bundle}/passages ${bundle}/passages/*.info)
  foreach(file_name IN LISTS earlier)
    if(NOT ${passages}/${file_name} IN_LIST passage_files)
      file(REMOVE ${bundle}/passages/${file_name})
    endif()
  endforeach()

  set(copied)
  set(names)  # of the bundle's files, in its folder
  foreach(file IN LISTS manifest passage_files)
    get_filename_component(file_name ${file} NAME)
    set(name_in_bundle plugin.info)
    if(NOT file STREQUAL manifest)
      set(name_in_bundle passages/${file_name})
    endif()
    list(APPEND names ${name_in_bundle})
    set(target ${bundle}/${name_in_bundle})
    add_custom_command(
      OUTPUT ${target}
      COMMAND ${CMAKE_COMMAND} -E copy ${file} ${target}
      DEPENDS ${file}
      VERBATIM)
    list(APPEND copied ${target})
  endforeach()
  if(arg_SOURCES)
    list(APPEND names ${library})
  endif()
  add_custom_target(${name}_bundle ALL DEPENDS ${copied})
  set_target_properties(${name}_bundle PROPERTIES LECTERN_ID ${id} LECTERN_BUNDLE ${bundle} LECTERN_FILES "${names}")
  install(FILES ${manifest} DESTINATION ${installed} RENAME plugin.info)
  if(passage_files)
    install(FILES ${passage_files} DESTINATION ${installed}/passages)
  endif()

  if(arg_SOURCES)
    add_library(${name} MODULE ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE Lectern::SDK)
    target_compile_definitions(${name} PRIVATE LECTERN_PLUGIN_ID="${id}" LECTERN_PLUGIN_VERSION="${version}")
    set_target_properties(
      ${name}
      PROPERTIES PREFIX ""
                 OUTPUT_NAME "${library}"
                 SUFFIX ""
                 LIBRARY_OUTPUT_DIRECTORY ${bundle}
                 C_VISIBILITY_PRESET hidden
                 CXX_VISIBILITY_PRESET hidden
                 VISIBILITY_INLINES_HIDDEN ON
                 LINK_DEPENDS ${LECTERN_PLUGIN_MAP})
    target_link_options(${name} PRIVATE LINKER:--version-script=${LECTERN_PLUGIN_MAP})
    # A library that carries its own C++ library runs on older and newer systems than the one it was built on, and is
    # loaded faster; nothing of it shows. Not under sanitizers: they bring a library of their own, and clang leaves their
    # symbols to the program.
    if(NOT "${CMAKE_C_FLAGS} ${CMAKE_CXX_FLAGS} ${CMAKE_MODULE_LINKER_FLAGS}" MATCHES "-fsanitize")
      target_link_options(${name} PRIVATE $<$<LINK_LANGUAGE:CXX>:-static-libstdc++> -static-libgcc LINKER:-z,defs)
    endif()
    add_dependencies(${name} ${name}_bundle)
    install(TARGETS ${name} LIBRARY DESTINATION ${installed})
  endif()

  if(arg_UNIT_TESTS)
    lectern_add_unit_tests(${name} ${id} ${version} "${arg_SOURCES}" "${arg_UNIT_TESTS}")
  endif()
  if(arg_TESTS)
    lectern_add_plugin_tests(${name} ${bundles} ${arg_TESTS})
    if(arg_SOURCES)
      add_dependencies(${name}_accept ${name})
    endif()
  endif()
endfunction()
