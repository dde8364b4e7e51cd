/* SPDX-License-Identifier: MIT */
/*
 * What would make a class smaller, what costs nothing, and what would cost a byte; see facts.h.
 *
 * Nothing is guessed: where the layout decides, the changed class is laid out again (trial.h).
 */
#include "layout/layout.h"
#include "report/facts.h"
#include "report/print.h"
#include "report/trial.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_NAMES = 6,     /* of slots in one piece of advice */
    FEW_OF = 64,        /* values beyond a power of two are few where they are not more than one in so many */
    LEAST_VALUES = 5,   /* of a range that is advised to do with one less */
    LEAST_MEMBERS = 9,  /* likewise of an enum */
    LEAST_ARM = 8,      /* bits that an arm is wider than the others, where that is worth a word */
    MOST_BITS_OVER = 3, /* bits in the last byte that are worth looking for */
    WORD_PART = 3,      /* of its size, that a class may grow by to become a word */
    LINE_PART = 8       /* likewise to keep off the ends of cache lines */
};

struct advising {
    struct arena *arena;
    struct trial trial;
    struct text list; /* an array of struct report_advice, as bytes */
    struct text text; /* of the piece that is being written */
};

/* Adds what stands in advising->text. */
static void advise(struct advising *advising, const char *kind, const struct model_slot *slot, struct saving saving)
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

static void say(struct advising *advising, const char *text)
{
    text_string(&advising->text, text);
}

/* The type of a slot of the copy, as a schema would say it. */
static void say_range(struct advising *advising, const struct model_type *type, bool optional)
{
    char low[48];
    char high[48];
    if (type->kind == TYPE_STEPS) {
        struct ratio distance;
        struct ratio end = type->scale.low;
        if (ratio_multiply(type->scale.step, ratio_from_uint(type->high.bits - type->low.bits), &distance) == NUMBER_OK)
            ratio_add(end, distance, &end);
        text_strings(&advising->text, ratio_print(type->scale.low, low), "..", ratio_print(end, high), NULL);
        text_strings(&advising->text, " step ", ratio_print(type->scale.step, low), NULL);
    } else {
        text_strings(&advising->text, integer_print(type->low, low), "..", integer_print(type->high, high), NULL);
        if (type->step > 1)
            text_strings(&advising->text, " step ", integer_print(integer_from_uint(type->step), low), NULL);
    }
    if (optional) say(advising, " ?");
}

/* ---- Bounds that cost a bit ---- */

/* Codes that would have to go for a bit less: 0 where that is none of the slot's bounds' affair. */
static uint64_t codes_over(const struct model_slot *slot)
{
    const bool whole = slot->own_dims > 0 && slot->optional;
    if (slot->encoding.presence_bit && !whole) return 1;
    if (slot->encoding.width < 2) return 0;
    return slot->encoding.codes - model_mask(slot->encoding.width - 1);
}

/* So many values less at the upper end. */
static bool shrink(struct advising *advising, struct model_slot *slot, uint64_t codes)
{
    struct model_type *type = &slot->type;
    const uint64_t values = type->high.bits - type->low.bits;
    switch (type->kind) {
    case TYPE_INT:
        if (values / type->step < codes + LEAST_VALUES - 1) return false;
        type->high.bits -= codes * type->step;
        type->high.negative = type->low.negative && (int64_t)type->high.bits < 0;
        break;
    case TYPE_STEPS:
        if (values < codes + LEAST_VALUES - 1) return false;
        type->high.bits -= codes;
        type->high.negative = (int64_t)type->high.bits < 0;
        break;
    case TYPE_ENUM: {
        struct model_enum *smaller = arena_alloc(advising->arena, sizeof *smaller);
        *smaller = *type->enumeration;
        if (smaller->count < LEAST_MEMBERS || codes != 1) return false;
        smaller->count--; /* the highest of `sorted` */
        type->enumeration = smaller;
        break;
    }
    case TYPE_SYMBOL: {
        struct model_symbols *smaller = arena_alloc(advising->arena, sizeof *smaller);
        *smaller = *type->symbols;
        if (smaller->capacity < codes + LEAST_VALUES) return false;
        smaller->capacity -= (uint32_t)codes;
        type->symbols = smaller;
        break;
    }
    case TYPE_REF: {
        struct model_class *smaller = arena_alloc(advising->arena, sizeof *smaller);
        *smaller = *type->class;
        if (smaller->pool_capacity < codes + LEAST_VALUES) return false;
        smaller->pool_capacity -= (uint32_t)codes;
        type->class = smaller;
        break;
    }
    default: return false;
    }
    encode_slot(slot);
    return true;
}

