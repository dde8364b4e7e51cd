/* SPDX-License-Identifier: MIT */
/*
 * Prints diagnostics: the message, the source line, the caret.
 *
 * Whatever schema text or a file name holds, what is printed is short and harmless: control characters, bidirectional
 * overrides and broken UTF-8 are spelled out, long lines and long words are cut. Knows nothing of the language.
 */
#include "source/diag.h"

#include "source/utf8.h"

#include <stdarg.h>
#include <string.h>

enum {
    MOST_EXCERPT = 120,  /* bytes of a source line that are shown */
    LEAD_IN = 40,        /* of them before the caret, where the line must be cut */
    MOST_WORD = 64,      /* longest unbroken word in a message */
    MOST_MESSAGE = 4000, /* longest message */
    SHOWN_SIZE = 16      /* room for a character as it is shown */
};

/* gcc's colors. */
#define COLOR_LOCUS   "\33[01m\33[K"
#define COLOR_ERROR   "\33[01;31m\33[K"
#define COLOR_WARNING "\33[01;35m\33[K"
#define COLOR_NOTE    "\33[01;36m\33[K"
#define COLOR_END     "\33[m\33[K"

struct severity {
    const char *label;
    const char *color;
};

static const struct severity severity_error = {"error", COLOR_ERROR};
static const struct severity severity_warning = {"warning", COLOR_WARNING};
static const struct severity severity_note = {"note", COLOR_NOTE};
static const struct severity severity_help = {"help", COLOR_NOTE};

void diag_init(struct diag *diag, const struct source_set *sources, FILE *stream)
{
    memset(diag, 0, sizeof *diag);
    diag->sources = sources;
    diag->stream = stream;
}

bool diag_is_full(const struct diag *diag)
{
    return diag->errors > DIAG_MOST_ERRORS;
}

/* Characters that would move the cursor, hide, or turn round the text beside them. */
static bool is_treacherous(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || c >= 0xE0000;
}

/* Writes the first character of `text` as it is to be shown (with a NUL) and its columns; returns the bytes it had. */
static size_t show_character(const char *text, size_t length, char shown[SHOWN_SIZE], unsigned *columns)
{
    uint32_t code_point = 0;
    size_t size = utf8_decode(text, length, &code_point);

    if (size == 0) {
        *columns = (unsigned)snprintf(shown, SHOWN_SIZE, "<%02X>", (unsigned)(unsigned char)text[0]);
        return 1;
    }
    if (is_treacherous(code_point)) {
        *columns = (unsigned)snprintf(shown, SHOWN_SIZE, "<U+%04X>", (unsigned)code_point);
        return size;
    }
    memcpy(shown, text, size);
    shown[size] = '\0';
    *columns = 1;
    return size;
}

/* Prints text that may hold anything. Words above `most_word` bytes lose their tails. */
static void print_safely(FILE *stream, const char *text, size_t length, size_t most_word)
{
    char shown[SHOWN_SIZE];
    unsigned columns;
    size_t word = 0;

    for (size_t i = 0; i < length;) {
        char c = text[i];
        bool in_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                       (unsigned char)c >= 0x80;

        if (!in_word) {
            if (word > most_word) fputs("...", stream);
            word = 0;
        }
        i += show_character(text + i, length - i, shown, &columns);
        if (!in_word || ++word <= most_word) fputs(shown, stream);
    }
    if (word > most_word) fputs("...", stream);
}

void diag_print_word(FILE *stream, const char *word)
{
    print_safely(stream, word, strlen(word), (size_t)-1);
}

/* The part of a source line that is shown. */
struct excerpt {
    uint32_t begin;
    uint32_t end;
};

static struct excerpt choose_excerpt(const struct source_place *place)
{
    struct excerpt excerpt = {0, place->line_length};

    if (place->line_length <= MOST_EXCERPT) return excerpt;
    if (place->line_offset > MOST_EXCERPT - LEAD_IN) excerpt.begin = place->line_offset - LEAD_IN;
    while (excerpt.begin > 0 && utf8_is_continuation(place->line_text[excerpt.begin])) excerpt.begin--;
    if (place->line_length - excerpt.begin > MOST_EXCERPT) excerpt.end = excerpt.begin + MOST_EXCERPT;
    while (excerpt.end < place->line_length && utf8_is_continuation(place->line_text[excerpt.end])) excerpt.end++;
    return excerpt;
}

static void print_line(FILE *stream, const struct source_place *place, struct excerpt excerpt)
{
    char shown[SHOWN_SIZE];
    unsigned columns;

    fprintf(stream, "%5lu | %s", (unsigned long)place->line, excerpt.begin > 0 ? "..." : "");
    for (uint32_t i = excerpt.begin; i < excerpt.end;) {
        const char *text = place->line_text + i;

        i += (uint32_t)show_character(text, excerpt.end - i, shown, &columns);
        fputs(*text == '\t' ? "\t" : shown, stream);
    }
    fprintf(stream, "%s\n", excerpt.end < place->line_length ? "..." : "");
}

