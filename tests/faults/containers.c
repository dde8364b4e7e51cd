/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of every container fails in turn, alone and with all that follow: nothing that was there is lost or
 * moved, nothing is leaked, and once there is memory again the work goes on.
 *
 * Linked with --wrap for libc's allocating functions and slot_memory_take, so that memory.c is tested too. Prints the
 * number of allocations that failed, and where in the runtime ("at ADDRESS") one ever did: see runtime.sh.
 */
#include "containers.slots.h"

#include <slotgen/bitmap.h>
#include <slotgen/blocks.h>
#include <slotgen/scan.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Memory that fails ---- */

enum { MOST_PLACES = 64 };

static struct memory {
    long allocations; /* since the work began */
    long failing;     /* the number of the one that fails, from 1 on; 0: none */
    bool always;      /* and all after it */
    long failed;
    long out; /* allocations that were not given back */
    unsigned long total;
    void *places[MOST_PLACES]; /* where slot_memory_take was called from when it gave nothing */
    size_t place_count;
} memory;

void *__real_malloc(size_t size);
void *__real_aligned_alloc(size_t align, size_t size);
int __real_posix_memalign(void **out, size_t align, size_t size);
void __real_free(void *block);
void *__real_slot_memory_take(const slot_storage *storage, size_t size, size_t align);
void *__wrap_malloc(size_t size);
void *__wrap_aligned_alloc(size_t align, size_t size);
int __wrap_posix_memalign(void **out, size_t align, size_t size);
void __wrap_free(void *block);
void *__wrap_slot_memory_take(const slot_storage *storage, size_t size, size_t align);

static bool gives_nothing(void)
{
    memory.allocations++;
    const bool fails = memory.failing != 0 &&
                       (memory.allocations == memory.failing || (memory.always && memory.allocations > memory.failing));
    if (fails) memory.failed++;
    else memory.out++;
    return fails;
}

void *__wrap_malloc(size_t size)
{
    return gives_nothing() ? NULL : __real_malloc(size);
}

void *__wrap_aligned_alloc(size_t align, size_t size)
{
    return gives_nothing() ? NULL : __real_aligned_alloc(align, size);
}

int __wrap_posix_memalign(void **out, size_t align, size_t size)
{
    return gives_nothing() ? 12 : __real_posix_memalign(out, align, size);
}

void __wrap_free(void *block)
{
    if (block != NULL) memory.out--;
    __real_free(block);
}

void *__wrap_slot_memory_take(const slot_storage *storage, size_t size, size_t align)
{
    void *const block = __real_slot_memory_take(storage, size, align);
    void *const place = __builtin_return_address(0);
    size_t i = 0;
    if (block != NULL) return block;
    while (i < memory.place_count && memory.places[i] != place) i++;
    if (i == memory.place_count && i < MOST_PLACES) memory.places[memory.place_count++] = place;
    return NULL;
}

/* The program's own allocator, which goes the same ways. */
static void *own_take(void *context, size_t size, size_t align)
{
    void *block = NULL;
    (void)context;
    return __wrap_posix_memalign(&block, align < sizeof block ? sizeof block : align, size) == 0 ? block : NULL;
}

static void own_give(void *context, void *block, size_t size, size_t align)
{
    (void)context;
    (void)align;
    memset(block, 0x5a, size < 65536 ? size : 65536);
    __wrap_free(block);
}

/* ---- Checks ---- */

static unsigned long wrong;
static const char *doing = "";

static void check(bool fine, const char *what, int line)
{
    if (fine) return;
    if (wrong++ < 20)
        fprintf(stderr, "containers.c:%d: %s: allocation %ld failed%s: %s\n", line, doing, memory.failing,
                memory.always ? " and all after it" : "", what);
}

#define CHECK(condition) check(condition, #condition, __LINE__)

/*
 * Does `call`. Where it finds no memory everything must be as it was, which `unchanged` says; then it must succeed the
 * second time, or, where there never is memory again, the work ends.
 */
