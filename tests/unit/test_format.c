/* SPDX-License-Identifier: MIT */
/*
 * Instances as text. A second copy of what writes them is compiled below for what this host may not have: a locale with
 * another decimal point.
 */
#include "unit.h"

#include <slotgen/text.h>

#include <errno.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- The class of these tests, as the compiler might write it ---- */

enum { ID, DELTA, TOTAL, READY, KIND, SHADE, MARKS, DESK, WEIGHT, MASS, SLOTS };
enum { KIND_AT = 19, SIZE = 36 };

static const int32_t kind_values[] = {-1, 1, 16, 16};
static const int32_t mark_bits[] = {0, 1, 63};
static const uint32_t first_mark[] = {3};

/* Of the names only what a lookup by index reads. */
static const slot_type kind_type = {
    .name = "shop.Kind",
    .values = kind_values,
    .names = {.table = first_mark, .text = "\0\0\4none\0\1\0\3red\0\2\0\5green", .count = 3},
};
static const slot_type mark_type = {
    .name = "shop.Mark",
    .values = mark_bits,
    .names = {.table = first_mark, .text = "\0\0\4late\0\1\0\5cross\0\2\0\7odd_lot", .count = 3},
    .is_flags = true,
};

static const slot_type *const types[] = {&kind_type, &mark_type};
static const uint64_t numbers[] = {UINT64_C(1) << 63, UINT64_MAX, 0, UINT64_MAX, 255};
static const slot_fact facts[] = {{DESK, SLOT_FACT_UNSET, 4}};

/* 28 is the last window of eight bytes. The presence bits of `marks` and `mass` are 280 and 281. */
static const slot_descriptor descriptors[] = {
    {0, 0, 16, SLOT_KIND_INT, 0, 1, 9998},
    {2, 0, 64, SLOT_KIND_INT, SLOT_WIDE, 0, 0},
    {10, 0, 64, SLOT_KIND_UINT, SLOT_WIDE, 2, 0},
    {18, 0, 2, SLOT_KIND_BOOL, SLOT_OPTIONAL, UINT32_MAX, 0},
    {KIND_AT, 0, 8, SLOT_KIND_ENUM, 0, 0, 0},
    {20, 0, 2, SLOT_KIND_ENUM, SLOT_OPTIONAL | SLOT_ORDINAL, 0, 0},
    {21, 0, 3, SLOT_KIND_FLAGS, SLOT_OPTIONAL | SLOT_PRESENCE, 1, 280},
    {22, 0, 8, SLOT_KIND_INT, SLOT_OPTIONAL | SLOT_SENTINEL, UINT32_MAX, 254},
    {23, 0, 64, SLOT_KIND_FLOAT64, 0, 0, 0},
    {28, 24, 32, SLOT_KIND_FLOAT32, SLOT_OPTIONAL | SLOT_PRESENCE, 0, 281},
};

static const slot_class item_class = {
    .names = {.table = first_mark,
              .text = "\0\0\2id\0\1\0\5delta\0\2\0\5total\0\3\0\5ready\0\4\0\4kind\0\5\0\5shade\0\6\0\5marks\0"
                      "\7\0\4desk\0\10\0\6weight\0\11\0\4mass",
              .count = SLOTS},
    .descriptors = descriptors,
    .numbers = numbers,
    .types = types,
    .facts = facts,
    .name = "shop.Item",
    .fact_count = 1,
    .size = SIZE,
    .align = 1,
};
static const slot_class empty_class = {
    .names = {.table = first_mark, .text = "\0\0\0"}, .name = "Nothing", .size = 1, .align = 1};

/* ---- The copy, in a locale whose decimal point is ",," ---- */

static int foreign_print(char *buffer, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(buffer, size, format, arguments);
    va_end(arguments);
    char *const point = strchr(buffer, '.');
    if (point == NULL) return length;
    ck_assert_uint_lt((size_t)length + 1, size);
    memmove(point + 1, point, strlen(point) + 1);
    memcpy(point, ",,", 2);
    return length + 1;
}

