/* SPDX-License-Identifier: MIT */
/*
 * Symbols: what they cost, what happens at the edges, and to strings that were made to crowd together.
 *
 * tests/run/storage has random operations against a model, on other hosts too.
 */
#include "unit.h"

#include "scarce.h"

#include <slotgen/symbols.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint32_t intern(slot_symbols *symbols, const char *data, size_t length)
{
    uint32_t id = 0;
    ck_assert_int_eq(slot_symbols_intern(symbols, data, length, &id), SLOT_OK);
    return id;
}

static void check_text(const slot_symbols *symbols, uint32_t id, const char *data, size_t length)
{
    const slot_text text = slot_symbols_text(symbols, id);
    ck_assert_uint_eq(text.length, length);
    ck_assert_ptr_nonnull(text.data);
    ck_assert_mem_eq(text.data, data, length);
    ck_assert_uint_eq(slot_symbols_find(symbols, data, length), id);
}

START_TEST(any_bytes_are_a_symbol)
{
    static const struct {
        const char *data;
        size_t length;
    } strings[] = {
        {"", 0},
        {"\0", 1},
        {"\0\0", 2},
        {"a", 1},
        {"a\0", 2},
        {"a\0b", 3},
        {"ab", 2},
        {"aab", 3},
        {"abb", 3},
        {"\xff\xfe", 2},
        {"caf\xe9", 4},
        {"caf\xc3\xa9", 5},
        {"01234567", 8},
        {"012345678", 9},
        {"0123456789abcdef", 16},
        {"0123456789abcdefg", 17},
        {"0123456789abcdeff", 17},
        {"00123456789abcdefg", 18},
    };
    enum { STRINGS = sizeof strings / sizeof strings[0] };
    const slot_symbols_type type = {"any", UINT32_MAX};
    slot_symbols symbols;
    slot_symbols_init(&symbols, &type, NULL);
    for (uint32_t i = 0; i < STRINGS; i++) {
        ck_assert_uint_eq(slot_symbols_find(&symbols, strings[i].data, strings[i].length), 0);
        ck_assert_uint_eq(intern(&symbols, strings[i].data, strings[i].length), i + 1);
    }
    ck_assert_uint_eq(intern(&symbols, NULL, 0), 1);
    for (uint32_t i = 0; i < STRINGS; i++) {
        ck_assert_uint_eq(intern(&symbols, strings[i].data, strings[i].length), i + 1);
        check_text(&symbols, i + 1, strings[i].data, strings[i].length);
    }
    ck_assert_uint_eq(slot_symbols_count(&symbols), STRINGS);
    slot_symbols_free(&symbols);
}
END_TEST

START_TEST(capacity_is_exact)
{
    for (uint32_t capacity = 0; capacity < 200; capacity++) {
        const slot_symbols_type type = {"few", capacity};
        slot_symbols symbols;
        char text[8];
        uint32_t id = 4711;
        slot_symbols_init(&symbols, &type, NULL);
        for (uint32_t i = 0; i < capacity; i++) {
            ck_assert_uint_eq(intern(&symbols, text, (size_t)sprintf(text, "%u", (unsigned)i)), i + 1);
        }
        ck_assert_int_eq(slot_symbols_intern(&symbols, "x", 1, &id), SLOT_EFULL);
        ck_assert_int_eq(slot_symbols_reserve(&symbols, capacity + 1, 0), SLOT_EFULL);
        ck_assert_int_eq(slot_symbols_reserve(&symbols, capacity, 0), SLOT_OK);
        ck_assert_uint_eq(id, 4711);
        ck_assert_uint_eq(slot_symbols_count(&symbols), capacity);
        if (capacity > 0) ck_assert_uint_eq(intern(&symbols, "0", 1), 1);
        slot_symbols_free(&symbols);
    }
}
END_TEST

