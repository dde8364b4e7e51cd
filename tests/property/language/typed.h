/* SPDX-License-Identifier: MIT */
/* What the functions that write_typed.c writes are made of, and the table that typed.c walks over. */
#ifndef LANGUAGE_TYPED_H
#define LANGUAGE_TYPED_H

#include <slotgen/core.h>
#include <slotgen/text.h>

#include <string.h>

/* What values a slot takes: how to draw one. */
enum typed_kind {
    TYPED_INT,
    TYPED_UINT,
    TYPED_BOOL,
    TYPED_ENUM,
    TYPED_FLAGS,
    TYPED_STEPS,
    TYPED_HALF,
    TYPED_FLOAT,
    TYPED_DOUBLE,
    TYPED_TEXT,
    TYPED_BYTES,
    TYPED_SYMBOL,
    TYPED_REF,
    TYPED_POINTER,
    TYPED_ANY,
    TYPED_CLASS,
    TYPED_TAG,
    TYPED_GROUP
};

/* The numbers are those of `struct content` in schema.h. */
struct typed_values {
    enum typed_kind kind;
    uint64_t low, high, step, unset;
    bool has_unset;
    const int32_t *members; /* values of an enum, bits of a flags */
    unsigned member_count;
    const slot_class *target; /* of a class by value */
};

struct typed_slot {
    const char *name;
    int index;
    uint32_t elements; /* 0: no array */
    unsigned zone;     /* slots of one zone may change each other */
    bool is_spread;    /* to set one element sets the others, too */
    bool is_handle;    /* null is a value that `has` does not count as one */
    struct typed_values values;
    int bit;          /* where its code or its bytes begin, where a given order says so; else -1 */
    bool is_arms;     /* the arms of a oneof by this slot: by index there is no way to switch */
    bool is_overlaid; /* where bits of another arm lie behind what is unset, these need not do the same to them */
    bool is_many;     /* one of several arrays that may be unset: by index there is no way to clear it alone */
    /* Whether the typed accessors say what slot_get_at says: `want`, and `has`. */
    bool (*same)(const void *self, uint32_t element, const slot_value *want, bool has);
    slot_status (*put)(void *self, uint32_t element, const slot_value *value); /* NULL: cannot be set */
    void (*clear)(void *self, uint32_t element);                               /* NULL: cannot be cleared */
    bool (*bulk)(void *self); /* NULL: no array. All elements at once, out and in */
};

/* An inline class as a whole; a row without a name ends a table. */
struct typed_node {
    const char *name;
    uint32_t elements;
    const slot_class *type;
    bool (*set)(void *self, uint32_t element, const void *instance);
};

extern char typed_buffer[64];
extern bool typed_is_copy; /* a row of a table is asked, a copy: what lies in it has another address */

/* The row of a table that a record is in while its functions are called. */
extern size_t typed_row;
enum { TYPED_ROWS = 70 };

/* Ends the program: a row of a table is not what it should be. */
void typed_fail_row(const char *name, const char *what);

/*
 * table_C brings a record to some row of a table, another one each time, and an older one to the rows before and behind
 * it; back_C brings it back, and sees that the others are as they were.
 */
