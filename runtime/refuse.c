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
