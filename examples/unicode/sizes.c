/* SPDX-License-Identifier: MIT */
/*
 * The rivals hold the same values: members as narrow as their type allows, and for "unset" a number that is no value,
 * chosen by hand. A bit-field holds values as they are, so that -1..510 takes it 10 bits, and the denominators 9.
 */
#include "sizes.h"

#include <stdio.h>
#include <string.h>

/* The widest first, so that no padding comes between them. */
struct plain_code_point {
    int32_t upper, lower;   /* INT32_MIN: unset */
    uint16_t decomposition; /* 65535: unset */
    uint16_t denominator;
    int16_t significand;
    uint8_t general_category;
    uint8_t bidi_class;
    bool mirrored;
    uint8_t combining_class;
    uint8_t decomposition_tag; /* 255: unset */
    uint8_t numeric_type;      /* 255: unset */
    uint8_t exponent;
    int8_t title; /* INT8_MIN: unset */
};

struct plain_mapped {
    int32_t code;
    bool last;
};

struct plain_run {
    int32_t first, last;
    uint32_t record;
};

/* The members of the bit-field structs, once for both: gcc packs them to the bit only where it is told to. */
#define CODE_POINT_BITS                                                                                                \
    unsigned general_category : 5;                                                                                     \
    unsigned bidi_class : 5;                                                                                           \
    unsigned mirrored : 1;                                                                                             \
    unsigned combining_class : 8;                                                                                      \
    unsigned decomposition_tag : 5; /* 31: unset */                                                                    \
    unsigned decomposition : 14;    /* 16383: unset */                                                                 \
    unsigned numeric_type : 2;      /* 3: unset */                                                                     \
    signed significand : 10;                                                                                           \
    unsigned exponent : 4;                                                                                             \
    unsigned denominator : 9;                                                                                          \
    signed upper : 17, lower : 17; /* -65536: unset */                                                                 \
    signed title : 2;              /* -2: unset */

#define MAPPED_BITS                                                                                                    \
    unsigned code : 21;                                                                                                \
    unsigned last : 1;

#define RUN_BITS                                                                                                       \
    unsigned first : 21, last : 21;                                                                                    \
    unsigned record : 21;

struct bits_code_point {
    CODE_POINT_BITS
};
struct bits_mapped {
    MAPPED_BITS
};
struct bits_run {
    RUN_BITS
};

struct packed_code_point {
    CODE_POINT_BITS
} __attribute__((packed));
struct packed_mapped {
    MAPPED_BITS
} __attribute__((packed));
struct packed_run {
    RUN_BITS
} __attribute__((packed));

static const struct {
    const char *name;
    size_t code_point, mapped, run;
} layouts[] = {
    {"slotgen", sizeof(ucd_CodePoint), sizeof(ucd_Mapped), sizeof(ucd_Run)},
    {"packed bit-fields", sizeof(struct packed_code_point), sizeof(struct packed_mapped), sizeof(struct packed_run)},
    {"bit-fields", sizeof(struct bits_code_point), sizeof(struct bits_mapped), sizeof(struct bits_run)},
    {"plain struct", sizeof(struct plain_code_point), sizeof(struct plain_mapped), sizeof(struct plain_run)},
};

static size_t total_of(const struct store *store, size_t i)
{
    return store->record_count * layouts[i].code_point + store->mapped_count * layouts[i].mapped +
           store->run_count * layouts[i].run;
}

void sizes_print(const struct store *store)
{
    char numbers[3][SIZES_NUMBER_ROOM];
    printf("%-20s %12s %12s %12s %14s\n", "", "a CodePoint", "a Mapped", "a Run", "all of them");
    printf("%-20s %12s %12s %12s %14s\n", "", sizes_number(store->record_count, numbers[0]),
           sizes_number(store->mapped_count, numbers[1]), sizes_number(store->run_count, numbers[2]), "bytes");
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        printf("%-20s %12zu %12zu %12zu %14s %6.2fx\n", layouts[i].name, layouts[i].code_point, layouts[i].mapped,
               layouts[i].run, sizes_number(total_of(store, i), numbers[0]),
               (double)total_of(store, i) / (double)total_of(store, 0));
    }
}

const char *sizes_number(size_t number, char text[SIZES_NUMBER_ROOM])
{
    char digits[SIZES_NUMBER_ROOM];
    snprintf(digits, sizeof digits, "%zu", number);
    const size_t count = strlen(digits);
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0) text[length++] = ',';
        text[length++] = digits[i];
    }
    text[length] = '\0';
    return text;
}
