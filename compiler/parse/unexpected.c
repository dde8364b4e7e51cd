/* SPDX-License-Identifier: MIT */
/*
 * Syntax errors in the user's words: "expected ';' behind the slot, found 'month'".
 *
 * The grammar tells which tokens could stand there; what a user would miss most among them is chosen here. A `;` that
 * is missing at the end of a line is put in, so that the next line is read as usual. Knows no trees.
 */
#include "parse/parser.h"
#include "support/suggest.h"

#include "parse/foreign.h"
#include "parse/grammar.h"

#include <stdio.h>
#include <string.h>

struct expectation {
    const char *const *tokens; /* names of the tokens that could stand there */
    size_t count;
    const char *what;   /* the same in words */
    const char *behind; /* behind what; NULL for the token before it; "" to leave that out */
    bool begins;        /* it would begin a declaration, so nothing is missing before it */
};

static bool may_be(const struct expectation *expectation, const char *token)
{
    for (size_t i = 0; i < expectation->count; i++) {
        if (strcmp(expectation->tokens[i], token) == 0) return true;
    }
    return false;
}

/* The innermost block in braces around the current token, or NULL. */
static const struct bracket *find_block(const struct parser *parser)
{
    unsigned depth = parser->depth_before;

    while (depth > 0 && parser->brackets[depth - 1].open != '{') depth--;
    return depth > 0 ? &parser->brackets[depth - 1] : NULL;
}

static bool in_enum(const struct parser *parser)
{
    const struct bracket *block = find_block(parser);

    return block != NULL && (block->statement == TOKEN_ENUM || block->statement == TOKEN_FLAGS);
}

/* What ends with the `;` that is missing. */
static const char *name_statement(const struct parser *parser)
{
    if (find_block(parser) != NULL)
        return parser->statement_before == TOKEN_RESERVED ? "the reserved bits" : "the slot";
    switch (parser->statement_before) {
    case TOKEN_NAMESPACE: return "the namespace";
    case TOKEN_IMPORT: return "the import";
    case TOKEN_INCLUDE: return "the include";
    case TOKEN_CONST: return "the constant";
    case TOKEN_SYMBOLS: return "the table of symbols";
    case TOKEN_TYPE: return "the type";
    default: return "the declaration";
    }
}

/* Where an operand is missing. */
static const char *name_operand(const struct parser *parser, const struct expectation *expectation)
{
    bool inside = parser->depth_before > 0 && parser->brackets[parser->depth_before - 1].open != '{';

    switch (parser->previous.kind) {
    case TOKEN_RESERVED: return "the number of bits";
    case TOKEN_DOTS: return "the end of the range";
    case TOKEN_STEP: return "the step of the range";
    case TOKEN_UNSET: return "the value that means unset";
    case ':':
        if (!inside) return "a type";
        break;
    case '=':
        if (parser->statement_before == TOKEN_TYPE && find_block(parser) == NULL) return "a type";
        break;
    default: break;
    }
    if (may_be(expectation, "string")) return may_be(expectation, "')'") ? "an argument or ')'" : "a value";
    return "a number or a name";
}

/* Where a name is missing. */
static const char *name_name(const struct parser *parser, struct expectation *expectation)
{
    if (may_be(expectation, "'}'")) {
        expectation->begins = !in_enum(parser);
        expectation->behind = expectation->begins ? "" : NULL;
        return in_enum(parser) ? "a member or '}'" : "a slot or '}'";
    }
    if (may_be(expectation, "')'")) return "a base class or ')'";
    return parser->previous.kind == '@' ? "the name of an annotation" : "a name";
}

/* Where a text is missing. */
static const char *name_string(const struct parser *parser)
{
    if (parser->previous.kind == TOKEN_IMPORT || parser->previous.kind == TOKEN_INCLUDE)
        return "a file name in double quotes";
    return "a C type in double quotes";
}

/* The word that a declaration might have been meant to begin with, or NULL. */
static const char *suggest(const struct parser *parser)
{
    static const char *const other[][2] = {{"struct", "class"},  {"record", "class"},     {"message", "class"},
                                           {"typedef", "type"},  {"using", "type"},       {"alias", "type"},
                                           {"bitmask", "flags"}, {"package", "namespace"}};
    static const char *const words[] = {"namespace", "import", "include", "const", "symbols",
                                        "type",      "enum",   "flags",   "class"};
    const char *text = parser_text(parser, parser->current.span);
    size_t length = parser->current.span.end - parser->current.span.begin;

    if (parser->current.kind != TOKEN_WORD || length < 3 || length > 12) return NULL;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        if (strlen(other[i][0]) == length && memcmp(other[i][0], text, length) == 0) return other[i][1];
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t edits = suggest_distance(text, length, words[i], strlen(words[i]));
        if (edits <= (length > 5 ? 2 : 1) * SUGGEST_EDIT) return words[i];
    }
    return NULL;
}

