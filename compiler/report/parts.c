/* SPDX-License-Identifier: MIT */
/*
 * Which bits of a record are what; see facts.h.
 *
 * Walks the nodes, as the layout does, and asks the slots for their places. In an inline class the nodes are those of
 * its own declaration: their places are the record's of that class, so those here come from the slots.
 */
#include "model/extents.h"
#include "report/facts.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ELEMENTS = 64 }; /* of inline arrays, one in another, that are drawn one by one */

struct walk {
    struct arena *arena;
    const struct model_class *class;
    struct text parts; /* an array of struct report_part, as bytes */
    unsigned lane_count;
};

/* Where the walk is. */
struct spot {
    const struct model_class *owner; /* whose nodes these are */
    size_t first;                    /* of its slots in the class */
    uint64_t moved;                  /* bits that elements of inline arrays lie behind the first ones */
    uint64_t elements;               /* of the inline arrays around it that are drawn one by one */
    const char *prefix;              /* of the names of the nodes: "due." in an inline class of that name */
    unsigned lane;
    const char *lane_name;
};

static struct report_part *part_at(const struct walk *walk, size_t index)
{
    return (struct report_part *)(void *)walk->parts.bytes + index;
}

static size_t count_parts(const struct walk *walk)
{
    return walk->parts.length / sizeof(struct report_part);
}

static void add(struct walk *walk, const struct spot *spot, struct report_part part)
{
    if (part.bits == 0) return;
    const struct model_class *base = walk->class->base;
    part.lane = spot->lane;
    part.lane_name = spot->lane_name;
    part.is_inherited = base != NULL && part.bit < (uint64_t)base->size * 8;
    if (spot->lane >= walk->lane_count) walk->lane_count = spot->lane + 1;
    text_append(&walk->parts, (const char *)&part, sizeof part);
}

/* ---- Slots ---- */

static enum report_part_kind kind_of(const struct model_slot *slot)
{
    if (slot->place.group_bits > 0) return PART_GROUP;
    if (model_is_blob(slot->type.kind)) return PART_BYTES;
    if (slot->tells != NULL && slot->tells->kind != CHOICE_BY) return PART_TAG;
    return PART_CODE;
}

/* The code or the bytes of a slot, and its presence bits: of so many elements, which lie side by side. */
static void add_elements(struct walk *walk, const struct spot *spot, size_t index, uint32_t count)
{
    const struct model_slot *slot = &walk->class->slots[index];
    const struct extent element = extents_element(slot);
    struct report_part part = {.name = slot->name, .slot = slot, .index = index, .count = count};
    part.kind = kind_of(slot);
    part.bit = (uint32_t)(slot->place.bit + spot->moved);
    part.bits = slot->place.group_bits > 0 ? slot->place.group_bits : (uint32_t)(element.bits * count);
    add(walk, spot, part);
    if (!slot->encoding.presence_bit) return;
    part.kind = PART_PRESENCE;
    part.bit = (uint32_t)(slot->place.presence + spot->moved);
    part.bits = part.count = slot->element_optional ? count : 1;
    add(walk, spot, part);
}

static void add_slot(struct walk *walk, const struct spot *spot, size_t index)
{
    add_elements(walk, spot, index, (uint32_t)extents_own_elements(&walk->class->slots[index]));
}

/* ---- Nodes ---- */

static void walk_nodes(struct walk *walk, const struct model_node *nodes, size_t count, const struct spot *spot);

/* What has bits from `first` on in one lane: from where to where, and how many of them are somebody's. */
struct hull {
    uint32_t begin, end, used;
};

static struct hull hull_of(const struct walk *walk, size_t first, unsigned lane, bool deeper)
{
    struct hull hull = {UINT32_MAX, 0, 0};
    const struct report_part *last = NULL;
    for (size_t i = first; i < count_parts(walk); i++) {
        const struct report_part *part = part_at(walk, i);
        if (part->lane != lane && !(deeper && part->lane > lane)) continue;
        const bool is_same = part->kind == PART_GROUP && last != NULL && part->bit == last->bit;
        if (part->kind == PART_GROUP) last = part;
        if (part->bit < hull.begin) hull.begin = part->bit;
        if (part->bit + part->bits > hull.end) hull.end = part->bit + part->bits;
        if (!is_same) hull.used += part->bits;
    }
    return hull;
}

/* One element of an inline class: its bit where elements have one each, then what the class holds. */
static void walk_image(struct walk *walk, const struct model_node *node, const struct spot *spot)
{
    const struct model_class *inner = node->class;
    struct spot below = *spot;
    if (extents_has_element_tags(spot->owner, node)) add_elements(walk, spot, spot->first + node->first, 1);
    below.owner = inner;
    below.prefix = arena_join(walk->arena, spot->prefix, node->name, ".", NULL);
    below.first = spot->first + node->first + (node->choice != NULL ? 1 : 0);
    walk_nodes(walk, inner->nodes, inner->node_count, &below);
}

