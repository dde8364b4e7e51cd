/* SPDX-License-Identifier: MIT */
/*
 * Pointers: which types of C they point to, and how many low bits their alignment gives back.
 *
 * Ensures a type that C and C++ can name where the header is read: a struct or union by its tag, void, an arithmetic
 * type, or a name that some header of an `include` declares. That the header does is left to the C compiler.
 */
#include "check/checker.h"
#include "check/printable.h"
#include "parse/foreign.h"

#include <string.h>

enum { MOST_ALIGN = 4096 };

/* A text of words as they stand in C: single blanks between them; NULL where other characters stand there too. */
static const char *join_words(struct checker *checker, const struct ast_string *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    const char *words = arena_copy(checker->arena, text->bytes, text->length);
    const char *joined = "";
    if (strlen(words) != text->length) return NULL;
    for (size_t length; *words != '\0'; words += length) {
        words += strspn(words, " \t");
        length = strspn(words, letters);
        if (length == 0 && *words != '\0') return NULL;
        if (length == 0 || length > LIMIT_NAME || strlen(joined) > LIMIT_NAME) break;
        const char *word = arena_copy(checker->arena, words, length);
        joined = arena_join(checker->arena, joined, joined[0] == '\0' ? "" : " ", word, NULL);
    }
    return *words == '\0' && joined[0] != '\0' ? joined : NULL;
}

/* Whether a word may be a tag or the name of a type in C and in C++. */
static bool is_plain_name(const char *word)
{
    bool digit = word[0] >= '0' && word[0] <= '9';
    return word[0] != '\0' && !digit && strchr(word, ' ') == NULL && !foreign_is_keyword(word);
}

/* The name behind struct, union or enum, or NULL. */
static const char *tag_of(const char *words, const char *keyword)
{
    size_t length = strlen(keyword);
    return strncmp(words, keyword, length) == 0 && words[length] == ' ' ? words + length + 1 : NULL;
}

static void help_pointer(struct checker *checker, const char *words)
{
    struct diag *diag = checker->diag;
    const char *of_c = words == NULL ? NULL : foreign_of_own(words, strlen(words));
    const struct symbol *symbol = words == NULL ? NULL : declare_find(checker, words);
    if (of_c != NULL) diag_help(diag, "in C that is pointer(\"%s\")", of_c);
    else if (symbol != NULL && symbol->kind == SYMBOL_CLASS)
        diag_help(diag, "'ref %s' is the handle of one in a pool", words);
    else if (words != NULL && is_plain_name(words) && checker->model->include_count == 0)
        diag_help(diag, "write \"struct %s\" or \"union %s\", or name the header that declares it with 'include'",
                  words, words);
    else
        diag_help(diag,
                  "it is \"void\", \"struct name\", \"union name\", an arithmetic type of C, or the name of a type "
                  "from an 'include', each perhaps with 'const' before it");
}

/* Rule pointer-type. */
static bool resolve_text(struct checker *checker, const struct ast_string *text, struct model_type *out)
{
    const char *words = join_words(checker, text);
    const char *type = words != NULL && strncmp(words, "const ", 6) == 0 ? words + 6 : words;
    const char *qualifier = type == words ? "" : "const ";
    bool fine = false;
    if (type != NULL) {
        const char *tag = tag_of(type, "struct") != NULL ? tag_of(type, "struct") : tag_of(type, "union");
        bool has_include = checker->model->include_count != 0 || checker->lacks_include;
        if (tag == NULL && has_include) tag = tag_of(type, "enum");
        if (strcmp(type, "_Bool") == 0) type = "bool"; /* which C++ knows as well */
        fine = strcmp(type, "void") == 0 || foreign_is_arithmetic(type) ||
               (tag != NULL ? is_plain_name(tag) : has_include && is_plain_name(type));
    }
    out->pointer_type = fine ? arena_join(checker->arena, qualifier, type, " *", NULL) : NULL;
    if (fine) return true;
    bool shown = text->length <= LIMIT_NAME && printable_text(text->bytes, text->length);
    diag_error(checker->diag, rule_name(RULE_POINTER_TYPE), text->span, "'%s' is no type that a pointer can point to",
               shown ? arena_copy(checker->arena, text->bytes, text->length) : "...");
    if (memchr(text->bytes, '*', text->length) != NULL)
        diag_help(checker->diag,
                  "leave the '*' out: pointer(\"struct foo\") is a 'struct foo *', and a pointer to "
                  "pointers is pointer(\"void\")");
    else help_pointer(checker, type);
    return false;
}

/* Rule pointer-align. */
static bool resolve_align(struct checker *checker, const struct ast_expr *expr, struct model_type *out)
{
    char text[24];
    struct integer align;
    if (expr == NULL) return true;
    if (!expression_integer(checker, expr, "the alignment of a pointer", &align)) return false;
    bool fine = !align.negative && align.bits >= 1 && align.bits <= MOST_ALIGN && (align.bits & (align.bits - 1)) == 0;
    if (!fine) {
        diag_error(checker->diag, rule_name(RULE_POINTER_ALIGN), expr->span,
                   "an alignment is a power of two from 1 to %d, not %s", MOST_ALIGN, integer_print(align, text));
        return false;
    }
    for (out->pointer_shift = 0; align.bits >> out->pointer_shift != 1; out->pointer_shift++) continue;
    return true;
}

bool pointer_resolve(struct checker *checker, const struct ast_type *type, struct model_type *out)
{
    out->kind = TYPE_POINTER;
    bool fine = resolve_text(checker, &type->string, out);
    return resolve_align(checker, type->count, out) && fine;
}
