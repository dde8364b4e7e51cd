/* SPDX-License-Identifier: MIT */
/*
 * Symbols against a plain model: a list of copies of strings, found one by one through buckets of a simple hash.
 * Strings are of all lengths that lie differently, of any bytes, and now and then taken out of the table itself.
 */
#include "storage.h"
#include "storage.slots.h"

#include <slotgen/symbols.h>

/* ---- The model ---- */

enum { MOST = 20000, BUCKETS = 4096, LONGEST = 9000 };

struct string {
    unsigned char *copy;
    size_t length;
    const char *at; /* where the table keeps it */
    uint32_t next;  /* in its bucket */
};

struct model {
    slot_symbols_type type;
    slot_symbols symbols;
    struct purse purse;
    slot_allocator allocator;
    struct string strings[MOST + 1];
    uint32_t buckets[BUCKETS];
    uint32_t count;
    size_t characters;
};

static void model_begin(struct model *model, uint32_t capacity)
{
    memset(model, 0, sizeof *model);
    model->type.name = "kept.words";
    model->type.capacity = capacity;
    model->purse = purse_full();
    model->allocator = purse_allocator(&model->purse);
    const slot_storage storage = {&model->allocator, random_below(4) == 0};
    slot_symbols_init(&model->symbols, &model->type, &storage);
    CHECK(model->purse.allocations == 0 && slot_symbols_bytes(&model->symbols) == 0);
    CHECK(slot_symbols_capacity(&model->symbols) == capacity && slot_symbols_next(&model->symbols, 0) == 0);
}

static void model_clear(struct model *model)
{
    for (uint32_t id = 1; id <= model->count; id++) free(model->strings[id].copy);
    memset(model->buckets, 0, sizeof model->buckets);
    model->count = 0;
    model->characters = 0;
}

static void model_end(struct model *model)
{
    slot_symbols_free(&model->symbols);
    CHECK(model->purse.bytes == 0 && slot_symbols_bytes(&model->symbols) == 0);
    CHECK(slot_symbols_count(&model->symbols) == 0 && slot_symbols_find(&model->symbols, "", 0) == 0);
    model_clear(model);
}

static uint32_t bucket_of(const unsigned char *data, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ data[i]) * 16777619u;
    return (hash ^ hash >> 13) % BUCKETS;
}

static uint32_t model_find(const struct model *model, const unsigned char *data, size_t length)
{
    uint32_t id = model->buckets[bucket_of(data, length)];
    while (id != 0 && (model->strings[id].length != length || memcmp(model->strings[id].copy, data, length) != 0)) {
        id = model->strings[id].next;
    }
    return id;
}

static void model_add(struct model *model, const unsigned char *data, size_t length, const char *at)
{
    struct string *const string = &model->strings[++model->count];
    const uint32_t bucket = bucket_of(data, length);
    string->copy = (unsigned char *)malloc(length + 1);
    if (string->copy == NULL) exit(2);
    memcpy(string->copy, data, length);
    string->length = length;
    string->at = at;
    string->next = model->buckets[bucket];
    model->buckets[bucket] = model->count;
    model->characters += length;
}

/* ---- Steps ---- */

/* Some bytes: mostly short ones that are likely to be there, now and then of a length at which something changes. */
static size_t make_string(unsigned char *data)
{
    static const size_t lengths[] = {15, 16, 17, 32, 33, 253, 254, 255, 256, 508, 509, 510, 511, 4095, 4096, LONGEST};
    const uint32_t kind = random_below(40);
    size_t length = random_below(kind < 30 ? 6 : 40);
    if (kind == 39) length = lengths[random_below(sizeof lengths / sizeof lengths[0])];
    const bool is_any = kind % 3 == 0;
    for (size_t i = 0; i < length; i++) data[i] = (unsigned char)(is_any ? random_bits() : 'a' + random_below(5));
    if (length > 16 && kind % 2 == 0) { /* equal but at one place */
        memset(data, 'x', length);
        data[random_below((uint32_t)length)] = (unsigned char)random_below(3);
    }
    return length;
}

static void check_string(const struct model *model, uint32_t id)
{
    const slot_text text = slot_symbols_text(&model->symbols, id);
    const struct string *const string = &model->strings[id];
    CHECK(text.length == string->length && text.data == string->at);
    CHECK(text.length == 0 || memcmp(text.data, string->copy, text.length) == 0);
    CHECK(slot_symbols_find(&model->symbols, (const char *)string->copy, string->length) == id);
}