#define TYPED_TABLE(C)                                                                                                 \
    static C##_table whole_##C;                                                                                        \
    static C kept_##C;                                                                                                 \
    static C##_table *table_##C(const void *record)                                                                    \
    {                                                                                                                  \
        static unsigned turn;                                                                                          \
        if (turn++ == 0) {                                                                                             \
            C##_table_init(&whole_##C);                                                                                \
            if (C##_table_resize(&whole_##C, TYPED_ROWS) != SLOT_OK) typed_fail_row(#C, "resize");                     \
            C##_init(&kept_##C);                                                                                       \
            for (size_t row = 0; row < TYPED_ROWS; row++) {                                                            \
                C made;                                                                                                \
                if (C##_table_get_row(&whole_##C, row, &made) != SLOT_OK ||                                            \
                    memcmp(&made, &kept_##C, sizeof made) != 0)                                                        \
                    typed_fail_row(#C, "a new row is another one than init makes");                                    \
            }                                                                                                          \
        }                                                                                                              \
        typed_row = 1 + turn % (TYPED_ROWS - 2);                                                                       \
        C##_table_store_row(&whole_##C, typed_row - 1, &kept_##C);                                                     \
        C##_table_store_row(&whole_##C, typed_row + 1, &kept_##C);                                                     \
        C##_table_store_row(&whole_##C, typed_row, (const C *)record);                                                 \
        return &whole_##C;                                                                                             \
    }                                                                                                                  \
    static inline void back_##C(void *record)                                                                          \
    {                                                                                                                  \
        static unsigned turn;                                                                                          \
        C row;                                                                                                         \
        for (size_t i = typed_row - 1; i < typed_row + 2; i += 2) {                                                    \
            if (C##_table_get_row(&whole_##C, i, &row) != SLOT_OK || memcmp(&row, &kept_##C, sizeof row) != 0)         \
                typed_fail_row(#C, "a neighbour has changed");                                                         \
        }                                                                                                              \
        if (C##_table_get_row(&whole_##C, TYPED_ROWS, &row) != SLOT_ESTALE) typed_fail_row(#C, "row beyond the end");  \
        if (turn++ % 16 == 0) memcpy(&kept_##C, record, sizeof kept_##C);                                              \
        if (C##_table_get_row(&whole_##C, typed_row, (C *)record) != SLOT_OK) typed_fail_row(#C, "get_row");           \
    }

/* How many violations there were, and forgets them. */
int violations_take(void);

/* `status` where there was a violation exactly if it is none of success, else SLOT_EIO, which nothing else gives. */
slot_status typed_agreed(slot_status status);

int64_t typed_number(const slot_value *value);
uint32_t typed_id(const slot_value *value);
void *typed_address(const slot_value *value);
bool typed_same_number(const slot_value *want, uint64_t value, bool is_unsigned);
bool typed_same_real(const slot_value *want, double value);
bool typed_same_text(const slot_value *want, slot_text value);
bool typed_same_copy(const slot_value *want, size_t length);
bool typed_same_value(const slot_value *want, const slot_value *value);
/* Whether a slot has a value of that number. */
bool typed_says(const slot_class *type, const void *self, int index, int64_t number);
/* Whether the mirror's has_x says what the index table says: of an array as a whole, it stands for all elements. */
bool typed_has_flag(const slot_class *type, const void *self, int index, uint32_t element, bool flag);
/* Whether an array has no elements now: it is unset, or of another arm. */
bool typed_is_unset(const slot_class *type, const void *self, int index);

/* Whether `value` of `type` is what the index table gave. */
#define SAME_INT(want, type, value)     typed_same_number(want, (uint64_t)(int64_t)(value), false)
#define SAME_UINT(want, type, value)    typed_same_number(want, (value), true)
#define SAME_BOOL(want, type, value)    ((want)->kind == SLOT_VALUE_BOOL && (want)->as.truth == (value))
#define SAME_ENUM(want, type, value)    typed_same_number(want, (uint64_t)(int64_t)(value), false)
#define SAME_FLAGS(want, type, value)   typed_same_number(want, (value), true)
#define SAME_STEPS(want, type, value)   typed_same_real(want, (value))
#define SAME_FLOAT(want, type, value)   typed_same_real(want, (double)(value))
#define SAME_TEXT(want, type, value)    typed_same_text(want, (value))
#define SAME_ID(want, type, value)      (typed_id(want) == (value).id)
#define SAME_POINTER(want, type, value) (typed_address(want) == (const void *)(value))
#define SAME_ANY(want, type, value)     typed_same_value(want, &(const slot_value[]){value}[0])
#define SAME_CLASS(want, type, value)                                                                                  \
    ((want)->kind == SLOT_VALUE_INSTANCE && SAME_BYTES(type, *(const type *)(want)->as.instance.self, value))

/* The same of members of the mirror, which hold texts, bytes and instances themselves. */
#define SAME_CHARS(want, type, value)                                                                                  \
    ((want)->kind == SLOT_VALUE_TEXT && strlen(value) == (want)->as.text.length &&                                     \
     memcmp(value, (want)->as.text.data, (want)->as.text.length) == 0)
#define SAME_RAW(want, type, value)                                                                                    \
    ((want)->kind == SLOT_VALUE_BYTES && sizeof(value) == (want)->as.text.length &&                                    \
     memcmp(value, (want)->as.text.data, sizeof(value)) == 0)
#define SAME_INSTANCE(want, type, value)                                                                               \
    ((want)->kind == SLOT_VALUE_INSTANCE && memcmp(&(value), (want)->as.instance.self, sizeof(type)) == 0)

/* Both are expressions of `type`, perhaps no lvalues. */
#define SAME_BYTES(type, a, b) (memcmp((type[]){a}, (type[]){b}, sizeof(type)) == 0)

/* Whether a count of steps is the value of that many. */
#define typed_same_steps(count, least, most, want)                                                                     \
    ((count) >= (least) && (count) <= (most) && (want)->kind == SLOT_VALUE_FLOAT)

#endif
