/* SPDX-License-Identifier: MIT */
/* Bytes an instance, ours and those of the same class written otherwise, as bars of one scale. */
#include "report/markup.h"
#include "report/picture.h"

enum { BAR_HEIGHT = 14, BAR_PITCH = 20, BARS_LEFT = 200, BARS_WIDTH = 520 };

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
        markup_label(canvas->text, "s", ANCHOR_END, (BARS_LEFT - 10) * 10, (top + 11) * 10, bars[i].name);
        markup_rectangle(canvas->text, i == 0 ? "own" : "bar", BARS_LEFT * 10, top * 10, width > 10 ? width : 10,
                         BAR_HEIGHT * 10, false);
        text_clear(&words);
        markup_amount(&words, bars[i].bytes, "byte");
        markup_label(canvas->text, "s", ANCHOR_START, (BARS_LEFT + 8) * 10 + width, (top + 11) * 10,
                     text_chars(&words));
        top += BAR_PITCH;
    }
    text_free(&words);
    return top;
}
