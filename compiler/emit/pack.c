/* SPDX-License-Identifier: MIT */
/*
 * pack: a mirror becomes an instance, all or nothing.
 *
 * Values are taken in the order of the slots, so that the first one refused is the one that is reported. Slots of one
 * value that always live become codes that are stored as words at the end. A class of nothing else is stored at once;
 * others are built in a fresh instance, where arrays, texts, arms and classes are stored as they are met.
 */
#include "emit/expr.h"
#include "emit/mirror.h"
#include "emit/moves.h"
#include "emit/words.h"
#include "names/names.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

static const char opening_template[] =
    "/*\n"
    " * Packs all values at once. SLOT_ERANGE, *self as it was, and the index of the first slot that refused in "
    "*bad_slot\n"
    " * (unless that is NULL).\n"
    " */\n"
    "static inline slot_status $class$_pack($class$ *self, const $class$_values *values, int *bad_slot)\n"
    "{\n";

static const char fresh_template[] =
    "    $class$ fresh;\n"
    "    slot_zero(fresh.bytes, sizeof fresh.bytes);\n";

/* The texts about one slot, or one element, that its lines are made of. */
struct pack_texts {
    struct text value; /* "values->origin.buy.levels[i]" */
    struct text flag;  /* "values->origin.buy.has_levels[i]", or empty */
    struct text code;  /* "code_origin_levels" */
    struct text scratch;
};

static void free_texts(struct pack_texts *texts)
{
    text_free(&texts->value);
    text_free(&texts->flag);
    text_free(&texts->code);
    text_free(&texts->scratch);
}

static void describe_slot(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts)
{
    text_strings(&texts->value, text_chars(&mirror->path), slot->member, NULL);
    mirror_indices(&texts->value, slot->dim_count);
    if (names_has_flag(slot)) {
        mirror_flag(mirror, &texts->flag, slot->c_name, slot->member, slot->element_optional ? slot->dim_count : 0);
    }
    text_strings(&texts->code, "code_", slot->c_name, NULL);
}

/* "return slot_refused(bad_slot, Trade_SLOT_x);", a level deeper and in the braces of the `if` above it. */
static void append_refusal(struct mirror *mirror, const char *c_name)
{
    mirror->depth++;
    mirror_line(mirror, "return slot_refused(bad_slot, ", mirror->class->c_name, "_SLOT_", c_name, ");", NULL);
    mirror->depth--;
    mirror_line(mirror, "}", NULL);
}

/* The code of a value, 0 where it is unset, and the return where it is refused. */
static void append_code(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts, bool has_flag)
{
    const char *value = text_chars(&texts->value);
    const char *code = text_chars(&texts->code);
    const char *flag = text_chars(&texts->flag);
    text_clear(&texts->scratch);
    expr_encode(&texts->scratch, slot, value);
    mirror_line(mirror, "const uint64_t ", code, " = ", has_flag ? flag : "", has_flag ? " ? " : "",
                text_chars(&texts->scratch), has_flag ? " : 0u;" : ";", NULL);
    struct text refused = {0};
    text_clear(&texts->scratch);
    expr_refuse(&refused, slot, code, value);
    if (refused.length > 0) {
        if (has_flag) expr_operand(&texts->scratch, text_chars(&refused));
        mirror_line(mirror, "if (", has_flag ? flag : "", has_flag ? " && " : "",
                    text_chars(has_flag ? &texts->scratch : &refused), ") {", NULL);
        append_refusal(mirror, slot->c_name);
    }
    text_free(&refused);
}

/* A slot whose code the words at the end hold. */
static void pack_word(struct mirror *mirror, const struct model_slot *slot)
{
    struct pack_texts texts = {{0}, {0}, {0}, {0}};
    describe_slot(mirror, slot, &texts);
    append_code(mirror, slot, &texts, names_has_flag(slot));
    free_texts(&texts);
}

