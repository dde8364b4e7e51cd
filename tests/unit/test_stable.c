/* SPDX-License-Identifier: MIT */
/*
 * Layouts that stay as they are: thousands of random records of each shape, and what became of them as one number.
 *
 * The same items get the same places for as long as LAYOUT_NUMBER stands. tests/golden/layouts pins the schemas of this
 * repository; this pins what they do not reach: ties, searches that end early, large records. A change that is meant
 * puts the number that is printed into the table, and raises LAYOUT_NUMBER if the one before was released.
 */
#include "unit.h"

#include "layout/dense.h"
#include "layout/layout.h"
#include "layout/share.h"
#include "layout/window.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_ITEMS = 80, MOST_CODES = 40 };

static uint64_t random_state;
static uint64_t hash;

static uint32_t random_below(uint32_t bound)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((random_state >> 33) % bound);
}

static void hash_number(uint64_t number)
{
    for (int i = 0; i < 8; i++) {
        hash = (hash ^ (number >> (8 * i) & 0xff)) * UINT64_C(0x100000001b3);
    }
}

/* ---- Items ---- */

/* Of a hundred items so many are of that kind; the others are codes of any width. */
struct shape {
    const char *name;
    enum layout_mode mode;
    unsigned records;
    unsigned least, most; /* items */
    unsigned byte_wide;   /* codes of 8, 16, 32 or 64 bits */
    unsigned narrow;      /* codes of less than 8 bits */
    unsigned bound;       /* to a boundary of 8 to 64 bits */
    unsigned blocks;      /* no codes: bytes or arrays, of up to block_bits */
    unsigned block_bits;
    unsigned present;  /* with presence bits */
    unsigned alone;    /* as @own */
    unsigned digits;   /* with a radix */
    unsigned begin;    /* the most bits of a base */
    uint64_t expected; /* of all that came out */
};

static const struct shape shapes[] = {
    {"few codes", LAYOUT_COMPACT, 3000, 1, 6, 10, 30, 0, 0, 0, 10, 0, 0, 1, UINT64_C(0x8c73461080f28589)},
    {"codes", LAYOUT_COMPACT, 600, 7, 14, 10, 30, 0, 0, 0, 20, 0, 0, 1, UINT64_C(0xaa46177d08e2eef5)},
    {"narrow codes", LAYOUT_COMPACT, 600, 5, 20, 0, 80, 0, 0, 0, 20, 0, 0, 30, UINT64_C(0x16f5f4cebc214e30)},
    {"many codes", LAYOUT_COMPACT, 60, 20, MOST_ITEMS, 10, 30, 0, 0, 0, 10, 0, 0, 70, UINT64_C(0x9067000c0e9669e2)},
    {"bound", LAYOUT_COMPACT, 3000, 2, 9, 20, 30, 50, 30, 90, 20, 0, 0, 70, UINT64_C(0x2b83e51db3af4847)},
    {"bound, many", LAYOUT_COMPACT, 400, 10, 40, 20, 30, 50, 30, 90, 20, 0, 0, 70, UINT64_C(0xf71bbf4268be6446)},
    {"bound, all", LAYOUT_COMPACT, 1000, 2, 30, 5, 20, 100, 80, 250, 0, 0, 0, 70, UINT64_C(0x5028016dbb0540e1)},
    {"blocks", LAYOUT_COMPACT, 600, 2, 20, 10, 20, 30, 60, 300, 20, 0, 0, 70, UINT64_C(0x63365cebc819a329)},
    {"alone", LAYOUT_COMPACT, 1000, 2, 12, 20, 30, 10, 10, 90, 20, 25, 0, 70, UINT64_C(0x1a8172b5f3d3706f)},
    {"digits", LAYOUT_COMPACT, 600, 2, 12, 0, 20, 10, 10, 60, 20, 0, 70, 30, UINT64_C(0x11d99dadae00c495)},
    {"many digits", LAYOUT_COMPACT, 60, 13, MOST_CODES, 0, 20, 0, 0, 0, 10, 0, 90, 30, UINT64_C(0x44016e68c7ba8222)},
    {"declared", LAYOUT_DECLARED, 2000, 1, 30, 20, 30, 0, 30, 200, 30, 0, 0, 70, UINT64_C(0x4130928dcbbb8766)},
};

static bool is_one_of(unsigned percent)
{
    return random_below(100) < percent;
}

static unsigned random_width(const struct shape *shape)
{
    if (is_one_of(shape->byte_wide)) return 8u << random_below(4);
    if (is_one_of(shape->narrow)) return 1 + random_below(7);
    return 1 + random_below(64);
}

static uint64_t random_radix(void)
{
    static const uint32_t most[] = {4, 12, 100, 1000, 100000, 2000000000};
    return 2 + random_below(most[random_below(6)]);
}

static struct layout_item random_item(const struct shape *shape)
{
    struct layout_item item = {.align = 1};
    if (is_one_of(shape->digits)) {
        item.radix = random_radix();
        item.width = dense_bits(item.radix);
        item.bits = item.width;
        item.family = random_below(8) == 0;
        return item;
    }
    if (is_one_of(shape->blocks)) {
        item.bits = random_below(shape->block_bits);
        item.gain = random_below(3) * 4;
        if (random_below(2) == 0) item.bits = item.bits / 8 * 8;
    } else {
        item.width = random_width(shape);
        item.bits = item.width;
    }
    if (is_one_of(shape->alone)) {
        item.width = 8u << random_below(4);
        item.bits = item.align = item.width;
        item.alone = true;
    } else if (is_one_of(shape->bound)) {
        item.align = 8u << random_below(4);
    }
    if (is_one_of(shape->present)) item.presence_bits = random_below(8) == 0 ? 1 + random_below(12) : 1;
    if (item.presence_bits > 0) item.radix = 0;
    return item;
}

