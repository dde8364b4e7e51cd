/* SPDX-License-Identifier: MIT */
/* Two sides, declaration by declaration; see diff.h. */
#include "diff/diff.h"

#include "diff/match.h"
#include "diff/parts.h"

#include <stdlib.h>
#include <string.h>

enum kind { KIND_CONST, KIND_TYPE, KIND_ENUM, KIND_FLAGS, KIND_SYMBOLS, KIND_CLASS };

static const char *const kind_names[] = {"const", "type", "enum", "flags", "symbols", "class"};

struct declaration {
    enum kind kind;
    const char *name; /* with its namespace */
    bool is_input;
    const void *what;         /* a struct model_const and so on */
    struct diff_entry *entry; /* of the old side: once it has been compared */
};

struct declarations {
    struct declaration *list;
    size_t count;
    struct match *sorted;
};

struct diff_pairs {
    const struct declarations *old;
};

/* ---- The declarations of a side ---- */

static size_t count_declarations(const struct diff_side *side)
{
    size_t count = 0;
    for (size_t i = 0; i < side->count; i++) {
        const struct model *model = side->models[i];
        count += model->const_count + model->alias_count + model->enum_count + model->symbols_count;
        count += model->class_count;
    }
    return count;
}

static void list_declaration(struct declarations *all, enum kind kind, const char *name, bool is_input,
                             const void *what)
{
    all->list[all->count++] = (struct declaration){.kind = kind, .name = name, .is_input = is_input, .what = what};
}

static const char *full_name(struct arena *arena, const struct model *model, const char *name)
{
    if (model->namespace_name[0] == '\0') return name;
    return arena_join(arena, model->namespace_name, ".", name, NULL);
}

static void list_model(struct arena *arena, struct declarations *all, const struct model *model, bool is_input)
{
    for (size_t i = 0; i < model->const_count; i++)
        list_declaration(all, KIND_CONST, full_name(arena, model, model->consts[i]->name), is_input, model->consts[i]);
    for (size_t i = 0; i < model->alias_count; i++)
        list_declaration(all, KIND_TYPE, full_name(arena, model, model->aliases[i]->name), is_input, model->aliases[i]);
    for (size_t i = 0; i < model->enum_count; i++)
        list_declaration(all, model->enums[i]->is_flags ? KIND_FLAGS : KIND_ENUM, model->enums[i]->full_name, is_input,
                         model->enums[i]);
    for (size_t i = 0; i < model->symbols_count; i++)
        list_declaration(all, KIND_SYMBOLS, model->symbols[i]->full_name, is_input, model->symbols[i]);
    for (size_t i = 0; i < model->class_count; i++)
        list_declaration(all, KIND_CLASS, model->classes[i]->full_name, is_input, model->classes[i]);
}

static void list_side(struct arena *arena, const struct diff_side *side, struct declarations *all)
{
    const size_t count = count_declarations(side);
    all->list = arena_array(arena, count, sizeof *all->list);
    all->sorted = arena_array(arena, count, sizeof *all->sorted);
    for (size_t i = 0; i < side->count; i++) list_model(arena, all, side->models[i], side->is_input[i]);
    for (size_t i = 0; i < count; i++) all->sorted[i] = (struct match){all->list[i].name, i};
    match_sort(all->sorted, count);
}

/* Declarations of a namespace share their names, whatever they are. */
static struct declaration *find_declaration(const struct declarations *all, const char *name, enum kind kind)
{
    const struct match *match = match_find(all->sorted, all->count, name);
    const struct match *end = all->sorted + all->count;
    for (; match != NULL && match < end && strcmp(match->name, name) == 0; match++) {
        if (all->list[match->index].kind == kind) return &all->list[match->index];
    }
    return NULL;
}

enum diff_data pairs_data(const struct diff_pairs *pairs, const struct model_class *old, const struct model_class *new)
{
    if (old->layout_id == new->layout_id) return DATA_SAME;
    const struct declaration *declaration = find_declaration(pairs->old, old->full_name, KIND_CLASS);
    if (declaration == NULL || declaration->entry == NULL || declaration->what != old) return DATA_CHANGED;
    return declaration->entry->new_class == new ? declaration->entry->data : DATA_CHANGED;
}

/* ---- Entries ---- */

static struct diff_entry *new_entry(struct diff_report *report, const struct declaration *declaration)
{
    struct diff_entry *entry = arena_alloc(report->arena, sizeof *entry);
    entry->kind = kind_names[declaration->kind];
    entry->name = declaration->name;
    entry->end = &entry->changes;
    return entry;
}

