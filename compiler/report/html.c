/* SPDX-License-Identifier: MIT */
/*
 * The report as a page: an overview, and for each class its picture, its slots and what would make it smaller. One
 * file, without scripts and without anything from elsewhere; well-formed as XML too.
 */
#include "report/markup.h"
#include "report/picture.h"
#include "report/print.h"

static const char looks[] =
    ":root{color-scheme:light dark}\n"
    "body{font:15px/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Liberation Sans\",Arial,sans-serif;"
    "max-width:1040px;margin:0 auto;padding:24px 24px 64px;color:#1f2328;background:#fff}\n"
    "h1{font-size:26px;margin:0 0 4px}h2{font-size:21px;margin:56px 0 2px}h2,li{overflow-wrap:anywhere}h2 "
    "code{font-size:inherit;font-weight:600}h3{font-size:15px;margin:24px 0 4px}"
    "p{margin:4px 0 12px}.doc{white-space:pre-line}\n"
    "code{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,\"Liberation Mono\",\"DejaVu Sans Mono\",monospace}\n"
    "figure{margin:16px 0}.wide,figure{overflow-x:auto}figure "
    "svg{display:block;width:100%;min-width:720px;height:auto}\n"
    "table{border-collapse:collapse;font-size:13px}th,td{padding:5px 14px 5px 0;text-align:left;vertical-align:top;"
    "border-bottom:1px solid #d1d9e0}th[scope=row]{font-weight:400}.number{text-align:right}\n"
    "small{display:block;color:#59636e;font-size:12px}.swatch{vertical-align:-2px;margin-right:4px}\n"
    "a{color:inherit;text-decoration-color:#9aa4af;text-underline-offset:3px}"
    ":focus-visible{outline:2px solid #0969da;outline-offset:2px}\n"
    "tr:target{background:#fff8c5}a:target rect,a:target path,a:hover rect,a:focus-visible rect,a:focus-visible path"
    "{stroke-width:3}\n";

static const char dark_looks[] =
    "@media screen and (prefers-color-scheme:dark){body{color:#f0f6fc;background:#0d1117}"
    "th,td{border-color:#3d444d}small{color:#9198a1}tr:target{background:#3a2f0b}a{text-decoration-color:#656c76}"
    ":focus-visible{outline-color:#4493f8}}\n"
    "@media print{body{max-width:none;padding:0;font-size:10pt}*{print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}tr,.line{break-inside:avoid}h2,h2+p,h3{break-after:avoid}"
    ".wide,figure{overflow:visible}figure svg{min-width:0}a{text-decoration:none}}\n";

static void append_head(struct text *text, const struct report *report)
{
    text_string(text,
                "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
                "<meta charset=\"utf-8\"/>\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>Layout of ");
    markup_text(text, report->class_count == 1 ? report->classes[0].class->full_name : report->models[0]->base_name);
    text_strings(text, "</title>\n<style>\n", looks, NULL);
    colors_styles(text);
    text_strings(text, dark_looks, "</style>\n</head>\n<body>\n", NULL);
    text_string(text, "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\">");
    colors_patterns(text);
    text_string(text, "</svg>\n");
}

static void append_number(struct text *text, uint64_t number)
{
    text_string(text, "<td class=\"number\">");
    print_grouped(text, number);
    text_string(text, "</td>");
}

static void append_overview_row(struct text *text, const struct report *report, const struct report_class *facts)
{
    const struct model_class *class = facts->class;
    text_strings(text, "<tr><th scope=\"row\"><a href=\"#class-", class->c_name, "\"><code>", class->full_name,
                 "</code></a></th>", NULL);
    append_number(text, class->size);
    append_number(text, (uint64_t) class->size * 8 - facts->spare_bits);
    append_number(text, facts->spare_bits);
    text_string(text, "<td class=\"number\">");
    picture_information(text, facts);
    text_string(text, "</td>");
    append_number(text, facts->rivals.bit_fields);
    append_number(text, facts->rivals.reordered);
    append_number(text, facts->rivals.plain);
    if (report->count > 0) {
        text_string(text, "<td class=\"number\">");
        print_total(text, class->size, report->count);
        text_string(text, "</td>");
    }
    text_string(text, "</tr>\n");
}

