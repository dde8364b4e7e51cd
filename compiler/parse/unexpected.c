/* SPDX-License-Identifier: MIT */
/*
 * Syntax errors in the user's words: "expected ';' behind the slot, found 'month'".
 *
 * The grammar tells which tokens could stand there; what a user would miss most among them is chosen here. A `;` that
 * is missing at the end of a line is put in, so that the next line is read as usual. Knows no trees.
 */
#include "parse/unexpected.h"

#include "parse/grammar.h"
#include "support/suggest.h"

#include <stdio.h>
#include <string.h>

bool unexpected_may_be(const struct expectation *expectation, const char *token)
{
    for (size_t i = 0; i < expectation->count; i++) {
        if (strcmp(expectation->tokens[i], token) == 0) return true;
    }
    return false;
}

const struct bracket *unexpected_block(const struct parser *parser)
{
    unsigned depth = parser->depth_before;

    while (depth > 0 && parser->brackets[depth - 1].open != '{') depth--;
    return depth > 0 ? &parser->brackets[depth - 1] : NULL;
}

bool unexpected_in_enum(const struct parser *parser)
{
    const struct bracket *block = unexpected_block(parser);

    return block != NULL && (block->statement == TOKEN_ENUM || block->statement == TOKEN_FLAGS);
}

/* What ends with the `;` that is missing. */
static const char *name_statement(const struct parser *parser)
{
    if (unexpected_block(parser) != NULL)
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
        if (parser->statement_before == TOKEN_TYPE && unexpected_block(parser) == NULL) return "a type";
        break;
    default: break;
    }
    if (unexpected_may_be(expectation, "string"))
        return unexpected_may_be(expectation, "')'") ? "an argument or ')'" : "a value";
    return "a number or a name";
}

/* Where a name is missing. */
static const char *name_name(const struct parser *parser, struct expectation *expectation)
{
    if (unexpected_may_be(expectation, "'}'")) {
        expectation->begins = !unexpected_in_enum(parser);
        expectation->behind = expectation->begins ? "" : NULL;
        return unexpected_in_enum(parser) ? "a member or '}'" : "a slot or '}'";
    }
    if (unexpected_may_be(expectation, "')'")) return "a base class or ')'";
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

    if (unexpected_may_be(expectation, "end of file")) {
        expectation->what = suggest(parser) != NULL ? "a declaration"
                                                    : "a declaration (namespace, import, include, "
                                                      "const, symbols, type, enum, flags or class)";
        expectation->behind = "";
        expectation->begins = true;
    } else if (unexpected_may_be(expectation, "number")) {
        expectation->what = name_operand(parser, expectation);
    } else if (unexpected_may_be(expectation, "':'") && unexpected_may_be(expectation, "';'") && !introduces) {
        expectation->what = "':' and a type, ',' or ';'";
    } else if (unexpected_may_be(expectation, "name")) {
        expectation->what = name_name(parser, expectation);
    } else if (unexpected_may_be(expectation, "string")) {
        expectation->what = name_string(parser);
    } else if (unexpected_may_be(expectation, "';'")) {
        expectation->what = "';'";
        expectation->behind = name_statement(parser);
    } else if (unexpected_may_be(expectation, "','") && unexpected_may_be(expectation, "'}'")) {
        expectation->what = "',' or '}'";
    } else if (unexpected_may_be(expectation, "','") && unexpected_may_be(expectation, "')'")) {
        expectation->what = "',' or ')'";
    } else if (unexpected_may_be(expectation, "','") && unexpected_may_be(expectation, "']'")) {
        expectation->what = "',' or ']'";
    } else {
        expectation->what = "'..' and the end of the range";
        for (size_t i = sizeof plain / sizeof *plain; i-- > 0;) {
            if (unexpected_may_be(expectation, plain[i])) expectation->what = plain[i];
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
    bool outside = unexpected_block(parser) == NULL;
    bool declares = unexpected_may_be(expectation, "end of file");

    if (parser->misplaced_brace && (found == TOKEN_YYEOF || (outside && (declares || found == '}')))) return true;
    return parser->lost && outside && (declares || found == ':' || found == ',' || found == '}');
}

/* A word with characters that the language does not know: the scanner has complained about them. */
static bool is_foreign(const struct parser *parser, struct token token)
{
    const char *text = parser_text(parser, token.span);

    if (token.kind != TOKEN_WORD) return false;
    for (const char *end = text + (token.span.end - token.span.begin); text < end; text++) {
        if ((unsigned char)*text >= 0x80) return true;
    }
    return false;
}

static void report(const struct parser *parser, const struct expectation *expectation)
{
    char found[MOST_SHOWN];
    char before[MOST_SHOWN];
    struct token previous = parser->previous;
    struct token current = parser->current;
    const char *behind = expectation->behind != NULL ? expectation->behind : show(parser, previous, before);
    const char *meant = unexpected_may_be(expectation, "end of file") ? suggest(parser) : NULL;
    bool at_end = current.kind == TOKEN_YYEOF ||
                  (!expectation->begins && parser_on_later_line(parser, previous.span.end, current.span.begin));
    struct span end = {previous.span.end, previous.span.end};
    bool known = previous.span.end != 0;

    diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), at_end && known ? end : current.span,
               "expected %s%s%s, found %s%s%s%s", expectation->what, known && *behind != '\0' ? " behind " : "",
               known ? behind : "", show(parser, current, found), meant != NULL ? "; did you mean '" : "",
               meant != NULL ? meant : "", meant != NULL ? "'?" : "");
}