/* Whether the codes of all elements are words on whole bytes. */
static bool is_word_on_bytes(const struct model_slot *slot)
{
    const unsigned width = slot->encoding.width;
    bool is_whole = (width == 8 || width == 16 || width == 32 || width == 64) && slot->place.bit % 8 == 0;
    for (size_t i = 0; i < slot->dim_count; i++) is_whole = is_whole && slot->dims[i].stride % 8 == 0;
    return is_whole;
}

/* "fresh.bytes + 3 + i * 12" */
static void append_bytes(struct text *text, const struct model_slot *slot)
{
    struct text place = {0};
    expr_place(&place, slot->place.bit, slot->dims, slot->dim_count, false, true);
    const bool is_first = strcmp(text_chars(&place), "0") == 0;
    text_strings(text, "fresh.bytes", is_first ? "" : " + ", is_first ? "" : text_chars(&place), NULL);
    text_free(&place);
}

/* "slot_store_bits(fresh.bytes, sizeof fresh.bytes, 17 + i * 7, 7, code_x);" */
static void append_store(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts)
{
    const unsigned width = slot->encoding.width;
    const char *code = text_chars(&texts->code);
    struct text bits = {0};
    text_uint(&bits, width);
    text_clear(&texts->scratch);
    if (width == 0) {
        mirror_line(mirror, "SLOT_CAST(void, ", code, ");", NULL);
    } else if (is_word_on_bytes(slot)) {
        append_bytes(&texts->scratch, slot);
        const bool is_cut = width < 64;
        mirror_line(mirror, "slot_store", text_chars(&bits), "(", text_chars(&texts->scratch), ", ",
                    is_cut ? "SLOT_CAST(uint32_t, " : "", code, is_cut ? "));" : ");", NULL);
    } else {
        expr_place(&texts->scratch, slot->place.bit, slot->dims, slot->dim_count, false, false);
        mirror_line(mirror, "slot_store_bits(fresh.bytes, sizeof fresh.bytes, ", text_chars(&texts->scratch), ", ",
                    text_chars(&bits), ", ", code, ");", NULL);
    }
    text_free(&bits);
}

/* The presence bit of a slot or an element: `value` is a bool. */
static void append_presence(struct mirror *mirror, const struct model_slot *slot, const char *value)
{
    struct text place = {0};
    expr_place(&place, slot->place.presence, slot->dims, slot->dim_count, true, false);
    mirror_line(mirror, "slot_store_bits(fresh.bytes, sizeof fresh.bytes, ", text_chars(&place), ", 1, ", value, ");",
                NULL);
    text_free(&place);
}

/* A value that has a code, of one that is optional by itself or not at all. */
static void pack_code(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts, bool has_flag)
{
    append_code(mirror, slot, texts, has_flag);
    append_store(mirror, slot, texts);
    if (!slot->encoding.presence_bit || !(slot->element_optional || slot->own_dims == 0)) return;
    text_clear(&texts->scratch);
    if (has_flag) {
        text_string(&texts->scratch, text_chars(&texts->flag));
    } else {
        text_strings(&texts->scratch, text_chars(&texts->value), " != ", NULL);
        expr_sentinel(&texts->scratch, slot);
    }
    append_presence(mirror, slot, text_chars(&texts->scratch));
}

static void pack_any(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts)
{
    const char *code = text_chars(&texts->code);
    mirror_line(mirror, "uint64_t ", code, ";", NULL);
    mirror_line(mirror, "if (slot_any_box(&", mirror->class->c_name, "_class, ", text_chars(&texts->value), ", &", code,
                ") != SLOT_OK) {", NULL);
    append_refusal(mirror, slot->c_name);
    append_store(mirror, slot, texts);
}

