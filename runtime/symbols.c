/* SPDX-License-Identifier: MIT-0 */
/*
 * Interned strings: their characters in blocks in the order of ids, and an index of ids by open addressing.
 *
 * A string is a record: its length in one byte and its bytes; from LONG on two bytes of length; and beyond NEAR_MOST a
 * pointer to memory of its own. No record crosses a block. Sixteen ids are a group, which knows where the first one's
 * record begins, and of each how far behind it: less than 2^16 bytes, as all of them have at most 512.
 */
#include <slotgen/symbols.h>

#include "core_code.h"

#include <string.h>

enum {
    BLOCK_SHIFT = 12,
    BLOCK_BYTES = 1 << BLOCK_SHIFT,
    TWO_BYTES = 254, /* the first length that has a second byte, in which the rest stands */
    FAR = 255,       /* in place of a length: the string lies far away */
    NEAR_MOST = TWO_BYTES + 255,
    GROUP_SHIFT = 4,
    GROUP_IDS = 1 << GROUP_SHIFT,
    GROUPS_SHIFT = 4, /* groups of a block */
    BUCKET = 16,
    /* So many steps from home to a free entry are no chance, at any number of strings. */
    CROWDED = 2048
};

/* Buckets from which on the index grows by half, not by all of it. */
#define DOUBLING_BUCKETS 64

struct group {
    uint64_t first; /* block << BLOCK_SHIFT | byte in the block */
    uint16_t behind[GROUP_IDS];
};

struct slot_far_string {
    struct slot_far_string *next;
    size_t length; /* the bytes follow */
};

/* ---- Hashes ---- */

/* The halves of a product of two words, one upon the other. */
static inline uint64_t fold(uint64_t value, uint64_t other)
{
#if defined(__SIZEOF_INT128__)
    __extension__ typedef unsigned __int128 wide;
    const wide product = SLOT_CAST(wide, value) * other;
    return SLOT_CAST(uint64_t, product >> 64) ^ SLOT_CAST(uint64_t, product);
#else
    return slot_multiply_high(value, other) ^ value * other;
#endif
}

/* The ends of a string of up to 16 bytes: two words that say all about it but its length. */
struct ends {
    uint64_t first, last;
};

static inline struct ends ends_of(const unsigned char *data, size_t length)
{
    struct ends ends = {0, 0};
    if (length >= 8) {
        ends.first = slot_load_host64(data);
        ends.last = slot_load_host64(data + length - 8);
    } else if (length >= 4) {
        ends.first = slot_load_host32(data);
        ends.last = slot_load_host32(data + length - 4);
    } else if (length > 0) {
        ends.first = SLOT_CAST(uint64_t, data[0]) << 16 | SLOT_CAST(uint64_t, data[length / 2]) << 8 | data[length - 1];
    }
    return ends;
}

/*
 * The idea of wyhash (Wang Yi, public domain): multiply words that seeds were put upon, and fold the product. Both have
 * a seed, so that nobody can make one of them 0. Bits 32 to 63 choose the bucket, bits 0 to 3 the entry in it, and
 * those of hash_mask tell entries apart.
 */
static APART uint64_t hash_of(const uint64_t *seeds, const unsigned char *data, size_t length)
{
    uint64_t state = seeds[1];
    size_t rest = length;
    for (; rest > 16; rest -= 16, data += 16) {
        state = fold(slot_load_host64(data) ^ seeds[0], slot_load_host64(data + 8) ^ state);
    }
    /* Of a longer string the last 16 bytes, some of them a second time. */
    const struct ends ends = length > 16 ? ends_of(data + rest - 16, 16) : ends_of(data, length);
    return fold(fold(ends.first ^ seeds[0], ends.last ^ state) ^ length, seeds[1]);
}

/* Seeds of words that nobody chose, both odd. */
static void make_seeds(slot_symbols *symbols, uint64_t word, uint64_t other)
{
    symbols->seeds[0] = fold(word ^ UINT64_C(0xa0761d6478bd642f), other ^ UINT64_C(0xe7037ed1a0b428db)) | 1;
    symbols->seeds[1] = fold(symbols->seeds[0] ^ UINT64_C(0x8ebc6af09c88c6e3), UINT64_C(0x589965cc75374cc3)) | 1;
}

/* ---- Strings ---- */

