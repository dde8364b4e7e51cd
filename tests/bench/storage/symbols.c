/* SPDX-License-Identifier: MIT */
/*
 * Interning: symbols STRINGS ROUNDS. slotgen's symbols against malloc'd strings behind a hash table that one writes by
 * hand, and GLib's GStringChunk with a GHashTable (WITH_GLIB). Every turn is a process of its own. Writes `NAME <tab>
 * WHAT <tab> VALUE` lines: bytes a string beside its characters, nanoseconds a string, medians of the rounds.
 */
#define _DEFAULT_SOURCE
#include "ours.h"

#ifdef WITH_GLIB
#include <glib.h>
#endif
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ROUNDS = 101, LONGEST = 24 };

/* What is interned, NUL-terminated: words[i] begins at places[i]. The missing ones are of the same kind. */
struct words {
    char *characters;
    uint32_t *places;
    uint8_t *lengths;
    size_t total;
};

struct interner {
    const char *name;
    void *(*open)(void);
    uint32_t (*intern)(void *store, const char *data, size_t length);
    uint32_t (*find)(void *store, const char *data, size_t length);
    void (*text)(void *store, uint32_t id, const char **data, size_t *length);
};

enum what { BYTES, RESIDENT, INTERN, AGAIN, FIND, MISS, TEXT, WHATS };
static const char *const what_names[WHATS] = {"bytes", "resident", "intern", "again", "find", "miss", "text"};

struct source source;
static uint32_t count;
static struct words present, missing;
static uint32_t *order;

void contender_fail(const char *what)
{
    fprintf(stderr, "symbols: %s\n", what);
    _exit(1);
}

void *contender_memory(size_t bytes)
{
    void *const memory = malloc(bytes);
    if (memory == NULL) contender_fail("out of memory");
    return memory;
}

/* ---- slotgen ---- */

static void *ours_open(void)
{
    words_symbols *const symbols = contender_memory(sizeof *symbols);
    words_symbols_init(symbols);
    return symbols;
}

static uint32_t ours_intern(void *store, const char *data, size_t length)
{
    words_id id;
    check(words_symbols_intern(store, data, length, &id));
    return id.id;
}

static uint32_t ours_find(void *store, const char *data, size_t length)
{
    return words_symbols_find(store, data, length).id;
}

static void ours_text(void *store, uint32_t id, const char **data, size_t *length)
{
    words_id symbol;
    symbol.id = id;
    const slot_text text = words_symbols_text(store, symbol);
    *data = text.data;
    *length = text.length;
}

/* ---- by hand: each string by malloc, an array of them by id, and a table of ids at most half full ---- */

struct plain {
    char **texts;
    uint32_t *table;
    uint32_t count, room, mask;
};

static uint32_t plain_hash(const char *data, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)data[i]) * UINT64_C(0x100000001b3);
    return (uint32_t)(hash ^ hash >> 32);
}

static void *plain_open(void)
{
    struct plain *const plain = calloc(1, sizeof *plain);
    plain->mask = 15;
    plain->table = calloc(16, sizeof *plain->table);
    return plain;
}

static uint32_t *plain_place(const struct plain *plain, const char *data, size_t length)
{
    uint32_t at = plain_hash(data, length) & plain->mask;
    while (plain->table[at] != 0) {
        const char *const text = plain->texts[plain->table[at] - 1];
        if (strncmp(text, data, length) == 0 && text[length] == '\0') break;
        at = (at + 1) & plain->mask;
    }
    return &plain->table[at];
}

static void plain_grow(struct plain *plain)
{
    free(plain->table);
    plain->mask = plain->mask * 2 + 1;
    plain->table = calloc((size_t)plain->mask + 1, sizeof *plain->table);
    for (uint32_t i = 0; i < plain->count; i++) {
        *plain_place(plain, plain->texts[i], strlen(plain->texts[i])) = i + 1;
    }
}

static uint32_t plain_find(void *store, const char *data, size_t length)
{
    return *plain_place(store, data, length);
}

static uint32_t plain_intern(void *store, const char *data, size_t length)
{
    struct plain *const plain = store;
    uint32_t *place = plain_place(plain, data, length);
    if (*place != 0) return *place;
    if (plain->count == plain->room) {
        plain->room = plain->room == 0 ? 16 : plain->room * 2;
        plain->texts = realloc(plain->texts, plain->room * sizeof *plain->texts);
    }
    char *const text = contender_memory(length + 1);
    memcpy(text, data, length);
    text[length] = '\0';
    plain->texts[plain->count++] = text;
    *place = plain->count;
    if (plain->count > plain->mask / 2) plain_grow(plain);
    return plain->count;
}

static void plain_text(void *store, uint32_t id, const char **data, size_t *length)
{
    *data = ((struct plain *)store)->texts[id - 1];
    *length = strlen(*data);
}

/* ---- GLib ---- */

#ifdef WITH_GLIB
struct glib {
    GStringChunk *chunk;
    GHashTable *table;
    GPtrArray *texts;
};

static void *glib_open(void)
{
    struct glib *const glib = contender_memory(sizeof *glib);
    glib->chunk = g_string_chunk_new(65536);
    glib->table = g_hash_table_new(g_str_hash, g_str_equal);
    glib->texts = g_ptr_array_new();
    return glib;
}

static uint32_t glib_find(void *store, const char *data, size_t length)
{
    (void)length;
    return GPOINTER_TO_UINT(g_hash_table_lookup(((struct glib *)store)->table, data));
}

