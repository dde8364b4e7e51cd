/* SPDX-License-Identifier: MIT-0 */
/*
 * Whether bytes are an instance. Every one among the bits must belong to a slot: that is so exactly when there are as
 * many in the record as in the slots that are set, of which no two share a bit (an overlay counts once).
 */
#include "core_code.h"

static APART uint32_t count_ones(uint64_t word)
{
    uint32_t count = 0;
    for (; word != 0; word &= word - 1) count++;
    return count;
}

static APART uint32_t ones_of_bytes(const unsigned char *bytes, size_t size)
{
    uint32_t ones = 0;
    for (size_t i = 0; i < size; i++) ones += count_ones(bytes[i]);
    return ones;
}

/* Whether the code of a slot that is set is that of a value: whether it comes back from there. */
static APART bool is_valid_code(const slot_class *type, const struct place *place, uint64_t code)
{
    const slot_descriptor *const slot = place->slot;
    uint64_t back = 0;
    switch (slot->kind) {
    case SLOT_KIND_SYMBOL:
    case SLOT_KIND_REF: return code <= code_highest_id(type, slot);
    case SLOT_KIND_POINTER: /* hosts may have narrower ones */
        back = code << slot->bias;
        return SLOT_POINTER_TO_WORD(SLOT_WORD_TO_POINTER(const void *, back)) == back;
    case SLOT_KIND_ANY: return code == 0 || slot_any_value(type, code).kind != SLOT_VALUE_UNSET;
    default: break;
    }
    if (!code_is_number(slot) && slot->kind != SLOT_KIND_STEPS) return true;
    const uint64_t number = slot_code_to_number(type, place->index, code);
    return slot_code_of_number(type, place->index, number, code_is_signed(slot), &back) == SLOT_OK && back == code;
}

static bool are_valid_bytes(const slot_class *type, const slot_descriptor *slot, const unsigned char *bytes)
{
    if (slot->kind == SLOT_KIND_CLASS) return slot_valid(type->classes[slot->bias], bytes);
    if (slot->kind == SLOT_KIND_BYTES) return true;
    const void *const data = bytes;
    const size_t length = slot_text_length(bytes, code_room(slot));
    return slot_text_fits(SLOT_CAST(const char *, data), length, length);
}

/* Adds the ones of a slot or element; false where it is not as it may be. Those of what is unset are not counted. */
static bool check_place(const slot_class *type, const void *self, const struct place *place, uint32_t *ones)
{
    const slot_descriptor *const slot = place->slot;
    const unsigned char *const bytes = SLOT_CAST(const unsigned char *, self) + place->bit / 8;
    struct code_bits bits;
    if (!code_is_live(type, self, place)) return true;
    if (code_overlay(type, place, &bits)) {
        for (uint32_t at = 0; at < bits.count; at += 64) *ones += count_ones(code_next_bits(type, self, &bits, at));
        return true;
    }
    const uint64_t *const digit = code_digit(type, place->index);
    /* A number's ones are nobody's alone: its first digit counts them. The last one is too large where the number is. */
    if (digit != NULL && digit[0] == 1) *ones += count_ones(code_read_bits(type, self, place));
    const uint64_t code = code_is_bytes(slot) ? 0 : slot_code_read(type, self, place);
    if (!slot_code_is_present(self, place, code)) return true;
    if (place->leads && (slot->flags & SLOT_PRESENCE) != 0) *ones += 1;
    if (digit == NULL)
        *ones += code_is_bytes(slot) ? ones_of_bytes(bytes, code_byte_count(type, slot)) : count_ones(code);
    return code_is_bytes(slot) ? are_valid_bytes(type, slot, bytes) : is_valid_code(type, place, code);
}

bool slot_valid(const slot_class *type, const void *self)
{
    uint32_t ones = 0;
    for (int i = 0; i < slot_count(type); i++) {
        const uint32_t count = code_count(type, i);
        for (uint32_t element = 0; element < count; element++) {
            const struct place place = code_place(type, i, element);
            if (!check_place(type, self, &place, &ones)) return false;
        }
    }
    return ones == ones_of_bytes(SLOT_CAST(const unsigned char *, self), code_size(type));
}
