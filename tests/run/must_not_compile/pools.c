/* SPDX-License-Identifier: MIT */
/* A handle does not open the pool of another class. */
/* expects: lang_Numbers_ref */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Other_pool pool;
    lang_Other_pool_init(&pool);
    SLOT_CAST(void, lang_Other_pool_at(&pool, lang_Other_ref_of(1)));
    lang_Other_pool_free(&pool);
#ifdef WRONG
    SLOT_CAST(void, lang_Other_pool_at(&pool, lang_Numbers_ref_of(1)));
#endif
}
