/* SPDX-License-Identifier: MIT */
/* Lines that take the value of one slot, or of its elements, into the fresh instance; see pack_slots.h. */
#include "emit/pack_slots.h"

#include "emit/expr.h"
#include "emit/loops.h"
#include "emit/moves.h"
#include "model/extents.h"
#include "names/names.h"

#include <string.h>

void pack_free_texts(struct pack_texts *texts)
{
    text_free(&texts->value);
    text_free(&texts->flag);
    text_free(&texts->code);
    text_free(&texts->scratch);
}

/* "values->levels[i][j]", or of a parameter "levels[i * 2 + j]" */
static void append_value(struct mirror *mirror, struct text *text, const char *member, const struct model_dim *dims,
                         size_t count)
{
    if (mirror->parameter == NULL) {
        text_strings(text, text_chars(&mirror->path), member, NULL);
        mirror_indices(text, count);
        return;
    }
    text_string(text, mirror->parameter);
    uint64_t stride = 1;
    for (size_t i = 0; i < count; i++) stride *= dims[i].count;
    for (size_t i = 0; i < count; i++) {
        stride /= dims[i].count;
        text_strings(text, i == 0 ? "[" : " + ", expr_index(i), NULL);
        if (stride == 1) continue;
        text_string(text, " * ");
        text_uint(text, stride);
    }
    if (count > 0) text_string(text, "]");
}

void pack_describe(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts)
{
    append_value(mirror, &texts->value, slot->member, slot->dims, slot->dim_count);
    if (names_has_flag(slot)) {
        mirror_flag(mirror, &texts->flag, slot->c_name, slot->member, slot->element_optional ? slot->dim_count : 0);
    }
    if (mirror->parameter != NULL) text_string(&texts->code, "code");
    else text_strings(&texts->code, "code_", slot->c_name, NULL);
}

void pack_refusal(struct mirror *mirror, const char *c_name)
{
    mirror->depth++;
    if (mirror->parameter != NULL) mirror_line(mirror, "return SLOT_ERANGE;", NULL);
    else mirror_line(mirror, "return slot_refused(bad_slot, ", mirror->class->c_name, "_SLOT_", c_name, ");", NULL);
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
        pack_refusal(mirror, slot->c_name);
    }
    text_free(&refused);
}

void pack_word(struct mirror *mirror, const struct model_slot *slot)
{
    struct pack_texts texts = {{0}, {0}, {0}, {0}};
    pack_describe(mirror, slot, &texts);
    append_code(mirror, slot, &texts, names_has_flag(slot));
    pack_free_texts(&texts);
}

/* Adds a digit to its number, in which it is 0. */
static void pack_digit(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts)
{
    struct text at = {0};
    struct text sum = {0};
    text_string(&at, "_bits(fresh.bytes, sizeof fresh.bytes, ");
    expr_place(&at, slot->place.bit, slot->dims, slot->dim_count, false, false);
    text_string(&at, ", ");
    text_uint(&at, slot->place.group_bits);
    expr_digit_term(&sum, slot, text_chars(&texts->code));
    mirror_line(mirror, "slot_store", text_chars(&at), ", slot_load", text_chars(&at), ") + ", text_chars(&sum), ");",
                NULL);
    text_free(&at);
    text_free(&sum);
}

