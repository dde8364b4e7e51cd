/* SPDX-License-Identifier: MIT */
/* Hashes that go past a whole text in one step, and the table of addresses behind them. */
#include "model/repeated.h"
#include "support/pointers.h"
#include "unit.h"

#include <string.h>

static void fill(struct text *text, const void *key)
{
    const char *word = key;
    for (size_t i = 0; i < 40; i++) text_strings(text, " ", word, "=", NULL);
}

/* From every state of the low 8 bits, and again, when all is known. */
START_TEST(hashes_of_texts_are_those_of_their_bytes)
{
    static const char *const words[] = {"", "late", "cross", "odd_lot"};
    struct repeated_texts texts = {0};
    uint64_t state = REPEATED_FIRST_HASH;
    for (int i = 0; i < 3000; i++) {
        const char *word = words[i % 4];
        struct text text = {0};
        fill(&text, word);
        const uint64_t expected = repeated_hash_bytes(state, text.bytes, text.length);
        ck_assert_uint_eq(repeated_hash(&texts, state, fill, word), expected);
        text_free(&text);
        state = expected * 3 + (uint64_t)i;
    }
    repeated_free(&texts);
}
END_TEST

START_TEST(pointers_are_found_again)
{
    static char keys[1000];
    static char values[1000];
    struct pointers pointers = {0};
    ck_assert_ptr_null(pointers_find(&pointers, keys));
    for (size_t i = 0; i < sizeof keys; i++) {
        ck_assert_ptr_null(pointers_find(&pointers, &keys[i]));
        pointers_add(&pointers, &keys[i], &values[i]);
    }
    for (size_t i = 0; i < sizeof keys; i++) ck_assert_ptr_eq(pointers_find(&pointers, &keys[i]), &values[i]);
    ck_assert_ptr_null(pointers_find(&pointers, values));
    pointers_free(&pointers);
    ck_assert_ptr_null(pointers_find(&pointers, keys));
}
END_TEST

Suite *repeated_suite(void)
{
    Suite *suite = suite_create("repeated");
    TCase *tests = tcase_create("repeated");
    tcase_add_test(tests, hashes_of_texts_are_those_of_their_bytes);
    tcase_add_test(tests, pointers_are_found_again);
    suite_add_tcase(suite, tests);
    return suite;
}
