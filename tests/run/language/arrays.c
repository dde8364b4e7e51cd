/* SPDX-License-Identifier: MIT */
/* Arrays of everything that has a width: elements, indices, all at once, masks, optional ones of both sorts. */
#include "check.h"

/* A fresh instance whose bits are otherwise all set where they are spare: neighbours must not change. */
static void check_integers(void)
{
    lang_Arrays a;
    lang_Arrays_init(&a);
    CHECK(lang_Arrays_levels_COUNT == 4 && lang_Arrays_levels_BITS == 28 && lang_Arrays_levels_MAX == 100);
    for (size_t i = 0; i < 4; i++) lang_Arrays_set_levels(&a, i, SLOT_CAST(int64_t, 97 + i));
    for (size_t i = 0; i < 4; i++) CHECK(lang_Arrays_get_levels(&a, i) == SLOT_CAST(int32_t, 97 + i));
    CHECK(lang_Arrays_try_set_levels(&a, 3, 101) == SLOT_ERANGE && lang_Arrays_try_set_levels(&a, 4, 0) == SLOT_EARG);
    CHECK(lang_Arrays_try_set_levels(&a, SIZE_MAX, 0) == SLOT_EARG);
    REFUSED(lang_Arrays_set_levels(&a, 4, 0), SLOT_EARG, lang_Arrays_SLOT_levels);
    REFUSED(lang_Arrays_set_levels(&a, 0, -1), SLOT_ERANGE, lang_Arrays_SLOT_levels);
    REFUSED(CHECK(lang_Arrays_get_levels(&a, SIZE_MAX) == 0), SLOT_EARG, lang_Arrays_SLOT_levels);
    REFUSED(CHECK(lang_Arrays_get_levels(&a, 4) == 0), SLOT_EARG, lang_Arrays_SLOT_levels);
    const int32_t levels[4] = {1, 2, 3, 100};
    const int32_t bad[4] = {5, 6, 7, 101};
    int32_t out[4] = {0, 0, 0, 0};
    CHECK(lang_Arrays_write_levels(&a, levels) == SLOT_OK && lang_Arrays_write_levels(&a, bad) == SLOT_ERANGE);
    CHECK(lang_Arrays_read_levels(&a, out) == SLOT_OK && same_bytes(out, levels, sizeof out));
    const int32_t bytes[5] = {255, 0, 1, 254, 7};
    const int32_t words[3] = {-32768, 32767, -1};
    const uint64_t longs[2] = {UINT64_MAX, 1};
    int32_t bytes_out[5];
    int32_t words_out[3];
    uint64_t longs_out[2];
    CHECK(lang_Arrays_write_bytes_(&a, bytes) == SLOT_OK && lang_Arrays_write_words(&a, words) == SLOT_OK);
    CHECK(lang_Arrays_write_longs(&a, longs) == SLOT_OK);
    CHECK(lang_Arrays_read_bytes_(&a, bytes_out) == SLOT_OK && same_bytes(bytes, bytes_out, sizeof bytes));
    CHECK(lang_Arrays_read_words(&a, words_out) == SLOT_OK && same_bytes(words, words_out, sizeof words));
    CHECK(lang_Arrays_read_longs(&a, longs_out) == SLOT_OK && same_bytes(longs, longs_out, sizeof longs));
    CHECK(lang_Arrays_get_words(&a, 0) == -32768 && lang_Arrays_get_longs(&a, 0) == UINT64_MAX);
    for (size_t i = 0; i < 3; i++) {
        lang_Arrays_set_odd(&a, i, (INT64_C(1) << 61) - 1 - SLOT_CAST(int64_t, i));
        CHECK(lang_Arrays_try_set_odd(&a, i, INT64_C(1) << 61) == SLOT_ERANGE);
    }
    for (size_t i = 0; i < 3; i++) CHECK(lang_Arrays_get_odd(&a, i) == (INT64_C(1) << 61) - 1 - SLOT_CAST(int64_t, i));
    CHECK(lang_Arrays_get_constant(&a, 2) == 7 && lang_Arrays_try_set_constant(&a, 0, 8) == SLOT_ERANGE);
    CHECK(lang_Arrays_get_defaults(&a, 0) == 1 && lang_Arrays_get_defaults(&a, 2) == 3 && lang_Arrays_valid(&a));
}