static void hash_items(const struct layout_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        hash_number(items[i].bit);
        hash_number(items[i].presence);
        hash_number(items[i].group_bits);
        hash_number(items[i].weight);
        hash_number(items[i].group_codes);
    }
}

static void hash_record(const struct shape *shape)
{
    struct layout_item items[MOST_ITEMS];
    const size_t count = shape->least + random_below(shape->most - shape->least + 1);
    for (size_t i = 0; i < count; i++) {
        items[i] = random_item(shape);
    }
    const uint64_t begin = random_below(shape->begin);
    uint64_t end;
    ck_assert(layout_end(shape->mode, items, count, begin, &end));
    hash_number(end);
    const uint32_t align = 1u << (random_below(3) == 0 ? random_below(4) : 0);
    const struct layout_room room = layout_record(begin, end, align);
    hash_number(room.size);
    ck_assert(layout_place(shape->mode, items, count, &room));
    hash_items(items, count);
}

START_TEST(places_stay)
{
    const struct shape *shape = &shapes[_i];
    random_state = (uint64_t)_i + 1;
    hash = UINT64_C(0xcbf29ce484222325);
    for (unsigned i = 0; i < shape->records; i++) {
        hash_record(shape);
    }
    ck_assert_msg(hash == shape->expected, "%s: 0x%016" PRIx64, shape->name, hash);
}
END_TEST

/* ---- Groups of digits, and windows ---- */

static const struct {
    unsigned records, least, most;
    uint64_t expected;
} groups_of[] = {{2000, 1, 6, UINT64_C(0x2716550b4dc4ea87)},
                 {100, 7, DENSE_EXACT_CODES, UINT64_C(0x5b704a2f18c1bb03)},
                 {300, DENSE_EXACT_CODES + 1, MOST_CODES, UINT64_C(0x15c3561bef733204)}};

START_TEST(groups_stay)
{
    random_state = 77 + (uint64_t)_i;
    hash = UINT64_C(0xcbf29ce484222325);
    for (unsigned record = 0; record < groups_of[_i].records; record++) {
        uint64_t radices[MOST_CODES];
        uint32_t groups[MOST_CODES];
        const size_t count = groups_of[_i].least + random_below(groups_of[_i].most - groups_of[_i].least + 1);
        for (size_t i = 0; i < count; i++) {
            radices[i] = random_radix();
        }
        ck_assert(dense_group(radices, count, groups));
        for (size_t i = 0; i < count; i++) {
            hash_number(groups[i]);
        }
    }
    ck_assert_msg(hash == groups_of[_i].expected, "groups of %u: 0x%016" PRIx64, groups_of[_i].most, hash);
}
END_TEST

/* Codes behind one another with small gaps, in records of each size, alone in their reach or not. */
static size_t random_shares(struct share *shares, size_t most)
{
    const bool is_narrow = random_below(2) == 0;
    size_t count = 0;
    uint32_t bit = random_below(20);
    const uint32_t bytes = 1 + random_below(is_narrow ? 12 : 80);
    const struct reach reach = {0, bytes, (bytes == 2 || bytes == 4 || bytes == 8) && random_below(2) == 0};
    while (count < most) {
        const unsigned width = 1 + random_below(is_narrow ? 12 : 64);
        if (bit + width > bytes * 8) break;
        const struct window window = window_choose(bit, width, &reach);
        const bool is_presence = width == 1 && random_below(2) == 0;
        shares[count] = (struct share){bit, is_presence ? 0 : width, (uint32_t)count, reach, window};
        count++;
        bit += width + (random_below(4) == 0 ? random_below(9) : 0);
    }
    for (size_t i = count; i > 1; i--) {
        const struct share last = shares[i - 1];
        const uint32_t other = random_below((uint32_t)i);
        shares[i - 1] = shares[other];
        shares[other] = last;
    }
    return count;
}

START_TEST(windows_stay)
{
    struct share shares[MOST_ITEMS];
    random_state = 99;
    hash = UINT64_C(0xcbf29ce484222325);
    for (unsigned record = 0; record < 20000; record++) {
        const size_t count = random_shares(shares, record % 10 == 0 ? MOST_ITEMS : 12);
        share_windows(shares, count);
        for (size_t i = 0; i < count; i++) {
            hash_number(shares[i].index);
            hash_number(shares[i].window.byte);
            hash_number(shares[i].window.bytes);
            hash_number(shares[i].window.cost);
        }
    }
    ck_assert_msg(hash == UINT64_C(0xdbbe685035015f7c), "windows: 0x%016" PRIx64, hash);
}
END_TEST

Suite *stable_suite(void)
{
    Suite *suite = suite_create("stable");
    TCase *places = tcase_create("places");
    tcase_set_timeout(places, 240);
    tcase_add_loop_test(places, places_stay, 0, (int)(sizeof shapes / sizeof shapes[0]));
    tcase_add_loop_test(places, groups_stay, 0, (int)(sizeof groups_of / sizeof groups_of[0]));
    tcase_add_test(places, windows_stay);
    suite_add_tcase(suite, places);
    return suite;
}
