/* SPDX-License-Identifier: MIT */
/* Nor does an id serve as a handle. */
/* expects: lang_tickers_id */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Numbers n;
    lang_Numbers_init(&n);
    lang_Numbers_set_other(&n, lang_Other_ref_of(1));
#ifdef WRONG
    lang_Numbers_set_other(&n, lang_tickers_id_of(1));
#endif
}
