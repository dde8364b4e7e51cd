/* SPDX-License-Identifier: MIT */
/*
 * Prints the places and layout ids of all classes of a schema, for layouts.sh: what bytes mean, and nothing of how they are
 * accessed.
 *
 * Usage: layouts SCHEMA [FOLDER...]      imports are looked for in the folders too
 */
#include "diff/parts.h"
#include "diff/side.h"

#include <inttypes.h>
#include <stdio.h>

static void append_arm(struct text *text, const struct model_slot *slot)
{
    if (slot->arm == NULL) return;
    text_strings(text, ", while ", slot->arm->choice->name, " is ", NULL);
    text_uint(text, slot->arm->code);
}

static void append_slot(struct text *text, const struct model_slot *slot)
{
    text_strings(text, "    ", slot->name, ": ", NULL);
    describe_type(text, slot);
    text_string(text, ": ");
    describe_place(text, slot);
    if (!model_is_blob(slot->type.kind)) {
        text_string(text, ", codes to ");
        text_uint(text, slot->encoding.codes);
    }
    if (slot->encoding.niche) text_string(text, ", 0 is unset");
    if (slot->encoding.ordinal) text_string(text, ", ordinals");
    append_arm(text, slot);
    text_string(text, "\n");
}

static void append_class(struct text *text, const struct model_class *class)
{
    char id[24];
    snprintf(id, sizeof id, "%016" PRIx64, class->layout_id);
    text_strings(text, "class ", class->full_name, ": ", model_layout_name(class->layout), ", ", NULL);
    text_uint(text, class->size);
    text_string(text, " bytes, align ");
    text_uint(text, class->align);
    text_strings(text, ", id ", id, "\n", NULL);
    for (size_t i = 0; i < class->slot_count; i++) append_slot(text, &class->slots[i]);
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct side side;
    struct diff_side models = {0};
    struct text text = {0};
    struct options options = {.stdin_name = "-"};
    if (argc < 2) return EXIT_USAGE;
    arena_init(&arena);
    options.include_folders = arena_array(&arena, (size_t)argc, sizeof *options.include_folders);
    for (int i = 2; i < argc; i++) options.include_folders[options.include_folder_count++] = argv[i];
    side_init(&side, &arena, &options, false);
    enum exit_code exit_code = side_load(&side, argv[1]);
    if (exit_code == EXIT_FINE) exit_code = side_compile(&side, &models);
    for (size_t i = 0; i < models.count; i++) {
        if (!models.is_input[i]) continue;
        for (size_t k = 0; k < models.models[i]->class_count; k++) append_class(&text, models.models[i]->classes[k]);
    }
    fputs(text_chars(&text), stdout);
    text_free(&text);
    side_free(&side);
    arena_free(&arena);
    return (int)exit_code;
}
