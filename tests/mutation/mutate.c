/* SPDX-License-Identifier: MIT */
/*
 * Small faults for C source, one at a time: operators exchanged, constants off by one, conditions negated, statements
 * removed, arguments swapped, results replaced by 0. Never within comments, literals, assertions or lines of the
 * preprocessor. All faults keep the numbers of the lines.
 *
 *   mutate FILE         lists the faults: number, line, kind, and what the lines say before and after
 *   mutate FILE NUMBER  writes the file with that fault to stdout
 *
 * Faults are numbered from 0. See run.sh.
 */
#include "tokens.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The text from begin to end gives way to before, itself from keep_begin to keep_end, and after. */
struct fault {
    const char *kind;
    size_t begin, end;
    const char *before;
    size_t keep_begin, keep_end;
    const char *between;
    size_t second_begin, second_end;
    const char *after;
};

struct faults {
    struct file file;
    struct fault *list;
    size_t count, capacity;
};

static void add(struct faults *faults, struct fault fault)
{
    if (faults->count == faults->capacity) {
        faults->capacity = faults->capacity == 0 ? 256 : 2 * faults->capacity;
        faults->list = realloc(faults->list, faults->capacity * sizeof *faults->list);
        if (faults->list == NULL) {
            fputs("mutate: out of memory\n", stderr);
            exit(EXIT_FAILURE);
        }
    }
    faults->list[faults->count++] = fault;
}

/* Tokens from first to last give way to the text. */
static void replace(struct faults *faults, const char *kind, size_t first, size_t last, const char *text)
{
    const struct token *tokens = faults->file.tokens;
    add(faults, (struct fault){.kind = kind, .begin = tokens[first].begin, .end = tokens[last].end, .before = text});
}

/* Tokens from first to last are kept between two texts. */
static void surround(struct faults *faults, const char *kind, size_t first, size_t last, const char *before,
                     const char *after)
{
    const struct token *tokens = faults->file.tokens;
    add(faults, (struct fault){.kind = kind,
                               .begin = tokens[first].begin,
                               .end = tokens[last].end,
                               .before = before,
                               .keep_begin = tokens[first].begin,
                               .keep_end = tokens[last].end,
                               .after = after});
}

static const char *const not_values[] = {"return", "case", "sizeof", "else", "do", "goto", NULL};
static const char *const types[] = {"char",  "int",   "long",   "short",  "unsigned", "signed",
                                    "void",  "bool",  "double", "float",  "struct",   "enum",
                                    "union", "const", "static", "extern", "inline",   NULL};

/* Whether an operator behind token i takes it as its left side. */
static bool ends_value(const struct file *file, size_t i)
{
    if (i >= file->count) return false;
    if (file->tokens[i].kind == TOKEN_NUMBER || file->tokens[i].kind == TOKEN_TEXT) return true;
    if (token_is(file, i, ")") || token_is(file, i, "]")) return true;
    return file->tokens[i].kind == TOKEN_WORD && !token_is_one_of(file, i, not_values) &&
           !token_is_one_of(file, i, types);
}

static void exchange_operator(struct faults *faults, size_t i)
{
    static const char *const pairs[][2] = {
        {"<", "<="},  {"<=", "<"},  {">", ">="},  {">=", ">"},  {"==", "!="}, {"!=", "=="}, {"&&", "||"},
        {"||", "&&"}, {"+", "-"},   {"-", "+"},   {"*", "/"},   {"/", "*"},   {"%", "/"},   {"<<", ">>"},
        {">>", "<<"}, {"&", "|"},   {"|", "&"},   {"^", "|"},   {"+=", "-="}, {"-=", "+="}, {"*=", "/="},
        {"/=", "*="}, {"|=", "&="}, {"&=", "|="}, {"++", "--"}, {"--", "++"}, {"<", ">"},   {">", "<"},
    };
    const bool is_step = token_is(&faults->file, i, "++") || token_is(&faults->file, i, "--");
    if (!is_step && (i == 0 || !ends_value(&faults->file, i - 1))) return;
    for (size_t pair = 0; pair < sizeof pairs / sizeof pairs[0]; pair++) {
        if (!token_is(&faults->file, i, pairs[pair][0])) continue;
        replace(faults, is_step ? "step" : "operator", i, i, pairs[pair][1]);
    }
}

