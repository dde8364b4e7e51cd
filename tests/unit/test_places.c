/* SPDX-License-Identifier: MIT */
/*
 * Places in whole classes, checked from outside: random schemas of a fixed seed, in which every bit is asked who owns
 * it, and records whose sizes are known.
 */
#include "compiled.h"
#include "unit.h"

#include "layout/window.h"
#include "model/places.h"
#include "support/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- Whose bits are these ---- */

/*
 * Whether slots a and b, numbered from `first`, lie in different arms of one oneof or overlay: only then may they share
 * bits. Asks what was declared, not what the layout and the slots say of arms.
 */
static bool are_apart(const struct model_node *nodes, size_t count, size_t first, size_t a, size_t b)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        const size_t begin = first + node->first;
        const bool has_a = a >= begin && a < begin + node->count;
        const bool has_b = b >= begin && b < begin + node->count;
        if (has_a != has_b) return false;
        if (!has_a || node->kind == NODE_SLOT) continue;
        if (node->kind == NODE_INLINE) {
            const size_t inner = begin + (node->choice != NULL ? 1 : 0);
            if (a < inner || b < inner) return false;
            return are_apart(node->class->nodes, node->class->node_count, inner, a, b);
        }
        for (size_t k = 0; k < node->node_count; k++) {
            const struct model_node *arm = &node->nodes[k];
            const bool a_here = a >= first + arm->first && a < first + arm->first + arm->count;
            const bool b_here = b >= first + arm->first && b < first + arm->first + arm->count;
            if (a_here && b_here) return are_apart(arm->nodes, arm->node_count, first, a, b);
            if (a_here || b_here) {
                const bool is_tag =
                    node->choice != NULL && node->choice->kind == CHOICE_ONEOF && (a == begin || b == begin);
                return !is_tag;
            }
        }
    }
    return false;
}

/* Who owns the bits of a class or of an image: a list for each bit. */
struct owners {
    const struct model_class *class;
    const struct place *places;
    uint64_t bits;
    uint32_t *heads; /* 1 + index of an entry */
    struct {
        uint32_t slot, next;
    } * entries;
    size_t count, allocated;
};

/* Whether two slots are digits of one number, not of two in different arms. */
static bool are_digits(const struct model_class *class, const struct place *places, size_t a, size_t b)
{
    if (places[a].group_bits == 0 || places[a].group_bits != places[b].group_bits || places[a].bit != places[b].bit)
        return false;
    return a == b || !are_apart(class->nodes, class->node_count, 0, a, b);
}

static void own(struct owners *owners, size_t slot, uint64_t bit, uint64_t width)
{
    const struct model_class *class = owners->class;
    for (uint64_t i = bit; i < bit + width; i++) {
        if (i >= owners->bits) ck_abort_msg("%s.%s lies outside", class->name, class->slots[slot].name);
        for (uint32_t at = owners->heads[i]; at != 0; at = owners->entries[at - 1].next) {
            const uint32_t other = owners->entries[at - 1].slot;
            if (other != slot && are_digits(class, owners->places, other, slot)) continue;
            if (other != slot && are_apart(class->nodes, class->node_count, 0, other, slot)) continue;
            ck_abort_msg("%s.%s shares bit %u with %s", class->name, class->slots[slot].name, (unsigned)i,
                         class->slots[other].name);
        }
        if (owners->count == owners->allocated) {
            owners->allocated = owners->allocated * 2 + 1024;
            owners->entries = realloc(owners->entries, owners->allocated * sizeof *owners->entries);
        }
        owners->entries[owners->count].slot = (uint32_t)slot;
        owners->entries[owners->count].next = owners->heads[i];
        owners->heads[i] = (uint32_t)++owners->count;
    }
}

/* Whether a code lies alone in a unit: of a class that lies naturally, but for a bit that says what is set, or @own. */
static bool has_unit(const struct model_slot *slot)
{
    const bool asks = slot->is_own || (slot->layout == MODEL_NATURAL && slot->type.kind != TYPE_GROUP);
    return asks && !model_is_blob(slot->type.kind) && slot->encoding.width > 0;
}

