/* SPDX-License-Identifier: MIT */
/* A handle of one class does not serve as one of another. */
/* expects: lang_Other_ref */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Numbers n;
    lang_Numbers_init(&n);
    lang_Numbers_set_self(&n, lang_Numbers_ref_of(1));
    lang_Numbers_set_other(&n, lang_Other_ref_of(1));
#ifdef WRONG
    lang_Numbers_set_self(&n, lang_Other_ref_of(1));
#endif
}
