/* SPDX-License-Identifier: MIT */
/* Two classes of one name: their slots, matched by name, and what they have beside slots. */
#include "diff/match.h"
#include "diff/parts.h"

#include "emit/expr.h"
#include "model/parameters.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORD_BYTES = 8,    /* the largest class that has to_u64 and from_u64 */
    MOST_GUESSES = 200 /* slots that were added, among which a new name is looked for */
};

/* ---- What a class has beside slots ---- */

/* "int64_t year, int64_t month": the parameters of make; "none" where the class has no make. */
static void append_make(struct text *text, const struct model_class *class)
{
    const struct model_node *nodes[PARAMETERS_MOST];
    size_t count;
    if (!parameters_find(class, nodes, &count)) {
        text_string(text, "none");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct model_slot *slot = nodes[i]->kind == NODE_SLOT ? &class->slots[nodes[i]->first] : NULL;
        bool is_array;
        const char *type = expr_make_type(nodes[i], slot, &is_array);
        text_strings(text, i > 0 ? ", " : "", type, is_array ? " *" : " ", slot == NULL ? nodes[i]->name : slot->name,
                     NULL);
    }
    if (count == 0) text_string(text, "no parameters");
}

static void compare_make(struct diff_sink *sink, const struct model_class *old, const struct model_class *new)
{
    struct text before = {0};
    struct text after = {0};
    append_make(&before, old);
    append_make(&after, new);
    sink_compare(sink, strcmp(text_chars(&before), "none") == 0 ? DIFF_NOTE : DIFF_BREAK, "make", text_chars(&before),
                 text_chars(&after));
    text_free(&before);
    text_free(&after);
}

static const struct model_class *find_base(const struct model_class *class, const char *full_name)
{
    const struct model_class *base = class->base;
    while (base != NULL && strcmp(base->full_name, full_name) != 0) base = base->base;
    return base;
}

static void compare_bases(struct diff_sink *sink, const struct model_class *old, const struct model_class *new)
{
    for (const struct model_class *base = old->base; base != NULL; base = base->base) {
        if (find_base(new, base->full_name) == NULL) sink_add(sink, DIFF_BREAK, "base removed", base->full_name, "");
    }
    for (const struct model_class *base = new->base; base != NULL; base = base->base) {
        if (find_base(old, base->full_name) == NULL) sink_add(sink, DIFF_NOTE, "base added", "", base->full_name);
    }
}

/* The header of private accessors is there where something of the schema is private. */
static bool needs_private_header(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        if (class->slots[i].is_private) return class->home->has_private;
    }
    return false;
}

static const char *table_of(const struct model_class *class)
{
    if (!class->has_table) return "none";
    return class->table_rows ? "rows" : "columns";
}

static void compare_heads(struct diff_sink *sink, const struct model_class *old, const struct model_class *new)
{
    sink_compare(sink, DIFF_BREAK, "C name", old->c_name, new->c_name);
    sink_compare(sink, DIFF_NOTE, "layout", model_layout_name(old->layout), model_layout_name(new->layout));
    sink_numbers(sink, DIFF_DATA, "size", "# bytes", old->size, new->size);
    sink_numbers(sink, DIFF_NOTE, "align", "# bytes", old->align, new->align);
    compare_bases(sink, old, new);
    sink_flag(sink, "mutable", !old->is_immutable, !new->is_immutable);
    sink_flag(sink, "pool", old->has_pool, new->has_pool);
    if (old->has_pool && new->has_pool) {
        sink_capacity(sink, "up to # instances", old->pool_capacity, new->pool_capacity);
        sink_numbers(sink, DIFF_NOTE, "generations", "# bits", old->generation_bits, new->generation_bits);
    }
    sink_compare(sink, old->has_table ? DIFF_BREAK : DIFF_NOTE, "table", table_of(old), table_of(new));
    if (needs_private_header(old)) sink_flag(sink, "private header", true, new->home->has_private);
    sink_flag(sink, "to_u64", old->size <= WORD_BYTES, new->size <= WORD_BYTES);
    compare_make(sink, old, new);
}

/* ---- Slots ---- */

static struct match *sort_slots(const struct model_class *class)
{
    struct match *list = memory_resize(NULL, (class->slot_count + 1) * sizeof *list);
    for (size_t i = 0; i < class->slot_count; i++) list[i] = (struct match){class->slots[i].name, i};
    match_sort(list, class->slot_count);
    return list;
}

static const struct model_slot *find_slot(const struct model_class *class, const struct match *sorted, const char *name)
{
    const struct match *match = match_find(sorted, class->slot_count, name);
    return match == NULL ? NULL : &class->slots[match->index];
}

static bool same_words(void (*describe)(struct text *, const struct model_slot *), const struct model_slot *old,
                       const struct model_slot *new)
{
    struct text before = {0};
    struct text after = {0};
    describe(&before, old);
    describe(&after, new);
    const bool same = strcmp(text_chars(&before), text_chars(&after)) == 0;
    text_free(&before);
    text_free(&after);
    return same;
}

/* Slots of the new class that no slot of the old one has the name of, and that no removed one was taken for yet. */
struct added {
    size_t count;
    size_t *list;  /* indices */
    bool *is_free; /* by index */
};

