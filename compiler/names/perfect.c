/* SPDX-License-Identifier: MIT */
/*
 * Builds perfect hash tables by hashing and displacing: names are hashed into buckets, and every bucket, the fullest
 * first, gets the displacement that leads its names to free cells. Where none does, the next seed is tried.
 *
 * Owns how a table is found; how it is read stands in slotgen/names.h, whose hashes are used here.
 *
 * After E. A. Fox, Q. F. Chen, L. S. Heath, "A faster algorithm for constructing minimal perfect hash functions", 1992.
 */
#include "names/perfect.h"

#include "support/arena.h"

#include <slotgen/names.h>

#include <string.h>

enum {
    MOST_NAMES = 65535,
    ATTEMPTS = 512,
    ATTEMPTS_AT_ONE_SCALE = 16, /* then the numbers of buckets and rows double */
    LARGEST_SCALE = 16,
    PATIENCE_WITH_EQUALS = 16, /* attempts with equal hashes before names with different ends count as twins */
    LARGEST_BUCKET = 64,
    PATIENCE = 16
};

struct key {
    const unsigned char *name;
    size_t length;
    uint64_t first; /* the words that slot_names_find looks it up by */
    uint64_t last;
    uint64_t hash;
    bool is_whole; /* hashed whole: it is long or its ends hash like those of an earlier name */
};

/* One search. */
struct search {
    size_t count;
    uint64_t seed;
    uint64_t mix;
    bool has_equal_hashes; /* or may have */
    struct key *keys;
    uint32_t *seen; /* seen_mask + 1: an open hash table of names plus one, by their hash */
    size_t seen_mask;
    uint32_t *members;       /* the names in order of their bucket */
    uint32_t *starts;        /* for each bucket and behind the last: where its members begin */
    uint32_t *by_size;       /* the buckets, the fullest first */
    uint32_t *sizes;         /* count + 2: where the buckets of a size begin in by_size */
    uint32_t *displacements; /* for each bucket */
    uint32_t *cells;         /* cell_count: a name plus one, or 0 */
    size_t cell_count;
    size_t bucket_count;
    size_t row_count;
};

static size_t power_of_two_up_to(size_t limit)
{
    size_t power = 1;
    while (power <= limit / 2) power *= 2;
    return power;
}

/* Sebastiano Vigna's splitmix64: the next of a sequence of well mixed numbers. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t word = *state += UINT64_C(0x9e3779b97f4a7c15);
    word = (word ^ word >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    word = (word ^ word >> 27) * UINT64_C(0x94d049bb133111eb);
    return word ^ word >> 31;
}

/* The same cases as in slot_names_find. */
static void read_ends(struct key *key)
{
    const unsigned char *const name = key->name;
    const size_t length = key->length;
    key->is_whole = length >= SLOT_NAMES_LONG;
    if (length >= 8) {
        key->first = slot_load64(name);
        key->last = slot_load64(name + length - 8);
    } else {
        uint32_t bytes = 0;
        for (size_t i = 0; i < length && i < 3; i++) bytes |= (uint32_t)name[i] << i * 8;
        key->first = length > 1 ? slot_names_head(bytes, length) : bytes;
        key->last = length >= 4 ? slot_load32(name + length - 4) : 0;
    }
}

static uint64_t hash_key(const struct search *search, const struct key *key)
{
    if (key->is_whole) return slot_names_whole(search->seed, search->mix, key->name, key->length);
    if (key->length < 8) return slot_names_short_ends(search->seed, key->first, key->last);
    return slot_names_ends(search->seed, search->mix, key->first, key->last, key->length);
}

/* Whether no seed gives the two different hashes. */
static bool have_same_ends(const struct key *a, const struct key *b)
{
    if (a->length < 8 && b->length < 8)
        return slot_names_short_ends(UINT64_C(1) << 32, a->first, a->last) ==
               slot_names_short_ends(UINT64_C(1) << 32, b->first, b->last);
    return a->first == b->first && a->last == b->last && a->length == b->length;
}

static bool are_equal(const struct key *a, const struct key *b)
{
    return a->length == b->length && memcmp(a->name, b->name, a->length) == 0;
}

/*
 * Of names with one hash, all but the first get hashed whole from now on: at once where their ends are the same, later,
 * as another seed may tell them apart, where only their hashes are. False when two names are equal.
 */
static bool find_twins(struct search *search, bool is_late)
{
    const size_t mask = search->seen_mask;
    memset(search->seen, 0, (mask + 1) * sizeof *search->seen);
    for (uint32_t name = 0; name < search->count; name++) {
        struct key *const key = &search->keys[name];
        size_t at = (size_t)(key->hash ^ key->hash >> 32) & mask;
        while (search->seen[at] != 0 && search->keys[search->seen[at] - 1].hash != key->hash) at = (at + 1) & mask;
        if (search->seen[at] == 0) {
            search->seen[at] = name + 1;
            continue;
        }
        const struct key *const earlier = &search->keys[search->seen[at] - 1];
        if (are_equal(key, earlier)) return false;
        if (is_late || have_same_ends(key, earlier)) key->is_whole = true;
    }
    return true;
}