static uint64_t element_bits(const struct model_slot *slot)
{
    if (slot->type.kind == TYPE_CLASS) return (uint64_t)slot->type.class->size * 8;
    if (model_is_blob(slot->type.kind)) return (uint64_t)slot->type.bytes * 8;
    if (!has_unit(slot)) return slot->encoding.width;
    return slot->encoding.width <= 8 ? 8 : slot->encoding.width <= 16 ? 16 : slot->encoding.width <= 32 ? 32 : 64;
}

static uint32_t element_align(const struct model_slot *slot)
{
    if (slot->type.kind == TYPE_CLASS) return slot->type.class->align * 8;
    if (model_is_blob(slot->type.kind)) return 8;
    return has_unit(slot) ? (uint32_t)element_bits(slot) : 1;
}

/* All elements of a slot, with the presence bits that belong to each. */
static void own_elements(struct owners *owners, size_t index, const struct place *place)
{
    const struct model_slot *slot = &owners->class->slots[index];
    uint64_t total = 1;
    for (size_t i = 0; i < slot->dim_count; i++) total *= slot->dims[i].count;
    ck_assert_uint_eq(total, slot->element_count);
    for (uint64_t element = 0; element < total; element++) {
        uint64_t rest = element;
        uint64_t bit = place->bit;
        uint64_t presence = place->presence;
        bool is_first = true;
        for (size_t i = slot->dim_count; i-- > 0; rest /= slot->dims[i].count) {
            const uint64_t at = rest % slot->dims[i].count;
            bit += at * slot->dims[i].stride;
            presence += at * slot->dims[i].presence_stride;
            /* The elements of an array that is optional as a whole share one. */
            if (at > 0 && slot->optional && i >= slot->dim_count - slot->own_dims) is_first = false;
        }
        own(owners, index, bit, place->group_bits > 0 ? place->group_bits : element_bits(slot));
        if (bit % element_align(slot) != 0) ck_abort_msg("%s is not aligned", slot->name);
        if (slot->encoding.presence_bit && is_first) own(owners, index, presence, 1);
    }
}

/* Whether a slot lives in an arm of the choice, however deep. */
static bool lives_in(const struct model_slot *slot, const struct model_choice *choice)
{
    for (const struct model_arm *arm = slot->arm; arm != NULL; arm = arm->choice->arm) {
        if (arm->choice == choice) return true;
    }
    return false;
}

/*
 * Bits of an area or overlay, over its dimensions, belong to its members only, and to what lies in other arms of
 * something around it; and all members' bits lie in it.
 */
static void check_area(const struct owners *owners, const char *name, uint32_t area, uint32_t bits, size_t dim_count,
                       const struct model_dim *dims, const bool *members)
{
    unsigned char *inside = calloc(owners->bits + 1, 1);
    uint64_t total = 1;
    for (size_t i = 0; i < dim_count; i++) total *= dims[i].count;
    for (uint64_t element = 0; element < total; element++) {
        uint64_t rest = element;
        uint64_t bit = area;
        for (size_t i = dim_count; i-- > 0; rest /= dims[i].count) bit += rest % dims[i].count * dims[i].stride;
        for (uint64_t i = bit; i < bit + bits; i++) {
            if (i >= owners->bits || inside[i] != 0) ck_abort_msg("%s has bit %u twice or not", name, (unsigned)i);
            inside[i] = 1;
        }
    }
    for (uint64_t i = 0; i < owners->bits; i++) {
        for (uint32_t at = owners->heads[i]; at != 0; at = owners->entries[at - 1].next) {
            const uint32_t slot = owners->entries[at - 1].slot;
            if (members[slot] == (inside[i] != 0)) continue;
            size_t member = 0;
            while (!members[member]) member++;
            if (members[slot] || !are_apart(owners->class->nodes, owners->class->node_count, 0, member, slot))
                ck_abort_msg("%s: bit %u of %s", name, (unsigned)i, owners->class->slots[slot].name);
        }
    }
    free(inside);
}

