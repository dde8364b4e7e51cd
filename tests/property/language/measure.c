/* SPDX-License-Identifier: MIT */
/*
 * How many bits the parts of a schema take: at least the sum of what their values need, at most what a byte or an
 * alignment forces beyond that. The two are the same where nothing lies on a byte within arms and inline classes.
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

static struct measure measure_element(const struct content *content)
{
    struct measure measure = {content->bits, content->bits, 0};
    const struct class *target = content->target;
    if (content->style == STYLE_TEXT || content->style == STYLE_BYTES) measure.align = 1;
    if (content->style == STYLE_INLINE) {
        measure = target->image;
        if (measure.align > 0) measure.most = round_up(measure.most, 8 * measure.align);
    }
    if (content->style == STYLE_CLASS) {
        measure.least = 8 * target->least_size;
        measure.most = 8 * target->most_size;
        measure.align = target->align;
    }
    return measure;
}

static struct measure measure_slot(const struct content *content)
{
    struct measure measure = measure_element(content);
    unsigned count = 1;
    for (unsigned i = 0; i < content->dim_count; i++) count *= content->dims[i];
    const unsigned state = content->is_element_optional && !content->has_free_code ? 1 : 0;
    const bool has_presence = content->is_optional && (content->dim_count > 0 || !content->has_free_code);
    measure.least = (measure.least + state) * count + (has_presence ? 1 : 0);
    measure.most = (measure.most + state) * count + (has_presence ? 1 : 0);
    if (measure.align > 1) measure.most += 8 * (measure.align - 1);
    return measure;
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
    if (widest.align > 0) widest.most = round_up(widest.most, 8 * widest.align);
    if (widest.align > 1) widest.most += 8 * (widest.align - 1);
    if (item->kind == ITEM_ONEOF && item->by == NULL) {
        const unsigned tag = bits_for(item->arm_count - (item->is_optional ? 0 : 1));
        widest.least += tag;
        widest.most += tag;
    }
    return widest;
}

struct measure measure_items(const struct item *items, unsigned count)
{
    struct measure sum = {0, 0, 0};
    for (unsigned i = 0; i < count; i++) {
        const struct measure item =
            items[i].kind == ITEM_SLOT ? measure_slot(&items[i].content) : measure_arms(&items[i]);
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
        own.least += 8 * class->base->least_size;
        own.most += 8 * class->base->most_size;
        class->align = larger(class->align, class->base->align);
    }
    class->least_size = round_up(larger((own.least + 7) / 8, 1), class->align);
    class->most_size = round_up(larger((own.most + 7) / 8, 1), class->align);
}
