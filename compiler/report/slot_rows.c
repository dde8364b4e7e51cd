/* SPDX-License-Identifier: MIT */
/* The table of a class in the page: a line for each slot, with links to and from the picture. */
#include "report/markup.h"
#include "report/picture.h"

static void append_small(struct text *text, const char *string)
{
    if (string == NULL || string[0] == '\0') return;
    text_string(text, "<small>");
    markup_text(text, string);
    text_string(text, "</small>");
}

static void append_name(struct canvas *canvas, size_t index)
{
    struct text *text = canvas->text;
    const struct model_slot *slot = &canvas->facts->class->slots[index];
    const bool is_drawn = canvas->is_known[index];
    text_string(text, "<tr id=\"slot");
    picture_anchor(text, canvas->facts->class, slot);
    text_string(text, "\"><th scope=\"row\">");
    if (is_drawn) {
        text_string(text, "<a href=\"#bits");
        picture_anchor(text, canvas->facts->class, slot);
        text_string(text, "\"><svg class=\"swatch\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"c");
        text_uint(text, canvas->colors[index]);
        text_string(text, "\" x=\"1\" y=\"1\" width=\"12\" height=\"12\"/></svg> ");
    }
    text_strings(text, "<code>", slot->name, is_drawn ? "</code></a>" : "</code>", NULL);
    if (slot->is_inherited) append_small(text, "inherited");
    append_small(text, slot->doc);
    text_string(text, "</th>");
}

static void append_cell(struct text *text, const char *open, const char *string, const char *close)
{
    text_string(text, open);
    markup_text(text, string);
    text_string(text, close);
}

static void append_row(struct canvas *canvas, size_t index)
{
    struct text *text = canvas->text;
    const struct report_row *row = &canvas->facts->rows[index];
    append_name(canvas, index);
    append_cell(text, "<td><code>", row->type, "</code>");
    append_cell(text, "</td><td class=\"number\">", row->bits, "</td>");
    append_cell(text, "<td>", row->place, "</td>");
    append_cell(text, "<td>", row->window, "</td>");
    append_cell(text, "<td>", row->codes, "</td>");
    append_cell(text, "<td>", row->value, "</td>");
    append_cell(text, "<td>", row->unset, "</td>");
    append_cell(text, "<td>", row->when, "</td></tr>\n");
}

void page_slots(struct canvas *canvas)
{
    const struct model_class *class = canvas->facts->class;
    if (class->slot_count == 0) return;
    text_strings(canvas->text, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Slots of ",
                 class->full_name,
                 "\">\n<table>\n<thead><tr><th scope=\"col\">Slot</th><th scope=\"col\">Holds</th>"
                 "<th scope=\"col\" class=\"number\">Bits</th><th scope=\"col\">Byte.bit</th>"
                 "<th scope=\"col\">Bytes read</th><th scope=\"col\">Codes</th><th scope=\"col\">Value</th>"
                 "<th scope=\"col\">Unset</th><th scope=\"col\">When</th></tr></thead>\n<tbody>\n",
                 NULL);
    for (size_t i = 0; i < class->slot_count; i++) append_row(canvas, i);
    text_string(canvas->text, "</tbody>\n</table>\n</div>\n");
}