static void check_areas(const struct owners *owners, const uint32_t *areas, const uint32_t *overlays)
{
    const struct model_class *class = owners->class;
    bool *members = calloc(class->slot_count + 1, sizeof *members);
    for (size_t i = 0; i < class->choice_count; i++) {
        const struct model_choice *choice = class->choices[i];
        const struct model_slot *tag = &class->slots[choice->tag];
        for (size_t k = 0; k < class->slot_count; k++) members[k] = lives_in(&class->slots[k], choice);
        check_area(owners, choice->name, areas[i], choice->area_bits, tag->dim_count, tag->dims, members);
    }
    for (size_t i = 0; i < class->overlay_count; i++) {
        for (size_t k = 0; k < class->slot_count; k++) members[k] = class->slots[k].overlay == i + 1;
        check_area(owners, "overlay", overlays[i], class->overlays[i].bits, class->overlays[i].dim_count,
                   class->overlays[i].dims, members);
    }
    free(members);
}

/* The digits of a number follow one another without a gap, and the number has room for all that they say. */
static void check_digits(const struct model_class *class, const struct place *places, size_t index)
{
    const struct place *number = &places[index];
    size_t digits = 0;
    for (size_t i = 0; i < class->slot_count; i++) digits += are_digits(class, places, i, index) ? 1 : 0;
    uint64_t weight = 1;
    for (size_t found = 0; found < digits; found++) {
        size_t next = 0;
        while (next < class->slot_count && !(are_digits(class, places, next, index) && places[next].weight == weight))
            next++;
        if (next == class->slot_count) ck_abort_msg("%s.%s: a digit is missing", class->name, class->slots[index].name);
        const uint64_t codes = class->slots[next].encoding.codes + 1;
        ck_assert_uint_ge(codes, 2);
        ck_assert_uint_le(weight, UINT64_MAX / codes);
        weight *= codes;
    }
    ck_assert_uint_ge(digits, 2);
    ck_assert_uint_eq(weight, number->group_codes);
    ck_assert(number->group_bits == 64 || (weight - 1) >> number->group_bits == 0);
}

/* Everything about the places of a record or of an image; returns how many bits have an owner. */
static uint64_t check_bits(const struct model_class *class, uint64_t bits, const struct place *places,
                           const uint32_t *areas, const uint32_t *overlays)
{
    struct owners owners = {.class = class, .places = places, .bits = bits};
    for (size_t i = 0; i < class->slot_count; i++) {
        if (places[i].group_bits > 0) check_digits(class, places, i);
    }
    owners.heads = calloc(bits + 1, sizeof *owners.heads);
    for (size_t i = 0; i < class->slot_count; i++) own_elements(&owners, i, &places[i]);
    check_areas(&owners, areas, overlays);
    uint64_t owned = 0;
    for (uint64_t i = 0; i < bits; i++) owned += owners.heads[i] != 0 ? 1 : 0;
    free(owners.heads);
    free(owners.entries);
    return owned;
}

/* Aborts where a word of so many bytes covers a byte of another slot's @own unit. */
static void check_alone(const struct model_class *class, const struct model_slot *slot, uint64_t byte, unsigned bytes)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *other = &class->slots[i];
        if (!other->is_own || other == slot) continue;
        const uint64_t begin = other->place.bit / 8;
        if (byte >= begin + element_bits(other) / 8 || byte + bytes <= begin) continue;
        ck_abort_msg("%s: a word of %s covers %s", class->name, slot->name, other->name);
    }
}

static bool has_own(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (slot->is_own || (slot->type.kind == TYPE_CLASS && has_own(slot->type.class))) return true;
    }
    return false;
}

/*
 * The word of elements has each of them from its first byte on, or up to its last, and lies inside the record; there is
 * one in a record of more than eight bytes where one fits.
 */
