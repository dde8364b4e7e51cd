/* SPDX-License-Identifier: MIT */
/* Bases and what derives from them, immutable classes, and private slots. */
#include "check.h"

static void check_bases(void)
{
    lang_Employee e;
    lang_Employee_init(&e);
    lang_Employee_set_name(&e, "Ada", 3);
    lang_Employee_set_born_year(&e, 1815);
    lang_Employee_set_salary(&e, 1000000);
    lang_Employee_set_boss(&e, lang_Employee_ref_of(100));
    const lang_Person *person = lang_Employee_view_Person(&e);
    CHECK(same_text(lang_Person_get_name(person), "Ada") && lang_Person_get_born_year(person) == 1815);
    CHECK(lang_Employee_name_SIZE == 5 && lang_Employee_SLOT_name + 0 == lang_Person_SLOT_name + 0);
    lang_Person_clear_born(lang_Employee_as_Person(&e));
    CHECK(!lang_Employee_has_born(&e) && lang_Employee_get_salary(&e) == 1000000);
    CHECK(lang_Employee_get_boss(&e).id == 100 && lang_Employee_valid(&e));
    CHECK(slot_valid(&lang_Person_class, lang_Employee_view_Person(&e)));
}

/* An immutable class is built at once; by name and index its slots say that they cannot be set. */
static void check_fixed(void)
{
    lang_Fixed_values values;
    lang_Fixed_values_init(&values);
    values.a = 200;
    values.c[1] = 6;
    lang_Fixed f;
    int bad = -1;
    CHECK(lang_Fixed_pack(&f, &values, &bad) == SLOT_OK);
    CHECK(lang_Fixed_get_a(&f) == 200 && lang_Fixed_get_c(&f, 1) == 6 && lang_Fixed_get_b(&f).length == 0);
    CHECK(lang_Fixed_which_d(&f) == lang_Fixed_d_e && lang_Fixed_get_d_e(&f) == 0 && !lang_Fixed_has_g(&f));
    CHECK(!lang_Fixed_has_h(&f) && lang_Fixed_view_h(&f) == NULL && lang_Fixed_valid(&f));
    CHECK(slot_set_int(&lang_Fixed_class, &f, lang_Fixed_SLOT_a, 1) == SLOT_EREADONLY);
}

/* What comes from an immutable class stays as it is, by index too; what a class adds does not. */
static void check_kept(const slot_class *type, void *self, int kept)
{
    unsigned char before[64];
    for (int i = 0; i < kept; i++) {
        memcpy(before, self, type->size);
        CHECK(slot_set(type, self, i, slot_from_int(1)) == SLOT_EREADONLY);
        CHECK(slot_set_int(type, self, i, 1) == SLOT_EREADONLY);
        CHECK(slot_set_at(type, self, i, 0, slot_from_int(1)) == SLOT_EREADONLY);
        CHECK(slot_clear(type, self, i) == SLOT_EREADONLY && slot_clear_at(type, self, i, 0) == SLOT_EREADONLY);
        CHECK(memcmp(before, self, type->size) == 0);
    }
    CHECK(slot_set_int(type, self, kept, 7) == SLOT_OK);
}

static void check_fixed_parts(void)
{
    lang_Loosened loosened;
    lang_Around around;
    lang_Loosened_init(&loosened);
    lang_Around_init(&around);
    check_kept(&lang_Loosened_class, &loosened, lang_Loosened_SLOT_extra);
    check_kept(&lang_Around_class, &around, lang_Around_SLOT_extra);
    CHECK(lang_Loosened_get_extra(&loosened) == 7 && lang_Around_get_extra(&around) == 7);
}

static void check_secret(void)
{
    lang_Secret s;
    lang_Secret_init(&s);
    lang_Secret_set_open(&s, 100);
    lang_Secret_set_hidden(&s, 511);
    lang_Secret_set_veiled_day(&s, 31);
    lang_Secret_set_covered_two(&s, 31);
    lang_Secret_set_listed(&s, 2, 15);
    CHECK(lang_Secret_get_hidden(&s) == 511 && lang_Secret_hidden_MAX == 511 && lang_Secret_get_open(&s) == 100);
    lang_Date date = lang_Secret_get_veiled(&s);
    CHECK(lang_Date_get_day(&date) == 31 && lang_Secret_which_covered(&s) == lang_Secret_covered_two);
    CHECK(lang_Secret_get_listed(&s, 2) == 15 && lang_Secret_get_covered_two(&s) == 31 && lang_Secret_valid(&s));
}

/* Slots without a bit of their own are slots like others. */
static void check_edges(void)
{
    lang_Edges e;
    lang_Edges_init(&e);
    lang_Const seven = lang_Edges_get_const_(&e);
    CHECK(lang_Const_get_a(&seven) == 7 && lang_Edges_get_const__a(&e) == 7 && !lang_Edges_has_const_q(&e));
    lang_Edges_set_const_q(&e, seven);
    lang_Edges_set_consts_q(&e, 1, seven);
    CHECK(lang_Edges_get_const_q_a(&e) == 7 && !lang_Edges_has_consts_q(&e, 0) && lang_Edges_has_consts_q_a(&e, 1));
    CHECK(lang_Edges_view_value_q(&e) == NULL && lang_Edges_at_value_q(&e) != NULL && lang_Edges_has_value_q(&e));
    CHECK(!lang_Edges_has_nothing_q(&e) && !lang_Edges_has_sevens(&e) && !lang_Edges_has_sevens_q(&e, 1));
    lang_Edges_set_sevens(&e, 2, 7);
    lang_Edges_set_sevens_q(&e, 1, 7);
    CHECK(lang_Edges_get_sevens(&e, 0) == 7 && lang_Edges_has_sevens_q(&e, 1) && !lang_Edges_has_sevens_q(&e, 0));
    CHECK(!lang_Edges_has_one_q(&e) && lang_Edges_try_set_one_q(&e, lang_One_only) == SLOT_OK);
    CHECK(lang_Edges_has_one_q(&e) && lang_Edges_which_arm(&e) == lang_Edges_arm_alone);
    CHECK(lang_Edges_get_arm_alone(&e) == 7 && lang_Edges_which_arm_q(&e) == lang_Edges_arm_q_NONE);
    lang_Edges_set_arm_q_seven(&e, 7);
    lang_Edges_set_by_one_y(&e, true);
    CHECK(lang_Edges_has_arm_q_seven(&e) && lang_Edges_get_by_one_y(&e));
    lang_Edges_set_all_q_mask(&e, UINT64_MAX);
    CHECK(lang_Edges_get_all_q(&e, 63) && lang_Edges_get_step_1(&e) == 5 && lang_Edges_get_half_1(&e) > 1.4);
    CHECK(lang_Edges_valid(&e));
}

void check_classes(void)
{
    check_edges();
    check_bases();
    check_fixed();
    check_fixed_parts();
    check_secret();
    CHECK(violations_take() == 0);
}
