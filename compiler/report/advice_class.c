/* SPDX-License-Identifier: MIT */
/* Advice about a class as a whole; see advising.h. */
#include "report/advising.h"
#include "report/facts.h"
#include "report/print.h"

enum {
    MOST_BITS_OVER = 3, /* bits in the last byte that are worth looking for */
    LEAST_ARM = 8,      /* bits that an arm is wider than the others, where that is worth a word */
    WORD_PART = 3,      /* of its size, that a class may grow by to become a word */
    LINE_PART = 8       /* likewise to keep off the ends of cache lines */
};

void advise_next_bit(struct advising *advising)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    if (!trial_reset(trial)) return;
    trial_add_bool(trial);
    struct saving saving = trial_measure(trial);
    const uint64_t spare = (uint64_t) class->size * 8 - trial->used;
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

/* A size that is missed by a few bits. Where there are gaps, bits less need not be bytes less. */
void advise_last_byte(struct advising *advising)
{
    const struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    if (class->exact_size > 0 || trial->before.size <= class->align || trial->before.bits != trial->used) return;
    const uint64_t smaller = trial->before.size - class->align;
    if (trial->before.bits <= smaller * 8 || trial->before.bits > smaller * 8 + MOST_BITS_OVER) return;
    const uint64_t over = trial->before.bits - smaller * 8;
    print_count(&advising->text, over, "bit");
    say(advising, " less would do with ");
    print_count(&advising->text, smaller, "byte");
    advise(advising, "last-byte", NULL, (struct saving){0, (int64_t) class->align});
}

void advise_limit(struct advising *advising)
{
    const struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    const uint32_t limit = class->exact_size > 0 ? class->exact_size : class->max_size;
    if (limit == 0) return;
    const uint64_t left = (uint64_t)limit / class->align * class->align * 8 - trial->used;
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
void advise_align(struct advising *advising)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    uint32_t align = 2;
    while (align < class->size) align *= 2;
    if (class->size < 2 || class->size > 8 || align <= class->align || class->exact_size > 0 || class->has_units)
        return;
    if (class->max_size > 0 && align > class->max_size) return;
    if (align - class->size > class->size / WORD_PART || !trial_reset(trial)) return;
    trial->copy.own_align = align;
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
void advise_line(struct advising *advising)
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
    trial->copy.own_align = align;
    const struct saving saving = trial_measure(trial);
    say(advising, "@align(");
    text_uint(&advising->text, align);
    say(advising, ") would keep each record within one cache line");
    advise(advising, "line", NULL, saving);
}

void advise_layout(struct advising *advising, enum model_layout layout, const char *kind)
{
    struct trial *trial = &advising->trial;
    const struct model_class *class = trial->class;
    if (class->layout == layout || class->slot_count == class->inherited_count) return;
    if ((layout == MODEL_DENSE) != (class->layout == MODEL_COMPACT)) return;
    if (!trial_reset(trial)) return;
    trial_set_layout(trial, layout);
    const struct saving saving = trial_measure(trial);
    if (saving.bits <= 0 && saving.bytes <= 0) return;
    text_strings(&advising->text, "@layout(", kind, ") would take ", NULL);
    print_count(&advising->text, (uint64_t)((int64_t)trial->used - saving.bits), "bit");
    if (layout == MODEL_DENSE) say(advising, ", for a multiplication or two in every access");
    advise(advising, kind, NULL, saving);
}

/* The widest arms of oneofs and overlays, where they are wider than the others by a byte or more. */
static void advise_arms_of(struct advising *advising, struct model_node *nodes, size_t count)
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
            advise_arms_of(advising, node->nodes[arm].nodes, node->nodes[arm].node_count);
    }
}

void advise_arms(struct advising *advising)
{
    struct model_class *copy = &advising->trial.copy;
    advise_arms_of(advising, copy->nodes + copy->inherited_nodes, copy->node_count - copy->inherited_nodes);
}
