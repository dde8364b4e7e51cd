/* SPDX-License-Identifier: MIT */
/* Private slots have their accessors in another header. */
/* expects: lang_Secret_get_hidden */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Secret s;
    lang_Secret_init(&s);
    lang_Secret_set_open(&s, lang_Secret_SLOT_hidden);
#ifdef WRONG
    SLOT_CAST(void, lang_Secret_get_hidden(&s));
#endif
}