static void check_all(const struct model *model)
{
    uint32_t id = 0;
    for (uint32_t i = 1; i <= model->count; i++) {
        id = slot_symbols_next(&model->symbols, id);
        CHECK(id == i);
        check_string(model, i);
    }
    CHECK(slot_symbols_next(&model->symbols, id) == 0 && slot_symbols_count(&model->symbols) == model->count);
    CHECK(slot_symbols_next(&model->symbols, UINT32_MAX) == 0);
    CHECK(slot_symbols_text(&model->symbols, 0).data == NULL);
    CHECK(slot_symbols_text(&model->symbols, model->count + 1).data == NULL);
    CHECK(slot_symbols_text(&model->symbols, UINT32_MAX).length == 0);
    CHECK(slot_symbols_bytes(&model->symbols) == model->purse.bytes);
}

/* Interns a string; it lies at `at`, which may be in the table. */
static slot_status intern(struct model *model, const unsigned char *data, size_t length, const char *at)
{
    const uint32_t known = model_find(model, data, length);
    uint32_t id = 77777;
    CHECK(slot_symbols_find(&model->symbols, at, length) == known);
    const slot_status status = slot_symbols_intern(&model->symbols, at, length, &id);
    if (known != 0) {
        CHECK(status == SLOT_OK && id == known);
    } else if (model->count == model->type.capacity) {
        CHECK(status == SLOT_EFULL && id == 77777);
    } else if (status == SLOT_OK) {
        CHECK(id == model->count + 1);
        model_add(model, data, length, slot_symbols_text(&model->symbols, id).data);
        check_string(model, id);
    } else {
        CHECK(status == SLOT_ENOMEM && id == 77777 && (model->purse.left == 0 || model->purse.failing != 0));
    }
    CHECK(slot_symbols_count(&model->symbols) == model->count);
    return status;
}

static void step(struct model *model)
{
    static unsigned char data[LONGEST];
    const uint32_t kind = random_below(1000);
    size_t length = make_string(data);
    if (kind < 800) {
        intern(model, data, length, (const char *)data);
    } else if (kind < 900 && model->count > 0) { /* a part of one that is there */
        const slot_text text = slot_symbols_text(&model->symbols, 1 + random_below(model->count));
        const size_t first = random_below((uint32_t)text.length + 1);
        length = random_below((uint32_t)(text.length - first) + 1);
        if (length > 0) memcpy(data, text.data + first, length);
        intern(model, data, length, text.data + first);
    } else if (kind < 940) {
        const uint32_t count = random_below(model->count + 50);
        const size_t characters = model->characters + random_below(3000);
        const slot_status status = slot_symbols_reserve(&model->symbols, count, characters);
        CHECK(count > model->type.capacity ? status == SLOT_EFULL
                                           : status == SLOT_OK || (status == SLOT_ENOMEM && model->purse.left == 0));
    } else if (kind < 943) {
        slot_symbols_clear(&model->symbols);
        model_clear(model);
    } else if (kind < 970) { /* memory runs out, and comes back */
        model->purse.left = model->purse.left < 0 ? (long)random_below(3) : -1;
    } else {
        CHECK(slot_symbols_find(&model->symbols, (const char *)data, length) == model_find(model, data, length));
    }
}

static void random_steps(uint32_t capacity, uint32_t steps)
{
    static struct model model;
    model_begin(&model, capacity);
    for (uint32_t i = 0; i < steps; i++) {
        step(&model);
        if (i % 2000 == 0) check_all(&model);
    }
    check_all(&model);
    model_end(&model);
}

/* Many in a row: growth of the index, groups and blocks at every number. */
static void many(uint32_t capacity)
{
    static struct model model;
    model_begin(&model, capacity);
    char text[16];
    for (uint32_t i = 0; i < capacity; i++) {
        const size_t length = (size_t)sprintf(text, "%x", (unsigned)(i * 2654435761u));
        CHECK(intern(&model, (const unsigned char *)text, length, text) == SLOT_OK);
    }
    CHECK(intern(&model, (const unsigned char *)"!", 1, "!") == SLOT_EFULL);
    check_all(&model);
    slot_symbols_clear(&model.symbols);
    model_clear(&model);
    model.purse.left = 0; /* the memory is still there */
    for (uint32_t i = 0; i < capacity; i++) {
        const size_t length = (size_t)sprintf(text, "%x", (unsigned)(i * 2654435761u));
        CHECK(intern(&model, (const unsigned char *)text, length, text) == SLOT_OK);
    }
    check_all(&model);
    model_end(&model);
}

/* ---- Memory ---- */

static slot_status fill(struct model *model, uint32_t count)
{
    static unsigned char data[LONGEST];
    slot_status status = SLOT_OK;
    random_state = 99;
    while (status == SLOT_OK && model->count < count) {
        const size_t length = make_string(data);
        status = intern(model, data, length, (const char *)data);
    }
    return status;
}