#define ATTEMPT(call, unchanged)                                                                                       \
    for (int tries = 0;; tries++) {                                                                                    \
        const long failed_so_far = memory.failed;                                                                      \
        const slot_status status = (call);                                                                             \
        if (status == SLOT_OK) break;                                                                                  \
        CHECK(status == SLOT_ENOMEM && memory.failed > failed_so_far && tries == 0);                                   \
        CHECK(unchanged);                                                                                              \
        if (memory.always || tries > 0) goto end;                                                                      \
    }

static uint32_t mix(uint32_t number)
{
    number *= UINT32_C(2654435761);
    return number ^ number >> 15;
}

/* ---- Containers ---- */

struct pooled {
    slot_pool pool;
    const slot_class *type;
    uint32_t handles[4096];
    void *places[4096];
    uint32_t count;
};

static bool pool_holds(const struct pooled *pooled)
{
    if (slot_pool_count(&pooled->pool) != pooled->count) return false;
    for (uint32_t i = 0; i < pooled->count; i++) {
        const unsigned char *const at = slot_pool_at(&pooled->pool, pooled->handles[i]);
        if (at == NULL || at != pooled->places[i]) return false;
        for (uint32_t k = 0; k < pooled->type->size; k += 1 + pooled->type->size / 8) {
            if (at[k] != (unsigned char)mix(pooled->handles[i] + k)) return false;
        }
    }
    return true;
}

static void pool_write(struct pooled *pooled, uint32_t handle)
{
    unsigned char *const at = slot_pool_at(&pooled->pool, handle);
    for (uint32_t k = 0; k < pooled->type->size; k++) at[k] = (unsigned char)mix(handle + k);
    pooled->handles[pooled->count] = handle;
    pooled->places[pooled->count++] = at;
}

static void work_pool(const slot_storage *storage, const slot_class *type, uint32_t most)
{
    static struct pooled pooled;
    memset(&pooled, 0, sizeof pooled);
    pooled.type = type;
    slot_pool_init_with(&pooled.pool, type, storage);
    for (uint32_t i = 0; i < most; i++) {
        uint32_t handle = 0;
        if (i % 64 == 63) {
            CHECK(slot_pool_remove(&pooled.pool, pooled.handles[--pooled.count]) == SLOT_OK);
        } else if (i % 512 == 300) {
            ATTEMPT(slot_pool_reserve(&pooled.pool, pooled.count + 100), pool_holds(&pooled));
        } else if (i % 3 == 1) {
            ATTEMPT(slot_pool_add_copy(&pooled.pool, pooled.places[0], &handle), pool_holds(&pooled) && handle == 0);
            pool_write(&pooled, handle);
        } else {
            ATTEMPT(slot_pool_add(&pooled.pool, &handle), pool_holds(&pooled) && handle == 0);
            pool_write(&pooled, handle);
        }
    }
end:
    CHECK(pool_holds(&pooled));
    slot_pool_free(&pooled.pool);
}

static void work_dates(const slot_storage *storage)
{
    work_pool(storage, &kept_Date_class, 4096);
}

static void work_pages(const slot_storage *storage)
{
    work_pool(storage, &kept_Page_class, 200);
}

/* So many at once that huge pages come in. */
static void work_wide(const slot_storage *storage)
{
    slot_pool pool;
    slot_pool_init_with(&pool, &kept_Wide_class, storage);
    ATTEMPT(slot_pool_reserve(&pool, 300000), slot_pool_count(&pool) == 0 && slot_pool_bytes(&pool) == 0);
    CHECK(slot_pool_bytes(&pool) >= 300000 * 16);
end:
    slot_pool_free(&pool);
}

