/* SPDX-License-Identifier: MIT */
/* Edges of the index table that classes of core.slots have: what is read and refused there, and what stays as it was. */
#include "boxes.slots.h"
#include "core.slots.h"

#include <slotgen/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int passed;
static int failed;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (condition) passed++;                                                                                       \
        else failed++, fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                 \
    } while (0)

static const slot_class *const plain = &edges_Plain_class;
static const slot_class *const arms = &edges_Arms_class;

static void check_facts(void)
{
    CHECK(slot_elements(plain, edges_Plain_SLOT_list) == 3 && slot_elements(plain, edges_Plain_SLOT_side) == 0);
    CHECK(slot_elements(plain, -1) == 0 && slot_elements(plain, edges_Plain_NSLOTS) == 0);
    CHECK(slot_type_of(plain, edges_Plain_SLOT_mood) == &edges_Mood_slot_type);
    CHECK(slot_type_of(plain, edges_Plain_SLOT_side) == &edges_Side_slot_type);
    for (int i = 0; i < edges_Tables_NSLOTS; i++) {
        const slot_symbols_type *const table = slot_symbols_of(&edges_Tables_class, i);
        const char *const name = slot_name(&edges_Tables_class, i);
        CHECK(strncmp(table->name, "edges.table_", 12) == 0 && strcmp(table->name + 12, name + 3) == 0);
        CHECK(table->capacity == (uint32_t)atoi(name + 3) + 1);
    }
    CHECK(slot_type_of(plain, edges_Plain_SLOT_price) == NULL && slot_type_of(plain, 1000) == NULL);
}

/* Nine bytes, of which neither more nor less may be touched. */
static void check_exact(void)
{
    const uint64_t values[] = {0, 1, UINT64_MAX, UINT64_C(0x0123456789abcdef), UINT64_C(1) << 63};
    edges_Exact exact;
    edges_Exact_init(&exact);
    CHECK(slot_set_int(&edges_Exact_class, &exact, edges_Exact_SLOT_part_lead, 5) == SLOT_OK);
    CHECK(slot_set_uint(&edges_Exact_class, &exact, edges_Exact_SLOT_more, UINT64_C(0x155555555555555)) == SLOT_OK);
    CHECK(slot_set_int(&edges_Exact_class, &exact, edges_Exact_SLOT_hits, 200) == SLOT_OK);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        uint64_t got = 7;
        CHECK(slot_set_uint(&edges_Exact_class, &exact, edges_Exact_SLOT_part_wide, values[i]) == SLOT_OK);
        CHECK(slot_get_uint(&edges_Exact_class, &exact, edges_Exact_SLOT_part_wide, &got) == SLOT_OK);
        CHECK(got == values[i] && edges_Exact_get_part_wide(&exact) == values[i]);
        CHECK(edges_Exact_get_part_lead(&exact) == 5 && edges_Exact_get_hits(&exact) == 200);
        CHECK(edges_Exact_get_more(&exact) == UINT64_C(0x155555555555555));
    }
}

/* ---- Boxes ---- */

static bool is_box(uint64_t box)
{
    return slot_any_value(&edges_Box_class, box).kind != SLOT_VALUE_UNSET;
}

static slot_value with_kind(slot_value value, slot_value_kind kind)
{
    value.kind = kind;
    return value;
}

