/* SPDX-License-Identifier: MIT */
/* The slots of a class in the order of its index table, with the names that they have in C: see schema.h. */
#include "schema.h"

#include <stdlib.h>
#include <string.h>

/* Where in the tree the walk is. */
struct walk {
    struct flat_list *list;
    char path[MOST_PATH];  /* before the names of the slots */
    char label[MOST_PATH]; /* the same in the schema */
    int gate, arm;         /* what they live by: see struct flat */
    char owner[MOST_PATH]; /* the class whose arms' enums these are, and the path in it: "ops_Trade_origin_" */
    unsigned dims[MOST_DIMS], dim_count;
    unsigned zone;
    bool may_be_dead, has_no_bulk, is_overlaid, is_inline, is_fixed;
    bool is_placed; /* all of it is in a given order, and begins at `bit` */
    unsigned bit;
};

static void walk_items(const struct walk *walk, const struct item *items, unsigned count);

static void join(char *text, const char *before, const char *name, const char *behind)
{
    if (snprintf(text, MOST_PATH, "%s%s%s", before, name, behind) >= MOST_PATH) abort();
}

static struct flat *add(const struct walk *walk, const struct item *item, const struct content *content,
                        enum style style)
{
    struct flat_list *list = walk->list;
    if (list->count == MOST_FLATS) abort();
    struct flat *flat = &list->flats[list->count++];
    memset(flat, 0, sizeof *flat);
    join(flat->path, walk->path, item->c_name, "");
    join(flat->label, walk->label, item->name, "");
    flat->gate = walk->gate;
    flat->arm = walk->arm;
    flat->content = content;
    flat->style = style;
    flat->zone = walk->zone;
    flat->may_be_dead = walk->may_be_dead;
    flat->has_no_bulk = walk->has_no_bulk;
    flat->is_overlaid = walk->is_overlaid;
    flat->is_fixed = walk->is_fixed;
    flat->is_placed = walk->is_placed;
    flat->bit = walk->bit;
    memcpy(flat->dims, walk->dims, sizeof flat->dims);
    flat->dim_count = walk->dim_count;
    return flat;
}

static void add_own_dims(struct flat *flat, const struct content *content)
{
    if (flat->dim_count + content->dim_count > MOST_DIMS) abort();
    for (unsigned i = 0; i < content->dim_count; i++) flat->dims[flat->dim_count++] = content->dims[i];
    flat->own_dims = content->dim_count;
}

static void enter(struct walk *inner, const struct walk *outer, const struct item *item)
{
    *inner = *outer;
    join(inner->path, outer->path, item->c_name, "_");
    join(inner->label, outer->label, item->name, ".");
    join(inner->owner, outer->owner, item->c_name, "_");
}

/* The number of a slot in the index table, where inline classes as a whole have none. */
static int number_of(const struct flat_list *list, const struct flat *flat)
{
    int number = 0;
    for (const struct flat *at = list->flats; at < flat; at++) number += at->is_node ? 0 : 1;
    return number;
}

static void walk_class(const struct walk *walk, const struct class *class)
{
    struct walk inner = *walk;
    if (class->is_immutable) inner.is_fixed = true;
    if (class->base != NULL) walk_class(&inner, class->base);
    /* An image is not asked for behind a base. */
    inner.is_placed = class->layout == LAYOUT_DECLARED && (walk->is_inline ? walk->is_placed : true);
    if (class->base != NULL) {
        inner.is_placed = inner.is_placed && !walk->is_inline && class->base->least_size == class->base->most_size;
        inner.bit = 8 * class->base->least_size;
    }
    join(inner.owner, "ops_", class->name, "_");
    walk_items(&inner, class->items, class->count);
}

