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
#include "emit/pack_slots.h"
#include "emit/words.h"
#include "names/names.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

static const char opening_template[] =
    "/*\n"
    " * Packs all values at once. SLOT_ERANGE, *self as it was, and the index of the first slot that refused in\n"
    " * *bad_slot (unless that is NULL).$arms$\n"
    " */\n"
    "static inline slot_status $class$_pack($class$ *self, const $class$_values *values, int *bad_slot)\n"
    "{\n";

static const char fresh_template[] =
    "    $class$ fresh;\n"
    "    slot_zero(fresh.bytes, sizeof fresh.bytes);\n";

static void pack_nodes(struct mirror *mirror, const struct model_node *nodes, size_t count);

/* The arm that the tag's member or the `by` slot's says. */
static void pack_oneof(struct mirror *mirror, const struct model_node *node)
{
    const struct model_choice *choice = node->choice;
    const struct model_slot *tag = &mirror->class->slots[choice->tag];
    struct pack_texts texts = {{0}, {0}, {0}, {0}};
    if (choice->kind == CHOICE_BY) {
        pack_describe(mirror, tag, &texts);
    } else {
        mirror_which(mirror, &texts.value, node);
        text_strings(&texts.code, "code_", tag->c_name, NULL);
        expr_encode(&texts.scratch, tag, text_chars(&texts.value));
        mirror_line(mirror, "const uint64_t ", text_chars(&texts.code), " = ", text_chars(&texts.scratch), ";", NULL);
        text_clear(&texts.scratch);
        expr_unsigned(&texts.scratch, tag->encoding.codes);
        mirror_line(mirror, "if (", text_chars(&texts.code), " > ", text_chars(&texts.scratch), ") {", NULL);
        pack_refusal(mirror, tag->c_name);
        if (tag->encoding.width > 0) pack_store(mirror, tag, &texts);
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
    pack_free_texts(&texts);
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
            if (mirror->is_plain || mirror_is_part(slot)) pack_word(mirror, slot);
            else pack_slot(mirror, slot);
            break;
        case NODE_INLINE: pack_inline(mirror, node); break;
        case NODE_ONEOF: pack_oneof(mirror, node); break;
        case NODE_OVERLAY: pack_overlay(mirror, node); break;
        case NODE_RESERVED:
        case NODE_ARM: break;
        }
    }
}

void mirror_pack(struct text *text, const struct model_class *class)
{
    const bool is_plain = mirror_is_plain(class);
    struct text body = {0};
    struct mirror mirror = {.text = &body, .class = class, .depth = 1, .is_plain = is_plain};
    text_string(&mirror.path, "values->");
    pack_nodes(&mirror, class->nodes, class->node_count);

    const char *arms = mirror_has_oneof(class) ? " Of a oneof only the arm that is there is read." : "";
    const struct hole holes[] = {{"class", class->c_name}, {"arms", arms}, {NULL, NULL}};
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
