/* SPDX-License-Identifier: MIT */
/* An id of one table of symbols does not serve as one of another. */
/* expects: lang_few_id */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Numbers n;
    lang_Numbers_init(&n);
    lang_Numbers_set_symbol(&n, lang_tickers_id_of(1));
#ifdef WRONG
    lang_Numbers_set_symbol(&n, lang_few_id_of(1));
#endif
}