static void walk_inline(const struct walk *walk, const struct item *item)
{
    const struct content *content = &item->content;
    const bool has_tag = content->is_optional || content->is_element_optional;
    struct walk inner;
    enter(&inner, walk, item);
    if (has_tag && inner.zone == 0) inner.zone = ++walk->list->zones;
    inner.bit += content->is_element_optional ? 0 : measure_before(item);
    if (has_tag) {
        struct flat *tag = add(walk, item, content, STYLE_GROUP);
        if (content->is_element_optional) add_own_dims(tag, content);
        if (content->is_element_optional) tag->bit += content->target->image.least;
        tag->zone = inner.zone;
        inner.gate = number_of(walk->list, tag);
        inner.arm = 1;
        inner.may_be_dead = true;
        if (tag->dim_count > 0) inner.has_no_bulk = true;
    }
    for (unsigned i = 0; i < content->dim_count; i++) inner.dims[inner.dim_count++] = content->dims[i];
    if (!walk->is_inline) { /* one in another has no accessors as a whole */
        struct flat *node = add(walk, item, content, STYLE_CLASS);
        node->is_node = true;
        add_own_dims(node, content);
        node->zone = inner.zone;
        node->may_be_dead = inner.may_be_dead;
    }
    inner.is_inline = true;
    walk_class(&inner, content->target);
}

int arm_number_by(const struct content *content, const char *name)
{
    const struct enumeration *members = content->enumeration;
    if (members == NULL) return strcmp(name, "true") == 0;
    for (unsigned i = 0; i < members->count; i++) {
        if (strcmp(members->members[i], name) == 0) return members->values[i];
    }
    abort();
}

static void walk_arms(const struct walk *walk, const struct item *item, const struct flat *by)
{
    struct walk inner;
    enter(&inner, walk, item);
    if (inner.zone == 0) inner.zone = item->by != NULL ? walk->list->zones : ++walk->list->zones;
    if (item->kind == ITEM_OVERLAY) inner.is_overlaid = true;
    if (item->kind == ITEM_ONEOF) {
        inner.may_be_dead = true;
        if (walk->dim_count > 0) inner.has_no_bulk = true;
        inner.bit += measure_before(item);
        if (item->by == NULL) {
            struct flat *tag = add(walk, item, NULL, STYLE_TAG);
            join(tag->arms_type, walk->owner, item->c_name, "");
            strcpy(tag->arms_path, tag->path);
            tag->arm_count = item->arm_count;
            tag->is_tag_optional = item->is_optional;
            tag->zone = inner.zone;
            tag->oneof = item;
        }
        inner.gate = number_of(walk->list, item->by != NULL ? by : &walk->list->flats[walk->list->count - 1]);
    }
    for (unsigned i = 0; i < item->arm_count; i++) {
        if (item->kind == ITEM_ONEOF)
            inner.arm = item->by == NULL ? (int)i : arm_number_by(by->content, item->arms[i].name);
        walk_items(&inner, item->arms[i].items, item->arms[i].count);
    }
}

/* The slot by which the oneof behind it tells its arms apart. */
static struct flat *walk_by(const struct walk *walk, const struct item *item)
{
    struct flat *flat = add(walk, item, &item->content, item->content.style);
    flat->is_by = true;
    join(flat->arms_type, walk->owner, item[1].c_name, "");
    join(flat->arms_path, walk->path, item[1].c_name, "");
    if (flat->zone == 0) flat->zone = ++walk->list->zones;
    return flat;
}

static void walk_items(const struct walk *walk, const struct item *items, unsigned count)
{
    struct walk at = *walk;
    const struct flat *by = NULL;
    for (unsigned i = 0; i < count; i++) {
        const struct item *item = &items[i];
        if (item->kind == ITEM_RESERVED) {
            at.bit += item->reserved;
            continue;
        }
        const unsigned first = walk->list->count;
        if (item->kind != ITEM_SLOT) walk_arms(&at, item, by);
        else if (item->content.style == STYLE_INLINE) walk_inline(&at, item);
        else if (item->is_by) by = walk_by(&at, item);
        else add_own_dims(add(&at, item, &item->content, item->content.style), &item->content);
        if (item->kind == ITEM_SLOT && item->content.style != STYLE_INLINE)
            walk->list->flats[first].bit += measure_before(item);
        at.bit += measure_item(item).least;
    }
}

void flatten_class(const struct class *class, struct flat_list *list)
{
    struct walk walk;
    memset(&walk, 0, sizeof walk);
    list->count = list->zones = 0;
    walk.gate = -1;
    walk.list = list;
    walk_class(&walk, class);
}