static void check_matrix(void)
{
    lang_Arrays a;
    lang_Arrays_init(&a);
    CHECK(lang_Arrays_matrix_COUNT == 6 && lang_Arrays_matrix_COUNT1 == 2 && lang_Arrays_matrix_COUNT2 == 3);
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < 3; j++) lang_Arrays_set_matrix(&a, i, j, SLOT_CAST(int64_t, i * 3 + j));
    }
    int32_t out[6];
    const int32_t expected[6] = {0, 1, 2, 3, 4, 5};
    CHECK(lang_Arrays_read_matrix(&a, out) == SLOT_OK && same_bytes(out, expected, sizeof out));
    CHECK(lang_Arrays_get_matrix(&a, 1, 2) == 5 && lang_Arrays_try_set_matrix(&a, 0, 3, 0) == SLOT_EARG);
    CHECK(lang_Arrays_try_set_matrix(&a, 2, 0, 0) == SLOT_EARG);
    REFUSED(lang_Arrays_get_matrix(&a, 2, 0), SLOT_EARG, lang_Arrays_SLOT_matrix);
    REFUSED(lang_Arrays_get_matrix(&a, 0, 3), SLOT_EARG, lang_Arrays_SLOT_matrix);
    const int32_t other[6] = {6, 5, 4, 3, 2, 1};
    CHECK(lang_Arrays_write_matrix(&a, other) == SLOT_OK && lang_Arrays_get_matrix(&a, 0, 2) == 4);
    CHECK(lang_Arrays_valid(&a));
}

static void check_bools(void)
{
    lang_Arrays a;
    lang_Arrays_init(&a);
    lang_Arrays_set_flags(&a, 10, true);
    lang_Arrays_set_flags(&a, 3, true);
    CHECK(lang_Arrays_get_flags_mask(&a) == 0x408 && lang_Arrays_get_flags(&a, 3) && !lang_Arrays_get_flags(&a, 4));
    CHECK(lang_Arrays_try_set_flags_mask(&a, 0x800) == SLOT_ERANGE);
    REFUSED(lang_Arrays_set_flags_mask(&a, 0x800), SLOT_ERANGE, lang_Arrays_SLOT_flags);
    lang_Arrays_set_flags_mask(&a, 0x7ff);
    bool out[11];
    CHECK(lang_Arrays_read_flags(&a, out) == SLOT_OK && out[0] && out[10]);
    out[5] = false;
    CHECK(lang_Arrays_write_flags(&a, out) == SLOT_OK && lang_Arrays_get_flags_mask(&a) == 0x7df);
    lang_Arrays_set_all_mask(&a, UINT64_MAX - 1);
    CHECK(lang_Arrays_get_all_mask(&a) == UINT64_MAX - 1 && !lang_Arrays_get_all(&a, 0) && lang_Arrays_get_all(&a, 63));
    CHECK(lang_Arrays_try_set_many(&a, 64, true) == SLOT_OK && lang_Arrays_try_set_many(&a, 65, true) == SLOT_EARG);
    CHECK(lang_Arrays_get_many(&a, 64) && !lang_Arrays_get_many(&a, 63));
    CHECK(!lang_Arrays_has_maybes(&a));
    REFUSED(lang_Arrays_get_maybes_mask(&a), SLOT_EUNSET, lang_Arrays_SLOT_maybes);
    lang_Arrays_set_maybes_mask(&a, 0x11);
    CHECK(lang_Arrays_has_maybes(&a) && lang_Arrays_get_maybes(&a, 4) && !lang_Arrays_get_maybes(&a, 1));
    lang_Arrays_clear_maybes(&a);
    CHECK(!lang_Arrays_has_maybes(&a) && lang_Arrays_valid(&a));
}

