/* SPDX-License-Identifier: MIT-0 */
/* Whole instances, driven by the index table: init, visit, equality, order, hash. */
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
        const struct place place = code_place(type, i, CODE_WHOLE);
        if (place.element == CODE_WHOLE) slot_get(type, self, i, &value);
        else value = slot_code_value(type, self, &place, false);
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

/* ---- Order ---- */

/* A float's code so that equal values have equal codes and codes ascend with values, NaN behind all others. */
static uint64_t order_of_float(uint64_t code, unsigned width)
{
    const uint64_t sign = UINT64_C(1) << (width - 1);
    const uint64_t infinity = width == 16   ? UINT64_C(0x7c00)
                              : width == 32 ? UINT64_C(0x7f800000)
                                            : UINT64_C(0x7ff0000000000000);
    const uint64_t magnitude = code & (sign - 1);
    if (magnitude > infinity) return UINT64_MAX - 1;
    return (code & sign) != 0 ? sign - magnitude : sign + magnitude;
}

/* A slot so that what is set stands behind what is not, kind by kind for `any`, and then the order ascends. */
struct rank {
    unsigned kind; /* 0 unset, 1 set; `any`: of its value, behind that */
    uint64_t order;
};

static struct rank rank_of_any(const slot_class *type, uint64_t box)
{
    const slot_value value = slot_any_value(type, box);
    struct rank rank = {SLOT_CAST(unsigned, value.kind) + 1, box};
    if (value.kind == SLOT_VALUE_UNSET) rank.order = 0;
    if (value.kind == SLOT_VALUE_INT) rank.order = SLOT_CAST(uint64_t, value.as.integer) ^ UINT64_C(1) << 63;
    if (value.kind == SLOT_VALUE_FLOAT) rank.order = order_of_float(slot_bits_of_double(value.as.real), 64);
    return rank;
}

static APART struct rank rank_of(const slot_class *type, const void *self, const struct place *place)
{
    struct rank rank = {0, 0};
    const slot_descriptor *const slot = place->slot;
    if (!code_is_live(type, self, place)) return rank;
    const uint64_t code = code_is_bytes(slot) ? 0 : slot_code_read(type, self, place);
    if (!slot_code_is_present(self, place, code)) return rank;
    if (slot->kind == SLOT_KIND_ANY) return rank_of_any(type, code);
    rank.kind = 1;
    rank.order = code_is_float(slot) ? order_of_float(code, slot->width) : code;
    return rank;
}

static int compare_bytes(const unsigned char *left, const unsigned char *right, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
    return 0;
}

static int compare_bits(const slot_class *type, const void *a, const void *b, const struct code_bits *bits)
{
    for (uint32_t at = 0; at < bits->count; at += 64) {
        const uint64_t left = code_next_bits(type, a, bits, at);
        const uint64_t right = code_next_bits(type, b, bits, at);
        if (left != right) return left < right ? -1 : 1;
    }
    return 0;
}

/* ---- Comparing and hashing ---- */

static int compare_places(const slot_class *type, const void *a, const void *b, const struct place *place)
{
    const slot_descriptor *const slot = place->slot;
    struct code_bits bits;
    if (code_overlay(type, place, &bits)) {
        /* What tells whether it lives stands before it and is the same, or this would not be asked. */
        return code_is_live(type, a, place) ? compare_bits(type, a, b, &bits) : 0;
    }
    const struct rank left = rank_of(type, a, place);
    const struct rank right = rank_of(type, b, place);
    if (left.kind != right.kind) return left.kind < right.kind ? -1 : 1;
    if (left.order != right.order) return left.order < right.order ? -1 : 1;
    if (left.kind == 0 || !code_is_bytes(slot)) return 0;
    const unsigned char *const first = SLOT_CAST(const unsigned char *, a) + place->bit / 8;
    const unsigned char *const second = SLOT_CAST(const unsigned char *, b) + place->bit / 8;
    if (slot->kind == SLOT_KIND_CLASS) return slot_compare(type->classes[slot->bias], first, second);
    return compare_bytes(first, second, code_room(slot));
}

int slot_compare(const slot_class *type, const void *a, const void *b)
{
    for (int i = 0; i < slot_count(type); i++) {
        const uint32_t count = code_count(type, i);
        for (uint32_t element = 0; element < count; element++) {
            const struct place place = code_place(type, i, element);
            const int order = compare_places(type, a, b, &place);
            if (order != 0) return order;
        }
    }
    return 0;
}

bool slot_equal(const slot_class *type, const void *a, const void *b)
{
    return (type->flags & SLOT_CLASS_FLOATS) != 0 ? slot_compare(type, a, b) == 0
                                                  : slot_equal_bytes(a, b, code_size(type));
}