static uint32_t row_of(const struct search *search, size_t name)
{
    const uint32_t displacement = 0;
    return (uint32_t)slot_names_cell(&displacement, 0, (uint32_t)search->row_count - 1, search->keys[name].hash);
}

/* Sorts the names into buckets, and the buckets by size, the fullest first. */
static void fill_buckets(struct search *search)
{
    const uint64_t mask = search->bucket_count - 1;
    memset(search->starts, 0, (search->bucket_count + 1) * sizeof *search->starts);
    for (size_t name = 0; name < search->count; name++) search->starts[search->keys[name].hash & mask]++;
    memset(search->sizes, 0, (search->count + 2) * sizeof *search->sizes);
    uint32_t end = 0;
    for (size_t bucket = 0; bucket < search->bucket_count; bucket++) {
        search->sizes[search->count - search->starts[bucket] + 1]++;
        end += search->starts[bucket];
        search->starts[bucket] = end;
    }
    search->starts[search->bucket_count] = end;
    for (size_t name = search->count; name-- > 0;)
        search->members[--search->starts[search->keys[name].hash & mask]] = (uint32_t)name;
    for (size_t size = 1; size < search->count + 2; size++) search->sizes[size] += search->sizes[size - 1];
    for (size_t bucket = 0; bucket < search->bucket_count; bucket++) {
        const uint32_t size = search->starts[bucket + 1] - search->starts[bucket];
        search->by_size[search->sizes[search->count - size]++] = (uint32_t)bucket;
    }
}

/* Whether the names of every bucket are in different rows: where two share one, no displacement parts them. */
static bool rows_differ(struct search *search)
{
    for (size_t bucket = 0; bucket < search->bucket_count; bucket++) {
        const uint32_t start = search->starts[bucket];
        const uint32_t end = search->starts[bucket + 1];
        search->has_equal_hashes = end - start > LARGEST_BUCKET;
        if (search->has_equal_hashes) return false;
        for (uint32_t i = start; i < end; i++) {
            for (uint32_t j = start; j < i; j++) {
                const uint32_t a = search->members[i];
                const uint32_t b = search->members[j];
                search->has_equal_hashes = search->keys[a].hash == search->keys[b].hash;
                if (row_of(search, a) == row_of(search, b)) return false;
            }
        }
    }
    return true;
}

/* Puts the names of a bucket into free cells at one displacement; false, with all as before, when one is taken. */
static bool place_at(struct search *search, size_t bucket, uint32_t displacement)
{
    for (uint32_t i = search->starts[bucket]; i < search->starts[bucket + 1]; i++) {
        uint32_t *const cell = &search->cells[displacement + row_of(search, search->members[i])];
        if (*cell != 0) {
            while (i-- > search->starts[bucket]) search->cells[displacement + row_of(search, search->members[i])] = 0;
            return false;
        }
        *cell = search->members[i] + 1;
    }
    search->displacements[bucket] = displacement;
    return true;
}

/*
 * Finds a displacement for every bucket: the lowest that leads to free cells, but none below a floor that rises with
 * the time spent, which keeps the whole search linear.
 */
static bool place_buckets(struct search *search)
{
    const size_t most = search->cell_count - search->row_count;
    size_t floor = 0;
    memset(search->cells, 0, search->cell_count * sizeof *search->cells);
    for (size_t i = 0; i < search->bucket_count; i++) {
        size_t displacement = floor;
        while (displacement <= most && !place_at(search, search->by_size[i], (uint32_t)displacement)) displacement++;
        if (displacement > most) return false;
        if (displacement - floor > PATIENCE) floor += (displacement - floor) / PATIENCE;
    }
    return true;
}

/* Tries seeds and, slowly, larger tables. */
static bool find_table(struct search *search, uint64_t state)
{
    size_t crowded = 0;
    for (size_t attempt = 0; attempt < ATTEMPTS; attempt++) {
        size_t scale = (size_t)1 << crowded / ATTEMPTS_AT_ONE_SCALE;
        if (scale > LARGEST_SCALE) scale = LARGEST_SCALE;
        search->seed = (next_random(&state) | 3) - 1;
        search->mix = next_random(&state) | UINT64_C(0xff) << 56;
        search->bucket_count = power_of_two_up_to(search->count * 2 / 3) * scale;
        search->row_count = power_of_two_up_to(search->count) * scale;
        for (size_t name = 0; name < search->count; name++)
            search->keys[name].hash = hash_key(search, &search->keys[name]);
        fill_buckets(search);
        const bool is_crowded = !rows_differ(search);
        if (!is_crowded && place_buckets(search)) return true;
        if (!is_crowded || !search->has_equal_hashes) crowded++;
        else if (!find_twins(search, attempt - crowded >= PATIENCE_WITH_EQUALS)) return false;
    }
    return false;
}

