/* SPDX-License-Identifier: MIT */
/* Bytes an instance, ours and those of the same class written otherwise, as bars of one scale. */
#include "report/markup.h"
#include "report/picture.h"

enum { BAR_HEIGHT = 11, BAR_PITCH = 17, BARS_LEFT = 152, BARS_WIDTH = 560 };

void picture_total(struct text *text, uint64_t bytes, uint64_t count)
{
    static const char *const units[] = {" bytes", " kB", " MB", " GB", " TB", " PB", " EB"};
    size_t unit = 0;
    double total = (double)bytes * (double)count;
    for (; total >= 1000 && unit + 1 < sizeof units / sizeof units[0]; unit++) total /= 1000;
    if (unit == 0) markup_count(text, (uint64_t)total);
    else markup_hundredths(text, total);
    text_string(text, units[unit]);
}

unsigned picture_bars(struct canvas *canvas, unsigned top)
{
    const struct report_rivals *rivals = &canvas->facts->rivals;
    const struct {
        const char *name;
        uint64_t bytes;
    } bars[] = {{"slotgen", canvas->facts->class->size},
                {"packed bit-fields", rivals->bit_fields},
                {"struct, reordered", rivals->reordered},
                {"struct", rivals->plain}};
    uint64_t most = 1;
    for (size_t i = 0; i < sizeof bars / sizeof bars[0]; i++) most = bars[i].bytes > most ? bars[i].bytes : most;
    struct text words = {0};
    for (size_t i = 0; i < sizeof bars / sizeof bars[0]; i++) {
        const int64_t width = (int64_t)(bars[i].bytes * (BARS_WIDTH * 10) / most);
        markup_label(canvas->text, "w", ANCHOR_END, (BARS_LEFT - 10) * 10, (top + 9) * 10 + 5, bars[i].name);
        markup_rectangle(canvas->text, i == 0 ? "own" : "bar", BARS_LEFT * 10, top * 10, width > 10 ? width : 10,
                         BAR_HEIGHT * 10, false);
        text_clear(&words);
        markup_amount(&words, bars[i].bytes, "byte");
        if (canvas->report->count > 0) {
            text_string(&words, ", ");
            picture_total(&words, bars[i].bytes, canvas->report->count);
            text_string(&words, " for ");
            markup_count(&words, canvas->report->count);
        }
        markup_label(canvas->text, "w", ANCHOR_START, (BARS_LEFT + 8) * 10 + width, (top + 9) * 10 + 5,
                     text_chars(&words));
        top += BAR_PITCH;
    }
    text_free(&words);
    return top;
}
