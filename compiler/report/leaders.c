/* SPDX-License-Identifier: MIT */
/* Names below a strip, at the ends of lines that lead down from parts too narrow for them. */
#include "report/labels.h"
#include "report/markup.h"
#include "report/picture.h"
#include "support/arena.h"

#include <stdlib.h>

enum {
    LABEL_ADVANCE = 67, /* tenths that a character takes: 11 pixels high, monospaced */
    TIER_HEIGHT = 15,
    MOST_TIERS = 5,
    MOST_LETTERS = 32
};

/* A label with its name. */
struct leader {
    int64_t x;
    const struct report_part *part;
};

void leaders_add(struct leaders *leaders, int64_t x, const struct report_part *part)
{
    const struct leader leader = {x, part};
    text_append(&leaders->list, (const char *)&leader, sizeof leader);
}

static int compare_leaders(const void *first, const void *second)
{
    const struct leader *a = first;
    const struct leader *b = second;
    return (a->x > b->x) - (a->x < b->x);
}

static void append_name(struct text *text, const struct report_part *part)
{
    struct text name = {0};
    picture_name(&name, part);
    text_clear(text);
    markup_shortened(text, text_chars(&name), MOST_LETTERS);
    text_free(&name);
}

/* A line and its text, beside the line's end; or upright below it. */
static void draw_leader(struct text *text, const struct label *label, const char *name, bool is_upright, unsigned top)
{
    const unsigned down = is_upright ? 5 : 9 + TIER_HEIGHT * label->tier;
    text_string(text, "<path class=\"line\" d=\"M");
    text_int(text, label->x / 10);
    text_string(text, " ");
    text_uint(text, top);
    text_string(text, "v");
    text_uint(text, down);
    if (!is_upright) text_string(text, label->is_leftward ? "h-4" : "h4");
    text_string(text, "\"/>\n");
    if (is_upright) markup_upright(text, "l", label->x + 40, (top + 8) * 10, name);
    else if (label->is_leftward)
        markup_label(text, "l", ANCHOR_END, label->x - LABEL_GAP, (top + down) * 10 + 38, name);
    else markup_label(text, "l", ANCHOR_START, label->x + LABEL_GAP, (top + down) * 10 + 38, name);
}

unsigned leaders_draw(struct leaders *leaders, struct text *text, unsigned top)
{
    const size_t count = leaders->list.length / sizeof(struct leader);
    if (count == 0) return top;
    struct leader *list = (struct leader *)(void *)leaders->list.bytes;
    struct label *labels = memory_resize(NULL, count * sizeof *labels);
    struct text name = {0};
    unsigned tiers;
    int64_t longest = 0;
    qsort(list, count, sizeof *list, compare_leaders);
    for (size_t i = 0; i < count; i++) {
        append_name(&name, list[i].part);
        labels[i] = (struct label){.x = list[i].x, .width = markup_characters(&name) * LABEL_ADVANCE};
        if (labels[i].width > longest) longest = labels[i].width;
    }
    const int64_t begin = PICTURE_MARGIN * 10 / 2;
    const bool is_upright = !labels_place(labels, count, begin, PICTURE_WIDTH * 10 - begin, MOST_TIERS, &tiers);
    for (size_t i = 0; i < count; i++) {
        append_name(&name, list[i].part);
        draw_leader(text, &labels[i], text_chars(&name), is_upright, top);
    }
    free(labels);
    text_free(&name);
    text_free(&leaders->list);
    return is_upright ? top + 12 + (unsigned)(longest / 10) : top + 8 + TIER_HEIGHT * tiers;
}
