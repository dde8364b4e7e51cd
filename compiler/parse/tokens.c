/* SPDX-License-Identifier: MIT */
/*
 * The stream of tokens between scanner and grammar: it counts open brackets, remembers where a declaration began, lets
 * the grammar's recovery skip a block or go on as if a `;` had been there, and ends the file early when the rest is not
 * worth reading. Knows no grammar.
 */
#include "parse/parser.h"

#include "parse/grammar.h"
#include "source/utf8.h"

#include <string.h>

const char *parser_text(const struct parser *parser, struct span span)
{
    return parser->source->text + (span.begin - parser->source->base);
}

bool parser_is_word(int token)
{
    return token >= TOKEN_NAMESPACE && token <= TOKEN_WORD;
}

bool parser_on_later_line(const struct parser *parser, uint32_t before, uint32_t after)
{
    struct span between = {before, after};

    return before != 0 && after > before && memchr(parser_text(parser, between), '\n', after - before) != NULL;
}

struct span parser_span(const struct span *parts, int count)
{
    struct span span = {parts[0].end, parts[0].end};

    if (count > 0) {
        span.begin = parts[1].begin;
        span.end = parts[count].end;
    }
    return span;
}

struct span parser_at(const struct parser *parser)
{
    uint32_t begin = parser->source->base + (uint32_t)(parser->token_text - parser->copy);
    struct span span = {begin, begin + (uint32_t)parser->token_length};

    return span;
}

int parser_unclosed_comment(struct parser *parser)
{
    diag_error(parser->diag, parse_rule_name(PARSE_COMMENT), parser_at(parser), "this comment has no '*/'");
    parser->stopped = true;
    return TOKEN_YYEOF;
}

/*
 * Whether a string that has no end on its line has one on a later line: one with an odd number of quotes, behind lines
 * that look like text.
 */
static bool string_goes_on(const struct parser *parser)
{
    const char *line = parser_text(parser, parser_at(parser)) + parser->token_length;

    if (parser->token_text[0] != '"') return false;
    while (*line == '\n') {
        size_t length = strcspn(line + 1, "\n") + 1;
        unsigned quotes = 0;
        bool is_schema = false;

        for (size_t i = 1; i < length; i++) {
            if (line[i] == '\\' && i + 1 < length) i++;
            else if (line[i] == '"') quotes++;
            else if (quotes == 0 && strchr(";:{}", line[i]) != NULL) is_schema = true;
        }
        if (quotes > 0 || is_schema) return quotes % 2 != 0 && !is_schema;
        line += length;
    }
    return false;
}

/* Where the } begin that end a line, before its last comment; 0 where there are none. */
static size_t find_last_braces(const char *text, size_t length, bool has_comment)
{
    size_t end = length;
    size_t brace = 0;

    while (has_comment && end > 1 && !(end < length && text[end] == '/' && text[end - 1] == '/')) end--;
    if (has_comment && end-- <= 1) return 0;
    while (end > 1 && strchr(")];} \t\r", text[end - 1]) != NULL) {
        end--;
        if (text[end] == '}') brace = end;
    }
    return brace;
}

/* How much of a line without a closing quote is the string's: not the } that end what is around it. */
static size_t unclosed_length(const char *text, size_t length)
{
    size_t brace = find_last_braces(text, length, false);

    if (brace == 0) brace = find_last_braces(text, length, true);
    return brace > 0 ? brace : length;
}

/* The line's end counts as the declaration's end. */
int parser_unclosed_string(struct parser *parser)
{
    struct token semicolon = {';', {0, 0}};

    diag_error(parser->diag, parse_rule_name(PARSE_STRING), parser_at(parser), "this %s has no closing %c on its line",
               parser->token_text[0] == '"' ? "string" : "character", parser->token_text[0]);
    parser->string_goes_on = string_goes_on(parser);
    if (parser->string_goes_on) return TOKEN_GRAMMAR_error;
    parser->token_length = unclosed_length(parser->token_text, parser->token_length);
    semicolon.span.begin = semicolon.span.end = parser_at(parser).end;
    parser->pending[parser->pending_count++] = semicolon;
    return TOKEN_GRAMMAR_error;
}

