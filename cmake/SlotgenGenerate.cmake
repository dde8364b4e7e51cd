# slotgen_generate(TARGET SCHEMA...): compiles schemas into a static library TARGET that links slotgen::runtime.
#
# The generated headers lie in the target's include path. Editing a schema regenerates what depends on it, once.
function(slotgen_generate target)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target}.slots)
  file(MAKE_DIRECTORY ${folder})
  set(outputs)
  foreach(schema IN LISTS ARGN)
    get_filename_component(path ${schema} ABSOLUTE)
    get_filename_component(name ${schema} NAME)
    set(files ${folder}/${name}.h ${folder}/${name}.c)
    # Ninja re-reads what a command left untouched; make would run it again for ever.
    set(if_changed)
    if(CMAKE_GENERATOR MATCHES "Ninja")
      set(if_changed --if-changed)
    endif()
    add_custom_command(OUTPUT ${files}
      COMMAND slotgen ${if_changed} -o ${folder} -MF ${folder}/${name}.d -MT ${folder}/${name}.h -MP ${path}
      DEPENDS slotgen ${path} DEPFILE ${folder}/${name}.d COMMENT "slotgen ${name}" VERBATIM)
    list(APPEND outputs ${files})
  endforeach()
  add_library(${target} STATIC ${outputs})
  target_include_directories(${target} PUBLIC ${folder})
  target_link_libraries(${target} PUBLIC slotgen::runtime)
endfunction()