/* A string of its own for each number: near ones, far ones, and some that need an allocation of their own. */
static size_t make_word(uint32_t number, char *buffer)
{
    const size_t length = number % 500 == 17 ? 100000 + number : number % 7 == 0 ? 13 + number % 300 : 6 + number % 7;
    memset(buffer, 'a' + (int)(number % 26), length);
    for (size_t i = 0; i < 6; i++) buffer[i] = (char)('0' + (number >> (4 * i)) % 16);
    return length;
}

static bool symbols_hold(const kept_words_symbols *symbols, uint32_t count)
{
    static char word[200000];
    if (kept_words_symbols_count(symbols) != count) return false;
    for (uint32_t i = 0; i < count; i += 1 + count / 300) {
        const size_t length = make_word(i, word);
        const kept_words_id id = kept_words_symbols_find(symbols, word, length);
        const slot_text text = kept_words_symbols_text(symbols, id);
        if (text.length != length || memcmp(text.data, word, length) != 0) return false;
    }
    return true;
}

static void work_symbols(const slot_storage *storage)
{
    enum { WORDS = 3000 };
    static char word[200000];
    kept_words_symbols symbols;
    uint32_t count = 0;
    kept_words_symbols_init_with(&symbols, storage);
    for (; count < WORDS; count++) {
        const size_t length = make_word(count, word);
        kept_words_id id;
        ATTEMPT(kept_words_symbols_intern(&symbols, word, length, &id), symbols_hold(&symbols, count));
        if (count == WORDS / 2) {
            const uint32_t more = count + 1;
            ATTEMPT(kept_words_symbols_reserve(&symbols, 40000, 2000000), symbols_hold(&symbols, more));
        }
    }
end:
    CHECK(symbols_hold(&symbols, kept_words_symbols_count(&symbols)) &&
          kept_words_symbols_count(&symbols) <= count + 1);
    kept_words_symbols_clear(&symbols);
    CHECK(kept_words_symbols_count(&symbols) == 0);
    kept_words_symbols_free(&symbols);
}

static bool dates_hold(const kept_Date_table *table, size_t count)
{
    if (kept_Date_table_count(table) != count) return false;
    for (size_t i = 0; i < count; i += 1 + count / 500) {
        if (kept_Date_table_get_year(table, i) != (int32_t)(mix((uint32_t)i) % 9999 + 1)) return false;
    }
    return true;
}

/* A table of columns, and a bitmap of the rows that a filter finds. */
static void work_columns(const slot_storage *storage)
{
    enum { FEW = 3000, MANY = 300000 };
    static const size_t sizes[] = {1, 50, 1000, FEW, 20000, MANY};
    kept_Date_table table;
    slot_bitmap found;
    size_t count = 0;
    kept_Date_table_init_with(&table, storage);
    slot_bitmap_init(&found, storage);
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        kept_Date date;
        kept_Date_init(&date);
        ATTEMPT(kept_Date_table_reserve(&table, sizes[k]), dates_hold(&table, count));
        ATTEMPT(kept_Date_table_resize(&table, sizes[k]), dates_hold(&table, count));
        for (; count < sizes[k]; count++) kept_Date_table_set_year(&table, count, mix((uint32_t)count) % 9999 + 1);
        ATTEMPT(kept_Date_table_append(&table, &date), dates_hold(&table, count));
        kept_Date_table_set_year(&table, count, mix((uint32_t)count) % 9999 + 1);
        count++;
        ATTEMPT(kept_Date_table_grow(&table, count + 2), dates_hold(&table, count));
        for (size_t i = 0; i < 2; i++, count++)
            kept_Date_table_set_year(&table, count, mix((uint32_t)count) % 9999 + 1);
        ATTEMPT(kept_Date_table_filter_year(&table, SLOT_LESS, 5000, &found), dates_hold(&table, count));
        CHECK(slot_bitmap_get(&found, count - 1) == (mix((uint32_t)count - 1) % 9999 + 1 < 5000));
    }
end:
    CHECK(dates_hold(&table, kept_Date_table_count(&table)) || kept_Date_table_count(&table) > count);
    kept_Date_table_free(&table);
    slot_bitmap_free(&found);
}

