/* SPDX-License-Identifier: MIT */
/* Slots of an immutable class have no setters. */
/* expects: lang_Fixed_set_a */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Fixed_values values;
    lang_Fixed fixed;
    lang_Fixed_values_init(&values);
    values.a = 1;
    SLOT_CAST(void, lang_Fixed_pack(&fixed, &values, NULL));
    SLOT_CAST(void, lang_Fixed_get_a(&fixed));
#ifdef WRONG
    lang_Fixed_set_a(&fixed, 1);
#endif
}
