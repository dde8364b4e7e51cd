/* SPDX-License-Identifier: MIT */
/*
 * The class as other C would have it, in bytes by x86-64's rules; see facts.h.
 *
 * Members have the least standard types that hold the values; links and strings are handles as ours are (with pointers
 * the rivals were larger still). What is optional has a bool beside it, unless the schema names a sentinel; an enum is
 * an integer; arms are a union of structs, and a base is the first member.
 */
#include "model/extents.h"
#include "report/facts.h"

enum { MOST_RANKS = 14 }; /* alignments 1, 2, 4, ... 8192 */

/* Room of a member or of a struct so far. */
struct room {
    uint64_t bytes;
    uint32_t align;
};

enum rival { PLAIN, REORDERED };

static uint64_t round_up(uint64_t bytes, uint64_t align)
{
    return (bytes + align - 1) / align * align;
}

static struct room integer_of(unsigned bits)
{
    uint32_t bytes = 1;
    while (bytes * 8 < bits) bytes *= 2;
    return (struct room){bytes, bytes};
}

/* The least of int8_t, uint8_t, ... that holds low..high. */
static struct room integer_for(struct integer low, struct integer high)
{
    if (!low.negative) return integer_of(number_bits(high.bits));
    const unsigned below = number_bits(~low.bits) + 1;
    const unsigned above = high.negative ? 1 : number_bits(high.bits) + 1;
    return integer_of(below > above ? below : above);
}

static struct room struct_of(struct facts_memo *memo, const struct model_class *class, enum rival rival);

static struct room enum_of(const struct model_enum *enumeration)
{
    return integer_for(integer_from_int(enumeration->sorted[0]->value),
                       integer_from_int(enumeration->sorted[enumeration->count - 1]->value));
}

static struct room member_of(struct facts_memo *memo, const struct model_slot *slot, enum rival rival)
{
    const struct model_type *type = &slot->type;
    struct integer low = type->low;
    struct integer high = type->high;
    switch (type->kind) {
    case TYPE_INT:
        if (slot->has_sentinel && integer_compare(slot->sentinel, low) < 0) low = slot->sentinel;
        if (slot->has_sentinel && integer_compare(slot->sentinel, high) > 0) high = slot->sentinel;
        return integer_for(low, high);
    case TYPE_STEPS: return integer_for(low, high);
    case TYPE_BOOL:
    case TYPE_GROUP: return (struct room){1, 1};
    case TYPE_ENUM: return enum_of(type->enumeration);
    case TYPE_FLAGS: return integer_of((unsigned)type->enumeration->sorted[type->enumeration->count - 1]->value + 1);
    case TYPE_FLOAT16: return (struct room){2, 2};
    case TYPE_FLOAT32: return (struct room){4, 4};
    case TYPE_SYMBOL: return integer_of(number_bits(type->symbols->capacity));
    case TYPE_REF: return integer_of(number_bits(model_highest_ref(type->class)));
    case TYPE_FLOAT64:
    case TYPE_POINTER: return (struct room){8, 8};
    case TYPE_ANY: return (struct room){16, 8}; /* a kind and a union */
    case TYPE_TEXT:
    case TYPE_BYTES: return (struct room){type->bytes, 1};
    case TYPE_CLASS: return struct_of(memo, type->class, rival);
    }
    return (struct room){0, 1};
}

/* ---- Structs ---- */

/* A struct that grows member by member; reordered it only sums up what members of each alignment take. */
struct growing {
    struct facts_memo *memo;
    enum rival rival;
    struct room room;
    uint64_t ranks[MOST_RANKS];
};

static void add_member(struct growing *growing, struct room member, uint64_t count)
{
    if (member.align > growing->room.align) growing->room.align = member.align;
    if (growing->rival == REORDERED) {
        unsigned rank = 0;
        while (UINT64_C(1) << rank < member.align && rank + 1 < MOST_RANKS) rank++;
        growing->ranks[rank] += member.bytes * count;
        return;
    }
    growing->room.bytes = round_up(growing->room.bytes, member.align) + member.bytes * count;
}

/* Widest first there are no gaps: each member's size is a multiple of its alignment. */
static struct room end_struct(struct growing *growing)
{
    for (unsigned i = 0; i < MOST_RANKS; i++) growing->room.bytes += growing->ranks[i];
    growing->room.bytes = round_up(growing->room.bytes, growing->room.align);
    return growing->room;
}

static uint64_t own_elements(const struct model_dim *dims, size_t dim_count, size_t own)
{
    uint64_t count = 1;
    const struct model_dim *of_own = extents_own_dims(dims, dim_count, own);
    for (size_t i = 0; i < own; i++) count *= of_own[i].count;
    return count;
}

static void add_slot(struct growing *growing, const struct model_slot *slot)
{
    static const struct room flag = {1, 1};
    const uint64_t count = own_elements(slot->dims, slot->dim_count, slot->own_dims);
    const bool has_flag = (slot->optional || slot->element_optional) && !slot->has_sentinel;
    if (has_flag) add_member(growing, flag, slot->element_optional ? count : 1);
    add_member(growing, member_of(growing->memo, slot, growing->rival), count);
}

static void add_nodes(struct growing *growing, const struct model_class *class, const struct model_node *nodes,
                      size_t count);

static void add_union(struct growing *growing, const struct model_class *class, const struct model_node *node)
{
    struct room room = {0, 1};
    for (size_t i = 0; i < node->node_count; i++) {
        struct growing arm = {.memo = growing->memo, .rival = growing->rival, .room = {0, 1}};
        add_nodes(&arm, class, node->nodes[i].nodes, node->nodes[i].node_count);
        const struct room end = end_struct(&arm);
        if (end.bytes > room.bytes) room.bytes = end.bytes;
        if (end.align > room.align) room.align = end.align;
    }
    room.bytes = round_up(room.bytes, room.align);
    add_member(growing, room, 1);
}

