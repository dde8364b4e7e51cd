/* SPDX-License-Identifier: MIT */
/* The command line; see options.h. */
#include "cli/options.h"

#include "load/load.h"
#include "source/diag.h"
#include "support/text.h"

#include <stdio.h>
#include <string.h>

enum { MOST_RESPONSE_DEPTH = 10 };

struct option_parser {
    struct arena *arena;
    struct options *options;
    struct text words; /* an array of const char *, as bytes */
    bool only_files;   /* behind `--` a word that begins with @ is a file's name */
    enum exit_code exit_code;
};

static const char *const command_words[] = {
    [COMMAND_GENERATE] = "", [COMMAND_LAYOUT] = " layout", [COMMAND_DIFF] = " diff"};

static bool fail(struct option_parser *parser, const char *text, const char *word)
{
    fprintf(stderr, "slotgen: error: %s", text);
    if (word != NULL) {
        fputs(" '", stderr);
        diag_print_word(stderr, word);
        fputc('\'', stderr);
    }
    fprintf(stderr, "\nslotgen: 'slotgen%s --help' lists the options\n", command_words[parser->options->command]);
    parser->exit_code = EXIT_USAGE;
    return false;
}

static void add_word(struct option_parser *parser, const char *word)
{
    text_append(&parser->words, (const char *)&word, sizeof word);
}

static bool expand_word(struct option_parser *parser, const char *word, int depth);

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

/*
 * Takes one word off a response file's text: white space ends it; quotes and backslashes as in a shell. NULL: a quote
 * is open.
 */
static const char *take_word(const char *at, struct text *word)
{
    char quote = '\0';
    for (; *at != '\0'; at++) {
        if (quote == '\0' && is_space(*at)) break;
        if (quote == '\0' && (*at == '"' || *at == '\'')) quote = *at;
        else if (quote != '\0' && *at == quote) quote = '\0';
        else if (*at == '\\' && quote != '\'' && at[1] != '\0') text_append(word, ++at, 1);
        else text_append(word, at, 1);
    }
    return quote == '\0' ? at : NULL;
}

static bool expand_file(struct option_parser *parser, const char *path, int depth)
{
    struct loaded_file file;
    if (depth > MOST_RESPONSE_DEPTH) return fail(parser, "response files are nested too deeply at", path);
    if (!load_file(parser->arena, path, &file)) {
        parser->exit_code = EXIT_FILES;
        return false;
    }
    if (memchr(file.bytes, '\0', file.length) != NULL) return fail(parser, "a NUL byte in response file", path);
    bool fine = true;
    const char *at = file.bytes;
    while (fine) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): where it is NULL, fail() has ended the loop */
        while (is_space(*at)) at++;
        if (*at == '\0') break;
        struct text word = {0};
        text_string(&word, "");
        at = take_word(at, &word);
        fine = at != NULL ? expand_word(parser, arena_copy(parser->arena, text_chars(&word), word.length), depth)
                          : fail(parser, "a quote is not closed in response file", path);
        text_free(&word);
    }
    return fine;
}

static bool expand_word(struct option_parser *parser, const char *word, int depth)
{
    if (word[0] == '@' && word[1] != '\0' && !parser->only_files) return expand_file(parser, word + 1, depth + 1);
    if (strcmp(word, "--") == 0) parser->only_files = true;
    add_word(parser, word);
    return true;
}

/* Which commands an option is for. */
enum {
    GENERATE = 1 << COMMAND_GENERATE,
    LAYOUT = 1 << COMMAND_LAYOUT,
    DIFF = 1 << COMMAND_DIFF,
    ALL = GENERATE | LAYOUT | DIFF
};

/* An option with a value: "-o DIR", "-oDIR" for one letter, "--prefix X", "--prefix=X". */
struct value_option {
    const char *name;
    int commands;
    const char **value;
};

/* An option of that name is there, but for other commands than this one: as if it were not. */
static bool is_for(const struct options *options, int commands)
{
    return ((unsigned)commands >> options->command & 1u) != 0;
}

static bool take_flag(struct options *options, const char *word)
{
    const struct {
        const char *name;
        int commands;
        bool *flag;
    } flags[] = {
        {"-MD", GENERATE, &options->write_deps},
        {"-MP", GENERATE, &options->phony_deps},
        {"--if-changed", GENERATE, &options->if_changed},
        {"--list-outputs", GENERATE, &options->list_outputs},
        {"--with-docs", GENERATE, &options->with_docs},
        {"--emit-runtime", GENERATE, &options->emit_runtime},
        {"--private-header", GENERATE, &options->private_header},
        {"--stored", DIFF, &options->stored},
        {"--help", ALL, &options->help},
        {"--werror", GENERATE | LAYOUT, &options->warnings_are_errors},
        {"-h", ALL, &options->help},
        {"--version", ALL, &options->version},
    };
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (!is_for(options, flags[i].commands) || strcmp(word, flags[i].name) != 0) continue;
        *flags[i].flag = true;
        return true;
    }
    return false;
}

