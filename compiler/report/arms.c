/* SPDX-License-Identifier: MIT */
/* Arms of oneofs and overlays below the row whose bits they share, each with its name. */
#include "report/markup.h"
#include "report/picture.h"

#include <stdlib.h>
#include <string.h>

enum { ARM_HEIGHT = 28, ARM_GAP = 6, CAPTION_HEIGHT = 15, CAPTION_ADVANCE = 67, CAPTION_GAP = 80, LEAST_LETTERS = 4 };

/* Parts of one arm in a row, side by side, with the bits of its oneof around them. */
struct arm {
    size_t first, last;
    uint64_t from, to;
};

static uint64_t clip(uint64_t bit, const struct row *row)
{
    return bit < row->first ? row->first : bit > row->end ? row->end : bit;
}

/* Whether a lane of that name is of an arm of the area: "origin.sell", or "outer.arm / origin.sell", of "origin". */
static bool is_area_of(const struct report_part *area, const char *lane_name)
{
    for (const char *next = lane_name; (next = strstr(next, " / ")) != NULL;) lane_name = next += 3;
    const size_t length = strlen(area->name);
    return strncmp(lane_name, area->name, length) == 0 && lane_name[length] == '.' &&
           strchr(lane_name + length + 1, '.') == NULL;
}

/* The area that a part of an arm lies in, which stands in a lane above; NULL where it is none of an arm. */
static const struct report_part *find_area(const struct canvas *canvas, const struct report_part *part)
{
    for (size_t i = 0; i < canvas->area_count; i++) {
        const struct report_part *area = canvas->areas[i];
        if (area->bit > part->bit || (uint64_t)area->bit + area->bits < (uint64_t)part->bit + part->bits) continue;
        if (is_area_of(area, part->lane_name)) return area;
    }
    return NULL;
}

/* The next arm of the parts from `first` on that lies in the row; false for none. */
static bool find_arm(const struct canvas *canvas, const struct row *row, size_t first, size_t last, struct arm *arm)
{
    const struct report_part *parts = canvas->facts->parts;
    while (first < last && (uint64_t)parts[first].bit + parts[first].bits <= row->first) first++;
    if (first == last || parts[first].bit >= row->end) return false;
    const struct report_part *area = find_area(canvas, &parts[first]);
    if (area == NULL) area = &parts[first];
    const uint64_t end = (uint64_t)area->bit + area->bits;
    *arm = (struct arm){.first = first, .from = clip(area->bit, row), .to = clip(end, row)};
    while (first < last && parts[first].bit < arm->to) first++;
    arm->last = first;
    return true;
}

/* Where the name of an arm stands. */
enum caption { CAPTION_LEFT, CAPTION_RIGHT, CAPTION_ABOVE };

static void draw_caption(struct canvas *canvas, const struct row *row, const struct arm *arm, enum caption caption,
                         unsigned top)
{
    const char *name = canvas->facts->parts[arm->first].lane_name;
    const int64_t left = strip_edge(canvas, row, arm->to * 256);
    const int64_t right = strip_edge(canvas, row, arm->from * 256);
    if (caption == CAPTION_LEFT) markup_label(canvas->text, "a", ANCHOR_END, left - CAPTION_GAP, top * 10 + 180, name);
    if (caption == CAPTION_RIGHT)
        markup_label(canvas->text, "a", ANCHOR_START, right + CAPTION_GAP, top * 10 + 180, name);
    if (caption != CAPTION_ABOVE) return;
    const size_t letters = (size_t)((right - left) / CAPTION_ADVANCE);
    if (letters < LEAST_LETTERS) return;
    struct text words = {0};
    markup_tail(&words, name, letters); /* the end of a path tells arms apart */
    markup_label(canvas->text, "a", ANCHOR_START, left + 10, top * 10 - 40, text_chars(&words));
    text_free(&words);
}

/* A lone arm has its name beside it, where there is room; else names stand above. */
static enum caption choose_caption(const struct canvas *canvas, const struct row *row, const struct arm *arm)
{
    struct arm other;
    const struct report_part *part = &canvas->facts->parts[arm->first];
    const size_t last = canvas->facts->part_count;
    if (find_arm(canvas, row, arm->last, last, &other) && canvas->facts->parts[other.first].lane == part->lane)
        return CAPTION_ABOVE;
    const int64_t width = (int64_t)strlen(part->lane_name) * CAPTION_ADVANCE + CAPTION_GAP;
    if (strip_edge(canvas, row, arm->to * 256) - width >= PICTURE_MARGIN * 10) return CAPTION_LEFT;
    const int64_t right = strip_edge(canvas, row, arm->from * 256);
    return right + width <= (PICTURE_WIDTH - PICTURE_MARGIN) * 10 ? CAPTION_RIGHT : CAPTION_ABOVE;
}

unsigned arms_draw(struct canvas *canvas, const struct row *row, size_t first, size_t last, unsigned top)
{
    struct arm arm;
    if (!find_arm(canvas, row, first, last, &arm)) return top;
    const enum caption caption = choose_caption(canvas, row, &arm);
    top += caption == CAPTION_ABOVE ? ARM_GAP + CAPTION_HEIGHT : ARM_GAP;
    for (bool found = true; found; found = find_arm(canvas, row, arm.last, last, &arm)) {
        const int64_t left = strip_edge(canvas, row, arm.to * 256);
        const int64_t right = strip_edge(canvas, row, arm.from * 256);
        markup_rectangle(canvas->text, "trough", left + 15, top * 10 + 30, right - left - 30, ARM_HEIGHT * 10 - 60,
                         false);
        draw_caption(canvas, row, &arm, caption, top);
    }
    return strip_draw(canvas, row, first, last, top, ARM_HEIGHT);
}
