/* SPDX-License-Identifier: MIT */
/*
 * What an instance takes in its containers: what its pool keeps beside it (runtime/pool.c), and a row of its table.
 */
#include "report/facts.h"
#include "report/picture.h"
#include "report/print.h"

/* Bytes that the generation of a place has. */
static unsigned generation_bytes(const struct model_class *class)
{
    if (class->generation_bits == 0) return 0;
    return class->generation_bits <= 8 ? 1 : class->generation_bits <= 16 ? 2 : 4;
}

unsigned facts_beside_bits(const struct model_class *class)
{
    const unsigned marks = class->generation_bits > 0 ? 2 : 1; /* dead; with generations also: may be given out again */
    return class->has_pool ? marks + 8 * generation_bytes(class) : 0;
}

void picture_storage(struct text *text, const struct model_class *class)
{
    if (class->has_pool) {
        text_string(text, "; beside an instance its pool keeps ");
        print_count(text, facts_beside_bits(class), "bit");
    }
    if (class->has_table) {
        text_strings(text, "; a row of its table, ", class->table_rows ? "rows" : "columns", ", takes ", NULL);
        print_count(text, class->row_bits, "bit");
    }
}
