# Writes LIST: how the bundles that come with the program are, a line "SHA-256  ID/FILE" for each of their files. The program
# runs the code of these bundles in its own process, and that of all others in a worker.
#
# Run when they are built, and again for what is installed: installing may strip a library. FILES holds a line
# "FOLDER ID FILE" for each file; BUNDLES is where the folders are.
file(STRINGS ${FILES} lines ENCODING UTF-8)
set(hashes)
foreach(line IN LISTS lines)
  string(REPLACE " " ";" parts "${line}")
  list(GET parts 0 folder)
  list(GET parts 1 id)
  list(GET parts 2 name)
  file(SHA256 "${BUNDLES}/${folder}/${name}" hash)
  string(APPEND hashes "${hash}  ${id}/${name}\n")
endforeach()
file(WRITE "${LIST}" "${hashes}")
