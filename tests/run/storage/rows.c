/* SPDX-License-Identifier: MIT */
/*
 * The accessors of rows, by the class and kind of table: what they have besides get and set, what they refuse, and rows
 * as values. The random schemas of tests/property/language hold all of them against the index table.
 */
#include "rows.private.slots.h"

#include "storage.h"

enum { ROWS = 200, ROW = 77 };

static int refused;
static slot_status refused_status;

void slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value)
{
    (void)type, (void)slot, (void)value;
    refused++;
    refused_status = status;
}

/* How many violations there were since the last call. */
static int refused_take(void)
{
    const int count = refused;
    refused = 0;
    return count;
}

#define R kept_Columns
#include "rows_of.inc"
#undef R
#define R kept_Lines
#include "rows_of.inc"
#undef R

/* What is built once can be appended, read and removed. */
static void test_sealed(void)
{
    kept_Sealed_table table;
    kept_Sealed sealed;
    kept_Sealed_values values;
    kept_Sealed_table_init(&table);
    kept_Sealed_values_init(&values);
    values.day = 31;
    memcpy(values.note, "yes", 3);
    CHECK(kept_Sealed_pack(&sealed, &values, NULL) == SLOT_OK);
    CHECK(kept_Sealed_table_append(&table, &sealed) == SLOT_OK);
    CHECK(kept_Sealed_table_get_day(&table, 0) == 31 && kept_Sealed_table_get_note(&table, 0).length == 3);
    CHECK(kept_Sealed_table_swap_remove(&table, 0) == SLOT_OK && kept_Sealed_table_count(&table) == 0);
    kept_Sealed_table_free(&table);
}

/* Digits of a number in an overlay: a row has the bits of the instance, also after others were there. */
static void test_digits(void)
{
    kept_Digits_table table;
    kept_Digits digits;
    kept_Digits_table_init(&table);
    kept_Digits_init(&digits);
    CHECK(kept_Digits_table_append(&table, &digits) == SLOT_OK && kept_Digits_table_append(&table, &digits) == SLOT_OK);
    for (int i = 0; i < 6 * 33; i++) {
        kept_Digits_set_bits_raw(&digits, 255);
        kept_Digits_table_set_bits_raw(&table, 1, 255);
        kept_Digits_set_bits_ones(&digits, i % 6);
        kept_Digits_table_set_bits_ones(&table, 1, i % 6);
        kept_Digits_set_bits_tens(&digits, i / 6);
        kept_Digits_table_set_bits_tens(&table, 1, i / 6);
        CHECK(kept_Digits_table_get_bits_ones(&table, 1) == i % 6);
        CHECK(kept_Digits_table_get_bits_tens(&table, 1) == i / 6);
        CHECK(kept_Digits_table_get_bits_raw(&table, 1) == kept_Digits_get_bits_raw(&digits));
    }
    kept_Digits_table_free(&table);
}

/* Rows without bits are counted all the same. */
static void test_nothing(void)
{
    kept_Empty_table empty;
    kept_Unit_table unit;
    kept_Empty nothing;
    kept_Unit always;
    kept_Empty_table_init(&empty);
    kept_Unit_table_init(&unit);
    kept_Empty_init(&nothing);
    kept_Unit_init(&always);
    for (size_t i = 0; i < 1000; i++) {
        CHECK(kept_Empty_table_append(&empty, &nothing) == SLOT_OK &&
              kept_Unit_table_append(&unit, &always) == SLOT_OK);
    }
    CHECK(kept_Empty_table_get_row(&empty, 999, &nothing) == SLOT_OK);
    CHECK(kept_Empty_table_get_row(&empty, 1000, &nothing) == SLOT_ESTALE);
    CHECK(kept_Unit_table_get_always(&unit, 999) == 7 && refused_take() == 0);
    CHECK(kept_Unit_table_get_always(&unit, 1000) == 7 && refused_take() == 1);
    CHECK(kept_Unit_table_try_set_always(&unit, 0, 8) == SLOT_ERANGE);
    kept_Empty_table_free(&empty);
    kept_Unit_table_free(&unit);
}

int main(void)
{
    kept_Columns_test();
    kept_Lines_test();
    test_sealed();
    test_digits();
    test_nothing();
    return check_end();
}
