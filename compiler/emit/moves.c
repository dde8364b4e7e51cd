/* SPDX-License-Identifier: MIT */
/* Copies of inline classes, as moves of runs of bits; see moves.h. */
#include "emit/moves.h"

#include "emit/expr.h"
#include "model/extents.h"
#include "support/arena.h"

#include <stdlib.h>

/*
 * Bits that lie side by side both in an instance of the class and in its image (of an array: in the first element's).
 */
struct move {
    uint64_t own;
    uint64_t there;
    uint64_t bits;
};

struct moves {
    struct move *list;
    size_t count;
    const struct model_class *class; /* that holds the image */
    const struct model_class *own;   /* the inline class */
    size_t shift;                    /* slot i of `own` is slot i + shift of `class` */
};

static void add_move(struct moves *moves, uint64_t own, uint64_t there, uint64_t bits)
{
    if (bits == 0) return;
    moves->list = memory_resize(moves->list, (moves->count + 1) * sizeof *moves->list);
    moves->list[moves->count++] = (struct move){own, there, bits};
}

/* From the first bit of the first element of an array to the last bit of the last. */
static uint64_t span_of(const struct model_dim *dims, size_t count, uint64_t bits, bool presence)
{
    for (size_t i = 0; i < count && bits > 0; i++) {
        bits += (uint64_t)(dims[i].count - 1) * (presence ? dims[i].presence_stride : dims[i].stride);
    }
    return bits;
}

static void add_slot(struct moves *moves, size_t index)
{
    const struct model_slot *own = &moves->own->slots[index];
    const struct model_slot *there = &moves->class->slots[index + moves->shift];
    const uint64_t element = own->place.group_bits == 0 ? extents_element(own).bits
                             : own->place.weight == 1   ? own->place.group_bits
                                                        : 0; /* its number is another digit's */
    add_move(moves, own->place.bit, there->place.bit, span_of(own->dims, own->dim_count, element, false));
    if (!own->encoding.presence_bit) return;
    add_move(moves, own->place.presence, there->place.presence, span_of(own->dims, own->dim_count, 1, true));
}

/* Bits that hold several slots and are laid out alike in both: an area of arms, an image in the image. */
static void add_area(struct moves *moves, const struct model_node *node, uint64_t first, uint64_t bits)
{
    const size_t tag = node->choice != NULL ? node->choice->tag : SIZE_MAX;
    for (size_t i = node->first; i < node->first + node->count; i++) {
        const struct model_slot *own = &moves->own->slots[i];
        const struct place *there = &moves->class->slots[i + moves->shift].place;
        const bool has_bits = extents_element(own).bits > 0; /* else perhaps a presence bit alone */
        if (i == tag || (!has_bits && !own->encoding.presence_bit)) continue;
        const uint64_t own_bit = has_bits ? own->place.bit : own->place.presence;
        add_move(moves, first, first - own_bit + (has_bits ? there->bit : there->presence), bits);
        return;
    }
}

static void add_node(struct moves *moves, const struct model_node *node)
{
    const bool has_tag = node->choice != NULL && node->choice->kind != CHOICE_BY;
    if (has_tag && node->kind != NODE_SLOT) add_slot(moves, node->choice->tag);
    switch (node->kind) {
    case NODE_SLOT: add_slot(moves, node->first); break;
    case NODE_INLINE: add_area(moves, node, node->bit, span_of(node->dims, node->dim_count, node->bits, false)); break;
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a oneof has one */
    case NODE_ONEOF: add_area(moves, node, node->choice->area, node->choice->area_bits); break;
    case NODE_OVERLAY: add_area(moves, node, node->bit, node->bits); break;
    case NODE_RESERVED:
    case NODE_ARM: break;
    }
}

static int compare_moves(const void *a, const void *b)
{
    const struct move *left = a;
    const struct move *right = b;
    return left->own < right->own ? -1 : left->own > right->own;
}

static void merge_neighbours(struct moves *moves)
{
    if (moves->count == 0) return;
    qsort(moves->list, moves->count, sizeof *moves->list, compare_moves);
    size_t kept = 0;
    for (size_t i = 1; i < moves->count; i++) {
        struct move *last = &moves->list[kept];
        const struct move *next = &moves->list[i];
        if (next->own == last->own + last->bits && next->there == last->there + last->bits) last->bits += next->bits;
        else moves->list[++kept] = *next;
    }
    moves->count = kept + 1;
}

/* Moves of up to so many bits, and so many moves, are words in line; what is longer, and elements, the runtime moves. */
enum { WORD_BITS = 64, MOST_IN_LINE = 4 };

/*
 * "slot_store_bits(to, sizeof to, 3, 23, slot_load_bits(from, sizeof from, 0, 23));": words that may cover bytes beside
 * the move's, so not where others may be written at the same time.
 */
static void append_word_move(struct text *text, const char *to, const char *to_bit, const char *from,
                             const char *from_bit, uint64_t bits)
{
    struct text count = {0};
    text_uint(&count, bits);
    text_strings(text, "slot_store_bits(", to, ", sizeof ", to, ", ", to_bit, ", ", text_chars(&count),
                 ", slot_load_bits(", from, ", sizeof ", from, ", ", from_bit, ", ", text_chars(&count), "));\n", NULL);
    text_free(&count);
}

static void append_moves(struct text *text, const struct model_class *class, const struct model_node *node,
                         const char *margin, const char *record, const char *instance, bool out)
{
    const size_t tags = node->choice != NULL ? 1 : 0;
    struct moves moves = {NULL, 0, class, node->class, node->first + tags};
    for (size_t i = 0; i < node->class->node_count; i++) add_node(&moves, &node->class->nodes[i]);
    merge_neighbours(&moves);
    const bool in_line = node->dim_count == 0 && moves.count <= MOST_IN_LINE && class->alone_count == 0;
    struct text there = {0};
    struct text own = {0};
    for (size_t i = 0; i < moves.count; i++) {
        text_clear(&there);
        text_clear(&own);
        expr_place(&there, (uint32_t)moves.list[i].there, node->dims, node->dim_count, false, false);
        text_uint(&own, moves.list[i].own);
        const char *to = out ? instance : record;
        const char *from = out ? record : instance;
        const char *to_bit = text_chars(out ? &own : &there);
        const char *from_bit = text_chars(out ? &there : &own);
        text_string(text, margin);
        if (moves.list[i].bits <= WORD_BITS && in_line) {
            append_word_move(text, to, to_bit, from, from_bit, moves.list[i].bits);
            continue;
        }
        text_strings(text, "slot_move_bits(", to, ", ", to_bit, ", ", from, ", ", from_bit, ", ", NULL);
        text_uint(text, moves.list[i].bits);
        text_string(text, ");\n");
    }
    /* A class without bits: nothing but that it was meant so. */
    if (moves.count == 0) {
        text_strings(text, margin, "SLOT_CAST(void, ", record, ");\n", margin, "SLOT_CAST(void, ", instance, ");\n",
                     NULL);
    }
    text_free(&there);
    text_free(&own);
    free(moves.list);
}

void moves_out(struct text *text, const struct model_class *class, const struct model_node *node, const char *margin,
               const char *record, const char *instance)
{
    append_moves(text, class, node, margin, record, instance, true);
}

void moves_in(struct text *text, const struct model_class *class, const struct model_node *node, const char *margin,
              const char *record, const char *instance)
{
    append_moves(text, class, node, margin, record, instance, false);
}
