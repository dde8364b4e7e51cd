/* SPDX-License-Identifier: MIT-0 */
/*
 * Where slots lie: elements of arrays, arms that live and die, presence. Recursion goes up the arms that a slot lies
 * in; the compiler bounds how deep they nest.
 */
#include "core_code.h"

/* ---- Places ---- */

/* Adds the strides of one element; false where there is none. */
static APART bool add_strides(const uint64_t *array, uint32_t element, struct place *place)
{
    uint64_t rest = element;
    for (uint64_t i = code_dimensions(array); i-- > 0;) {
        const struct code_dimension dimension = code_dimension_at(array, i);
        const uint64_t at = rest % dimension.count;
        rest /= dimension.count;
        place->bit += SLOT_CAST(uint32_t, at * dimension.stride);
        place->presence += SLOT_CAST(uint32_t, at * dimension.presence_stride);
        if (at != 0 && dimension.presence_stride == 0) place->leads = false;
    }
    return rest == 0;
}

slot_status slot_code_find(const slot_class *type, int index, uint32_t element, struct place *place)
{
    if (!code_has_slot(type, index)) return SLOT_ENAME;
    const slot_descriptor *const slot = &type->descriptors[index];
    place->slot = slot;
    place->index = index;
    place->element = 0;
    place->bit = code_bit(slot);
    place->presence = slot->span;
    place->leads = true;
    const uint64_t *const array = code_numbers(type, index, SLOT_FACT_ARRAY);
    if (array == NULL) return element == 0 || element == CODE_WHOLE ? SLOT_OK : SLOT_EARG;
    place->element = element;
    return element == CODE_WHOLE || add_strides(array, element, place) ? SLOT_OK : SLOT_EARG;
}

bool slot_code_is_optional_array(const slot_class *type, const struct place *place)
{
    const uint64_t *const array = code_numbers(type, place->index, SLOT_FACT_ARRAY);
    if (array == NULL || (place->slot->flags & SLOT_PRESENCE) == 0 || code_has_optional_elements(array)) return false;
    for (uint64_t i = 0; i < code_dimensions(array); i++)
        if (code_dimension_at(array, i).presence_stride != 0) return false;
    return true;
}

/* ---- Digits: numbers of a fact SLOT_FACT_DIGIT are weight, codes, bound ---- */

/* What no record has stays what the typed accessors take it for: the last digit may be too large. */
static uint64_t digit_of(const uint64_t *digit, uint64_t number)
{
    number /= digit[0];
    return digit[0] * digit[1] == digit[2] ? number : number % digit[1];
}

uint64_t slot_code_read(const slot_class *type, const void *self, const struct place *place)
{
    const uint64_t bits = code_read_bits(type, self, place);
    const uint64_t *const digit = code_digit(type, place->index);
    return digit == NULL ? bits : digit_of(digit, bits);
}

void slot_code_write(const slot_class *type, void *self, const struct place *place, uint64_t code)
{
    const uint64_t *const digit = code_digit(type, place->index);
    if (digit != NULL) {
        const uint64_t number = code_read_bits(type, self, place) % digit[2];
        code = number + (code - digit_of(digit, number)) * digit[0];
    }
    code_write_bits(type, self, place, code);
}

/* ---- Presence ---- */

bool slot_code_is_present(const void *self, const struct place *place, uint64_t code)
{
    if ((place->slot->flags & SLOT_OPTIONAL) == 0) return true;
    if ((place->slot->flags & SLOT_PRESENCE) == 0) return code != 0;
    return (SLOT_CAST(const unsigned char *, self)[place->presence / 8] >> place->presence % 8 & 1) != 0;
}

bool slot_code_is_set(const void *self, const struct place *place, uint64_t code)
{
    if (place->slot->kind == SLOT_KIND_ANY && code == 0) return false;
    return slot_code_is_present(self, place, code);
}

void slot_code_mark(void *self, const struct place *place, bool present)
{
    if ((place->slot->flags & SLOT_PRESENCE) == 0) return;
    unsigned char *const at = SLOT_CAST(unsigned char *, self) + place->presence / 8;
    const unsigned bit = 1u << place->presence % 8;
    *at = SLOT_CAST(unsigned char, present ? *at | bit : *at & ~bit);
}

