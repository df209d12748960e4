# A golden speech: cmake -DPROGRAM=… -DPROFILE=… -DEXPECTED=… -DBUNDLES=… -DSCRATCH=… [-DACCEPT=ON] -P LecternGolden.cmake
#
# Drafts PROFILE with the bundles in the folder BUNDLES, and fails where the speech is not the text EXPECTED, or the program
# found something. With ACCEPT the speech becomes the expected text. The user's own plugins are kept out.
cmake_minimum_required(VERSION 3.25)

get_filename_component(name ${PROFILE} NAME_WE)
file(MAKE_DIRECTORY ${SCRATCH})
set(drafted ${SCRATCH}/${name}.txt)
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env --unset=LECTERN_PLUGIN_PATH XDG_DATA_HOME=${SCRATCH}/no-data ${PROGRAM} draft ${PROFILE}
          --plugin-path ${BUNDLES} -f txt -o ${drafted}
  RESULT_VARIABLE exit
  ERROR_VARIABLE said)
if(NOT exit EQUAL 0)
  message(FATAL_ERROR "${PROFILE}: the program found something (exit ${exit}):\n${said}")
endif()
if(ACCEPT)
  file(COPY_FILE ${drafted} ${EXPECTED} ONLY_IF_DIFFERENT)
  message(STATUS "accepted: ${EXPECTED}")
  return()
endif()
if(NOT EXISTS ${EXPECTED})
  message(FATAL_ERROR "there is no expected speech ${EXPECTED}: read ${drafted}, then accept it (target ${TARGET})")
endif()
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${EXPECTED} ${drafted} RESULT_VARIABLE differs)
if(differs EQUAL 0)
  return()
endif()
find_program(DIFF diff)
set(difference "  expected: ${EXPECTED}\n  drafted:  ${drafted}\n")
if(DIFF)
  execute_process(COMMAND ${DIFF} -u --label expected --label drafted ${EXPECTED} ${drafted} OUTPUT_VARIABLE difference)
endif()
message("${difference}")
message(FATAL_ERROR "the speech of ${PROFILE} is another: mend the plugin, or accept the speech (target ${TARGET})")