static void say_values_over(struct advising *advising, const struct model_slot *slot, const struct model_slot *now,
                            uint64_t codes)
{
    struct text *text = &advising->text;
    const bool optional = slot->optional || slot->element_optional;
    const unsigned bits = slot->encoding.width + (slot->encoding.presence_bit ? 1 : 0);
    text_strings(text, slot->name, ": ", NULL);
    if (slot->type.kind == TYPE_INT || slot->type.kind == TYPE_STEPS) {
        say_range(advising, &slot->type, optional);
    } else if (slot->type.kind == TYPE_ENUM) {
        text_strings(text, "enum ", slot->type.enumeration->full_name, optional ? " ?" : "", NULL);
    } else {
        const bool is_symbol = slot->type.kind == TYPE_SYMBOL;
        text_strings(text, "the capacity ", NULL);
        print_grouped(text, is_symbol ? slot->type.symbols->capacity : slot->type.class->pool_capacity);
        text_strings(text, " of ", is_symbol ? slot->type.symbols->full_name : slot->type.class->full_name, NULL);
    }
    text_string(text, " takes its bit ");
    text_uint(text, bits);
    text_string(text, " for ");
    print_count(text, codes, "value");
    text_string(text, "; ");
    if (slot->type.kind == TYPE_INT || slot->type.kind == TYPE_STEPS) {
        say_range(advising, &now->type, optional);
    } else if (slot->type.kind == TYPE_ENUM) {
        text_string(text, "one member less");
    } else {
        print_grouped(text,
                      slot->type.kind == TYPE_SYMBOL ? now->type.symbols->capacity : now->type.class->pool_capacity);
    }
    text_string(text, " would do with ");
    text_uint(text, bits - 1);
}

/*
 * Ranges, enums and capacities a few values beyond a power of two, and optional ones that fill theirs. Whether there
 * was something to say.
 */
static bool advise_bounds(struct advising *advising, size_t index)
{
    struct trial *trial = &advising->trial;
    const struct model_slot *slot = &trial->class->slots[index];
    const uint64_t codes = codes_over(slot);
    if (codes == 0 || (codes > 1 && codes > slot->encoding.codes / FEW_OF)) return false;
    if (trial->class->layout == MODEL_DENSE || !trial_is_own(trial, index) || !trial_reset(trial)) return false;
    if (!shrink(advising, &trial->copy.slots[index], codes)) return false;
    const struct saving saving = trial_measure(trial);
    if (saving.bits <= 0) return false;
    say_values_over(advising, slot, &trial->copy.slots[index], codes);
    advise(advising, codes == 1 ? "one-value-over" : "few-values-over", slot, saving);
    return true;
}

/* ---- What costs nothing ---- */

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

static struct saving try_optional(struct trial *trial, size_t index, bool optional)
{
    struct model_slot *slot = &trial->copy.slots[index];
    slot->optional = optional;
    encode_slot(slot);
    return trial_measure(trial);
}

static void advise_free_optional(struct advising *advising)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    struct naming naming = {0};
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (slot->optional || slot->own_dims > 0 || slot->tells != NULL || !may_be_optional(slot)) continue;
        if (!trial_is_own(trial, i) || !trial_reset(trial)) continue;
        if (try_optional(trial, i, true).bits != 0 || trial->copy.slots[i].encoding.presence_bit) continue;
        say_name(advising, &naming, slot->name);
    }
    if (naming.count == 0) return;
    say_rest(advising, &naming);
    say(advising, naming.count == 1 ? " could be optional: a code is free for unset"
                                    : " could be optional: each has a code free for unset");
    advise(advising, "free-optional", NULL, (struct saving){0, 0});
}

/* Optional slots that there are: those that pay, one by one. */
static void advise_optional(struct advising *advising, size_t index)
{
    struct trial *trial = &advising->trial;
    const struct model_slot *slot = &trial->class->slots[index];
    if (!slot->optional || slot->tells != NULL || !trial_is_own(trial, index)) return;
    if (!trial_reset(trial)) return;
    const struct saving saving = try_optional(trial, index, false);
    if (saving.bits <= 0) return;
    text_strings(&advising->text, slot->name, ": its ? costs ", NULL);
    print_count(&advising->text, (uint64_t)saving.bits, "bit");
    say(advising,
        slot->encoding.presence_bit ? ", as every code is a value" : ", as unset is one code more than its bits have");
    advise(advising, "paid-optional", slot, saving);
}

