/* SPDX-License-Identifier: MIT */
/*
 * Remedies: what stands beside the message of a syntax error where the text looks like a form of another language, C
 * above all: names behind types, pointers with stars, sizes in the wrong brackets. Reads the text around the error.
 */
#include "parse/foreign.h"
#include "parse/unexpected.h"

#include "parse/grammar.h"

#include <string.h>

/* The two arguments of %.*s for a span, and those of a function that takes a word. */
#define SHOW(parser, span) (int)length_of(span), parser_text((parser), (span))
#define SPAN(parser, span) parser_text((parser), (span)), length_of(span)

static const char word_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

/* The word behind an offset, of no length where there is none. */
static struct span peek_word(const struct parser *parser, uint32_t offset)
{
    struct span from = {offset, offset};
    const char *text = parser_text(parser, from);
    size_t blanks = strspn(text, " \t");
    size_t length = strspn(text + blanks, word_letters);
    struct span span = {offset + (uint32_t)blanks, offset + (uint32_t)(blanks + length)};

    return span;
}

static size_t length_of(struct span span)
{
    return span.end - span.begin;
}

static bool is_text(const struct parser *parser, struct span span, const char *text)
{
    return length_of(span) == strlen(text) && memcmp(parser_text(parser, span), text, strlen(text)) == 0;
}

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/* "[16]" or "[2][3]" behind an offset, of no length where there is nothing like it. */
static struct span peek_brackets(const struct parser *parser, uint32_t offset)
{
    const char *text = parser_text(parser, (struct span){offset, offset});
    size_t end = strspn(text, " \t");
    struct span span = {offset + (uint32_t)end, offset + (uint32_t)end};

    while (text[end] == '[') {
        size_t inside = strspn(text + end + 1, word_letters);

        if (inside == 0 || text[end + 1 + inside] != ']') break;
        end += inside + 2;
    }
    span.end = offset + (uint32_t)end;
    return span;
}

/* The words of a type around an offset that lies between two of them, on one line: "const char", "struct foo". */
static struct span find_words(const struct parser *parser, uint32_t offset)
{
    struct span span = {offset, offset};
    const char *text = parser_text(parser, span);
    uint32_t room = offset - parser->source->base;
    uint32_t before = 0;
    struct span next;

    while (before < room && (text[-(ptrdiff_t)before - 1] == ' ' || text[-(ptrdiff_t)before - 1] == '\t' ||
                             strchr(word_letters, text[-(ptrdiff_t)before - 1]) != NULL))
        before++;
    span.begin = offset - before + (uint32_t)strspn(text - before, " \t");
    span.end = span.begin;
    for (next = peek_word(parser, span.begin); length_of(next) > 0; next = peek_word(parser, next.end))
        span.end = next.end;
    return span;
}

/* Where a `*` stands behind an offset, or 0. */
static uint32_t peek_star(const struct parser *parser, uint32_t offset)
{
    const char *text = parser_text(parser, (struct span){offset, offset});
    size_t blanks = strspn(text, " \t");

    return text[blanks] == '*' ? offset + (uint32_t)blanks : 0;
}

/* `class X : Y {`, `class X extends Y {`, `enum E : uint8 {`. */
static void help_base(const struct parser *parser)
{
    struct span name = parser->previous.span;
    struct span base = peek_word(parser, parser->current.span.end);

    if (parser->statement_before == TOKEN_ENUM) diag_help(parser->diag, "an enum's size follows from its values");
    if (parser->statement_before == TOKEN_FLAGS) diag_help(parser->diag, "the size of flags follows from their bits");
    if (parser->statement_before != TOKEN_CLASS) return;
    if (is_text(parser, base, "public")) base = peek_word(parser, base.end);
    if (length_of(base) > 0 && parser_is_word(parser->previous.kind))
        diag_help(parser->diag, "a base stands in parentheses: class %.*s(%.*s)", (int)length_of(name),
                  parser_text(parser, name), (int)length_of(base), parser_text(parser, base));
    else diag_help(parser->diag, "a base stands in parentheses: class X(Y)");
}