static void list_entry(struct diff_report *report, struct diff_entry *entry)
{
    *report->end = entry;
    report->end = &entry->next;
    report->entry_count++;
    report->breaks = report->breaks || entry->breaks;
    if (entry->old_class == NULL && entry->new_class == NULL) {
        report->others += entry->breaks ? 1 : 0;
        return;
    }
    report->added += entry->is_added ? 1 : 0;
    report->loses_data = report->loses_data || entry->data == DATA_CHANGED;
    if (entry->is_added) return;
    if (entry->breaks) report->incompatible++;
    else if (entry->data == DATA_SAME) report->same++;
    else report->compatible++;
}

static struct diff_entry *compare(struct diff_report *report, const struct declarations *old,
                                  const struct declaration *before, const struct declaration *after)
{
    struct diff_entry *entry = new_entry(report, after);
    struct diff_sink sink = {.arena = report->arena, .entry = entry, .subject = ""};
    const struct diff_pairs pairs = {old};
    switch (after->kind) {
    case KIND_CONST: consts_compare(&sink, before->what, after->what); break;
    case KIND_TYPE: aliases_compare(&sink, before->what, after->what); break;
    case KIND_ENUM:
    case KIND_FLAGS: enums_compare(&sink, before->what, after->what); break;
    case KIND_SYMBOLS: symbols_compare(&sink, before->what, after->what); break;
    case KIND_CLASS:
        entry->old_class = before->what;
        entry->new_class = after->what;
        classes_compare(&sink, &pairs, entry->old_class, entry->new_class);
        break;
    }
    return entry;
}

static void add_added(struct diff_report *report, const struct declaration *declaration)
{
    struct diff_entry *entry = new_entry(report, declaration);
    entry->is_added = true;
    if (declaration->kind == KIND_CLASS) entry->new_class = declaration->what;
    list_entry(report, entry);
}

/* A class that was added with the layout of one that was removed, slots' names and all. */
static const char *new_name(const struct diff_report *report, const struct declaration *declaration)
{
    if (declaration->kind != KIND_CLASS) return NULL;
    const struct model_class *class = declaration->what;
    for (const struct diff_entry *entry = report->entries; entry != NULL && class->slot_count > 0;
         entry = entry->next) {
        if (entry->is_added && entry->new_class != NULL && entry->new_class->layout_id == class->layout_id)
            return entry->name;
    }
    return NULL;
}

static void add_removed(struct diff_report *report, const struct declaration *declaration)
{
    struct diff_entry *entry = new_entry(report, declaration);
    struct diff_sink sink = {.arena = report->arena, .entry = entry, .subject = ""};
    const char *renamed = new_name(report, declaration);
    if (declaration->kind == KIND_CLASS) {
        entry->old_class = declaration->what;
        entry->data = DATA_CHANGED;
    }
    sink_removed(&sink, "", renamed);
    list_entry(report, entry);
}

/* What is worth a line: classes of inputs always, other things where they changed. */
static bool is_listed(const struct declaration *before, const struct declaration *after, const struct diff_entry *entry)
{
    if (entry->change_count > 0 || entry->data != DATA_SAME) return true;
    return after->kind == KIND_CLASS && (before->is_input || after->is_input);
}

void diff_make(struct arena *arena, const struct diff_side *old, const struct diff_side *new,
               struct diff_report *report)
{
    struct declarations before = {0};
    struct declarations after = {0};
    *report = (struct diff_report){.arena = arena};
    report->end = &report->entries;
    list_side(arena, old, &before);
    list_side(arena, new, &after);
    for (size_t i = 0; i < after.count; i++) {
        const struct declaration *declaration = &after.list[i];
        struct declaration *same = find_declaration(&before, declaration->name, declaration->kind);
        if (same == NULL) {
            if (declaration->is_input) add_added(report, declaration);
            continue;
        }
        same->entry = compare(report, &before, same, declaration);
        if (is_listed(same, declaration, same->entry)) list_entry(report, same->entry);
    }
    for (size_t i = 0; i < before.count; i++) {
        if (before.list[i].entry == NULL && before.list[i].is_input) add_removed(report, &before.list[i]);
    }
}

const char *diff_verdict(const struct diff_entry *entry)
{
    const bool is_class = entry->old_class != NULL || entry->new_class != NULL;
    if (entry->is_added) return "added";
    if (entry->breaks) return "incompatible";
    if (!is_class) return "compatible";
    return entry->data == DATA_SAME ? "same layout" : "source compatible";
}
