/* SPDX-License-Identifier: MIT */
/*
 * Types as they are written to what they mean.
 *
 * Whatever is declared under a name is resolved when it is first used.
 */
#include "check/checker.h"
#include "parse/foreign.h"

#include <stdio.h>
#include <string.h>

const char *type_text(const struct model_type *type, char buffer[TYPE_TEXT_SIZE])
{
    char low[24];
    char high[24];
    const char *fixed = "";
    switch (type->kind) {
    case TYPE_INT:
        snprintf(buffer, TYPE_TEXT_SIZE, "%s..%s", integer_print(type->low, low), integer_print(type->high, high));
        return buffer;
    case TYPE_BOOL: fixed = "bool"; break;
    case TYPE_ENUM:
    case TYPE_FLAGS: return type->enumeration->name;
    case TYPE_FLOAT32: fixed = "float32"; break;
    case TYPE_FLOAT64: fixed = "float64"; break;
    default: break;
    }
    snprintf(buffer, TYPE_TEXT_SIZE, "%s", fixed);
    return buffer;
}

/* Rules range-empty, range-bounds. */
static bool resolve_range(struct checker *checker, const struct ast_type *type, struct model_type *out)
{
    char low[24];
    char high[24];
    if (type->step != NULL) {
        declare_refuse(checker, type->step->span, "'step' is");
        return false;
    }
    bool fine = expression_integer(checker, type->low, "the lower bound of the range", &out->low);
    fine = expression_integer(checker, type->high, "the upper bound of the range", &out->high) && fine;
    if (!fine) return false;
    out->kind = TYPE_INT;
    if (integer_compare(out->low, out->high) > 0) {
        diag_error(checker->diag, rule_name(RULE_RANGE_EMPTY), type->span,
                   "the range %s..%s is empty: it ends below its beginning", integer_print(out->low, low),
                   integer_print(out->high, high));
        return false;
    }
    if (out->low.negative && integer_compare(out->high, integer_from_int(INT64_MAX)) > 0) {
        diag_error(checker->diag, rule_name(RULE_RANGE_BOUNDS), type->span,
                   "the range %s..%s fits neither a signed nor an unsigned 64-bit integer",
                   integer_print(out->low, low), integer_print(out->high, high));
        return false;
    }
    return true;
}

/* Rule int-width: uint12 and the like. `digits` is what stands behind the word. */
static bool resolve_sized(struct checker *checker, const struct ast_name *name, bool is_signed, const char *digits,
                          struct model_type *out)
{
    unsigned width = 0;
    for (const char *at = digits; *at != '\0' && width <= 64; at++) width = width * 10 + (unsigned)(*at - '0');
    if (width < 1 || width > 64 || digits[0] == '0') {
        diag_error(checker->diag, rule_name(RULE_INT_WIDTH), name->span,
                   "there is no '%.20s%s': %s has 1 to 64 bits, as in %s%u", name->text,
                   strlen(name->text) > 20 ? "..." : "", is_signed ? "intN" : "uintN", is_signed ? "int" : "uint",
                   width >= 1 && width <= 64 ? width : 64U);
        return false;
    }
    out->kind = TYPE_INT;
    if (is_signed) {
        int64_t high = (int64_t)(UINT64_MAX >> 1 >> (64 - width));
        out->low = integer_from_int(-high - 1);
        out->high = integer_from_int(high);
    } else {
        out->low = integer_from_uint(0);
        out->high = integer_from_uint(UINT64_MAX >> (64 - width));
    }
    return true;
}