#define snprintf              foreign_print
#define slot_sink_put         foreign_sink_put
#define slot_sink_string      foreign_sink_string
#define slot_sink_end         foreign_sink_end
#define slot_sink_uint        foreign_sink_uint
#define slot_sink_int         foreign_sink_int
#define slot_sink_hex         foreign_sink_hex
#define slot_sink_bytes       foreign_sink_bytes
#define slot_sink_quoted      foreign_sink_quoted
#define slot_sink_float       foreign_sink_float
#define slot_sink_ratio       foreign_sink_ratio
#define slot_sink_value       foreign_sink_value
#define slot_format           foreign_format
#define slot_format_slot      foreign_format_slot
#define slot_print            foreign_print_instance
#define slot_format_with      foreign_format_with
#define slot_format_slot_with foreign_format_slot_with
#define slot_print_with       foreign_print_with
size_t slot_format(const slot_class *type, const void *self, char *buffer, size_t size);
size_t slot_format_slot(const slot_class *type, const void *self, int index, char *buffer, size_t size);
slot_status slot_print(const slot_class *type, const void *self, FILE *file);
size_t slot_format_with(const slot_class *type, const void *self, const slot_resolver *resolver, char *buffer,
                        size_t size);
size_t slot_format_slot_with(const slot_class *type, const void *self, int index, const slot_resolver *resolver,
                             char *buffer, size_t size);
slot_status slot_print_with(const slot_class *type, const void *self, const slot_resolver *resolver, FILE *file);
#include "../../runtime/text_sink.c"
#include "../../runtime/text.c"
#undef snprintf
#undef slot_sink_put
#undef slot_sink_string
#undef slot_sink_end
#undef slot_sink_uint
#undef slot_sink_int
#undef slot_sink_hex
#undef slot_sink_bytes
#undef slot_sink_quoted
#undef slot_sink_float
#undef slot_sink_ratio
#undef slot_sink_value
#undef slot_format
#undef slot_format_slot
#undef slot_print
#undef slot_format_with
#undef slot_format_slot_with
#undef slot_print_with

/* ---- Slots ---- */

static const struct {
    int slot;
    slot_value_kind kind;
    int64_t number; /* for a bool, an int and a uint */
    const char *text;
} values[] = {
    {ID, SLOT_VALUE_INT, 1, "1"},
    {ID, SLOT_VALUE_INT, 10, "10"},
    {ID, SLOT_VALUE_INT, 9999, "9999"},
    {DELTA, SLOT_VALUE_INT, 0, "0"},
    {DELTA, SLOT_VALUE_INT, -1, "-1"},
    {DELTA, SLOT_VALUE_INT, INT64_MAX, "9223372036854775807"},
    {DELTA, SLOT_VALUE_INT, INT64_MIN, "-9223372036854775808"},
    {TOTAL, SLOT_VALUE_UINT, 0, "0"},
    {TOTAL, SLOT_VALUE_UINT, -1, "18446744073709551615"},
    {READY, SLOT_VALUE_BOOL, 0, "false"},
    {READY, SLOT_VALUE_BOOL, 1, "true"},
    {READY, SLOT_VALUE_UNSET, 0, "unset"},
    {KIND, SLOT_VALUE_INT, -1, "none"},
    {KIND, SLOT_VALUE_INT, 1, "red"},
    {KIND, SLOT_VALUE_INT, 16, "green"},
    {SHADE, SLOT_VALUE_INT, 16, "green"},
    {SHADE, SLOT_VALUE_UNSET, 0, "unset"},
    {MARKS, SLOT_VALUE_UINT, 0, "0"},
    {MARKS, SLOT_VALUE_UINT, 1, "late"},
    {MARKS, SLOT_VALUE_UINT, 3, "late|cross"},
    {MARKS, SLOT_VALUE_UINT, INT64_MIN, "odd_lot"},
    {MARKS, SLOT_VALUE_UINT, INT64_MIN + 2, "cross|odd_lot"},
    {MARKS, SLOT_VALUE_UNSET, 0, "unset"},
    {DESK, SLOT_VALUE_INT, 0, "0"},
    {DESK, SLOT_VALUE_INT, 254, "254"},
    {DESK, SLOT_VALUE_INT, 255, "unset"},
    {DESK, SLOT_VALUE_UNSET, 0, "unset"},
    {MASS, SLOT_VALUE_UNSET, 0, "unset"},
};