static void add_inline(struct growing *growing, const struct model_class *class, const struct model_node *node)
{
    static const struct room flag = {1, 1};
    const uint64_t count = own_elements(node->dims, node->dim_count, node->own_dims);
    if (node->choice != NULL) add_member(growing, flag, extents_has_element_tags(class, node) ? count : 1);
    add_member(growing, struct_of(growing->memo, node->class, growing->rival), count);
}

/* The tag of a oneof: an integer for its arms. */
static struct room tag_of(const struct model_node *node)
{
    return integer_of(number_bits(node->node_count - (node->choice->optional ? 0 : 1)));
}

static void add_nodes(struct growing *growing, const struct model_class *class, const struct model_node *nodes,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        switch (node->kind) {
        case NODE_SLOT: add_slot(growing, &class->slots[node->first]); break;
        case NODE_INLINE: add_inline(growing, class, node); break;
        case NODE_ONEOF:
            if (node->choice->kind == CHOICE_ONEOF) add_member(growing, tag_of(node), 1);
            add_union(growing, class, node);
            break;
        case NODE_OVERLAY: add_union(growing, class, node); break;
        case NODE_ARM:
        case NODE_RESERVED: break;
        }
    }
}

static struct room struct_of(struct facts_memo *memo, const struct model_class *class, enum rival rival)
{
    struct facts_known *known = facts_known(memo, class);
    if (known->struct_align[rival] == 0) {
        struct growing growing = {.memo = memo, .rival = rival, .room = {0, 1}};
        if (class->base != NULL) add_member(&growing, struct_of(memo, class->base, rival), 1);
        add_nodes(&growing, class, class->nodes + class->inherited_nodes, class->node_count - class->inherited_nodes);
        const struct room room = end_struct(&growing);
        known->struct_bytes[rival] = room.bytes;
        known->struct_align[rival] = room.align;
    }
    return (struct room){known->struct_bytes[rival], known->struct_align[rival]};
}

/* ---- Packed bit-fields ---- */

static uint64_t packed_bytes(struct facts_memo *memo, const struct model_class *class);

/* Arrays and strings cannot be bit-fields: they begin on a byte, with elements of the least type. */
static void pack_slot(struct facts_memo *memo, uint64_t *bits, const struct model_slot *slot)
{
    const uint64_t count = own_elements(slot->dims, slot->dim_count, slot->own_dims);
    if (slot->optional && slot->encoding.presence_bit) *bits += 1;
    if (slot->own_dims == 0 && !model_is_blob(slot->type.kind)) {
        *bits += slot->encoding.width;
        return;
    }
    const uint64_t bytes =
        slot->type.kind == TYPE_CLASS ? packed_bytes(memo, slot->type.class) : member_of(memo, slot, PLAIN).bytes;
    if (slot->element_optional && slot->encoding.presence_bit) *bits = round_up(*bits, 8) + 8 * count;
    *bits = round_up(*bits, 8) + 8 * bytes * count;
}

static void pack_nodes(struct facts_memo *memo, uint64_t *bits, const struct model_class *class,
                       const struct model_node *nodes, size_t count);

static void pack_union(struct facts_memo *memo, uint64_t *bits, const struct model_class *class,
                       const struct model_node *node)
{
    uint64_t most = 0;
    for (size_t i = 0; i < node->node_count; i++) {
        uint64_t arm = 0;
        pack_nodes(memo, &arm, class, node->nodes[i].nodes, node->nodes[i].node_count);
        if (arm > most) most = arm;
    }
    *bits = round_up(*bits, 8) + round_up(most, 8);
}

static void pack_inline(struct facts_memo *memo, uint64_t *bits, const struct model_class *class,
                        const struct model_node *node)
{
    const uint64_t count = own_elements(node->dims, node->dim_count, node->own_dims);
    const bool has_tags = extents_has_element_tags(class, node);
    if (node->choice != NULL) *bits = has_tags ? round_up(*bits, 8) + 8 * count : *bits + 1;
    *bits = round_up(*bits, 8) + 8 * packed_bytes(memo, node->class) * count;
}

static void pack_nodes(struct facts_memo *memo, uint64_t *bits, const struct model_class *class,
                       const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        switch (node->kind) {
        case NODE_SLOT: pack_slot(memo, bits, &class->slots[node->first]); break;
        case NODE_INLINE: pack_inline(memo, bits, class, node); break;
        case NODE_ONEOF:
            if (node->choice->kind == CHOICE_ONEOF) *bits += class->slots[node->first].encoding.width;
            pack_union(memo, bits, class, node);
            break;
        case NODE_OVERLAY: pack_union(memo, bits, class, node); break;
        case NODE_RESERVED: *bits += node->bits; break;
        case NODE_ARM: break;
        }
    }
}

static uint64_t packed_bytes(struct facts_memo *memo, const struct model_class *class)
{
    struct facts_known *known = facts_known(memo, class);
    if (!known->has_packed_bytes) {
        uint64_t bits = class->base == NULL ? 0 : packed_bytes(memo, class->base) * 8;
        pack_nodes(memo, &bits, class, class->nodes + class->inherited_nodes,
                   class->node_count - class->inherited_nodes);
        known->packed_bytes = round_up(bits, 8) / 8;
        known->has_packed_bytes = true;
    }
    return known->packed_bytes;
}

struct report_rivals facts_rivals(struct facts_memo *memo, const struct model_class *class)
{
    return (struct report_rivals){.plain = struct_of(memo, class, PLAIN).bytes,
                                  .reordered = struct_of(memo, class, REORDERED).bytes,
                                  .bit_fields = packed_bytes(memo, class)};
}