static bool take_color(struct option_parser *parser, const char *word)
{
    struct options *options = parser->options;
    if (strcmp(word, "--color") == 0 || strcmp(word, "--color=always") == 0) options->color = COLOR_ALWAYS;
    else if (strcmp(word, "--color=never") == 0) options->color = COLOR_NEVER;
    else if (strcmp(word, "--color=auto") == 0) options->color = COLOR_AUTO;
    else return fail(parser, "--color takes always, never or auto, not", word + strlen("--color="));
    return true;
}

/* How many words the option at words[0] took, 0 when it is none of these, -1 when its value is missing. */
static int take_value(const struct options *options, const struct value_option *values, size_t count,
                      const char *const *words, size_t left)
{
    for (size_t i = 0; i < count; i++) {
        const size_t length = strlen(values[i].name);
        if (!is_for(options, values[i].commands)) continue;
        if (strncmp(words[0], values[i].name, length) != 0) continue;
        const char *rest = words[0] + length;
        const bool is_long = values[i].name[1] == '-';
        if (*rest == '\0') {
            if (left < 2) return -1;
            *values[i].value = words[1];
            return 2;
        }
        if (is_long && *rest != '=') continue;
        *values[i].value = is_long ? rest + 1 : rest;
        return 1;
    }
    return 0;
}

/* Only a prefix may be empty: it is none then. */
static bool check_value(struct option_parser *parser, const char *word)
{
    const struct options *options = parser->options;
    if (options->folder[0] == '\0')
        return fail(parser, options->command == COMMAND_LAYOUT ? "-o needs a file, not" : "-o needs a folder, not", "");
    const bool is_empty = (options->depfile != NULL && options->depfile[0] == '\0') || options->stdin_name[0] == '\0' ||
                          (options->dep_target != NULL && options->dep_target[0] == '\0');
    return is_empty ? fail(parser, "an empty value behind", word) : true;
}

static bool take_words(struct option_parser *parser, const char *const *words, size_t count)
{
    struct options *options = parser->options;
    const char *include_folder = NULL;
    const struct value_option values[] = {
        {"-o", GENERATE | LAYOUT, &options->folder},
        {"-I", ALL, &include_folder},
        {"--prefix", GENERATE | LAYOUT, &options->prefix},
        {"-MF", GENERATE, &options->depfile},
        {"-MT", GENERATE, &options->dep_target},
        {"--stdin-name", ALL, &options->stdin_name},
        {"--include-prefix", GENERATE, &options->include_prefix},
        {"--format", LAYOUT | DIFF, &options->format},
        {"--count", LAYOUT, &options->count},
        {"--class", LAYOUT, &options->class_name},
    };
    static const char *const no_option[] = {"there is no option", "'slotgen layout' has no option",
                                            "'slotgen diff' has no option"};
    bool only_files = false;
    size_t first = 0;
    if (count > 0 && strcmp(words[0], "layout") == 0) options->command = COMMAND_LAYOUT;
    if (count > 0 && strcmp(words[0], "diff") == 0) options->command = COMMAND_DIFF;
    if (options->command != COMMAND_GENERATE) first = 1;
    for (size_t i = first; i < count;) {
        const char *word = words[i];
        if (only_files || word[0] != '-' || strcmp(word, "-") == 0) {
            options->inputs[options->input_count++] = word;
            i++;
            continue;
        }
        if (strcmp(word, "--") == 0) {
            only_files = true;
            i++;
            continue;
        }
        if (take_flag(options, word)) {
            i++;
            continue;
        }
        if (strcmp(word, "--color") == 0 || strncmp(word, "--color=", 8) == 0) {
            if (!take_color(parser, word)) return false;
            i++;
            continue;
        }
        const int taken = take_value(options, values, sizeof values / sizeof values[0], &words[i], count - i);
        if (taken < 0) return fail(parser, "a value is missing behind", word);
        if (taken == 0) return fail(parser, no_option[options->command], word);
        if (!check_value(parser, word)) return false;
        if (include_folder != NULL) options->include_folders[options->include_folder_count++] = include_folder;
        include_folder = NULL;
        i += (size_t)taken;
    }
    return true;
}

static bool is_prefix(const char *prefix)
{
    if (*prefix >= '0' && *prefix <= '9') return false;
    for (const char *c = prefix; *c != '\0'; c++) {
        const bool is_letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || *c == '_';
        if (!is_letter && !(*c >= '0' && *c <= '9')) return false;
    }
    return strstr(prefix, "__") == NULL;
}

static bool has_control(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7f) return true;
    }
    return false;
}

/*
 * A make rule has no way to write control characters in a path; behind `;` stands a command, and a path that begins
 * with a word and `=` sets a variable.
 */
static bool is_rule_path(const char *path)
{
    return !has_control(path) && strchr(path, ';') == NULL && path[strcspn(path, "/=")] != '=';
}