static void change_word_or_number(struct faults *faults, size_t i)
{
    const struct file *file = &faults->file;
    if (file->tokens[i].kind == TOKEN_NUMBER &&
        memchr(file->text + file->tokens[i].begin, '.', file->tokens[i].end - file->tokens[i].begin) == NULL) {
        surround(faults, "constant", i, i, "(", " + 1)");
        surround(faults, "constant", i, i, "(", " - 1)");
    }
    if (token_is(file, i, "true")) replace(faults, "constant", i, i, "false");
    if (token_is(file, i, "false")) replace(faults, "constant", i, i, "true");
    if (token_is(file, i, "!")) replace(faults, "negation", i, i, "");
    if ((token_is(file, i, "if") || token_is(file, i, "while")) && token_is(file, i + 1, "(")) {
        const size_t close = token_closing(file, i + 1);
        if (close < file->count) surround(faults, "negation", i + 1, close, "(!", ")");
    }
}

/* The first two arguments of a call change places. */
static void swap_arguments(struct faults *faults, size_t i)
{
    static const char *const no_calls[] = {"if", "while", "for", "switch", "return", "sizeof", NULL};
    const struct file *file = &faults->file;
    if (file->tokens[i].kind != TOKEN_WORD || !token_is(file, i + 1, "(") || token_is_one_of(file, i, no_calls)) return;
    const size_t close = token_closing(file, i + 1);
    size_t ends[2] = {0};
    size_t found = 0;
    size_t at = i + 2;
    while (at < close && found < 2) {
        if (token_is(file, at, "(") || token_is(file, at, "[") || token_is(file, at, "{")) at = token_closing(file, at);
        else if (token_is(file, at, ",")) ends[found++] = at;
        at++;
    }
    if (found == 0 || close >= file->count) return;
    if (found == 1) ends[1] = close;
    const struct token *tokens = file->tokens;
    const size_t first_begin = tokens[i + 2].begin, first_end = tokens[ends[0] - 1].end;
    const size_t second_begin = tokens[ends[0] + 1].begin, second_end = tokens[ends[1] - 1].end;
    if (first_end - first_begin == second_end - second_begin &&
        memcmp(file->text + first_begin, file->text + second_begin, first_end - first_begin) == 0) {
        return;
    }
    add(faults, (struct fault){.kind = "arguments",
                               .begin = first_begin,
                               .end = second_end,
                               .before = "",
                               .keep_begin = second_begin,
                               .keep_end = second_end,
                               .between = ", ",
                               .second_begin = first_begin,
                               .second_end = first_end,
                               .after = ""});
}

/* The `;` that ends the statement at i, or the count of tokens where that is none. */
static size_t end_of_statement(const struct file *file, size_t i)
{
    for (; i < file->count; i++) {
        if (token_is(file, i, ";")) return i;
        if (token_is(file, i, "}") || token_is(file, i, ")")) break;
        if (token_is(file, i, "(") || token_is(file, i, "[") || token_is(file, i, "{")) i = token_closing(file, i);
    }
    return file->count;
}

static bool begins_statement(const struct file *file, size_t i)
{
    static const char *const before[] = {";", "{", "}", "else", "do", ":", ")", NULL};
    return i > 0 && token_is_one_of(file, i - 1, before);
}

/* Whether the tokens from i on are an expression, rather than a declaration or a statement with a head. */
static bool begins_expression(const struct file *file, size_t i)
{
    static const char *const goes_on[] = {
        "(", "=", "->", ".", "[", "++", "--", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "<<=", ">>=", "^=", NULL};
    static const char *const heads[] = {"for", "while", "if", "switch", NULL};
    if (token_is(file, i, "++") || token_is(file, i, "--")) return true;
    if (token_is(file, i, "*")) return !token_is(file, i - 1, ")");
    return file->tokens[i].kind == TOKEN_WORD && token_is_one_of(file, i + 1, goes_on) &&
           !token_is_one_of(file, i, types) && !token_is_one_of(file, i, heads);
}

static void change_result(struct faults *faults, size_t i, size_t end)
{
    static const char *const plain[] = {"0", "NULL", "false", "true", NULL};
    if (end == i + 1) replace(faults, "statement", i, end, ";");
    else if (end > i + 2 || !token_is_one_of(&faults->file, i + 1, plain))
        replace(faults, "result", i + 1, end - 1, "0");
}