/* Each allocation fails once, alone; what was there is, and the string that failed goes in at the second try. */
static void every_failure_in_turn(uint32_t count)
{
    static struct model model;
    long allocations = 0;
    for (long failing = 0; failing <= allocations; failing++) {
        model_begin(&model, count);
        model.purse.failing = failing;
        const slot_status status = fill(&model, count);
        CHECK(status == (failing == 0 ? SLOT_OK : SLOT_ENOMEM));
        if (failing == 0) allocations = model.purse.allocations;
        check_all(&model);
        CHECK(fill(&model, count) == SLOT_OK);
        check_all(&model);
        model_end(&model);
    }
    CHECK(allocations >= 6);
}

/* What was reserved is enough: nothing more is taken. */
static void reserve_is_enough(uint32_t count, size_t length)
{
    static struct model model;
    static unsigned char data[LONGEST];
    model_begin(&model, MOST);
    CHECK(slot_symbols_reserve(&model.symbols, count, count * length) == SLOT_OK);
    model.purse.left = 0;
    memset(data, 'r', length);
    for (uint32_t i = 0; i < count; i++) {
        memcpy(data, &i, sizeof i);
        CHECK(intern(&model, data, length, (const char *)data) == SLOT_OK);
    }
    check_all(&model);
    model_end(&model);
}

/* ---- Generated ---- */

static void the_generated_table(void)
{
    kept_tickers_symbols tickers;
    kept_tickers_symbols_init(&tickers);
    kept_tickers_id id = {12};
    char text[16];
    CHECK(kept_tickers_symbols_reserve(&tickers, kept_tickers_CAPACITY, 20000) == SLOT_OK);
    CHECK(kept_tickers_symbols_reserve(&tickers, kept_tickers_CAPACITY + 1, 0) == SLOT_EFULL);
    for (int i = 0; i < 5000; i++) {
        const size_t length = (size_t)sprintf(text, "T%d", i);
        CHECK(kept_tickers_symbols_intern(&tickers, text, length, &id) == SLOT_OK && id.id == (uint32_t)i + 1);
        CHECK(kept_tickers_symbols_find(&tickers, text, length).id == id.id);
    }
    CHECK(kept_tickers_symbols_intern(&tickers, "one more", 8, &id) == SLOT_EFULL && id.id == 5000);
    CHECK(kept_tickers_symbols_find(&tickers, "one more", 8).id == 0);
    CHECK(kept_tickers_symbols_count(&tickers) == 5000 && kept_tickers_symbols_capacity(&tickers) == 5000);
    const slot_text last = kept_tickers_symbols_text(&tickers, id);
    CHECK(last.length == 5 && memcmp(last.data, "T4999", 5) == 0);
    uint32_t count = 0;
    for (kept_tickers_id at = kept_tickers_symbols_next(&tickers, kept_tickers_id_of(0)); at.id != 0;
         at = kept_tickers_symbols_next(&tickers, at)) {
        CHECK(at.id == ++count);
    }
    CHECK(count == 5000 && kept_tickers_symbols_bytes(&tickers) > 20000);
    kept_tickers_symbols_clear(&tickers);
    CHECK(kept_tickers_symbols_count(&tickers) == 0 && kept_tickers_symbols_bytes(&tickers) > 20000);
    CHECK(kept_tickers_symbols_text(&tickers, id).data == NULL && kept_tickers_symbols_find(&tickers, "T1", 2).id == 0);
    CHECK(kept_tickers_symbols_intern(&tickers, "T4999", 5, &id) == SLOT_OK && id.id == 1);
    kept_tickers_symbols_free(&tickers);
    const slot_storage storage = {NULL, true};
    kept_tickers_symbols_init_with(&tickers, &storage);
    CHECK(kept_tickers_symbols_intern(&tickers, NULL, 0, &id) == SLOT_OK && id.id == 1);
    CHECK(kept_tickers_symbols_text(&tickers, id).data != NULL && kept_tickers_symbols_text(&tickers, id).length == 0);
    kept_tickers_symbols_free(&tickers);
}

int main(void)
{
    static const uint32_t capacities[] = {1, 2, 11, 12, 13, 15, 16, 17, 255, 256, 257, 1024, 5000, MOST};
    for (size_t i = 0; i < sizeof capacities / sizeof capacities[0]; i++) {
        random_state = i + 1;
        random_steps(capacities[i], capacities[i] < 1000 ? 10000 : 60000);
        many(capacities[i]);
    }
    every_failure_in_turn(1000);
    every_failure_in_turn(20);
    static const size_t lengths[] = {4, 7, 16, 100, 253, 254, 509};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        reserve_is_enough(1, lengths[i]);
        reserve_is_enough(257, lengths[i]);
        reserve_is_enough(6000, lengths[i]);
    }
    the_generated_table();
    return check_end();
}