/* Optional slots that cost no bit. */
static void advise_free_unset(struct advising *advising)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    struct naming naming = {0};
    say(advising, "unset costs nothing in ");
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (!slot->optional || !slot->encoding.niche || slot->own_dims > 0 || slot->tells != NULL) continue;
        if (!trial_is_own(trial, i) || !trial_reset(trial) || try_optional(trial, i, false).bits != 0) continue;
        say_name(advising, &naming, slot->name);
    }
    say_rest(advising, &naming);
    say(advising, naming.count == 1 ? ": a code was free for it" : ": each has a code that was free for it");
    if (naming.count == 0) text_clear(&advising->text);
    else advise(advising, "free-unset", NULL, (struct saving){0, 0});
}

static void advise_headroom(struct advising *advising)
{
    const struct model_class *class = advising->trial.class;
    struct naming naming = {0};
    char buffer[24];
    say(advising, "in the bits they have, ranges could reach further: ");
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        const uint64_t most = model_mask(slot->encoding.width);
        const uint64_t room = most - slot->encoding.codes;
        if (slot->type.kind != TYPE_INT || slot->place.group_bits > 0 || room == 0 || slot->encoding.width == 64)
            continue;
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

/* ---- The class as a whole ---- */

static void advise_next_bit(struct advising *advising)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    if (!trial_reset(trial)) return;
    trial_add_bool(trial);
    struct saving saving = trial_measure(trial);
    const uint64_t spare = (uint64_t) class->size * 8 - trial->before.bits;
    saving.bits = 0; /* that it has, not that it costs */
    if (saving.bytes == 0) {
        say(advising, "one more bit costs nothing");
        if (spare > 0) {
            say(advising, " (");
            text_uint(&advising->text, spare);
            say(advising, spare == 1 ? " is spare)" : " are spare)");
        }
        say(advising, ": a bool more, or twice the values of a slot");
    } else {
        say(advising, "one more bit would cost ");
        print_count(&advising->text, (uint64_t)-saving.bytes, "byte");
        say(advising, spare == 0 ? ": none is spare" : "");
    }
    advise(advising, "next-bit", NULL, saving);
}

/* A size that is missed by a few bits. */
static void advise_last_byte(struct advising *advising)
{
    const struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    if (class->exact_size > 0 || trial->before.size <= class->align) return;
    const uint64_t smaller = trial->before.size - class->align;
    if (trial->before.bits <= smaller * 8 || trial->before.bits > smaller * 8 + MOST_BITS_OVER) return;
    const uint64_t over = trial->before.bits - smaller * 8;
    print_count(&advising->text, over, "bit");
    say(advising, " less would do with ");
    print_count(&advising->text, smaller, "byte");
    advise(advising, "last-byte", NULL, (struct saving){0, (int64_t) class->align});
}

static void advise_limit(struct advising *advising)
{
    const struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    const uint32_t limit = class->exact_size > 0 ? class->exact_size : class->max_size;
    if (limit == 0) return;
    const uint64_t left = (uint64_t)limit * 8 - trial->before.bits;
    say(advising, class->exact_size > 0 ? "@size(" : "@max_size(");
    text_uint(&advising->text, limit);
    say(advising, ") leaves ");
    if (left == 0) say(advising, "no bit: one more would be an error");
    else print_count(&advising->text, left, "bit");
    advise(advising, "max-size", NULL, (struct saving){0, 0});
}

/* Slots that no single load reads. */
static size_t count_two_loads(const struct model_class *class)
{
    size_t count = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const unsigned bytes = class->slots[i].place.window_bytes;
        if (class->slots[i].dim_count == 0 && bytes > 2 && bytes != 4 && bytes != 8) count++;
    }
    return count;
}

/* Records of at most eight bytes as words of their own. */
static void advise_align(struct advising *advising)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    uint32_t align = 2;
    while (align < class->size) align *= 2;
    if (class->size < 2 || class->size > 8 || align <= class->align || class->exact_size > 0 || class->has_units)
        return;
    if (class->max_size > 0 && align > class->max_size) return;
    if (align - class->size > class->size / WORD_PART || !trial_reset(trial)) return;
    trial->copy.align = align;
    const struct saving saving = trial_measure(trial);
    const size_t twice = count_two_loads(class);
    say(advising, "@align(");
    text_uint(&advising->text, align);
    say(advising, ") would make it one word, so that a get behind a set of a neighbour need not wait");
    if (twice > 0) {
        say(advising, "; ");
        print_count(&advising->text, twice, "slot");
        say(advising, twice == 1 ? " takes two loads now" : " take two loads now");
    }
    advise(advising, "align", NULL, saving);
}

static uint64_t round_up(uint64_t bytes, uint64_t align)
{
    return (bytes + align - 1) / align * align;
}