static void begin(struct search *search, struct arena *arena, size_t count, const char *const *names,
                  const size_t *lengths)
{
    const size_t most_buckets = power_of_two_up_to(count * 2 / 3) * LARGEST_SCALE;
    search->count = count;
    search->cell_count = (count + 1) * LARGEST_SCALE * 2;
    search->keys = arena_alloc(arena, count * sizeof *search->keys);
    search->seen_mask = power_of_two_up_to(count) * 4 - 1;
    search->seen = arena_alloc(arena, (search->seen_mask + 1) * sizeof *search->seen);
    search->members = arena_alloc(arena, count * sizeof *search->members);
    search->starts = arena_alloc(arena, (most_buckets + 1) * sizeof *search->starts);
    search->by_size = arena_alloc(arena, most_buckets * sizeof *search->by_size);
    search->sizes = arena_alloc(arena, (count + 2) * sizeof *search->sizes);
    search->displacements = arena_alloc(arena, most_buckets * sizeof *search->displacements);
    search->cells = arena_alloc(arena, search->cell_count * sizeof *search->cells);
    for (size_t name = 0; name < count; name++) {
        search->keys[name].name = (const unsigned char *)names[name];
        search->keys[name].length = lengths[name];
        read_ends(&search->keys[name]);
    }
}

/* Writes the records; places[i] is where name i begins. */
static void write_text(const struct search *search, struct perfect_table *out, uint32_t *places)
{
    unsigned char *at = out->text;
    for (size_t name = 0; name < search->count; name++) {
        const size_t length = search->keys[name].length;
        at[0] = (unsigned char)(name & 0xff);
        at[1] = (unsigned char)(name >> 8);
        at[2] = (unsigned char)(length < SLOT_NAMES_LONG ? length : 0);
        places[name] = (uint32_t)(at + 3 - out->text);
        memcpy(at + 3, search->keys[name].name, length);
        at[3 + length] = 0;
        at += length + 4;
    }
}

/* Writes the three parts of the table. An empty cell leads to the first name: any would do, as it is compared. */
static void write_table(const struct search *search, struct arena *arena, struct perfect_table *out,
                        const uint32_t *places)
{
    uint32_t highest = 0;
    for (size_t bucket = 0; bucket < search->bucket_count; bucket++)
        if (search->displacements[bucket] > highest) highest = search->displacements[bucket];
    const size_t cell_count = highest + search->row_count;
    const size_t mark_count = (search->count + SLOT_NAMES_MARK - 1) / SLOT_NAMES_MARK;
    out->marks = (uint32_t)(search->bucket_count + cell_count);
    out->table_count = out->marks + mark_count;
    out->table = arena_alloc(arena, out->table_count * sizeof *out->table);
    uint32_t *at = out->table;
    for (size_t bucket = 0; bucket < search->bucket_count; bucket++)
        *at++ = search->displacements[bucket] + (uint32_t)search->bucket_count;
    for (size_t cell = 0; cell < cell_count; cell++)
        *at++ = places[search->cells[cell] == 0 ? 0 : search->cells[cell] - 1];
    for (size_t mark = 0; mark < mark_count; mark++) *at++ = places[mark * SLOT_NAMES_MARK];
}

/* The table without names: one cell, and a record that no name equals. */
static void write_empty(struct arena *arena, struct perfect_table *out)
{
    *out =
        (struct perfect_table){.seed = 2, .mix = 1, .marks = 2, .table_count = 2, .text_size = 4 + SLOT_NAMES_PADDING};
    out->table = arena_alloc(arena, 2 * sizeof *out->table);
    out->table[0] = 1;
    out->table[1] = 3;
    out->text = arena_alloc(arena, out->text_size);
}

/* The bytes of all records, or 0 where the names cannot be in a table; equal names are found by their hashes. */
static size_t measure(size_t count, const char *const *names, const size_t *lengths)
{
    uint64_t size = SLOT_NAMES_PADDING;
    if (count > MOST_NAMES) return 0;
    for (size_t name = 0; name < count; name++) {
        if (lengths[name] == 0 || memchr(names[name], 0, lengths[name]) != NULL) return 0;
        if (lengths[name] > UINT32_MAX - 4) return 0;
        size += lengths[name] + 4;
        if (size > UINT32_MAX) return 0;
    }
    return (size_t)size;
}

bool perfect_build(struct arena *arena, size_t count, const char *const *names, const size_t *lengths,
                   struct perfect_table *out)
{
    if (count == 0) {
        write_empty(arena, out);
        return true;
    }
    *out = (struct perfect_table){.text_size = measure(count, names, lengths)};
    if (out->text_size == 0) return false;
    struct search search = {0};
    begin(&search, arena, count, names, lengths);
    out->text = arena_alloc(arena, out->text_size);
    uint32_t *const places = arena_alloc(arena, count * sizeof *places);
    write_text(&search, out, places);
    /* The first seed follows from the names, so that nobody can choose names against it. */
    const uint64_t state = slot_names_whole(UINT64_C(0x100000001b2), 1, out->text, out->text_size);
    if (!find_table(&search, state)) return false;
    out->seed = search.seed;
    out->mix = search.mix;
    out->bucket_mask = (uint32_t)search.bucket_count - 1;
    out->row_mask = (uint32_t)search.row_count - 1;
    for (size_t name = 0; name < count; name++) out->twins = out->twins || search.keys[name].is_whole;
    write_table(&search, arena, out, places);
    return true;
}