/* Rule type-unknown. */
static void report_unknown(struct checker *checker, const struct ast_name *name)
{
    static const char *const common[] = {"bool",  "float32", "float64", "int8",   "int16", "int32",
                                         "int64", "uint8",   "uint16",  "uint32", "uint64"};
    if (strlen(name->text) > LIMIT_NAME) {
        declare_name_is_fine(checker, name);
        return;
    }
    if (!declare_is_news(checker, name->text)) return;
    struct suggestion suggestion;
    char text[SUGGEST_TEXT_SIZE];
    suggest_start(&suggestion, name->text);
    suggestion.best = foreign_type(name->text, strlen(name->text));
    bool is_text = foreign_text(name->text, strlen(name->text));
    if (suggestion.best == NULL && !is_text) {
        for (const struct symbol *symbol = checker->symbols; symbol != NULL; symbol = symbol->next) {
            if (symbol->kind != SYMBOL_CONST && symbol->kind != SYMBOL_REFUSED)
                suggest_offer(&suggestion, symbol->declaration->name.text);
        }
        for (size_t i = 0; i < sizeof common / sizeof *common; i++) suggest_offer(&suggestion, common[i]);
    }
    diag_error(checker->diag, rule_name(RULE_TYPE_UNKNOWN), name->span, "unknown type '%s'%s", name->text,
               suggest_text(&suggestion, text));
    if (is_text) diag_help(checker->diag, "texts are not supported yet");
}

static bool resolve_declared(struct checker *checker, const struct ast_name *name, struct content *out)
{
    struct symbol *symbol = declare_find(checker, name->text);
    if (symbol == NULL) {
        report_unknown(checker, name);
        return false;
    }
    symbol->used = true;
    switch (symbol->kind) {
    case SYMBOL_TYPE:
        alias_resolve(checker, symbol);
        *out = symbol->content;
        out->alias = symbol;
        return symbol->state == SYMBOL_DONE;
    case SYMBOL_ENUM:
        if (symbol->state == SYMBOL_NEW) enum_resolve(checker, symbol);
        out->type.kind = symbol->declaration->kind == DECL_FLAGS ? TYPE_FLAGS : TYPE_ENUM;
        out->type.enumeration = symbol->enumeration;
        out->members = &symbol->members;
        return symbol->state == SYMBOL_DONE;
    case SYMBOL_CLASS: declare_refuse(checker, name->span, "a class as the type of a slot (by value) is"); return false;
    case SYMBOL_CONST:
        diag_error(checker->diag, rule_name(RULE_TYPE_UNKNOWN), name->span, "'%s' is a constant, not a type",
                   name->text);
        diag_note(checker->diag, symbol->declaration->name.span, "it is declared here");
        return false;
    case SYMBOL_REFUSED: break;
    }
    return false;
}

static bool resolve_name(struct checker *checker, const struct ast_name *name, struct content *out)
{
    const char *text = name->text;
    bool is_signed = text[0] != 'u';
    const char *digits = strncmp(text + !is_signed, "int", 3) == 0 ? text + !is_signed + 3 : "";
    if (digits[0] != '\0' && digits[strspn(digits, "0123456789")] == '\0')
        return resolve_sized(checker, name, is_signed, digits, &out->type);
    if (strcmp(text, "bool") == 0) out->type.kind = TYPE_BOOL;
    else if (strcmp(text, "float32") == 0) out->type.kind = TYPE_FLOAT32;
    else if (strcmp(text, "float64") == 0) out->type.kind = TYPE_FLOAT64;
    else if (declare_is_builtin(text)) {
        declare_refuse(checker, name->span, arena_join(checker->arena, "'", text, "' is", NULL));
        return false;
    } else {
        return resolve_declared(checker, name, out);
    }
    return true;
}

bool type_resolve(struct checker *checker, const struct ast_type *type, struct content *out)
{
    const char *refused = NULL;
    memset(out, 0, sizeof *out);
    switch (type->kind) {
    case AST_TYPE_RANGE: return resolve_range(checker, type, &out->type);
    case AST_TYPE_NAME: return resolve_name(checker, &type->name, out);
    case AST_TYPE_TEXT: refused = "'text' is"; break;
    case AST_TYPE_BYTES: refused = "'bytes' is"; break;
    case AST_TYPE_SYMBOL: refused = "'symbol' is"; break;
    case AST_TYPE_REF: refused = "'ref' is"; break;
    case AST_TYPE_INLINE: refused = "'inline' is"; break;
    case AST_TYPE_POINTER: refused = "'pointer' is"; break;
    case AST_TYPE_ARRAY: refused = "arrays are"; break;
    case AST_TYPE_OPTIONAL: refused = "an optional type in parentheses is"; break;
    }
    declare_refuse(checker, type->span, refused);
    return false;
}
