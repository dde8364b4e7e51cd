/* SPDX-License-Identifier: MIT */
/* Random walks through the grammar; see sentence.h. */
#include "sentence.h"

#include "words.h"

#include <stdio.h>
#include <string.h>

/* Rules around what is written: then every way is the shortest, far below the 64 levels of brackets that are read. */
enum { MOST_DEPTH = 22 };

/* splitmix64, by Sebastiano Vigna (public domain). */
unsigned random_below(struct random *random, unsigned below)
{
    uint64_t z = random->state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (unsigned)((z ^ z >> 31) >> 32) % below;
}

struct writer {
    const struct ebnf *grammar;
    struct random *random;
    struct text *out;
    bool of_characters;
    size_t most; /* bytes: behind that every way is the shortest */
};

/* A word of the language, to be used as a name. */
static const char *find_keyword(const struct ebnf_node *node, unsigned *index)
{
    const char *found = NULL;

    if (node->kind == EBNF_LITERAL && strchr("abcdefghijklmnopqrstuvwxyz", *node->text) != NULL && (*index)-- == 0)
        return node->text;
    for (size_t i = 0; i < node->count && found == NULL; i++) found = find_keyword(node->parts[i], index);
    return found;
}

static bool write_keyword(struct writer *writer)
{
    unsigned index = random_below(writer->random, 40);
    const char *found = NULL;

    for (size_t i = 0; i < writer->grammar->count && found == NULL; i++) {
        if (!writer->grammar->rules[i].of_characters) found = find_keyword(writer->grammar->rules[i].body, &index);
    }
    if (found != NULL) text_string(writer->out, found);
    return found != NULL;
}

static void write_shown(struct writer *writer)
{
    static const char *const shown[] = {
        "a", "Z", "0", " ", "\t", "?", "x", "//", "/*", ";", "}", "\xC3\xA9", "\xE6\x97\xA5", "\xF0\x9F\x8C\x8D"};
    const char *text = shown[random_below(writer->random, sizeof shown / sizeof *shown)];

    text_string(writer->out, text[0] == '/' ? "/" : text); /* a character is one */
}

/* Blanks behind a token: always where two words would grow together. */
static void write_blank(struct writer *writer)
{
    static const char *const blanks[] = {" ", " ", " ", " ", "\n", "\t", " // a comment\n", " /* another */ "};

    text_string(writer->out, blanks[random_below(writer->random, sizeof blanks / sizeof *blanks)]);
}

static void write_node(struct writer *writer, struct ebnf_node *node, unsigned depth);

static void write_rule(struct writer *writer, const struct ebnf_node *node, unsigned depth)
{
    const struct ebnf_rule *rule = &writer->grammar->rules[node->rule];

    if (!rule->of_characters || writer->of_characters) {
        write_node(writer, rule->body, depth + 1);
        return;
    }
    if (strcmp(rule->name, "word") != 0 || random_below(writer->random, 3) > 0 || !write_keyword(writer)) {
        writer->of_characters = true;
        write_node(writer, rule->body, depth + 1);
        writer->of_characters = false;
    }
    write_blank(writer);
}

/* One of the ways: the least taken one, or any. Deep down only those count that end soonest. */
static size_t choose(const struct writer *writer, const struct ebnf_node *node, size_t ways, bool shortest)
{
    size_t chosen = random_below(writer->random, (unsigned)ways);

    if (random_below(writer->random, 2) > 0) {
        for (size_t i = 0; i < ways; i++) {
            if (node->taken[i] < node->taken[chosen]) chosen = i;
        }
    }
    while (shortest && node->parts[chosen]->height > node->height)
        chosen = random_below(writer->random, (unsigned)ways);
    return chosen;
}

static void write_node(struct writer *writer, struct ebnf_node *node, unsigned depth)
{
    bool shortest = depth > MOST_DEPTH || writer->out->length > writer->most;
    size_t way;

    switch (node->kind) {
    case EBNF_LITERAL:
        text_string(writer->out, node->text);
        if (!writer->of_characters) write_blank(writer);
        return;
    case EBNF_SPAN: {
        const char c = (char)(node->low + (char)random_below(writer->random, (unsigned)(node->high - node->low) + 1));
        text_append(writer->out, &c, 1);
        return;
    }
    case EBNF_PROSE: write_shown(writer); return;
    case EBNF_RULE: write_rule(writer, node, depth); return;
    case EBNF_SEQUENCE:
        for (size_t i = 0; i < node->count; i++) write_node(writer, node->parts[i], depth);
        return;
    case EBNF_CHOICE:
        way = choose(writer, node, node->count, shortest);
        node->taken[way]++;
        write_node(writer, node->parts[way], depth + 1);
        return;
    default: break;
    }
    for (unsigned times = 0;; times++) {
        bool taken = !shortest && random_below(writer->random, depth + 7) < 6; /* the deeper, the less */

        if (times == 0 && !shortest && node->taken[1] <= node->taken[0] / 8) taken = true;
        node->taken[taken ? 1 : 0] += times == 0;
        if (!taken || (node->kind == EBNF_OPTION && times > 0)) return;
        write_node(writer, node->parts[0], depth + 1);
    }
}

