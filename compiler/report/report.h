/* SPDX-License-Identifier: MIT */
/*
 * What `slotgen layout` says of a class, as facts: the texts, the JSON and the pictures are made of these alone, so
 * that all of them say the same.
 *
 * Requires a model with places. Everything lives in the arena and points into the model.
 */
#ifndef SLOTGEN_REPORT_H
#define SLOTGEN_REPORT_H

#include "model/model.h"
#include "support/arena.h"
#include "support/text.h"

/* What bits of a record are. */
enum report_part_kind {
    PART_CODE,  /* the code of a slot, or of all its elements side by side */
    PART_GROUP, /* dense: a number whose digits are the codes of several slots; one part for each, at the same bits */
    PART_PRESENCE, /* presence bits of a slot */
    PART_BYTES,    /* text, bytes, a class by value */
    PART_TAG,      /* of a oneof, or the bit of an optional inline class */
    PART_AREA,     /* bits that the arms of a oneof or an overlay share; the arms are in lanes below */
    PART_RESERVED, /* `reserved N;` */
    PART_REPEAT,   /* the elements of a long inline array behind its first, which is drawn in full */
    PART_SPARE     /* nobody's: always zero */
};

/* Bits bit..bit+bits-1 that lie side by side and belong together. */
struct report_part {
    enum report_part_kind kind;
    uint32_t bit, bits;
    const struct model_slot *slot; /* NULL for AREA, REPEAT, RESERVED and SPARE */
    const char *name;              /* the slot's; AREA, REPEAT: of the oneof, overlay or inline array; else "" */
    size_t index;                  /* of the slot in the class; colours follow it; SIZE_MAX without one */
    uint32_t count;                /* elements side by side; 1 for what is no array; REPEAT: of the inline class */
    /*
     * Arms of a oneof and of an overlay lie over one another: 0 for what always lives, else the row below it in which
     * the arm is drawn. Parts of one lane never overlap (but for PART_GROUP).
     */
    unsigned lane;
    const char *lane_name; /* "origin.buy", or "" for lane 0; arms of several oneofs may stand in one lane */
    bool is_inherited;     /* part of the base's bytes */
};

/* A slot as a row of a table: what its cells say. "" where there is nothing to say. */
struct report_row {
    char letter[2];     /* in drawings: its own where there are enough; a digit for the digits of a dense number */
    const char *name;   /* "origin.buyer" */
    const char *bits;   /* "14", "8 + 1" with its presence bit, "14 of 16" in a unit, "digit of 44" of a dense number */
    const char *place;  /* byte and bit of the first: "1.2"; "1.2, 3 x +23" of the first of 3 elements 23 bits apart */
    const char *window; /* the bytes that are loaded for it: "0", "1..2"; of elements how many: "4 each" */
    const char *codes;  /* of values: "0..9998", "1..40" where 0 is unset */
    const char *unset;  /* what says that there is no value: "code 0", or its presence bit: "bit 2.7" */
    const char *value;  /* what a code means: "code + 1", "code * 0.01 - 100", "member[code]" of an enum */
    const char *type;   /* as a schema would say it: "1..9999", "market.Side ?", "(0..100)[4]" */
    const char *when;   /* "side is buy", of the innermost arm that it lives in */
};

/* One piece of advice. `kind` is stable and documented; the text names the slot and the numbers. */
struct report_advice {
    const char *kind;              /* "one-value-over", "next-bit", "free-optional", "align", "max-size", ... */
    const struct model_slot *slot; /* or NULL: of the class */
    int64_t bits;                  /* that it would save (positive) or cost (negative) an instance; 0: none */
    int64_t bytes;                 /* likewise */
    const char *text;              /* a sentence, without a full stop */
};

/* What other ways to write the same class in C take, bytes an instance, x86-64's ABI. */
struct report_rivals {
    uint64_t plain;      /* members of the least C types, in order of declaration; bool and has_x as bool */
    uint64_t reordered;  /* the same members, the widest first */
    uint64_t bit_fields; /* packed bit-fields as wide as the codes */
};

struct report_class {
    const struct model_class *class;
    struct report_row *rows; /* of each slot */
    struct report_rivals rivals;
    double information;  /* bits: the sum of the logarithms of the number of states of each slot */
    uint64_t spare_bits; /* of the record: those of SPARE */
    size_t part_count;   /* ascending by lane, then by bit; lane 0 covers every bit of the record once */
    struct report_part *parts;
    unsigned lane_count; /* at least 1 */
    size_t advice_count;
    struct report_advice *advice; /* the most profitable first */
};

struct report {
    const struct model *const *models; /* of the schemas */
    uint64_t count;                    /* of instances, for totals: --count; 0: none was asked for */
    uint32_t cache_line;               /* bytes: 64 */
    size_t class_count;
    struct report_class *classes; /* model by model, in order of declaration */
};

/* `class_name`: only the classes of that name, short or full; NULL: all of them. */
void report_make(struct arena *arena, const struct model *const *models, size_t model_count, const char *class_name,
                 uint64_t count, struct report *report);

/* The report as a whole file of each format. */
void report_text(struct text *text, const struct report *report);
void report_json(struct text *text, const struct report *report);
void report_svg(struct text *text, const struct report *report);
void report_html(struct text *text, const struct report *report);

#endif
