/* SPDX-License-Identifier: MIT */
/* @layout(declared): the bytes of a format that is given, the same on every host. */
#include "check.h"

/* A directory entry as a FAT file system has it: "HELLO.TXT", written on 29 February 2024 at 13:37:42. */
static const unsigned char entry_bytes[32] = {'H',  'E',  'L',  'L',  'O',  ' ',  ' ',  ' ',  'T',  'X',  'T',
                                              0x21, 0,    199,  0x5a, 0x31, 0x5d, 0x58, 0x5e, 0x58, 0x34, 0x12,
                                              0xb5, 0x6c, 0x5d, 0x58, 0xcd, 0xab, 0x15, 0xcd, 0x5b, 0x07};

static void check_entry(void)
{
    ops_FatEntry entry;
    ops_FatEntry_init(&entry);
    ops_FatEntry_set_name(&entry, "HELLO   TXT", 11);
    ops_FatEntry_set_attributes(&entry, ops_FatAttributes_read_only | ops_FatAttributes_archive);
    ops_FatEntry_set_hundredths(&entry, 199);
    ops_FatEntry_set_created_seconds(&entry, 52);
    ops_FatEntry_set_created_minutes(&entry, 10);
    ops_FatEntry_set_created_hours(&entry, 6);
    ops_FatEntry_set_born_day(&entry, 29);
    ops_FatEntry_set_born_month(&entry, 2);
    ops_FatEntry_set_born_year(&entry, 2024);
    ops_FatDate date;
    ops_FatDate_init(&date);
    CHECK(ops_FatDate_make(&date, 30, 2, 2024) == SLOT_OK);
    ops_FatEntry_set_accessed(&entry, date);
    CHECK(slot_set_uint(&ops_FatEntry_class, &entry, ops_FatEntry_SLOT_high, 0x1234) == SLOT_OK);
    ops_FatTime time;
    CHECK(ops_FatTime_make(&time, 42, 37, 13) == SLOT_OK);
    ops_FatEntry_set_changed(&entry, time);
    ops_FatEntry_set_edited(&entry, ops_FatEntry_get_born(&entry));
    CHECK(slot_set_int(&ops_FatEntry_class, &entry, ops_FatEntry_SLOT_low, 0xabcd) == SLOT_OK);
    ops_FatEntry_set_size(&entry, 123456789);
    CHECK(same_bytes(&entry, entry_bytes, sizeof entry_bytes));
    CHECK(ops_FatEntry_valid(&entry));

    memcpy(&entry, entry_bytes, sizeof entry);
    CHECK(ops_FatEntry_get_edited_year(&entry) == 2024 && ops_FatEntry_get_changed_hours(&entry) == 13);
    CHECK(ops_FatEntry_get_changed_seconds(&entry) == 42 && ops_FatEntry_get_size(&entry) == 123456789);
    ops_FatEntry_values values;
    ops_FatEntry again;
    ops_FatEntry_unpack(&entry, &values);
    CHECK(ops_FatEntry_pack(&again, &values, NULL) == SLOT_OK && ops_FatEntry_equal(&entry, &again));
    CHECK(same_bytes(&again, entry_bytes, sizeof entry_bytes));
}

/* Whether an instance is one while a bit of it is set that is zero. */
static bool may_be_set(ops_Given given, unsigned bit)
{
    given.bytes[bit / 8] = SLOT_CAST(unsigned char, given.bytes[bit / 8] | 1u << bit % 8);
    return ops_Given_valid(&given);
}

static void check_given(void)
{
    static const unsigned char fresh[10] = {5};
    static const unsigned char full[10] = {0xf5, 0x07, 0x29, 0xe5, 0, 'o', 'k', 0xa2, 0x20, 0x95};
    ops_Given given;
    ops_Given_init(&given);
    CHECK(sizeof given == sizeof full && same_bytes(&given, fresh, sizeof fresh) && ops_Given_valid(&given));
    CHECK(!ops_Given_has_place(&given) && ops_Given_get_level(&given) == 0 && !ops_Given_has_few(&given));
    for (unsigned bit = 11; bit < 16; bit++) CHECK(!may_be_set(given, bit)); /* reserved */
    CHECK(may_be_set(given, 4));                                             /* place is near then */

    ops_Given_set_place(&given, ops_Scattered_far);
    ops_Given_set_level(&given, 104);
    ops_Given_set_flags(&given, 1, true);
    ops_Given_set_few(&given, 0, 4);
    ops_Given_set_few(&given, 1, 3);
    ops_Given_set_name(&given, "ok", 2);
    ops_Given_set_body_code(&given, 0x105);
    ops_GivenPart part;
    CHECK(ops_GivenPart_make(&part, 5, true) == SLOT_OK && part.bytes[0] == 0x4a);
    ops_Given_set_part(&given, part);
    CHECK(same_bytes(&given, full, sizeof full) && ops_Given_valid(&given));
    static const unsigned char reserved[] = {11, 12, 13, 14, 15, 33, 39, 58, 59, 60, 70, 71, 73, 77, 78};
    for (size_t i = 0; i < sizeof reserved; i++) CHECK(!may_be_set(given, reserved[i]));

    ops_Given_values values;
    ops_Given again;
    ops_Given_unpack(&given, &values);
    CHECK(ops_Given_pack(&again, &values, NULL) == SLOT_OK && same_bytes(&again, full, sizeof full));
    CHECK(ops_Given_get_place(&given) == ops_Scattered_far && ops_Given_get_few(&given, 1) == 3);
    part = ops_Given_get_part(&given);
    CHECK(ops_GivenPart_get_a(&part) == 5 && ops_GivenPart_get_b(&part) && part.bytes[0] == 0x4a);
    /* What goes leaves zeros. */
    ops_Given_clear_place(&given);
    ops_Given_clear_part(&given);
    ops_Given_switch_body(&given, ops_Given_body_empty);
    CHECK(given.bytes[0] == 5 && given.bytes[1] == 0 && given.bytes[7] == 1 && given.bytes[8] == 0 &&
          given.bytes[9] == 0);
    CHECK(slot_set(&ops_Given_class, &given, ops_Given_SLOT_place, slot_from_int(-3)) == SLOT_OK);
    CHECK(given.bytes[0] == 0x15 && ops_Given_get_place(&given) == ops_Scattered_near);
}

/* Images keep the reserved bits among theirs. */
static void check_images(void)
{
    ops_GivenHolder holder;
    ops_GivenPart part;
    ops_GivenHolder_init(&holder);
    CHECK(ops_GivenPart_make(&part, 7, true) == SLOT_OK);
    for (size_t i = 0; i < 3; i++) ops_GivenHolder_set_all(&holder, i, part);
    ops_GivenHolder_set_perhaps(&holder, 1, part);
    ops_GivenHolder_set_maybe(&holder, part);
    CHECK(ops_GivenHolder_valid(&holder) && !ops_GivenHolder_has_perhaps(&holder, 0));
    const ops_GivenPart out = ops_GivenHolder_get_all(&holder, 2);
    const ops_GivenPart other = ops_GivenHolder_get_perhaps(&holder, 1);
    CHECK(same_bytes(&out, &part, sizeof part) && same_bytes(&other, &part, sizeof part));
    CHECK(sizeof(ops_GivenDerived) == sizeof(ops_Given) + 1);
}

void check_declared(void)
{
    check_entry();
    check_given();
    check_images();
}
