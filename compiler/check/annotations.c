/* SPDX-License-Identifier: MIT */
/*
 * Annotations: the table of them, and reading their arguments. What a size or an alignment means for a class is
 * decided elsewhere; here it is only a number in its range.
 */
#include "check/annotations.h"

#include "check/checker.h"
#include "check/printable.h"
#include "names/names.h"

#include <inttypes.h>
#include <string.h>

enum { HANDLE_BITS = 32 };

typedef bool read_function(struct checker *checker, const struct ast_annotation *annotation, struct annotations *out);

static read_function read_pool, read_align, read_max_size, read_size, read_table, read_unit, read_c_name, read_layout,
    read_nothing;

struct annotation_row {
    const char *name;
    unsigned places;
    read_function *read;
    const char *example;
};

static const struct annotation_row rows[ANNOTATION_COUNT] = {
    [ANNOTATION_POOL] = {"pool", ON_CLASS, read_pool, "@pool(capacity: 1000) or @pool(capacity: 1000, checked)"},
    [ANNOTATION_ALIGN] = {"align", ON_CLASS, read_align, "@align(4)"},
    [ANNOTATION_MAX_SIZE] = {"max_size", ON_CLASS, read_max_size, "@max_size(16)"},
    [ANNOTATION_SIZE] = {"size", ON_CLASS, read_size, "@size(16)"},
    [ANNOTATION_TABLE] = {"table", ON_CLASS, read_table, "@table or @table(rows)"},
    [ANNOTATION_IMMUTABLE] = {"immutable", ON_CLASS, read_nothing, "@immutable"},
    [ANNOTATION_UNIT] = {"unit", ON_SLOT | ON_TYPE, read_unit, "@unit(\"ns\")"},
    [ANNOTATION_PRIVATE] = {"private", ON_SLOT | ON_TYPE | ON_ONEOF | ON_OVERLAY, read_nothing, "@private"},
    [ANNOTATION_COUNTER] = {"counter", ON_SLOT | ON_TYPE, read_nothing, "@counter"},
    [ANNOTATION_C_NAME] = {"c_name", ON_CLASS | ON_ENUM | ON_FLAGS | ON_SYMBOLS | ON_SLOT | ON_ONEOF | ON_OVERLAY,
                           read_c_name, "@c_name(\"name\")"},
    [ANNOTATION_LAYOUT] = {"layout", ON_CLASS, read_layout, "@layout(dense)"},
    [ANNOTATION_OWN] = {"own", ON_SLOT | ON_TYPE, read_nothing, "@own"},
};

/* Rule annotation-argument. */
static bool report_argument(struct checker *checker, const struct ast_annotation *annotation, struct span span,
                            const char *wanted)
{
    const char *example = "";
    for (size_t i = 0; i < ANNOTATION_COUNT; i++) {
        if (strcmp(rows[i].name, annotation->name.text) == 0) example = rows[i].example;
    }
    diag_error(checker->diag, rule_name(RULE_ANNOTATION_ARGUMENT), span, "'@%s' takes %s, as in %s",
               annotation->name.text, wanted, example);
    return false;
}

/* The only argument of an annotation, which has no label; NULL after a message. */
static const struct ast_value *only_argument(struct checker *checker, const struct ast_annotation *annotation,
                                             const char *wanted)
{
    const struct ast_argument *argument = annotation->arguments;
    if (argument != NULL && argument->label.text == NULL && argument->next == NULL) return argument->value;
    report_argument(checker, annotation, annotation->span, wanted);
    return NULL;
}

/* A number from 1 to `most`, or the rule's message. */
static bool read_number(struct checker *checker, const struct ast_annotation *annotation, const struct ast_value *value,
                        enum check_rule rule, uint32_t most, uint32_t *out)
{
    char text[24];
    struct integer number;
    const char *what = arena_join(checker->arena, "the number in '@", annotation->name.text, "'", NULL);
    if (value->kind != VALUE_EXPR) return report_argument(checker, annotation, value->span, "a number");
    if (!expression_integer(checker, value->expr, what, &number)) return false;
    bool fits = !number.negative && number.bits >= 1 && number.bits <= most;
    if (!fits)
        diag_error(checker->diag, rule_name(rule), value->span, "%s is outside 1..%" PRIu32 " of '@%s'",
                   integer_print(number, text), most, annotation->name.text);
    *out = fits ? (uint32_t)number.bits : 1;
    return fits;
}

