/* SPDX-License-Identifier: MIT */
/* Instances of top.slots hold and are what base.slots declares: by accessors, by name, and as what they derive from. */
#include "of/base.private.slots.h"
#include "of/top.private.slots.h"
#include "of/top.slots.h"

#include <stdio.h>
#include <string.h>

static int failures;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                            \
            failures++;                                                                                                \
        }                                                                                                              \
    } while (0)

static base_Date date(int year, int month, int day)
{
    base_Date made;
    base_Date_init(&made);
    base_Date_set_year(&made, year);
    base_Date_set_month(&made, month);
    base_Date_set_day(&made, day);
    return made;
}

static int64_t by_name(const slot_class *type, const void *self, const char *name)
{
    int64_t value = INT64_MIN;
    const int slot = slot_find(type, name, strlen(name));
    CHECK(slot >= 0 && slot_get_int(type, self, slot, &value) == SLOT_OK);
    return value;
}

static void check_values(void)
{
    top_Holds holds;
    top_Holds_init(&holds);
    CHECK(top_Holds_get_cents_steps(&holds) == 150);
    CHECK(top_Holds_get_cond(&holds) == (base_Cond_a | base_Cond_c));
    CHECK(top_Holds_get_maybe(&holds) == 255);
    CHECK(top_Holds_count_MAX == base_deep);
    const base_Date day = date(2024, 2, 29);
    top_Holds_set_date(&holds, day);
    top_Holds_set_dates(&holds, 2, day);
    top_Holds_set_packed(&holds, day);
    top_Holds_set_opt(&holds, day);
    top_Holds_set_packs(&holds, 1, day);
    CHECK(base_Date_equal(top_Holds_view_date(&holds), top_Holds_view_dates(&holds, 2)));
    const base_Date packed = top_Holds_get_packed(&holds);
    CHECK(base_Date_equal(&packed, &day));
    CHECK(top_Holds_get_opt_day(&holds) == 29 && top_Holds_get_packs_month(&holds, 1) == 2);
    CHECK(!top_Holds_has_packs(&holds, 0) && by_name(&top_Holds_class, &holds, "packed.year") == 2024);
    top_Holds_switch_chosen_x(&holds, base_Choice_x_d);
    top_Holds_set_chosen_x_d_year(&holds, 1999);
    const base_Choice choice = top_Holds_get_chosen(&holds);
    CHECK(base_Choice_which_x(&choice) == base_Choice_x_d && base_Choice_get_x_d_year(&choice) == 1999);
    top_Holds_set_kind_seller(&holds, day);
    CHECK(top_Holds_get_side(&holds) == base_Side_sell);
    top_Holds_set_nodes(&holds, 3, base_Node_ref_of(1000));
    CHECK(top_Holds_get_nodes(&holds, 3).id == 1000);
    CHECK(top_Holds_valid(&holds));
}

static void check_bases(void)
{
    top_Derived derived;
    top_Derived_init(&derived);
    CHECK(top_Derived_get_secret(&derived) == 5);
    base_Node *node = top_Derived_as_Node(&derived);
    base_Node_set_secret(node, 77);
    base_Node_set_who(node, base_names_id_of(12));
    CHECK(top_Derived_get_secret(&derived) == 77 && top_Derived_get_who(&derived).id == 12);
    CHECK(by_name(&base_Node_class, &derived, "secret") == 77 && by_name(&top_Derived_class, &derived, "secret") == 77);
    top_Holds holds;
    top_Holds_init(&holds);
    top_Holds_set_year(&holds, 1815);
    CHECK(base_Date_get_year(top_Holds_view_Date(&holds)) == 1815 &&
          base_Date_get_month(top_Holds_view_Date(&holds)) == 3);
    top_Use use;
    top_Use_init(&use);
    top_Use_set_i(&use, derived);
    CHECK(by_name(&top_Use_class, &use, "i.secret") == 77);
}

int main(void)
{
    check_values();
    check_bases();
    return failures == 0 ? 0 : 1;
}