static void repeat(FILE *stream, char c, unsigned count)
{
    while (count-- > 0) fputc(c, stream);
}

/* The caret below the first byte of the span and tildes below the rest of it. */
static void print_caret(FILE *stream, const struct source_place *place, struct excerpt excerpt, uint32_t span_length)
{
    char shown[SHOWN_SIZE];
    unsigned columns;
    uint32_t first = place->line_offset < excerpt.end ? place->line_offset : excerpt.end;
    uint32_t end = span_length < excerpt.end - first ? first + span_length : excerpt.end;
    bool caret = false;

    fprintf(stream, "      | %s", excerpt.begin > 0 ? "   " : "");
    for (uint32_t i = excerpt.begin; i < end;) {
        const char *text = place->line_text + i;
        bool below = i >= first;

        i += (uint32_t)show_character(text, excerpt.end - i, shown, &columns);
        if (*text == '\t') columns = 1;
        if (!below && *text == '\t') {
            fputc('\t', stream);
        } else if (!below) {
            repeat(stream, ' ', columns);
        } else {
            fputc(caret ? '~' : '^', stream);
            repeat(stream, '~', columns - 1);
            caret = true;
        }
    }
    fputs(caret ? "\n" : "^\n", stream);
}

/* One diagnostic: the lines that tell where, and what. */
static void print(const struct diag *diag, const struct severity *severity, const char *rule, const char *rule_tail,
                  struct span span, const char *format, va_list arguments)
{
    FILE *stream = diag->stream;
    struct source_place place = source_locate(diag->sources, span.begin);
    char message[MOST_MESSAGE + 1];
    int length = vsnprintf(message, sizeof message, format, arguments);

    fputs(diag->color ? COLOR_LOCUS : "", stream);
    if (place.source != NULL) {
        diag_print_word(stream, place.source->path);
        fprintf(stream, ":%lu:%lu: ", (unsigned long)place.line, (unsigned long)place.column);
    } else if (severity != &severity_help) {
        fputs("slotgen: ", stream);
    } else {
        fputs("  ", stream);
    }
    fputs(diag->color ? COLOR_END : "", stream);
    fprintf(stream, "%s%s:%s ", diag->color ? severity->color : "", severity->label, diag->color ? COLOR_END : "");
    print_safely(stream, message, length > 0 ? strlen(message) : 0, MOST_WORD);
    if (length > MOST_MESSAGE) fputs("...", stream);
    if (rule != NULL) fprintf(stream, " [%s%s]", rule, rule_tail);
    fputc('\n', stream);
    if (place.source != NULL) {
        struct excerpt excerpt = choose_excerpt(&place);

        print_line(stream, &place, excerpt);
        fputs(diag->color ? severity->color : "", stream);
        print_caret(stream, &place, excerpt, span.end > span.begin ? span.end - span.begin : 0);
        fputs(diag->color ? COLOR_END : "", stream);
    }
}

/* Counts an error; false where it must not be printed. */
static bool count_error(struct diag *diag)
{
    diag->errors++;
    diag->dropping = diag_is_full(diag);
    if (diag->errors == DIAG_MOST_ERRORS + 1)
        fprintf(diag->stream, "slotgen: stopped after %d errors; there are more\n", (int)DIAG_MOST_ERRORS);
    return !diag->dropping;
}

void diag_error(struct diag *diag, const char *rule, struct span span, const char *format, ...)
{
    va_list arguments;

    if (!count_error(diag)) return;
    va_start(arguments, format);
    print(diag, &severity_error, rule, "", span, format, arguments);
    va_end(arguments);
}

void diag_warning(struct diag *diag, const char *rule, struct span span, const char *format, ...)
{
    bool strict = diag->warnings_are_errors;
    va_list arguments;

    if (strict && !count_error(diag)) return;
    if (!strict) {
        diag->warnings++;
        diag->dropping = diag_is_full(diag);
        if (diag->dropping) return;
    }
    va_start(arguments, format);
    print(diag, strict ? &severity_error : &severity_warning, rule, strict ? ", --werror" : "", span, format,
          arguments);
    va_end(arguments);
}

void diag_note(struct diag *diag, struct span span, const char *format, ...)
{
    va_list arguments;

    if (diag->dropping) return;
    va_start(arguments, format);
    print(diag, &severity_note, NULL, "", span, format, arguments);
    va_end(arguments);
}

void diag_help(struct diag *diag, const char *format, ...)
{
    static const struct span nowhere = {0, 0};
    va_list arguments;

    if (diag->dropping) return;
    va_start(arguments, format);
    print(diag, &severity_help, NULL, "", nowhere, format, arguments);
    va_end(arguments);
}
