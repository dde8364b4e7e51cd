/* SPDX-License-Identifier: MIT */
/*
 * `///` comments: the scanner collects them, and when the tree stands each goes to the declaration behind it, or to the
 * one before it on its line. One that documents nothing is kept, to be warned about.
 */
#include "parse/parser.h"

#include <stdlib.h>
#include <string.h>

/* A node that can be documented. */
struct anchor {
    const char **doc;
    struct span span;
    uint32_t parent;    /* 1 + the index of the node around it, 0 for none */
    uint32_t first_doc; /* 1 + indices, 0 for none */
    uint32_t last_doc;
};

struct anchors {
    struct anchor *list; /* in the order in which they begin */
    size_t count, room;
};

void parser_doc(struct parser *parser)
{
    struct doc *doc;
    struct span span = parser_at(parser);
    struct span text = {span.begin + 3, span.end};

    if (parser->doc_count == parser->doc_room) {
        parser->doc_room = parser->doc_room == 0 ? 64 : parser->doc_room * 2;
        parser->docs = memory_resize(parser->docs, parser->doc_room * sizeof *parser->docs);
    }
    doc = &parser->docs[parser->doc_count++];
    memset(doc, 0, sizeof *doc);
    if (*parser_text(parser, text) == ' ') text.begin++;
    while (text.end > text.begin && strchr(" \t\r", parser_text(parser, text)[text.end - text.begin - 1]) != NULL)
        text.end--;
    doc->text = text;
    doc->span = span;
    if (parser->scanned.span.end > 0 && !parser_on_later_line(parser, parser->scanned.span.end, span.begin)) {
        doc->previous = parser->scanned.span.begin;
        doc->closed = parser->scanned.kind == '}' ? parser->scanned.span.end : 0;
    }
}

void docs_claim(struct parser *parser, uint32_t next)
{
    while (parser->docs_claimed < parser->doc_count) parser->docs[parser->docs_claimed++].next = next;
}

static uint32_t add_anchor(struct anchors *anchors, const char **doc, struct span span, uint32_t parent)
{
    struct anchor anchor = {doc, span, parent, 0, 0};

    if (anchors->count == anchors->room) {
        anchors->room = anchors->room == 0 ? 256 : anchors->room * 2;
        anchors->list = memory_resize(anchors->list, anchors->room * sizeof *anchors->list);
    }
    anchors->list[anchors->count++] = anchor;
    return (uint32_t)anchors->count;
}

static void add_items(struct anchors *anchors, struct ast_item *items, uint32_t parent)
{
    for (struct ast_item *item = items; item != NULL; item = item->next)
        add_items(anchors, item->items, add_anchor(anchors, &item->doc, item->span, parent));
}

static void add_file(struct anchors *anchors, struct ast_file *file)
{
    for (struct ast_declaration *declaration = file->declarations; declaration != NULL;
         declaration = declaration->next) {
        uint32_t self = add_anchor(anchors, &declaration->doc, declaration->span, 0);

        for (struct ast_member *member = declaration->members; member != NULL; member = member->next)
            add_anchor(anchors, &member->doc, member->name.span, self);
        add_items(anchors, declaration->items, self);
    }
}

/* The last node that begins at `offset` or before it, as 1 + its index, or 0. Offsets do not decrease between calls. */
static uint32_t find_anchor(const struct anchors *anchors, uint32_t *cursor, uint32_t offset)
{
    while (*cursor < anchors->count && anchors->list[*cursor].span.begin <= offset) (*cursor)++;
    return *cursor;
}

/* What a comment documents, as 1 + the node's index, or 0. */
static uint32_t find_target(const struct anchors *anchors, uint32_t *cursor, const struct doc *doc)
{
    uint32_t target = find_anchor(anchors, cursor, doc->previous == 0 ? doc->next : doc->previous);

    if (doc->previous == 0) return target != 0 && anchors->list[target - 1].span.begin == doc->next ? target : 0;
    while (doc->closed != 0 && target != 0 && anchors->list[target - 1].span.end != doc->closed)
        target = anchors->list[target - 1].parent; /* up to the node that the } closes */
    return target;
}

void parse_warn(struct diag *diag, const struct ast_file *file)
{
    for (const struct ast_stray *stray = file->strays; stray != NULL && !diag_is_full(diag); stray = stray->next)
        diag_warning(diag, parse_rule_name(PARSE_STRAY_DOC), stray->span,
                     "this comment documents nothing; a plain one begins with //");
}

/* The comments of a node as one string. */
static const char *join(struct parser *parser, uint32_t first)
{
    size_t length = 0;
    char *text;
    char *at;

    for (uint32_t i = first; i != 0; i = parser->docs[i - 1].next_doc)
        length += parser->docs[i - 1].text.end - parser->docs[i - 1].text.begin + 1;
    at = text = arena_alloc(parser->arena, length + 1);
    for (uint32_t i = first; i != 0; i = parser->docs[i - 1].next_doc) {
        struct span span = parser->docs[i - 1].text;
        const char *from = parser_text(parser, span);

        if (i != first) *at++ = '\n';
        for (const char *c = from; c < from + (span.end - span.begin); c++)
            *at++ = ((unsigned char)*c < 0x20 && *c != '\t') || *c == 0x7F ? ' ' : *c;
    }
    return text;
}

void docs_attach(struct parser *parser)
{
    struct anchors anchors = {0};
    struct ast_stray **end = &parser->file->strays;
    uint32_t cursor = 0;

    if (parser->doc_count == 0) return;
    add_file(&anchors, parser->file);
    for (uint32_t i = 0; i < parser->doc_count; i++) {
        uint32_t target = find_target(&anchors, &cursor, &parser->docs[i]);
        struct anchor *anchor = target != 0 ? &anchors.list[target - 1] : NULL;

        if (anchor == NULL) {
            *end = arena_alloc(parser->arena, sizeof **end);
            (*end)->span = parser->docs[i].span;
            end = &(*end)->next;
            continue;
        }
        if (anchor->last_doc == 0) anchor->first_doc = i + 1;
        else parser->docs[anchor->last_doc - 1].next_doc = i + 1;
        anchor->last_doc = i + 1;
    }
    for (size_t i = 0; i < anchors.count; i++) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): only what can have a comment is an anchor */
        if (anchors.list[i].first_doc != 0) *anchors.list[i].doc = join(parser, anchors.list[i].first_doc);
    }
    free(anchors.list);
}
