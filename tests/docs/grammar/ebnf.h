/* SPDX-License-Identifier: MIT */
/*
 * The grammar as docs/language.md shows it: read from its ```ebnf blocks into trees. The rules of the first block are
 * made of tokens, those of the blocks behind it (numbers, strings, words) of characters.
 */
#ifndef SLOTGEN_TESTS_EBNF_H
#define SLOTGEN_TESTS_EBNF_H

#include "support/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ebnf_kind {
    EBNF_LITERAL,  /* "class": a token, or characters */
    EBNF_SPAN,     /* "0" .. "9": a character */
    EBNF_PROSE,    /* ? words ?: a character that a string shows as it is */
    EBNF_RULE,     /* the name of a rule */
    EBNF_SEQUENCE, /* a b */
    EBNF_CHOICE,   /* a | b */
    EBNF_OPTION,   /* [ a ] */
    EBNF_REPEAT    /* { a } */
};

struct ebnf_node {
    enum ebnf_kind kind;
    const char *text; /* LITERAL; RULE: its name */
    char low, high;   /* SPAN */
    size_t rule;      /* RULE: its index */
    unsigned line;    /* of the document */
    size_t count;     /* of parts; OPTION and REPEAT have one */
    struct ebnf_node **parts;
    unsigned *taken; /* how often a sentence took each way: of CHOICE by part; OPTION, REPEAT: without, with */
    unsigned height; /* of the lowest tree that derives it */
};

struct ebnf_rule {
    const char *name;
    bool of_characters;
    unsigned line;
    struct ebnf_node *body;
};

struct ebnf {
    const char *path; /* of the document */
    size_t count;
    struct ebnf_rule *rules; /* the first is where sentences begin */
};

/* Reads all ```ebnf blocks of a document. Ends the program with a message where they are no grammar. */
struct ebnf ebnf_read(struct arena *arena, const char *path, const char *document);

/* The index of a rule. Ends the program where there is none. */
size_t ebnf_find(const struct ebnf *grammar, const char *name);

/* The code points that EBNF_PROSE stands for. */
bool ebnf_is_shown(uint32_t point);

#endif