static void check_kinds(void)
{
    lang_Arrays a;
    lang_Arrays_init(&a);
    lang_Arrays_set_sides(&a, 1, lang_Side_swap);
    lang_Arrays_set_sparse(&a, 1, lang_Sparse_high);
    lang_Arrays_set_sets(&a, 2, lang_Condition_late);
    lang_Arrays_add_sets(&a, 2, lang_Condition_odd_lot);
    lang_Arrays_remove_sets(&a, 2, lang_Condition_late);
    CHECK(lang_Arrays_get_sides(&a, 1) == lang_Side_swap && lang_Arrays_get_sides(&a, 0) == lang_Side_buy);
    CHECK(lang_Arrays_get_sparse(&a, 1) == lang_Sparse_high && lang_Arrays_get_sparse(&a, 0) == lang_Sparse_low);
    CHECK(lang_Arrays_try_set_sides(&a, 0, SLOT_CAST(lang_Side, 3)) == SLOT_ERANGE);
    CHECK(lang_Arrays_get_sets(&a, 2) == lang_Condition_odd_lot && !lang_Arrays_test_sets(&a, 2, lang_Condition_late));
    CHECK(lang_Arrays_try_set_sets(&a, 0, 8) == SLOT_ERANGE);
    lang_Arrays_set_reals(&a, 1, 0.1);
    lang_Arrays_set_singles(&a, 1, -0.5f);
    lang_Arrays_set_halves(&a, 2, 1.5f);
    CHECK(same_double(lang_Arrays_get_reals(&a, 1), 0.1) && same_double(lang_Arrays_get_singles(&a, 1), -0.5));
    CHECK(same_double(lang_Arrays_get_halves(&a, 2), 1.5));
    lang_Arrays_set_prices(&a, 1, 0.07);
    CHECK(lang_Arrays_get_prices_steps(&a, 1) == 7 && lang_Arrays_try_set_prices_steps(&a, 2, 0) == SLOT_EARG);
    REFUSED(CHECK(lang_Arrays_get_prices_steps(&a, 2) == 0), SLOT_EARG, lang_Arrays_SLOT_prices);
    double prices[2] = {1.23, 100001.0};
    CHECK(lang_Arrays_write_prices(&a, prices) == SLOT_ERANGE && lang_Arrays_get_prices_steps(&a, 0) == 0);
    prices[1] = 4.56;
    CHECK(lang_Arrays_write_prices(&a, prices) == SLOT_OK && lang_Arrays_get_prices_steps(&a, 1) == 456);
    const int32_t fives[3] = {5, -10, 100};
    const int32_t fours[3] = {5, 4, 100};
    CHECK(lang_Arrays_write_fives(&a, fives) == SLOT_OK && lang_Arrays_write_fives(&a, fours) == SLOT_ERANGE);
    CHECK(lang_Arrays_get_fives(&a, 1) == -10);
    lang_Arrays_set_symbols_(&a, 1, lang_tickers_id_of(5000));
    lang_Arrays_set_refs(&a, 1, lang_Numbers_ref_of(9));
    lang_Numbers_ref refs[2];
    CHECK(lang_Arrays_read_refs(&a, refs) == SLOT_OK && refs[0].id == 0 && refs[1].id == 9);
    refs[0].id = 16777216;
    CHECK(lang_Arrays_write_refs(&a, refs) == SLOT_ERANGE && lang_Arrays_get_symbols_(&a, 1).id == 5000);
    void *const place = &a;
    struct foo *const pointers[2] = {NULL, SLOT_CAST(struct foo *, place)};
    struct foo *pointers_out[2] = {NULL, NULL};
    CHECK(lang_Arrays_write_pointers(&a, pointers) == SLOT_OK && lang_Arrays_get_pointers(&a, 1) == place);
    CHECK(lang_Arrays_read_pointers(&a, pointers_out) == SLOT_OK && pointers_out[1] == place);
    CHECK(lang_Arrays_valid(&a));
}

static void check_optional_elements(void)
{
    lang_Arrays a;
    lang_Arrays_init(&a);
    CHECK(!lang_Arrays_has_niches(&a, 0) && lang_Arrays_get_niches_or(&a, 0, 77) == 77);
    lang_Arrays_set_niches(&a, 1, 0);
    CHECK(lang_Arrays_has_niches(&a, 1) && lang_Arrays_get_niches(&a, 1) == 0 && !lang_Arrays_has_niches(&a, 2));
    REFUSED(lang_Arrays_get_niches(&a, 2), SLOT_EUNSET, lang_Arrays_SLOT_niches);
    REFUSED(lang_Arrays_has_niches(&a, 4), SLOT_EARG, lang_Arrays_SLOT_niches);
    REFUSED(lang_Arrays_clear_niches(&a, 4), SLOT_EARG, lang_Arrays_SLOT_niches);
    int32_t value = 5;
    CHECK(lang_Arrays_try_get_niches(&a, 2, &value) == SLOT_EUNSET && value == 5);
    CHECK(lang_Arrays_try_get_niches(&a, 4, &value) == SLOT_EARG);
    CHECK(lang_Arrays_try_get_niches(&a, 1, &value) == SLOT_OK && value == 0);
    lang_Arrays_clear_niches(&a, 1);
    CHECK(!lang_Arrays_has_niches(&a, 1));
    const int32_t in[4] = {1, 999, 255, 0}; /* what is unset is not looked at */
    const bool has[4] = {true, false, true, true};
    int32_t out[4];
    bool out_has[4];
    CHECK(lang_Arrays_write_presences(&a, in, has) == SLOT_OK && lang_Arrays_write_niches(&a, in, has) == SLOT_ERANGE);
    CHECK(lang_Arrays_read_presences(&a, out, out_has) == SLOT_OK && same_bytes(has, out_has, sizeof has));
    CHECK(out[0] == 1 && out[2] == 255 && out[3] == 0 && !lang_Arrays_has_presences(&a, 1));
    lang_Arrays_clear_presences(&a, 2);
    CHECK(!lang_Arrays_has_presences(&a, 2) && lang_Arrays_has_presences(&a, 3) && lang_Arrays_valid(&a));
    CHECK(lang_Arrays_get_marks(&a, 0) == 255 && lang_Arrays_get_bits(&a, 0) == -1);
    lang_Arrays_set_marks(&a, 0, 254);
    lang_Arrays_set_bits(&a, 2, 255);
    CHECK(lang_Arrays_get_marks(&a, 0) == 254 && lang_Arrays_get_bits(&a, 2) == 255);
    CHECK(lang_Arrays_try_set_bits(&a, 2, 256) == SLOT_ERANGE && lang_Arrays_has_bits(&a, 2));
    lang_Arrays_set_bits(&a, 2, -1);
    lang_Arrays_set_marks(&a, 0, 255);
    CHECK(!lang_Arrays_has_bits(&a, 2) && !lang_Arrays_has_marks(&a, 0));
    const int32_t marks[3] = {0, 255, 7};
    int32_t marks_out[3];
    CHECK(lang_Arrays_write_marks(&a, marks) == SLOT_OK && lang_Arrays_read_marks(&a, marks_out) == SLOT_OK);
    CHECK(same_bytes(marks, marks_out, sizeof marks) && !lang_Arrays_has_marks(&a, 1) && lang_Arrays_valid(&a));
}