/* What a slot is perhaps called now: one of its type in the same place of the class, or else in the same bits. */
static const struct model_slot *find_renamed(const struct model_class *old, size_t index, const struct model_class *new,
                                             struct added *added)
{
    const struct model_slot *slot = &old->slots[index];
    size_t found = new->slot_count;
    if (index < new->slot_count && added->is_free[index] && same_words(describe_type, slot, &new->slots[index]))
        found = index;
    for (size_t i = 0; found == new->slot_count &&i < added->count &&i < MOST_GUESSES; i++) {
        const struct model_slot *other = &new->slots[added->list[i]];
        if (added->is_free[added->list[i]] && other->type.kind == slot->type.kind &&
            same_words(describe_place, slot, other) && same_words(describe_type, slot, other))
            found = added->list[i];
    }
    if (found == new->slot_count) return NULL;
    added->is_free[found] = false;
    return &new->slots[found];
}

static void say_removed(struct diff_sink *sink, size_t index, struct added *added)
{
    const struct model_class *old = sink->entry->old_class;
    const struct model_slot *renamed = find_renamed(old, index, sink->entry->new_class, added);
    struct text type = {0};
    describe_type(&type, &old->slots[index]);
    sink_removed(sink, text_chars(&type), renamed == NULL ? NULL : renamed->name);
    text_free(&type);
}

static void say_added(struct diff_sink *sink, const struct model_slot *slot)
{
    struct text type = {0};
    describe_type(&type, slot);
    sink_add(sink, DIFF_NOTE, "added", "", text_chars(&type));
    text_free(&type);
}

/* Whether slots that both have are in another order: compare and format follow it. */
static void compare_order(struct diff_sink *sink, const struct model_class *old, const struct match *old_sorted,
                          const struct model_class *new)
{
    size_t last = 0;
    for (size_t i = 0; i < new->slot_count; i++) {
        const struct match *same = match_find(old_sorted, old->slot_count, new->slots[i].name);
        if (same == NULL) continue;
        if (same->index < last) {
            sink_add(sink, DIFF_NOTE, "order", "", arena_join(sink->arena, new->slots[i].name, " stands later", NULL));
            return;
        }
        last = same->index;
    }
}

/* Which classes and tables the values of `any` name by number: the old ones must have their numbers still. */
static bool compare_links(struct diff_sink *sink, const struct model_class *old, const struct model_class *new)
{
    bool has_any = false;
    for (size_t i = 0; i < old->slot_count; i++) has_any = has_any || old->slots[i].type.kind == TYPE_ANY;
    bool same = old->class_link_count <= new->class_link_count && old->symbols_link_count <= new->symbols_link_count;
    for (size_t i = 0; same && i < old->class_link_count; i++)
        same = strcmp(old->class_links[i]->full_name, new->class_links[i]->full_name) == 0 &&
               model_keeps_handles(old->class_links[i], new->class_links[i]);
    for (size_t i = 0; same && i < old->symbols_link_count; i++)
        same = strcmp(old->symbols_links[i]->full_name, new->symbols_links[i]->full_name) == 0;
    if (!has_any || same) return true;
    sink_add(sink, DIFF_DATA, "any", "", "other numbers of classes and tables, or other handles");
    return false;
}

/* Says everything of the slots; whether the bytes still say the same. */
static bool compare_slots(struct diff_sink *sink, const struct diff_pairs *pairs, const struct model_class *old,
                          const struct model_class *new)
{
    struct match *before = sort_slots(old);
    struct match *after = sort_slots(new);
    struct added added = {.list = arena_array(sink->arena, new->slot_count, sizeof *added.list),
                          .is_free = arena_array(sink->arena, new->slot_count, sizeof *added.is_free)};
    bool stays = true;
    compare_order(sink, old, before, new);
    for (size_t i = 0; i < new->slot_count; i++) {
        const struct model_slot *slot = &new->slots[i];
        const struct model_slot *same = find_slot(old, before, slot->name);
        struct diff_sink of_slot = {.arena = sink->arena, .entry = sink->entry, .subject = slot->name};
        if (same == NULL) {
            added.list[added.count++] = i;
            added.is_free[i] = true;
            say_added(&of_slot, slot);
            continue;
        }
        source_slot(&of_slot, same, slot);
        stays = data_slot(&of_slot, pairs, same, slot) && stays;
    }
    for (size_t i = 0; i < old->slot_count; i++) {
        if (find_slot(new, after, old->slots[i].name) != NULL) continue;
        struct diff_sink of_slot = {.arena = sink->arena, .entry = sink->entry, .subject = old->slots[i].name};
        say_removed(&of_slot, i, &added);
        stays = false;
    }
    free(before);
    free(after);
    return stays;
}

void classes_compare(struct diff_sink *sink, const struct diff_pairs *pairs, const struct model_class *old,
                     const struct model_class *new)
{
    compare_heads(sink, old, new);
    const bool has_links = compare_links(sink, old, new);
    const bool stays = compare_slots(sink, pairs, old, new) && has_links && old->size == new->size;
    sink->entry->data = old->layout_id == new->layout_id ? DATA_SAME : stays ? DATA_READABLE : DATA_CHANGED;
}
