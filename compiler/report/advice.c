/* SPDX-License-Identifier: MIT */
/*
 * What would make a class smaller, what costs nothing, and what would cost a byte; see facts.h.
 *
 * Nothing is guessed: where the layout decides, the changed class is laid out again (trial.h).
 */
#include "report/advising.h"
#include "report/facts.h"

#include <string.h>

void advise(struct advising *advising, const char *kind, const struct model_slot *slot, struct saving saving)
{
    const struct report_advice advice = {
        .kind = kind,
        .slot = slot,
        .bits = saving.bits,
        .bytes = saving.bytes,
        .text = arena_copy(advising->arena, text_chars(&advising->text), advising->text.length)};
    text_append(&advising->list, (const char *)&advice, sizeof advice);
    text_clear(&advising->text);
}

void say(struct advising *advising, const char *text)
{
    text_string(&advising->text, text);
}

/* ---- All of them ---- */

/* Bytes saved first, then bits, then what costs nothing; each in the order in which it was found. */
static bool is_before(const struct report_advice *a, const struct report_advice *b)
{
    if (a->bytes != b->bytes) return a->bytes > b->bytes;
    return a->bits > b->bits;
}

static void sort(struct report_advice *advice, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct report_advice one = advice[i];
        size_t at = i;
        for (; at > 0 && is_before(&one, &advice[at - 1]); at--) advice[at] = advice[at - 1];
        advice[at] = one;
    }
}

/* What moves slots to save bits: not said of a format that was given. */
static void advise_changes(struct advising *advising)
{
    const struct model_class *class = advising->trial.class;
    if (class->layout == MODEL_DECLARED) return;
    advise_last_byte(advising);
    advise_layout(advising, MODEL_COMPACT, "compact");
    advise_layout(advising, MODEL_DENSE, "dense");
    advise_arms(advising);
    for (size_t i = 0; i < class->slot_count; i++) {
        advise_inline(advising, i);
        if (!advise_bounds(advising, i)) advise_optional(advising, i);
    }
}

void facts_advice(struct arena *arena, struct report_class *out)
{
    struct advising advising = {.arena = arena};
    trial_begin(&advising.trial, arena, out->class);
    advise_next_bit(&advising);
    advise_limit(&advising);
    advise_align(&advising);
    advise_line(&advising);
    advise_changes(&advising);
    advise_free_unset(&advising);
    advise_free_optional(&advising);
    advise_headroom(&advising);
    out->advice_count = advising.list.length / sizeof *out->advice;
    out->advice = arena_array(arena, out->advice_count, sizeof *out->advice);
    if (out->advice_count > 0) memcpy(out->advice, advising.list.bytes, advising.list.length);
    sort(out->advice, out->advice_count);
    text_free(&advising.list);
    text_free(&advising.text);
}