static void check_word(const struct model_class *class, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    const unsigned width = slot->encoding.width;
    bool fits[] = {true, true, true, true};
    for (uint64_t element = 0; element < slot->element_count; element++) {
        uint64_t rest = element;
        uint64_t bit = place->bit;
        for (size_t i = slot->dim_count; i-- > 0; rest /= slot->dims[i].count) {
            bit += rest % slot->dims[i].count * slot->dims[i].stride;
        }
        for (unsigned i = 0; i < 4; i++) {
            fits[i] = fits[i] && bit % 8 + width <= 8u << i && bit / 8 + (1u << i) <= class->size;
        }
        if (place->window_bytes == 0) continue;
        const uint64_t byte = place->window_ends ? (bit + width - 1) / 8 + 1 - place->window_bytes : bit / 8;
        if (byte * 8 > bit || byte + place->window_bytes > class->size ||
            (byte + place->window_bytes) * 8 < bit + width)
            ck_abort_msg("%s.%s has a word of %u", class->name, slot->name, place->window_bytes);
        check_alone(class, slot, byte, place->window_bytes);
    }
    const bool is_any = fits[0] || fits[1] || fits[2] || fits[3];
    if (place->window_bytes == 0 && !has_own(class) && class->size > 8 && is_any)
        ck_abort_msg("%s.%s has no word", class->name, slot->name);
}

static void check_window(const struct model_class *class, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    const unsigned width = place->group_bits > 0 ? place->group_bits : slot->encoding.width;
    if (width > 0 && slot->dim_count > 0) {
        check_word(class, slot);
        return;
    }
    if (width == 0) {
        ck_assert_uint_eq(place->window_bytes, 0);
        return;
    }
    if (place->window_bytes == 0 || place->window + place->window_bytes > class->size ||
        place->window * 8 > place->bit || place->bit + width > (place->window + place->window_bytes) * 8)
        ck_abort_msg("%s.%s has a window of %u at %u", class->name, slot->name, place->window_bytes, place->window);
    check_alone(class, slot, place->window, place->window_bytes);
    if (has_unit(slot) && (place->window * 8 != place->bit || place->window_bytes * 8 != element_bits(slot)))
        ck_abort_msg("%s.%s is not read as its unit", class->name, slot->name);
}

/* What a node of an inline class says, and what its slots say. */
static void check_nodes(const struct model_class *class, const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        check_nodes(class, node->nodes, node->node_count);
        if (node->kind == NODE_ONEOF) {
            ck_assert_uint_eq(node->bit, node->choice->area);
            ck_assert_uint_eq(node->bits, node->choice->area_bits);
        }
        if (node->kind != NODE_INLINE) continue;
        const size_t first = node->first + (node->choice != NULL ? 1 : 0);
        for (size_t k = 0; k < node->dim_count && node->class->slot_count > 0; k++)
            ck_assert_uint_eq(node->dims[k].stride, class->slots[first].dims[k].stride);
        ck_assert_uint_eq(node->bits, node->class->image.bits);
        ck_assert_uint_eq(node->bit % node->class->image.align, 0);
        for (size_t k = 0; k < node->class->slot_count; k++) {
            const struct place *place = &class->slots[first + k].place;
            const struct place *inner = &node->class->image.places[k];
            ck_assert_uint_eq(place->bit, node->bit + inner->bit);
            if (class->slots[first + k].encoding.presence_bit)
                ck_assert_uint_eq(place->presence, node->bit + inner->presence);
        }
    }
}