void slot_code_put(const slot_class *type, void *self, const struct place *place, uint64_t code, bool present)
{
    const slot_descriptor *const slot = place->slot;
    if (code_is_bytes(slot)) {
        slot_zero(SLOT_CAST(unsigned char *, self) + place->bit / 8, code_byte_count(type, slot));
    } else {
        slot_code_write(type, self, place, code);
    }
    slot_code_mark(self, place, present);
}

/* ---- Arms ---- */

/* The tag that says whether the slot lives: an element of the tag serves so many elements of the slot that follow. */
static void find_tag(const slot_class *type, const struct place *place, const uint64_t *arm, struct place *tag)
{
    const int index = SLOT_CAST(int, arm[0]);
    const uint32_t tags = code_count(type, index);
    uint32_t element = 0;
    if (tags > 1 && place->element == CODE_WHOLE) element = CODE_WHOLE;
    else if (tags > 1) element = place->element / (code_count(type, place->index) / tags);
    slot_code_find(type, index, element, tag);
}

static bool has_code(const slot_class *type, const void *self, const struct place *tag, uint64_t code)
{
    const uint64_t found = slot_code_read(type, self, tag);
    return slot_code_is_set(self, tag, found) && found == code;
}

bool slot_code_lives(const slot_class *type, const void *self, const struct place *place)
{
    struct place tag;
    const uint64_t *const arm = code_numbers(type, place->index, SLOT_FACT_ARM);
    if (arm == NULL) return true;
    find_tag(type, place, arm, &tag);
    if (!code_is_live(type, self, &tag)) return false;
    return tag.element == CODE_WHOLE || has_code(type, self, &tag, arm[1]);
}

void slot_code_zero_areas(const slot_class *type, void *self, const struct place *tag)
{
    if ((tag->slot->flags & SLOT_EXTENDED) == 0) return;
    const slot_fact *const first = slot_code_fact(type, tag->index, SLOT_FACT_AREA);
    if (first == NULL) return;
    const slot_fact *const end = type->facts + type->fact_count;
    const uint32_t stride = tag->bit - code_bit(tag->slot);
    for (const slot_fact *fact = first; fact < end && fact->slot == first->slot && fact->kind == first->kind; fact++) {
        const uint64_t *const area = type->numbers + fact->index;
        slot_zero_bits(SLOT_CAST(unsigned char *, self), SLOT_CAST(size_t, area[0] + stride),
                       SLOT_CAST(size_t, area[1]));
    }
}

void slot_code_enliven(const slot_class *type, void *self, const struct place *place)
{
    struct place tag;
    /* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): the tag that an arm names is a slot, and so is found */
    const uint64_t *const arm = code_numbers(type, place->index, SLOT_FACT_ARM);
    if (arm == NULL) return;
    find_tag(type, place, arm, &tag);
    slot_code_enliven(type, self, &tag);
    if (has_code(type, self, &tag, arm[1])) return;
    slot_code_zero_areas(type, self, &tag);
    slot_code_put(type, self, &tag, arm[1], true);
}

/* ---- Overlays ---- */

bool slot_code_overlay(const slot_class *type, const struct place *place, struct code_bits *bits)
{
    const slot_fact *const fact = slot_code_fact(type, place->index, SLOT_FACT_OVERLAY);
    if (fact == NULL) return false;
    bits->bit = SLOT_CAST(uint32_t, type->numbers[fact->index]);
    bits->count = SLOT_CAST(uint32_t, type->numbers[fact->index + 1]);
    const uint64_t *const array = code_numbers(type, place->index, SLOT_FACT_ARRAY);
    uint32_t rest = place->element;
    for (uint64_t i = array == NULL ? 0 : code_dimensions(array); i-- > 0;) {
        const struct code_dimension dimension = code_dimension_at(array, i);
        const uint32_t size = SLOT_CAST(uint32_t, dimension.count);
        const uint32_t stride = SLOT_CAST(uint32_t, dimension.stride);
        const uint32_t at = rest % size;
        rest /= size;
        /* A dimension of the slot's own lies inside the overlay; one around it steps over the overlay. */
        if (stride >= bits->count) bits->bit += at * stride;
        else if (at != 0) bits->count = 0;
    }
    return true;
}