static APART slot_text long_text(const unsigned char *record)
{
    slot_text text;
    if (record[0] == TWO_BYTES) {
        text.data = SLOT_CAST(const char *, record + 2);
        text.length = SLOT_CAST(size_t, TWO_BYTES) + record[1];
    } else {
        const struct slot_far_string *string;
        memcpy(&string, record + 1, sizeof string);
        text.data = SLOT_CAST(const char *, string + 1);
        text.length = string->length;
    }
    return text;
}

/* The group of the id `place` + 1. */
static inline struct group *group_of(const slot_symbols *symbols, uint32_t place)
{
    const uint32_t number = place >> GROUP_SHIFT;
    void *const groups = symbols->id_groups.blocks[number >> GROUPS_SHIFT];
    return SLOT_CAST(struct group *, groups) + (number & ((1u << GROUPS_SHIFT) - 1));
}

/* The string of an id that is given out. */
static inline slot_text text_of(const slot_symbols *symbols, uint32_t id)
{
    const struct group *const group = group_of(symbols, id - 1);
    const uint64_t at = group->first + group->behind[(id - 1) & (GROUP_IDS - 1)];
    const unsigned char *const record =
        symbols->characters.blocks[SLOT_CAST(size_t, at >> BLOCK_SHIFT)] + (at & (BLOCK_BYTES - 1));
    slot_text text = {SLOT_CAST(const char *, record + 1), record[0]};
    return text.length < TWO_BYTES ? text : long_text(record);
}

slot_text slot_symbols_text(const slot_symbols *symbols, uint32_t id)
{
    const slot_text none = {NULL, 0};
    return id - 1 < symbols->count ? text_of(symbols, id) : none;
}

/* Whether the string of an id is this one. */
static inline bool is_text(const slot_symbols *symbols, uint32_t id, const unsigned char *data, size_t length)
{
    const slot_text text = text_of(symbols, id);
    const unsigned char *const here = SLOT_CAST(const unsigned char *, SLOT_CAST(const void *, text.data));
    if (text.length != length) return false;
    if (length > 16) return memcmp(here, data, length) == 0;
    const struct ends ends = ends_of(data, length);
    const struct ends others = ends_of(here, length);
    return ends.first == others.first && ends.last == others.last;
}

/* ---- The index ---- */

static inline size_t entry_count(const slot_symbols *symbols)
{
    return SLOT_CAST(size_t, symbols->bucket_count) * BUCKET;
}

static inline size_t home_of(const slot_symbols *symbols, uint64_t hash)
{
    return SLOT_CAST(size_t, (hash >> 32) * symbols->bucket_count >> 32) * BUCKET + (hash & (BUCKET - 1));
}

/* Where a string that is not there belongs. */
struct gap {
    uint64_t hash;
    size_t entry; /* the free one in which the string's id would be */
};

/* The id of a string, or 0 and where it would be. There is an index, of which an entry at least is free. */
static APART uint32_t look_up(const slot_symbols *symbols, const unsigned char *data, size_t length, struct gap *gap)
{
    const uint64_t hash = hash_of(symbols->seeds, data, length);
    const uint32_t *const index = symbols->index;
    const uint32_t hash_mask = symbols->hash_mask;
    const size_t count = entry_count(symbols);
    size_t at = home_of(symbols, hash);
    for (uint32_t entry = index[at]; entry != 0; entry = index[at]) {
        if (((entry ^ SLOT_CAST(uint32_t, hash & UINT32_MAX)) & hash_mask) == 0 &&
            is_text(symbols, entry & ~hash_mask, data, length)) {
            return entry & ~hash_mask;
        }
        if (++at == count) at = 0;
    }
    gap->hash = hash;
    gap->entry = at;
    return 0;
}

/* The entry for a string that is not there. */
static APART size_t find_free(const slot_symbols *symbols, uint64_t hash)
{
    const size_t count = entry_count(symbols);
    size_t at = home_of(symbols, hash);
    while (symbols->index[at] != 0) {
        if (++at == count) at = 0;
    }
    return at;
}

static inline void enter(slot_symbols *symbols, size_t at, uint32_t id, uint64_t hash)
{
    symbols->index[at] = (SLOT_CAST(uint32_t, hash & UINT32_MAX) & symbols->hash_mask) | id;
}