static void check_boxes(void)
{
    const slot_class *const type = &edges_Box_class;
    const slot_value nobody = with_kind(slot_from_ref(&edges_Node_class, 0), SLOT_VALUE_REF);
    slot_value nothing = with_kind(slot_from_symbol(&edges_words_slot_symbols, 0), SLOT_VALUE_SYMBOL);
    slot_value node = nobody;
    uint64_t nil = 7, box = 7;
    node.as.ref.type = &edges_Node_class;
    node.as.ref.id = 0;
    nothing.as.symbol.table = &edges_words_slot_symbols;
    nothing.as.symbol.id = 0;
    CHECK(slot_any_box(type, slot_nil(), &nil) == SLOT_OK);
    CHECK(slot_any_box(type, node, &box) == SLOT_OK && box == nil);
    box = 7;
    CHECK(slot_any_box(type, nothing, &box) == SLOT_OK && box == nil);
    box = 7;
    CHECK(slot_any_box(type, with_kind(slot_from_pointer(NULL), SLOT_VALUE_POINTER), &box) == SLOT_OK && box == nil);

    /* What no value is boxed as is nothing: ids beyond a capacity, types that are none, bits that mean nothing. */
    CHECK(slot_any_box(type, slot_from_ref(&edges_Node_class, 100), &box) == SLOT_OK && is_box(box));
    CHECK(!is_box(box + 1) && !is_box(box + (UINT64_C(9) << 32)) && !is_box(box + (UINT64_C(1) << 47)));
    CHECK(slot_any_box(type, slot_from_symbol(&edges_words_slot_symbols, 100), &box) == SLOT_OK && is_box(box));
    CHECK(!is_box(box + 1) && !is_box(box + (UINT64_C(9) << 32)));
    CHECK(slot_any_box(type, slot_from_int(5), &box) == SLOT_OK && is_box(box));
    CHECK(slot_any_box(type, slot_from_float(0), &box) == SLOT_OK && is_box(box) && is_box(box + 1));
    CHECK(slot_any_box(type, slot_from_float(slot_double_of_bits(UINT64_C(0xfff8000000000001))), &box) == SLOT_OK);
    CHECK(is_box(box) && !is_box(box + 1)); /* there is one NaN */
    CHECK(!is_box(4) && is_box(nil));
    CHECK(slot_any_box(type, slot_from_ref(&edges_Long_class, 1), &box) == SLOT_ETYPE);
}

/* What one class wrote, by the class that it lies in or comes from: the same ref. */
static void check_ref(const slot_class *type, const void *self, const char *slot, const slot_class *expected)
{
    slot_value value = slot_unset();
    CHECK(slot_get(type, self, slot_find(type, slot, strlen(slot)), &value) == SLOT_OK);
    CHECK(value.kind == SLOT_VALUE_REF && value.as.ref.type == expected && value.as.ref.id == 5);
}

static void check_shared_boxes(void)
{
    const slot_class *const classes[] = {&first_Here_class, &second_There_class, &boxes_Own_class};
    for (size_t i = 0; i < 3; i++) {
        boxes_FromFirst from_first;
        boxes_FromSecond from_second;
        boxes_AlsoSecond also_second;
        boxes_Around around;
        const slot_value ref = slot_from_ref(classes[i], 5);
        boxes_FromFirst_init(&from_first);
        boxes_FromSecond_init(&from_second);
        boxes_AlsoSecond_init(&also_second);
        boxes_Around_init(&around);
        CHECK(slot_set(&boxes_FromFirst_class, &from_first, boxes_FromFirst_SLOT_box, ref) == SLOT_OK);
        CHECK(slot_set(&boxes_FromSecond_class, &from_second, boxes_FromSecond_SLOT_box, ref) == SLOT_OK);
        CHECK(slot_set(&boxes_FromSecond_class, &from_second, boxes_FromSecond_SLOT_more, ref) == SLOT_OK);
        CHECK(slot_set(&boxes_AlsoSecond_class, &also_second, boxes_AlsoSecond_SLOT_more, ref) == SLOT_OK);
        CHECK(slot_set(&boxes_Around_class, &around, boxes_Around_SLOT_part_box, ref) == SLOT_OK);
        CHECK(slot_set(&boxes_Around_class, &around, boxes_Around_SLOT_whole_more, ref) == SLOT_OK);
        check_ref(&boxes_FromFirst_class, &from_first, "box", classes[i]);
        check_ref(&boxes_FromSecond_class, &from_second, "box", classes[i]);
        check_ref(&boxes_FromSecond_class, &from_second, "more", classes[i]);
        check_ref(&boxes_AlsoSecond_class, &also_second, "more", classes[i]);
        check_ref(&boxes_Around_class, &around, "part.box", classes[i]);
        check_ref(&boxes_Around_class, &around, "whole.more", classes[i]);
        if (i == 0) check_ref(&first_Here_class, boxes_FromFirst_as_Here(&from_first), "box", classes[i]);
        if (i == 1) check_ref(&second_There_class, boxes_FromSecond_as_There(&from_second), "box", classes[i]);
    }
}

