/* SPDX-License-Identifier: MIT */
/* Reads the grammar out of the document; see ebnf.h. */
#include "ebnf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RULES = 100, MOST_PARTS = 40 };

struct reader {
    struct arena *arena;
    struct ebnf grammar;
    const char *at;
    const char *end;
    unsigned line;
};

static _Noreturn void refuse(const struct reader *reader, unsigned line, const char *what, const char *which)
{
    fprintf(stderr, "%s:%u: %s%s\n", reader->grammar.path, line, what, which);
    exit(1);
}

/* Behind blanks, line ends and (* comments *). */
static void skip(struct reader *reader)
{
    while (reader->at < reader->end) {
        if (strncmp(reader->at, "(*", 2) == 0) {
            for (; strncmp(reader->at, "*)", 2) != 0; reader->at++) {
                if (*reader->at == '\n' || reader->at >= reader->end)
                    refuse(reader, reader->line, "a comment does not end on its line", "");
            }
            reader->at += 2;
        } else if (strchr(" \t\n", *reader->at) != NULL) {
            if (*reader->at++ == '\n') reader->line++;
        } else {
            return;
        }
    }
}

static bool take(struct reader *reader, char sign)
{
    skip(reader);
    if (reader->at >= reader->end || *reader->at != sign) return false;
    reader->at++;
    return true;
}

static void need(struct reader *reader, char sign)
{
    const char shown[] = {sign, '\0'};

    if (!take(reader, sign)) refuse(reader, reader->line, "expected ", shown);
}

static const char *read_name(struct reader *reader)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";
    size_t length;

    skip(reader);
    length = strspn(reader->at, letters);
    if (length == 0) refuse(reader, reader->line, "expected the name of a rule", "");
    reader->at += length;
    return arena_copy(reader->arena, reader->at - length, length);
}

/* What stands between two " or two '. */
static const char *read_quoted(struct reader *reader)
{
    const char quote = *reader->at++;
    const char *begin = reader->at;

    while (*reader->at != quote) {
        if (*reader->at == '\n' || reader->at >= reader->end) refuse(reader, reader->line, "this quote is open", "");
        reader->at++;
    }
    reader->at++;
    return arena_copy(reader->arena, begin, (size_t)(reader->at - 1 - begin));
}

static struct ebnf_node *new_node(struct reader *reader, enum ebnf_kind kind)
{
    struct ebnf_node *node = arena_alloc(reader->arena, sizeof *node);

    node->kind = kind;
    node->line = reader->line;
    return node;
}

static void add_part(struct reader *reader, struct ebnf_node *node, struct ebnf_node *part)
{
    if (node->parts == NULL) {
        node->parts = arena_array(reader->arena, MOST_PARTS, sizeof *node->parts);
        node->taken = arena_array(reader->arena, MOST_PARTS, sizeof *node->taken);
    }
    if (node->count == MOST_PARTS) refuse(reader, node->line, "too many parts in one rule", "");
    node->parts[node->count++] = part;
}

static struct ebnf_node *read_choice(struct reader *reader);

static struct ebnf_node *read_around(struct reader *reader, enum ebnf_kind kind, char close)
{
    struct ebnf_node *node = new_node(reader, kind);

    add_part(reader, node, read_choice(reader));
    need(reader, close);
    return node;
}

static struct ebnf_node *read_literal(struct reader *reader)
{
    struct ebnf_node *node = new_node(reader, EBNF_LITERAL);

    node->text = read_quoted(reader);
    if (*node->text == '\0') refuse(reader, node->line, "a literal is empty", "");
    skip(reader);
    if (strncmp(reader->at, "..", 2) != 0) return node;
    reader->at += 2;
    skip(reader);
    node->kind = EBNF_SPAN;
    node->low = *node->text;
    node->high = *read_quoted(reader);
    return node;
}

static struct ebnf_node *read_part(struct reader *reader)
{
    struct ebnf_node *node;

    skip(reader);
    if (*reader->at == '"' || *reader->at == '\'') return read_literal(reader);
    if (take(reader, '[')) return read_around(reader, EBNF_OPTION, ']');
    if (take(reader, '{')) return read_around(reader, EBNF_REPEAT, '}');
    if (take(reader, '(')) {
        node = read_choice(reader);
        need(reader, ')');
        return node;
    }
    if (take(reader, '?')) {
        node = new_node(reader, EBNF_PROSE);
        while (*reader->at != '?' && *reader->at != '\n') reader->at++;
        need(reader, '?');
        return node;
    }
    node = new_node(reader, EBNF_RULE);
    node->text = read_name(reader);
    return node;
}

static struct ebnf_node *read_sequence(struct reader *reader)
{
    struct ebnf_node *node = new_node(reader, EBNF_SEQUENCE);

    do {
        add_part(reader, node, read_part(reader));
        skip(reader);
    } while (reader->at < reader->end && strchr("|;)]}", *reader->at) == NULL);
    return node->count == 1 ? node->parts[0] : node;
}

static struct ebnf_node *read_choice(struct reader *reader)
{
    struct ebnf_node *node = new_node(reader, EBNF_CHOICE);

