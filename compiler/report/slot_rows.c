/* SPDX-License-Identifier: MIT */
/* The table of a class in the page: a line for each slot, with its place in words. */
#include "report/markup.h"
#include "report/picture.h"
#include "support/arena.h"

#include <stdlib.h>

/* The parts of each slot: the first of its codes or bytes, the first of its presence bits, and how many of the former. */
struct slot_parts {
    const struct report_part *code, *presence;
    size_t count;
};

static struct slot_parts *find_parts(const struct report_class *facts)
{
    struct slot_parts *parts = memory_resize(NULL, (facts->class->slot_count + 1) * sizeof *parts);
    for (size_t i = 0; i < facts->class->slot_count; i++) parts[i] = (struct slot_parts){0};
    for (size_t i = 0; i < facts->part_count; i++) {
        const struct report_part *part = &facts->parts[i];
        if (part->slot == NULL) continue;
        struct slot_parts *slot = &parts[part->index];
        if (part->kind == PART_PRESENCE) {
            if (slot->presence == NULL) slot->presence = part;
            continue;
        }
        if (slot->code == NULL) slot->code = part;
        slot->count++;
    }
    return parts;
}

static void append_run(struct text *text, const char *before, uint64_t first, uint64_t count)
{
    text_string(text, before);
    markup_count(text, first);
    if (count < 2) return;
    text_string(text, "..");
    markup_count(text, first + count - 1);
}

static void append_bits(struct text *text, const struct slot_parts *parts)
{
    if (parts->code == NULL && parts->presence == NULL) text_string(text, "0");
    if (parts->code != NULL) {
        if (parts->code->count > 1) {
            markup_count(text, parts->code->count);
            text_string(text, " \xc3\x97 ");
        }
        markup_count(text, parts->code->bits / parts->code->count);
    }
    if (parts->presence == NULL) return;
    text_string(text, parts->code == NULL ? "" : " + ");
    markup_count(text, parts->presence->bits);
}

/* "14..27, byte 1 bit 6"; of a digit the bits of its number. */
static void append_place(struct text *text, const struct slot_parts *parts)
{
    const struct report_part *part = parts->code != NULL ? parts->code : parts->presence;
    if (part == NULL) return;
    append_run(text, "", part->bit, part->bits);
    append_run(text, "<small>byte ", part->bit / 8, 1);
    if (part->bit % 8 != 0) append_run(text, ", bit ", part->bit % 8, 1);
    if (parts->count > 1) append_run(text, "; the first of ", parts->count, 1);
    text_string(text, "</small>");
}

static void append_window(struct text *text, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    if (slot->dim_count > 0 || place->window_bytes == 0 || model_is_blob(slot->type.kind)) return;
    append_run(text, place->window_bytes == 1 ? "byte " : "bytes ", place->window, place->window_bytes);
}

/* "0..9,998", and how a value becomes one where it is not the code itself. */
static void append_codes(struct text *text, const struct model_slot *slot)
{
    if (model_is_blob(slot->type.kind)) return;
    const struct encoding *encoding = &slot->encoding;
    const bool is_one = encoding->codes <= (encoding->niche ? 1 : 0);
    text_string(text, encoding->niche ? "1" : "0");
    if (!is_one) {
        text_string(text, "..");
        markup_count(text, encoding->codes);
    }
    if (slot->place.group_bits > 0) {
        text_string(text, "<small>digit of weight ");
        markup_count(text, slot->place.weight);
        text_string(text, "</small>");
    }
}

static void append_unset(struct text *text, const struct model_slot *slot, const struct slot_parts *parts)
{
    if (slot->encoding.niche) text_string(text, "code 0, free");
    if (parts->presence != NULL)
        append_run(text, parts->presence->bits == 1 ? "bit " : "bits ", parts->presence->bit, parts->presence->bits);
}

static void append_when(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    if (slot->arm == NULL) return;
    markup_text(text, class->slots[slot->arm->choice->tag].name);
    if (slot->arm->member == NULL) text_string(text, " is set");
    else text_strings(text, " is ", slot->arm->member->name, NULL);
}

static void append_name(struct canvas *canvas, const struct model_slot *slot, unsigned color)
{
    struct text *text = canvas->text;
    text_string(text, "<tr id=\"slot");
    picture_anchor(text, canvas->facts->class, slot);
    text_string(text, "\"><th scope=\"row\">");
    if (color < PICTURE_COLORS) {
        text_string(text, "<a href=\"#bits");
        picture_anchor(text, canvas->facts->class, slot);
        text_string(text, "\"><svg class=\"swatch\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"c");
        text_uint(text, color);
        text_string(text, "\" x=\"1\" y=\"1\" width=\"12\" height=\"12\"/></svg> ");
    }
    text_strings(text, "<code>", slot->name, color < PICTURE_COLORS ? "</code></a>" : "</code>", NULL);
    if (slot->is_inherited) text_string(text, "<small>inherited</small>");
    if (slot->doc[0] != '\0') {
        text_string(text, "<small class=\"doc\">");
        markup_text(text, slot->doc);
        text_string(text, "</small>");
    }
    text_string(text, "</th>");
}

static void append_row(struct canvas *canvas, size_t index, const struct slot_parts *parts)
{
    struct text *text = canvas->text;
    const struct model_slot *slot = &canvas->facts->class->slots[index];
    append_name(canvas, slot, canvas->colors[index]);
    text_string(text, "<td><code>");
    markup_text(text, canvas->facts->rows[index].type);
    text_string(text, "</code>");
    if (slot->unit != NULL) {
        text_string(text, "<small>");
        markup_text(text, slot->unit);
        text_string(text, "</small>");
    }
    text_string(text, "</td><td class=\"number\">");
    append_bits(text, parts);
    text_string(text, "</td><td>");
    append_place(text, parts);
    text_string(text, "</td><td>");
    append_window(text, slot);
    text_string(text, "</td><td>");
    append_codes(text, slot);
    text_string(text, "</td><td>");
    append_unset(text, slot, parts);
    text_string(text, "</td><td>");
    append_when(text, canvas->facts->class, slot);
    text_string(text, "</td></tr>\n");
}

void page_slots(struct canvas *canvas)
{
    const struct model_class *class = canvas->facts->class;
    if (class->slot_count == 0) return;
    struct slot_parts *parts = find_parts(canvas->facts);
    text_strings(canvas->text, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Slots of ",
                 class->full_name,
                 "\">\n<table>\n<thead><tr><th scope=\"col\">Slot</th><th scope=\"col\">Holds</th>"
                 "<th scope=\"col\" class=\"number\">Bits</th><th scope=\"col\">Place</th>"
                 "<th scope=\"col\">Read from</th><th scope=\"col\">Codes</th><th scope=\"col\">Unset</th>"
                 "<th scope=\"col\">When</th></tr></thead>\n<tbody>\n",
                 NULL);
    for (size_t i = 0; i < class->slot_count; i++) append_row(canvas, i, &parts[i]);
    text_string(canvas->text, "</tbody>\n</table>\n</div>\n");
    free(parts);
}