/* Text, bytes, a class by value. */
static void pack_blob(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts)
{
    const char *value = text_chars(&texts->value);
    struct text size = {0};
    struct text room = {0};
    text_uint(&size, expr_element_bits(slot) / 8);
    text_uint(&room, expr_element_bits(slot) / 8 + 1);
    text_clear(&texts->scratch);
    append_bytes(&texts->scratch, slot);
    const char *bytes = text_chars(&texts->scratch);
    if (slot->type.kind == TYPE_TEXT) {
        mirror_line(mirror, "const size_t length_", slot->c_name, " = slot_string_length(", value, ", ",
                    text_chars(&room), ");", NULL);
        mirror_line(mirror, "if (!slot_text_fits(", value, ", length_", slot->c_name, ", ", text_chars(&size), ")) {",
                    NULL);
        append_refusal(mirror, slot->c_name);
        mirror_line(mirror, "slot_store_text(", bytes, ", ", text_chars(&size), ", ", value, ", length_", slot->c_name,
                    ");", NULL);
    } else {
        mirror_line(mirror, "SLOT_COPY(", bytes, ", ", value, slot->type.kind == TYPE_CLASS ? ".bytes, " : ", ",
                    text_chars(&size), ");", NULL);
    }
    text_free(&size);
    text_free(&room);
}

/* Opens "if (flag) {" and marks the slot as set where it has a presence bit. */
static void open_flag(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts)
{
    mirror_line(mirror, "if (", text_chars(&texts->flag), ") {", NULL);
    mirror->depth++;
    if (slot->encoding.presence_bit) append_presence(mirror, slot, "1");
}

static void close_flag(struct mirror *mirror)
{
    mirror->depth--;
    mirror_line(mirror, "}", NULL);
}

static void pack_slot(struct mirror *mirror, const struct model_slot *slot)
{
    struct pack_texts texts = {{0}, {0}, {0}, {0}};
    describe_slot(mirror, slot, &texts);
    const bool is_whole = slot->optional && slot->own_dims > 0; /* an array that is optional as a whole */
    const bool is_blob = model_is_blob(slot->type.kind);
    const bool has_flag = names_has_flag(slot);
    if (is_whole) open_flag(mirror, slot, &texts);
    mirror_open_loops(mirror, slot->dims, slot->dim_count);
    if (is_blob && has_flag && !is_whole) open_flag(mirror, slot, &texts);
    if (slot->type.kind == TYPE_ANY) pack_any(mirror, slot, &texts);
    else if (is_blob) pack_blob(mirror, slot, &texts);
    else pack_code(mirror, slot, &texts, has_flag && !is_whole);
    if (is_blob && has_flag && !is_whole) close_flag(mirror);
    mirror_close_loops(mirror, slot->dim_count);
    if (is_whole) close_flag(mirror);
    free_texts(&texts);
}

static void pack_nodes(struct mirror *mirror, const struct model_node *nodes, size_t count);

/* The tag of an optional inline class, and its bits. */
static void pack_inline(struct mirror *mirror, const struct model_node *node)
{
    const struct model_slot *tag = mirror_group_tag(mirror->class, node);
    const bool is_each = tag != NULL && tag->own_dims > 0;
    struct pack_texts texts = {{0}, {0}, {0}, {0}};
    if (tag != NULL) {
        mirror_flag(mirror, &texts.flag, node->c_name, node->member, is_each ? node->dim_count : 0);
        text_string(&texts.code, "1");
    }
    if (tag != NULL && !is_each) {
        open_flag(mirror, tag, &texts);
        append_store(mirror, tag, &texts);
    }
    mirror_open_loops(mirror, node->dims, node->dim_count);
    if (is_each) {
        open_flag(mirror, tag, &texts);
        append_store(mirror, tag, &texts);
    }
    text_strings(&texts.value, text_chars(&mirror->path), node->member, NULL);
    mirror_indices(&texts.value, node->dim_count);
    text_string(&texts.value, ".bytes");
    text_clear(&texts.scratch);
    for (unsigned i = 0; i < mirror->depth; i++) text_string(&texts.scratch, "    ");
    moves_in(mirror->text, mirror->class, node, text_chars(&texts.scratch), "fresh.bytes", text_chars(&texts.value));
    if (is_each) close_flag(mirror);
    mirror_close_loops(mirror, node->dim_count);
    if (tag != NULL && !is_each) close_flag(mirror);
    free_texts(&texts);
}