uint64_t slot_hash_bytes(const void *bytes, size_t size)
{
    const unsigned char *const at = SLOT_CAST(const unsigned char *, bytes);
    uint64_t hash = size;
    size_t i = 0;
    for (; i + 8 <= size; i += 8) hash = slot_hash_step(hash, slot_load64(at + i));
    if (i < size) hash = slot_hash_step(hash, slot_code_load_small(at + i, size - i));
    return slot_hash_end(hash);
}

/* ---- Units in host order: hashes are of the bytes that a little-endian host has ---- */

/* Some bytes of an instance on their way into the hash. */
enum { CHUNK_BYTES = 1024 };

struct chunk {
    unsigned char bytes[CHUNK_BYTES];
    uint32_t begin; /* its first byte of the instance */
    unsigned size;
};

static void turn(unsigned char *bytes, unsigned size)
{
    for (unsigned i = 0; i < size / 2; i++) {
        const unsigned char byte = bytes[i];
        bytes[i] = bytes[size - 1 - i];
        bytes[size - 1 - i] = byte;
    }
}

/*
 * Turns the units in the chunk, of which none is cut; `self` is an instance at byte `at` of the one that is hashed. What
 * an overlay holds nobody knows: its bytes count as they are.
 */
static void turn_units(const slot_class *type, const void *self, uint32_t at, struct chunk *chunk)
{
    struct code_bits shared;
    for (int i = 0; i < slot_count(type); i++) {
        const slot_descriptor *const slot = &type->descriptors[i];
        const slot_class *const held = slot->kind == SLOT_KIND_CLASS ? type->classes[slot->bias] : NULL;
        const bool has_units = held != NULL && (held->flags & SLOT_CLASS_HOST_ORDER) != 0;
        const uint32_t count = code_is_unit(slot) || has_units ? code_count(type, i) : 0;
        for (uint32_t element = 0; element < count; element++) {
            const struct place place = code_place(type, i, element);
            const uint32_t byte = at + place.bit / 8;
            if (!code_is_live(type, self, &place) || code_overlay(type, &place, &shared)) continue;
            if (has_units) turn_units(held, SLOT_CAST(const unsigned char *, self) + place.bit / 8, byte, chunk);
            else if (byte >= chunk->begin && byte - chunk->begin < chunk->size)
                turn(chunk->bytes + (byte - chunk->begin), slot->width <= 16 ? 2 : slot->width <= 32 ? 4 : 8);
        }
    }
}

static RARE uint64_t hash_units(const slot_class *type, const void *self)
{
    struct chunk chunk;
    uint64_t hash = type->size;
    for (chunk.begin = 0; chunk.begin < type->size; chunk.begin += chunk.size) {
        const uint32_t rest = type->size - chunk.begin;
        chunk.size = rest < CHUNK_BYTES ? SLOT_CAST(unsigned, rest) : SLOT_CAST(unsigned, CHUNK_BYTES);
        slot_code_move(chunk.bytes, SLOT_CAST(const unsigned char *, self) + chunk.begin, chunk.size);
        turn_units(type, self, 0, &chunk);
        unsigned i = 0;
        for (; i + 8 <= chunk.size; i += 8) hash = slot_hash_step(hash, slot_load64(chunk.bytes + i));
        if (i < chunk.size) hash = slot_hash_step(hash, slot_code_load_small(chunk.bytes + i, chunk.size - i));
    }
    return slot_hash_end(hash);
}

static uint64_t hash_place(const slot_class *type, const void *self, const struct place *place, uint64_t hash)
{
    const slot_descriptor *const slot = place->slot;
    struct code_bits bits;
    if (code_overlay(type, place, &bits)) {
        if (!code_is_live(type, self, place)) return hash;
        for (uint32_t at = 0; at < bits.count; at += 64)
            hash = slot_hash_step(hash, code_next_bits(type, self, &bits, at));
        return hash;
    }
    const struct rank rank = rank_of(type, self, place);
    hash = slot_hash_step(slot_hash_step(hash, rank.kind), rank.order);
    if (!code_is_bytes(slot) || rank.kind == 0) return hash;
    const unsigned char *const bytes = SLOT_CAST(const unsigned char *, self) + place->bit / 8;
    return slot_hash_step(hash, slot->kind == SLOT_KIND_CLASS ? slot_hash(type->classes[slot->bias], bytes)
                                                              : slot_hash_bytes(bytes, code_room(slot)));
}

uint64_t slot_hash(const slot_class *type, const void *self)
{
    if ((type->flags & SLOT_CLASS_FLOATS) == 0) {
        const bool is_turned = SLOT_BIG_ENDIAN && (type->flags & SLOT_CLASS_HOST_ORDER) != 0;
        return is_turned ? hash_units(type, self) : slot_hash_bytes(self, code_size(type));
    }
    uint64_t hash = type->size;
    for (int i = 0; i < slot_count(type); i++) {
        const uint32_t count = code_count(type, i);
        for (uint32_t element = 0; element < count; element++) {
            const struct place place = code_place(type, i, element);
            hash = hash_place(type, self, &place, hash);
        }
    }
    return slot_hash_end(hash);
}