/* A few bytes more, and no record lies across two cache lines. */
static void advise_line(struct advising *advising)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    uint32_t align = 1;
    while (align < class->size && align < FACTS_LINE) align *= 2;
    const uint64_t size = round_up(class->size, align);
    if (class->size <= 8 || class->size > FACTS_LINE || align <= class->align || class->exact_size > 0) return;
    if (facts_crossing(class->size) == 0) return;
    if (size - class->size > class->size / LINE_PART || (class->max_size > 0 && size > class->max_size)) return;
    if (!trial_reset(trial)) return;
    trial->copy.align = align;
    const struct saving saving = trial_measure(trial);
    say(advising, "@align(");
    text_uint(&advising->text, align);
    say(advising, ") would keep each record within one cache line");
    advise(advising, "line", NULL, saving);
}

static void advise_layout(struct advising *advising, enum model_layout layout, const char *kind)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    if (class->layout == layout || class->layout == MODEL_DECLARED || class->slot_count == class->inherited_count)
        return;
    if ((layout == MODEL_DENSE) != (class->layout == MODEL_COMPACT)) return;
    if (!trial_reset(trial)) return;
    trial_set_layout(trial, layout);
    const struct saving saving = trial_measure(trial);
    if (saving.bits <= 0 && saving.bytes <= 0) return;
    text_strings(&advising->text, "@layout(", kind, ") would take ", NULL);
    print_count(&advising->text, (uint64_t)((int64_t)trial->before.bits - saving.bits), "bit");
    if (layout == MODEL_DENSE) say(advising, ", for a multiplication or two in every access");
    advise(advising, kind, NULL, saving);
}

/* Classes by value that would take fewer bits inline. */
static void advise_inline(struct advising *advising, size_t index)
{
    struct trial *trial = &advising->trial;
    const struct model_slot *slot = &trial->class->slots[index];
    if (slot->type.kind != TYPE_CLASS || !trial_is_own(trial, index) || !trial_reset(trial)) return;
    if (!trial_make_inline(trial, index)) return;
    const struct saving saving = trial_measure(trial);
    if (saving.bits <= 0) return;
    text_strings(&advising->text, slot->name, ": inline ", slot->type.class->full_name,
                 " would pack its bits among the others, and have no address", NULL);
    advise(advising, "inline", slot, saving);
}

/* The widest arms of oneofs and overlays, where they are wider than the others by a byte or more. */
static void advise_arms(struct advising *advising, struct model_node *nodes, size_t count)
{
    struct trial *trial = &advising->trial;
    for (size_t i = 0; i < count; i++) {
        struct model_node *node = &nodes[i];
        if (node->kind != NODE_ONEOF && node->kind != NODE_OVERLAY) continue;
        for (size_t arm = 0; arm < node->node_count; arm++) {
            if (!trial_reset(trial)) return;
            node->nodes[arm].node_count = 0;
            const struct saving saving = trial_measure(trial);
            if (saving.bits < LEAST_ARM) continue;
            text_strings(&advising->text, node->name, ".", node->nodes[arm].name, " is ", NULL);
            print_count(&advising->text, (uint64_t)saving.bits, "bit");
            text_string(&advising->text, " wider than the other arms");
            advise(advising, "widest-arm", NULL, saving);
        }
        trial_reset(trial);
        for (size_t arm = 0; arm < node->node_count; arm++)
            advise_arms(advising, node->nodes[arm].nodes, node->nodes[arm].node_count);
    }
}

/* ---- All of them ---- */

static int sign_of(int64_t number)
{
    return (number > 0) - (number < 0);
}

/* Bytes saved first, then bits, then what costs nothing; each in the order in which it was found. */
static bool is_before(const struct report_advice *a, const struct report_advice *b)
{
    if (sign_of(a->bytes) != sign_of(b->bytes)) return a->bytes > b->bytes;
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

void facts_advice(struct arena *arena, struct report_class *out)
{
    struct advising advising = {.arena = arena};
    trial_begin(&advising.trial, arena, out->class);
    advise_last_byte(&advising);
    for (size_t i = 0; i < out->class->slot_count; i++) {
        advise_inline(&advising, i);
        if (!advise_bounds(&advising, i)) advise_optional(&advising, i);
    }
    advise_arms(&advising, advising.trial.copy.nodes + out->class->inherited_nodes,
                out->class->node_count - out->class->inherited_nodes);
    advise_layout(&advising, MODEL_COMPACT, "compact");
    advise_layout(&advising, MODEL_DENSE, "dense");
    advise_next_bit(&advising);
    advise_limit(&advising);
    advise_align(&advising);
    advise_line(&advising);
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
