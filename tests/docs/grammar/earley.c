/* SPDX-License-Identifier: MIT */
/* The recogniser; see earley.h. Trees become plain productions, one list of items is kept for each place of the input. */
#include "earley.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PRODUCTIONS = 1000, MOST_SYMBOLS = 4000, MOST_NONTERMINALS = 600 };

/* A nonterminal, or a terminal where `node` is not NULL. */
struct symbol {
    unsigned nonterminal;
    const struct ebnf_node *node;
    size_t character;
};

struct production {
    unsigned left;
    unsigned first; /* of its symbols */
    unsigned length;
};

struct item {
    unsigned production;
    unsigned dot;
    unsigned origin; /* the place where it began */
    int waiting;     /* the next item of its place that waits for the same nonterminal, or -1 */
};

struct earley {
    const struct ebnf *grammar;
    bool of_characters;
    struct production productions[MOST_PRODUCTIONS];
    struct symbol symbols[MOST_SYMBOLS];
    unsigned production_count, symbol_count, nonterminal_count;
    bool nullable[MOST_NONTERMINALS];
    unsigned of_left[MOST_NONTERMINALS + 1]; /* productions in order of their left sides: where each begins */
    unsigned ordered[MOST_PRODUCTIONS];
    /* One run. */
    struct item *items;
    size_t item_count, item_room;
    size_t *begins; /* of each place's items */
    int *waiting;   /* of each place and nonterminal: its newest item that waits for it, or -1 */
    size_t place_room;
    struct {
        size_t key;
        size_t stamp;
    } * seen; /* of the current place */
    size_t seen_room, seen_count;
    size_t stamp;
};

static unsigned flatten(struct earley *earley, const struct ebnf_node *node);

static void need_room(bool fits)
{
    if (fits) return;
    fputs("the grammar is larger than its test expects\n", stderr);
    exit(1);
}

/* Adds a production of the symbols behind `first`. */
static void add_production(struct earley *earley, unsigned left, const struct symbol *symbols, unsigned length)
{
    struct production production = {left, earley->symbol_count, length};

    need_room(earley->production_count < MOST_PRODUCTIONS && earley->symbol_count + length < MOST_SYMBOLS);
    if (length > 0) memcpy(earley->symbols + earley->symbol_count, symbols, length * sizeof *symbols);
    earley->symbol_count += length;
    earley->productions[earley->production_count++] = production;
}

/* A tree as symbols; returns how many. Sequences and literals of characters are more than one. */
static unsigned spell(struct earley *earley, const struct ebnf_node *node, struct symbol *out)
{
    unsigned count = 0;

    switch (node->kind) {
    case EBNF_SEQUENCE:
        for (size_t i = 0; i < node->count; i++) count += spell(earley, node->parts[i], out + count);
        return count;
    case EBNF_LITERAL:
        do out[count] = (struct symbol){0, node, count};
        while (++count < (earley->of_characters ? strlen(node->text) : 1));
        return count;
    case EBNF_RULE: /* one of characters is a terminal among tokens */
        if (earley->grammar->rules[node->rule].of_characters == earley->of_characters)
            *out = (struct symbol){(unsigned)node->rule, NULL, 0};
        else *out = (struct symbol){0, node, 0};
        return 1;
    case EBNF_SPAN:
    case EBNF_PROSE: *out = (struct symbol){0, node, 0}; return 1;
    default: *out = (struct symbol){flatten(earley, node), NULL, 0}; return 1;
    }
}

enum { MOST_SPELLED = 200 };

/* A nonterminal of its own for a choice, an option or a repetition. */
static unsigned flatten(struct earley *earley, const struct ebnf_node *node)
{
    struct symbol symbols[MOST_SPELLED];
    unsigned left = earley->nonterminal_count++;

    need_room(earley->nonterminal_count < MOST_NONTERMINALS);
    if (node->kind != EBNF_CHOICE) add_production(earley, left, NULL, 0);
    for (size_t i = 0; i < node->count; i++) {
        unsigned length = 0;

        if (node->kind == EBNF_REPEAT) symbols[length++] = (struct symbol){left, NULL, 0};
        length += spell(earley, node->parts[i], symbols + length);
        add_production(earley, left, symbols, length);
    }
    return left;
}

static void find_nullable(struct earley *earley)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (unsigned i = 0; i < earley->production_count; i++) {
            const struct production *production = &earley->productions[i];
            bool nullable = !earley->nullable[production->left];

            for (unsigned k = 0; k < production->length && nullable; k++) {
                const struct symbol *symbol = &earley->symbols[production->first + k];
                nullable = symbol->node == NULL && earley->nullable[symbol->nonterminal];
            }
            if (nullable) changed = earley->nullable[production->left] = true;
        }
    }
}

struct earley *earley_new(struct arena *arena, const struct ebnf *grammar, bool of_characters)
{
    struct earley *earley = arena_alloc(arena, sizeof *earley);
    unsigned at = 0;

    earley->grammar = grammar;
    earley->of_characters = of_characters;
    earley->nonterminal_count = (unsigned)grammar->count;
    for (size_t i = 0; i < grammar->count; i++) {
        struct symbol symbols[MOST_SPELLED];

        if (grammar->rules[i].of_characters != of_characters) continue;
        add_production(earley, (unsigned)i, symbols, spell(earley, grammar->rules[i].body, symbols));
    }
    find_nullable(earley);
    for (unsigned left = 0; left < earley->nonterminal_count; left++) {
        earley->of_left[left] = at;
        for (unsigned i = 0; i < earley->production_count; i++) {
            if (earley->productions[i].left == left) earley->ordered[at++] = i;
        }
    }
    earley->of_left[earley->nonterminal_count] = at;
    return earley;
}

