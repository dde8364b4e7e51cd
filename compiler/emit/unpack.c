/* SPDX-License-Identifier: MIT */
/*
 * unpack: an instance becomes a mirror. A class of single values that always live is read word by word, others slot by
 * slot. What is unset gets its lowest value, arms that are not there stay zero.
 */
#include "emit/expr.h"
#include "emit/loops.h"
#include "emit/mirror.h"
#include "emit/moves.h"
#include "emit/words.h"
#include "model/extents.h"
#include "names/names.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

static const char opening_template[] =
    "static inline void $class$_unpack(const $class$ *self, $class$_values *values)\n"
    "{\n";

/* Arms that are not there stay so. */
static const char zero_template[] =
    "    slot_zero(SLOT_CAST(unsigned char *, SLOT_CAST(void *, values)), sizeof *values);\n";

/* The texts about one slot, or one element, that its lines are made of. */
struct unpack_texts {
    struct text value;  /* "values->origin.buy.levels[i]" */
    struct text flag;   /* "values->origin.buy.has_levels[i]", or empty */
    struct text is_set; /* the condition, or empty */
    struct text code;
    struct text scratch;
};

static void free_texts(struct unpack_texts *texts)
{
    text_free(&texts->value);
    text_free(&texts->flag);
    text_free(&texts->is_set);
    text_free(&texts->code);
    text_free(&texts->scratch);
}

static void describe_slot(struct mirror *mirror, const struct model_slot *slot, struct unpack_texts *texts)
{
    text_strings(&texts->value, text_chars(&mirror->path), slot->member, NULL);
    mirror_indices(&texts->value, slot->dim_count);
    if (names_has_flag(slot)) {
        mirror_flag(mirror, &texts->flag, slot->c_name, slot->member, slot->element_optional ? slot->dim_count : 0);
    }
}

/* "value = is_set ? decoded : lowest;" out of the code that texts->code is. */
static void append_value(struct mirror *mirror, const struct model_slot *slot, struct unpack_texts *texts,
                         const char *is_set, bool wide)
{
    struct text lowest = {0};
    text_clear(&texts->scratch);
    if (slot->type.kind == TYPE_ANY) {
        text_strings(&texts->scratch, "slot_any_value(&", mirror->class->c_name, "_class, ", text_chars(&texts->code),
                     ")", NULL);
    } else {
        expr_decode(&texts->scratch, slot, text_chars(&texts->code), wide);
    }
    if (is_set[0] != '\0') {
        text_string(&lowest, " : ");
        if (slot->has_sentinel) expr_sentinel(&lowest, slot);
        else expr_lowest(&lowest, slot);
    }
    mirror_line(mirror, text_chars(&texts->value), " = ", is_set, is_set[0] != '\0' ? " ? " : "",
                text_chars(&texts->scratch), text_chars(&lowest), ";", NULL);
    text_free(&lowest);
}

/* ---- Words ---- */

/* A slot out of the variables word0, word1, ... */
static void unpack_from_words(struct mirror *mirror, const struct model_slot *slot)
{
    struct unpack_texts texts = {{0}, {0}, {0}, {0}, {0}};
    describe_slot(mirror, slot, &texts);
    words_extract(&texts.code, mirror->class, slot->place.bit, model_bits(slot, &slot->place));
    if (slot->place.group_bits > 0) {
        text_string(&texts.scratch, text_chars(&texts.code));
        text_clear(&texts.code);
        expr_digit(&texts.code, slot, text_chars(&texts.scratch));
        text_clear(&texts.scratch);
    }
    if (slot->optional) {
        text_strings(&texts.scratch, "code_", slot->c_name, NULL);
        mirror_line(mirror, "const uint64_t ", text_chars(&texts.scratch), " = ", text_chars(&texts.code), ";", NULL);
        text_clear(&texts.code);
        text_string(&texts.code, text_chars(&texts.scratch));
        if (slot->encoding.presence_bit) {
            text_string(&texts.is_set, "(");
            words_extract(&texts.is_set, mirror->class, slot->place.presence, 1);
            text_string(&texts.is_set, ") != 0");
        } else {
            text_strings(&texts.is_set, text_chars(&texts.code), " != 0", NULL);
        }
        if (names_has_flag(slot)) {
            mirror_line(mirror, text_chars(&texts.flag), " = ", text_chars(&texts.is_set), ";", NULL);
        }
    }
    append_value(mirror, slot, &texts, text_chars(&texts.is_set), true);
    free_texts(&texts);
}

