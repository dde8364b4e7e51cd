/* SPDX-License-Identifier: MIT */
/* Random groups of slots, oneofs and overlays, and how they are written: see schema.h. */
#include "schema.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

static void invent_slot(struct schema *schema, const struct place *place, struct item *item);

/* Zeroed items that live as long as the schema, which keeps them in a list. */
static struct item *take_items(struct schema *schema, size_t count)
{
    struct block *block = calloc(1, sizeof *block + count * sizeof block->items[0]);
    if (block == NULL) abort();
    block->older = schema->blocks;
    schema->blocks = block;
    return block->items;
}

/* Bits that must be reserved before an item at that bit, where each element of it lies as it must. */
static unsigned missing_bits(unsigned bit, const struct item *item)
{
    const unsigned boundary = 8 * measure_item(item).align;
    return boundary == 0 ? 0 : (boundary - (bit + measure_before(item)) % boundary) % boundary;
}

/* Whether a slot may stand in a declared class: its bits are known, and bits before it are all that it may ask for. */
static bool suits_declared(const struct place *place, const struct item *item)
{
    const struct content *content = &item->content;
    const struct measure measure = measure_item(item);
    if (measure.least != measure.most || (measure.align > 1 && !place->is_begin_known)) return false;
    if (!place->is_group && missing_bits(0, item) > 0) return false;
    if (content->style != STYLE_INLINE || measure.align == 0) return true;
    return !content->is_element_optional &&
           (content->dim_count == 0 || content->target->image.least % (8 * measure.align) == 0);
}

static void invent_slot(struct schema *schema, const struct place *place, struct item *item)
{
    content_invent(schema, place, &item->content);
    if (place->class->layout != LAYOUT_DECLARED) return;
    for (unsigned tries = 0; tries < 20 && !suits_declared(place, item); tries++)
        content_invent(schema, place, &item->content);
    if (!suits_declared(place, item)) content_invent_bool(place, &item->content);
}

/* Reserves so many bits before the items from `at` on. */
static void insert_reserved(struct item *items, unsigned *count, unsigned at, unsigned bits)
{
    memmove(&items[at + 1], &items[at], (*count - at) * sizeof *items);
    ++*count;
    for (unsigned i = at + 1; i < *count; i++) {
        if (items[i].by != NULL) items[i].by++;
    }
    memset(&items[at], 0, sizeof items[at]);
    items[at].kind = ITEM_RESERVED;
    items[at].reserved = bits;
}

/* In a declared class: bits before the last item, which begins at `at`, so that all of it lies where it must. */
static void reserve(const struct place *place, struct item *items, unsigned *count, unsigned at)
{
    const unsigned bit = place->begin + measure_items(items, at).least;
    const struct item *last = &items[*count - 1];
    const unsigned before = last->by != NULL ? measure_item(last->by).least : 0;
    const unsigned missing = missing_bits(bit + before, last);
    if (missing > 0) insert_reserved(items, count, at, missing);
}

/* An arm: one slot, or a group of them, of none at times. */
static void invent_arm(struct schema *schema, const struct place *place, struct arm *arm)
{
    struct prng *prng = &schema->prng;
    arm->is_group = prng_once_in(prng, 2);
    struct place inside = *place;
    inside.is_group = arm->is_group;
    if (!arm->is_group) {
        arm->items = take_items(schema, 1);
        arm->count = 1;
        invent_slot(schema, &inside, &arm->items[0]);
        strcpy(arm->items[0].name, arm->name);
        strcpy(arm->items[0].c_name, arm->name);
        return;
    }
    arm->items = take_items(schema, MOST_ITEMS + 2);
    items_invent(schema, &inside, arm->items, &arm->count, prng_below(prng, 4));
}

static void invent_arms(struct schema *schema, const struct place *place, struct item *item)
{
    struct prng *prng = &schema->prng;
    struct place inside = *place;
    inside.depth++;
    inside.begin = 0;
    inside.is_begin_known = true;
    item->layout = place->class->layout;
    if (item->kind == ITEM_OVERLAY) inside.may_default = false;
    const struct enumeration *members = item->by == NULL ? NULL : item->by->content.enumeration;
    const unsigned wanted = 1 + prng_below(prng, MOST_ARMS);
    for (unsigned i = 0; i < wanted; i++) {
        struct arm *arm = &item->arms[item->arm_count];
        if (item->by == NULL) {
            name_word(schema, arm->name, "a");
        } else if (members != NULL) {
            if (i >= members->count) break;
            if (prng_once_in(prng, 4)) continue; /* a member without an arm */
            strcpy(arm->name, members->members[i]);
        } else {
            if (i >= 2) break;
            strcpy(arm->name, i == 0 ? "true" : "false");
        }
        invent_arm(schema, &inside, arm);
        item->arm_count++;
    }
    if (item->arm_count > 0) return;
    struct arm *arm = &item->arms[item->arm_count++];
    strcpy(arm->name, members != NULL ? members->members[0] : "true");
    arm->is_group = true;
}

/* A name for a slot, and now and then another one in C. */
static void name_item(struct schema *schema, struct item *item)
{
    name_word(schema, item->name, "s");
    strcpy(item->c_name, item->name);
    if (prng_once_in(&schema->prng, 12)) name_next(schema, item->c_name, "renamed");
}

static void name_arms(struct schema *schema, struct item *item)
{
    name_oneof(schema, item->name);
    strcpy(item->c_name, item->name);
    if (prng_once_in(&schema->prng, 12)) name_next(schema, item->c_name, "renamed");
    item->is_private = prng_once_in(&schema->prng, 12);
}