/* Beside the characters, at every number of strings from a few hundred thousand on. */
START_TEST(short_strings_cost_twelve_bytes_at_most)
{
    enum { STRINGS = 1300000, FROM = 200000 };
    static const slot_symbols_type types[] = {{"small", STRINGS}, {"large", UINT32_MAX}};
    for (size_t k = 0; k < 2; k++) {
        struct scarce scarce;
        scarce_begin(&scarce, -1);
        slot_symbols symbols;
        slot_symbols_init(&symbols, &types[k], &scarce.storage);
        size_t characters = 0;
        double worst = 0;
        for (uint32_t i = 0; i < STRINGS; i++) {
            char text[24];
            const size_t length = (size_t)sprintf(text, "%x-%u", (unsigned)(i * 2654435761u), (unsigned)i % 1000);
            ck_assert_uint_eq(intern(&symbols, text, length), i + 1);
            characters += length;
            const double each = ((double)scarce.bytes - (double)characters) / (i + 1);
            if (i >= FROM && each > worst) worst = each;
        }
        ck_assert_uint_eq(slot_symbols_bytes(&symbols), scarce.bytes);
        ck_assert_msg(worst <= 11.5 && worst > 10, "%f bytes a string", worst);
        /* No more index than the capacity needs. */
        const double last = ((double)scarce.bytes - (double)characters) / STRINGS;
        if (k == 0) ck_assert_msg(last <= 8.8, "%f bytes a string at the capacity", last);
        slot_symbols_free(&symbols);
        ck_assert_uint_eq(scarce.bytes, 0);
    }
}
END_TEST

/* The exclusive or of what is multiplied with a seed is 0 for all of these: they have one hash. */
START_TEST(strings_that_crowd_together_are_spread)
{
    enum { STRINGS = 30000 };
    const slot_symbols_type type = {"hostile", UINT32_MAX};
    slot_symbols symbols;
    unsigned char text[16];
    slot_symbols_init(&symbols, &type, NULL);
    intern(&symbols, "first", 5);
    const uint64_t seeds[] = {symbols.seeds[0], symbols.seeds[1]};
    memcpy(text, &seeds[0], 8);
    bool was_reseeded = false;
    for (uint64_t i = 0; i < STRINGS; i++) {
        memcpy(text + 8, &i, 8);
        ck_assert_uint_eq(intern(&symbols, (const char *)text, 16), i + 2);
        was_reseeded = was_reseeded || symbols.was_reseeded;
        if (!was_reseeded && i > 5000) break;
    }
    ck_assert(was_reseeded);
    ck_assert_uint_ne(symbols.seeds[0], seeds[0]);
    ck_assert_uint_ne(symbols.seeds[1], seeds[1]);
    for (uint64_t i = 0; i < STRINGS; i++) {
        memcpy(text + 8, &i, 8);
        check_text(&symbols, (uint32_t)i + 2, (const char *)text, 16);
    }
    check_text(&symbols, 1, "first", 5);
    slot_symbols_free(&symbols);
}
END_TEST

/* As with 2^31 ids and more: no bits of an entry are left for the hash. */
START_TEST(entries_may_be_ids_alone)
{
    enum { STRINGS = 3000 };
    const slot_symbols_type type = {"wide", UINT32_MAX};
    slot_symbols symbols;
    slot_symbols_init(&symbols, &type, NULL);
    ck_assert_int_eq(slot_symbols_reserve(&symbols, STRINGS + 300, 70000), SLOT_OK);
    symbols.hash_mask = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < STRINGS; i++) {
            char text[16];
            ck_assert_uint_eq(intern(&symbols, text, (size_t)sprintf(text, "%u", (unsigned)i * i)), i + 1);
        }
    }
    /* So does what has the same ends. */
    static const char same[300] = {0};
    for (uint32_t i = 0; i < sizeof same; i++) ck_assert_uint_eq(intern(&symbols, same, i), STRINGS + 1 + i);
    slot_symbols_free(&symbols);
}
END_TEST

