# SPDX-License-Identifier: MIT
# slotgen_generate(TARGET SCHEMA... [IMPORT_DIRS DIR...] [INCLUDE_PREFIX DIR] [PREFIX NAME_])
#
# Compiles schemas into a static library TARGET that links slotgen::runtime; the generated headers lie in its include
# path. Editing a schema regenerates it and what imports it, once.
#
#   IMPORT_DIRS      folders for imports that do not lie beside the schema that imports them. Schemas of another target
#                    are generated there: link that target for their headers.
#   INCLUDE_PREFIX   headers are included as "DIR/market.slots.h"
#   PREFIX           stands before every C name
#
# A project has one INCLUDE_PREFIX and one PREFIX for all schemas that import each other.
function(slotgen_generate target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "INCLUDE_PREFIX;PREFIX" "IMPORT_DIRS")
  set(root ${CMAKE_CURRENT_BINARY_DIR}/${target}.slots)
  string(REGEX REPLACE "/+$" "" folder "${root}/${arg_INCLUDE_PREFIX}")
  file(MAKE_DIRECTORY ${folder})
  set(options)
  set(forget)
  if(CMAKE_GENERATOR MATCHES "Ninja")
    # Ninja re-reads what a command left untouched; make would run it again for ever.
    list(APPEND options --if-changed)
  elseif(CMAKE_GENERATOR MATCHES "Makefiles")
    # CMake adds the files of a DEPFILE to those of earlier runs: with an import that is gone, make would run for ever.
    # Without what it keeps, it reads all of them anew.
    set(forget COMMAND ${CMAKE_COMMAND} -E rm -f
      ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/compiler_depend.internal)
  endif()
  foreach(import_folder IN LISTS arg_IMPORT_DIRS)
    get_filename_component(import_folder ${import_folder} ABSOLUTE)
    list(APPEND options -I ${import_folder})
  endforeach()
  if(arg_INCLUDE_PREFIX)
    list(APPEND options --include-prefix ${arg_INCLUDE_PREFIX})
  endif()
  if(arg_PREFIX)
    list(APPEND options --prefix ${arg_PREFIX})
  endif()
  set(outputs)
  foreach(schema IN LISTS arg_UNPARSED_ARGUMENTS)
    get_filename_component(path ${schema} ABSOLUTE)
    get_filename_component(name ${schema} NAME)
    string(REGEX REPLACE "\\.slots$" "" base ${name})
    # The private header too, so that the outputs do not hang on what stands in the schema.
    set(files ${folder}/${name}.h ${folder}/${name}.c ${folder}/${base}.private.slots.h)
    add_custom_command(OUTPUT ${files}
      COMMAND slotgen ${options} --private-header
        -o ${folder} -MF ${folder}/${name}.d -MT ${folder}/${name}.h -MP ${path}
      ${forget}
      DEPENDS slotgen ${path} DEPFILE ${folder}/${name}.d COMMENT "slotgen ${name}" VERBATIM)
    list(APPEND outputs ${files})
  endforeach()
  add_library(${target} STATIC ${outputs})
  target_include_directories(${target} PUBLIC ${root})
  target_link_libraries(${target} PUBLIC slotgen::runtime)
endfunction()