/* All ids anew, into an index that is all zero. */
static APART void enter_all(slot_symbols *symbols)
{
    for (uint32_t i = 0; i < symbols->count; i++) {
        const slot_text text = slot_symbols_text(symbols, i + 1);
        const void *const data = text.data;
        const uint64_t hash = hash_of(symbols->seeds, SLOT_CAST(const unsigned char *, data), text.length);
        enter(symbols, find_free(symbols, hash), i + 1, hash);
    }
}

static size_t index_bytes(const slot_symbols *symbols)
{
    return entry_count(symbols) * sizeof *symbols->index;
}

/* Buckets for so many ids: four fifths of the entries may be taken. */
static uint64_t buckets_for(uint64_t ids)
{
    return (ids * 5 / 4 + BUCKET) / BUCKET;
}

/* Exchanges the index for one of so many buckets. Where there is no memory nothing changes. */
static SLOT_COLD bool make_index(slot_symbols *symbols, uint64_t buckets)
{
    const slot_storage *const storage = &symbols->characters.storage;
    const size_t bucket_bytes = BUCKET * sizeof *symbols->index;
    if (buckets > SIZE_MAX / 2 / bucket_bytes) return false;
    const size_t size = SLOT_CAST(size_t, buckets) * bucket_bytes;
    void *const memory = slot_memory_take(storage, size, bucket_bytes);
    if (memory == NULL) return false;
    memset(memory, 0, size);
    if (symbols->index == NULL) {
        make_seeds(symbols, SLOT_POINTER_TO_WORD(memory) ^ SLOT_POINTER_TO_WORD(symbols) << 24,
                   SLOT_POINTER_TO_WORD(symbols->type));
    }
    slot_memory_give(storage, symbols->index, index_bytes(symbols), bucket_bytes);
    symbols->index = SLOT_CAST(uint32_t *, memory);
    symbols->bucket_count = SLOT_CAST(uint32_t, buckets);
    symbols->was_reseeded = false;
    const uint64_t most = buckets * BUCKET * 4 / 5;
    const uint32_t capacity = symbols->type->capacity;
    symbols->most_ids = most < capacity ? SLOT_CAST(uint32_t, most) : capacity;
    uint32_t ids = BUCKET - 1;
    while (ids < symbols->most_ids) ids = ids << 1 | 1;
    symbols->hash_mask = ~ids;
    enter_all(symbols);
    return true;
}

static SLOT_COLD bool grow_index(slot_symbols *symbols)
{
    const uint64_t now = symbols->bucket_count;
    const uint64_t wanted = now < DOUBLING_BUCKETS ? now * 2 + (now == 0) : now + now / 2;
    const uint64_t enough = buckets_for(symbols->type->capacity);
    return make_index(symbols, wanted < enough ? wanted : enough);
}

/* Strings crowd at one place: another seed spreads them. Once for each size, so that it cannot take for ever. */
static SLOT_COLD void reseed(slot_symbols *symbols)
{
    make_seeds(symbols, symbols->seeds[0] ^ SLOT_POINTER_TO_WORD(symbols->index), symbols->seeds[1]);
    symbols->was_reseeded = true;
    memset(symbols->index, 0, index_bytes(symbols));
    enter_all(symbols);
}

/* ---- Adding ---- */

static inline bool has_room(const slot_symbols *symbols, size_t record_bytes)
{
    return symbols->count != symbols->most_ids && record_bytes <= symbols->free_bytes &&
           symbols->count >> (GROUP_SHIFT + GROUPS_SHIFT) != symbols->id_groups.count;
}

/* Memory for the string's record, its group and its entry; that of a far string is taken last, and by who asks. */
static SLOT_COLD bool make_room(slot_symbols *symbols, size_t record_bytes)
{
    if (symbols->count == symbols->most_ids && !grow_index(symbols)) return false;
    if (symbols->count >> (GROUP_SHIFT + GROUPS_SHIFT) == symbols->id_groups.count &&
        slot_blocks_add(&symbols->id_groups) != SLOT_OK) {
        return false;
    }
    if (record_bytes > symbols->free_bytes) {
        if (slot_blocks_add(&symbols->characters) != SLOT_OK) return false;
        symbols->free_bytes = BLOCK_BYTES;
    }
    return true;
}

