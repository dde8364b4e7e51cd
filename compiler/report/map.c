/* SPDX-License-Identifier: MIT */
/*
 * The bits of a record as letters, eight bytes a row, the highest first, so that a number reads as it is written.
 *
 *   byte        2        1        0
 *        yyyyyyyy yyyyyydd ddd.mmmm
 *
 * Rows that would be the same over and over are left out: a record may have 2^31 bits.
 */
#include "report/map.h"

#include "report/print.h"
#include "support/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { ROW_BYTES = 8, ROW_BITS = ROW_BYTES * 8, MOST_PLACES = 8, MOST_RULED = 100000000 };

static const struct {
    enum report_part_kind kind;
    char sign;
    const char *meaning;
} signs[] = {
    {PART_PRESENCE, '?', "whether there is a value"},
    {PART_AREA, '-', "what the arms below share"},
    {PART_REPEAT, '+', "further elements"},
    {PART_RESERVED, '=', "reserved"},
    {PART_SPARE, '.', "spare"},
};

enum { SIGN_COUNT = sizeof signs / sizeof signs[0] };

static char letter_of(const struct report_class *class, const struct report_part *part)
{
    for (size_t i = 0; i < SIGN_COUNT; i++) {
        if (signs[i].kind == part->kind) return signs[i].sign;
    }
    return class->rows[part->index].letter[0];
}

/* The widest name of a lane, for the column before the rows. */
static size_t measure_lanes(const struct report_class *class)
{
    size_t widest = strlen("byte");
    for (size_t i = 0; i < class->part_count; i++) {
        const size_t length = strlen(class->parts[i].lane_name);
        if (length > widest) widest = length;
    }
    return widest;
}

/* A row of the map, and in each lane the first part that is not above it. */
struct map {
    struct text *text;
    const struct report_class *class;
    size_t margin;
    uint64_t begin, end;
    size_t *lanes;
};

/* The lanes of parts begin where the numbers of lanes change. */
static void begin_lanes(struct map *map)
{
    for (size_t i = map->class->part_count; i > 0; i--) map->lanes[map->class->parts[i - 1].lane] = i - 1;
}

/* The part, where it is of that lane; else NULL. */
static const struct report_part *part_of(const struct map *map, size_t index, unsigned lane)
{
    if (index >= map->class->part_count || map->class->parts[index].lane != lane) return NULL;
    return &map->class->parts[index];
}

static void advance(struct map *map)
{
    for (unsigned lane = 0; lane < map->class->lane_count; lane++) {
        const struct report_part *part = part_of(map, map->lanes[lane], lane);
        while (part != NULL && (uint64_t)part->bit + part->bits <= map->begin)
            part = part_of(map, ++map->lanes[lane], lane);
    }
}

/* Arms of several oneofs may stand in one lane: a line for each of them. */
static bool is_first_of_name(const struct map *map, size_t first, size_t index)
{
    for (size_t i = first; i < index; i++) {
        if (strcmp(map->class->parts[i].lane_name, map->class->parts[index].lane_name) == 0) return false;
    }
    return true;
}

/* The bits of the row of what lies in the lane of parts[index], and behind it, under its name. */
static void draw_line(const struct map *map, size_t index)
{
    struct text *text = map->text;
    const struct report_class *class = map->class;
    const unsigned lane = class->parts[index].lane;
    const uint64_t begin = map->begin;
    const uint64_t end = map->end;
    char bits[ROW_BITS];
    memset(bits, ' ', sizeof bits);
    const struct report_part *part;
    for (size_t i = index; (part = part_of(map, i, lane)) != NULL && part->bit < end; i++) {
        if (strcmp(part->lane_name, class->parts[index].lane_name) != 0) continue;
        const uint64_t first = part->bit > begin ? part->bit : begin;
        const uint64_t last = (uint64_t)part->bit + part->bits < end ? (uint64_t)part->bit + part->bits : end;
        assert(first < last); /* parts of a lane do not overlap */
        memset(bits + (first - begin), letter_of(class, part), (size_t)(last - first));
    }
    text_string(text, "  ");
    print_cell(text, class->parts[index].lane_name, map->margin, false);
    const size_t start = text->length;
    for (uint64_t byte = (end - begin) / 8; byte > 0; byte--) {
        char shown[9] = {' '};
        for (size_t bit = 0; bit < 8; bit++) shown[1 + bit] = bits[byte * 8 - 1 - bit];
        text_append(text, shown, sizeof shown);
    }
    while (text->length > start && text->bytes[text->length - 1] == ' ') text->length--;
    text->bytes[text->length] = '\0';
    text_string(text, "\n");
}

