/* SPDX-License-Identifier: MIT */
/*
 * The picture of a record: rows of eight bytes, the highest bit at the left as numbers are written, and below each row
 * the arms that lie over one another. Made of the facts of report.h alone. Internal to report/.
 *
 * Lengths are pixels, and tenths of them where the name or the comment says so.
 */
#ifndef SLOTGEN_PICTURE_H
#define SLOTGEN_PICTURE_H

#include "report/report.h"

enum {
    PICTURE_WIDTH = 960,
    PICTURE_MARGIN = 32,
    PICTURE_LINE = PICTURE_WIDTH - 2 * PICTURE_MARGIN, /* what a row of 64 bits takes */
    PICTURE_COLORS = 12
};

/* The styles of a picture, light and dark, as the content of a <style>; and the patterns that it fills with. */
void colors_styles(struct text *text);
void colors_patterns(struct text *text);

/* Parts first..last-1 of one lane; `first` moves on with the rows. */
struct lane {
    size_t first, last;
};

/* Where the picture of one class is being drawn. */
struct canvas {
    struct text *text;
    const struct report *report;
    const struct report_class *facts;
    bool is_linked;   /* within a page: each part leads to its slot's line in the table */
    bool *is_known;   /* of each slot: some part of it was drawn */
    unsigned *colors; /* of each slot: 0..PICTURE_COLORS-1; slots without bits have none */
    unsigned row_bits, bit_width;
    size_t lane_count, area_count;
    struct lane *lanes;
    const struct report_part **areas; /* all PART_AREA */
};

/* Bits of the record that are drawn side by side. */
struct row {
    uint64_t first, end;
    uint64_t skipped; /* rows before it that are not drawn, since they look like those around them */
};

/*
 * The rows of a class that are drawn, in memory to be freed; the last one ends with the record, or *rest rows are
 * missing behind it.
 */
struct row *rows_choose(const struct report_class *facts, unsigned row_bits, size_t *count, uint64_t *rest);

/*
 * Draws what lies in a row of the parts first..last-1, which are those of one lane, in a strip so high, and below it
 * the names that have no room in it. Returns where it ends.
 */
unsigned strip_draw(struct canvas *canvas, const struct row *row, size_t first, size_t last, unsigned top,
                    unsigned height);

/* Parts whose names stand below a strip, with the tenths from which a line leads there; empty when all zero. */
struct leaders {
    struct text list;
};

void leaders_add(struct leaders *leaders, int64_t x, const struct report_part *part);

/* Draws the names and forgets them. Returns where they end. */
unsigned leaders_draw(struct leaders *leaders, struct text *text, unsigned top);

/* The tenths where a bit of a row ends at the left, and bit - 1 begins; `bit` in 256ths of a bit. */
int64_t strip_edge(const struct canvas *canvas, const struct row *row, uint64_t bit);

/* Draws what lies in a row of the parts of a lane of arms, below `top`, with the arms' names. Returns where it ends. */
unsigned arms_draw(struct canvas *canvas, const struct row *row, size_t first, size_t last, unsigned top);

/* Draws the map of a class, all below `top`. Returns where it ends. */
unsigned picture_map(struct canvas *canvas, unsigned top);

/* Bars: the bytes of an instance beside those of the same class written in other ways. Returns where they end. */
unsigned picture_bars(struct canvas *canvas, unsigned top);

/* A canvas for the map of a class; to be given to picture_end. */
void picture_begin(struct canvas *canvas, struct text *text, const struct report *report,
                   const struct report_class *facts);
void picture_end(struct canvas *canvas);

/*
 * Gives the slots of a class colours in the order of their places, so that neighbours differ; returns an array to be
 * freed, PICTURE_COLORS for slots that have no bits.
 */
unsigned *colors_choose(const struct report_class *facts);

/* "7 bytes: 51 bits used, 5 spare; 9 in a cache line" */
void picture_summary(struct text *text, const struct report *report, const struct report_class *facts);

/* "price", "venue?" of presence bits; "24 bits", "4 x 7 bits"; and what a part is and where, in a sentence. */
void picture_name(struct text *text, const struct report_part *part);
void picture_detail(struct text *text, const struct report_part *part);
void picture_describe(struct text *text, const struct report_class *facts, const struct report_part *part);

/* "49.54": bits. */
/* "; beside an instance its pool keeps 1 bit; a row of its table, columns, takes 23 bits", as far as it has them. */
void picture_storage(struct text *text, const struct model_class *class);

void picture_information(struct text *text, const struct report_class *facts);

/* The table of the slots of a class, in the page. */
void page_slots(struct canvas *canvas);

/* "-market_Trade.origin.buyer": what the ids of a slot end in. */
void picture_anchor(struct text *text, const struct model_class *class, const struct model_slot *slot);

#endif