static SLOT_COLD struct slot_far_string *copy_far(slot_symbols *symbols, const unsigned char *data, size_t length)
{
    struct slot_far_string *string = NULL;
    if (length > SIZE_MAX / 2) return NULL;
    const size_t size = sizeof *string + length;
    string = SLOT_CAST(struct slot_far_string *,
                       slot_memory_take(&symbols->characters.storage, size, SLOT_ALIGNOF(struct slot_far_string)));
    if (string == NULL) return NULL;
    string->next = symbols->far_strings;
    string->length = length;
    memcpy(string + 1, data, length);
    symbols->far_strings = string;
    symbols->far_bytes += size;
    return string;
}

/* Adds a record, for which there is room. */
static void add_record(slot_symbols *symbols, const struct slot_far_string *far_string, const unsigned char *data,
                       size_t length, size_t record_bytes)
{
    const size_t last = symbols->characters.count - 1;
    const size_t byte = BLOCK_BYTES - symbols->free_bytes;
    unsigned char *const record = symbols->characters.blocks[last] + byte;
    /* What the record holds behind its head. */
    const void *const content = far_string != NULL ? SLOT_CAST(const void *, &far_string) : data;
    const size_t content_bytes = far_string != NULL ? sizeof far_string : length;
    const size_t head_bytes = record_bytes - content_bytes;
    record[0] = SLOT_CAST(unsigned char, far_string != NULL ? SLOT_CAST(size_t, FAR)
                                         : head_bytes == 1  ? length
                                                            : TWO_BYTES);
    if (head_bytes == 2) record[1] = SLOT_CAST(unsigned char, length - TWO_BYTES);
    if (content_bytes > 0) memcpy(record + head_bytes, content, content_bytes);
    symbols->free_bytes -= SLOT_CAST(uint32_t, record_bytes);
    struct group *const group = group_of(symbols, symbols->count);
    const uint32_t member = symbols->count & (GROUP_IDS - 1);
    const uint64_t at = SLOT_CAST(uint64_t, last) << BLOCK_SHIFT | byte;
    if (member == 0) group->first = at;
    group->behind[member] = SLOT_CAST(uint16_t, at - group->first);
}

static APART slot_status add(slot_symbols *symbols, const unsigned char *data, size_t length, const struct gap *gap)
{
    if (symbols->count == symbols->type->capacity) return SLOT_EFULL;
    const size_t record_bytes = length < TWO_BYTES    ? length + 1
                                : length <= NEAR_MOST ? length + 2
                                                      : 1 + sizeof(struct slot_far_string *);
    const uint32_t *const old = symbols->index;
    if (!has_room(symbols, record_bytes) && !make_room(symbols, record_bytes)) return SLOT_ENOMEM;
    /* NOLINTNEXTLINE(clang-analyzer-core.*): look_up fills the gap whenever it finds no string */
    const size_t at = symbols->index == old ? gap->entry : find_free(symbols, gap->hash);
    const struct slot_far_string *const far_string = length > NEAR_MOST ? copy_far(symbols, data, length) : NULL;
    if (length > NEAR_MOST && far_string == NULL) return SLOT_ENOMEM;
    add_record(symbols, far_string, data, length, record_bytes);
    symbols->count++;
    enter(symbols, at, symbols->count, gap->hash);
    const size_t home = home_of(symbols, gap->hash);
    const size_t steps = at >= home ? at - home : at + entry_count(symbols) - home;
    if (steps > CROWDED && !symbols->was_reseeded) reseed(symbols);
    return SLOT_OK;
}

slot_status slot_symbols_intern(slot_symbols *symbols, const char *data, size_t length, uint32_t *id)
{
    const void *const start = data;
    const unsigned char *const bytes = SLOT_CAST(const unsigned char *, start);
    struct gap gap;
    if (symbols->index == NULL) {
        if (symbols->type->capacity == 0) return SLOT_EFULL;
        if (!grow_index(symbols)) return SLOT_ENOMEM;
    }
    const uint32_t found = look_up(symbols, bytes, length, &gap);
    if (found == 0) {
        const slot_status status = add(symbols, bytes, length, &gap);
        if (status == SLOT_OK) *id = symbols->count;
        return status;
    }
    *id = found;
    return SLOT_OK;
}

uint32_t slot_symbols_find(const slot_symbols *symbols, const char *data, size_t length)
{
    const void *const start = data;
    struct gap gap;
    return symbols->count == 0 ? 0 : look_up(symbols, SLOT_CAST(const unsigned char *, start), length, &gap);
}

