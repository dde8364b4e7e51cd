/* SPDX-License-Identifier: MIT */
/* A tag is set by a switch. */
/* expects: lang_Choices_set_own */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Choices c;
    lang_Choices_init(&c);
    lang_Choices_switch_own(&c, lang_Choices_own_maybe);
#ifdef WRONG
    lang_Choices_set_own(&c, lang_Choices_own_maybe);
#endif
}