/* What a type of C is called here, or NULL; `type` has one word or several. */
static const char *meant_type(const struct parser *parser, struct span type, bool joined)
{
    const char *text = parser_text(parser, type);

    if (joined) return foreign_joined(text, length_of(type));
    if (foreign_is_own(text, length_of(type))) return arena_copy(parser->arena, text, length_of(type));
    return foreign_type(text, length_of(type));
}

/* `int a;`, `char x[16];`: the first two words of a slot, in C's order. */
static void help_name_first(const struct parser *parser)
{
    struct span type = parser->previous.span;
    struct span name = parser->current.span;
    struct span count;
    const char *meant;

    while (foreign_part(parser_text(parser, type), length_of(parser->previous.span)) &&
           foreign_part(parser_text(parser, name), length_of(name))) {
        type.end = name.end;
        name = peek_word(parser, name.end);
    }
    meant = meant_type(parser, type, type.end != parser->previous.span.end);
    if (length_of(name) == 0 || meant == NULL) return;
    count = peek_brackets(parser, name.end);
    if (is_text(parser, type, "char") && length_of(count) > 0)
        diag_help(parser->diag,
                  "the name stands first: '%.*s: int8%.*s;' are numbers, 'text(N)' is up to N bytes of UTF-8",
                  SHOW(parser, name), SHOW(parser, count));
    else
        diag_help(parser->diag, "the name stands first: '%.*s: %s%.*s;'", SHOW(parser, name), meant,
                  SHOW(parser, count));
}

/* `a: unsigned int;` */
static void help_joined_type(const struct parser *parser)
{
    struct span type = {parser->previous.span.begin, parser->current.span.end};
    struct span next = peek_word(parser, type.end);

    while (foreign_part(parser_text(parser, next), length_of(next))) {
        type.end = next.end;
        next = peek_word(parser, type.end);
    }
    diag_help(parser->diag, "this type is '%s' here", foreign_joined(parser_text(parser, type), length_of(type)));
}

/* `char *x;` and `x: char *;`: whether that was it. */
static bool help_pointer(const struct parser *parser, bool name_follows)
{
    bool at_star = parser->previous.kind == '*' && !name_follows;
    struct span type = find_words(parser, at_star ? parser->previous.span.begin : parser->current.span.begin);
    uint32_t star = peek_star(parser, type.end);
    struct span name;

    if (length_of(type) == 0 || is_digit(*parser_text(parser, type)) || star == 0) return false;
    name = peek_word(parser, star + 1);
    if (name_follows && is_digit(*parser_text(parser, name))) return false;
    if (!name_follows || length_of(name) == 0)
        diag_help(parser->diag, "a pointer is 'pointer(\"%.*s\")'", SHOW(parser, type));
    else if (is_text(parser, type, "char") || is_text(parser, type, "const char"))
        diag_help(parser->diag, "a pointer is '%.*s: pointer(\"%.*s\");', a text of up to 16 bytes '%.*s: text(16);'",
                  SHOW(parser, name), SHOW(parser, type), SHOW(parser, name));
    else diag_help(parser->diag, "a pointer is '%.*s: pointer(\"%.*s\");'", SHOW(parser, name), SHOW(parser, type));
    return true;
}

/* `string(16)`, `pointer(void)`, `ref(Date)`: what stands in parentheses. Whether that was it. */
static bool help_parentheses(const struct parser *parser, const struct expectation *expectation)
{
    struct span previous = parser->previous.span;
    bool opens = parser->current.kind == '(';
    struct span inside = peek_word(parser, parser->current.span.end);
    const char *text = parser_text(parser, previous);
    bool is_name = parser->previous.kind == TOKEN_WORD;

    if (opens && is_name && (foreign_text(text, length_of(previous)) || is_text(parser, previous, "char")))
        diag_help(parser->diag, "a text of up to N bytes is 'text(N)'");
    else if (opens && (parser->previous.kind == TOKEN_REF || parser->previous.kind == TOKEN_INLINE))
        diag_help(parser->diag, "write '%.*s %.*s'", SHOW(parser, previous), SHOW(parser, inside));
    else if (parser->previous.kind == '(' && parser_is_word(parser->current.kind) &&
             unexpected_may_be(expectation, "string") && !unexpected_may_be(expectation, "number"))
        diag_help(parser->diag, "write pointer(\"%.*s\")",
                  SHOW(parser, find_words(parser, parser->current.span.begin)));
    else return false;
    return true;
}

