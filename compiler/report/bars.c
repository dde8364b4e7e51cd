/* SPDX-License-Identifier: MIT */
/* Bytes an instance, ours and those of the same class written otherwise, as bars of one scale. */
#include "report/markup.h"
#include "report/picture.h"
#include "report/print.h"

enum {
    BAR_COUNT = 4,
    BAR_HEIGHT = 11,
    BAR_PITCH = 17,
    BAR_GAP = 8,
    BARS_LEFT = 152,
    BARS_WIDTH = 560,  /* at most */
    WORDS_ADVANCE = 67 /* tenths that a character takes: 11 pixels high */
};

static void append_words(struct text *text, const struct canvas *canvas, uint64_t bytes)
{
    const uint64_t count = canvas->report->count;
    text_clear(text);
    print_count(text, bytes, "byte");
    if (count == 0) return;
    text_string(text, ", ");
    print_total(text, (double)bytes, count);
    text_string(text, " for ");
    print_grouped(text, count);
}

unsigned picture_bars(struct canvas *canvas, unsigned top)
{
    const struct report_rivals *rivals = &canvas->facts->rivals;
    const struct {
        const char *name;
        uint64_t bytes;
    } bars[BAR_COUNT] = {{"slotgen", canvas->facts->class->size},
                         {"packed bit-fields", rivals->bit_fields},
                         {"struct, reordered", rivals->reordered},
                         {"struct", rivals->plain}};
    struct text words = {0};
    double most = 1;
    int64_t room = BARS_WIDTH * 10;
    for (size_t i = 0; i < BAR_COUNT; i++) {
        append_words(&words, canvas, bars[i].bytes);
        const int64_t rest =
            (PICTURE_WIDTH - PICTURE_MARGIN - BARS_LEFT - BAR_GAP) * 10 - (int64_t)words.length * WORDS_ADVANCE;
        if (rest < room) room = rest;
        if ((double)bars[i].bytes > most) most = (double)bars[i].bytes;
    }
    for (size_t i = 0; i < BAR_COUNT; i++) {
        if (bars[i].bytes == 0) continue;
        const int64_t width = (int64_t)((double)bars[i].bytes / most * (double)room);
        const int64_t baseline = (int64_t)top * 10 + 95;
        append_words(&words, canvas, bars[i].bytes);
        markup_label(canvas->text, "w", ANCHOR_END, (BARS_LEFT - 10) * 10, baseline, bars[i].name);
        markup_rectangle(canvas->text, i == 0 ? "own" : "bar", BARS_LEFT * 10, top * 10, width > 10 ? width : 10,
                         BAR_HEIGHT * 10, false);
        markup_label(canvas->text, "w", ANCHOR_START, (BARS_LEFT + BAR_GAP) * 10 + width, baseline, text_chars(&words));
        top += BAR_PITCH;
    }
    text_free(&words);
    return top;
}
