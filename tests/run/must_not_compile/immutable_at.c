/* SPDX-License-Identifier: MIT */
/* Nor can what lies in it be written where it lies. */
/* expects: lang_Fixed_at_h */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Fixed fixed;
    lang_Fixed_init(&fixed);
    SLOT_CAST(void, lang_Fixed_view_h(&fixed));
#ifdef WRONG
    SLOT_CAST(void, lang_Fixed_at_h(&fixed));
#endif
}
