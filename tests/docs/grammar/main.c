/* SPDX-License-Identifier: MIT */
/*
 * Compares the grammar in the appendix of docs/language.md with the parser.
 *
 *   grammar DOCUMENT FILE...
 *
 * - Random sentences of the document's grammar, which take every way of every rule, are read by the parser.
 * - Files (and ```slots blocks of files that end in .md) are schemas to both or to neither; what is named behind
 *   `--accepted` must be one.
 * - Sentences and files with a random mistake are schemas to both or to neither.
 *
 * What the parser refuses beyond the grammar is listed here (beyond_grammar) and in the document.
 */
#include "parse/parse.h"
#include "sentence.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SENTENCES = 2000,
    MISTAKES_OF_SENTENCE = 8,
    TOKENS = 2000,
    MISTAKES_OF_TOKEN = 8,
    MISTAKES_OF_FILE = 40,
    MOST_FILE = 20000
};

struct test {
    struct ebnf grammar;
    struct judge judge;
    struct random random;
    FILE *messages;
    char said[4096]; /* by the parser about the last text */
    unsigned texts, accepted, failures;
};

/* Values of tokens, and limits: no matter of form. */
static bool beyond_grammar(const char *message)
{
    static const char *const parts[] = {"this escape does not fit a byte", "this escape names no character of Unicode",
                                        "[nesting]"};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strstr(message, parts[i]) != NULL) return true;
    }
    return false;
}

/* UNDECIDED: refused for what is beyond the grammar, and perhaps not read to the end therefore. */
enum verdict { REFUSED, ACCEPTED, UNDECIDED };

static enum verdict ask_parser(struct test *test, const char *text)
{
    struct arena arena;
    struct source_set sources;
    struct diag diag;
    const struct source *source;
    enum verdict verdict = ACCEPTED;
    size_t length;

    arena_init(&arena);
    source_set_init(&sources, &arena);
    rewind(test->messages);
    diag_init(&diag, &sources, test->messages);
    source = source_add(&sources, "text", text, strlen(text));
    parse_source(&arena, &diag, source);
    test->said[0] = '\0';
    if (diag.errors > 0) {
        long end = ftell(test->messages);

        rewind(test->messages);
        length = end < (long)sizeof test->said ? (size_t)end : sizeof test->said - 1;
        length = fread(test->said, 1, length, test->messages);
        test->said[length] = '\0';
        for (const char *line = strstr(test->said, "error: "); line != NULL; line = strstr(line + 1, "error: ")) {
            char message[200];

            snprintf(message, sizeof message, "%.*s", (int)strcspn(line, "\n"), line);
            if (verdict != REFUSED) verdict = beyond_grammar(message) ? UNDECIDED : REFUSED;
        }
    }
    arena_free(&arena);
    return verdict;
}

/* Judges a text by both. `where` says where it is from. */
static void compare(struct test *test, const char *text, const char *where, bool must_be_accepted)
{
    enum verdict by_parser = ask_parser(test, text);
    bool by_grammar = judge_accepts(&test->judge, text);

    test->texts++;
    test->accepted += by_grammar;
    if (must_be_accepted ? by_grammar && by_parser != REFUSED
                         : by_parser == UNDECIDED || by_grammar == (by_parser == ACCEPTED))
        return;
    if (++test->failures > 5) return;
    printf("FAILED: %s: the grammar %s it, the parser %s it\n%s\n%s\n", where,
           by_grammar ? "derives" : "does not derive", by_parser == REFUSED ? "refuses" : "accepts", text, test->said);
}

static void test_sentences(struct test *test)
{
    struct text sentence = {0};
    struct text spoiled = {0};

    for (unsigned i = 0; i < SENTENCES; i++) {
        text_clear(&sentence);
        sentence_write(&test->grammar, &test->random, &sentence);
        compare(test, text_chars(&sentence), "a random sentence", true);
        for (unsigned k = 0; k < MISTAKES_OF_SENTENCE; k++) {
            text_clear(&spoiled);
            sentence_spoil(&test->grammar, &test->random, text_chars(&sentence), &spoiled);
            compare(test, text_chars(&spoiled), "a sentence with a mistake", false);
        }
    }
    text_free(&sentence);
    text_free(&spoiled);
}