/* One message a line is enough for characters that the language does not know. */
static bool is_first_foreign(struct parser *parser, uint32_t offset)
{
    bool first = parser->foreign == 0 || parser_on_later_line(parser, parser->foreign, offset);

    parser->foreign = offset;
    return first && !parser->not_utf8;
}

int parser_foreign_word(struct parser *parser)
{
    const char *text = parser->token_text;
    struct span span = parser_at(parser);
    size_t length;

    if (!is_first_foreign(parser, span.begin)) return TOKEN_WORD;
    while ((unsigned char)*text < 0x80) text++;
    length = utf8_decode(text, parser->token_length - (size_t)(text - parser->token_text), NULL);
    span.begin += (uint32_t)(text - parser->token_text);
    span.end = span.begin + (uint32_t)length;
    diag_error(parser->diag, parse_rule_name(PARSE_CHARACTER), span,
               "'%.*s' stands in strings and comments only: names are made of A-Z, a-z, 0-9 and '_'", (int)length,
               text);
    return TOKEN_WORD;
}

int parser_many_points(struct parser *parser)
{
    diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), parser_at(parser), "a range has two points: 1 .. 5");
    return TOKEN_DOTS;
}

bool parser_directive(struct parser *parser)
{
    static const char *const words[] = {"include", "define", "undef", "if",     "ifdef", "ifndef", "else",
                                        "elif",    "endif",  "error", "pragma", "line",  "warning"};
    struct span span = parser_at(parser);
    const char *text = parser_text(parser, span) + 1;
    const char *word = text + strspn(text, " \t");
    size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyz");
    bool first = parser->scanned.span.end == 0 || parser_on_later_line(parser, parser->scanned.span.end, span.begin);

    if (!first) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) != length || memcmp(words[i], word, length) != 0) continue;
        span.end += (uint32_t)(word - text) + (uint32_t)length;
        diag_error(parser->diag, parse_rule_name(PARSE_CHARACTER), span,
                   "'#%s' is not supported: a schema has no preprocessor", words[i]);
        if (strcmp(words[i], "define") == 0) diag_help(parser->diag, "a number gets its name by 'const name = 5;'");
        return true;
    }
    diag_error(parser->diag, parse_rule_name(PARSE_CHARACTER), span, "'#' means nothing here");
    diag_help(parser->diag, "a comment begins with //");
    return true;
}

/* `include <stdio.h>;`: C's brackets, but no quotes. */
static int refuse_brackets(struct parser *parser)
{
    const struct span span = parser_at(parser);
    const char *text = parser_text(parser, span);
    const size_t length = strcspn(text, ">\"\\;\r\n");

    parser->foreign = span.begin;
    diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), span,
               "expected a file name in double quotes behind 'include', found '<'");
    if (text[length] == '>') diag_help(parser->diag, "write include \"%.*s\";", (int)length + 1, text);
    return TOKEN_GRAMMAR_error;
}

int parser_stray_character(struct parser *parser)
{
    if (parser->token_text[0] == '<' && parser->scanned.kind == TOKEN_INCLUDE) return refuse_brackets(parser);
    if (is_first_foreign(parser, parser_at(parser).begin))
        diag_error(parser->diag, parse_rule_name(PARSE_CHARACTER), parser_at(parser), "'%c' means nothing here",
                   parser->token_text[0]);
    return TOKEN_GRAMMAR_error;
}

int parser_end(struct parser *parser)
{
    parser->token_text = parser->copy + parser->source->length;
    parser->token_length = 0;
    return TOKEN_YYEOF;
}

void parser_lose(struct parser *parser)
{
    parser->lost = true;
}

