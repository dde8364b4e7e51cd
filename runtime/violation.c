/* SPDX-License-Identifier: MIT-0 */
/* The library's own slot_violation, alone in its archive member so that a program may define another. */
#include "core_code.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* "1..9999", or what else the slot holds */
static void print_expected(const slot_class *type, const slot_descriptor *slot)
{
    if (slot->kind == SLOT_KIND_ENUM) {
        fprintf(stderr, "is no member of %s", type->types[slot->bias]->name);
        return;
    }
    if (slot->kind == SLOT_KIND_FLAGS) {
        fprintf(stderr, "has bits that are no members of %s", type->types[slot->bias]->name);
        return;
    }
    const uint64_t low = code_bias(type, slot) + code_first(slot);
    const uint64_t high = low + code_span(type, slot);
    if (slot->kind == SLOT_KIND_UINT) fprintf(stderr, "is outside %" PRIu64 "..%" PRIu64, low, high);
    else fprintf(stderr, "is outside %" PRId64 "..%" PRId64, SLOT_CAST(int64_t, low), SLOT_CAST(int64_t, high));
}

void slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value)
{
    const slot_descriptor *const descriptor = code_has_slot(type, slot) ? &type->descriptors[slot] : NULL;
    fprintf(stderr, "%s.%s ", type->name, descriptor == NULL ? "?" : slot_name(type, slot));
    if (status == SLOT_EUNSET || value == NULL || descriptor == NULL) {
        fputs("is unset", stderr);
    } else {
        if (value->kind == SLOT_VALUE_INT) fprintf(stderr, "= %" PRId64 " ", value->as.integer);
        if (value->kind == SLOT_VALUE_UINT && descriptor->kind == SLOT_KIND_FLAGS)
            fprintf(stderr, "= 0x%" PRIx64 " ", value->as.natural);
        else if (value->kind == SLOT_VALUE_UINT) fprintf(stderr, "= %" PRIu64 " ", value->as.natural);
        print_expected(type, descriptor);
    }
    fputc('\n', stderr);
    fflush(stderr);
    abort();
}