/* ---- Arms ---- */

static void check_arms(void)
{
    edges_Arms a, b;
    int64_t integer = 7;
    uint64_t natural = 7;
    edges_Arms_init(&a);
    CHECK(slot_set_int(arms, &a, edges_Arms_SLOT_choice_number, -3) == SLOT_OK);
    CHECK(slot_get_int(arms, &a, edges_Arms_SLOT_choice_number, &integer) == SLOT_OK && integer == -3);
    CHECK(slot_get_uint(arms, &a, edges_Arms_SLOT_choice_number, &natural) == SLOT_ERANGE && natural == 7);
    CHECK(slot_set_text(arms, &a, edges_Arms_SLOT_choice_text, "ab", 2) == SLOT_OK);
    CHECK(slot_get_int(arms, &a, edges_Arms_SLOT_choice_number, &integer) == SLOT_EUNSET && integer == -3);
    CHECK(slot_get_int(arms, &a, edges_Arms_SLOT_choice_list, &integer) == SLOT_ETYPE && integer == -3);

    /* Overlays in an arm that is there, and in one that is not. */
    edges_Arms_init(&a);
    edges_Arms_init(&b);
    const uint64_t nothing = slot_hash(arms, &a);
    CHECK(slot_compare(arms, &a, &b) == 0 && slot_equal(arms, &a, &b));
    CHECK(slot_set_at(arms, &a, edges_Arms_SLOT_choice_bits_raw_long, 1, slot_from_uint(1)) == SLOT_OK);
    CHECK(slot_compare(arms, &a, &b) == 1 && slot_compare(arms, &b, &a) == -1 && slot_hash(arms, &a) != nothing);
    CHECK(slot_set_at(arms, &b, edges_Arms_SLOT_choice_bits_raw_long, 1, slot_from_uint(2)) == SLOT_OK);
    CHECK(slot_compare(arms, &a, &b) == -1 && slot_compare(arms, &b, &a) == 1);
    CHECK(slot_hash(arms, &a) != slot_hash(arms, &b) && slot_hash(arms, &a) == edges_Arms_hash(&a));
    CHECK(slot_valid(arms, &a) && edges_Arms_compare(&a, &b) == -1);
    CHECK(slot_clear(arms, &a, edges_Arms_SLOT_choice) == SLOT_OK && slot_hash(arms, &a) == nothing);
}

/* What is there or not: an arm that has no slots, and an inline class. */
static void check_groups(void)
{
    edges_Maybe maybe;
    edges_Last last;
    slot_value value = slot_unset();
    edges_Maybe_init(&maybe);
    CHECK(slot_set_int(&edges_Maybe_class, &maybe, edges_Maybe_SLOT_part_code, 3) == SLOT_OK);
    CHECK(slot_get(&edges_Maybe_class, &maybe, edges_Maybe_SLOT_part, &value) == SLOT_OK);
    CHECK(value.kind == SLOT_VALUE_GROUP);
    CHECK(slot_set(&edges_Maybe_class, &maybe, edges_Maybe_SLOT_n, value) == SLOT_ETYPE);
    CHECK(slot_clear(&edges_Maybe_class, &maybe, edges_Maybe_SLOT_part) == SLOT_OK);
    CHECK(!slot_has(&edges_Maybe_class, &maybe, edges_Maybe_SLOT_part));
    CHECK(slot_set(&edges_Maybe_class, &maybe, edges_Maybe_SLOT_part, value) == SLOT_OK);
    CHECK(slot_has(&edges_Maybe_class, &maybe, edges_Maybe_SLOT_part) && slot_valid(&edges_Maybe_class, &maybe));
    CHECK(!slot_has(&edges_Maybe_class, &maybe, edges_Maybe_SLOT_part_code));
    edges_Last_init(&last);
    CHECK(slot_set_int(&edges_Last_class, &last, edges_Last_SLOT_only, edges_Last_only_here) == SLOT_OK);
    CHECK(slot_has(&edges_Last_class, &last, edges_Last_SLOT_only) && slot_valid(&edges_Last_class, &last));
    CHECK(slot_set_int(&edges_Last_class, &last, edges_Last_SLOT_a, 1) == SLOT_OK);
    CHECK(slot_clear(&edges_Last_class, &last, edges_Last_SLOT_only) == SLOT_OK);
    CHECK(!slot_has(&edges_Last_class, &last, edges_Last_SLOT_only) && edges_Last_get_a(&last));
}

