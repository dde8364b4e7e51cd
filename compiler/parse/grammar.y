/* SPDX-License-Identifier: MIT */
/*
 * The grammar: one constructor call an action, no lookups, no messages. Every word of the language is a name as well.
 *
 * After an error the parser goes on behind the next `;`, behind a block in braces, or behind the `}` of the block it is
 * in; tokens.c puts in a `;` where one is missing at the end of a line.
 */
%define api.pure full
%define api.prefix {grammar_}
%define api.token.prefix {TOKEN_}
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%define lr.type ielr
%param { struct parser *parser }
%expect 0

%code requires {
#include "parse/build.h"
}

%code provides {
/* tokens.c */
int grammar_lex(union GRAMMAR_STYPE *value, struct span *span, struct parser *parser);
}

%code {
#include "parse/parser.h"
#include "support/arena.h"

#include <stdlib.h>

/* The stack: where there is no memory for it, bison would say that the text is nested too deeply. */
#define YYMALLOC(size) memory_resize(NULL, (size))
#define YYFREE         free

#define YYLLOC_DEFAULT(current, rule, count) ((current) = parser_span((rule), (count)))
#define grammar_error(span, parser, message) parser_give_up((parser), *(span), "this is nested too deeply")
}

%union {
    struct ast_name name;
    struct words words;
    struct ast_expr *expr;
    struct ast_value *value;
    struct values values;
    struct ast_argument *argument;
    struct arguments arguments;
    struct ast_annotation *annotation;
    struct annotations annotations;
    struct ast_type *type;
    struct presence presence;
    struct ast_item *item;
    struct items items;
    struct ast_member *member;
    struct members members;
    struct bases bases;
    struct ast_declaration *declaration;
}

/* In this order: declarations begin with NAMESPACE to CLASS, and NAMESPACE to WORD are words (tokens.c). */
%token NAMESPACE "namespace" IMPORT "import" INCLUDE "include" CONST "const" SYMBOLS "symbols" TYPE "type"
%token ENUM "enum" FLAGS "flags" CLASS "class" ONEOF "oneof" BY "by" OVERLAY "overlay" RESERVED "reserved"
%token STEP "step" UNSET "unset" TEXT "text" BYTES "bytes" SYMBOL "symbol" REF "ref" INLINE "inline" POINTER "pointer"
%token WORD "name" NUMBER "number" STRING "string" DOTS ".." SHIFT_LEFT "<<" SHIFT_RIGHT ">>"

%left SHIFT_LEFT SHIFT_RIGHT
%left '+' '-'
%left '*' '/' '%'
%precedence NEGATION

%type <words> words path
%type <name> word name qualified by
%type <expr> expr
%type <value> value default
%type <values> values alternatives
%type <argument> argument
%type <arguments> arguments
%type <annotation> annotation
%type <annotations> annotations
%type <type> type range bare_range_array array atom
%type <presence> presence
%type <item> item
%type <items> items block
%type <member> member
%type <members> members member_list enum_block
%type <bases> bases base_list
%type <declaration> declaration

%%

file: declarations

declarations: %empty
    | declarations declaration                  { build_file(parser, $2); }
    | declarations recovery
    | declarations ';'                          { build_needless_semicolon(parser, @2); }

recovery: error ';'                             { parser_lose(parser); yyerrok; }
    | error '}'                                 { parser_lose(parser); yyerrok; }
    | error skipped                             { yyerrok; }

skipped: '{' { parser_skip_block(parser); } '}'

declaration:
      NAMESPACE name ';'                        { $$ = build_namespace(parser, @$, @1, $2); }
    | IMPORT STRING ';'                         { $$ = build_path(parser, DECL_IMPORT, @$, @1, @2); }
    | INCLUDE STRING ';'                        { $$ = build_path(parser, DECL_INCLUDE, @$, @1, @2); }
    | CONST name '=' expr ';'                   { $$ = build_const(parser, @$, @1, $2, $4); }
    | SYMBOLS name '(' expr ')' annotations ';' { $$ = build_symbols(parser, @$, @1, $2, $4, $6); }
    | TYPE name '=' type presence default annotations ';'
        { $$ = build_alias(parser, @$, @1, $2, build_content($4, $5, $6, $7)); }
    | ENUM name annotations enum_block          { $$ = build_enum(parser, DECL_ENUM, @$, @1, $2, $3, $4); }
    | FLAGS name annotations enum_block         { $$ = build_enum(parser, DECL_FLAGS, @$, @1, $2, $3, $4); }
    | CLASS name bases annotations block        { $$ = build_class(parser, @$, @1, $2, $3, $4, $5); }
    | CLASS name bases annotations '{' items declaration
        { $$ = build_open_class(parser, build_class(parser, @$, @1, $2, $3, $4, $6), @5, $7); }

