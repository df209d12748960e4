# The header of a minor to come, in which every structure and the table of functions has grown: with it the tests build a
# later host for the plugins of today, and a later plugin for the host of today. Called with -DHEADER=… -DGROWN=….
file(READ ${HEADER} text)

function(grow what with)
  string(REPLACE "${what}" "${with}${what}" grown "${text}")
  if(grown STREQUAL text)
    message(FATAL_ERROR "plugin.h has no '${what}' any more")
  endif()
  set(text "${grown}" PARENT_SCOPE)
endfunction()
grow("} lectern_fact;" "  lectern_text later;\n")
grow("} lectern_passage;" "  const lectern_text* laters;\n  uint64_t later_count;\n")
grow("} lectern_report;" "  lectern_text later;\n")
grow("};\n#define LECTERN_HOST_SIZE_1_0" "  int32_t (*later)(const lectern_host* host, lectern_text words) LECTERN_NOEXCEPT;\n")
grow("} lectern_plugin;" "  const void* (*later)(void* instance)LECTERN_NOEXCEPT;\n")

string(REGEX REPLACE "define LECTERN_ABI_MINOR [0-9]+" "define LECTERN_ABI_MINOR 99" text "${text}")
# As it was, where nothing changed: else all that includes it is built anew.
if(EXISTS ${GROWN})
  file(READ ${GROWN} before)
endif()
if(NOT text STREQUAL "${before}")
  file(WRITE ${GROWN} "${text}")
endif()