static void check_class(struct model_class *class)
{
    struct place *places = calloc(class->slot_count + 1, sizeof *places);
    uint32_t *areas = calloc(class->choice_count + 1, sizeof *areas);
    uint32_t *overlays = calloc(class->overlay_count + 1, sizeof *overlays);
    for (size_t i = 0; i < class->slot_count; i++) {
        places[i] = class->slots[i].place;
        check_window(class, &class->slots[i]);
    }
    for (size_t i = 0; i < class->choice_count; i++) areas[i] = class->choices[i]->area;
    for (size_t i = 0; i < class->overlay_count; i++) overlays[i] = class->overlays[i].bit;
    const uint64_t owned = check_bits(class, (uint64_t) class->size * 8, places, areas, overlays);
    ck_assert_uint_le(owned, class->used_bits);
    ck_assert_uint_le(class->used_bits, (uint64_t) class->size * 8);
    if (class->base != NULL) {
        ck_assert_uint_eq(class->inherited_count, class->base->slot_count);
        for (size_t i = 0; i < class->slot_count; i++) {
            if (i >= class->inherited_count) {
                if (element_bits(&class->slots[i]) > 0) ck_assert_uint_ge(places[i].bit, class->base->size * 8);
                continue;
            }
            ck_assert_uint_eq(places[i].bit, class->base->slots[i].place.bit);
            ck_assert_uint_eq(places[i].presence, class->base->slots[i].place.presence);
        }
    }
    check_nodes(class, class->nodes, class->node_count);
    const uint64_t size = class->size;
    ck_assert_uint_le(places_measure(class).size, size); /* @size */
    if (class->is_inlined) {
        const struct model_image *image = &class->image;
        check_bits(class, image->bits, image->places, image->areas, image->overlays);
        if (image->bits > size * 8)
            ck_abort_msg("the image of %s takes %u bits of %u", class->name, image->bits, (unsigned)size * 8);
    }
    free(places);
    free(areas);
    free(overlays);
}

static void check_schema(const char *schema)
{
    struct compiled compiled;
    struct compiled again;
    compiled_from(&compiled, schema);
    compiled_from(&again, schema);
    if (compiled.model == NULL) ck_abort_msg("%s\n%s", schema, compiled.messages);
    for (size_t i = 0; i < compiled.model->class_count; i++) {
        check_class(compiled.model->classes[i]);
        ck_assert_uint_eq(compiled.model->classes[i]->layout_id, again.model->classes[i]->layout_id);
    }
    compiled_free(&compiled);
    compiled_free(&again);
}

/* ---- Random schemas ---- */

enum { SCHEMAS = 400, CLASSES = 8, MOST_WEIGHT = 300 };

struct writer {
    struct text text;
    uint64_t state;
    unsigned names;
    bool has_units[CLASSES];
    unsigned weight[CLASSES]; /* flat slots with their elements, so that nothing explodes */
    unsigned at;              /* the class that is written */
};

static unsigned below(struct writer *writer, unsigned bound)
{
    writer->state = writer->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((writer->state >> 33) % bound);
}

static void write_number(struct writer *writer, const char *before, unsigned number, const char *behind)
{
    text_string(&writer->text, before);
    text_uint(&writer->text, number);
    text_string(&writer->text, behind);
}

/* The name of a slot, for all classes different. */
static void write_name(struct writer *writer)
{
    write_number(writer, "s", writer->names++, "");
}

/* A type that can be optional; a range in parentheses where an array follows. */
static void write_simple(struct writer *writer, bool is_array)
{
    static const char *const names[] = {"bool",    "Side",    "Many",     "Late",  "float16", "float32", "float64",
                                        "text(1)", "text(5)", "bytes(3)", "uint8", "uint16",  "int64"};
    static const char *const ranges[] = {"0 .. 39", "0.00 .. 9.99 step 0.01", "7 .. 7", "-30 .. 30 step 3"};
    enum { NAMES = sizeof names / sizeof *names, RANGES = sizeof ranges / sizeof *ranges };
    const unsigned kind = below(writer, NAMES + 2 * RANGES + 6);
    if (kind < NAMES) {
        text_string(&writer->text, names[kind]);
    } else if (kind < NAMES + 6) {
        write_number(writer, "uint", 1 + below(writer, 64), "");
    } else {
        text_string(&writer->text, is_array ? "(" : "");
        if (kind < NAMES + 6 + RANGES) text_string(&writer->text, ranges[kind - NAMES - 6]);
        else write_number(writer, "0 .. ", below(writer, 3000), "");
        text_string(&writer->text, is_array ? ")" : "");
    }
}

static void write_array(struct writer *writer, unsigned *weight)
{
    const unsigned count = 1 + below(writer, 5);
    write_number(writer, "[", count, "]");
    *weight *= count;
    if (below(writer, 4) != 0) return;
    write_number(writer, "[", 2, "]");
    *weight *= 2;
}

