/* SPDX-License-Identifier: MIT */
/* Constructors of names and declarations; see build.h. Looks nothing up. */
#include "parse/build.h"

#include "parse/parser.h"

#include <string.h>

struct ast_name build_name(struct parser *parser, struct span span)
{
    struct ast_name name = {arena_copy(parser->arena, parser_text(parser, span), span.end - span.begin), span};

    return name;
}

struct words build_words(struct parser *parser, struct words words, struct ast_name name)
{
    struct word *word = arena_alloc(parser->arena, sizeof *word);

    word->name = name;
    BUILD_APPEND(words, word);
    return words;
}

/* Appends a name without its NUL. */
static char *append(char *at, const char *name)
{
    size_t length = strlen(name);

    /* NOLINTNEXTLINE(bugprone-not-null-terminated-result): the NUL comes behind the last name */
    memcpy(at, name, length);
    return at + length;
}

struct ast_name build_qualified(struct parser *parser, struct words words)
{
    struct ast_name name = {NULL, {words.first->name.span.begin, words.last->name.span.end}};
    size_t length = 0;
    char *text;
    char *at;

    for (const struct word *word = words.first; word != NULL; word = word->next) length += strlen(word->name.text) + 1;
    at = text = arena_alloc(parser->arena, length);
    for (const struct word *word = words.first; word != NULL; word = word->next) {
        if (word != words.first) *at++ = '.';
        at = append(at, word->name.text);
    }
    name.text = text;
    return name;
}

void build_file(struct parser *parser, struct ast_declaration *declaration)
{
    if (parser->last == NULL) parser->file->declarations = declaration;
    else parser->last->next = declaration;
    /* only a class without its } brings another one */
    parser->lost = declaration->next != NULL || parser->doubtful_end;
    parser->doubtful_end = false;
    while (declaration->next != NULL) declaration = declaration->next;
    parser->last = declaration;
}

static struct ast_declaration *new_declaration(struct parser *parser, enum ast_declaration_kind kind, struct span span,
                                               struct span keyword)
{
    struct ast_declaration *declaration = arena_alloc(parser->arena, sizeof *declaration);

    declaration->kind = kind;
    declaration->span = span;
    declaration->keyword = keyword;
    declaration->doc = "";
    return declaration;
}

struct ast_declaration *build_namespace(struct parser *parser, struct span span, struct span keyword,
                                        struct ast_name name)
{
    struct ast_declaration *declaration = new_declaration(parser, DECL_NAMESPACE, span, keyword);

    declaration->name = name;
    return declaration;
}

struct ast_declaration *build_path(struct parser *parser, enum ast_declaration_kind kind, struct span span,
                                   struct span keyword, struct span path)
{
    struct ast_declaration *declaration = new_declaration(parser, kind, span, keyword);

    declaration->path = literal_string(parser, path);
    return declaration;
}

struct ast_declaration *build_const(struct parser *parser, struct span span, struct span keyword, struct ast_name name,
                                    struct ast_expr *value)
{
    struct ast_declaration *declaration = new_declaration(parser, DECL_CONST, span, keyword);

    declaration->name = name;
    declaration->value = value;
    return declaration;
}

struct ast_declaration *build_symbols(struct parser *parser, struct span span, struct span keyword,
                                      struct ast_name name, struct ast_expr *capacity, struct annotations annotations)
{
    struct ast_declaration *declaration = new_declaration(parser, DECL_SYMBOLS, span, keyword);

    declaration->name = name;
    declaration->value = capacity;
    declaration->annotations = annotations.first;
    return declaration;
}

struct ast_declaration *build_alias(struct parser *parser, struct span span, struct span keyword, struct ast_name name,
                                    struct ast_content content)
{
    struct ast_declaration *declaration = new_declaration(parser, DECL_TYPE, span, keyword);

    declaration->name = name;
    declaration->content = content;
    return declaration;
}

struct ast_declaration *build_enum(struct parser *parser, enum ast_declaration_kind kind, struct span span,
                                   struct span keyword, struct ast_name name, struct annotations annotations,
                                   struct members members)
{
    struct ast_declaration *declaration = new_declaration(parser, kind, span, keyword);

    declaration->name = name;
    declaration->annotations = annotations.first;
    declaration->members = members.first;
    return declaration;
}

struct ast_declaration *build_class(struct parser *parser, struct span span, struct span keyword, struct ast_name name,
                                    struct bases bases, struct annotations annotations, struct items items)
{
    struct ast_declaration *declaration = new_declaration(parser, DECL_CLASS, span, keyword);

    build_check_items(parser, items.first);
    declaration->name = name;
    declaration->bases = bases.first;
    declaration->annotations = annotations.first;
    declaration->items = items.first;
    return declaration;
}

struct ast_declaration *build_open_class(struct parser *parser, struct ast_declaration *class, struct span brace,
                                         struct ast_declaration *next)
{
    class->span.end = next->span.begin;
    class->next = next;
    parser_close_block(parser, brace);
    if (parser->misplaced_brace) return class;
    diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), next->keyword,
               "expected the '}' of class '%s' before this declaration", class->name.text);
    diag_note(parser->diag, brace, "the class was opened here");
    return class;
}

struct bases build_base(struct parser *parser, struct bases bases, struct ast_name name)
{
    struct ast_base *base = arena_alloc(parser->arena, sizeof *base);

    base->name = name;
    BUILD_APPEND(bases, base);
    return bases;
}

struct ast_member *build_member(struct parser *parser, struct ast_name name, struct ast_expr *value)
{
    struct ast_member *member = arena_alloc(parser->arena, sizeof *member);

    member->name = name;
    member->value = value;
    member->doc = "";
    return member;
}

struct members build_members(struct members members, struct ast_member *member)
{
    BUILD_APPEND(members, member);
    return members;
}

void build_needless_semicolon(struct parser *parser, struct span span)
{
    diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), span,
               "needless ';': no ';' stands behind a '}' or behind another ';'");
}
