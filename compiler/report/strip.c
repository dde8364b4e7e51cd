/* SPDX-License-Identifier: MIT */
/*
 * One lane of one row: coloured parts, each with its name inside, or below at the end of a line where it is too narrow.
 */
#include "report/logarithm.h"
#include "report/markup.h"
#include "report/picture.h"

enum {
    UNIT = 256, /* places are counted in 256ths of a bit: digits of a dense number end anywhere */
    PADDING = 80,
    NAME_ADVANCE = 73,   /* tenths that a character takes: 12 pixels high, monospaced */
    DETAIL_ADVANCE = 61, /* 10 pixels high */
    SLANT = 3,
    TWO_LINES = 40 /* the least height of a strip with room for two */
};

struct segment {
    const struct report_part *part;
    uint64_t from, to;        /* 256ths of a bit of the record */
    bool comes_from, goes_on; /* the part has more below, above in another row */
    int64_t left, width;      /* tenths */
};

/* Where a part lies. A digit of a dense number takes the fraction of its bits that its weight and radix give it. */
static void find_span(const struct report_part *part, uint64_t *from, uint64_t *to)
{
    *from = (uint64_t)part->bit * UNIT;
    *to = *from + (uint64_t)part->bits * UNIT;
    if (part->kind != PART_GROUP || part->slot->place.weight == 0) return;
    const uint64_t begin = *from + (uint64_t)(logarithm((double)part->slot->place.weight) * (double)UNIT);
    const uint64_t end = begin + (uint64_t)(logarithm_of_count(part->slot->encoding.codes) * (double)UNIT);
    *from = begin;
    if (end < *to) *to = end;
}

int64_t strip_edge(const struct canvas *canvas, const struct row *row, uint64_t bit)
{
    const uint64_t behind = (row->first + canvas->row_bits) * UNIT - bit;
    return PICTURE_MARGIN * 10 + (int64_t)(behind * canvas->bit_width * 10 / UNIT);
}

/* The piece of a part in a row; false where there is none. */
static bool cut_segment(const struct canvas *canvas, const struct row *row, const struct report_part *part,
                        struct segment *segment)
{
    uint64_t from;
    uint64_t to;
    find_span(part, &from, &to);
    *segment = (struct segment){.part = part, .from = from, .to = to};
    if (from < row->first * UNIT) {
        segment->from = row->first * UNIT;
        segment->comes_from = true;
    }
    if (to > row->end * UNIT) {
        segment->to = row->end * UNIT;
        segment->goes_on = true;
    }
    if (segment->from >= segment->to) return false;
    segment->left = strip_edge(canvas, row, segment->to);
    segment->width = strip_edge(canvas, row, segment->from) - segment->left;
    return true;
}

/* Whether no other row has more of the part; the lower one where two have as much. */
static bool is_widest(const struct canvas *canvas, const struct segment *segment)
{
    const uint64_t row = (uint64_t)canvas->row_bits * UNIT;
    uint64_t from;
    uint64_t to;
    find_span(segment->part, &from, &to);
    if (from / row == (to - 1) / row) return true;
    const uint64_t low = row - from % row;
    const uint64_t high = (to - 1) % row + 1;
    if ((to - 1) / row - from / row > 1) return segment->to - segment->from == row;
    return segment->comes_from ? high > low : low >= high;
}

static void append_class(struct text *text, const struct canvas *canvas, const struct report_part *part)
{
    static const char *const names[] = {
        [PART_CODE] = "",      [PART_GROUP] = "",    [PART_PRESENCE] = " presence", [PART_BYTES] = "",
        [PART_TAG] = "",       [PART_AREA] = "area", [PART_REPEAT] = "repeat",      [PART_RESERVED] = "reserved",
        [PART_SPARE] = "spare"};
    if (part->slot != NULL) {
        text_string(text, "c");
        text_uint(text, canvas->colors[part->index]);
    }
    text_string(text, names[part->kind]);
}

/* Lines between the elements of an array. */
static void draw_elements(const struct canvas *canvas, const struct row *row, const struct segment *segment,
                          unsigned top, unsigned height)
{
    const struct report_part *part = segment->part;
    if (part->slot == NULL || part->count < 2) return;
    const uint64_t element = (uint64_t)(part->bits / part->count) * UNIT;
    const uint64_t begin = (uint64_t)part->bit * UNIT;
    if (element * canvas->bit_width < (uint64_t)4 * UNIT) return;
    struct text *text = canvas->text;
    bool is_open = false;
    uint64_t at = begin + (segment->from - begin) / element * element;
    for (; at < segment->to; at += element) {
        if (at <= segment->from) continue;
        text_string(text, is_open ? "M" : "<path class=\"element\" d=\"M");
        text_int(text, strip_edge(canvas, row, at) / 10);
        text_string(text, " ");
        text_uint(text, top + 1);
        text_string(text, "v6m0 ");
        text_uint(text, height - 14);
        text_string(text, "v6");
        is_open = true;
    }
    if (is_open) text_string(text, "\"/>\n");
}