/* What stands behind the colon; returns how much it weighs. */
static unsigned write_type(struct writer *writer)
{
    static const char *const plain[] = {"symbol(names)", "ref Node", "pointer(\"void\")", "pointer(\"int\", align: 8)",
                                        "any"};
    unsigned weight = 1;
    const unsigned kind = below(writer, 12);
    if (kind < 2) {
        text_string(&writer->text, plain[below(writer, 5)]);
        if (below(writer, 4) == 0) write_array(writer, &weight);
        return weight;
    }
    const unsigned other = writer->at > 0 ? below(writer, writer->at) : 0;
    const bool is_class = kind < 5 && writer->at > 0 && writer->weight[other] < MOST_WEIGHT;
    const bool is_inline = is_class && kind < 4 && !writer->has_units[other];
    if (is_class && writer->has_units[other]) writer->has_units[writer->at] = true;
    const bool is_array = below(writer, 4) == 0;
    const bool element_optional = is_array && below(writer, 3) == 0;
    if (element_optional) text_string(&writer->text, "(");
    if (is_inline) text_string(&writer->text, "inline ");
    if (is_class) write_number(writer, "C", other, "");
    else write_simple(writer, is_array && !element_optional);
    if (is_inline) weight = writer->weight[other] + 1;
    if (element_optional) text_string(&writer->text, " ?)");
    if (is_array) write_array(writer, &weight);
    if (!element_optional && below(writer, 3) == 0) text_string(&writer->text, " ?");
    return weight;
}

static unsigned write_items(struct writer *writer, unsigned depth, unsigned most);

static unsigned write_arms(struct writer *writer, unsigned depth)
{
    unsigned weight = 0;
    for (unsigned arms = 1 + below(writer, 4); arms > 0; arms--) {
        write_name(writer);
        text_string(&writer->text, ": ");
        if (below(writer, 2) == 0) {
            text_string(&writer->text, "{ ");
            weight += write_items(writer, depth + 1, 3);
            text_string(&writer->text, "}\n");
        } else {
            weight += write_type(writer);
            text_string(&writer->text, ";\n");
        }
    }
    return weight;
}

/* A oneof or an overlay. */
static unsigned write_choice(struct writer *writer, unsigned depth)
{
    unsigned weight = 1;
    const unsigned kind = below(writer, 4);
    if (kind == 0) { /* by */
        write_number(writer, "by", writer->names, below(writer, 2) ? ": bool;\n" : ": bool ?;\n");
        write_number(writer, "oneof o", writer->names, "");
        write_number(writer, " by by", writer->names++, " { false: ");
        weight += write_type(writer);
        text_string(&writer->text, "; true: {");
        weight += write_items(writer, depth + 1, 3);
        text_string(&writer->text, "} }\n");
        return weight;
    }
    text_string(&writer->text, kind == 1 ? "overlay " : "oneof ");
    write_name(writer);
    text_string(&writer->text, kind == 2 ? " ? {\n" : " {\n");
    weight += write_arms(writer, depth);
    text_string(&writer->text, "}\n");
    return weight;
}

static unsigned write_items(struct writer *writer, unsigned depth, unsigned most)
{
    unsigned weight = 0;
    for (unsigned items = 1 + below(writer, most); items > 0 && weight < MOST_WEIGHT; items--) {
        if (depth < 3 && below(writer, 5) == 0) {
            weight += write_choice(writer, depth);
            continue;
        }
        write_name(writer);
        text_string(&writer->text, ": ");
        if (depth == 0 && below(writer, 12) == 0) {
            write_number(writer, "uint", 1 + below(writer, 64), below(writer, 2) ? " @own" : " ? @own");
            writer->has_units[writer->at] = true;
        } else {
            weight += write_type(writer);
        }
        text_string(&writer->text, ";\n");
    }
    return weight;
}