/* The arm that the tag's member or the `by` slot's says. */
static void pack_oneof(struct mirror *mirror, const struct model_node *node)
{
    const struct model_choice *choice = node->choice;
    const struct model_slot *tag = &mirror->class->slots[choice->tag];
    struct pack_texts texts = {{0}, {0}, {0}, {0}};
    if (choice->kind == CHOICE_BY) {
        describe_slot(mirror, tag, &texts);
    } else {
        mirror_which(mirror, &texts.value, node);
        text_strings(&texts.code, "code_", tag->c_name, NULL);
        expr_encode(&texts.scratch, tag, text_chars(&texts.value));
        mirror_line(mirror, "const uint64_t ", text_chars(&texts.code), " = ", text_chars(&texts.scratch), ";", NULL);
        text_clear(&texts.scratch);
        expr_unsigned(&texts.scratch, tag->encoding.codes);
        mirror_line(mirror, "if (", text_chars(&texts.code), " > ", text_chars(&texts.scratch), ") {", NULL);
        append_refusal(mirror, tag->c_name);
        if (tag->encoding.width > 0) append_store(mirror, tag, &texts);
    }
    if (mirror_open_arms(mirror, node, text_chars(&texts.flag), text_chars(&texts.value))) {
        for (size_t i = 0; i < node->node_count; i++) {
            if (!mirror_has_members(&node->nodes[i])) continue;
            const size_t path = mirror_open_arm(mirror, node, i);
            pack_nodes(mirror, node->nodes[i].nodes, node->nodes[i].node_count);
            mirror_close_arm(mirror, path);
        }
        mirror_close_arms(mirror, text_chars(&texts.flag));
    }
    free_texts(&texts);
}

static void pack_overlay(struct mirror *mirror, const struct model_node *node)
{
    if (node->bits == 0) return;
    struct text numbers[2] = {{0}, {0}};
    text_uint(&numbers[0], node->bit);
    text_uint(&numbers[1], node->bits);
    mirror_line(mirror, "slot_move_bits(fresh.bytes, ", text_chars(&numbers[0]), ", ", text_chars(&mirror->path),
                node->member, ", 0, ", text_chars(&numbers[1]), ");", NULL);
    text_free(&numbers[0]);
    text_free(&numbers[1]);
}

static void pack_nodes(struct mirror *mirror, const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        const struct model_slot *slot = &mirror->class->slots[node->first];
        switch (node->kind) {
        case NODE_SLOT:
            if (mirror_is_word(slot)) pack_word(mirror, slot);
            else pack_slot(mirror, slot);
            break;
        case NODE_INLINE: pack_inline(mirror, node); break;
        case NODE_ONEOF: pack_oneof(mirror, node); break;
        case NODE_OVERLAY: pack_overlay(mirror, node); break;
        case NODE_ARM: break;
        }
    }
}

void mirror_pack(struct text *text, const struct model_class *class)
{
    const bool is_plain = mirror_is_plain(class);
    struct text body = {0};
    struct mirror mirror = {.text = &body, .class = class, .depth = 1};
    text_string(&mirror.path, "values->");
    pack_nodes(&mirror, class->nodes, class->node_count);

    const struct hole holes[] = {{"class", class->c_name}, {NULL, NULL}};
    text_fill(text, opening_template, holes);
    if (!is_plain) text_fill(text, fresh_template, holes);
    text_append(text, text_chars(&body), body.length);
    if (strstr(text_chars(&body), "(bad_slot") == NULL) text_string(text, "    SLOT_CAST(void, bad_slot);\n");
    if (strstr(text_chars(&body), "values->") == NULL) text_string(text, "    SLOT_CAST(void, values);\n");
    if (is_plain) {
        mirror_store_words(text, class);
    } else {
        mirror_add_words(text, class);
        text_string(text, "    *self = fresh;\n");
    }
    text_string(text, "    return SLOT_OK;\n}\n\n");
    text_free(&body);
    text_free(&mirror.path);
}
