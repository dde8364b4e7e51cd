/* SPDX-License-Identifier: MIT */
/* C expressions for where elements, and what lies on whole bytes, are in a record; see expr.h. */
#include "emit/expr.h"

#include <string.h>

const char *expr_index(size_t dim)
{
    static const char names[][4] = {
        "i",   "j",   "k",   "l",   "m",   "n",   "i6",  "i7",  "i8",  "i9",  "i10", "i11", "i12", "i13", "i14", "i15",
        "i16", "i17", "i18", "i19", "i20", "i21", "i22", "i23", "i24", "i25", "i26", "i27", "i28", "i29", "i30", "i31",
        "i32", "i33", "i34", "i35", "i36", "i37", "i38", "i39", "i40", "i41", "i42", "i43", "i44", "i45", "i46", "i47",
        "i48", "i49", "i50", "i51", "i52", "i53", "i54", "i55", "i56", "i57", "i58", "i59", "i60", "i61", "i62", "i63",
    };
    return dim < sizeof names / sizeof names[0] ? names[dim] : names[sizeof names / sizeof names[0] - 1];
}

const char *expr_dim_index(const struct model_dim *dims, size_t dim)
{
    if (!model_has_rows(dims, dim + 1)) return expr_index(dim);
    return dim == 0 ? "row" : expr_index(dim - 1);
}

void expr_index_parameters(struct text *text, const struct model_dim *dims, size_t count)
{
    for (size_t i = 0; i < count; i++) text_strings(text, ", size_t ", expr_dim_index(dims, i), NULL);
}

void expr_index_arguments(struct text *text, const struct model_dim *dims, size_t count)
{
    for (size_t i = 0; i < count; i++) text_strings(text, ", ", expr_dim_index(dims, i), NULL);
}

void expr_column(struct text *text, uint64_t prefix)
{
    text_string(text, "slot_table_column(&self->base, row, ");
    if (prefix > INT32_MAX) expr_unsigned(text, prefix);
    else text_uint(text, prefix);
    text_string(text, ")");
}

void expr_base(struct text *text, const struct model_slot *slot, bool presence)
{
    if (model_has_rows(slot->dims, slot->dim_count)) {
        expr_column(text, presence ? slot->presence_prefix : slot->prefix);
    } else {
        text_string(text, "self->bytes");
    }
}

void expr_place(struct text *text, uint32_t base, const struct model_dim *dims, size_t count, bool presence,
                bool in_bytes)
{
    bool is_first = base == 0;
    if (base > 0) text_uint(text, in_bytes ? base / 8 : base);
    for (size_t i = 0; i < count; i++) {
        const uint32_t bits = presence ? dims[i].presence_stride : dims[i].stride;
        const uint32_t stride = in_bytes ? bits / 8 : bits;
        if (stride == 0) continue;
        const bool is_row = model_has_rows(dims, count) && i == 0; /* which its block has from its own first one on */
        text_strings(text, is_first ? "" : " + ",
                     is_row ? "slot_table_within(&self->base, row)" : expr_dim_index(dims, i), NULL);
        is_first = false;
        if (stride == 1) continue;
        text_string(text, " * ");
        text_uint(text, stride);
    }
    if (is_first) text_string(text, "0");
}

bool expr_is_contiguous(const struct model_dim *dims, size_t dim_count, size_t count, uint64_t element_bits)
{
    uint64_t stride = element_bits;
    for (size_t i = dim_count; i > dim_count - count; i--) {
        if (dims[i - 1].stride != stride && dims[i - 1].count > 1) return false;
        stride *= dims[i - 1].count;
    }
    return true;
}

void expr_bytes(struct text *text, const char *record, const struct model_slot *slot)
{
    struct text offset = {0};
    expr_place(&offset, slot->place.bit, slot->dims, slot->dim_count, false, true);
    if (model_has_rows(slot->dims, slot->dim_count)) expr_column(text, slot->prefix);
    else text_string(text, record);
    if (strcmp(text_chars(&offset), "0") != 0) text_strings(text, " + ", text_chars(&offset), NULL);
    text_free(&offset);
}

uint32_t expr_reach(struct text *text, struct model_bytes reach)
{
    text_string(text, "self->bytes");
    if (reach.begin > 0) {
        text_string(text, " + ");
        text_uint(text, reach.begin);
    }
    text_string(text, ", ");
    if (reach.end == 0) text_string(text, "sizeof self->bytes");
    else text_uint(text, reach.end - reach.begin);
    return reach.begin * 8;
}