/* Whether an argument without a label is that word. */
static bool is_word(const struct ast_argument *argument, const char *word)
{
    const struct ast_value *value = argument->value;
    return argument->label.text == NULL && value->kind == VALUE_EXPR && value->expr->kind == EXPR_NAME &&
           !value->expr->parenthesised && strcmp(value->expr->name, word) == 0;
}

static bool is_labelled(const struct ast_argument *argument, const char *label)
{
    return argument->label.text != NULL && strcmp(argument->label.text, label) == 0;
}

/* Rule pool-checked: the bits of generation, all that are left or those that `checked: G` says. */
static bool read_generations(struct checker *checker, const struct ast_annotation *annotation,
                             const struct ast_argument *checked, struct annotations *out)
{
    const unsigned places = number_bits(out->pool_capacity);
    const unsigned left = HANDLE_BITS - places;
    struct integer number = integer_from_uint(left);
    char text[24];
    if (checked->label.text != NULL) {
        if (checked->value->kind != VALUE_EXPR)
            return report_argument(checker, annotation, checked->value->span, "a number of bits");
        if (!expression_integer(checker, checked->value->expr, "the number of bits of 'checked'", &number))
            return false;
    }
    const bool fits = !number.negative && number.bits >= 1 && number.bits <= left;
    out->generation_bits = fits ? (uint32_t)number.bits : 0;
    if (fits) return true;
    if (left == 0) {
        diag_error(checker->diag, rule_name(RULE_POOL_CHECKED), checked->value->span,
                   "a handle has %d bits, and the places of a capacity of %" PRIu32
                   " take all of them: none is left "
                   "for generations",
                   HANDLE_BITS, out->pool_capacity);
        diag_help(checker->diag, "with a capacity of at most %" PRIu32 " there is one", UINT32_MAX >> 1);
    } else {
        diag_error(checker->diag, rule_name(RULE_POOL_CHECKED), checked->value->span,
                   "a handle has %d bits, of which the places of a capacity of %" PRIu32
                   " take %u: generations can have %s%u, not %s",
                   HANDLE_BITS, out->pool_capacity, places, left > 1 ? "1 to " : "", left, integer_print(number, text));
    }
    return false;
}

/* Rule pool-capacity. */
static bool read_pool(struct checker *checker, const struct ast_annotation *annotation, struct annotations *out)
{
    const char *wanted = "a capacity and perhaps 'checked'";
    const struct ast_value *capacity = NULL;
    const struct ast_argument *checked = NULL;
    for (const struct ast_argument *at = annotation->arguments; at != NULL; at = at->next) {
        const struct span span = at->label.text != NULL ? at->label.span : at->value->span;
        if (is_word(at, "checked") || is_labelled(at, "checked")) {
            if (checked != NULL) return report_argument(checker, annotation, span, "'checked' once");
            checked = at;
        } else if (is_labelled(at, "capacity")) {
            if (capacity != NULL) return report_argument(checker, annotation, span, "one capacity");
            capacity = at->value;
        } else {
            return report_argument(checker, annotation, span, wanted);
        }
    }
    if (capacity == NULL) return report_argument(checker, annotation, annotation->span, "a capacity");
    return read_number(checker, annotation, capacity, RULE_POOL_CAPACITY, UINT32_MAX, &out->pool_capacity) &&
           (checked == NULL || read_generations(checker, annotation, checked, out));
}

/* Rule align-value. */
static bool read_align(struct checker *checker, const struct ast_annotation *annotation, struct annotations *out)
{
    const struct ast_value *value = only_argument(checker, annotation, "one number");
    if (value == NULL || !read_number(checker, annotation, value, RULE_ALIGN_VALUE, 4096, &out->align)) return false;
    if ((out->align & (out->align - 1)) == 0) return true;
    diag_error(checker->diag, rule_name(RULE_ALIGN_VALUE), value->span, "%" PRIu32 " is no power of two", out->align);
    out->align = 1;
    return false;
}