    do add_part(reader, node, read_sequence(reader));
    while (take(reader, '|'));
    return node->count == 1 ? node->parts[0] : node;
}

static void read_rules(struct reader *reader, bool of_characters)
{
    for (skip(reader); reader->at < reader->end; skip(reader)) {
        struct ebnf_rule *rule = &reader->grammar.rules[reader->grammar.count];

        rule->line = reader->line;
        rule->name = read_name(reader);
        rule->of_characters = of_characters;
        for (size_t i = 0; i < reader->grammar.count; i++) {
            if (strcmp(reader->grammar.rules[i].name, rule->name) == 0)
                refuse(reader, rule->line, "a second rule of the name ", rule->name);
        }
        need(reader, '=');
        rule->body = read_choice(reader);
        need(reader, ';');
        if (++reader->grammar.count == MOST_RULES) refuse(reader, rule->line, "too many rules", "");
    }
}

/* Names to indices. Rules of characters know nothing of rules of tokens. */
static void resolve(const struct reader *reader, struct ebnf_node *node, bool of_characters, bool *used)
{
    if (node->kind == EBNF_RULE) {
        node->rule = ebnf_find(&reader->grammar, node->text);
        used[node->rule] = true;
        if (of_characters && !reader->grammar.rules[node->rule].of_characters)
            refuse(reader, node->line, "a rule of characters uses one of tokens: ", node->text);
    } else if (!of_characters && (node->kind == EBNF_SPAN || node->kind == EBNF_PROSE)) {
        refuse(reader, node->line, "a rule of tokens speaks of characters", "");
    }
    for (size_t i = 0; i < node->count; i++) resolve(reader, node->parts[i], of_characters, used);
}

/* The height of the lowest tree, UINT_MAX / 2 and more where none is known yet. */
static unsigned measure(const struct ebnf *grammar, struct ebnf_node *node)
{
    unsigned least = UINT32_MAX / 2;
    unsigned most = 0;

    for (size_t i = 0; i < node->count; i++) {
        unsigned height = measure(grammar, node->parts[i]);
        least = height < least ? height : least;
        most = height > most ? height : most;
    }
    switch (node->kind) {
    case EBNF_RULE: node->height = grammar->rules[node->rule].body->height + 1; break;
    case EBNF_SEQUENCE: node->height = most; break;
    case EBNF_CHOICE: node->height = least; break;
    default: node->height = 0; break;
    }
    return node->height;
}

static void set_heights(const struct ebnf *grammar, struct ebnf_node *node)
{
    node->height = UINT32_MAX / 2;
    for (size_t i = 0; i < node->count; i++) set_heights(grammar, node->parts[i]);
}

struct ebnf ebnf_read(struct arena *arena, const char *path, const char *document)
{
    static const char begin[] = "\n```ebnf\n";
    struct reader reader = {arena, {path, 0, NULL}, document, document, 1};
    const char *block = document;
    bool used[MOST_RULES] = {true};
    unsigned blocks = 0;

    reader.grammar.rules = arena_array(arena, MOST_RULES, sizeof *reader.grammar.rules);
    while ((block = strstr(block, begin)) != NULL) {
        block += sizeof begin - 1;
        for (; reader.at < block; reader.at++) reader.line += *reader.at == '\n';
        reader.end = strstr(block, "\n```");
        if (reader.end == NULL) refuse(&reader, reader.line, "this block has no end", "");
        read_rules(&reader, blocks++ > 0);
    }
    if (blocks < 2) refuse(&reader, 1, "two ```ebnf blocks were expected, one of tokens and one of characters", "");
    for (size_t i = 0; i < reader.grammar.count; i++)
        resolve(&reader, reader.grammar.rules[i].body, reader.grammar.rules[i].of_characters, used);
    for (size_t i = 0; i < reader.grammar.count; i++) {
        if (!used[i]) refuse(&reader, reader.grammar.rules[i].line, "nothing uses rule ", reader.grammar.rules[i].name);
        set_heights(&reader.grammar, reader.grammar.rules[i].body);
    }
    for (size_t round = 0; round < reader.grammar.count; round++) {
        for (size_t i = 0; i < reader.grammar.count; i++) measure(&reader.grammar, reader.grammar.rules[i].body);
    }
    for (size_t i = 0; i < reader.grammar.count; i++) {
        if (reader.grammar.rules[i].body->height >= UINT32_MAX / 2)
            refuse(&reader, reader.grammar.rules[i].line, "no sentence ends in rule ", reader.grammar.rules[i].name);
    }
    return reader.grammar;
}

size_t ebnf_find(const struct ebnf *grammar, const char *name)
{
    for (size_t i = 0; i < grammar->count; i++) {
        if (strcmp(grammar->rules[i].name, name) == 0) return i;
    }
    fprintf(stderr, "%s: the grammar has no rule %s\n", grammar->path, name);
    exit(1);
}

bool ebnf_is_shown(uint32_t point)
{
    return (point >= 0x20 || point == '\t') && point != 0x7F && point != '"' && point != '\'' && point != '\\';
}