/* ---- Values ---- */

static void check_arrays(void)
{
    edges_Plain record, before;
    int64_t integer = 7;
    edges_Plain_init(&record);
    CHECK(slot_set_at(plain, &record, edges_Plain_SLOT_niches_code, 0, slot_from_int(6)) == SLOT_OK);
    CHECK(slot_set_at(plain, &record, edges_Plain_SLOT_niches_code, 1, slot_from_int(5)) == SLOT_OK);
    CHECK(slot_clear_at(plain, &record, edges_Plain_SLOT_niches_code, 0) == SLOT_OK);
    CHECK(!slot_has_at(plain, &record, edges_Plain_SLOT_niches_code, 0));
    CHECK(slot_has_at(plain, &record, edges_Plain_SLOT_niches_code, 1));
    CHECK(slot_clear(plain, &record, edges_Plain_SLOT_niches_code) == SLOT_ETYPE);
    before = record;
    CHECK(slot_get_int(plain, &record, edges_Plain_SLOT_list, &integer) == SLOT_ETYPE && integer == 7);
    CHECK(slot_set_steps(plain, &record, edges_Plain_SLOT_prices, 5) == SLOT_ETYPE);
    CHECK(slot_set_steps(plain, &record, edges_Plain_SLOT_side, 1) == SLOT_ETYPE);
    CHECK(slot_set(plain, &record, edges_Plain_SLOT_code, slot_from_bytes(NULL, 4)) == SLOT_ERANGE);
    CHECK(slot_set(plain, &record, edges_Plain_SLOT_code, slot_from_bytes("abcde", 5)) == SLOT_ERANGE);
    CHECK(memcmp(&before, &record, sizeof record) == 0);
    CHECK(slot_set(plain, &record, edges_Plain_SLOT_code, slot_from_bytes("abcd", 4)) == SLOT_OK);
}

/* How many slots there were, and which of them stops it. */
struct visit {
    int count, arrays, stop;
};

static int visitor(void *context, const slot_class *type, int slot, const slot_value *value)
{
    struct visit *const visit = context;
    CHECK(type == plain && slot == visit->count);
    visit->count++;
    if (value->kind == SLOT_VALUE_ARRAY) {
        CHECK(value->as.count == slot_elements(plain, slot));
        visit->arrays++;
    }
    return slot == visit->stop ? 77 : 0;
}

static void check_visits(void)
{
    edges_Plain record;
    struct visit all = {0, 0, -1};
    struct visit some = {0, 0, edges_Plain_SLOT_mood};
    edges_Plain_init(&record);
    CHECK(slot_visit(plain, &record, visitor, &all) == 0 && all.count == edges_Plain_NSLOTS && all.arrays == 4);
    CHECK(slot_visit(plain, &record, visitor, &some) == 77 && some.count == edges_Plain_SLOT_mood + 1);
}