static bool entries_hold(const kept_Entry_table *table, size_t count)
{
    if (kept_Entry_table_count(table) != count) return false;
    for (size_t i = 0; i < count; i += 1 + count / 500) {
        if (kept_Entry_table_get_key(table, i) != mix((uint32_t)i)) return false;
    }
    return true;
}

static void work_rows(const slot_storage *storage)
{
    enum { ENTRIES = 20000 };
    kept_Entry_table table;
    size_t count = 0;
    kept_Entry_table_init_with(&table, storage);
    for (; count < ENTRIES; count++) {
        kept_Entry entry;
        kept_Entry_init(&entry);
        kept_Entry_set_key(&entry, mix((uint32_t)count));
        ATTEMPT(kept_Entry_table_append(&table, &entry), entries_hold(&table, count));
        if (count == ENTRIES / 2)
            ATTEMPT(kept_Entry_table_reserve(&table, ENTRIES + 5000), entries_hold(&table, count + 1));
    }
end:
    CHECK(entries_hold(&table, kept_Entry_table_count(&table)) && kept_Entry_table_count(&table) <= count + 1);
    kept_Entry_table_free(&table);
}

static void work_bitmap(const slot_storage *storage)
{
    slot_bitmap bitmap;
    slot_bitmap other;
    slot_bitmap_init(&bitmap, storage);
    slot_bitmap_init(&other, storage);
    for (size_t bits = 1, before = 0; bits < 40000000; before = bits, bits *= 5) {
        ATTEMPT(slot_bitmap_resize(&bitmap, bits), bitmap.count == before && slot_bitmap_count(&bitmap) == before);
        slot_bitmap_fill(&bitmap, true);
        CHECK(slot_bitmap_count(&bitmap) == bits);
        ATTEMPT(slot_bitmap_resize(&other, bits), other.count == before && slot_bitmap_count(&bitmap) == bits);
        CHECK(slot_bitmap_and_not(&bitmap, &other) == SLOT_OK && slot_bitmap_count(&bitmap) == bits);
    }
end:
    slot_bitmap_free(&bitmap);
    slot_bitmap_free(&other);
}

/* ---- Each allocation in turn ---- */

static const struct {
    const char *name;
    void (*run)(const slot_storage *storage);
} works[] = {{"pool of dates", work_dates}, {"pool of pages", work_pages}, {"pool of many", work_wide},
             {"symbols", work_symbols},     {"columns", work_columns},     {"rows", work_rows},
             {"bitmaps", work_bitmap}};

static long run_once(size_t work, const slot_storage *storage, long failing, bool always)
{
    memory.allocations = memory.failed = 0;
    memory.failing = failing;
    memory.always = always;
    doing = works[work].name;
    works[work].run(storage);
    CHECK(memory.out == 0);
    CHECK((memory.failed > 0) == (failing > 0));
    memory.total += (unsigned long)memory.failed;
    memory.failing = 0;
    return memory.allocations;
}

int main(void)
{
    static const slot_allocator own = {own_take, own_give, NULL};
    static const slot_storage storages[] = {{NULL, false}, {NULL, true}, {&own, false}, {&own, true}};
    for (size_t work = 0; work < sizeof works / sizeof works[0]; work++) {
        long most = 0;
        for (size_t k = 0; k < sizeof storages / sizeof storages[0]; k++) {
            const long allocations = run_once(work, &storages[k], 0, false);
            CHECK(allocations > 0);
            if (allocations > most) most = allocations;
            for (long failing = 1; failing <= allocations; failing++) {
                run_once(work, &storages[k], failing, false);
                run_once(work, &storages[k], failing, true);
            }
        }
        printf("%s: %ld allocations\n", works[work].name, most);
    }
    for (size_t i = 0; i < memory.place_count; i++) printf("at %p\n", memory.places[i]);
    printf("%lu allocations failed, %lu checks failed\n", memory.total, wrong);
    return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