static void walk_inline(struct walk *walk, const struct model_node *node, const struct spot *spot)
{
    const struct model_dim *dims = extents_own_dims(node->dims, node->dim_count, node->own_dims);
    uint64_t count = 1;
    for (size_t i = 0; i < node->own_dims; i++) count *= dims[i].count;
    if (node->choice != NULL && !extents_has_element_tags(spot->owner, node))
        add_slot(walk, spot, spot->first + node->first);
    const size_t first = count_parts(walk);
    const bool one_by_one = count <= MOST_ELEMENTS / spot->elements;
    for (uint64_t element = 0; element < (one_by_one ? count : 1); element++) {
        struct spot below = *spot;
        if (one_by_one) below.elements *= count;
        uint64_t rest = element;
        for (size_t i = node->own_dims; i > 0; i--) {
            below.moved += rest % dims[i - 1].count * dims[i - 1].stride;
            rest /= dims[i - 1].count;
        }
        walk_image(walk, node, &below);
    }
    const struct hull hull = hull_of(walk, first, spot->lane, false);
    if (one_by_one || hull.end <= hull.begin) return;
    const uint32_t stride = dims[node->own_dims - 1].stride;
    add(walk, spot,
        (struct report_part){.kind = PART_REPEAT,
                             .bit = hull.end,
                             .bits = (uint32_t)((count - 1) * stride),
                             .name = arena_join(walk->arena, spot->prefix, node->name, NULL),
                             .index = SIZE_MAX,
                             .count = (uint32_t)(count - 1)});
}

/* The arms of a oneof or overlay, each in lanes of its own below those of the one before it. */
static void walk_arms(struct walk *walk, const struct model_node *node, const struct spot *spot)
{
    const size_t first = count_parts(walk);
    const char *name = arena_join(walk->arena, spot->prefix, node->name, NULL);
    const unsigned lanes = walk->lane_count;
    unsigned lane = spot->lane + 1;
    unsigned most = lanes;
    for (size_t i = 0; i < node->node_count; i++) {
        const struct model_node *arm = &node->nodes[i];
        struct spot below = *spot;
        below.lane = lane;
        below.lane_name = arena_join(walk->arena, name, ".", arm->name, NULL);
        walk->lane_count = lane;
        walk_nodes(walk, arm->nodes, arm->node_count, &below);
        lane = walk->lane_count > lane ? walk->lane_count : lane + 1;
        if (walk->lane_count > most) most = walk->lane_count;
    }
    walk->lane_count = most;
    const struct hull hull = hull_of(walk, first, spot->lane, true);
    if (hull.end <= hull.begin) return;
    add(walk, spot,
        (struct report_part){.kind = PART_AREA,
                             .bit = hull.begin,
                             .bits = hull.end - hull.begin,
                             .name = name,
                             .index = SIZE_MAX,
                             .count = 1});
}

/* Nodes that were declared beside nodes[index]: those of a base lie elsewhere in an image than what derives from it. */
static void find_beside(const struct spot *spot, const struct model_node *nodes, size_t index, size_t *begin,
                        size_t *end)
{
    if (nodes != spot->owner->nodes) return;
    const struct model_class *class = spot->owner;
    while (index < class->inherited_nodes) class = class->base;
    *begin = class->inherited_nodes;
    *end = class->node_count;
}

/* Whether what was declared beside nodes[index] lies as a whole where the record has it, or so many bits behind that. */
static bool find_moved(const struct walk *walk, const struct spot *spot, const struct model_node *nodes, size_t count,
                       size_t index, uint64_t *moved)
{
    bool is_known = false;
    size_t begin = 0;
    size_t end = count;
    find_beside(spot, nodes, index, &begin, &end);
    for (size_t i = begin; i < end; i++) {
        for (size_t k = nodes[i].first; k < nodes[i].first + nodes[i].count; k++) {
            const struct model_slot *slot = &walk->class->slots[spot->first + k];
            const struct place *from = &spot->owner->slots[k].place;
            const uint64_t by = slot->place.bit - (uint64_t)from->bit;
            if (extents_element(slot).bits == 0) continue;
            if (is_known && by != *moved) return false;
            if (slot->encoding.presence_bit && slot->place.presence - (uint64_t)from->presence != by) return false;
            *moved = by;
            is_known = true;
        }
    }
    return is_known;
}

/*
 * Reserved bits of an inline class. Where its image is packed anew, nothing says where they came to lie, and they are
 * drawn as spare: always zero, as they are.
 */