START_TEST(values_are_written)
{
    unsigned char self[SIZE];
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        slot_value value = slot_unset();
        if (values[i].kind == SLOT_VALUE_BOOL) value = slot_from_bool(values[i].number != 0);
        else if (values[i].kind == SLOT_VALUE_INT) value = slot_from_int(values[i].number);
        else if (values[i].kind == SLOT_VALUE_UINT) value = slot_from_uint((uint64_t)values[i].number);
        memset(self, 0, sizeof self);
        ck_assert_int_eq(slot_set(&item_class, self, values[i].slot, value), SLOT_OK);
        char text[64];
        ck_assert_uint_eq(slot_format_slot(&item_class, self, values[i].slot, text, sizeof text),
                          strlen(values[i].text));
        ck_assert_str_eq(text, values[i].text);
    }
}
END_TEST

START_TEST(a_value_of_no_member_is_a_number)
{
    unsigned char self[SIZE] = {0};
    char text[64];
    self[KIND_AT] = 5; /* -1 + 5 */
    slot_format_slot(&item_class, self, KIND, text, sizeof text);
    ck_assert_str_eq(text, "4");
}
END_TEST

START_TEST(no_slot_has_no_text)
{
    static const int indices[] = {-1, SLOTS, INT_MAX, INT_MIN};
    const unsigned char self[SIZE] = {0};
    for (size_t i = 0; i < sizeof indices / sizeof indices[0]; i++) {
        char text[] = "before";
        ck_assert_uint_eq(slot_format_slot(&item_class, self, indices[i], text, sizeof text), 0);
        ck_assert_str_eq(text, "");
    }
}
END_TEST

/* ---- Instances and buffers ---- */

static const char whole[] =
    "shop.Item{id=1, delta=-9223372036854775808, total=0, ready=true, kind=red, shade=unset, "
    "marks=late|cross, desk=unset, weight=0.5, mass=1e-7}";

static void make_item(unsigned char *self)
{
    memset(self, 0, SIZE);
    slot_set_int(&item_class, self, READY, 1);
    slot_set_int(&item_class, self, KIND, 1);
    slot_set_uint(&item_class, self, MARKS, 3);
    slot_set_float(&item_class, self, WEIGHT, 0.5);
    slot_set_float(&item_class, self, MASS, 1e-7);
}

START_TEST(buffers_of_every_size_hold_what_fits)
{
    const size_t length = sizeof whole - 1;
    unsigned char self[SIZE];
    make_item(self);
    ck_assert_uint_eq(slot_format(&item_class, self, NULL, 0), length);
    ck_assert_uint_eq(slot_format_slot(&item_class, self, KIND, NULL, 0), 3);
    for (size_t size = 1; size <= length + 3; size++) {
        char *const text = malloc(size); /* of that size, so that a sanitizer sees what is written behind */
        char expected[sizeof whole + 3];
        ck_assert_ptr_nonnull(text);
        snprintf(expected, size, "%s", whole);
        ck_assert_uint_eq(slot_format(&item_class, self, text, size), length);
        ck_assert_str_eq(text, expected);
        free(text);
    }
}
END_TEST

START_TEST(a_class_without_slots_has_braces)
{
    char text[32];
    ck_assert_uint_eq(slot_format(&empty_class, "", text, sizeof text), 9);
    ck_assert_str_eq(text, "Nothing{}");
}
END_TEST