bases: %empty                                   { $$ = (struct bases){0}; }
    | '(' ')'                                   { $$ = (struct bases){0}; }
    | '(' base_list ')'                         { $$ = $2; }

base_list: qualified                            { $$ = build_base(parser, (struct bases){0}, $1); }
    | base_list ',' qualified                   { $$ = build_base(parser, $1, $3); }

enum_block: '{' members '}'                     { $$ = $2; }
    | '{' error '}'                             { $$ = (struct members){0}; yyerrok; }

members: %empty                                 { $$ = (struct members){0}; }
    | member_list
    | member_list ','

member_list: member                             { $$ = build_members((struct members){0}, $1); }
    | member_list ',' member                    { $$ = build_members($1, $3); }

member: word                                    { $$ = build_member(parser, $1, NULL); }
    | word '=' expr                             { $$ = build_member(parser, $1, $3); }

block: '{' items '}'                            { $$ = $2; }
    | '{' items error '}'                       { $$ = $2; parser->doubtful_end = true; yyerrok; }

items: %empty                                   { $$ = (struct items){0}; }
    | items item                                { $$ = build_items($1, $2); }
    | items error ';'                           { $$ = $1; yyerrok; }
    | items error skipped                       { $$ = $1; yyerrok; }
    | items ';'                                 { $$ = $1; build_needless_semicolon(parser, @2); }

item: words ':' type presence default annotations ';'
        { $$ = build_slots(parser, @$, $1, build_content($3, $4, $5, $6)); }
    | words annotations ';'
        { $$ = build_slots(parser, @$, $1, build_content(NULL, (struct presence){0}, NULL, $2)); }
    | words ':' block                           { $$ = build_group(parser, @$, $1, $3); }
    | ONEOF name by presence annotations block  { $$ = build_oneof(parser, @$, $2, $3, $4, $5, $6); }
    | OVERLAY name annotations block            { $$ = build_overlay(parser, @$, $2, $3, $4); }
    | RESERVED expr ';'                         { $$ = build_reserved(parser, @$, $2); }

by: %empty                                      { $$ = (struct ast_name){0}; }
    | BY name                                   { $$ = $2; }

presence: %empty                                { $$ = (struct presence){0}; }
    | '?'                                       { $$ = (struct presence){@1, NULL}; }
    | '?' UNSET expr                            { $$ = (struct presence){@1, $3}; }

default: %empty                                 { $$ = NULL; }
    | '=' value                                 { $$ = $2; }

type: range | array
    | bare_range_array                          { $$ = build_refuse_bare(parser, $1); }

bare_range_array: range '[' expr ']'            { $$ = build_array(parser, @$, $1, $3); }
    | bare_range_array '[' expr ']'             { $$ = build_array(parser, @$, $1, $3); }

range: expr DOTS expr                           { $$ = build_range(parser, @$, $1, $3, NULL); }
    | expr DOTS expr STEP expr                  { $$ = build_range(parser, @$, $1, $3, $5); }

array: atom
    | array '[' expr ']'                        { $$ = build_array(parser, @$, $1, $3); }

atom: qualified                                 { $$ = build_named(parser, AST_TYPE_NAME, @$, $1); }
    | TEXT '(' expr ')'                         { $$ = build_sized(parser, AST_TYPE_TEXT, @$, $3); }
    | BYTES '(' expr ')'                        { $$ = build_sized(parser, AST_TYPE_BYTES, @$, $3); }
    | SYMBOL '(' qualified ')'                  { $$ = build_named(parser, AST_TYPE_SYMBOL, @$, $3); }
    | REF qualified                             { $$ = build_named(parser, AST_TYPE_REF, @$, $2); }
    | INLINE qualified                          { $$ = build_named(parser, AST_TYPE_INLINE, @$, $2); }
    | POINTER '(' STRING ')'                    { $$ = build_pointer(parser, @$, @3, NULL, NULL); }
    | POINTER '(' STRING ',' word ':' expr ')'  { $$ = build_pointer(parser, @$, @3, &$5, $7); }
    | '(' range ')'                             { $$ = build_parenthesised(@$, $2); }
    | '(' type '?' ')'                          { $$ = build_optional(parser, @$, $2); }

