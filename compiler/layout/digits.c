/* SPDX-License-Identifier: MIT */
/*
 * Digits gathered into numbers; see digits.h. The first digit of a number, in the order of the items, has the weight 1,
 * each one behind it the product of those before.
 */
#include "layout/digits.h"

#include "layout/dense.h"

#include <stdlib.h>
#include <string.h>

bool digits_are_there(const struct layout_item *items, size_t count)
{
    size_t digits = 0;
    for (size_t i = 0; i < count && digits < 2; i++) digits += items[i].radix > 0 ? 1 : 0;
    return digits == 2;
}

/* The families that items with a radix are of: those below the one returned. */
static uint32_t families_of(const struct layout_item *items, size_t count)
{
    uint32_t families = 0;
    for (size_t i = 0; i < count; i++) {
        if (items[i].radix > 0 && items[i].family >= families) families = items[i].family + 1;
    }
    return families;
}

/* Groups the items of one family; the numbers it makes follow `*numbers`, which it moves on. */
static bool group_family(const struct layout_item *items, size_t count, uint32_t family, struct digits *digits,
                         uint32_t *numbers)
{
    uint64_t *radices = malloc((count + 1) * sizeof *radices);
    uint32_t *groups = malloc((count + 1) * sizeof *groups);
    size_t members = 0;
    bool enough = radices != NULL && groups != NULL;
    for (size_t i = 0; enough && i < count; i++) {
        if (items[i].radix > 0 && items[i].family == family) radices[members++] = items[i].radix;
    }
    enough = enough && dense_group(radices, members, groups);
    uint32_t most = 0;
    size_t member = 0;
    for (size_t i = 0; enough && i < count; i++) {
        if (items[i].radix == 0 || items[i].family != family) continue;
        const uint32_t group = groups[member++];
        digits->groups[i] = group == 0 ? 0 : *numbers + group;
        if (group > most) most = group;
    }
    *numbers += most;
    free(radices);
    free(groups);
    return enough;
}

/* The items of the numbers, and of what is no digit. `places` has the index of each number's item. */
static void gather(const struct layout_item *items, size_t count, struct digits *digits, size_t *places)
{
    for (size_t i = 0; i < count; i++) {
        const uint32_t group = digits->groups[i];
        if (group == 0 || places[group] == SIZE_MAX) {
            if (group != 0) places[group] = digits->count;
            digits->weights[i] = group == 0 ? 0 : 1;
            digits->item_of[i] = digits->count;
            digits->items[digits->count++] = items[i];
        } else {
            struct layout_item *number = &digits->items[places[group]];
            digits->weights[i] = number->radix;
            digits->item_of[i] = places[group];
            number->radix *= items[i].radix;
            number->width = dense_bits(number->radix);
            number->bits = number->width;
        }
    }
}

bool digits_gather(const struct layout_item *items, size_t count, struct digits *digits)
{
    *digits = (struct digits){.items = malloc((count + 1) * sizeof *digits->items),
                              .item_of = malloc((count + 1) * sizeof *digits->item_of),
                              .groups = calloc(count + 1, sizeof *digits->groups),
                              .weights = malloc((count + 1) * sizeof *digits->weights)};
    size_t *places = malloc((count + 1) * sizeof *places);
    bool enough = digits->items != NULL && digits->item_of != NULL && digits->groups != NULL &&
                  digits->weights != NULL && places != NULL;
    uint32_t numbers = 0;
    const uint32_t families = families_of(items, count);
    for (uint32_t family = 0; enough && family < families; family++)
        enough = group_family(items, count, family, digits, &numbers);
    if (enough) {
        memset(places, 0xff, (count + 1) * sizeof *places);
        gather(items, count, digits, places);
    }
    free(places);
    return enough;
}

void digits_spread(const struct digits *digits, struct layout_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct layout_item *from = &digits->items[digits->item_of[i]];
        items[i].bit = from->bit;
        items[i].presence = from->presence;
        items[i].group_bits = digits->groups[i] == 0 ? 0 : from->width;
        items[i].weight = digits->weights[i];
        items[i].group_codes = digits->groups[i] == 0 ? 0 : from->radix;
    }
}

void digits_free(struct digits *digits)
{
    free(digits->items);
    free(digits->item_of);
    free(digits->groups);
    free(digits->weights);
}
