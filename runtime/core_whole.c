/* SPDX-License-Identifier: MIT-0 */
/* Whole instances, driven by the index table: init, visit, equality, order, hash, validity. */
#include "core_code.h"

void slot_init(const slot_class *type, void *self)
{
    unsigned char *const bytes = SLOT_CAST(unsigned char *, self);
    for (uint32_t i = 0; i < type->size; i++) bytes[i] = type->initial == NULL ? 0 : type->initial[i];
}

int slot_visit(const slot_class *type, const void *self, slot_visitor *visitor, void *context)
{
    for (int i = 0; i < slot_count(type); i++) {
        slot_value value;
        slot_get(type, self, i, &value);
        if (!slot_has(type, self, i)) value = slot_unset();
        const int answer = visitor(context, type, i, &value);
        if (answer != 0) return answer;
    }
    return 0;
}

APART bool slot_equal_bytes(const void *a, const void *b, size_t size)
{
    const unsigned char *const left = SLOT_CAST(const unsigned char *, a);
    const unsigned char *const right = SLOT_CAST(const unsigned char *, b);
    size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        if (slot_load64(left + i) != slot_load64(right + i)) return false;
    }
    for (; i < size; i++) {
        if (left[i] != right[i]) return false;
    }
    return true;
}

/* A float's code so that equal values have equal codes and codes ascend with values, NaN behind all others. */
static uint64_t order_of_float(uint64_t code, unsigned width)
{
    const uint64_t sign = UINT64_C(1) << (width - 1);
    const uint64_t infinity = width == 32 ? UINT64_C(0x7f800000) : UINT64_C(0x7ff0000000000000);
    const uint64_t magnitude = code & (sign - 1);
    if (magnitude > infinity) return UINT64_MAX - 1;
    return (code & sign) != 0 ? sign - magnitude : sign + magnitude;
}

/* A slot so that what is set stands behind what is not, and then the order ascends with the values, as codes do. */
struct rank {
    bool set;
    uint64_t order;
};

static APART struct rank rank_of(const slot_class *type, const void *self, const slot_descriptor *slot)
{
    struct rank rank;
    const uint64_t code = code_load(type, self, slot);
    rank.set = code_is_set(self, slot, code);
    rank.order = 0;
    if (!rank.set) return rank;
    rank.order = code;
    if (slot->kind == SLOT_KIND_FLOAT32 || slot->kind == SLOT_KIND_FLOAT64)
        rank.order = order_of_float(code, slot->width);
    return rank;
}

int slot_compare(const slot_class *type, const void *a, const void *b)
{
    for (uint32_t i = 0; i < type->names.count; i++) {
        const struct rank left = rank_of(type, a, &type->descriptors[i]);
        const struct rank right = rank_of(type, b, &type->descriptors[i]);
        if (left.set != right.set) return left.set ? 1 : -1;
        if (left.order != right.order) return left.order < right.order ? -1 : 1;
    }
    return 0;
}

bool slot_equal(const slot_class *type, const void *a, const void *b)
{
    return (type->flags & SLOT_CLASS_FLOATS) != 0 ? slot_compare(type, a, b) == 0 : slot_equal_bytes(a, b, type->size);
}

/* One step of a multiply-and-fold hash; the constants are odd numbers with about as many ones as zeros. */
static uint64_t hash_step(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

static uint64_t hash_end(uint64_t hash)
{
    hash *= UINT64_C(0xd6e8feb86659fd93);
    return hash ^ hash >> 32;
}

uint64_t slot_hash_bytes(const void *bytes, size_t size)
{
    const unsigned char *const at = SLOT_CAST(const unsigned char *, bytes);
    uint64_t hash = size;
    size_t i = 0;
    for (; i + 8 <= size; i += 8) hash = hash_step(hash, slot_load64(at + i));
    if (i < size) hash = hash_step(hash, code_load_small(at + i, SLOT_CAST(uint32_t, size - i)));
    return hash_end(hash);
}

uint64_t slot_hash(const slot_class *type, const void *self)
{
    if ((type->flags & SLOT_CLASS_FLOATS) == 0) return slot_hash_bytes(self, type->size);
    uint64_t hash = type->size;
    for (uint32_t i = 0; i < type->names.count; i++) {
        const struct rank rank = rank_of(type, self, &type->descriptors[i]);
        hash = hash_step(hash_step(hash, rank.set ? 1 : 0), rank.order);
    }
    return hash_end(hash);
}

static unsigned count_ones(uint64_t word)
{
    unsigned count = 0;
    for (; word != 0; word &= word - 1) count++;
    return count;
}

/* Whether the code of a slot that is set is that of a value: whether it comes back from there. */
static bool is_valid_code(const slot_class *type, const slot_descriptor *slot, uint64_t code)
{
    if (slot->kind == SLOT_KIND_FLOAT32 || slot->kind == SLOT_KIND_FLOAT64) return true;
    const uint64_t number = code_to_number(type, slot, code);
    uint64_t back = 0;
    return code_of_number(type, slot, number, code_is_signed(slot), &back) == SLOT_OK && back == code;
}

bool slot_valid(const slot_class *type, const void *self)
{
    const unsigned char *const bytes = SLOT_CAST(const unsigned char *, self);
    uint64_t ones = 0;
    uint64_t ones_of_slots = 0;
    for (uint32_t i = 0; i < type->size; i++) ones += count_ones(bytes[i]);
    for (uint32_t i = 0; i < type->names.count; i++) {
        const slot_descriptor *const slot = &type->descriptors[i];
        const uint64_t code = code_load(type, self, slot);
        const bool is_set = code_is_set(self, slot, code);
        if (is_set ? !is_valid_code(type, slot, code) : code != 0) return false;
        ones_of_slots += count_ones(code) + ((slot->flags & SLOT_PRESENCE) != 0 && is_set ? 1u : 0u);
    }
    /* Every one belongs to a slot exactly when there are as many in the record as in its slots. */
    return ones == ones_of_slots;
}
