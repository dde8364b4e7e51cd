/* SPDX-License-Identifier: MIT-0 */
/* Boxes: the eight bytes of a slot of type `any`, which say what they hold. */
#include "core_code.h"

/* The top 16 bits of a box. */
enum { TOP_POINTER = 1, TOP_SYMBOL = 2, TOP_REF = 3, TOP_INT = 4, TOP_FLOAT = 8 };

/* The boxes below those of pointers. */
enum { BOX_UNSET, BOX_NIL, BOX_FALSE, BOX_TRUE };

enum { INT_BITS = 50, POINTER_BITS = 48 };

#define FLOAT_OFFSET  (UINT64_C(1) << 51)
#define CANONICAL_NAN UINT64_C(0x7ff8000000000000)
#define INFINITY_BITS UINT64_C(0x7ff0000000000000)
#define LOWER(bits)   ((UINT64_C(1) << (bits)) - 1)

static uint64_t sign_extend(uint64_t word, unsigned bits)
{
    const uint64_t sign = UINT64_C(1) << (bits - 1);
    return ((word & LOWER(bits)) ^ sign) - sign;
}

static uint64_t with_top(unsigned top, uint64_t below)
{
    return SLOT_CAST(uint64_t, top) << 48 | below;
}

static slot_status box_int(uint64_t number, uint64_t *box)
{
    if (sign_extend(number, INT_BITS) != number) return SLOT_ERANGE;
    *box = with_top(TOP_INT, number & LOWER(INT_BITS));
    return SLOT_OK;
}

static slot_status box_symbol(const slot_class *type, const slot_value *value, uint64_t *box)
{
    uint32_t i = 0;
    while (i < type->symbols_count && type->symbols[i] != value->as.symbol.table) i++;
    if (i == type->symbols_count) return SLOT_ETYPE;
    if (value->as.symbol.id > type->symbols[i]->capacity) return SLOT_ERANGE;
    *box = value->as.symbol.id == 0 ? SLOT_CAST(uint64_t, BOX_NIL)
                                    : with_top(TOP_SYMBOL, SLOT_CAST(uint64_t, i) << 32 | value->as.symbol.id);
    return SLOT_OK;
}

static slot_status box_ref(const slot_class *type, const slot_value *value, uint64_t *box)
{
    uint32_t i = 0;
    while (i < type->class_count && type->classes[i] != value->as.ref.type) i++;
    if (i == type->class_count) return SLOT_ETYPE;
    if (value->as.ref.id > code_highest_ref(type->classes[i])) return SLOT_ERANGE;
    *box = value->as.ref.id == 0 ? SLOT_CAST(uint64_t, BOX_NIL)
                                 : with_top(TOP_REF, SLOT_CAST(uint64_t, i) << 32 | value->as.ref.id);
    return SLOT_OK;
}

static slot_status box_pointer(const void *pointer, uint64_t *box)
{
    const uint64_t word = SLOT_POINTER_TO_WORD(pointer);
    if (sign_extend(word, POINTER_BITS) != word) return SLOT_ERANGE;
    *box = word == 0 ? SLOT_CAST(uint64_t, BOX_NIL) : with_top(TOP_POINTER, word & LOWER(POINTER_BITS));
    return SLOT_OK;
}

slot_status slot_any_box(const slot_class *type, slot_value value, uint64_t *box)
{
    uint64_t bits;
    switch (value.kind) {
    case SLOT_VALUE_UNSET: *box = BOX_UNSET; return SLOT_OK;
    case SLOT_VALUE_NIL: *box = BOX_NIL; return SLOT_OK;
    case SLOT_VALUE_BOOL: *box = value.as.truth ? BOX_TRUE : BOX_FALSE; return SLOT_OK;
    case SLOT_VALUE_INT: return box_int(SLOT_CAST(uint64_t, value.as.integer), box);
    case SLOT_VALUE_UINT: return value.as.natural > INT64_MAX ? SLOT_ERANGE : box_int(value.as.natural, box);
    case SLOT_VALUE_FLOAT:
        bits = slot_bits_of_double(value.as.real);
        if (bits << 1 > INFINITY_BITS << 1) bits = CANONICAL_NAN;
        *box = bits + FLOAT_OFFSET;
        return SLOT_OK;
    case SLOT_VALUE_SYMBOL: return box_symbol(type, &value, box);
    case SLOT_VALUE_REF: return box_ref(type, &value, box);
    case SLOT_VALUE_POINTER: return box_pointer(value.as.pointer, box);
    default: break;
    }
    return SLOT_ETYPE;
}

/* What the box seems to be; whether it is one is told by boxing that again. */
static slot_value open_box(const slot_class *type, uint64_t box)
{
    const unsigned top = SLOT_CAST(unsigned, box >> 48);
    const uint32_t at = SLOT_CAST(uint32_t, box >> 32 & 0xffff);
    const uint32_t id = SLOT_CAST(uint32_t, box & 0xffffffff);
    if (top >= TOP_FLOAT) return slot_from_float(slot_double_of_bits(box - FLOAT_OFFSET));
    if (top >= TOP_INT) return slot_from_int(SLOT_CAST(int64_t, sign_extend(box, INT_BITS)));
    if (top == TOP_REF) return at < type->class_count ? slot_from_ref(type->classes[at], id) : slot_unset();
    if (top == TOP_SYMBOL) return at < type->symbols_count ? slot_from_symbol(type->symbols[at], id) : slot_unset();
    if (top == TOP_POINTER) {
        const uint64_t word = sign_extend(box, POINTER_BITS);
        return slot_from_pointer(SLOT_WORD_TO_POINTER(const void *, word));
    }
    switch (box) {
    case BOX_NIL: return slot_nil();
    case BOX_FALSE: return slot_from_bool(false);
    case BOX_TRUE: return slot_from_bool(true);
    default: return slot_unset();
    }
}

slot_value slot_any_value(const slot_class *type, uint64_t box)
{
    const slot_value value = open_box(type, box);
    uint64_t again;
    const bool is_box = slot_any_box(type, value, &again) == SLOT_OK && again == box;
    return is_box ? value : slot_unset();
}