void pack_store(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts)
{
    if (slot->place.group_bits > 0) {
        pack_digit(mirror, slot, texts);
        return;
    }
    const unsigned unit = model_unit(slot);
    const unsigned width = unit > 0 ? unit : slot->encoding.width;
    const char *code = text_chars(&texts->code);
    struct text bits = {0};
    text_uint(&bits, width);
    text_clear(&texts->scratch);
    if (width == 0) {
        mirror_line(mirror, "SLOT_CAST(void, ", code, ");", NULL);
    } else if (expr_word_bits(slot) > 0) {
        expr_bytes(&texts->scratch, "fresh.bytes", slot);
        const bool is_cut = width < 64;
        mirror_line(mirror, unit > 8 ? "slot_store_host" : "slot_store", text_chars(&bits), "(",
                    text_chars(&texts->scratch), ", ", is_cut ? "SLOT_CAST(uint32_t, " : "", code,
                    is_cut ? "));" : ");", NULL);
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
    pack_store(mirror, slot, texts);
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
    pack_refusal(mirror, slot->c_name);
    pack_store(mirror, slot, texts);
}

/* "const size_t length_x = ...": how long the text of a member is; a parameter says so itself. */
static void append_length(struct mirror *mirror, const struct model_slot *slot, const char *value, struct text *length)
{
    if (mirror->parameter != NULL) {
        text_strings(length, value, ".length", NULL);
        return;
    }
    struct text room = {0};
    text_uint(&room, (uint64_t)slot->type.bytes + 1);
    text_strings(length, "length_", slot->c_name, NULL);
    mirror_line(mirror, "const size_t ", text_chars(length), " = slot_string_length(", value, ", ", text_chars(&room),
                ");", NULL);
    text_free(&room);
}

static void pack_text(struct mirror *mirror, const struct model_slot *slot, const char *value, const char *bytes)
{
    const char *data = mirror->parameter != NULL ? ".data, " : ", ";
    struct text size = {0};
    struct text length = {0};
    text_uint(&size, slot->type.bytes);
    append_length(mirror, slot, value, &length);
    mirror_line(mirror, "if (!slot_text_fits(", value, data, text_chars(&length), ", ", text_chars(&size), ")) {",
                NULL);
    pack_refusal(mirror, slot->c_name);
    mirror_line(mirror, "slot_store_text(", bytes, ", ", text_chars(&size), ", ", value, data, text_chars(&length),
                ");", NULL);
    text_free(&size);
    text_free(&length);
}

/* Text, bytes, a class by value. */
static void pack_blob(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts)
{
    const char *value = text_chars(&texts->value);
    text_clear(&texts->scratch);
    expr_bytes(&texts->scratch, "fresh.bytes", slot);
    const char *bytes = text_chars(&texts->scratch);
    if (slot->type.kind == TYPE_TEXT) {
        pack_text(mirror, slot, value, bytes);
        return;
    }
    struct text size = {0};
    text_uint(&size, extents_element(slot).bits / 8);
    const bool is_text = slot->type.kind == TYPE_BYTES && mirror->parameter != NULL;
    if (is_text) {
        mirror_line(mirror, "if (", value, ".length != ", text_chars(&size), ") {", NULL);
        pack_refusal(mirror, slot->c_name);
    }
    const char *part = slot->type.kind == TYPE_CLASS ? ".bytes, " : is_text ? ".data, " : ", ";
    mirror_line(mirror, "SLOT_COPY(", bytes, ", ", value, part, text_chars(&size), ");", NULL);
    text_free(&size);
}

/* "if (flag) {", with the presence bit of the slot where it has one. */
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

void pack_slot(struct mirror *mirror, const struct model_slot *slot)
{
    struct pack_texts texts = {{0}, {0}, {0}, {0}};
    pack_describe(mirror, slot, &texts);
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
    pack_free_texts(&texts);
}

/* The tag of an optional inline class, and its bits. */
void pack_inline(struct mirror *mirror, const struct model_node *node)
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
        pack_store(mirror, tag, &texts);
    }
    mirror_open_loops(mirror, node->dims, node->dim_count);
    if (is_each) {
        open_flag(mirror, tag, &texts);
        pack_store(mirror, tag, &texts);
    }
    append_value(mirror, &texts.value, node->member, node->dims, node->dim_count);
    text_string(&texts.value, ".bytes");
    text_clear(&texts.scratch);
    loops_margin(&texts.scratch, mirror->depth);
    moves_in(mirror->text, mirror->class, node, text_chars(&texts.scratch), "fresh.bytes", text_chars(&texts.value));
    if (is_each) close_flag(mirror);
    mirror_close_loops(mirror, node->dim_count);
    if (tag != NULL && !is_each) close_flag(mirror);
    pack_free_texts(&texts);
}
