/* SPDX-License-Identifier: MIT */
/*
 * The words that read slots: as cheap as the cheapest, few different ones, none over what lies alone. Random codes
 * against searches that try everything, and random classes with @own.
 */
#include "compiled.h"
#include "layout/share.h"
#include "model/windows.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORDS = 4000, MOST_CODES = 6, CLASSES = 1500 };

static uint64_t random_state = 11;

static uint32_t random_below(uint32_t bound)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((random_state >> 33) % bound);
}

/* ---- Costs ---- */

START_TEST(the_fast_cost_is_that_of_the_window)
{
    for (unsigned width = 0; width <= 64; width++) {
        for (uint32_t bit = 0; bit < 80; bit++) {
            for (uint64_t begin = 0; begin <= bit / 8; begin++) {
                for (uint64_t end = (bit + width + 7) / 8; end < 24; end++) {
                    const struct reach reach = {begin, end, false};
                    const struct window window = window_choose(bit, width, &reach);
                    if (window.cost != window_cost(bit, width, &reach))
                        ck_abort_msg("%u bits at %u in %u..%u", width, bit, (unsigned)begin, (unsigned)end);
                }
            }
        }
    }
}
END_TEST

static bool serves(struct window window, uint32_t bit, unsigned width, const struct reach *reach)
{
    return window.byte >= reach->begin && window.byte + window.bytes <= reach->end && window.byte * 8 <= bit &&
           bit + width <= (window.byte + window.bytes) * 8;
}

START_TEST(equal_windows_are_within_reach_and_as_cheap)
{
    unsigned others = 0;
    for (int i = 0; i < 200000; i++) {
        const uint32_t bit = random_below(64);
        const unsigned width = 1 + random_below(64);
        const uint32_t begin = random_below(bit / 8 + 1);
        const uint32_t end = (bit + width + 7) / 8 + random_below(8);
        const struct reach reach = {begin, end, false};
        const struct window window = window_choose(bit, width, &reach);
        struct window list[WINDOW_MOST_EQUAL];
        const size_t count = window_list(bit, width, &reach, window, list);
        ck_assert(list[0].byte == window.byte && list[0].bytes == window.bytes);
        for (size_t k = 0; k < count; k++) {
            const bool is_equal = list[k].cost / 4 == window.cost / 4 && (list[k].bytes == 8) == (window.bytes == 8);
            if (!is_equal || !serves(list[k], bit, width, &reach))
                ck_abort_msg("%u bits at %u by %u bytes at %u", width, bit, list[k].bytes, list[k].byte);
        }
        others += count > 1 ? 1 : 0;
    }
    ck_assert_uint_gt(others, 10000);
}
END_TEST

/* ---- Sharing ---- */

static size_t count_windows(const struct window *windows, size_t count)
{
    size_t different = 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (windows[k].byte != windows[i].byte || windows[k].bytes != windows[i].bytes) k++;
        different += k == i ? 1 : 0;
    }
    return different;
}

/* The fewest different windows that any choice of windows that are as cheap has. */
static size_t fewest_windows(const struct share *shares, size_t count, struct window *chosen, size_t next)
{
    if (next == count) return count_windows(chosen, count);
    struct window list[WINDOW_MOST_EQUAL];
    const struct share *share = &shares[next];
    const size_t found = window_list(share->bit, share->width, &share->reach, share->window, list);
    size_t fewest = SIZE_MAX;
    for (size_t k = 0; k < found; k++) {
        chosen[next] = list[k];
        const size_t windows = fewest_windows(shares, count, chosen, next + 1);
        if (windows < fewest) fewest = windows;
    }
    return fewest;
}

START_TEST(records_are_read_by_the_fewest_windows)
{
    size_t windows = 0;
    size_t fewest = 0;
    size_t unshared = 0;
    for (int record = 0; record < RECORDS; record++) {
        struct share shares[MOST_CODES];
        struct window chosen[MOST_CODES];
        const size_t count = 2 + random_below(MOST_CODES - 1);
        unsigned widths[MOST_CODES];
        uint32_t bits = 0;
        for (size_t i = 0; i < count; i++) bits += widths[i] = 1 + random_below(random_below(2) ? 8 : 30);
        uint32_t bit = 0;
        for (size_t i = 0; i < count; i++) {
            shares[i] = (struct share){bit, widths[i], (uint32_t)i, {0, (bits + 7) / 8, false}, {0}};
            shares[i].window = chosen[i] = window_choose(bit, widths[i], &shares[i].reach);
            bit += widths[i];
        }
        unshared += count_windows(chosen, count);
        fewest += fewest_windows(shares, count, chosen, 0);
        share_windows(shares, count);
        for (size_t i = 0; i < count; i++) {
            ck_assert(serves(shares[i].window, shares[i].bit, shares[i].width, &shares[i].reach));
            chosen[i] = shares[i].window;
        }
        windows += count_windows(chosen, count);
    }
    /* A greedy choice is not always the best one. */
    if (windows * 100 > fewest * 101 || windows * 100 > unshared * 95)
        ck_abort_msg("%zu windows, %zu without sharing, %zu would do", windows, unshared, fewest);
}
END_TEST