START_TEST(print_writes_the_same)
{
    unsigned char self[SIZE];
    char text[sizeof whole + 10];
    make_item(self);
    FILE *const file = tmpfile();
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(slot_print(&item_class, self, file), SLOT_OK);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    ck_assert_str_eq(text, whole);
    fclose(file);
}
END_TEST

START_TEST(print_says_that_writing_failed)
{
    unsigned char self[SIZE];
    make_item(self);
    FILE *const read_only = fopen("/dev/null", "r");
    ck_assert_ptr_nonnull(read_only);
    ck_assert_int_eq(slot_print(&item_class, self, read_only), SLOT_EIO);
    fclose(read_only);
    FILE *const full = fopen("/dev/full", "w");
    if (full == NULL) return; /* not Linux */
    setvbuf(full, NULL, _IONBF, 0);
    ck_assert_int_eq(slot_print(&item_class, self, full), SLOT_EIO);
    fclose(full);
}
END_TEST

/* ---- Texts ---- */

static const struct {
    slot_text bytes;
    const char *text;
} quoted[] = {
    {{NULL, 0}, "\"\""},
    {{"plain", 5}, "\"plain\""},
    {{"a\"b\\c", 5}, "\"a\\\"b\\\\c\""},
    {{"\b\f\n\r\t", 5}, "\"\\b\\f\\n\\r\\t\""},
    {{"a\0b", 3}, "\"a\\u0000b\""},
    {{"\1\37\177 ~", 5}, "\"\\u0001\\u001f\\u007f ~\""},
    {{"\302\200\302\233[2J\302\237\302\240", 11}, "\"\\u0080\\u009b[2J\\u009f\302\240\""},
    {{"\303\274\377", 3}, "\"\303\274\\xff\""},
    {{"\342\202", 2}, "\"\\xe2\\x82\""},
};

START_TEST(texts_are_quoted)
{
    for (size_t i = 0; i < sizeof quoted / sizeof quoted[0]; i++) {
        char text[64];
        struct slot_sink sink = {NULL, text, sizeof text, 0, false};
        foreign_sink_quoted(&sink, quoted[i].bytes);
        ck_assert_uint_eq(foreign_sink_end(&sink), strlen(quoted[i].text));
        ck_assert_str_eq(text, quoted[i].text);
    }
}
END_TEST

/* ---- Floats ---- */

/*
 * Read by strtod and strtof, these are written as they stand. The first three doubles are powers of two; the decimal of
 * that length that is nearest to the first is another double's.
 */
static const char doubles[] =
    "5.684341886080802e-14 5.960464477539063e-8 6.189700196426902e26 0 -0 1 -1 0.5 -2.25 10 100 0.1 0.3 "
    "0.30000000000000004 0.3333333333333333 123456.789 0.01 0.0001 0.00012345 1e-5 1.2345e-5 9.5e-7 1000000000000000 "
    "10000000000000000 12345678901234568 9007199254740992 1e17 1.5e17 1e22 1e23 1.0000000000000002 "
    "1.7976931348623157e308 2.2250738585072014e-308 2.225073858507201e-308 5e-324 1e-323 inf -inf nan";

static const char singles[] =
    "5.9604645e-8 1.2379401e27 0 -0 0.1 0.5 -1.5 0.3 0.33333334 3.1415927 1.0000001 16777216 "
    "10000000000 1e20 9.8765e-5 "
    "3.4028235e38 1.1754944e-38 1e-45 3e-45 inf -inf nan";

typedef size_t format_function(const slot_class *type, const void *self, int index, char *buffer, size_t size);

static format_function *const formats[] = {slot_format_slot, foreign_format_slot};

static void check_float(format_function *format, int slot, double value, const char *expected)
{
    unsigned char self[SIZE] = {0};
    char text[64];
    ck_assert_int_eq(slot_set_float(&item_class, self, slot, value), SLOT_OK);
    errno = EDOM;
    ck_assert_uint_eq(format(&item_class, self, slot, text, sizeof text), strlen(expected));
    ck_assert_int_eq(errno, EDOM);
    ck_assert_str_eq(text, expected);
}

