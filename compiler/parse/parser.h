/* SPDX-License-Identifier: MIT */
/*
 * What the files of the parser share: the state of one parse, and the functions that the scanner and the grammar call,
 * listed by the file that has them. Private to compiler/parse.
 */
#ifndef SLOTGEN_PARSE_PARSER_H
#define SLOTGEN_PARSE_PARSER_H

#include "parse/ast.h"
#include "parse/parse.h"
#include "parse/rules.h"
#include "source/diag.h"

struct token {
    int kind; /* as grammar.h numbers them: a character's code, TOKEN_WORD, ... */
    struct span span;
};

/* A bracket that is open. */
struct bracket {
    char open;     /* ( [ { */
    int statement; /* the first token of the declaration that it belongs to */
    struct span span;
};

/* A `///` comment. */
struct doc {
    struct span span;
    struct span text;  /* behind the slashes */
    uint32_t previous; /* where the token before it on its line begins, 0 for none */
    uint32_t closed;   /* where that token ends, if it is a } */
    uint32_t next;     /* where the token behind it begins */
    uint32_t next_doc; /* 1 + the index of the next one of the same declaration, 0 for none */
};

struct parser {
    struct arena *arena;
    struct diag *diag;
    const struct source *source;
    struct ast_file *file;
    struct ast_declaration *last; /* of the file */
    void *scanner;
    struct token scanned; /* the newest that the scanner found */
    struct token current; /* the grammar's lookahead */
    struct token previous;
    struct token pending[2]; /* to be delivered before anything else is scanned; the last first */
    unsigned pending_count;
    struct bracket brackets[PARSE_MOST_NESTING];
    unsigned depth;
    int statement;         /* the first token of the declaration at hand, 0 between two */
    unsigned depth_before; /* depth and statement as they were before the current token */
    int statement_before;
    bool lost;              /* after a mistake, slots may stand where declarations are expected */
    bool doubtful_end;      /* the block ended at a } that was a mistake itself, perhaps */
    bool misplaced_brace;   /* a brace was one mistake: where braces end is not known any more */
    unsigned signs;         /* how many `-` stand directly before the next token */
    bool stopped;           /* the rest of the file is not looked at */
    bool not_utf8;          /* that was reported */
    uint32_t foreign;       /* where the last character stood that the language does not know */
    bool string_goes_on;    /* the unclosed string ends on a later line */
    const char *token_text; /* what the scanner matched last, in `copy` */
    size_t token_length;
    const char *copy; /* what is scanned */
    struct doc *docs;
    size_t doc_count, doc_room;
    size_t docs_claimed; /* whose `next` is known */
};

/* encoding.c: reports bytes that no schema has. False where nothing should be read. */
bool encoding_check(struct parser *parser);

/* scan.l; `copy` ends with two NULs and is changed. */
bool scan_start(struct parser *parser, char *copy, size_t length);
int scan_token(struct parser *parser, void *scanner);
void scan_stop(struct parser *parser);

/* tokens.c: called by the scanner. */
int parser_unclosed_comment(struct parser *parser);
int parser_unclosed_string(struct parser *parser);
int parser_foreign_word(struct parser *parser);
int parser_stray_character(struct parser *parser);
int parser_many_points(struct parser *parser);
/* Whether a # begins its line, which is no part of the schema then; reports that. */
bool parser_directive(struct parser *parser);
int parser_end(struct parser *parser);

/* tokens.c: called by the grammar. */
struct span parser_span(const struct span *parts, int count);
void parser_skip_block(struct parser *parser);
/* What comes may be the rest of a block that was not recognised: that is no second mistake. */
void parser_lose(struct parser *parser);
/* The block that begins at `brace` ended without its }. */
void parser_close_block(struct parser *parser, struct span brace);
/* Reports that something is nested too deeply, and ends the file there. */
void parser_give_up(struct parser *parser, struct span span, const char *message);
/* Delivers a `;` and then the current token again. */
void parser_insert_semicolon(struct parser *parser);

/* tokens.c */
/* The span of what the scanner matched last. */
struct span parser_at(const struct parser *parser);
const char *parser_text(const struct parser *parser, struct span span);
bool parser_is_word(int token);
/* Whether a line ends between two offsets; `before` is 0 where nothing stands before. */
bool parser_on_later_line(const struct parser *parser, uint32_t before, uint32_t after);

/* unexpected.c: reports the current token; `expected` are the names of the tokens that could stand there. */
void parser_unexpected(struct parser *parser, const char *const *expected, size_t count);

/* literal.c: the values of tokens, in the source's own bytes. */
struct ratio literal_number(struct parser *parser, struct span span, bool *too_big);
struct ast_string literal_string(struct parser *parser, struct span span);

/* docs.c */
void parser_doc(struct parser *parser);
void docs_claim(struct parser *parser, uint32_t next);
void docs_attach(struct parser *parser);

#endif