/* The numbers of the bytes; where there is no room between them, that of the lowest. */
static void draw_ruler(struct text *text, size_t margin, uint64_t begin, uint64_t end)
{
    struct text number = {0};
    text_string(text, "  ");
    print_cell(text, "byte", margin, false);
    for (uint64_t byte = end / 8; byte > begin / 8; byte--) {
        text_clear(&number);
        if (end / 8 <= MOST_RULED || byte - 1 == begin / 8) text_uint(&number, byte - 1);
        const bool has_row = end / 8 > MOST_RULED && byte - 1 == begin / 8;
        const size_t width = has_row ? (size_t)(9 * (end - begin) / 8) : 9;
        if (number.length > 0) print_cell(text, text_chars(&number), width, true);
    }
    text_string(text, "\n");
    text_free(&number);
}

static void draw_lane(const struct map *map, unsigned lane)
{
    const size_t first = map->lanes[lane];
    const struct report_part *part;
    for (size_t i = first; (part = part_of(map, i, lane)) != NULL && part->bit < map->end; i++) {
        if (is_first_of_name(map, first, i)) draw_line(map, i);
    }
}

/* Where the next part begins or ends behind the beginning of the row: up to there all bits of a lane are alike. */
static uint64_t next_change(const struct map *map)
{
    uint64_t next = (uint64_t)map->class->class->size * 8;
    for (unsigned lane = 0; lane < map->class->lane_count; lane++) {
        const struct report_part *part = part_of(map, map->lanes[lane], lane);
        if (part == NULL) continue;
        const uint64_t change = part->bit > map->begin ? part->bit : (uint64_t)part->bit + part->bits;
        if (change < next) next = change;
    }
    return next;
}

/* ": 0.4, 3.2..3.7": where, as byte and bit. */
static void list_places(struct text *text, const struct report_class *class, enum report_part_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < class->part_count; i++) {
        if (class->parts[i].kind != kind || ++count > MOST_PLACES) continue;
        text_string(text, count == 1 ? ": " : ", ");
        print_run(text, class->parts[i].bit, class->parts[i].bits);
    }
    if (count <= MOST_PLACES) return;
    text_string(text, " and ");
    print_count(text, count - MOST_PLACES, "more place");
}

/* What units mean for who reads the bytes. */
static void draw_units(struct text *text, const struct model_class *class)
{
    uint64_t zero = 0;
    if (!class->has_units) return;
    for (size_t i = 0; i < class->slot_count; i++) {
        const unsigned unit = model_unit(&class->slots[i]);
        if (unit > 0) zero += (uint64_t)(unit - class->slots[i].encoding.width) * class->slots[i].element_count;
    }
    text_string(text, "  bytes of units of 16, 32 and 64 bits are in the host's order");
    if (zero > 0) {
        text_string(text, "; ");
        print_count(text, zero, "bit");
        text_string(text, " of units are always zero");
    }
    text_string(text, "\n");
}

static void draw_legend(struct text *text, const struct report_class *class)
{
    bool is_first = true;
    for (size_t sign = 0; sign < SIGN_COUNT; sign++) {
        bool is_there = false;
        for (size_t i = 0; i < class->part_count; i++) is_there = is_there || class->parts[i].kind == signs[sign].kind;
        if (!is_there) continue;
        const char shown[] = {signs[sign].sign, ' ', '\0'};
        text_strings(text, is_first ? "  " : "; ", shown, signs[sign].meaning, NULL);
        if (signs[sign].kind == PART_SPARE || signs[sign].kind == PART_RESERVED)
            list_places(text, class, signs[sign].kind);
        is_first = false;
    }
    if (!is_first) text_string(text, "\n");
    draw_units(text, class->class);
}

void report_map(struct text *text, const struct report_class *class)
{
    struct map map = {.text = text, .class = class, .margin = measure_lanes(class)};
    const uint64_t size = (uint64_t) class->class->size * 8;
    map.lanes = memory_resize(NULL, (class->lane_count + 1) * sizeof *map.lanes);
    begin_lanes(&map);
    while (map.begin < size) {
        map.end = map.begin + ROW_BITS < size ? map.begin + ROW_BITS : size;
        advance(&map);
        draw_ruler(text, map.margin, map.begin, map.end);
        for (unsigned lane = 0; lane < class->lane_count; lane++) draw_lane(&map, lane);
        const uint64_t same = (next_change(&map) - map.begin) / ROW_BITS; /* whole rows like this one */
        map.begin += ROW_BITS;
        if (same < 3) continue;
        map.begin += (same - 1) * ROW_BITS;
        text_string(text, "  ");
        print_cell(text, "", map.margin, false);
        text_string(text, " and so on to byte ");
        text_uint(text, map.begin / 8 - 1);
        text_string(text, "\n");
    }
    draw_legend(text, class);
    free(map.lanes);
}
