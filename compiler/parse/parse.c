/* SPDX-License-Identifier: MIT */
/* Pass 2 from its entrance: checks the bytes, runs the grammar over them, hands the comments out. See parse.h. */
#include "parse/parse.h"

#include "parse/grammar.h"
#include "parse/parser.h"

#include <stdlib.h>
#include <string.h>

/* Scans and parses a copy of the text, which the scanner needs to change. */
static void read_text(struct parser *parser)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t length = parser->source->length;
    size_t skipped = strncmp(parser->source->text, mark, sizeof mark - 1) == 0 ? sizeof mark - 1 : 0;
    char *copy = memory_resize(NULL, length + 2);

    memcpy(copy, parser->source->text, length + 2);
    parser->copy = copy;
    if (!scan_start(parser, copy + skipped, length - skipped)) memory_exhausted();
    grammar_parse(parser);
    scan_stop(parser);
    free(copy);
}

struct ast_file *parse_source(struct arena *arena, struct diag *diag, const struct source *source)
{
    struct parser parser = {0};

    parser.arena = arena;
    parser.diag = diag;
    parser.source = source;
    parser.file = arena_alloc(arena, sizeof *parser.file);
    parser.file->source = source;
    if (encoding_check(&parser)) {
        read_text(&parser);
        docs_attach(&parser);
        free(parser.docs);
    }
    return parser.file;
}
