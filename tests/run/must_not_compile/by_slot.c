/* SPDX-License-Identifier: MIT */
/* A slot that tells arms apart is set through the arms. */
/* expects: lang_Choices_set_side */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Choices c;
    lang_Choices_init(&c);
    lang_Choices_switch_by_side(&c, lang_Choices_by_side_sell);
    SLOT_CAST(void, lang_Choices_get_side(&c));
#ifdef WRONG
    lang_Choices_set_side(&c, lang_Side_buy);
#endif
}