/* Brackets without a number or before their type, and steps by another name. */
static void help_brackets(const struct parser *parser, const struct expectation *expectation, bool wants_type)
{
    int found = parser->current.kind;

    if (found == '[' && wants_type)
        diag_help(parser->diag, "the number of elements stands behind their type, as in 'uint8[16]'");
    else if (found == ']' && parser->previous.kind == '[' && unexpected_may_be(expectation, "number"))
        diag_help(parser->diag, "an array has a fixed number of elements, as in 'uint8[16]'");
    else if ((found == TOKEN_BY || found == ':') && unexpected_may_be(expectation, "step"))
        diag_help(parser->diag, "a step is '0 .. 100 step 5'");
}

/* `union x {`, `struct {`, `private a: uint8;`: what the first word of a slot asks for. Whether that was it. */
static bool help_first_word(const struct parser *parser)
{
    struct span first = parser->previous.span;
    bool named = parser_is_word(parser->current.kind);

    if (!named && parser->current.kind != '{') return false;
    if (is_text(parser, first, "union"))
        diag_help(parser->diag,
                  "write 'oneof name { ... }', which knows what is there, or 'overlay name { ... }', "
                  "which does not");
    else if (is_text(parser, first, "struct"))
        diag_help(parser->diag, "declare a class of its own, and a slot of it: 'name: Class;'");
    else if (named && (is_text(parser, first, "private") || is_text(parser, first, "protected")))
        diag_help(parser->diag, "'@private' stands at the end of the slot, as in '%.*s: uint8 @private;'",
                  SHOW(parser, parser->current.span));
    else return false;
    return true;
}

/* Where a slot, or what it is, is expected. */
static void help_slot(const struct parser *parser, const struct expectation *expectation, bool wants_type)
{
    int previous = parser->previous.kind;
    int found = parser->current.kind;
    bool begins = parser->statement_before == previous && unexpected_may_be(expectation, "':'");
    bool is_const = parser->statement_before == TOKEN_CONST && unexpected_may_be(expectation, "'='");
    bool lacks_end = unexpected_may_be(expectation, "';'") && !unexpected_may_be(expectation, "':'");
    bool words = parser_is_word(previous) && parser_is_word(found);

    if (parser_is_word(previous) && (begins || is_const) && help_pointer(parser, true)) return;
    if (begins && help_first_word(parser)) return;
    if (words && begins) help_name_first(parser);
    else if ((previous == '*' || (words && lacks_end)) && help_pointer(parser, false)) return;
    else if (words && lacks_end && foreign_part(SPAN(parser, parser->previous.span)) &&
             foreign_part(SPAN(parser, parser->current.span)))
        help_joined_type(parser);
    else if (!help_parentheses(parser, expectation)) help_brackets(parser, expectation, wants_type);
}

void remedy_offer(const struct parser *parser, const struct expectation *expectation)
{
    struct token previous = parser->previous;
    int found = parser->current.kind;
    bool is_optional = parser_is_word(previous.kind) && is_text(parser, previous.span, "optional");
    bool in_block = unexpected_block(parser) != NULL;
    bool in_type = !in_block && parser->statement_before == TOKEN_TYPE;
    bool wants_type = previous.kind == ':' || (previous.kind == '=' && parser->statement_before == TOKEN_TYPE);

    if (!in_block && unexpected_may_be(expectation, "'{'") &&
        (found == ':' || is_text(parser, parser->current.span, "extends")))
        help_base(parser);
    else if ((found == '?' && wants_type && unexpected_may_be(expectation, "number")) ||
             (is_optional && (parser_is_word(found) || found == TOKEN_NUMBER || found == '(') && (in_block || in_type)))
        diag_help(parser->diag, "'?' stands behind the type, as in 'uint8 ?'");
    else if (!unexpected_in_enum(parser) && (in_block || in_type)) help_slot(parser, expectation, wants_type);
}