static void check_floats(format_function *format, int slot, const char *texts)
{
    while (*texts != '\0') {
        char text[64] = "";
        const size_t length = strcspn(texts, " ");
        memcpy(text, texts, length);
        check_float(format, slot, slot == MASS ? (double)strtof(text, NULL) : strtod(text, NULL), text);
        texts += length + (texts[length] == ' ');
    }
}

START_TEST(floats_are_short_in_every_locale)
{
    check_floats(formats[_i], WEIGHT, doubles);
    check_floats(formats[_i], MASS, singles);
    check_float(formats[_i], WEIGHT, -(double)NAN, "nan");
}
END_TEST

/* Against the C library's reading; mingw's is off by one near some powers of two. See tests/cross/windows.sh. */
#if !defined(__MINGW32__)
static bool reads_back(const char *text, double value, bool single)
{
    return single ? strtof(text, NULL) == (float)value : strtod(text, NULL) == value;
}

/* The significant digits of what slot_format_slot wrote; their number is returned. */
static int significant(const char *text, char *digits)
{
    int count = 0;
    for (; *text != '\0' && *text != 'e'; text++) {
        if (*text >= '0' && *text <= '9' && (count > 0 || *text != '0')) digits[count++] = *text;
    }
    while (count > 1 && digits[count - 1] == '0') count--;
    return count;
}

/* Reads back, and of the decimals with a digit less neither the one below nor the one above does. */
static void check_shortest(double value, bool single)
{
    unsigned char self[SIZE] = {0};
    char text[64];
    char digits[64];
    const int slot = single ? MASS : WEIGHT;
    ck_assert_int_eq(slot_set_float(&item_class, self, slot, value), SLOT_OK);
    slot_format_slot(&item_class, self, slot, text, sizeof text);
    if (!reads_back(text, value, single)) ck_abort_msg("%s is %a", text, value);
    const int count = significant(text, digits);
    if (count == 1) return;
    char shorter[64];
    snprintf(shorter, sizeof shorter, "%.*e", count - 2, value);
    const long exponent = strtol(strchr(shorter, 'e') + 1, NULL, 10) - (count - 2);
    long long nearest = 0;
    for (const char *at = shorter; *at != 'e'; at++) {
        if (*at >= '0' && *at <= '9') nearest = nearest * 10 + (*at - '0');
    }
    for (long long candidate = nearest - 1; candidate <= nearest + 1; candidate++) {
        snprintf(shorter, sizeof shorter, "%llde%ld", candidate, exponent);
        if (reads_back(shorter, value, single)) ck_abort_msg("%s is %s", text, shorter);
    }
    char foreign[64];
    foreign_format_slot(&item_class, self, slot, foreign, sizeof foreign);
    ck_assert_str_eq(foreign, text);
}

START_TEST(no_shorter_decimal_reads_back)
{
    uint64_t state = 12345;
    for (int exponent = -1074; exponent <= 1023; exponent++) {
        const double power = ldexp(1, exponent);
        check_shortest(power, false);
        check_shortest(nextafter(power, 0) > 0 ? nextafter(power, 0) : power, false);
        check_shortest(nextafter(power, INFINITY), false);
        if (exponent < -149 || exponent > 127) continue;
        check_shortest(power, true);
        if (exponent > -149) check_shortest((double)nextafterf((float)power, 0), true);
        check_shortest((double)nextafterf((float)power, 1e38f), true);
    }
    for (int i = 0; i < 20000; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const uint64_t bits = (state ^ state >> 29) & INT64_MAX;
        const double value = slot_double_of_bits(bits);
        if (bits > 0 && value <= DBL_MAX) check_shortest(value, false);
        const float single = slot_float_of_bits((uint32_t)(bits >> 31) & INT32_MAX);
        if (single > 0 && single <= FLT_MAX) check_shortest((double)single, true);
        check_shortest((double)(bits >> 34) / 1000, false); /* 30 bits: prices, as people write them */
    }
}
END_TEST