/* Puts the expected tokens into words. */
static void choose(const struct parser *parser, struct expectation *expectation)
{
    static const char *const plain[] = {"'{'", "'}'", "')'", "']'", "':'", "'('", "'='", "','"};
    bool introduces = parser->previous.kind == TOKEN_ONEOF || parser->previous.kind == TOKEN_OVERLAY;

    if (may_be(expectation, "end of file")) {
        expectation->what = suggest(parser) != NULL ? "a declaration"
                                                    : "a declaration (namespace, import, include, "
                                                      "const, symbols, type, enum, flags or class)";
        expectation->behind = "";
        expectation->begins = true;
    } else if (may_be(expectation, "number")) {
        expectation->what = name_operand(parser, expectation);
    } else if (may_be(expectation, "':'") && may_be(expectation, "';'") && !introduces) {
        expectation->what = "':' and a type, ',' or ';'";
    } else if (may_be(expectation, "name")) {
        expectation->what = name_name(parser, expectation);
    } else if (may_be(expectation, "string")) {
        expectation->what = name_string(parser);
    } else if (may_be(expectation, "';'")) {
        expectation->what = "';'";
        expectation->behind = name_statement(parser);
    } else if (may_be(expectation, "','") && may_be(expectation, "'}'")) {
        expectation->what = "',' or '}'";
    } else if (may_be(expectation, "','") && may_be(expectation, "')'")) {
        expectation->what = "',' or ')'";
    } else if (may_be(expectation, "','") && may_be(expectation, "']'")) {
        expectation->what = "',' or ']'";
    } else {
        expectation->what = "'..' and the end of the range";
        for (size_t i = sizeof plain / sizeof *plain; i-- > 0;) {
            if (may_be(expectation, plain[i])) expectation->what = plain[i];
        }
    }
}

enum { MOST_SHOWN = 100 };

/* A token as it is shown in a message. */
static const char *show(const struct parser *parser, struct token token, char buffer[MOST_SHOWN])
{
    size_t length = token.span.end - token.span.begin;

    if (token.kind == TOKEN_YYEOF) return "the end of the file";
    if (token.kind == TOKEN_STRING) return "a string";
    if (length > MOST_SHOWN - 3) /* the message cuts the word, as it cuts any word as long as that */
        length = MOST_SHOWN - 3;
    snprintf(buffer, MOST_SHOWN, "'%.*s'", (int)length, parser_text(parser, token.span));
    return buffer;
}

/* Whether this is only what a mistake before it left behind. */
static bool is_aftermath(const struct parser *parser, const struct expectation *expectation)
{
    int found = parser->current.kind;

    return parser->lost && find_block(parser) == NULL &&
           (may_be(expectation, "end of file") || found == ':' || found == ',' || found == '}');
}

static void report(const struct parser *parser, const struct expectation *expectation)
{
    char found[MOST_SHOWN];
    char before[MOST_SHOWN];
    struct token previous = parser->previous;
    struct token current = parser->current;
    const char *behind = expectation->behind != NULL ? expectation->behind : show(parser, previous, before);
    const char *meant = may_be(expectation, "end of file") ? suggest(parser) : NULL;
    bool at_end = current.kind == TOKEN_YYEOF ||
                  (!expectation->begins && parser_on_later_line(parser, previous.span.end, current.span.begin));
    struct span end = {previous.span.end, previous.span.end};
    bool known = previous.span.end != 0;

    diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), at_end && known ? end : current.span,
               "expected %s%s%s, found %s%s%s%s", expectation->what, known && *behind != '\0' ? " behind " : "",
               known ? behind : "", show(parser, current, found), meant != NULL ? "; did you mean '" : "",
               meant != NULL ? meant : "", meant != NULL ? "'?" : "");
}

/*
 * A declaration that begins in a block of a class: `}` is missing, and it cannot be said where. (In a class itself the
 * grammar notices that, and goes on.)
 */
static bool refuse_declaration(struct parser *parser)
{
    int keyword = parser->previous.kind;
    const struct bracket *block = find_block(parser);
    bool declares = keyword >= TOKEN_NAMESPACE && keyword <= TOKEN_CLASS && keyword == parser->statement_before;

    if (block == NULL || !declares || !(parser_is_word(parser->current.kind) || parser->current.kind == TOKEN_STRING))
        return false;
    diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), parser->previous.span,
               "expected '}' before this declaration");
    diag_note(parser->diag, block->span, "this '{' was not closed");
    parser->stopped = true;
    return true;
}