/* Doubles just beside the middle of two halves, where a float on the way would lie on it. */
static void check_halves(void)
{
    const double unit = 1.0 / 1024, tiny = 1.0 / 1099511627776.0;
    edges_Plain record;
    edges_Plain_init(&record);
    for (int step = 0; step < 8; step++) {
        for (int sign = -1; sign <= 1; sign += 2) {
            const double low = 1 + step * unit, middle = low + unit / 2;
            double got = 0;
            CHECK(slot_set_float(plain, &record, edges_Plain_SLOT_half, sign * (middle - tiny)) == SLOT_OK);
            CHECK(slot_get_float(plain, &record, edges_Plain_SLOT_half, &got) == SLOT_OK);
            CHECK(slot_bits_of_double(got) == slot_bits_of_double(sign * low));
            CHECK(slot_set_float(plain, &record, edges_Plain_SLOT_half, sign * (middle + tiny)) == SLOT_OK);
            CHECK(slot_get_float(plain, &record, edges_Plain_SLOT_half, &got) == SLOT_OK);
            CHECK(slot_bits_of_double(got) == slot_bits_of_double(sign * (low + unit)));
        }
    }
}

/* Presences of inline classes are shown where none of their slots says that they are there. */
static void check_texts(void)
{
    static const char *const expected[] = {
        "edges.Presences{first=unset, second=unset, many=[unset, unset], many.code=[unset, unset], "
        "third=unset, choice=a, choice.a=false, last=unset}",
        "edges.Presences{first=set, second.code=3, many=[unset, set], many.code=[unset, unset], third=set, "
        "choice=b, last=set}"};
    static const int present[] = {edges_Presences_SLOT_first, edges_Presences_SLOT_third, edges_Presences_SLOT_last};
    const slot_class *const type = &edges_Presences_class;
    const slot_value group = with_kind(slot_unset(), SLOT_VALUE_GROUP);
    edges_Presences record;
    char text[300];
    edges_Presences_init(&record);
    slot_format(type, &record, text, sizeof text);
    if (strcmp(text, expected[0]) != 0) fprintf(stderr, "%s\n", text);
    CHECK(strcmp(text, expected[0]) == 0);
    for (size_t i = 0; i < 3; i++) CHECK(slot_set(type, &record, present[i], group) == SLOT_OK);
    CHECK(slot_set_int(type, &record, edges_Presences_SLOT_second_code, 3) == SLOT_OK);
    CHECK(slot_set_at(type, &record, edges_Presences_SLOT_many, 1, group) == SLOT_OK);
    CHECK(slot_set_int(type, &record, edges_Presences_SLOT_choice, edges_Presences_choice_b) == SLOT_OK);
    slot_format(type, &record, text, sizeof text);
    if (strcmp(text, expected[1]) != 0) fprintf(stderr, "%s\n", text);
    CHECK(strcmp(text, expected[1]) == 0);
    CHECK(slot_format_slot(type, &record, -1, text, sizeof text) == 0 && text[0] == '\0');
}

/* Names of one letter resemble nothing, and names that are too long are not compared. */
static void check_suggestions(void)
{
    const char *const near = slot_suggest(plain, "inne", 4);
    CHECK(near != NULL && strcmp(near, "inner") == 0);
    CHECK(slot_suggest(&edges_Last_class, "ab", 2) == NULL);
    const char *const letter = slot_suggest(&edges_Last_class, "A", 1);
    CHECK(letter != NULL && strcmp(letter, "a") == 0);
    char name[65];
    memset(name, 'x', sizeof name);
    CHECK(slot_suggest(&edges_Long_class, name, 64) == NULL); /* of 65 letters there is one */
    CHECK(slot_find(&edges_Long_class, name, 65) == 0);
}

int main(void)
{
    check_facts();
    check_exact();
    check_boxes();
    check_shared_boxes();
    check_arms();
    check_groups();
    check_arrays();
    check_visits();
    check_halves();
    check_texts();
    check_suggestions();
    printf("%d checks, %d failed\n", passed, failed);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