static void unpack_words(struct mirror *mirror)
{
    const struct model_class *class = mirror->class;
    const uint32_t count = words_load_count(class);
    bool *used = memory_resize(NULL, count * sizeof *used); /* not what is nothing but padding */
    memset(used, 0, count * sizeof *used);
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        words_mark(class, slot->place.bit, model_bits(slot, &slot->place), used);
        if (slot->encoding.presence_bit) words_mark(class, slot->place.presence, 1, used);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!used[i]) continue;
        text_string(mirror->text, "    const uint64_t word");
        text_uint(mirror->text, i);
        text_string(mirror->text, " = ");
        words_load(mirror->text, class, i, "self->bytes");
        text_string(mirror->text, ";\n");
    }
    free(used);
    for (size_t i = 0; i < class->node_count; i++) {
        if (class->nodes[i].kind == NODE_SLOT) unpack_from_words(mirror, &class->slots[class->nodes[i].first]);
    }
}

/* ---- Slot by slot ---- */

/* Text and bytes, a class by value: bytes that are zero where unset. */
static void unpack_blob(struct mirror *mirror, const struct model_slot *slot, struct unpack_texts *texts)
{
    const char *value = text_chars(&texts->value);
    struct text size = {0};
    text_uint(&size, extents_element(slot).bits / 8);
    text_clear(&texts->scratch);
    expr_bytes(&texts->scratch, "self->bytes", slot);
    mirror_line(mirror, "SLOT_COPY(", value, slot->type.kind == TYPE_CLASS ? ".bytes, " : ", ",
                text_chars(&texts->scratch), ", ", text_chars(&size), ");", NULL);
    if (slot->type.kind == TYPE_TEXT) mirror_line(mirror, value, "[", text_chars(&size), "] = '\\0';", NULL);
    text_free(&size);
}

static void unpack_code(struct mirror *mirror, const struct model_slot *slot, struct unpack_texts *texts)
{
    const bool wide = expr_is_wide(slot);
    text_clear(&texts->scratch);
    expr_load(&texts->scratch, slot);
    text_strings(&texts->code, "code_", slot->c_name, NULL);
    mirror_line(mirror, wide ? "const uint64_t " : "const uint32_t ", text_chars(&texts->code), " = ",
                text_chars(&texts->scratch), ";", NULL);
    append_value(mirror, slot, texts, text_chars(&texts->is_set), wide);
}

static void unpack_slot(struct mirror *mirror, const struct model_slot *slot)
{
    struct unpack_texts texts = {{0}, {0}, {0}, {0}, {0}};
    describe_slot(mirror, slot, &texts);
    const bool is_optional = slot->optional || slot->element_optional;
    const bool is_whole = slot->optional && slot->own_dims > 0;
    const char *flag = text_chars(&texts.flag);
    if (is_optional) expr_is_set(&texts.is_set, slot);
    if (is_whole && flag[0] != '\0') {
        mirror_line(mirror, flag, " = ", text_chars(&texts.is_set), ";", NULL);
        text_clear(&texts.is_set);
        text_string(&texts.is_set, flag);
    }
    mirror_open_loops(mirror, slot->dims, slot->dim_count);
    if (is_optional && !is_whole && flag[0] != '\0') {
        mirror_line(mirror, flag, " = ", text_chars(&texts.is_set), ";", NULL);
        text_clear(&texts.is_set);
        text_string(&texts.is_set, flag);
    }
    if (model_is_blob(slot->type.kind)) unpack_blob(mirror, slot, &texts);
    else unpack_code(mirror, slot, &texts);
    mirror_close_loops(mirror, slot->dim_count);
    free_texts(&texts);
}

static void unpack_nodes(struct mirror *mirror, const struct model_node *nodes, size_t count);