/* Month and day are read by the same word; nothing else could be. */
START_TEST(slots_of_a_date_share_a_word)
{
    struct compiled compiled;
    compiled_from(&compiled, "class D { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; }");
    ck_assert_ptr_nonnull(compiled.model);
    const struct model_slot *slots = compiled.model->classes[0]->slots;
    ck_assert_uint_eq(slots[1].place.window, slots[2].place.window);
    ck_assert_uint_eq(slots[1].place.window_bytes, 2);
    ck_assert_uint_eq(slots[2].place.window_bytes, 2);
    compiled_free(&compiled);
}
END_TEST

/* ---- What lies alone ---- */

static void add(char *text, const char *more)
{
    strcat(text, more); /* of a few hundred bytes, into thousands */
}

static void write_class(char *text, int number)
{
    static const char *const types[] = {"uint3",         "bool",        "uint17",        "uint8 ?",    "uint32 @own",
                                        "uint8 @own",    "uint64 @own", "(0 .. 100)[9]", "bool[11]",   "text(3)",
                                        "uint13[3]",     "0 .. 39 ?",   "uint61",        "uint5 @own", "(uint3 ?)[5]",
                                        "uint16 ? @own", "float64",     "uint24",        "bool",       "uint20"};
    char part[64];
    snprintf(part, sizeof part, "class C%d%s {", number, number > 0 && random_below(3) == 0 ? "(C0)" : "");
    add(text, part);
    const unsigned count = 1 + random_below(9);
    for (unsigned i = 0; i < count; i++) {
        snprintf(part, sizeof part, " s%d_%u: %s;", number, i, types[random_below(sizeof types / sizeof types[0])]);
        add(text, part);
    }
    if (number > 0 && random_below(2)) {
        snprintf(part, sizeof part, " v%d: C0%s;", number, random_below(2) ? "[2]" : "");
        add(text, part);
    }
    if (random_below(3) == 0) {
        snprintf(part, sizeof part, " oneof o%d { a: uint7; b: { c: uint11; d: bool; } }", number);
        add(text, part);
    }
    add(text, " }\n");
}

static bool touches(uint64_t begin, uint64_t end, const struct model_slot *own)
{
    const uint64_t first = own->place.bit / 8;
    const uint64_t size =
        own->type.kind == TYPE_CLASS ? own->type.class->size * own->element_count : model_unit(own) / 8;
    return begin < first + size && first < end;
}

static void check_slot(const struct model_class *class, const struct model_slot *slot, const struct model_slot *own)
{
    uint64_t begin = slot->place.window;
    uint64_t end = begin + slot->place.window_bytes;
    if (slot->dim_count > 0 && slot->place.window_bytes == 0) {
        begin = slot->place.reach.begin;
        end = slot->place.reach.end;
    } else if (slot->dim_count > 0) {
        const uint64_t last = slot->place.bit + (uint64_t)(slot->dims[0].count - 1) * slot->dims[0].stride;
        const unsigned more = slot->place.window_ends ? slot->encoding.width - 1 : 0;
        const unsigned before = slot->place.window_ends ? slot->place.window_bytes - 1 : 0;
        begin = (slot->place.bit + more) / 8 - before;
        end = (last + more) / 8 - before + slot->place.window_bytes;
    }
    if (end > class->size || touches(begin, end, own))
        ck_abort_msg("%s.%s takes bytes %u..%u, '%s' at bit %u", class->name, slot->name, (unsigned)begin,
                     (unsigned)end, own->name, own->place.bit);
}

START_TEST(no_word_covers_what_lies_alone)
{
    char text[8192];
    unsigned pairs = 0;
    for (int i = 0; i < CLASSES; i++) {
        text[0] = '\0';
        for (int k = 0; k < 3; k++) write_class(text, k);
        struct compiled compiled;
        compiled_from(&compiled, text);
        if (compiled.model == NULL) ck_abort_msg("%s\n%s", text, compiled.messages);
        for (size_t c = 0; c < 3; c++) {
            const struct model_class *class = compiled.model->classes[c];
            for (size_t k = 0; k < class->slot_count * class->slot_count; k++) {
                const struct model_slot *slot = &class->slots[k / class->slot_count];
                const struct model_slot *own = &class->slots[k % class->slot_count];
                const bool is_alone = own->is_own || (own->type.kind == TYPE_CLASS && own->type.class->alone_count > 0);
                if (!is_alone || slot == own || slot->encoding.width == 0) continue;
                check_slot(class, slot, own);
                pairs++;
            }
        }
        compiled_free(&compiled);
    }
    ck_assert_uint_gt(pairs, CLASSES);
}
END_TEST

Suite *windows_suite(void)
{
    Suite *suite = suite_create("windows");
    TCase *cases = tcase_create("windows");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, the_fast_cost_is_that_of_the_window);
    tcase_add_test(cases, equal_windows_are_within_reach_and_as_cheap);
    tcase_add_test(cases, records_are_read_by_the_fewest_windows);
    tcase_add_test(cases, slots_of_a_date_share_a_word);
    tcase_add_test(cases, no_word_covers_what_lies_alone);
    suite_add_tcase(suite, cases);
    return suite;
}