/* What stands behind the dot, or NULL at the end. */
static const struct symbol *behind_dot(const struct earley *earley, const struct item *item)
{
    const struct production *production = &earley->productions[item->production];

    return item->dot < production->length ? &earley->symbols[production->first + item->dot] : NULL;
}

static size_t key_of(struct item item)
{
    return ((size_t)item.origin << 32) | (item.production << 8) | item.dot;
}

/* Where the set of the current place has an item, or has room for it. */
static size_t find_seen(const struct earley *earley, size_t key)
{
    size_t i = (key * 0x9E3779B97F4A7C15u >> 20) & (earley->seen_room - 1);

    while (earley->seen[i].stamp == earley->stamp && earley->seen[i].key != key) i = (i + 1) & (earley->seen_room - 1);
    return i;
}

static void mark_seen(struct earley *earley, size_t key)
{
    size_t i = find_seen(earley, key);

    earley->seen[i].key = key;
    earley->seen[i].stamp = earley->stamp;
    earley->seen_count++;
}

/* An empty set for the place whose items begin at `begin`, with room for one more than it has. */
static void begin_seen(struct earley *earley, size_t begin)
{
    size_t count = earley->item_count - begin;

    earley->stamp++;
    earley->seen_count = 0;
    if (4 * (count + 1) > earley->seen_room) {
        earley->seen_room = earley->seen_room > 0 ? 4 * earley->seen_room : 4096;
        free(earley->seen);
        earley->seen = calloc(earley->seen_room, sizeof *earley->seen);
        if (earley->seen == NULL) memory_exhausted();
    }
    for (size_t i = begin; i < earley->item_count; i++) mark_seen(earley, key_of(earley->items[i]));
}

/* Adds an item to the place whose items begin at `begin`, unless it is there. */
static void add_item(struct earley *earley, size_t begin, unsigned production, unsigned dot, size_t origin)
{
    struct item item = {production, dot, (unsigned)origin, -1};

    if (2 * earley->seen_count >= earley->seen_room) begin_seen(earley, begin);
    if (earley->seen[find_seen(earley, key_of(item))].stamp == earley->stamp) return;
    if (earley->item_count == earley->item_room) {
        earley->item_room = earley->item_room > 0 ? 2 * earley->item_room : 4096;
        earley->items = memory_resize(earley->items, earley->item_room * sizeof *earley->items);
    }
    earley->items[earley->item_count++] = item;
    mark_seen(earley, key_of(item));
}

static int *waiting_for(struct earley *earley, size_t place, unsigned nonterminal)
{
    return &earley->waiting[place * earley->nonterminal_count + nonterminal];
}

/* Predicts and completes until the place has nothing new. */
static void close_place(struct earley *earley, size_t place)
{
    size_t begin = earley->begins[place];

    for (size_t i = begin; i < earley->item_count; i++) {
        struct item item = earley->items[i];
        const struct symbol *next = behind_dot(earley, &item);

        if (next == NULL) {
            unsigned left = earley->productions[item.production].left;

            for (int k = *waiting_for(earley, item.origin, left); k >= 0; k = earley->items[k].waiting)
                add_item(earley, begin, earley->items[k].production, earley->items[k].dot + 1, earley->items[k].origin);
        } else if (next->node == NULL) {
            int *waiting = waiting_for(earley, place, next->nonterminal);

            earley->items[i].waiting = *waiting;
            *waiting = (int)i;
            if (earley->nullable[next->nonterminal])
                add_item(earley, begin, item.production, item.dot + 1, item.origin);
            for (unsigned k = earley->of_left[next->nonterminal]; k < earley->of_left[next->nonterminal + 1]; k++)
                add_item(earley, begin, earley->ordered[k], 0, place);
        }
    }
}

static void begin_run(struct earley *earley, size_t length)
{
    size_t cells;

    if (length + 2 > earley->place_room) {
        earley->place_room = 2 * length + 2;
        earley->begins = memory_resize(earley->begins, earley->place_room * sizeof *earley->begins);
        cells = earley->place_room * earley->nonterminal_count;
        earley->waiting = memory_resize(earley->waiting, cells * sizeof *earley->waiting);
    }
    cells = (length + 1) * earley->nonterminal_count;
    for (size_t i = 0; i < cells; i++) earley->waiting[i] = -1;
    earley->item_count = 0;
}

bool earley_accepts(struct earley *earley, size_t start, const void *input, size_t length, earley_match *match)
{
    begin_run(earley, length);
    earley->begins[0] = 0;
    begin_seen(earley, 0);
    for (unsigned k = earley->of_left[start]; k < earley->of_left[start + 1]; k++)
        add_item(earley, 0, earley->ordered[k], 0, 0);
    for (size_t place = 0; place < length; place++) {
        size_t end;

        close_place(earley, place);
        end = earley->begins[place + 1] = earley->item_count;
        begin_seen(earley, end);
        for (size_t i = earley->begins[place]; i < end; i++) {
            struct item item = earley->items[i];
            const struct symbol *next = behind_dot(earley, &item);

            if (next != NULL && next->node != NULL && match(input, place, next->node, next->character))
                add_item(earley, end, item.production, item.dot + 1, item.origin);
        }
        if (earley->item_count == end) return false;
    }
    close_place(earley, length);
    for (size_t i = earley->begins[length]; i < earley->item_count; i++) {
        const struct item *item = &earley->items[i];

        if (item->origin == 0 && earley->productions[item->production].left == start &&
            behind_dot(earley, item) == NULL)
            return true;
    }
    return false;
}

void earley_free(struct earley *earley)
{
    free(earley->items);
    free(earley->begins);
    free(earley->waiting);
    free(earley->seen);
}
