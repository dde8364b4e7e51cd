/* SPDX-License-Identifier: MIT */
/* The report for people: a table of the slots, their bits as letters, what others take, and advice. */
#include "report/facts.h"
#include "report/map.h"
#include "report/print.h"
#include "report/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- The table ---- */

/* The columns in order; `right`: numbers. What is empty in all rows is left out. */
enum column { LETTER, NAME, BITS, PLACE, WINDOW, CODES, UNSET, VALUE, TYPE, WHEN, COLUMN_COUNT };

static const struct {
    const char *title;
    bool right;
} columns[COLUMN_COUNT] = {
    [LETTER] = {"", false},       [NAME] = {"slot", false},        [BITS] = {"bits", true},
    [PLACE] = {"byte.bit", true}, [WINDOW] = {"bytes read", true}, [CODES] = {"codes", true},
    [UNSET] = {"unset", false},   [VALUE] = {"value", false},      [TYPE] = {"type", false},
    [WHEN] = {"when", false},
};

static const char *cell_of(const struct report_row *row, enum column column)
{
    switch (column) {
    case LETTER: return row->letter;
    case NAME: return row->name;
    case BITS: return row->bits;
    case PLACE: return row->place;
    case WINDOW: return row->window;
    case CODES: return row->codes;
    case UNSET: return row->unset;
    case VALUE: return row->value;
    case TYPE: return row->type;
    case WHEN: return row->when;
    case COLUMN_COUNT: break;
    }
    return "";
}

static void measure_columns(const struct report_class *class, size_t widths[COLUMN_COUNT])
{
    for (enum column column = 0; column < COLUMN_COUNT; column++) {
        widths[column] = 0;
        for (size_t i = 0; i < class->class->slot_count; i++) {
            const size_t length = strlen(cell_of(&class->rows[i], column));
            if (length > widths[column]) widths[column] = length;
        }
        if (widths[column] > 0 && strlen(columns[column].title) > widths[column])
            widths[column] = strlen(columns[column].title);
    }
}

static void end_line(struct text *text)
{
    while (text->length > 0 && text->bytes[text->length - 1] == ' ') text->length--;
    text->bytes[text->length] = '\0';
    text_string(text, "\n");
}

static void print_row(struct text *text, const struct report_row *row, const size_t widths[COLUMN_COUNT])
{
    for (enum column column = 0; column < COLUMN_COUNT; column++) {
        if (widths[column] == 0) continue;
        text_string(text, "  ");
        print_cell(text, row == NULL ? columns[column].title : cell_of(row, column), widths[column],
                   columns[column].right);
    }
    end_line(text);
}

static void print_table(struct text *text, const struct report_class *class)
{
    size_t widths[COLUMN_COUNT];
    measure_columns(class, widths);
    print_row(text, NULL, widths);
    for (size_t i = 0; i < class->class->slot_count; i++) print_row(text, &class->rows[i], widths);
}

/* ---- The head ---- */

static void print_head(struct text *text, const struct report_class *class)
{
    const struct model_class *of = class->class;
    char id[24];
    text_strings(text, of->full_name, ": ", NULL);
    print_count(text, of->size, "byte");
    text_string(text, ", ");
    print_grouped(text, class->spare_bits);
    text_string(text, " of ");
    print_count(text, (uint64_t)of->size * 8, "bit");
    text_string(text, " spare");
    if (of->layout != MODEL_COMPACT) text_strings(text, ", ", model_layout_name(of->layout), NULL);
    if (of->align > 1) {
        text_string(text, ", aligned to ");
        text_uint(text, of->align);
    }
    snprintf(id, sizeof id, "%016" PRIx64, of->layout_id);
    text_strings(text, "; layout ", id, "\n", NULL);
    if (of->base == NULL) return;
    text_string(text, "  the first ");
    print_count(text, of->base->size, "byte");
    text_strings(text, of->base->size == 1 ? " is" : " are", " its base, ", of->base->full_name, "\n", NULL);
}

/* ---- What others take ---- */

/* One way to write the class in C. */
struct way {
    const char *name;
    double bytes;
    bool is_whole; /* bytes, not a fraction of them */
};

enum { WAY_NAME, WAY_BYTES, WAY_LINE, WAY_CROSSING, WAY_TOTAL, WAY_FACTOR, WAY_COLUMNS, WAY_COUNT = 7 };

/* The title, then the ways; cells of one row. */
struct way_row {
    struct text cells[WAY_COLUMNS];
};

static void fill_titles(struct way_row *row, const struct report *report)
{
    text_string(&row->cells[WAY_BYTES], "bytes");
    text_string(&row->cells[WAY_LINE], "a cache line");
    text_string(&row->cells[WAY_CROSSING], "across lines");
    if (report->count > 0) print_grouped(&row->cells[WAY_TOTAL], report->count);
    text_string(&row->cells[WAY_FACTOR], "factor");
}