static void check_optional_array(void)
{
    lang_Arrays a;
    lang_Arrays_init(&a);
    int32_t out[3] = {9, 9, 9};
    CHECK(!lang_Arrays_has_whole(&a) && lang_Arrays_read_whole(&a, out) == SLOT_EUNSET && out[0] == 9);
    REFUSED(lang_Arrays_get_whole(&a, 1), SLOT_EUNSET, lang_Arrays_SLOT_whole);
    lang_Arrays_set_whole(&a, 1, 31);
    CHECK(lang_Arrays_has_whole(&a) && lang_Arrays_get_whole(&a, 1) == 31 && lang_Arrays_get_whole(&a, 0) == 0);
    CHECK(lang_Arrays_read_whole(&a, out) == SLOT_OK && out[1] == 31 && out[2] == 0);
    lang_Arrays_clear_whole(&a);
    CHECK(!lang_Arrays_has_whole(&a) && lang_Arrays_get_whole_or(&a, 1, 8) == 8 && lang_Arrays_valid(&a));
    const int32_t in[3] = {1, 2, 3};
    CHECK(lang_Arrays_write_whole(&a, in) == SLOT_OK && lang_Arrays_get_whole(&a, 2) == 3 && lang_Arrays_valid(&a));
}

/* Whatever is stored without a check is cut to its bits: what stands beside it reads as before. */
static void check_neighbours(void)
{
    lang_Arrays a;
    lang_Arrays_init(&a);
    lang_Arrays_set_tail(&a, 5);
    const lang_Arrays before = a;
    lang_Arrays_put_levels(&a, 2, UINT64_MAX);
    lang_Arrays_put_levels(&a, 2, 0);
    lang_Arrays_put_matrix(&a, 1, 1, UINT64_MAX);
    lang_Arrays_put_matrix(&a, 1, 1, 0);
    lang_Arrays_put_odd(&a, 1, UINT64_MAX);
    lang_Arrays_put_odd(&a, 1, 0);
    lang_Arrays_put_flags(&a, 4, UINT64_MAX);
    lang_Arrays_put_flags(&a, 4, 0);
    lang_Arrays_put_bytes_(&a, 4, UINT32_MAX);
    lang_Arrays_put_bytes_(&a, 4, 0);
    CHECK(same_bytes(&a, &before, sizeof a));
#if !SLOT_CHECKED
    for (int64_t value = -70000; value < 70000; value += 131) {
        lang_Arrays_set_levels(&a, 1, value);
        CHECK(lang_Arrays_get_levels(&a, 0) == 0 && lang_Arrays_get_levels(&a, 2) == 0);
    }
#endif
}

void check_arrays(void)
{
    check_integers();
    check_matrix();
    check_bools();
    check_kinds();
    check_optional_elements();
    check_optional_array();
    check_neighbours();
    CHECK(violations_take() == 0);
}
