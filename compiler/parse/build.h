/* SPDX-License-Identifier: MIT */
/*
 * The constructors that the grammar calls: one for each form. Lists are values of a first and a last node.
 *
 * What the grammar lets pass for the sake of a better message is refused here.
 */
#ifndef SLOTGEN_PARSE_BUILD_H
#define SLOTGEN_PARSE_BUILD_H

#include "parse/ast.h"

struct parser;

struct word {
    struct ast_name name;
    struct word *next;
};

struct words {
    struct word *first, *last;
};

/* `?`, or nothing where the mark is {0, 0}. */
struct presence {
    struct span mark;
    struct ast_expr *unset;
};

struct values {
    struct ast_value *first, *last;
};

struct arguments {
    struct ast_argument *first, *last;
};

struct annotations {
    struct ast_annotation *first, *last;
};

struct items {
    struct ast_item *first, *last;
};

struct members {
    struct ast_member *first, *last;
};

struct bases {
    struct ast_base *first, *last;
};

/* build.c: names, declarations */
struct ast_name build_name(struct parser *parser, struct span span);
struct words build_words(struct parser *parser, struct words words, struct ast_name name);
struct ast_name build_qualified(struct parser *parser, struct words words);
void build_file(struct parser *parser, struct ast_declaration *declaration);
struct ast_declaration *build_namespace(struct parser *parser, struct span span, struct span keyword,
                                        struct ast_name name);
struct ast_declaration *build_path(struct parser *parser, enum ast_declaration_kind kind, struct span span,
                                   struct span keyword, struct span path);
struct ast_declaration *build_const(struct parser *parser, struct span span, struct span keyword, struct ast_name name,
                                    struct ast_expr *value);
struct ast_declaration *build_symbols(struct parser *parser, struct span span, struct span keyword,
                                      struct ast_name name, struct ast_expr *capacity, struct annotations annotations);
struct ast_declaration *build_alias(struct parser *parser, struct span span, struct span keyword, struct ast_name name,
                                    struct ast_content content);
struct ast_declaration *build_enum(struct parser *parser, enum ast_declaration_kind kind, struct span span,
                                   struct span keyword, struct ast_name name, struct annotations annotations,
                                   struct members members);
struct ast_declaration *build_class(struct parser *parser, struct span span, struct span keyword, struct ast_name name,
                                    struct bases bases, struct annotations annotations, struct items items);
/* A class that was still open when the next declaration began. */
struct ast_declaration *build_open_class(struct parser *parser, struct ast_declaration *class, struct span brace,
                                         struct ast_declaration *next);
struct bases build_base(struct parser *parser, struct bases bases, struct ast_name name);
struct ast_member *build_member(struct parser *parser, struct ast_name name, struct ast_expr *value);
struct members build_members(struct members members, struct ast_member *member);
void build_needless_semicolon(struct parser *parser, struct span span);

/* build_items.c: what stands in a class */
struct items build_items(struct items items, struct ast_item *item);
struct ast_item *build_slots(struct parser *parser, struct span span, struct words names, struct ast_content content);
struct ast_item *build_group(struct parser *parser, struct span span, struct words names, struct items items);
struct ast_item *build_oneof(struct parser *parser, struct span span, struct ast_name name, struct ast_name by,
                             struct presence presence, struct annotations annotations, struct items arms);
struct ast_item *build_overlay(struct parser *parser, struct span span, struct ast_name name,
                               struct annotations annotations, struct items arms);
struct ast_item *build_reserved(struct parser *parser, struct span span, struct ast_expr *bits);
/* Refuses a group that is no arm. */
void build_check_items(struct parser *parser, const struct ast_item *items);
struct ast_content build_content(struct ast_type *type, struct presence presence, struct ast_value *default_value,
                                 struct annotations annotations);

/* build_types.c */
struct ast_type *build_range(struct parser *parser, struct span span, struct ast_expr *low, struct ast_expr *high,
                             struct ast_expr *step);
struct ast_type *build_array(struct parser *parser, struct span span, struct ast_type *element, struct ast_expr *count);
/* `0 .. 39[4]`: an array that would have needed parentheses. */
struct ast_type *build_refuse_bare(struct parser *parser, struct ast_type *array);
struct ast_type *build_named(struct parser *parser, enum ast_type_kind kind, struct span span, struct ast_name name);
struct ast_type *build_sized(struct parser *parser, enum ast_type_kind kind, struct span span, struct ast_expr *count);
/* `label` is NULL where there is no second argument; it must be "align". */
struct ast_type *build_pointer(struct parser *parser, struct span span, struct span text, const struct ast_name *label,
                               struct ast_expr *align);
struct ast_type *build_parenthesised(struct span span, struct ast_type *type);
struct ast_type *build_optional(struct parser *parser, struct span span, struct ast_type *element);

/* build_values.c: expressions, defaults, annotations */
struct ast_expr *build_number(struct parser *parser, struct span span);
struct ast_expr *build_reference(struct parser *parser, struct ast_name name);
struct ast_expr *build_parentheses(struct span span, struct ast_expr *expr);
struct ast_expr *build_negation(struct parser *parser, struct span span, struct span sign, struct ast_expr *expr);
struct ast_expr *build_binary(struct parser *parser, enum ast_operator op, struct span span, struct ast_expr *left,
                              struct ast_expr *right);
struct ast_value *build_expr_value(struct parser *parser, struct ast_expr *expr);
struct ast_value *build_string_value(struct parser *parser, struct span span);
struct ast_value *build_list(struct parser *parser, enum ast_value_kind kind, struct span span, struct values items);
struct values build_values(struct values values, struct ast_value *value);
struct values build_alternatives(struct parser *parser, struct ast_expr *first, struct ast_expr *second);
/* `label` is NULL where there is none. */
struct ast_argument *build_argument(struct parser *parser, const struct ast_name *label, struct ast_value *value);
struct arguments build_arguments(struct arguments arguments, struct ast_argument *argument);
/* `arguments` is NULL where there are no parentheses. */
struct ast_annotation *build_annotation(struct parser *parser, struct span span, struct ast_name name,
                                        const struct arguments *arguments);
struct annotations build_annotations(struct annotations annotations, struct ast_annotation *annotation);

/* Appends a node to a list. */
#define BUILD_APPEND(list, node)                                                                                       \
    do {                                                                                                               \
        if ((list).first == NULL) (list).first = (node);                                                               \
        else (list).last->next = (node);                                                                               \
        (list).last = (node);                                                                                          \
    } while (0)

#endif