void parser_close_block(struct parser *parser, struct span brace)
{
    if (parser->depth > 0 && parser->brackets[parser->depth - 1].span.begin == brace.begin) parser->depth--;
}

void parser_give_up(struct parser *parser, struct span span, const char *message)
{
    if (parser->stopped) return;
    parser->stopped = true;
    diag_error(parser->diag, parse_rule_name(PARSE_NESTING), span, "%s", message);
}

static void open_bracket(struct parser *parser, int token, struct span span)
{
    struct bracket *bracket = &parser->brackets[parser->depth];

    if (parser->depth == PARSE_MOST_NESTING) {
        parser_give_up(parser, span, "brackets are nested more than 64 levels deep");
        return;
    }
    bracket->open = (char)token;
    bracket->statement = parser->statement;
    bracket->span = span;
    parser->depth++;
    if (token == '{') parser->statement = 0;
}

/* A `}` closes the nearest `{` and what is open in it, the others only their like. */
static void close_bracket(struct parser *parser, int token)
{
    char open = token == ')' ? '(' : token == ']' ? '[' : '{';
    unsigned depth = parser->depth;

    while (token == '}' && depth > 0 && parser->brackets[depth - 1].open != open) depth--;
    if (depth > 0 && parser->brackets[depth - 1].open == open) parser->depth = depth - 1;
}

/* A `;` closes what is open but for blocks. */
static void end_statement(struct parser *parser)
{
    while (parser->depth > 0 && parser->brackets[parser->depth - 1].open != '{') parser->depth--;
    parser->statement = 0;
}

/* Keeps account of a token that is new to the grammar. */
static void track(struct parser *parser, int token, struct span span)
{
    parser->depth_before = parser->depth;
    parser->statement_before = parser->statement;
    if (parser->statement == 0) parser->statement = token;
    parser->scanned.kind = token;
    parser->scanned.span = span;
    parser->signs = token == '-' ? parser->signs + 1 : 0;
    if (token >= TOKEN_NAMESPACE) return;
    if (token == '(' || token == '[' || token == '{') open_bracket(parser, token, span);
    else if (token == ')' || token == ']' || token == '}') close_bracket(parser, token);
    if (token == ';' || token == '}' || parser->pending_count > 0) /* or a line that ended in a string */
        end_statement(parser);
    if (parser->signs > PARSE_MOST_NESTING) parser_give_up(parser, span, "there are more than 64 signs in a row");
}

/* Its kind is returned, its span is filled in. */
static int next_token(struct parser *parser, struct span *span)
{
    int kind;

    if (parser->pending_count > 0) {
        parser->pending_count--;
        *span = parser->pending[parser->pending_count].span;
        return parser->pending[parser->pending_count].kind;
    }
    if (diag_is_full(parser->diag)) parser->stopped = true;
    kind = parser->stopped ? TOKEN_YYEOF : scan_token(parser, parser->scanner);
    *span = parser_at(parser);
    if (parser->docs_claimed < parser->doc_count) docs_claim(parser, span->begin);
    track(parser, kind, *span);
    return parser->stopped ? TOKEN_YYEOF : kind;
}

int grammar_lex(union GRAMMAR_STYPE *value, struct span *span, struct parser *parser)
{
    (void)value;
    parser->previous = parser->current;
    parser->current.kind = next_token(parser, span);
    parser->current.span = *span;
    return parser->current.kind;
}

void parser_skip_block(struct parser *parser)
{
    unsigned outside = parser->depth - 1;
    struct token token;

    do token.kind = next_token(parser, &token.span);
    while (token.kind != TOKEN_YYEOF && parser->depth > outside);
    parser->pending[parser->pending_count++] = token;
}

void parser_insert_semicolon(struct parser *parser)
{
    struct token semicolon = {';', {parser->previous.span.end, parser->previous.span.end}};

    parser->pending[0] = parser->current;
    parser->pending[1] = semicolon;
    parser->pending_count = 2;
    parser->statement = parser->current.kind;
    parser->current = parser->previous;
}
