/* SPDX-License-Identifier: MIT-0 */
/* What checked accessors call when they refuse: builds the value for slot_violation, out of the hot path. */
#include <slotgen/core.h>

void slot_refuse_int(const slot_class *type, int64_t value, int slot)
{
    const slot_value refused = slot_from_int(value);
    slot_violation(type, slot, SLOT_ERANGE, &refused);
}

void slot_refuse_uint(const slot_class *type, uint64_t value, int slot)
{
    const slot_value refused = slot_from_uint(value);
    slot_violation(type, slot, SLOT_ERANGE, &refused);
}

void slot_refuse_unset(const slot_class *type, int slot)
{
    slot_violation(type, slot, SLOT_EUNSET, NULL);
}

void slot_refuse_float(const slot_class *type, double value, int slot)
{
    const slot_value refused = slot_from_float(value);
    slot_violation(type, slot, SLOT_ERANGE, &refused);
}

void slot_refuse_text(const slot_class *type, const char *data, size_t length, int slot)
{
    const slot_value refused = slot_from_text(data, length);
    slot_violation(type, slot, SLOT_ERANGE, &refused);
}

void slot_refuse_value(const slot_class *type, const slot_value *value, slot_status status, int slot)
{
    slot_violation(type, slot, status, value);
}

void slot_refuse_index(const slot_class *type, size_t element, int slot)
{
    const slot_value refused = slot_from_uint(element);
    slot_violation(type, slot, SLOT_EARG, &refused);
}