static bool check_rule_paths(struct option_parser *parser)
{
    const struct options *options = parser->options;
    if (!options->write_deps) return true;
    const char *path = is_rule_path(options->folder) ? NULL : options->folder;
    for (size_t i = 0; i < options->input_count; i++) {
        if (!is_rule_path(options->inputs[i])) path = options->inputs[i];
    }
    for (size_t i = 0; i < options->include_folder_count; i++) {
        if (!is_rule_path(options->include_folders[i])) path = options->include_folders[i];
    }
    return path == NULL || fail(parser, "make cannot read a rule about", path);
}

/* A word that --format takes; without it, the first. */
static bool check_format(struct option_parser *parser, const char *const *formats, const char *text)
{
    struct options *options = parser->options;
    if (options->format == NULL) options->format = formats[0];
    for (size_t i = 0; formats[i] != NULL; i++) {
        if (strcmp(options->format, formats[i]) == 0) return true;
    }
    return fail(parser, text, options->format);
}

static bool check_diff(struct option_parser *parser)
{
    static const char *const formats[] = {"text", "json", NULL};
    const struct options *options = parser->options;
    if (options->input_count != 2) return fail(parser, "diff takes two schemas or two folders: OLD NEW", NULL);
    if (strcmp(options->inputs[0], "-") == 0 && strcmp(options->inputs[1], "-") == 0)
        return fail(parser, "only one of OLD and NEW can be standard input", NULL);
    return check_format(parser, formats, "--format of diff is text or json, not");
}

static const char no_folder[] = "."; /* -o was not given */

/* A report is one file, on standard output unless it has a name. */
static bool check_layout(struct option_parser *parser)
{
    static const char *const formats[] = {"text", "json", "svg", "html", NULL};
    struct options *options = parser->options;
    options->report_path = options->folder == no_folder || options->to_stdout ? NULL : options->folder;
    if (options->count != NULL && !options_read_count(options->count, &options->instance_count))
        return fail(parser, "--count takes 1 to 999_999_999_999_999 instances, as 10_000_000, 10M or 1.5G, not",
                    options->count);
    if (!check_format(parser, formats, "--format of layout is text, json, svg or html, not")) return false;
    while (strcmp(options->format, formats[options->report_format]) != 0) options->report_format++;
    return true;
}

/* It goes into #include lines as it is. */
static bool check_include_prefix(struct option_parser *parser)
{
    struct options *options = parser->options;
    const char *prefix = options->include_prefix;
    const size_t length = strlen(prefix);
    if (has_control(prefix) || strpbrk(prefix, "\"\\*?<>|:$;=") != NULL)
        return fail(parser, "--include-prefix must be a folder without quotes or special characters, not", prefix);
    if (length > 0 && prefix[length - 1] != '/') options->include_prefix = arena_join(parser->arena, prefix, "/", NULL);
    return true;
}

static bool check_together(struct option_parser *parser)
{
    struct options *options = parser->options;
    if (options->help || options->version) return true;
    if (options->command == COMMAND_DIFF) return check_diff(parser);
    options->to_stdout = strcmp(options->folder, "-") == 0;
    if (options->depfile != NULL) options->write_deps = true;
    if (options->input_count == 0) return fail(parser, "no schema was given", NULL);
    if (!is_prefix(options->prefix))
        return fail(parser, "--prefix must begin a C identifier, without '__', not", options->prefix);
    if (options->command == COMMAND_LAYOUT) return check_layout(parser);
    if (options->to_stdout && options->input_count > 1) return fail(parser, "-o - takes one schema", NULL);
    if (options->to_stdout && options->emit_runtime) return fail(parser, "--emit-runtime needs a folder, not", "-o -");
    if (options->to_stdout && options->write_deps && options->depfile == NULL) {
        return fail(parser, "-MD with -o - needs a file for the rule: -MF FILE", NULL);
    }
    if (!options->write_deps && (options->dep_target != NULL || options->phony_deps)) {
        return fail(parser, "-MT and -MP need -MD or -MF", NULL);
    }
    return check_include_prefix(parser) && check_rule_paths(parser);
}

bool options_parse(struct arena *arena, int count, char **words, struct options *options, enum exit_code *exit_code)
{
    struct option_parser parser = {.arena = arena, .options = options, .exit_code = EXIT_USAGE};
    *options = (struct options){.folder = no_folder, .prefix = "", .include_prefix = "", .stdin_name = "stdin.slots"};
    bool fine = true;
    for (int i = 1; fine && i < count; i++) fine = expand_word(&parser, words[i], 0);
    if (fine) {
        const size_t word_count = parser.words.length / sizeof(const char *);
        const char **expanded = arena_array(arena, word_count + 1, sizeof *expanded);
        if (word_count > 0) memcpy(expanded, parser.words.bytes, parser.words.length);
        options->inputs = arena_array(arena, word_count + 1, sizeof *options->inputs);
        options->include_folders = arena_array(arena, word_count + 1, sizeof *options->include_folders);
        fine = take_words(&parser, expanded, word_count) && check_together(&parser);
    }
    text_free(&parser.words);
    *exit_code = fine ? EXIT_FINE : parser.exit_code;
    return fine;
}