/* Rule size-range. */
static bool read_bytes(struct checker *checker, const struct ast_annotation *annotation, uint32_t *out)
{
    const struct ast_value *value = only_argument(checker, annotation, "a number of bytes");
    return value != NULL && read_number(checker, annotation, value, RULE_SIZE_RANGE, LIMIT_BYTES, out);
}

static bool read_max_size(struct checker *checker, const struct ast_annotation *annotation, struct annotations *out)
{
    return read_bytes(checker, annotation, &out->max_size);
}

static bool read_size(struct checker *checker, const struct ast_annotation *annotation, struct annotations *out)
{
    return read_bytes(checker, annotation, &out->size);
}

/* Of an annotation that takes no arguments. */
static bool read_nothing(struct checker *checker, const struct ast_annotation *annotation, struct annotations *out)
{
    (void)out;
    if (!annotation->has_parentheses) return true;
    return report_argument(checker, annotation, annotation->span, "no arguments");
}

static bool read_table(struct checker *checker, const struct ast_annotation *annotation, struct annotations *out)
{
    const struct ast_argument *argument = annotation->arguments;
    if (!annotation->has_parentheses) return true;
    bool single = argument != NULL && argument->label.text == NULL && argument->next == NULL;
    const struct ast_value *value = single ? argument->value : NULL;
    out->table_rows = single && value->kind == VALUE_EXPR && value->expr->kind == EXPR_NAME &&
                      !value->expr->parenthesised && strcmp(value->expr->name, "rows") == 0;
    return out->table_rows || report_argument(checker, annotation, annotation->span, "nothing or 'rows'");
}

static bool read_layout(struct checker *checker, const struct ast_annotation *annotation, struct annotations *out)
{
    const char *wanted = "'compact', 'natural', 'declared' or 'dense'";
    const struct ast_value *value = only_argument(checker, annotation, wanted);
    if (value == NULL) return false;
    const bool is_name = value->kind == VALUE_EXPR && value->expr->kind == EXPR_NAME && !value->expr->parenthesised;
    for (size_t i = 0; is_name && i < MODEL_LAYOUT_COUNT; i++) {
        if (strcmp(value->expr->name, model_layout_name((enum model_layout)i)) != 0) continue;
        out->layout = (enum model_layout)i;
        return true;
    }
    return report_argument(checker, annotation, value->span, wanted);
}

/* The text of an annotation; NULL after a message. */
static const struct ast_string *read_text(struct checker *checker, const struct ast_annotation *annotation)
{
    const struct ast_value *value = only_argument(checker, annotation, "one text");
    if (value == NULL || value->kind == VALUE_STRING) return value == NULL ? NULL : &value->string;
    report_argument(checker, annotation, value->span, "a text");
    return NULL;
}

/* Rule unit-text. */
static bool read_unit(struct checker *checker, const struct ast_annotation *annotation, struct annotations *out)
{
    const struct ast_string *text = read_text(checker, annotation);
    if (text == NULL) return false;
    if (text->length == 0 || text->length > LIMIT_NAME || !printable_text(text->bytes, text->length)) {
        diag_error(checker->diag, rule_name(RULE_UNIT_TEXT), text->span,
                   "a unit is a text of 1 to %d bytes of UTF-8 without control characters", LIMIT_NAME);
        return false;
    }
    out->unit = arena_copy(checker->arena, text->bytes, text->length);
    return true;
}

/* Rule c-name-invalid. */
static bool read_c_name(struct checker *checker, const struct ast_annotation *annotation, struct annotations *out)
{
    const struct ast_string *text = read_text(checker, annotation);
    if (text == NULL) return false;
    const char *name = arena_copy(checker->arena, text->bytes, text->length);
    if (strlen(name) != text->length || !names_is_identifier(name)) {
        bool shown = text->length <= LIMIT_NAME && printable_text(text->bytes, text->length);
        diag_error(checker->diag, rule_name(RULE_C_NAME_INVALID), text->span, "'%s' is no C identifier",
                   shown ? name : "...");
        return false;
    }
    if (!declare_name_is_fine(checker, &(struct ast_name){name, text->span})) return false;
    out->c_name = name;
    return true;
}