static void write_schema(struct writer *writer)
{
    text_clear(&writer->text);
    writer->names = 0;
    text_string(&writer->text,
                "enum Side { buy, sell }\nenum Many { a = -3, b = 70, c = 4000 }\nflags Late { x, y, z }\n"
                "symbols names(500);\nclass Node @pool(capacity: 1_000) { on: bool; }\n");
    for (writer->at = 0; writer->at < CLASSES; writer->at++) {
        unsigned weight = 0;
        bool has_units = false;
        write_number(writer, "class C", writer->at, "");
        const unsigned base = writer->at > 0 ? below(writer, writer->at) : 0;
        if (writer->at > 0 && below(writer, 3) == 0 && writer->weight[base] < MOST_WEIGHT) {
            write_number(writer, "(C", base, ")");
            weight = writer->weight[base];
            has_units = writer->has_units[base];
        }
        const unsigned layout = below(writer, 6);
        if (layout < 2) text_string(&writer->text, layout == 0 ? " @layout(natural)" : " @layout(dense)");
        writer->has_units[writer->at] = layout == 0 || has_units;
        if (below(writer, 4) == 0) write_number(writer, " @align(", 1u << below(writer, 5), ")");
        text_string(&writer->text, " {\n");
        weight += write_items(writer, 0, 10);
        text_string(&writer->text, "}\n");
        writer->weight[writer->at] = weight;
    }
}

START_TEST(every_bit_of_random_classes_has_the_owners_it_may_have)
{
    struct writer writer = {.state = 7};
    for (int i = 0; i < SCHEMAS; i++) {
        write_schema(&writer);
        check_schema(text_chars(&writer.text));
    }
    text_free(&writer.text);
}
END_TEST

/* ---- Known records ---- */

static const struct {
    const char *name; /* of the class measured, the last one */
    uint32_t size;
    const char *schema;
} records[] = {
    {"a date", 3, "class D { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; }"},
    {"nothing", 1, "class N { }"},
    {"what holds nothing", 1, "class E { } class N { e: E; }"},
    {"nothing inline", 1, "class E { } class N { e: inline E; }"},
    {"loose slots", 24, "class Loose { year, month, day; }"},
    {"arrays are packed", 4, "class A { levels: (0 .. 100)[4]; on: bool[4]; }"},
    {"arrays of optional elements", 5, "class A { a: (0 .. 39 ?)[5]; b: (bool ?)[5]; }"},
    {"arrays of two dimensions", 3, "class A { grid: (0 .. 7)[2][4]; }"},
    {"texts lie on bytes, codes behind them", 16,
     "class T { a: 0 .. 3; note: text(12); b: 0 .. 1023; c: bytes(2); d: bool[4]; }"},
    {"a tag fills a byte", 3,
     "class O { oneof x { a: uint16; b: bool; c: (0 .. 3)[8]; d: uint8; e: 0 .. 5; } f: 0 .. 31; }"},
    {"no arm costs a code", 2, "class O { oneof x ? { a: 0 .. 8191; b: uint8; c: bool; } g: bool; }"},
    {"a slot that tells arms apart costs nothing", 2,
     "enum S { buy, sell } class O { s: S; oneof x by s { buy: { a: 0 .. 16383; } sell: { b: bool; c: uint8; } } g: "
     "bool; }"},
    {"an overlay is as wide as its widest arm", 4,
     "class O { overlay x { a: uint32; b: float32; c: bytes(4); d: { e: uint16; f: uint16; } } }"},
    {"inline dates share bytes", 6,
     "class D { y: 1 .. 9999; m: 1 .. 12; d: 1 .. 31; } class P { a: inline D; b: inline D; c: bool[2]; }"},
    {"dates by value do not", 7,
     "class D { y: 1 .. 9999; m: 1 .. 12; d: 1 .. 31; } class P { a: D; b: D; c: bool[2]; }"},
    {"an optional inline class costs a bit", 3,
     "class D { y: 1 .. 9999; m: 1 .. 12; d: 1 .. 31; } class P { a: inline D ?; }"},
    {"an optional class by value costs a bit", 4,
     "class D { y: 1 .. 9999; m: 1 .. 12; d: 1 .. 31; } class P { a: D ?; }"},
    {"a base is a prefix", 4, "class D { y: 1 .. 9999; m: 1 .. 12; d: 1 .. 31; } class H(D) { a: uint8; }"},
    {"a base without slots is nothing", 1, "class M { } class H(M) { a: uint8; }"},
    {"only own slots round up again", 5, "class A { a: 0 .. 3; } class B(A) { b: 0 .. 3; } class C(B) { c: uint24; }"},
    {"a base's alignment is kept", 8, "class A @align(4) { a: uint8; } class B(A) { b: uint8; }"},
    {"an embedded class is aligned", 12,
     "class A @align(4) { a: 0 .. 16777215; } class B { t: text(3); a: A; u: text(4); n: 0 .. 255; }"},
    {"refs, symbols and pointers", 13,
     "symbols t(5_000); class R @pool(capacity: 127) { a: ref R; b: symbol(t); p: pointer(\"void\"); c: bool[20]; }"},
    {"aligned pointers leave bits", 8, "class R { p: pointer(\"int\", align: 8); c: bool[3]; }"},
    {"exactly so many bytes", 12, "class R @size(12) { p: uint8; }"},
    {"a trade", 39,
     "class Date { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; } symbols tickers(5_000);\n"
     "enum Side { buy, sell } flags Condition { late, cross, odd_lot }\n"
     "class Trade @pool(capacity: 16_777_215) @table @max_size(39) {\n"
     "symbol: symbol(tickers); side: Side; price: 0.00 .. 100_000.00 step 0.01; quantity: 1 .. 1_000_000 = 1;\n"
     "time: 0 .. 86_399_999_999_999; flags: Condition; venue: 0 .. 39 ?; desk: 0 .. 254 ? unset 255; parent: ref "
     "Trade;\n"
     "settled: Date ?; note: text(12); levels: (0 .. 100)[4];\n"
     "oneof origin by side { buy: { buyer: uint16; } sell: { seller: uint16; locate: bool; } } }"},
};