START_TEST(sizes_cannot_overflow)
{
    const slot_symbols_type type = {"all", UINT32_MAX};
    struct scarce scarce;
    scarce_begin(&scarce, 20);
    slot_symbols symbols;
    slot_symbols_init(&symbols, &type, &scarce.storage);
    uint32_t id = 7;
    ck_assert_uint_eq(intern(&symbols, "a", 1), 1);
    ck_assert_int_eq(slot_symbols_reserve(&symbols, 5, SIZE_MAX), SLOT_ENOMEM);
    ck_assert_int_eq(slot_symbols_reserve(&symbols, 1, SIZE_MAX / 2 + 1), SLOT_ENOMEM);
    scarce.left = 0;
    ck_assert_int_eq(slot_symbols_reserve(&symbols, UINT32_MAX, SIZE_MAX / 4), SLOT_ENOMEM);
    ck_assert_int_eq(slot_symbols_reserve(&symbols, UINT32_MAX, 0), SLOT_ENOMEM);
    ck_assert_uint_eq(id, 7);
    check_text(&symbols, 1, "a", 1);
    ck_assert_uint_eq(intern(&symbols, "b", 1), 2);
    slot_symbols_free(&symbols);
}
END_TEST

/* Strings of none to twice the average, in an order that leaves much of blocks free. */
START_TEST(what_is_reserved_is_enough)
{
    enum { STRINGS = 600 };
    const slot_symbols_type type = {"reserved", UINT32_MAX};
    for (size_t average = 4; average < 509; average += average < 250 ? 7 : 1) {
        for (size_t spread = 0; spread + 4 <= average; spread = spread * 3 + 1) {
            if (average + spread > 509) break;
            struct scarce scarce;
            scarce_begin(&scarce, -1);
            slot_symbols symbols;
            slot_symbols_init(&symbols, &type, &scarce.storage);
            ck_assert_int_eq(slot_symbols_reserve(&symbols, STRINGS, STRINGS * average), SLOT_OK);
            scarce.left = 0;
            for (uint32_t i = 0; i < STRINGS; i++) {
                char text[512] = {0};
                memcpy(text, &i, sizeof i);
                const size_t length = i % 2 == 0 ? average - spread : average + spread;
                ck_assert_uint_eq(intern(&symbols, text, length), i + 1);
            }
            slot_symbols_free(&symbols);
        }
    }
}
END_TEST

/* A table that is not written may be read by anybody; ids and texts stay while others come. */
START_TEST(texts_stay)
{
    enum { STRINGS = 5000 };
    const slot_symbols_type type = {"stay", UINT32_MAX};
    static const char *texts[STRINGS + 1];
    slot_symbols symbols;
    char text[600];
    slot_symbols_init(&symbols, &type, NULL);
    for (uint32_t i = 1; i <= STRINGS; i++) {
        const size_t length = (size_t)sprintf(text, "%0*u", (int)(1 + i % 523), (unsigned)i);
        ck_assert_uint_eq(intern(&symbols, text, length), i);
        texts[i] = slot_symbols_text(&symbols, i).data;
        ck_assert_uint_eq(intern(&symbols, texts[i], length), i);
    }
    for (uint32_t i = 1; i <= STRINGS; i++) ck_assert_ptr_eq(slot_symbols_text(&symbols, i).data, texts[i]);
    slot_symbols_free(&symbols);
}
END_TEST

Suite *symbols_suite(void)
{
    Suite *suite = suite_create("symbols");
    TCase *cases = tcase_create("symbols");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, any_bytes_are_a_symbol);
    tcase_add_test(cases, capacity_is_exact);
    tcase_add_test(cases, short_strings_cost_twelve_bytes_at_most);
    tcase_add_test(cases, strings_that_crowd_together_are_spread);
    tcase_add_test(cases, entries_may_be_ids_alone);
    tcase_add_test(cases, sizes_cannot_overflow);
    tcase_add_test(cases, what_is_reserved_is_enough);
    tcase_add_test(cases, texts_stay);
    suite_add_tcase(suite, cases);
    return suite;
}