/* Statements of an expression or a jump are removed, results become 0. */
static void change_statement(struct faults *faults, size_t i)
{
    const struct file *file = &faults->file;
    if (!begins_statement(file, i)) return;
    const size_t end = end_of_statement(file, i);
    if (end >= file->count) return;
    if (token_is(file, i, "return")) change_result(faults, i, end);
    else if (token_is(file, i, "break") || token_is(file, i, "continue") || begins_expression(file, i))
        replace(faults, "statement", i, end, ";");
}

static struct faults find_all(const char *path)
{
    static const char *const assertions[] = {"assert", "_Static_assert", "static_assert", NULL};
    struct faults faults = {.file = file_read(path)};
    size_t depth = 0;
    for (size_t i = 0; i < faults.file.count; i++) {
        if (token_is_one_of(&faults.file, i, assertions)) {
            i = token_closing(&faults.file, i + 1);
            continue;
        }
        if (token_is(&faults.file, i, "{")) depth++;
        if (token_is(&faults.file, i, "}")) depth--;
        exchange_operator(&faults, i);
        change_word_or_number(&faults, i);
        if (depth == 0) continue;
        swap_arguments(&faults, i);
        change_statement(&faults, i);
    }
    return faults;
}

static void write_text(FILE *out, const char *text, size_t begin, size_t end)
{
    fwrite(text + begin, 1, end - begin, out);
}

/* The file with the fault, from `begin` to `end` of the file as it was. */
static void write_faulty(FILE *out, const struct faults *faults, const struct fault *fault, size_t begin, size_t end)
{
    const char *text = faults->file.text;
    write_text(out, text, begin, fault->begin);
    fputs(fault->before, out);
    write_text(out, text, fault->keep_begin, fault->keep_end);
    if (fault->between != NULL) fputs(fault->between, out);
    write_text(out, text, fault->second_begin, fault->second_end);
    if (fault->after != NULL) fputs(fault->after, out);
    size_t lines = 0;
    for (size_t i = fault->begin; i < fault->end; i++) {
        lines += text[i] == '\n';
    }
    for (size_t i = fault->keep_begin; i < fault->keep_end; i++) {
        lines -= text[i] == '\n';
    }
    for (size_t i = fault->second_begin; i < fault->second_end; i++) {
        lines -= text[i] == '\n';
    }
    while (lines-- > 0) {
        fputc('\n', out);
    }
    write_text(out, text, fault->end, end);
}

/* Prints text with every run of blanks as one. */
static void print_flat(const char *text, size_t length)
{
    bool was_blank = true;
    while (length > 0 && isspace((unsigned char)text[length - 1])) {
        length--;
    }
    for (size_t i = 0; i < length; i++) {
        const bool is_blank = isspace((unsigned char)text[i]) != 0;
        if (!is_blank) putchar(text[i]);
        else if (!was_blank) putchar(' ');
        was_blank = is_blank;
    }
}

static void list(const struct faults *faults)
{
    const char *text = faults->file.text;
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *fault = &faults->list[i];
        size_t begin = fault->begin, end = fault->end, line = 1;
        while (begin > 0 && text[begin - 1] != '\n') {
            begin--;
        }
        end += strcspn(text + end, "\n");
        for (size_t at = 0; at < fault->begin; at++) {
            line += text[at] == '\n';
        }
        char *faulty = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&faulty, &length);
        if (out == NULL) exit(EXIT_FAILURE);
        write_faulty(out, faults, fault, begin, end);
        fclose(out);
        printf("%zu\t%zu\t%s\t", i, line, fault->kind);
        print_flat(text + begin, end - begin);
        fputs(" => ", stdout);
        print_flat(faulty, length);
        putchar('\n');
        free(faulty);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2 && argc != 3) {
        fputs("usage: mutate FILE [NUMBER]\n", stderr);
        return 2;
    }
    struct faults faults = find_all(argv[1]);
    if (argc == 2) {
        list(&faults);
    } else {
        const size_t number = strtoul(argv[2], NULL, 10);
        if (number >= faults.count) {
            fprintf(stderr, "mutate: %s has %zu faults\n", argv[1], faults.count);
            return 2;
        }
        write_faulty(stdout, &faults, &faults.list[number], 0, faults.file.length);
    }
    free(faults.list);
    free(faults.file.tokens);
    free(faults.file.text);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