static bool is_declaration(int keyword)
{
    return keyword >= TOKEN_NAMESPACE && keyword <= TOKEN_CLASS;
}

/*
 * A declaration that begins in a block of a class or enum: `}` is missing, and it cannot be said where. (In a class
 * itself the grammar notices that, and goes on.)
 */
static bool refuse_declaration(struct parser *parser)
{
    int keyword = parser->previous.kind;
    const struct bracket *block = unexpected_block(parser);
    bool declares = is_declaration(keyword) && (keyword == parser->statement_before || unexpected_in_enum(parser));

    if (block == NULL || !declares || !(parser_is_word(parser->current.kind) || parser->current.kind == TOKEN_STRING))
        return false;
    diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), parser->previous.span,
               "expected '}' before this declaration");
    diag_note(parser->diag, block->span, "this '{' was not closed");
    parser->stopped = true;
    return true;
}

void parser_unexpected(struct parser *parser, const char *const *expected, size_t count)
{
    struct expectation expectation = {expected, count, NULL, NULL, false};
    int found = parser->current.kind;
    bool later = parser_on_later_line(parser, parser->previous.span.end, parser->current.span.begin);

    choose(parser, &expectation);
    if (parser->stopped || is_aftermath(parser, &expectation) || refuse_declaration(parser)) return;
    if (is_foreign(parser, parser->current)) return;
    if (found == '.' && parser->previous.kind == TOKEN_NUMBER) {
        diag_error(parser->diag, parse_rule_name(PARSE_NUMBER), parser->current.span,
                   "a decimal has digits on both sides of its point; a range has two points");
        return;
    }
    if (unexpected_may_be(&expectation, "..") && !unexpected_may_be(&expectation, "')'") &&
        parser->previous.kind == ')')
        expectation.what = "'..' and the end of the range (in a type, parentheses hold a range or a type with '?')";
    report(parser, &expectation);
    if (found == '{' || (found == ':' && unexpected_block(parser) != NULL) || strcmp(expectation.what, "'{'") == 0)
        parser->misplaced_brace = true;
    if (unexpected_in_enum(parser) && is_declaration(found)) parser->stopped = true; /* a `}` is missing */
    if (found == TOKEN_YYEOF && parser->depth_before > 0)
        diag_note(parser->diag, parser->brackets[parser->depth_before - 1].span, "this '%c' was not closed",
                  parser->brackets[parser->depth_before - 1].open);
    if (strcmp(expectation.what, "';'") == 0 && (found == '?' || found == '=' || found == '@' || found == TOKEN_UNSET))
        diag_help(parser->diag, "the order is: name: type ? unset value = default @annotations;");
    if (found == '(' && parser->statement_before == TOKEN_CLASS && strcmp(expectation.what, "'{'") == 0)
        diag_help(parser->diag, "the order is: class Name(Bases) @annotations { ... }");
    if (!later) remedy_offer(parser, &expectation);
    if (unexpected_may_be(&expectation, "';'") && !expectation.begins && later && parser_is_word(found))
        parser_insert_semicolon(parser);
}