/* Whether a slot may stand in the declaration of the one before it, which is no other one's. */
static bool can_join(const struct place *place, const struct item *items, unsigned at)
{
    if (at == 0 || place->class->layout == LAYOUT_DECLARED) return false;
    const struct item *before = &items[at - 1];
    return before->kind == ITEM_SLOT && !before->is_by && strcmp(before->name, before->c_name) == 0;
}

void items_invent(struct schema *schema, const struct place *place, struct item *items, unsigned *count,
                  unsigned wanted)
{
    struct prng *prng = &schema->prng;
    const unsigned last = *count + wanted < MOST_ITEMS - 1 ? *count + wanted : MOST_ITEMS - 1;
    const bool is_declared = place->class->layout == LAYOUT_DECLARED;
    while (*count < last) {
        const unsigned at = *count;
        struct item *item = &items[at];
        memset(item, 0, sizeof *item);
        if (is_declared && at + 1 < last && prng_once_in(prng, 4)) {
            item->kind = ITEM_RESERVED;
            item->reserved = 1 + prng_below(prng, prng_once_in(prng, 6) ? 100 : 9);
            ++*count;
            continue;
        }
        name_item(schema, item);
        const bool may_nest = place->depth < 3;
        const unsigned kind = prng_below(prng, 9 + 3 * place->depth);
        if (kind == 0 && may_nest) {
            item->kind = ITEM_ONEOF;
            name_arms(schema, item);
            item->is_optional = prng_once_in(prng, 3);
            invent_arms(schema, place, item);
        } else if (kind == 1 && may_nest && *count + 1 < last) {
            content_invent_by(schema, place, &item->content);
            item->is_by = true;
            struct item *oneof = item + 1;
            memset(oneof, 0, sizeof *oneof);
            oneof->kind = ITEM_ONEOF;
            name_arms(schema, oneof);
            oneof->by = item;
            ++*count;
            invent_arms(schema, place, oneof);
        } else if (kind == 2 && may_nest && prng_once_in(prng, 2)) {
            item->kind = ITEM_OVERLAY;
            name_arms(schema, item);
            invent_arms(schema, place, item);
        } else if (kind == 3 && can_join(place, items, at)) {
            item->content = item[-1].content;
            item->is_joined = true;
            strcpy(item->c_name, item->name);
        } else {
            invent_slot(schema, place, item);
        }
        ++*count;
        if (is_declared) reserve(place, items, count, at);
    }
}

bool items_have_default(const struct item *items, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (items[i].kind == ITEM_SLOT && items[i].content.has_default) return true;
        for (unsigned arm = 0; arm < items[i].arm_count; arm++) {
            if (items_have_default(items[i].arms[arm].items, items[i].arms[arm].count)) return true;
        }
    }
    return false;
}

bool items_have_units(const struct item *items, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        const struct content *content = &items[i].content;
        if (items[i].kind == ITEM_SLOT && (content->is_own || (content->target != NULL && content->target->has_units)))
            return true;
        for (unsigned arm = 0; arm < items[i].arm_count; arm++) {
            if (items_have_units(items[i].arms[arm].items, items[i].arms[arm].count)) return true;
        }
    }
    return false;
}

static void write_c_name(FILE *out, const struct item *item)
{
    if (strcmp(item->name, item->c_name) != 0) fprintf(out, " @c_name(\"%s\")", item->c_name);
}

/* The slots of one declaration; how many there were. */
static unsigned write_slots(struct schema *schema, FILE *out, const struct item *items, unsigned count, unsigned margin)
{
    unsigned written = 1;
    fprintf(out, "%*s%s", (int)margin, "", items[0].name);
    for (; written < count && items[written].is_joined; written++) fprintf(out, ", %s", items[written].name);
    if (prng_once_in(&schema->prng, 6)) words_gap(out, &schema->prng);
    fprintf(out, ": ");
    if (prng_once_in(&schema->prng, 6)) words_gap(out, &schema->prng);
    fprintf(out, "%s", items[0].content.text);
    write_c_name(out, &items[0]);
    fprintf(out, ";%s\n", prng_once_in(&schema->prng, 20) ? " /// behind it: */ ?\?/ \\" : "");
    return written;
}

void items_write(struct schema *schema, FILE *out, const struct item *items, unsigned count, unsigned margin)
{
    for (unsigned i = 0; i < count; i++) {
        const struct item *item = &items[i];
        char blanks[64];
        if (item->kind == ITEM_RESERVED) {
            fprintf(out, "%*sreserved %u;\n", (int)margin, "", item->reserved);
            continue;
        }
        snprintf(blanks, sizeof blanks, "%*s", (int)margin, "");
        if (prng_once_in(&schema->prng, 3)) words_doc(out, &schema->prng, blanks);
        if (item->kind == ITEM_SLOT) {
            i += write_slots(schema, out, item, count - i, margin) - 1;
            continue;
        }
        fprintf(out, "%s%s %s", blanks, item->kind == ITEM_ONEOF ? "oneof" : "overlay", item->name);
        if (item->by != NULL) fprintf(out, " by %s", item->by->name);
        fprintf(out, "%s%s", item->is_optional ? " ?" : "", item->is_private ? " @private" : "");
        write_c_name(out, item);
        fprintf(out, " {\n");
        for (unsigned arm = 0; arm < item->arm_count; arm++) {
            const struct arm *inner = &item->arms[arm];
            if (inner->is_group) {
                fprintf(out, "%*s%s: {\n", (int)margin + 4, "", inner->name);
                items_write(schema, out, inner->items, inner->count, margin + 8);
                fprintf(out, "%*s}\n", (int)margin + 4, "");
            } else {
                items_write(schema, out, inner->items, 1, margin + 4);
            }
        }
        fprintf(out, "%*s}\n", (int)margin, "");
    }
}