/* ---- The whole ---- */

void slot_symbols_init(slot_symbols *symbols, const slot_symbols_type *type, const slot_storage *storage)
{
    memset(symbols, 0, sizeof *symbols);
    symbols->type = type;
    slot_blocks_init(&symbols->characters, storage, BLOCK_BYTES, 1);
    slot_blocks_init(&symbols->id_groups, storage, sizeof(struct group) << GROUPS_SHIFT, SLOT_ALIGNOF(struct group));
    symbols->characters.slack = 0; /* no more is read than a string has */
    symbols->id_groups.slack = 0;
}

/* Gives back the far strings. */
static SLOT_COLD void free_far(slot_symbols *symbols)
{
    while (symbols->far_strings != NULL) {
        struct slot_far_string *const string = symbols->far_strings;
        symbols->far_strings = string->next;
        slot_memory_give(&symbols->characters.storage, string, sizeof *string + string->length,
                         SLOT_ALIGNOF(struct slot_far_string));
    }
    symbols->far_bytes = 0;
}

void slot_symbols_free(slot_symbols *symbols)
{
    const slot_storage storage = symbols->characters.storage;
    free_far(symbols);
    slot_memory_give(&storage, symbols->index, index_bytes(symbols), BUCKET * sizeof *symbols->index);
    slot_blocks_free(&symbols->characters);
    slot_blocks_free(&symbols->id_groups);
    slot_symbols_init(symbols, symbols->type, &storage);
}

void slot_symbols_clear(slot_symbols *symbols)
{
    free_far(symbols);
    slot_blocks_shrink(&symbols->characters, 0);
    slot_blocks_shrink(&symbols->id_groups, 0);
    if (symbols->index != NULL) memset(symbols->index, 0, index_bytes(symbols));
    symbols->count = 0;
    symbols->free_bytes = 0;
}

slot_status slot_symbols_reserve(slot_symbols *symbols, uint32_t count, size_t characters)
{
    if (count > symbols->type->capacity) return SLOT_EFULL;
    if (count == 0) return SLOT_OK;
    if (characters > SIZE_MAX / 2) return SLOT_ENOMEM;
    if (count > symbols->most_ids && !make_index(symbols, buckets_for(count))) return SLOT_ENOMEM;
    const uint32_t in_block = 1u << (GROUP_SHIFT + GROUPS_SHIFT);
    if (slot_blocks_reserve(&symbols->id_groups, count / in_block + (count % in_block != 0)) != SLOT_OK) {
        return SLOT_ENOMEM;
    }
    /* A record is a byte more than its string, from 254 bytes on two; of a far one it is a pointer. */
    const size_t average = characters / count;
    const uint64_t records = average > NEAR_MOST ? SLOT_CAST(uint64_t, count) * (1 + sizeof(struct slot_far_string *))
                                                 : SLOT_CAST(uint64_t, characters) + count + characters / TWO_BYTES;
    /* At the end of a block less is free than the longest takes. */
    const size_t longest = average < NEAR_MOST / 2 ? average * 2 + 2 : SLOT_CAST(size_t, NEAR_MOST);
    const uint64_t blocks = records / (BLOCK_BYTES - (longest + 2)) + 2;
    if (blocks > SIZE_MAX / 2) return SLOT_ENOMEM;
    return slot_blocks_reserve(&symbols->characters, SLOT_CAST(size_t, blocks));
}

uint32_t slot_symbols_next(const slot_symbols *symbols, uint32_t after)
{
    return after < symbols->count ? after + 1 : 0;
}

slot_text slot_symbols_resolve(const void *context, const slot_symbols_type *type, uint32_t id)
{
    const slot_symbols_list *const all = SLOT_CAST(const slot_symbols_list *, context);
    const slot_text none = {NULL, 0};
    for (size_t i = 0; i < all->count; i++) {
        if (all->symbols[i]->type == type) return slot_symbols_text(all->symbols[i], id);
    }
    return none;
}

uint32_t slot_symbols_count(const slot_symbols *symbols)
{
    return symbols->count;
}

uint32_t slot_symbols_capacity(const slot_symbols *symbols)
{
    return symbols->type->capacity;
}

size_t slot_symbols_bytes(const slot_symbols *symbols)
{
    return symbols->characters.bytes + symbols->id_groups.bytes + index_bytes(symbols) + symbols->far_bytes;
}
