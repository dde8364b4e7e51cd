/* SPDX-License-Identifier: MIT */
/*
 * How many bits the parts of a schema take: at least the sum of what their values need, at most what a byte or an
 * alignment forces beyond that. The two are the same where nothing lies on a byte within arms and inline classes, and
 * in a declared class, which has no gaps but those that are written; a number of several codes may save less than a bit
 * a code.
 */
#include "schema.h"

static unsigned round_up(unsigned number, unsigned multiple)
{
    return (number + multiple - 1) / multiple * multiple;
}

static unsigned larger(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

unsigned bits_for(uint64_t most)
{
    unsigned bits = 0;
    while (bits < 64 && most >> bits != 0) bits++;
    return bits;
}

/* Whether a slot has a code, which is `bits` wide where it is not optional. */
static bool has_code(const struct content *content)
{
    return content->style != STYLE_TEXT && content->style != STYLE_BYTES && content->style != STYLE_CLASS &&
           content->style != STYLE_INLINE;
}

static uint64_t span_of(const struct enumeration *list)
{
    int64_t low = list->values[0], high = list->values[0];
    for (unsigned i = 1; i < list->count; i++) {
        if (list->values[i] < low) low = list->values[i];
        if (list->values[i] > high) high = list->values[i];
    }
    return (uint64_t)(high - low);
}

/* The highest code of a type of which a number may have digits, without "unset". */
static bool find_digits(const struct content *content, uint64_t *most)
{
    switch (content->style) {
    case STYLE_INT:
    case STYLE_UINT:
    case STYLE_STEPS: *most = (content->high - content->low) / content->step; return true;
    case STYLE_BOOL: *most = 1; return true;
    case STYLE_ENUM: *most = content->enumeration->count - 1; return true;
    case STYLE_SYMBOL:
    case STYLE_REF: *most = content->high; return true;
    default: return false;
    }
}

/* What a number needs for one of its digits: at least the whole bits of its logarithm. */
static struct measure measure_digit(uint64_t most)
{
    const unsigned bits = bits_for(most);
    const bool is_power = bits == 64 ? most == UINT64_MAX : most + 1 == UINT64_C(1) << bits;
    return (struct measure){is_power || bits == 0 ? bits : bits - 1, bits, 0};
}

static unsigned unit_for(unsigned bits)
{
    unsigned unit = 8;
    while (unit < bits) unit *= 2;
    return bits == 0 ? 0 : unit;
}

/* A code by the values alone. */
static unsigned code_bits(const struct content *content)
{
    const bool is_given = content->style == STYLE_ENUM && content->layout == LAYOUT_DECLARED;
    return is_given ? bits_for(span_of(content->enumeration)) : content->bits;
}

/* Whether "unset" is a bit of its own, of each element or of a single value. */
static bool has_state(const struct content *content)
{
    uint64_t most = 0;
    if (!content->is_element_optional && (!content->is_optional || content->dim_count > 0)) return false;
    if (content->style == STYLE_INLINE || content->layout == LAYOUT_DECLARED) return true;
    const bool is_digit = content->layout == LAYOUT_DENSE && content->dim_count == 0 && !content->is_own;
    if (is_digit && find_digits(content, &most)) return most == UINT64_MAX;
    if (content->style == STYLE_ENUM && !content->has_free_code) {
        /* Distances between values may have a bit more, and with it room. */
        const uint64_t span = span_of(content->enumeration);
        return bits_for(span) != content->bits + 1 || bits_for(span + 1) != content->bits + 1;
    }
    return !content->has_free_code;
}

static struct measure measure_element(const struct content *content)
{
    const unsigned bits = code_bits(content);
    struct measure measure = {bits, bits, 0};
    const struct class *target = content->target;
    uint64_t most = 0;
    if (has_code(content) && (content->is_own || content->layout == LAYOUT_NATURAL)) {
        measure.least = measure.most = unit_for(bits);
        measure.align = measure.least / 8;
    } else if (content->layout == LAYOUT_DENSE && content->dim_count == 0 && find_digits(content, &most)) {
        measure = measure_digit(content->is_optional && most < UINT64_MAX ? most + 1 : most);
    }
    if (content->style == STYLE_TEXT || content->style == STYLE_BYTES) measure.align = 1;
    if (content->style == STYLE_INLINE) {
        measure = target->image;
        if (measure.align > 0 && content->layout != LAYOUT_DECLARED)
            measure.most = round_up(measure.most, 8 * measure.align);
    }
    if (content->style == STYLE_CLASS) {
        measure.least = 8 * target->least_size;
        measure.most = 8 * target->most_size;
        measure.align = target->align;
    }
    return measure;
}

static unsigned count_elements(const struct content *content)
{
    unsigned count = 1;
    for (unsigned i = 0; i < content->dim_count; i++) count *= content->dims[i];
    return count;
}

static unsigned state_bits(const struct content *content)
{
    const unsigned count = content->is_element_optional ? count_elements(content) : 1;
    return has_state(content) ? count : content->is_optional && content->dim_count > 0 ? 1 : 0;
}

static struct measure measure_slot(const struct content *content)
{
    struct measure measure = measure_element(content);
    const unsigned count = count_elements(content);
    /* An enum in compact that has room only by its distances takes the bit for that. */
    const bool is_wider = content->style == STYLE_ENUM && !content->has_free_code && !has_state(content) &&
                          measure.align == 0 && content->layout != LAYOUT_DENSE &&
                          (content->is_element_optional || (content->is_optional && content->dim_count == 0));
    const unsigned more = state_bits(content) + (is_wider ? count : 0);
    measure.least = measure.least * count + more;
    measure.most = measure.most * count + more;
    /* Units leave no gaps: the widest come first. */
    const bool has_gap = measure.align > 1 && !has_code(content) && content->layout != LAYOUT_DECLARED;
    if (has_gap) measure.most += 8 * (measure.align - 1);
    return measure;
}

static struct measure measure_tag(const struct item *item)
{
    struct measure tag = {0, 0, 0};
    if (item->kind != ITEM_ONEOF || item->by != NULL) return tag;
    const unsigned most = item->arm_count - (item->is_optional ? 0 : 1);
    if (item->layout == LAYOUT_DENSE) return measure_digit(most);
    tag.least = bits_for(most);
    if (item->layout == LAYOUT_NATURAL) tag.least = unit_for(tag.least);
    if (item->layout == LAYOUT_NATURAL && tag.least > 0) tag.align = 1;
    tag.most = tag.least;
    return tag;
}

static struct measure measure_arms(const struct item *item)
{
    struct measure widest = {0, 0, 0};
    for (unsigned i = 0; i < item->arm_count; i++) {
        const struct measure arm = measure_items(item->arms[i].items, item->arms[i].count);
        widest.least = larger(widest.least, arm.least);
        widest.most = larger(widest.most, arm.most);
        widest.align = larger(widest.align, arm.align);
    }
    if (item->layout != LAYOUT_DECLARED) {
        if (widest.align > 0) widest.most = round_up(widest.most, 8 * widest.align);
        if (widest.align > 1) widest.most += 8 * (widest.align - 1);
    }
    const struct measure tag = measure_tag(item);
    widest.least += tag.least;
    widest.most += tag.most;
    widest.align = larger(widest.align, tag.align);
    return widest;
}

unsigned measure_before(const struct item *item)
{
    if (item->kind == ITEM_ONEOF) return measure_tag(item).least;
    return item->kind == ITEM_SLOT ? state_bits(&item->content) : 0;
}

struct measure measure_item(const struct item *item)
{
    switch (item->kind) {
    case ITEM_SLOT: return measure_slot(&item->content);
    case ITEM_RESERVED: return (struct measure){item->reserved, item->reserved, 0};
    case ITEM_ONEOF:
    case ITEM_OVERLAY: break;
    }
    return measure_arms(item);
}

struct measure measure_items(const struct item *items, unsigned count)
{
    struct measure sum = {0, 0, 0};
    for (unsigned i = 0; i < count; i++) {
        const struct measure item = measure_item(&items[i]);
        sum.least += item.least;
        sum.most += item.most;
        sum.align = larger(sum.align, item.align);
    }
    return sum;
}

void measure_class(struct class *class)
{
    struct measure own = measure_items(class->items, class->count);
    class->image = own;
    class->align = larger(class->given_align, larger(own.align, 1));
    if (class->base != NULL) {
        class->image.least += class->base->image.least;
        class->image.most += 8 * class->base->most_size;
        class->image.align = larger(own.align, class->base->image.align);
        /* A base may end where nothing wide can begin. */
        if (own.align > class->base->align && class->layout != LAYOUT_DECLARED)
            own.most += 8 * (own.align - class->base->align);
        own.least += 8 * class->base->least_size;
        own.most += 8 * class->base->most_size;
        class->align = larger(class->align, class->base->align);
    }
    class->least_size = round_up(larger((own.least + 7) / 8, 1), class->align);
    class->most_size = round_up(larger((own.most + 7) / 8, 1), class->align);
}
