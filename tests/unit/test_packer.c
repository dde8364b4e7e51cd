/* SPDX-License-Identifier: MIT */
/*
 * The layout against a reference packer: for tens of thousands of small records there is no smaller one.
 *
 * The reference does not try orders, as the layout does, but places: what is bound at every boundary, then whether the
 * rest fits into the holes that are left. It is asked for a record one step smaller than the layout's.
 */
#include "unit.h"

#include "layout/layout.h"

#include <string.h>

enum { RECORDS = 40000, MOST_ITEMS = 7, ITEM_BYTES = 16, MOST_BYTES = 64 };

static uint64_t random_state = 5;

static uint32_t random_below(uint32_t bound)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((random_state >> 33) % bound);
}

/* ---- The reference ---- */

struct part {
    uint64_t bits;
    uint32_t align;
};

struct record {
    struct part bound[MOST_ITEMS];
    struct part rest[MOST_ITEMS + 1];
    size_t bound_count, rest_count;
    unsigned char taken[MOST_BYTES * 8];
    uint64_t begin, end;
};

/* Whether the rest from `next` on fits into holes of those sizes. */
static bool rest_fits(const struct record *record, size_t next, uint64_t *holes, size_t hole_count)
{
    if (next == record->rest_count) return true;
    const uint64_t bits = record->rest[next].bits;
    for (size_t i = 0; i < hole_count; i++) {
        if (holes[i] < bits) continue;
        size_t k = 0;
        while (holes[k] != holes[i]) k++;
        if (k < i) continue; /* as good as an earlier one */
        holes[i] -= bits;
        const bool fits = rest_fits(record, next + 1, holes, hole_count);
        holes[i] += bits;
        if (fits) return true;
    }
    return false;
}

static bool fits_into_holes(const struct record *record)
{
    uint64_t holes[MOST_ITEMS + 2];
    size_t count = 0;
    bool is_open = false;
    for (uint64_t bit = record->begin; bit < record->end; bit++) {
        if (record->taken[bit] == 0 && !is_open) holes[count++] = 0;
        is_open = record->taken[bit] == 0;
        if (is_open) holes[count - 1]++;
    }
    return rest_fits(record, 0, holes, count);
}

/* Whether what is bound from `next` on can be placed so that the rest fits. */
static bool bound_fits(struct record *record, size_t next)
{
    if (next == record->bound_count) return fits_into_holes(record);
    const struct part *part = &record->bound[next];
    uint64_t bit = (record->begin + part->align - 1) / part->align * part->align;
    for (; bit + part->bits <= record->end; bit += part->align) {
        if (memchr(record->taken + bit, 1, part->bits) != NULL) continue;
        memset(record->taken + bit, 1, part->bits);
        const bool fits = bound_fits(record, next + 1);
        memset(record->taken + bit, 0, part->bits);
        if (fits) return true;
    }
    return false;
}

/* Whether the items fit before that byte. */
static bool reference_fits(const struct layout_item *items, size_t count, uint64_t begin, uint64_t bytes)
{
    struct record record;
    memset(&record, 0, sizeof record);
    record.begin = begin;
    record.end = bytes * 8;
    ck_assert_uint_le(bytes, MOST_BYTES);
    uint64_t presence = 0;
    uint64_t sum = begin;
    for (size_t i = 0; i < count; i++) {
        const struct part part = {items[i].bits, items[i].align};
        presence += items[i].presence_bits;
        sum += part.bits + items[i].presence_bits;
        if (part.bits == 0) continue;
        if (part.align > 1) record.bound[record.bound_count++] = part;
        else record.rest[record.rest_count++] = part;
    }
    if (presence > 0) record.rest[record.rest_count++] = (struct part){presence, 1};
    return sum <= record.end && bound_fits(&record, 0);
}

/* ---- Comparing ---- */

/* Returns whether empty bits made the record larger than its bits. */
static bool compare(const struct layout_item *items, size_t count, uint64_t begin, uint32_t align)
{
    uint64_t end;
    uint64_t sum = begin;
    ck_assert(layout_end(LAYOUT_COMPACT, items, count, begin, &end));
    const uint64_t size = layout_size(end, align);
    for (size_t i = 0; i < count; i++) sum += items[i].bits + items[i].presence_bits;
    if (!reference_fits(items, count, begin, size)) ck_abort_msg("%u bytes do not do", (unsigned)size);
    if (size > align && reference_fits(items, count, begin, size - align))
        ck_abort_msg("%u bytes, and %u would do", (unsigned)size, (unsigned)(size - align));
    return size > layout_size(sum, align);
}

static struct layout_item random_item(bool may_be_bound)
{
    struct layout_item item = {.bits = 1 + random_below(random_below(2) ? 8 : 64), .align = 1};
    item.presence_bits = random_below(4) == 0 ? 1 : 0;
    if (!may_be_bound || random_below(5) < 2) return item;
    item.align = 8u << random_below(4);
    /* A class by value takes whole multiples, an array of them ends before, and a text any bytes. */
    item.bits = random_below(3) == 0 ? 1 + random_below(40) : item.align * (uint64_t)(1 + random_below(2));
    if (item.align == 8) item.bits = 8 * (uint64_t)(1 + random_below(4));
    return item;
}

START_TEST(no_small_record_could_be_smaller)
{
    unsigned with_gaps = 0;
    for (int i = 0; i < RECORDS; i++) {
        struct layout_item items[MOST_ITEMS];
        const size_t most = 1 + random_below(MOST_ITEMS);
        const uint64_t begin = random_below(3) == 0 ? 8 * (uint64_t)random_below(6) : 0;
        size_t count = 0;
        size_t bound = 0;
        uint64_t room = (uint64_t)ITEM_BYTES * 8 - begin;
        while (count < most) {
            const struct layout_item item = random_item(bound < 4);
            if (item.bits + item.presence_bits > room) break;
            room -= item.bits + item.presence_bits;
            bound += item.align > 1 ? 1 : 0;
            items[count++] = item;
        }
        with_gaps += compare(items, count, begin, 1u << random_below(4)) ? 1 : 0;
    }
    ck_assert_uint_gt(with_gaps, RECORDS / 50);
}
END_TEST

/* A code of every width in records of every size, beside one and two that fill it, and beside bytes. */
START_TEST(every_width_in_every_size)
{
    for (uint32_t bytes = 1; bytes <= 9; bytes++) {
        for (uint32_t width = 1; width <= 64 && width <= bytes * 8; width++) {
            const uint32_t rest = bytes * 8 - width;
            const uint32_t split = rest > 1 ? 1 + random_below(rest - 1) : 0;
            struct layout_item items[4] = {{.bits = width, .align = 1, .width = width},
                                           {.bits = rest - split, .align = 1},
                                           {.bits = split, .align = 1},
                                           {.bits = 8, .align = 8u << random_below(4)}};
            compare(items, 1, 0, 1);
            compare(items, 3, 0, 1);
            compare(items, 4, 0, 1);
            compare(items, 4, 8 * (uint64_t)random_below(5), 4);
        }
    }
}
END_TEST

Suite *packer_suite(void)
{
    Suite *suite = suite_create("packer");
    TCase *cases = tcase_create("packer");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, no_small_record_could_be_smaller);
    tcase_add_test(cases, every_width_in_every_size);
    suite_add_tcase(suite, cases);
    return suite;
}