/* A number or a string in a declaration. */
static void compare_token(struct test *test, const char *token, bool number, bool must_be_accepted)
{
    struct text schema = {0};

    text_strings(&schema, number ? "const a = " : "import ", token, ";", NULL);
    compare(test, text_chars(&schema), "a token", must_be_accepted);
    text_free(&schema);
}

static void test_tokens(struct test *test)
{
    struct text token = {0};
    struct text spoiled = {0};

    for (unsigned i = 0; i < TOKENS; i++) {
        bool number = i % 2 == 0;

        text_clear(&token);
        sentence_token(&test->grammar, number ? test->judge.number : test->judge.string, &test->random, &token);
        compare_token(test, text_chars(&token), number, true);
        for (unsigned k = 0; k < MISTAKES_OF_TOKEN; k++) {
            text_clear(&spoiled);
            sentence_spoil_token(&test->random, text_chars(&token), &spoiled);
            compare_token(test, text_chars(&spoiled), number, false);
        }
    }
    text_free(&token);
    text_free(&spoiled);
}

static void test_schema(struct test *test, const char *text, const char *where, bool must_be_accepted)
{
    struct text spoiled = {0};

    compare(test, text, where, must_be_accepted);
    for (unsigned i = 0; i < MISTAKES_OF_FILE; i++) {
        text_clear(&spoiled);
        sentence_spoil(&test->grammar, &test->random, text, &spoiled);
        compare(test, text_chars(&spoiled), where, false);
    }
    text_free(&spoiled);
}

/* NULL for a file that is too large or has a NUL. */
static char *read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = arena_alloc(arena, 1 << 20);
    size_t length;

    if (file == NULL) {
        perror(path);
        exit(1);
    }
    length = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    return strlen(text) == length ? text : NULL;
}

/* The blocks of a document that show schemas. */
static void test_document(struct test *test, struct arena *arena, const char *text, const char *path)
{
    static const char begin[] = "\n```slots";
    unsigned line = 1;
    const char *counted = text;

    for (const char *block = strstr(text, begin); block != NULL; block = strstr(block, begin)) {
        const char *end;
        char where[300];

        block = strchr(block + 1, '\n') + 1;
        end = strstr(block, "\n```");
        for (; counted < block; counted++) line += *counted == '\n';
        snprintf(where, sizeof where, "%s:%u", path, line);
        test_schema(test, arena_copy(arena, block, (size_t)(end + 1 - block)), where, true);
        block = end;
    }
}

static void test_file(struct test *test, const char *path, bool must_be_accepted)
{
    struct arena arena;
    const char *text;
    size_t length = strlen(path);

    arena_init(&arena);
    text = read_file(&arena, path);
    if (length > 3 && strcmp(path + length - 3, ".md") == 0 && text != NULL) test_document(test, &arena, text, path);
    else if (text != NULL && strlen(text) < MOST_FILE) test_schema(test, text, path, must_be_accepted);
    arena_free(&arena);
}

int main(int count, char **arguments)
{
    struct test test = {.random = {0x736C6F7467656E}};
    struct arena arena;
    bool must_be_accepted = false;
    const char *document;

    if (count < 3) {
        fputs("usage: grammar DOCUMENT FILE... --accepted FILE...\n", stderr);
        return 2;
    }
    arena_init(&arena);
    document = read_file(&arena, arguments[1]);
    test.messages = tmpfile();
    if (document == NULL || test.messages == NULL) return 2;
    test.grammar = ebnf_read(&arena, arguments[1], document);
    test.judge = judge_new(&arena, &test.grammar);
    test_sentences(&test);
    test_tokens(&test);
    test.failures += sentence_untaken(&test.grammar);
    for (int i = 2; i < count; i++) {
        if (strcmp(arguments[i], "--accepted") == 0) must_be_accepted = true;
        else test_file(&test, arguments[i], must_be_accepted);
    }
    printf("%zu rules; %u texts compared, %u of them schemas; %u failures\n", test.grammar.count, test.texts,
           test.accepted, test.failures);
    judge_free(&test.judge);
    arena_free(&arena);
    fclose(test.messages);
    return test.failures > 0 || test.accepted < SENTENCES;
}
