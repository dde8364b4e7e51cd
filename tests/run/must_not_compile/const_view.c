/* SPDX-License-Identifier: MIT */
/* What is only looked at is not written. */
/* expects: const */
#include "language.slots.h"

void use(void);
void use(void)
{
    lang_Blobs b;
    lang_Blobs_init(&b);
    lang_Date_set_day(lang_Blobs_at_date(&b), 3);
    SLOT_CAST(void, lang_Date_get_day(lang_Blobs_view_date(&b)));
#ifdef WRONG
    lang_Date_set_day(lang_Blobs_view_date(&b), 3);
#endif
}