static void unpack_inline(struct mirror *mirror, const struct model_node *node)
{
    const struct model_slot *tag = mirror_group_tag(mirror->class, node);
    const bool is_each = tag != NULL && tag->own_dims > 0;
    struct unpack_texts texts = {{0}, {0}, {0}, {0}, {0}};
    if (tag != NULL) {
        mirror_flag(mirror, &texts.flag, node->c_name, node->member, is_each ? node->dim_count : 0);
        expr_is_set(&texts.is_set, tag);
    }
    if (tag != NULL && !is_each) {
        mirror_line(mirror, text_chars(&texts.flag), " = ", text_chars(&texts.is_set), ";", NULL);
    }
    mirror_open_loops(mirror, node->dims, node->dim_count);
    if (is_each) mirror_line(mirror, text_chars(&texts.flag), " = ", text_chars(&texts.is_set), ";", NULL);
    text_strings(&texts.value, text_chars(&mirror->path), node->member, NULL);
    mirror_indices(&texts.value, node->dim_count);
    text_string(&texts.value, ".bytes");
    const char *value = text_chars(&texts.value);
    mirror_line(mirror, "slot_zero(", value, ", sizeof ", value, ");", NULL);
    loops_margin(&texts.scratch, mirror->depth);
    moves_out(mirror->text, mirror->class, node, text_chars(&texts.scratch), "self->bytes", value);
    mirror_close_loops(mirror, node->dim_count);
    free_texts(&texts);
}

static void unpack_oneof(struct mirror *mirror, const struct model_node *node)
{
    const struct model_choice *choice = node->choice;
    const struct model_slot *tag = &mirror->class->slots[choice->tag];
    struct unpack_texts texts = {{0}, {0}, {0}, {0}, {0}};
    if (choice->kind == CHOICE_BY) {
        describe_slot(mirror, tag, &texts);
    } else {
        mirror_which(mirror, &texts.value, node);
        expr_load(&texts.code, tag);
        expr_decode(&texts.scratch, tag, text_chars(&texts.code), expr_is_wide(tag));
        mirror_line(mirror, text_chars(&texts.value), " = ", text_chars(&texts.scratch), ";", NULL);
    }
    const char *flag = text_chars(&texts.flag);
    if (mirror_open_arms(mirror, node, flag, text_chars(&texts.value))) {
        for (size_t i = 0; i < node->node_count; i++) {
            if (!mirror_has_members(&node->nodes[i])) continue;
            const size_t path = mirror_open_arm(mirror, node, i);
            unpack_nodes(mirror, node->nodes[i].nodes, node->nodes[i].node_count);
            mirror_close_arm(mirror, path);
        }
        mirror_close_arms(mirror, flag);
    }
    free_texts(&texts);
}

static void unpack_overlay(struct mirror *mirror, const struct model_node *node)
{
    if (node->bits == 0) return;
    struct text numbers[2] = {{0}, {0}};
    struct text value = {0};
    text_uint(&numbers[0], node->bit);
    text_uint(&numbers[1], node->bits);
    text_strings(&value, text_chars(&mirror->path), node->member, NULL);
    mirror_line(mirror, "slot_zero(", text_chars(&value), ", sizeof ", text_chars(&value), ");", NULL);
    mirror_line(mirror, "slot_move_bits(", text_chars(&value), ", 0, self->bytes, ", text_chars(&numbers[0]), ", ",
                text_chars(&numbers[1]), ");", NULL);
    text_free(&numbers[0]);
    text_free(&numbers[1]);
    text_free(&value);
}

static void unpack_nodes(struct mirror *mirror, const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        switch (node->kind) {
        case NODE_SLOT: unpack_slot(mirror, &mirror->class->slots[node->first]); break;
        case NODE_INLINE: unpack_inline(mirror, node); break;
        case NODE_ONEOF: unpack_oneof(mirror, node); break;
        case NODE_OVERLAY: unpack_overlay(mirror, node); break;
        case NODE_RESERVED:
        case NODE_ARM: break;
        }
    }
}

void mirror_unpack(struct text *text, const struct model_class *class)
{
    struct text body = {0};
    struct mirror mirror = {.text = &body, .class = class, .depth = 1};
    text_string(&mirror.path, "values->");
    if (mirror_is_plain(class)) unpack_words(&mirror);
    else unpack_nodes(&mirror, class->nodes, class->node_count);

    const struct hole holes[] = {{"class", class->c_name}, {NULL, NULL}};
    text_fill(text, opening_template, holes);
    if (strstr(text_chars(&body), "self->") == NULL) text_string(text, "    SLOT_CAST(void, self);\n");
    if (mirror_has_oneof(class)) text_fill(text, zero_template, holes);
    text_append(text, text_chars(&body), body.length);
    if (!mirror_have_members(class->nodes, class->node_count)) text_string(text, "    values->unused = 0;\n");
    text_string(text, "}\n\n");
    text_free(&body);
    text_free(&mirror.path);
}
