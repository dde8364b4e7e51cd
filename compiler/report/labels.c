/* SPDX-License-Identifier: MIT */
/*
 * Tiers for labels; see labels.h. From the right to the left each takes the highest tier where nothing is in the way;
 * where one finds none, those before it move on, a bounded number of times.
 */
#include "report/labels.h"

enum { TEXT_GAP = 140 /* between texts side by side */, MOST_TRIES = 200 };

static int64_t text_begin(const struct label *label)
{
    return label->is_leftward ? label->x - LABEL_GAP - label->width : label->x + LABEL_GAP;
}

/* Whether the line of `passing` runs through the text of `other`. */
static bool runs_through(const struct label *passing, const struct label *other)
{
    const int64_t begin = text_begin(other) - LABEL_GAP / 2;
    return passing->tier >= other->tier && passing->x > begin && passing->x < begin + other->width + LABEL_GAP;
}

static bool meet(const struct label *a, const struct label *b)
{
    const int64_t a_begin = text_begin(a);
    const int64_t b_begin = text_begin(b);
    const bool overlap = a_begin < b_begin + b->width + TEXT_GAP && b_begin < a_begin + a->width + TEXT_GAP;
    return (a->tier == b->tier && overlap) || runs_through(a, b) || runs_through(b, a);
}

static bool fits(const struct label *label, const struct label *placed, size_t count, int64_t begin, int64_t end)
{
    if (text_begin(label) < begin || text_begin(label) + label->width > end) return false;
    for (size_t i = 0; i < count; i++) {
        if (meet(label, &placed[i])) return false;
    }
    return true;
}

/* The search for one number of tiers. */
struct search {
    struct label *labels;
    size_t count;
    int64_t begin, end;
    unsigned tiers;
    unsigned tries; /* left */
};

/* Places labels[i] and all before it, where those behind it have their places. */
static bool place_rest(struct search *search, size_t i)
{
    struct label *label = &search->labels[i];
    for (unsigned choice = 0; choice < 2 * search->tiers; choice++) {
        label->tier = choice / 2;
        label->is_leftward = choice % 2 == 1;
        if (!fits(label, label + 1, search->count - i - 1, search->begin, search->end)) continue;
        if (i == 0 || place_rest(search, i - 1)) return true;
        if (search->tries == 0) return false;
        search->tries--;
    }
    return false;
}

bool labels_place(struct label *labels, size_t count, int64_t begin, int64_t end, unsigned most, unsigned *tiers)
{
    for (*tiers = 1; *tiers <= most; ++*tiers) {
        struct search search = {labels, count, begin, end, *tiers, MOST_TRIES};
        if (place_rest(&search, count - 1)) return true;
    }
    return false;
}