static void append_overview(struct text *text, const struct report *report)
{
    text_string(text,
                "<h1>Layout</h1>\n<p>Sizes are of one instance, in bytes unless said otherwise.</p>\n"
                "<nav class=\"wide\" aria-label=\"Classes\">\n<table>\n<thead><tr><th scope=\"col\">Class</th>"
                "<th scope=\"col\" class=\"number\">Bytes</th><th scope=\"col\" class=\"number\">Bits used</th>"
                "<th scope=\"col\" class=\"number\">Bits spare</th>"
                "<th scope=\"col\" class=\"number\">Information limit, bits</th>"
                "<th scope=\"col\" class=\"number\">Packed bit-fields</th>"
                "<th scope=\"col\" class=\"number\">Struct, reordered</th>"
                "<th scope=\"col\" class=\"number\">Struct</th>");
    if (report->count > 0) {
        text_string(text, "<th scope=\"col\" class=\"number\">For ");
        print_grouped(text, report->count);
        text_string(text, "</th>");
    }
    text_string(text, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < report->class_count; i++) append_overview_row(text, report, &report->classes[i]);
    text_string(text, "</tbody>\n</table>\n</nav>\n");
}

/* The picture as an element: drawn first, since its height stands before it. */
static void append_picture(struct canvas *canvas)
{
    struct text *text = canvas->text;
    struct text body = {0};
    canvas->text = &body;
    const unsigned height = picture_bars(canvas, picture_map(canvas, 8)) + 8;
    canvas->text = text;
    text_strings(text, "<figure tabindex=\"0\" aria-label=\"Picture of ", canvas->facts->class->full_name, "\">\n",
                 NULL);
    text_string(text, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"16 0 928 ");
    text_uint(text, height);
    text_strings(text, "\" role=\"group\" aria-label=\"The bits of ", canvas->facts->class->full_name,
                 ", bit 0 at the right\">\n", NULL);
    text_append(text, text_chars(&body), body.length);
    text_string(text, "</svg>\n</figure>\n");
    text_free(&body);
}

/* "saves 2 bytes: ", "costs 1 byte: ", as in the text. */
static void append_saving(struct text *text, const struct report_advice *advice)
{
    const int64_t amount = advice->bytes != 0 ? advice->bytes : advice->bits;
    if (amount == 0) return;
    text_string(text, amount > 0 ? "<strong>saves " : "<strong>costs ");
    print_count(text, (uint64_t)(amount > 0 ? amount : -amount), advice->bytes != 0 ? "byte" : "bit");
    text_string(text, "</strong>: ");
}

static void append_advice(struct text *text, const struct report_class *facts)
{
    if (facts->advice_count == 0) return;
    text_string(text, "<h3>Advice</h3>\n<ul>\n");
    for (size_t i = 0; i < facts->advice_count; i++) {
        text_string(text, "<li>");
        append_saving(text, &facts->advice[i]);
        markup_text(text, facts->advice[i].text);
        text_string(text, "</li>\n");
    }
    text_string(text, "</ul>\n");
}

static void append_class(struct text *text, const struct report *report, const struct report_class *facts)
{
    struct canvas canvas;
    const struct model_class *class = facts->class;
    picture_begin(&canvas, text, report, facts);
    canvas.is_linked = true;
    text_strings(text, "<section id=\"class-", class->c_name, "\">\n<h2><code>", class->full_name, "</code></h2>\n<p>",
                 NULL);
    picture_summary(text, report, facts);
    picture_storage(text, class);
    text_string(text, ".</p>\n");
    if (class->doc[0] != '\0') {
        text_string(text, "<p class=\"doc\">");
        markup_text(text, class->doc);
        text_string(text, "</p>\n");
    }
    append_picture(&canvas);
    page_slots(&canvas);
    append_advice(text, facts);
    text_string(text, "</section>\n");
    picture_end(&canvas);
}

void report_html(struct text *text, const struct report *report)
{
    append_head(text, report);
    append_overview(text, report);
    for (size_t i = 0; i < report->class_count; i++) append_class(text, report, &report->classes[i]);
    text_string(text,
                "<p><small>Bit 0 is at the right, as numbers are written. Hatched: spare, always zero. Slanted: "
                "digits of one number. A part of a picture leads to its slot, a slot to its part.</small></p>\n"
                "</body>\n</html>\n");
}
