/* SPDX-License-Identifier: MIT */
/*
 * Windows that get along; see share.h.
 *
 * A processor hands what one store has written to a load behind it, if the load asks for nothing else; where it asks
 * for bytes of two stores, or of a store and of memory, it waits some ten cycles. Setters load before they store, so
 * setting two slots whose windows overlap without being the same waits. Windows that are the same cost nothing:
 * compilers make one load of several getters, and one load and one store of several setters.
 *
 * So the fewest windows are wanted. They are chosen greedily: the one that serves most of the codes without a window,
 * of these the one that overlaps with fewest, and so on.
 */
#include "layout/share.h"

#include <stdlib.h>

enum {
    CHUNK_MOST = 48,   /* codes that are looked at together */
    SCORE_SERVES = 16, /* for each code that a window serves */
    SCORE_WAITS = 2    /* against it for each direction in which it does not get along with another */
};

/* The words that a window is accessed by: one, or two where no word is of its size. */
struct parts {
    uint32_t begin[2];
    uint32_t end[2];
    unsigned count;
};

static struct parts parts_of(struct window window)
{
    /* By bytes: the size of the first word, and where the second begins; see slot_load24 and the others. */
    static const unsigned char first[] = {0, 1, 2, 2, 4, 4, 4, 4, 8, 8};
    static const unsigned char second[] = {0, 0, 0, 2, 0, 4, 4, 3, 0, 8};
    struct parts parts = {{window.byte, window.byte + second[window.bytes]},
                          {window.byte + first[window.bytes], window.byte + window.bytes},
                          second[window.bytes] > 0 ? 2 : 1};
    return parts;
}

/* Whether a load waits for a store. */
static bool waits(const struct parts *load, const struct parts *store)
{
    for (unsigned i = 0; i < load->count; i++) {
        bool overlaps = false;
        bool lies_within = false;
        for (unsigned k = 0; k < store->count; k++) {
            overlaps = overlaps || (load->begin[i] < store->end[k] && store->begin[k] < load->end[i]);
            lies_within = lies_within || (load->begin[i] >= store->begin[k] && load->end[i] <= store->end[k]);
        }
        if (overlaps && !lies_within) return true;
    }
    return false;
}

static bool is_same(struct window a, struct window b)
{
    return a.byte == b.byte && a.bytes == b.bytes;
}

/* In how many directions two windows make a load wait for a store: 0..2. */
static unsigned count_waits(struct window a, struct window b)
{
    if (a.byte >= b.byte + b.bytes || b.byte >= a.byte + a.bytes || is_same(a, b)) return 0;
    const struct parts parts_a = parts_of(a);
    const struct parts parts_b = parts_of(b);
    return (waits(&parts_a, &parts_b) ? 1u : 0u) + (waits(&parts_b, &parts_a) ? 1u : 0u);
}

/* A window that some codes of a chunk may have. */
struct choice {
    struct window window;
    uint64_t codes; /* bit i: code i of the chunk */
    unsigned waits; /* for what is chosen already */
};

/* The windows that codes of a chunk may have. */
struct choices {
    struct choice list[CHUNK_MOST * WINDOW_MOST_EQUAL];
    size_t count;
};

static void add_choice(struct choices *choices, struct window window, uint64_t code)
{
    for (size_t i = choices->count; i-- > 0;) {
        struct choice *choice = &choices->list[i];
        if (is_same(choice->window, window)) {
            choice->codes |= code;
            if (window.cost < choice->window.cost) choice->window.cost = window.cost;
            return;
        }
    }
    choices->list[choices->count++] = (struct choice){window, code, 0};
}

/* Another window is in use: what does not get along with it is worth less. */
static void weigh(struct choices *choices, struct window used)
{
    for (size_t i = 0; i < choices->count; i++) choices->list[i].waits += count_waits(choices->list[i].window, used);
}

static int count_bits(uint64_t bits)
{
    int count = 0;
    for (; bits != 0; bits &= bits - 1) count++;
    return count;
}

/* The best of the windows for the codes that have none: of equal ones the aligned, the smaller, the lower. */
static const struct choice *best_choice(const struct choices *choices, uint64_t open)
{
    const struct choice *best = NULL;
    int best_score = 0;
    for (size_t i = 0; i < choices->count; i++) {
        const struct choice *choice = &choices->list[i];
        if ((choice->codes & open) == 0) continue;
        const bool is_aligned = choice->window.byte % choice->window.bytes == 0;
        const int score =
            SCORE_SERVES * count_bits(choice->codes & open) - SCORE_WAITS * (int)choice->waits + (is_aligned ? 1 : 0);
        if (best != NULL && score <= best_score) continue;
        best = choice;
        best_score = score;
    }
    return best;
}

static void share_chunk(struct share *shares, size_t count)
{
    struct choices choices;
    choices.count = 0;
    uint64_t open = 0;
    for (size_t i = 0; i < count; i++) {
        struct window list[WINDOW_MOST_EQUAL];
        if (shares[i].width == 0) continue;
        open |= UINT64_C(1) << i;
        const size_t found = window_list(shares[i].bit, shares[i].width, &shares[i].reach, shares[i].window, list);
        for (size_t k = 0; k < found; k++) add_choice(&choices, list[k], UINT64_C(1) << i);
    }
    for (size_t i = 0; i < count; i++) {
        if (shares[i].width == 0 && shares[i].window.bytes > 0) weigh(&choices, shares[i].window);
    }
    while (open != 0) {
        const struct choice *best = best_choice(&choices, open);
        for (size_t i = 0; i < count; i++) {
            if ((best->codes & open) >> i & 1) shares[i].window = best->window;
        }
        open &= ~best->codes;
        weigh(&choices, best->window);
    }
}

static int compare_shares(const void *left, const void *right)
{
    const struct share *a = left;
    const struct share *b = right;
    if (a->bit != b->bit) return a->bit < b->bit ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

void share_windows(struct share *shares, size_t count)
{
    qsort(shares, count, sizeof *shares, compare_shares);
    for (size_t i = 0; i < count; i += CHUNK_MOST)
        share_chunk(shares + i, count - i < CHUNK_MOST ? count - i : CHUNK_MOST);
}
