/* SPDX-License-Identifier: MIT */
/* The pictures of all classes of a report as one SVG file; see picture.h. */
#include "report/picture.h"

#include "report/markup.h"

enum { HEADING_HEIGHT = 62, CLASS_GAP = 28, MOST_NAME = 64 };

static unsigned draw_class(struct canvas *canvas, unsigned top)
{
    struct text words = {0};
    markup_shortened(&words, canvas->facts->class->full_name, MOST_NAME);
    markup_label(canvas->text, "t", ANCHOR_START, PICTURE_MARGIN * 10, (top + 20) * 10, text_chars(&words));
    text_clear(&words);
    picture_summary(&words, canvas->report, canvas->facts);
    markup_label(canvas->text, "f", ANCHOR_START, PICTURE_MARGIN * 10, (top + 42) * 10, text_chars(&words));
    text_free(&words);
    top = picture_map(canvas, top + HEADING_HEIGHT);
    return picture_bars(canvas, top);
}

void report_svg(struct text *text, const struct report *report)
{
    struct text body = {0};
    unsigned height = PICTURE_MARGIN - CLASS_GAP;
    for (size_t i = 0; i < report->class_count; i++) {
        struct canvas canvas;
        picture_begin(&canvas, &body, report, &report->classes[i]);
        height = draw_class(&canvas, height + CLASS_GAP);
        picture_end(&canvas);
    }
    markup_label(&body, "w", ANCHOR_START, PICTURE_MARGIN * 10, (height + 22) * 10,
                 "Bit 0 is at the right, as numbers are written. Hatched: spare, always zero.");
    height += 22 + PICTURE_MARGIN / 2;
    text_string(text, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" height=\"");
    text_uint(text, height);
    text_string(text, "\" viewBox=\"0 0 960 ");
    text_uint(text, height);
    text_string(text, "\" role=\"img\">\n<title>Layout of ");
    for (size_t i = 0; i < report->class_count; i++) {
        if (i > 0) text_string(text, ", ");
        markup_text(text, report->classes[i].class->full_name);
    }
    text_string(text, "</title>\n<style>\n");
    colors_styles(text);
    text_string(text, "</style>\n");
    colors_patterns(text);
    text_string(text, "<rect class=\"back\" x=\"0.5\" y=\"0.5\" width=\"959\" height=\"");
    text_uint(text, height - 1);
    text_string(text, "\" rx=\"8\"/>\n");
    text_append(text, text_chars(&body), body.length);
    text_string(text, "</svg>\n");
    text_free(&body);
}