value: expr                                     { $$ = build_expr_value(parser, $1); }
    | STRING                                    { $$ = build_string_value(parser, @1); }
    | '[' values ']'                            { $$ = build_list(parser, VALUE_LIST, @$, $2); }
    | alternatives                              { $$ = build_list(parser, VALUE_UNION, @$, $1); }

values: value                                   { $$ = build_values((struct values){0}, $1); }
    | values ',' value                          { $$ = build_values($1, $3); }

alternatives: expr '|' expr                     { $$ = build_alternatives(parser, $1, $3); }
    | alternatives '|' expr                     { $$ = build_values($1, build_expr_value(parser, $3)); }

annotations: %empty                             { $$ = (struct annotations){0}; }
    | annotations annotation                    { $$ = build_annotations($1, $2); }

annotation: '@' word                            { $$ = build_annotation(parser, @$, $2, NULL); }
    | '@' word '(' ')'                          { $$ = build_annotation(parser, @$, $2, &(struct arguments){0}); }
    | '@' word '(' arguments ')'                { $$ = build_annotation(parser, @$, $2, &$4); }

arguments: argument                             { $$ = build_arguments((struct arguments){0}, $1); }
    | arguments ',' argument                    { $$ = build_arguments($1, $3); }

argument: value                                 { $$ = build_argument(parser, NULL, $1); }
    | word ':' value                            { $$ = build_argument(parser, &$1, $3); }

expr: NUMBER                                    { $$ = build_number(parser, @1); }
    | qualified                                 { $$ = build_reference(parser, $1); }
    | '(' expr ')'                              { $$ = build_parentheses(@$, $2); }
    | '-' expr %prec NEGATION                   { $$ = build_negation(parser, @$, @1, $2); }
    | expr '+' expr                             { $$ = build_binary(parser, OP_ADD, @2, $1, $3); }
    | expr '-' expr                             { $$ = build_binary(parser, OP_SUBTRACT, @2, $1, $3); }
    | expr '*' expr                             { $$ = build_binary(parser, OP_MULTIPLY, @2, $1, $3); }
    | expr '/' expr                             { $$ = build_binary(parser, OP_DIVIDE, @2, $1, $3); }
    | expr '%' expr                             { $$ = build_binary(parser, OP_REMAINDER, @2, $1, $3); }
    | expr SHIFT_LEFT expr                      { $$ = build_binary(parser, OP_SHIFT_LEFT, @2, $1, $3); }
    | expr SHIFT_RIGHT expr                     { $$ = build_binary(parser, OP_SHIFT_RIGHT, @2, $1, $3); }

words: word                                     { $$ = build_words(parser, (struct words){0}, $1); }
    | words ',' word                            { $$ = build_words(parser, $1, $3); }

qualified: word
    | path                                      { $$ = build_qualified(parser, $1); }

path: word '.' word   { $$ = build_words(parser, build_words(parser, (struct words){0}, $1), $3); }
    | path '.' word                             { $$ = build_words(parser, $1, $3); }

name: word

word: anyword                                   { $$ = build_name(parser, @1); }

anyword: WORD | NAMESPACE | IMPORT | INCLUDE | CONST | SYMBOLS | TYPE | ENUM | FLAGS | CLASS | ONEOF | BY | OVERLAY
    | RESERVED | STEP | UNSET | TEXT | BYTES | SYMBOL | REF | INLINE | POINTER

%%

/* Hands the words for what could stand here to the code that makes the message. */
static int yyreport_syntax_error(const yypcontext_t *context, struct parser *parser)
{
    yysymbol_kind_t kinds[YYNTOKENS];
    const char *expected[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, kinds, YYNTOKENS);

    for (int i = 0; i < count; i++)
        expected[i] = yysymbol_name(kinds[i]);
    parser_unexpected(parser, expected, count > 0 ? (size_t)count : 0);
    return 0;
}
