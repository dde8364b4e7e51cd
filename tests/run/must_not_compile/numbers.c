/* SPDX-License-Identifier: MIT */
/* A number is no handle until it is said to be one. */
/* expects: lang_Numbers_ref */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Numbers n;
    lang_Numbers_init(&n);
    lang_Numbers_set_self(&n, lang_Numbers_ref_of(1));
#ifdef WRONG
    lang_Numbers_set_self(&n, 1);
#endif
}