/* A digit's shape: slanted where it borders on another digit, since the border is at no bit. */
static void draw_digit(struct canvas *canvas, const char *class, const struct segment *segment, unsigned top,
                       unsigned height)
{
    const struct report_part *part = segment->part;
    const uint64_t end = ((uint64_t)part->bit + part->bits) * UNIT;
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a digit is of a slot */
    const bool is_lowest = segment->comes_from || part->slot->place.weight <= 1;
    const bool is_highest = segment->goes_on || end - segment->to < UNIT;
    const int64_t left = segment->left / 10;
    const int64_t right = (segment->left + segment->width) / 10 - (segment->comes_from ? 0 : 1);
    struct text *text = canvas->text;
    text_strings(text, "<path class=\"", class, "\" d=\"M", NULL);
    text_int(text, left + (is_highest ? 0 : SLANT));
    text_string(text, " ");
    text_uint(text, top);
    text_string(text, "H");
    text_int(text, right + (is_lowest ? 0 : SLANT));
    text_string(text, "L");
    text_int(text, right - (is_lowest ? 0 : SLANT));
    text_string(text, " ");
    text_uint(text, top + height);
    text_string(text, "H");
    text_int(text, left - (is_highest ? 0 : SLANT));
    text_string(text, "Z\">");
}

static void append_title(struct canvas *canvas, const struct report_part *part)
{
    struct text words = {0};
    picture_describe(&words, canvas->facts, part);
    text_string(canvas->text, "<title>");
    markup_text(canvas->text, text_chars(&words));
    text_string(canvas->text, "</title>");
    text_free(&words);
}

/* The block itself, open where the part goes on in another row, with what there is to say of it. */
static void draw_block(struct canvas *canvas, const struct segment *segment, unsigned top, unsigned height,
                       bool has_title)
{
    struct text *text = canvas->text;
    struct text class = {0};
    append_class(&class, canvas, segment->part);
    const int64_t left = segment->left + (segment->goes_on ? 0 : 7);
    const int64_t right = segment->left + segment->width - (segment->comes_from ? 0 : 7);
    const bool is_digit = segment->part->kind == PART_GROUP;
    if (is_digit) draw_digit(canvas, text_chars(&class), segment, top, height);
    else markup_rectangle(text, text_chars(&class), left, top * 10, right - left, height * 10, true);
    if (has_title) append_title(canvas, segment->part);
    text_strings(text, "</", is_digit ? "path" : "rect", ">\n", NULL);
    text_free(&class);
}

/* Writes the name into the block, and what there is to say of it where that fits too. False where nothing fits. */
static bool draw_name(struct canvas *canvas, const struct segment *segment, unsigned top, unsigned height)
{
    struct text name = {0};
    struct text detail = {0};
    picture_name(&name, segment->part);
    picture_detail(&detail, segment->part);
    const int64_t room = segment->width - PADDING;
    const int64_t name_width = markup_characters(&name) * NAME_ADVANCE;
    const int64_t detail_width = markup_characters(&detail) * DETAIL_ADVANCE;
    const int64_t middle = segment->left + segment->width / 2;
    const bool is_high = height >= TWO_LINES;
    const bool has_detail = (is_high ? detail_width : name_width + PADDING + detail_width) <= room;
    const bool fits = name_width <= room;
    struct text *text = canvas->text;
    if (fits && is_high && has_detail) {
        markup_label(text, "n", ANCHOR_MIDDLE, middle, (top + height / 2) * 10 - 30, text_chars(&name));
        markup_label(text, "s", ANCHOR_MIDDLE, middle, (top + height / 2) * 10 + 115, text_chars(&detail));
    } else if (fits && has_detail) {
        const int64_t begin = middle - (name_width + PADDING + detail_width) / 2;
        markup_label(text, "n", ANCHOR_START, begin, (top + height / 2) * 10 + 42, text_chars(&name));
        markup_label(text, "s", ANCHOR_START, begin + name_width + PADDING, (top + height / 2) * 10 + 40,
                     text_chars(&detail));
    } else if (fits) markup_label(text, "n", ANCHOR_MIDDLE, middle, (top + height / 2) * 10 + 42, text_chars(&name));
    text_free(&name);
    text_free(&detail);
    return fits;
}

/*
 * A part leads to its slot's line in the table, and the first of the slot's parts is what that line leads to. The
 * keyboard goes by the lines, not through all parts.
 */
static void open_link(struct canvas *canvas, const struct report_part *part, bool is_first)
{
    struct text *text = canvas->text;
    text_string(text, "<a");
    if (is_first) {
        text_string(text, " id=\"bits");
        picture_anchor(text, canvas->facts->class, part->slot);
        text_string(text, "\"");
    }
    text_string(text, " tabindex=\"-1\" href=\"#slot");
    picture_anchor(text, canvas->facts->class, part->slot);
    text_string(text, "\">");
    append_title(canvas, part);
}

unsigned strip_draw(struct canvas *canvas, const struct row *row, size_t first, size_t last, unsigned top,
                    unsigned height)
{
    struct text *text = canvas->text;
    struct leaders leaders = {0};
    for (size_t i = first; i < last; i++) {
        struct segment segment;
        const struct report_part *part = &canvas->facts->parts[i];
        if (part->bit >= row->end) break;
        if (!cut_segment(canvas, row, part, &segment)) continue;
        const bool is_link = canvas->is_linked && part->slot != NULL;
        const bool is_new = part->slot != NULL && !canvas->is_known[part->index];
        if (is_link) open_link(canvas, part, is_new);
        if (part->slot != NULL) canvas->is_known[part->index] = true;
        draw_block(canvas, &segment, top, height, !is_link);
        draw_elements(canvas, row, &segment, top, height);
        const bool is_named = draw_name(canvas, &segment, top, height);
        if (is_link) text_string(text, "</a>\n");
        if (!is_named && part->kind != PART_SPARE && is_widest(canvas, &segment))
            leaders_add(&leaders, segment.left + segment.width / 2, part);
    }
    return leaders_draw(&leaders, text, top + height);
}