static uint32_t glib_intern(void *store, const char *data, size_t length)
{
    struct glib *const glib = store;
    const uint32_t id = glib_find(store, data, length);
    if (id != 0) return id;
    char *const text = g_string_chunk_insert_len(glib->chunk, data, (gssize)length);
    g_ptr_array_add(glib->texts, text);
    g_hash_table_insert(glib->table, text, GUINT_TO_POINTER(glib->texts->len));
    return glib->texts->len;
}

static void glib_text(void *store, uint32_t id, const char **data, size_t *length)
{
    *data = g_ptr_array_index(((struct glib *)store)->texts, id - 1);
    *length = strlen(*data);
}
#endif

static const struct interner interners[] = {
    {"slotgen", ours_open, ours_intern, ours_find, ours_text},
    {"by hand", plain_open, plain_intern, plain_find, plain_text},
#ifdef WITH_GLIB
    {"GLib", glib_open, glib_intern, glib_find, glib_text},
#endif
};
enum { INTERNERS = sizeof interners / sizeof interners[0] };
static double times[INTERNERS][WHATS][MOST_ROUNDS];

/* ---- the words: a number of up to seven digits of base 36, some behind a short prefix; none twice ---- */

static void make_words(struct words *words, uint32_t first)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    static const char *const prefixes[] = {"", "", "is-", "x.", "name-", "to_"};
    words->characters = contender_memory((size_t)count * LONGEST);
    words->places = contender_memory(count * sizeof *words->places);
    words->lengths = contender_memory(count);
    size_t end = 0;
    for (uint32_t i = 0; i < count; i++) {
        words->places[i] = (uint32_t)end;
        uint32_t value = (first + i) * UINT32_C(2654435761);
        char *const text = words->characters + end;
        size_t length = (size_t)sprintf(text, "%s", prefixes[value % 6]);
        do {
            text[length++] = digits[value % 36];
            value /= 36;
        } while (value != 0);
        text[length] = '\0';
        words->lengths[i] = (uint8_t)length;
        words->total += length;
        end += length + 1;
    }
}

/* Without what is mapped of files: the program's own code comes in as it is touched. */
static double resident(void)
{
    unsigned long pages = 0, shared = 0;
    FILE *const file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%*u %lu %lu", &pages, &shared) != 2) contender_fail("no /proc/self/statm");
    fclose(file);
    return (double)(pages - shared) * (double)sysconf(_SC_PAGESIZE);
}

static double allocated(void)
{
    const struct mallinfo2 info = mallinfo2();
    return (double)info.uordblks + (double)info.hblkhd;
}

/* Nanoseconds a string since then. */
static double since(double begin)
{
    return (clock_seconds() - begin) * 1e9 / count;
}

static void turn(const struct interner *who, double *values)
{
    const double allocated_before = allocated();
    const double resident_before = resident();
    void *const store = who->open();
    double begin = clock_seconds();
    for (uint32_t i = 0; i < count; i++) {
        if (who->intern(store, present.characters + present.places[i], present.lengths[i]) != i + 1) {
            contender_fail("a new string has a wrong id");
        }
    }
    values[INTERN] = since(begin);
    values[BYTES] = (allocated() - allocated_before - (double)present.total) / count;
    values[RESIDENT] = (resident() - resident_before - (double)present.total) / count;
    begin = clock_seconds();
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t at = order[i];
        if (who->intern(store, present.characters + present.places[at], present.lengths[at]) != at + 1) {
            contender_fail("a string is not known again");
        }
    }
    values[AGAIN] = since(begin);
    begin = clock_seconds();
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t at = order[i];
        if (who->find(store, present.characters + present.places[at], present.lengths[at]) != at + 1) {
            contender_fail("a string is not found");
        }
    }
    values[FIND] = since(begin);
    begin = clock_seconds();
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t at = order[i];
        if (who->find(store, missing.characters + missing.places[at], missing.lengths[at]) != 0) {
            contender_fail("a string is found that is not there");
        }
    }
    values[MISS] = since(begin);
    begin = clock_seconds();
    for (uint32_t i = 0; i < count; i++) {
        const char *data;
        size_t length;
        who->text(store, order[i] + 1, &data, &length);
        if (length != present.lengths[order[i]]) contender_fail("a string has another length");
        clock_keep((unsigned char)data[0]);
    }
    values[TEXT] = since(begin);
}

static bool run(const struct interner *who, double *values)
{
    int status;
    const pid_t pid = fork();
    if (pid == 0) {
        turn(who, values);
        _exit(0);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int main(int argc, char **argv)
{
    const int asked = argc == 3 ? atoi(argv[2]) : 0;
    const int rounds = asked > MOST_ROUNDS ? MOST_ROUNDS : asked;
    count = argc == 3 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0;
    if (count == 0 || count > 10000000 || rounds < 1) {
        fprintf(stderr, "usage: symbols STRINGS ROUNDS\n");
        return 2;
    }
    make_words(&present, 1);
    make_words(&missing, count + 1);
    order = contender_memory(count * sizeof *order);
    uint64_t state = SEED;
    for (uint32_t i = 0; i < count; i++) order[i] = (uint32_t)(clock_random(&state) % count);
    double *const values =
        mmap(NULL, WHATS * sizeof *values, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (values == MAP_FAILED) return 1;
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < INTERNERS; i++) {
            const int at = (i + round) % INTERNERS; /* nobody is always first */
            if (!run(&interners[at], values)) return 1;
            for (int what = 0; what < WHATS; what++) times[at][what][round] = values[what];
        }
    }
    for (int i = 0; i < INTERNERS; i++) {
        for (int what = 0; what < WHATS; what++) {
            printf("%s\t%s\t%.4f\n", interners[i].name, what_names[what], clock_median(times[i][what], rounds));
        }
    }
    return 0;
}