START_TEST(known_records_have_the_size_they_need)
{
    struct compiled compiled;
    compiled_from(&compiled, records[_i].schema);
    if (compiled.model == NULL) ck_abort_msg("%s: %s", records[_i].name, compiled.messages);
    struct model_class *last = compiled.model->classes[compiled.model->class_count - 1];
    if (last->size != records[_i].size)
        ck_abort_msg("%s: %u bytes, not %u", records[_i].name, last->size, records[_i].size);
    compiled_free(&compiled);
    check_schema(records[_i].schema);
}
END_TEST

/* What an inline class is copied to and from moves in few runs: its image is its record without the spare bits. */
START_TEST(images_are_records_closed_up)
{
    struct compiled compiled;
    compiled_from(&compiled,
                  "class T { a: 1 .. 9999; b: 1 .. 12; c: 1 .. 31; }\n"
                  "class User { t: inline T; u: (inline T ?)[2]; }");
    ck_assert_msg(compiled.model != NULL, "%s", compiled.messages);
    const struct model_class *class = compiled.model->classes[0];
    ck_assert_uint_lt(class->image.bits, class->size * 8);
    for (size_t i = 0; i < class->slot_count; i++) {
        for (size_t k = 0; k < class->slot_count; k++) {
            if (class->slots[i].place.bit >= class->slots[k].place.bit) continue;
            ck_assert_uint_lt(class->image.places[i].bit, class->image.places[k].bit);
        }
    }
    compiled_free(&compiled);
}
END_TEST

Suite *places_suite(void)
{
    Suite *suite = suite_create("places");
    TCase *cases = tcase_create("places");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, every_bit_of_random_classes_has_the_owners_it_may_have);
    tcase_add_test(cases, images_are_records_closed_up);
    tcase_add_loop_test(cases, known_records_have_the_size_they_need, 0, (int)(sizeof records / sizeof *records));
    suite_add_tcase(suite, cases);
    return suite;
}
