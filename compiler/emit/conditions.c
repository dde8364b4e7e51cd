/* SPDX-License-Identifier: MIT */
/*
 * C expressions that ask: for the one bit of a code, for the presence of a slot, for the arms that it lies in; and the
 * statements that set and clear presence bits. See expr.h.
 */
#include "emit/expr.h"

/* "self->bytes + 3" */
static void append_address(struct text *text, uint32_t byte)
{
    text_string(text, "self->bytes");
    if (byte == 0) return;
    text_string(text, " + ");
    text_uint(text, byte);
}

/* "(slot_load8(self->bytes + (24 + i) / 8) >> (24 + i) % 8 & 1u) != 0" */
static void test_element(struct text *text, uint32_t bit, const struct model_slot *slot, bool presence,
                         const char *test)
{
    struct text place = {0};
    expr_place(&place, bit, slot->dims, slot->dim_count, presence, false);
    const char *at = text_chars(&place);
    if (model_has_rows(slot->dims, slot->dim_count)) {
        text_string(text, "slot_load_element(");
        expr_base(text, slot, presence);
        text_strings(text, ", ", at, ", 1, 1)", test, NULL);
        text_free(&place);
        return;
    }
    text_strings(text, "(slot_load8(self->bytes + (", at, ") / 8) >> (", at, ") % 8 & 1u)", test, NULL);
    text_free(&place);
}

void expr_test(struct text *text, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    if (model_unit(slot) > 0) {
        struct text load = {0};
        expr_load(&load, slot);
        expr_primary(text, text_chars(&load));
        text_string(text, " != 0");
        text_free(&load);
        return;
    }
    if (slot->dim_count > 0) {
        test_element(text, place->bit, slot, false, " != 0");
        return;
    }
    text_string(text, "(slot_load");
    text_uint(text, place->window_bytes * 8);
    text_string(text, "(");
    append_address(text, place->window);
    text_string(text, ") & ");
    expr_mask(text, UINT64_C(1) << (place->bit - place->window * 8));
    text_string(text, ") != 0");
}

/* Whether the place of the presence bit depends on an index. */
static bool presence_moves(const struct model_slot *slot)
{
    for (size_t i = 0; i < slot->dim_count; i++) {
        if (slot->dims[i].presence_stride > 0) return true;
    }
    return false;
}

/* "(slot_load8(self->bytes + 3) & 0x4u) != 0" */
static void test_presence(struct text *text, const struct model_slot *slot, const char *test)
{
    if (presence_moves(slot)) {
        test_element(text, slot->place.presence, slot, true, test);
        return;
    }
    text_string(text, "(slot_load8(");
    append_address(text, slot->place.presence / 8);
    text_string(text, ") & ");
    expr_mask(text, UINT64_C(1) << slot->place.presence % 8);
    text_strings(text, ")", test, NULL);
}

static void append_presence_store(struct text *text, const struct model_slot *slot, bool set)
{
    if (presence_moves(slot)) {
        text_string(text, "    slot_store_element("); /* in one byte, wherever it is */
        expr_base(text, slot, true);
        text_string(text, ", ");
        expr_place(text, slot->place.presence, slot->dims, slot->dim_count, true, false);
        text_strings(text, ", 1, 1, ", set ? "1" : "0", ");\n", NULL);
        return;
    }
    const uint64_t bit = UINT64_C(1) << slot->place.presence % 8;
    text_string(text, "    slot_store8(");
    append_address(text, slot->place.presence / 8);
    text_string(text, ", slot_load8(");
    append_address(text, slot->place.presence / 8);
    text_string(text, set ? ") | " : ") & ");
    expr_mask(text, set ? bit : 0xffu & ~bit);
    text_string(text, ");\n");
}

void expr_mark(struct text *text, const struct model_slot *slot)
{
    append_presence_store(text, slot, true);
}

void expr_unmark(struct text *text, const struct model_slot *slot)
{
    append_presence_store(text, slot, false);
}

static void test_set(struct text *text, const struct model_slot *slot, const char *test)
{
    if (slot->encoding.presence_bit) {
        test_presence(text, slot, test);
        return;
    }
    struct text load = {0};
    expr_load(&load, slot);
    expr_primary(text, text_chars(&load));
    text_string(text, test);
    text_free(&load);
}

void expr_is_set(struct text *text, const struct model_slot *slot)
{
    test_set(text, slot, " != 0");
}

void expr_is_unset(struct text *text, const struct model_slot *slot)
{
    test_set(text, slot, " == 0");
}

/* "Trade_has_settled(self)" of an optional inline class, "Trade_which_origin(self) == Trade_origin_buy" of an arm. */
static void test_arm(struct text *text, const struct model_class *class, const struct model_arm *arm, bool lives)
{
    const struct model_choice *choice = arm->choice;
    const bool is_group = choice->kind == CHOICE_GROUP;
    text_strings(text, is_group && !lives ? "!" : "", class->c_name, is_group ? "_has_" : "_which_", choice->c_name,
                 "(self", NULL);
    expr_index_arguments(text, class->slots[choice->tag].dims, class->slots[choice->tag].dim_count);
    text_string(text, ")");
    if (!is_group) text_strings(text, lives ? " == " : " != ", arm->member->c_name, NULL);
}

/* The arm around one that has to be asked for too: has_ of an optional inline class does so itself. */
static const struct model_arm *arm_around(const struct model_arm *arm)
{
    return arm->choice->kind == CHOICE_GROUP ? NULL : arm->choice->arm;
}

void expr_lives(struct text *text, const struct model_class *class, const struct model_arm *arm)
{
    if (arm == NULL) return;
    const struct model_arm *around = arm_around(arm);
    expr_lives(text, class, around);
    if (around != NULL) text_string(text, " && ");
    test_arm(text, class, arm, true);
}

void expr_is_dead(struct text *text, const struct model_class *class, const struct model_arm *arm)
{
    if (arm_around(arm) == NULL) {
        test_arm(text, class, arm, false);
        return;
    }
    text_string(text, "!(");
    expr_lives(text, class, arm);
    text_string(text, ")");
}