static void fill_way(struct way_row *row, const struct report *report, const struct way *way, double ours)
{
    text_string(&row->cells[WAY_NAME], way->name);
    print_decimal(&row->cells[WAY_BYTES], way->bytes, way->is_whole ? 0 : 2);
    print_decimal(&row->cells[WAY_LINE], (double)report->cache_line / way->bytes, 2);
    if (way->is_whole) {
        text_uint(&row->cells[WAY_CROSSING], facts_crossing((uint64_t)way->bytes));
        text_string(&row->cells[WAY_CROSSING], " %");
    }
    if (report->count > 0) print_total(&row->cells[WAY_TOTAL], way->bytes, report->count);
    print_decimal(&row->cells[WAY_FACTOR], way->bytes / ours, 2);
}

/* The columns have a least width each, so that the tables of classes look alike. */
static void print_way_rows(struct text *text, const struct way_row *rows, size_t count, bool has_total)
{
    size_t widths[WAY_COLUMNS] = {30, 13, 14, 14, 16, 9};
    for (size_t i = 0; i < count; i++) {
        for (unsigned column = 0; column < WAY_COLUMNS; column++) {
            const size_t width = rows[i].cells[column].length + (column == WAY_NAME ? 0 : 2);
            if (width > widths[column]) widths[column] = width;
        }
    }
    for (size_t i = 0; i < count; i++) {
        text_string(text, "  ");
        for (unsigned column = 0; column < WAY_COLUMNS; column++) {
            if (column != WAY_TOTAL || has_total)
                print_cell(text, text_chars(&rows[i].cells[column]), widths[column], column != WAY_NAME);
        }
        text_string(text, "\n");
    }
}

static void print_ways(struct text *text, const struct report *report, const struct report_class *class)
{
    const struct model_class *of = class->class;
    const double ours = of->size;
    const unsigned beside = facts_beside_bits(of);
    struct text limit = {0};
    text_string(&limit, "information limit, ");
    print_decimal(&limit, class->information, 2);
    text_string(&limit, " bits");
    const struct way ways[WAY_COUNT] = {
        {"this class", ours, true},
        {"in its pool", beside > 0 ? ours + beside / 8.0 : 0, false},
        {of->table_rows ? "a row of its table, rows" : "a row of its table, columns", (double)of->row_bits / 8, false},
        {"plain struct", (double)class->rivals.plain, true},
        {"plain, reordered", (double)class->rivals.reordered, true},
        {"packed bit-fields", (double)class->rivals.bit_fields, true},
        {text_chars(&limit), class->information / 8, false},
    };
    struct way_row rows[1 + WAY_COUNT] = {0};
    size_t count = 0;
    fill_titles(&rows[count++], report);
    for (size_t i = 0; i < WAY_COUNT; i++) {
        if (ways[i].bytes > 0) fill_way(&rows[count++], report, &ways[i], ours);
    }
    print_way_rows(text, rows, count, report->count > 0);
    for (size_t i = 0; i < count; i++) {
        for (unsigned column = 0; column < WAY_COLUMNS; column++) text_free(&rows[i].cells[column]);
    }
    text_free(&limit);
}

/* ---- Advice ---- */

/* "saves 2 bytes", "saves 1 bit", "costs 1 byte", or nothing. */
static void print_saving(struct text *text, const struct report_advice *advice)
{
    const int64_t amount = advice->bytes != 0 ? advice->bytes : advice->bits;
    if (amount == 0) return;
    text_string(text, amount > 0 ? "saves " : "costs ");
    print_count(text, (uint64_t)(amount > 0 ? amount : -amount), advice->bytes != 0 ? "byte" : "bit");
}

static void print_advice(struct text *text, const struct report *report, const struct report_class *class)
{
    struct text cell = {0};
    size_t widest = 0;
    for (size_t i = 0; i < class->advice_count; i++) {
        text_clear(&cell);
        print_saving(&cell, &class->advice[i]);
        if (cell.length > widest) widest = cell.length;
    }
    for (size_t i = 0; i < class->advice_count; i++) {
        const struct report_advice *advice = &class->advice[i];
        text_clear(&cell);
        print_saving(&cell, advice);
        text_string(text, "  ");
        print_cell(text, text_chars(&cell), widest, false);
        text_strings(text, widest > 0 ? "  " : "", advice->text, NULL);
        if (report->count > 0 && advice->bytes != 0) {
            text_string(text, " (");
            print_total(text, (double)(advice->bytes > 0 ? advice->bytes : -advice->bytes), report->count);
            text_string(text, ")");
        }
        text_string(text, "\n");
    }
    text_free(&cell);
}

void report_text(struct text *text, const struct report *report)
{
    for (size_t i = 0; i < report->class_count; i++) {
        const struct report_class *class = &report->classes[i];
        if (i > 0) text_string(text, "\n\n");
        print_head(text, class);
        if (class->class->slot_count > 0) {
            text_string(text, "\n");
            print_table(text, class);
        }
        text_string(text, "\n");
        report_map(text, class);
        text_string(text, "\n");
        print_ways(text, report, class);
        if (class->advice_count == 0) continue;
        text_string(text, "\n");
        print_advice(text, report, class);
    }
}