static void add_reserved(struct walk *walk, const struct spot *spot, const struct model_node *nodes, size_t count,
                         size_t index)
{
    struct report_part part = {
        .kind = PART_RESERVED, .bits = nodes[index].bits, .name = "", .index = SIZE_MAX, .count = 1};
    uint64_t moved = 0;
    if (spot->owner != walk->class && !find_moved(walk, spot, nodes, count, index, &moved)) return;
    part.bit = (uint32_t)(nodes[index].bit + moved + spot->moved);
    add(walk, spot, part);
}

static void walk_nodes(struct walk *walk, const struct model_node *nodes, size_t count, const struct spot *spot)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        switch (node->kind) {
        case NODE_SLOT: add_slot(walk, spot, spot->first + node->first); break;
        case NODE_INLINE: walk_inline(walk, node, spot); break;
        case NODE_ONEOF:
            if (node->choice->kind == CHOICE_ONEOF) add_slot(walk, spot, spot->first + node->first);
            walk_arms(walk, node, spot);
            break;
        case NODE_OVERLAY: walk_arms(walk, node, spot); break;
        case NODE_RESERVED: add_reserved(walk, spot, nodes, count, i); break;
        case NODE_ARM: break;
        }
    }
}

/* ---- Order, and what is left over ---- */

static int compare_parts(const void *first, const void *second)
{
    const struct report_part *a = first;
    const struct report_part *b = second;
    if (a->lane != b->lane) return a->lane < b->lane ? -1 : 1;
    if (a->bit != b->bit) return a->bit < b->bit ? -1 : 1;
    if (a->index != b->index) return a->index < b->index ? -1 : 1;
    return 0;
}

/* Takes away reserved bits that lie on others': their place was a guess (add_reserved), and a wrong one. */
static void drop_guesses(struct walk *walk)
{
    const size_t count = count_parts(walk);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct report_part part = *part_at(walk, i);
        bool is_wrong = false;
        if (part.kind == PART_RESERVED && kept > 0) {
            const struct report_part *before = part_at(walk, kept - 1);
            is_wrong = before->lane == part.lane && before->bit + before->bits > part.bit;
        }
        if (part.kind == PART_RESERVED && i + 1 < count) {
            const struct report_part *after = part_at(walk, i + 1);
            is_wrong = is_wrong || (after->lane == part.lane && part.bit + part.bits > after->bit);
        }
        if (!is_wrong) *part_at(walk, kept++) = part;
    }
    walk->parts.length = kept * sizeof(struct report_part);
}

static void add_spare(struct walk *walk, uint32_t begin, uint32_t end)
{
    static const struct spot top = {.prefix = "", .lane_name = ""};
    add(walk, &top,
        (struct report_part){
            .kind = PART_SPARE, .bit = begin, .bits = end - begin, .name = "", .index = SIZE_MAX, .count = 1});
}

/* Every bit of lane 0 that is nobody's; a gap across the end of the base is two. */
static void fill_gaps(struct walk *walk)
{
    const uint32_t size = walk->class->size * 8;
    const uint32_t base = walk->class->base == NULL ? 0 : walk->class->base->size * 8;
    const size_t count = count_parts(walk);
    uint32_t at = 0;
    for (size_t i = 0; i <= count; i++) {
        if (i < count && part_at(walk, i)->lane > 0) continue;
        const uint32_t begin = i < count ? part_at(walk, i)->bit : size;
        if (at < base && begin > base) {
            add_spare(walk, at, base);
            at = base;
        }
        if (begin > at) add_spare(walk, at, begin);
        if (i < count && begin + part_at(walk, i)->bits > at) at = begin + part_at(walk, i)->bits;
    }
}

void facts_parts(struct arena *arena, struct report_class *out)
{
    struct walk walk = {.arena = arena, .class = out->class, .lane_count = 1};
    const struct spot top = {.owner = out->class, .elements = 1, .prefix = "", .lane_name = ""};
    walk_nodes(&walk, out->class->nodes, out->class->node_count, &top);
    if (walk.parts.length > 0) qsort(walk.parts.bytes, count_parts(&walk), sizeof(struct report_part), compare_parts);
    drop_guesses(&walk);
    fill_gaps(&walk);
    out->part_count = count_parts(&walk);
    out->parts = arena_array(arena, out->part_count, sizeof *out->parts);
    /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): a class without slots has the gap of its byte */
    memcpy(out->parts, walk.parts.bytes, walk.parts.length);
    qsort(out->parts, out->part_count, sizeof *out->parts, compare_parts);
    out->lane_count = walk.lane_count;
    for (size_t i = 0; i < out->part_count; i++) {
        if (out->parts[i].kind == PART_SPARE) out->spare_bits += out->parts[i].bits;
    }
    text_free(&walk.parts);
}
