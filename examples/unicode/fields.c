/* SPDX-License-Identifier: MIT */
/* From records back to the fields of UnicodeData.txt, through the typed getters. */
#include "store.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Writes behind the `length` bytes that `text` has already, and returns the new length. */
static size_t append(char text[STORE_FIELD_ROOM], size_t length, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int more = vsnprintf(text + length, STORE_FIELD_ROOM - length, format, arguments);
    va_end(arguments);
    return length + (more > 0 ? (size_t)more : 0);
}

static size_t write_decomposition(const struct store *store, const ucd_CodePoint *record, char text[STORE_FIELD_ROOM])
{
    size_t length = 0;
    if (!ucd_CodePoint_has_decomposition(record)) return 0;
    const ucd_DecompositionTag tag = ucd_CodePoint_get_decomposition_tag(record);
    if (tag != ucd_DecompositionTag_canonical) {
        length = append(text, length, "<%s> ", ucd_DecompositionTag_to_name(tag));
    }
    const ucd_Mapped *mapped = &store->mapped[ucd_CodePoint_get_decomposition(record)];
    while (length < STORE_FIELD_ROOM) {
        const bool last = ucd_Mapped_get_last(mapped);
        length = append(text, length, last ? "%04X" : "%04X ", (unsigned)ucd_Mapped_get_code(mapped));
        if (last) break;
        mapped++;
    }
    return length;
}

/* A decimal digit stands in all three fields, a digit in two, any other number in one. */
static size_t write_number(const ucd_CodePoint *record, int field, char text[STORE_FIELD_ROOM])
{
    ucd_NumericType type;
    if (ucd_CodePoint_try_get_numeric_type(record, &type) != SLOT_OK) return 0;
    if (field == FIELD_DECIMAL && type != ucd_NumericType_decimal) return 0;
    if (field == FIELD_DIGIT && type == ucd_NumericType_numeric) return 0;
    long long number = ucd_CodePoint_get_significand(record);
    for (int i = ucd_CodePoint_get_exponent(record); i > 0; i--) number *= 10;
    const size_t length = append(text, 0, "%lld", number);
    const ucd_Denominator denominator = ucd_CodePoint_get_denominator(record);
    return denominator == ucd_Denominator_over_1 ? length : append(text, length, "/%d", (int)denominator);
}

static size_t write_case(bool has, int32_t code, char text[STORE_FIELD_ROOM])
{
    return has ? append(text, 0, "%04X", (unsigned)code) : 0;
}

size_t store_field(const struct store *store, const ucd_CodePoint *record, int32_t code, int field,
                   char text[STORE_FIELD_ROOM])
{
    const bool has_upper = ucd_CodePoint_has_upper(record);
    const int32_t upper = code + ucd_CodePoint_get_upper_or(record, 0);
    text[0] = '\0';
    switch (field) {
    case FIELD_GENERAL_CATEGORY:
        return append(text, 0, "%s", ucd_GeneralCategory_to_name(ucd_CodePoint_get_general_category(record)));
    case FIELD_COMBINING_CLASS: return append(text, 0, "%d", (int)ucd_CodePoint_get_combining_class(record));
    case FIELD_BIDI_CLASS: return append(text, 0, "%s", ucd_BidiClass_to_name(ucd_CodePoint_get_bidi_class(record)));
    case FIELD_DECOMPOSITION: return write_decomposition(store, record, text);
    case FIELD_DECIMAL:
    case FIELD_DIGIT:
    case FIELD_NUMERIC: return write_number(record, field, text);
    case FIELD_MIRRORED: return append(text, 0, ucd_CodePoint_get_mirrored(record) ? "Y" : "N");
    case FIELD_UPPER: return write_case(has_upper, upper, text);
    case FIELD_LOWER:
        return write_case(ucd_CodePoint_has_lower(record), code + ucd_CodePoint_get_lower_or(record, 0), text);
    case FIELD_TITLE:
        if (!ucd_CodePoint_has_title(record)) return write_case(has_upper, upper, text);
        return write_case(true, code + ucd_CodePoint_get_title(record), text);
    default: return 0;
    }
}