/* Decimals about halfway between two floats, and the floats on both sides, against the C library's reading. */
START_TEST(decimals_read_as_the_nearest_float)
{
    uint64_t state = 54321;
    for (int i = 0; i < 60000; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const uint64_t bits = (state ^ state >> 29) & INT64_MAX;
        const double single = (double)slot_float_of_bits((uint32_t)(bits >> 31) & INT32_MAX);
        const double half = (double)slot_float_of_half((uint32_t)(bits >> 31) & INT16_MAX);
        const double value = i % 3 == 0   ? slot_double_of_bits(i % 2 == 0 ? bits & ~(UINT64_MAX >> 12) : bits)
                             : i % 3 == 1 ? single
                                          : half;
        const int size = i % 3 == 0 ? 64 : i % 3 == 1 ? 32 : 16;
        if (!(value > 0 && value <= DBL_MAX)) continue;
        char text[64];
        const int digits = 1 + (int)(bits % 17);
        snprintf(text, sizeof text, "%.*e", digits - 1, value);
        const int exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10) - (digits - 1);
        uint64_t nearest = 0;
        for (const char *at = text; *at != 'e'; at++) {
            if (*at >= '0' && *at <= '9') nearest = nearest * 10 + (uint64_t)(*at - '0');
        }
        for (uint64_t number = nearest - 1; number <= nearest + 1; number++) {
            if (number == 0) continue;
            snprintf(text, sizeof text, "%llue%d", (unsigned long long)number, exponent);
            const double read = strtod(text, NULL);
            const bool is_read = size == 64 ? read == value
                                 : size == 32
                                     ? strtof(text, NULL) == (float)value
                                     : slot_half_of_float(strtof(text, NULL)) == slot_half_of_float((float)value);
            if (slot_sink_reads_as(number, exponent, value, size) != is_read)
                ck_abort_msg("%s, %d bits of %a", text, size, value);
        }
    }
}
END_TEST
#endif

START_TEST(the_next_decimal_carries)
{
    struct decimal decimal = {"999", 3, 5};
    step_up(&decimal);
    ck_assert_str_eq(decimal.digits, "100");
    ck_assert_int_eq(decimal.exponent, 6);
}
END_TEST

/* ---- Statuses ---- */

START_TEST(every_status_has_a_text_of_its_own)
{
    for (int i = SLOT_OK; i <= SLOT_ELAYOUT; i++) {
        ck_assert_uint_gt(strlen(slot_strerror((slot_status)i)), 3);
        for (int j = i + 1; j <= SLOT_ELAYOUT + 1; j++)
            ck_assert_str_ne(slot_strerror((slot_status)i), slot_strerror((slot_status)j));
    }
    ck_assert_str_eq(slot_strerror((slot_status)(SLOT_ELAYOUT + 1)), "unknown status");
}
END_TEST

Suite *format_suite(void)
{
    Suite *suite = suite_create("format");
    TCase *cases = tcase_create("format");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, values_are_written);
    tcase_add_test(cases, a_value_of_no_member_is_a_number);
    tcase_add_test(cases, no_slot_has_no_text);
    tcase_add_test(cases, buffers_of_every_size_hold_what_fits);
    tcase_add_test(cases, a_class_without_slots_has_braces);
    tcase_add_test(cases, print_writes_the_same);
    tcase_add_test(cases, print_says_that_writing_failed);
    tcase_add_test(cases, texts_are_quoted);
    tcase_add_loop_test(cases, floats_are_short_in_every_locale, 0, 2);
#if !defined(__MINGW32__)
    tcase_add_test(cases, no_shorter_decimal_reads_back);
    tcase_add_test(cases, decimals_read_as_the_nearest_float);
#endif
    tcase_add_test(cases, the_next_decimal_carries);
    tcase_add_test(cases, every_status_has_a_text_of_its_own);
    suite_add_tcase(suite, cases);
    return suite;
}