void sentence_write(const struct ebnf *grammar, struct random *random, struct text *out)
{
    struct writer writer = {grammar, random, out, false, 1500};

    write_node(&writer, grammar->rules[0].body, 1);
}

void sentence_token(const struct ebnf *grammar, size_t rule, struct random *random, struct text *out)
{
    struct writer writer = {grammar, random, out, true, 200};

    write_node(&writer, grammar->rules[rule].body, 1);
}

static struct word pick(struct random *random, const struct words *words)
{
    return words->list[random_below(random, (unsigned)words->count)];
}

static void copy_word(struct text *out, struct word word)
{
    text_append(out, word.text, word.length);
    text_string(out, " ");
}

/* A character of a token replaced, left out or put in. */
static void spoil_word(struct random *random, struct word word, struct text *out)
{
    static const char characters[] = "0123456789abcdefoxuUXL_.'\"\\n-";
    const char other = characters[random_below(random, sizeof characters - 1)];
    size_t at = random_below(random, (unsigned)word.length);
    unsigned how = random_below(random, 3);

    text_append(out, word.text, at);
    if (how > 0) text_append(out, &other, 1);
    text_append(out, word.text + at + (how < 2), word.length - at - (how < 2));
    text_string(out, " ");
}

/* A token again, another one in its place, a word of the language before it, or a character of it changed. */
static void spoil_at(struct writer *writer, const struct words *words, size_t at)
{
    switch (random_below(writer->random, 5)) {
    case 0: copy_word(writer->out, words->list[at]); break;
    case 1: copy_word(writer->out, pick(writer->random, words)); return;
    case 2: spoil_word(writer->random, words->list[at], writer->out); return;
    case 3: copy_word(writer->out, pick(writer->random, words)); break;
    default:
        if (write_keyword(writer)) text_string(writer->out, " ");
        break;
    }
    copy_word(writer->out, words->list[at]);
}

void sentence_spoil(const struct ebnf *grammar, struct random *random, const char *text, struct text *out)
{
    struct words words = {NULL, 0, 0};
    struct writer writer = {grammar, random, out, false, 200};
    size_t at;
    size_t end;
    unsigned how = random_below(random, 5);

    if (!words_read(&words, text) || words.count == 0) {
        text_string(out, text);
        words_free(&words);
        return;
    }
    at = random_below(random, (unsigned)words.count);
    end = at + 1 + random_below(random, 4);
    if (end > words.count) end = words.count;
    for (size_t i = 0; i < at; i++) copy_word(out, words.list[i]);
    if (how == 0) { /* a few tokens twice */
        for (size_t i = at; i < end; i++) copy_word(out, words.list[i]);
    } else if (how == 1) { /* a few left out */
        at = end;
    } else if (how == 2 && end - at > 1) { /* the first behind the others */
        for (size_t i = at + 1; i < end; i++) copy_word(out, words.list[i]);
        copy_word(out, words.list[at]);
        at = end;
    } else {
        spoil_at(&writer, &words, at++);
    }
    for (size_t i = at; i < words.count; i++) copy_word(out, words.list[i]);
    words_free(&words);
}

void sentence_spoil_token(struct random *random, const char *token, struct text *out)
{
    struct word word = {WORD_NUMBER, token, strlen(token)};

    spoil_word(random, word, out);
}

static unsigned count_untaken(const struct ebnf *grammar, const struct ebnf_node *node, const char *rule)
{
    size_t ways = node->kind == EBNF_CHOICE ? node->count : node->kind >= EBNF_OPTION ? 2 : 0;
    unsigned count = 0;

    for (size_t i = 0; i < ways; i++) {
        if (node->taken[i] > 0) continue;
        printf("%s:%u: no sentence took way %zu of %zu here, in rule %s\n", grammar->path, node->line, i + 1, ways,
               rule);
        count++;
    }
    for (size_t i = 0; i < node->count; i++) count += count_untaken(grammar, node->parts[i], rule);
    return count;
}

unsigned sentence_untaken(const struct ebnf *grammar)
{
    unsigned count = 0;

    for (size_t i = 0; i < grammar->count; i++)
        count += count_untaken(grammar, grammar->rules[i].body, grammar->rules[i].name);
    return count;
}
