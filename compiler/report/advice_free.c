/* SPDX-License-Identifier: MIT */
/* What costs nothing in a class, in a few words; see advising.h. */
#include "report/advising.h"

enum { MOST_NAMES = 6 }; /* of slots in one piece of advice */

/* Names in a row: "a, b, c and 4 more". */
struct naming {
    size_t count;
};

static void say_name(struct advising *advising, struct naming *naming, const char *name)
{
    if (naming->count < MOST_NAMES) text_strings(&advising->text, naming->count == 0 ? "" : ", ", name, NULL);
    naming->count++;
}

static void say_rest(struct advising *advising, const struct naming *naming)
{
    if (naming->count <= MOST_NAMES) return;
    say(advising, " and ");
    text_uint(&advising->text, naming->count - MOST_NAMES);
    say(advising, " more");
}

/* Whether a slot may be optional at all: where null or unset is no value already. */
static bool may_be_optional(const struct model_slot *slot)
{
    const enum model_type_kind kind = slot->type.kind;
    return kind == TYPE_INT || kind == TYPE_STEPS || kind == TYPE_ENUM || kind == TYPE_BOOL;
}

void advise_free_optional(struct advising *advising)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    struct naming naming = {0};
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (slot->optional || slot->own_dims > 0 || slot->tells != NULL || !may_be_optional(slot)) continue;
        if (!trial_is_own(trial, i) || !trial_reset(trial)) continue;
        if (trial_set_optional(trial, i, true).bits != 0 || trial->copy.slots[i].encoding.presence_bit) continue;
        say_name(advising, &naming, slot->name);
    }
    if (naming.count == 0) return;
    say_rest(advising, &naming);
    say(advising, naming.count == 1 ? " could be optional: a code is free for unset"
                                    : " could be optional: each has a code free for unset");
    advise(advising, "free-optional", NULL, (struct saving){0, 0});
}

/* Optional slots that cost no bit. */
void advise_free_unset(struct advising *advising)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    struct naming naming = {0};
    say(advising, "unset costs nothing in ");
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (!slot->optional || !slot->encoding.niche || slot->own_dims > 0 || slot->tells != NULL) continue;
        if (!trial_is_own(trial, i) || !trial_reset(trial) || trial_set_optional(trial, i, false).bits != 0) continue;
        say_name(advising, &naming, slot->name);
    }
    say_rest(advising, &naming);
    say(advising, naming.count == 1 ? ": a code was free for it" : ": each has a code that was free for it");
    if (naming.count == 0) text_clear(&advising->text);
    else advise(advising, "free-unset", NULL, (struct saving){0, 0});
}

void advise_headroom(struct advising *advising)
{
    const struct model_class *class = advising->trial.class;
    struct naming naming = {0};
    char buffer[24];
    say(advising, "in the bits they have, ranges could reach further: ");
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        const unsigned unit = model_unit(slot);
        const unsigned bits = unit > 0 ? unit : slot->encoding.width;
        const uint64_t room = model_mask(bits) - slot->encoding.codes;
        if (slot->type.kind != TYPE_INT || slot->place.group_bits > 0 || room == 0 || bits == 64) continue;
        if (!trial_is_own(&advising->trial, i)) continue;
        struct integer high = slot->type.high;
        if (!high.negative && (room > INT64_MAX / slot->type.step || high.bits > INT64_MAX - room * slot->type.step))
            continue;
        high.bits += room * slot->type.step;
        high.negative = high.negative && (int64_t)high.bits < 0;
        if (slot->has_sentinel && integer_compare(slot->sentinel, slot->type.low) > 0 &&
            integer_compare(slot->sentinel, high) <= 0)
            continue;
        const char *text = arena_join(advising->arena, slot->name, " to ", integer_print(high, buffer), NULL);
        say_name(advising, &naming, text);
    }
    say_rest(advising, &naming);
    if (naming.count == 0) text_clear(&advising->text);
    else advise(advising, "headroom", NULL, (struct saving){0, 0});
}
