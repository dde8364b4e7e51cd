/* SPDX-License-Identifier: MIT */
/*
 * What was written: the tree of one schema file. Nothing is looked up and nothing is computed but the value of a
 * literal; every node knows its place. The tree has the whole language: `reserved`, @layout and @own, which
 * nothing behind the parser has, the checker refuses by name. Fields that belong to other kinds than a node's own are not to be read.
 */
#ifndef SLOTGEN_AST_H
#define SLOTGEN_AST_H

#include "source/source.h"
#include "support/number.h"

#include <stdbool.h>
#include <stddef.h>

/* A word or a qualified one ("calendar.Date"). */
struct ast_name {
    const char *text; /* NUL-terminated, with its dots */
    struct span span;
};

struct ast_string {
    const char *bytes; /* escapes resolved; may hold NUL */
    size_t length;
    struct span span;
};

enum ast_expr_kind { EXPR_NUMBER, EXPR_NAME, EXPR_NEGATE, EXPR_BINARY };
enum ast_operator { OP_ADD, OP_SUBTRACT, OP_MULTIPLY, OP_DIVIDE, OP_REMAINDER, OP_SHIFT_LEFT, OP_SHIFT_RIGHT };

struct ast_expr {
    enum ast_expr_kind kind;
    enum ast_operator op; /* EXPR_BINARY */
    struct span span;
    struct span operator_span; /* EXPR_NEGATE, EXPR_BINARY */
    unsigned depth;            /* levels of the tree from here down, 1..PARSE_MOST_DEPTH: recursion is safe */
    bool parenthesised;
    bool too_big;           /* EXPR_NUMBER: the literal does not fit 64 bits; reported by the checker */
    bool has_point;         /* EXPR_NUMBER: written as a decimal, also where the value is an integer */
    struct ratio number;    /* EXPR_NUMBER */
    const char *name;       /* EXPR_NAME; may be qualified ("calendar.most") */
    struct ast_expr *left;  /* EXPR_NEGATE, EXPR_BINARY */
    struct ast_expr *right; /* EXPR_BINARY */
};

enum ast_value_kind { VALUE_EXPR, VALUE_STRING, VALUE_LIST, VALUE_UNION };

/* A default or an annotation's argument: an expression or name, "text", [1, 2], late | cross. */
struct ast_value {
    enum ast_value_kind kind;
    struct span span;
    struct ast_expr *expr;    /* VALUE_EXPR */
    struct ast_string string; /* VALUE_STRING */
    struct ast_value *items;  /* VALUE_LIST, VALUE_UNION: the first; chained by `next` */
    struct ast_value *next;
};

struct ast_argument {
    struct ast_name label; /* text NULL: none */
    struct ast_value *value;
    struct ast_argument *next;
};

struct ast_annotation {
    struct ast_name name; /* without the @ */
    struct span span;     /* with the @ and the arguments */
    struct ast_argument *arguments;
    bool has_parentheses;
    struct ast_annotation *next;
};

enum ast_type_kind {
    AST_TYPE_RANGE,   /* low .. high [step step] */
    AST_TYPE_NAME,    /* a built-in (bool, any, uint12, float32) or declared type; also a bare `text` or `ref` */
    AST_TYPE_TEXT,    /* text(count) */
    AST_TYPE_BYTES,   /* bytes(count) */
    AST_TYPE_SYMBOL,  /* symbol(name) */
    AST_TYPE_REF,     /* ref name */
    AST_TYPE_INLINE,  /* inline name */
    AST_TYPE_POINTER, /* pointer("text", align: count) */
    AST_TYPE_ARRAY,   /* element[count] */
    AST_TYPE_OPTIONAL /* (element ?), only as an array's element */
};

struct ast_type {
    enum ast_type_kind kind;
    unsigned depth; /* levels of types from here down, 1..PARSE_MOST_NESTING */
    struct span span;
    bool parenthesised;
    struct ast_name name; /* NAME, SYMBOL, REF, INLINE */
    union {
        struct {
            struct ast_expr *low, *high, *step; /* RANGE; step may be NULL */
        };
        struct ast_string string; /* POINTER */
        struct ast_type *element; /* ARRAY, OPTIONAL */
    };
    struct ast_expr *count; /* TEXT, BYTES, ARRAY; POINTER: the alignment or NULL */
};

/* All that may follow the colon of a slot or the = of a type. */
struct ast_content {
    struct ast_type *type; /* NULL for a slot listed by its name alone */
    bool optional;
    struct span optional_span;       /* of the ? */
    struct ast_expr *unset;          /* of `? unset V`, or NULL */
    struct ast_value *default_value; /* or NULL */
    struct ast_annotation *annotations;
};

/* The parser refuses what stands in the wrong place: a group outside ONEOF and OVERLAY, another kind of arm there. */
enum ast_item_kind { ITEM_SLOTS, ITEM_GROUP, ITEM_ONEOF, ITEM_OVERLAY, ITEM_RESERVED };

/* One thing that stands in a class, in an arm or in an overlay. */
struct ast_item {
    enum ast_item_kind kind;
    struct span span;
    const char *doc;        /* "" where there is none; lines end with \n but for the last */
    struct ast_name *names; /* SLOTS: all names of the declaration; GROUP, ONEOF, OVERLAY: one */
    size_t name_count;
    struct ast_content content; /* SLOTS; ONEOF: optional, unset, annotations; OVERLAY: annotations */
    struct ast_name by;         /* ONEOF: text NULL for none */
    struct ast_item *items;     /* GROUP: as in a class; ONEOF, OVERLAY: arms, each SLOTS or GROUP; or NULL */
    struct ast_expr *bits;      /* RESERVED */
    struct ast_item *next;
};

enum ast_declaration_kind {
    DECL_NAMESPACE,
    DECL_IMPORT,
    DECL_INCLUDE,
    DECL_CONST,
    DECL_SYMBOLS,
    DECL_TYPE,
    DECL_ENUM,
    DECL_FLAGS,
    DECL_CLASS
};

struct ast_member { /* of an enum or flags */
    struct ast_name name;
    struct ast_expr *value; /* or NULL */
    const char *doc;
    struct ast_member *next;
};

struct ast_base {
    struct ast_name name;
    struct ast_base *next;
};

struct ast_declaration {
    enum ast_declaration_kind kind;
    struct span span;    /* the whole */
    struct span keyword; /* its first word */
    const char *doc;
    struct ast_name name;               /* NAMESPACE and all named ones */
    struct ast_string path;             /* IMPORT, INCLUDE */
    struct ast_expr *value;             /* CONST; SYMBOLS: the capacity */
    struct ast_content content;         /* TYPE */
    struct ast_annotation *annotations; /* SYMBOLS, ENUM, FLAGS, CLASS */
    struct ast_member *members;         /* ENUM, FLAGS; NULL for { } */
    struct ast_base *bases;             /* CLASS */
    struct ast_item *items;             /* CLASS */
    struct ast_declaration *next;
};

struct ast_stray { /* a comment that documents nothing */
    struct span span;
    struct ast_stray *next;
};

struct ast_file {
    const struct source *source;
    struct ast_stray *strays; /* in the order of the file */
    struct ast_declaration *declarations;
};

#endif