static const char *place_name(enum annotation_place place)
{
    switch (place) {
    case ON_CLASS: return "a class";
    case ON_ENUM: return "an enum";
    case ON_FLAGS: return "flags";
    case ON_SLOT: return "a slot";
    case ON_SYMBOLS: return "a table of symbols";
    case ON_ONEOF: return "a oneof";
    case ON_OVERLAY: return "an overlay";
    case ON_TYPE: break;
    }
    return "a type";
}

/* "a class takes @pool, @align": what is allowed in a place. */
static void help_allowed(struct checker *checker, enum annotation_place place)
{
    const char *list = "";
    for (size_t i = 0; i < ANNOTATION_COUNT; i++) {
        if ((rows[i].places & (unsigned)place) != 0)
            list = arena_join(checker->arena, list, list[0] == '\0' ? "@" : ", @", rows[i].name, NULL);
    }
    diag_help(checker->diag, "%s can have %s", place_name(place), list);
}

/* Rules annotation-unknown, annotation-place: the row of an annotation, or ANNOTATION_COUNT after a message. */
static size_t find_row(struct checker *checker, const struct ast_annotation *annotation, enum annotation_place place)
{
    const char *name = annotation->name.text;
    struct suggestion suggestion;
    size_t row = 0;
    while (row < ANNOTATION_COUNT && strcmp(rows[row].name, name) != 0) row++;
    if (row < ANNOTATION_COUNT && (rows[row].places & (unsigned)place) != 0) return row;
    if (row < ANNOTATION_COUNT) {
        diag_error(checker->diag, rule_name(RULE_ANNOTATION_PLACE), annotation->span, "'@%s' cannot stand on %s", name,
                   place_name(place));
    } else {
        bool shown = strlen(name) <= LIMIT_NAME;
        suggest_start(&suggestion, name);
        for (size_t i = 0; i < ANNOTATION_COUNT; i++) {
            if ((rows[i].places & (unsigned)place) != 0) suggest_offer(&suggestion, rows[i].name);
        }
        const char *best = suggestion.best;
        diag_error(checker->diag, rule_name(RULE_ANNOTATION_UNKNOWN), annotation->span,
                   "unknown annotation '@%s'%s%s%s", shown ? name : "...", best == NULL ? "" : "; did you mean '@",
                   best == NULL ? "" : best, best == NULL ? "" : "'?");
    }
    help_allowed(checker, place);
    return ANNOTATION_COUNT;
}

/* Rules annotation-conflict, size-align. */
static bool check_together(struct checker *checker, const struct annotations *annotations)
{
    const struct ast_annotation *most = annotations->given[ANNOTATION_MAX_SIZE];
    const struct ast_annotation *size = annotations->given[ANNOTATION_SIZE];
    if (most != NULL && size != NULL) {
        diag_error(checker->diag, rule_name(RULE_ANNOTATION_CONFLICT), size->span,
                   "'@size' and '@max_size' exclude each other: '@size' says exactly how many bytes");
        diag_note(checker->diag, most->span, "'@max_size' is given here");
        return false;
    }
    if (size != NULL && annotations->size % annotations->align != 0) {
        diag_error(checker->diag, rule_name(RULE_SIZE_ALIGN), size->span,
                   "@size(%" PRIu32 ") is no multiple of @align(%" PRIu32 ")", annotations->size, annotations->align);
        diag_note(checker->diag, annotations->given[ANNOTATION_ALIGN]->span, "the alignment is set here");
        return false;
    }
    return true;
}

/* Rule annotation-duplicate. */
bool annotations_read(struct checker *checker, const struct ast_annotation *list, enum annotation_place place,
                      struct annotations *out)
{
    bool fine = true;
    memset(out, 0, sizeof *out);
    out->align = 1;
    for (const struct ast_annotation *at = list; at != NULL && !checker_is_full(checker); at = at->next) {
        size_t row = find_row(checker, at, place);
        if (row == ANNOTATION_COUNT) {
            fine = false;
            continue;
        }
        if (out->given[row] != NULL) {
            diag_error(checker->diag, rule_name(RULE_ANNOTATION_DUPLICATE), at->span, "'@%s' is given twice",
                       at->name.text);
            diag_note(checker->diag, out->given[row]->span, "it is given here first");
            fine = false;
            continue;
        }
        out->given[row] = at;
        fine = rows[row].read(checker, at, out) && fine;
    }
    return fine && check_together(checker, out);
}