/* The word behind an offset, of no length where there is none. */
static struct span peek_word(const struct parser *parser, uint32_t offset)
{
    struct span from = {offset, offset};
    const char *text = parser_text(parser, from);
    size_t blanks = strspn(text, " \t");
    size_t length = strspn(text + blanks, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
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

/* `class X : Y {`, `enum E : uint8 {`. */
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

/* `int a;`: the first two words of a slot, in C's order. */
static void help_name_first(const struct parser *parser)
{
    struct span type = parser->previous.span;
    struct span name = parser->current.span;
    const char *meant;

    while (foreign_part(parser_text(parser, type), length_of(parser->previous.span)) &&
           foreign_part(parser_text(parser, name), length_of(name))) {
        type.end = name.end;
        name = peek_word(parser, name.end);
    }
    if (length_of(name) == 0) return;
    if (type.end != parser->previous.span.end) meant = foreign_joined(parser_text(parser, type), length_of(type));
    else meant = foreign_type(parser_text(parser, type), length_of(type));
    if (meant != NULL)
        diag_help(parser->diag, "the name stands first: '%.*s: %s;'", (int)length_of(name), parser_text(parser, name),
                  meant);
    else if (foreign_is_own(parser_text(parser, type), length_of(type)))
        diag_help(parser->diag, "the name stands first: '%.*s: %.*s;'", (int)length_of(name), parser_text(parser, name),
                  (int)length_of(type), parser_text(parser, type));
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

/* What is meant by forms of other languages. */
static void help_foreign(const struct parser *parser, const struct expectation *expectation)
{
    struct token previous = parser->previous;
    int found = parser->current.kind;
    bool is_optional = parser_is_word(previous.kind) && is_text(parser, previous.span, "optional");
    bool in_block = find_block(parser) != NULL;
    bool wants_type = previous.kind == ':' || (previous.kind == '=' && parser->statement_before == TOKEN_TYPE);

    if (found == ':' && !in_block && may_be(expectation, "'{'")) help_base(parser);
    else if ((found == '?' && wants_type && may_be(expectation, "number")) ||
             (is_optional && (parser_is_word(found) || found == TOKEN_NUMBER || found == '(') &&
              (in_block || parser->statement_before == TOKEN_TYPE)))
        diag_help(parser->diag, "'?' stands behind the type, as in 'uint8 ?'");
    else if (in_block && !in_enum(parser) && parser_is_word(previous.kind) && parser_is_word(found) &&
             parser->statement_before == previous.kind && may_be(expectation, "':'"))
        help_name_first(parser);
    else if (in_block && !in_enum(parser) && may_be(expectation, "';'") && !may_be(expectation, "':'") &&
             foreign_part(parser_text(parser, previous.span), length_of(previous.span)) &&
             foreign_part(parser_text(parser, parser->current.span), length_of(parser->current.span)))
        help_joined_type(parser);
}

void parser_unexpected(struct parser *parser, const char *const *expected, size_t count)
{
    struct expectation expectation = {expected, count, NULL, NULL, false};
    int found = parser->current.kind;
    bool later = parser_on_later_line(parser, parser->previous.span.end, parser->current.span.begin);

    choose(parser, &expectation);
    if (parser->stopped || is_aftermath(parser, &expectation) || refuse_declaration(parser)) return;
    if (found == '.' && parser->previous.kind == TOKEN_NUMBER) {
        diag_error(parser->diag, parse_rule_name(PARSE_NUMBER), parser->current.span,
                   "a decimal has digits on both sides of its point; a range has two points");
        return;
    }
    if (may_be(&expectation, "..") && !may_be(&expectation, "')'") && parser->previous.kind == ')')
        expectation.what = "'..' and the end of the range (in a type, parentheses hold a range or a type with '?')";
    report(parser, &expectation);
    if (found == TOKEN_YYEOF && parser->depth_before > 0)
        diag_note(parser->diag, parser->brackets[parser->depth_before - 1].span, "this '%c' was not closed",
                  parser->brackets[parser->depth_before - 1].open);
    if (strcmp(expectation.what, "';'") == 0 && (found == '?' || found == '=' || found == '@' || found == TOKEN_UNSET))
        diag_help(parser->diag, "the order is: name: type ? unset value = default @annotations;");
    if (!later) help_foreign(parser, &expectation);
    if (may_be(&expectation, "';'") && !expectation.begins && later && parser_is_word(found))
        parser_insert_semicolon(parser);
}
