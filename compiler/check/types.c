/* SPDX-License-Identifier: MIT */
/*
 * Types as they are written to what they mean.
 *
 * Whatever is declared under a name is resolved when it is first used.
 */
#include "check/checker.h"
#include "parse/foreign.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *type_text(const struct model_type *type, char buffer[TYPE_TEXT_SIZE])
{
    char low[48];
    char high[48];
    char step[48];
    switch (type->kind) {
    case TYPE_INT:
        snprintf(buffer, TYPE_TEXT_SIZE, "%s..%s", integer_print(type->low, low), integer_print(type->high, high));
        if (type->step > 1) snprintf(buffer + strlen(buffer), 32, " step %" PRIu64, type->step);
        break;
    case TYPE_STEPS:
        snprintf(buffer, TYPE_TEXT_SIZE, "%s..%s step %s", ratio_print(type->scale.low, low),
                 ratio_print(type->scale.high, high), ratio_print(type->scale.step, step));
        break;
    case TYPE_BOOL: return "bool";
    case TYPE_ENUM:
    case TYPE_FLAGS: return type->enumeration->name;
    case TYPE_FLOAT16: return "float16";
    case TYPE_FLOAT32: return "float32";
    case TYPE_FLOAT64: return "float64";
    case TYPE_SYMBOL: snprintf(buffer, TYPE_TEXT_SIZE, "symbol(%s)", type->symbols->name); break;
    case TYPE_REF: snprintf(buffer, TYPE_TEXT_SIZE, "ref %s", type->class->name); break;
    case TYPE_POINTER: return "pointer";
    case TYPE_ANY: return "any";
    case TYPE_TEXT:
    case TYPE_BYTES:
        snprintf(buffer, TYPE_TEXT_SIZE, "%s(%" PRIu32 ")", type->kind == TYPE_TEXT ? "text" : "bytes", type->bytes);
        break;
    case TYPE_CLASS:
    case TYPE_GROUP: return type->class->name;
    }
    return buffer;
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
    out->step = 1;
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

/* What a name is wanted for. */
enum wanted { WANTED_TYPE, WANTED_CLASS, WANTED_TABLE };

static const unsigned wanted_kinds[] = {
    [WANTED_TYPE] = SYMBOL_BIT(SYMBOL_TYPE) | SYMBOL_BIT(SYMBOL_ENUM) | SYMBOL_BIT(SYMBOL_CLASS),
    [WANTED_CLASS] = SYMBOL_BIT(SYMBOL_CLASS),
    [WANTED_TABLE] = SYMBOL_BIT(SYMBOL_TABLE),
};

/* Rule type-unknown: of a name that nothing has. */
static void report_unknown(struct checker *checker, const struct ast_name *name, enum wanted wanted)
{
    static const char *const common[] = {"bool",  "float16", "float32", "float64", "int8",   "int16",
                                         "int32", "int64",   "uint8",   "uint16",  "uint32", "uint64"};
    static const char *const words[] = {"type", "class", "table of symbols"};
    if (strlen(name->text) > LIMIT_NAME) {
        declare_name_is_fine(checker, name);
        return;
    }
    if (!declare_is_news(checker, name->text)) return;
    struct suggestion suggestion;
    char text[SUGGEST_TEXT_SIZE];
    suggest_start(&suggestion, name->text);
    if (wanted == WANTED_TYPE) suggestion.best = foreign_type(name->text, strlen(name->text));
    bool is_text = wanted == WANTED_TYPE && foreign_text(name->text, strlen(name->text));
    bool is_char = wanted == WANTED_TYPE && strcmp(name->text, "char") == 0;
    if (suggestion.best == NULL && !is_text) {
        imports_offer(checker, &suggestion, wanted_kinds[wanted]);
        for (size_t i = 0; wanted == WANTED_TYPE && i < sizeof common / sizeof *common; i++)
            suggest_offer(&suggestion, common[i]);
    }
    diag_error(checker->diag, rule_name(RULE_TYPE_UNKNOWN), name->span, "unknown %s '%s'%s", words[wanted], name->text,
               suggest_text(&suggestion, text));
    if (suggestion.best == NULL && !is_text) imports_help(checker, name->text);
    if (is_text || is_char)
        diag_help(checker->diag, "write text(N) for up to N bytes of UTF-8, or symbol(table) where texts recur");
}

/* Rule type-unknown: of a name that something else has. */
static void report_other(struct checker *checker, const struct ast_name *name, const struct symbol *symbol,
                         const char *wanted)
{
    if (symbol->kind == SYMBOL_REFUSED) return;
    diag_error(checker->diag, rule_name(RULE_TYPE_UNKNOWN), name->span, "'%s' is %s, not %s", name->text,
               declare_kind(symbol), wanted);
    diag_note(checker->diag, symbol->declaration->name.span, "it is declared here");
}

/* A class, by value. Its slots are looked into where it is embedded. */
static bool resolve_class(struct checker *checker, struct symbol *symbol, enum model_type_kind kind,
                          struct content *out)
{
    bool fine = class_head(checker, symbol);
    out->type.kind = kind;
    out->type.class = symbol->class_model;
    out->class_symbol = symbol;
    return fine;
}

static bool resolve_declared(struct checker *checker, const struct ast_name *name, struct content *out)
{
    struct symbol *symbol = declare_find(checker, name->text);
    if (symbol == NULL) {
        report_unknown(checker, name, WANTED_TYPE);
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
    case SYMBOL_CLASS: return resolve_class(checker, symbol, TYPE_CLASS, out);
    case SYMBOL_CONST:
    case SYMBOL_TABLE:
        report_other(checker, name, symbol, "a type");
        if (symbol->kind == SYMBOL_TABLE) diag_help(checker->diag, "write symbol(%s)", name->text);
        return false;
    case SYMBOL_REFUSED: break;
    }
    return false;
}

/* Rule type-argument: `text` and the like, which say nothing alone. */
static bool report_argument(struct checker *checker, const struct ast_name *name)
{
    static const char *const needs[][3] = {
        {"bytes", "a number of bytes", "bytes(16)"},
        {"pointer", "a type of C", "pointer(\"struct foo\")"},
        {"ref", "a class", "ref Trade"},
        {"symbol", "a table of symbols", "symbol(tickers)"},
        {"text", "a number of bytes", "text(16)"},
    };
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        if (strcmp(name->text, needs[i][0]) == 0)
            diag_error(checker->diag, rule_name(RULE_TYPE_ARGUMENT), name->span, "'%s' needs %s, as in %s", needs[i][0],
                       needs[i][1], needs[i][2]);
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
    else if (strcmp(text, "float16") == 0) out->type.kind = TYPE_FLOAT16;
    else if (strcmp(text, "float32") == 0) out->type.kind = TYPE_FLOAT32;
    else if (strcmp(text, "float64") == 0) out->type.kind = TYPE_FLOAT64;
    else if (strcmp(text, "any") == 0) out->type.kind = TYPE_ANY;
    else if (declare_is_builtin(text)) return report_argument(checker, name);
    else return resolve_declared(checker, name, out);
    return true;
}

/* Rule text-size. */
static bool resolve_blob(struct checker *checker, const struct ast_type *type, struct model_type *out)
{
    char text[24];
    struct integer bytes;
    bool is_text = type->kind == AST_TYPE_TEXT;
    out->kind = is_text ? TYPE_TEXT : TYPE_BYTES;
    if (!expression_integer(checker, type->count, "the number of bytes", &bytes)) return false;
    if (bytes.negative || bytes.bits < 1 || bytes.bits > LIMIT_BYTES) {
        diag_error(checker->diag, rule_name(RULE_TEXT_SIZE), type->count->span, "%s(N) has 1 to %d bytes, not %s",
                   is_text ? "text" : "bytes", LIMIT_BYTES, integer_print(bytes, text));
        return false;
    }
    out->bytes = (uint32_t)bytes.bits;
    return true;
}

/* What a name that must be of one kind declares, or NULL after a message. */
static struct symbol *find_declared(struct checker *checker, const struct ast_name *name, enum symbol_kind kind)
{
    struct symbol *symbol = declare_find(checker, name->text);
    const bool is_table = kind == SYMBOL_TABLE;
    if (symbol == NULL) {
        report_unknown(checker, name, is_table ? WANTED_TABLE : WANTED_CLASS);
        return NULL;
    }
    symbol->used = true;
    if (symbol->kind == kind) return symbol;
    report_other(checker, name, symbol, is_table ? "a table of symbols" : "a class");
    return NULL;
}

static bool resolve_symbol(struct checker *checker, const struct ast_name *name, struct content *out)
{
    struct symbol *symbol = find_declared(checker, name, SYMBOL_TABLE);
    if (symbol == NULL) return false;
    out->type.kind = TYPE_SYMBOL;
    symbols_resolve(checker, symbol);
    out->type.symbols = symbol->symbols_model;
    return symbol->state == SYMBOL_DONE;
}

/* Rule ref-pool. */
static bool resolve_ref(struct checker *checker, const struct ast_name *name, struct content *out)
{
    struct symbol *symbol = find_declared(checker, name, SYMBOL_CLASS);
    if (symbol == NULL) return false;
    if (!resolve_class(checker, symbol, TYPE_REF, out)) return false;
    if (symbol->class_model->has_pool) return true;
    diag_error(checker->diag, rule_name(RULE_REF_POOL), name->span,
               "'ref %s' needs a pool of '%s': its capacity says how wide a ref is", name->text, name->text);
    diag_note(checker->diag, symbol->declaration->name.span, "it is declared here without one");
    diag_help(checker->diag, "write class %s @pool(capacity: N), where N is the most instances at a time",
              symbol->declaration->name.text);
    return false;
}

static bool resolve_inline(struct checker *checker, const struct ast_name *name, struct content *out)
{
    struct symbol *symbol = find_declared(checker, name, SYMBOL_CLASS);
    if (symbol == NULL) return false;
    out->is_inline = true;
    return resolve_class(checker, symbol, TYPE_CLASS, out);
}

bool type_resolve(struct checker *checker, const struct ast_type *type, struct content *out)
{
    memset(out, 0, sizeof *out);
    out->element_count = 1;
    switch (type->kind) {
    case AST_TYPE_RANGE: return range_resolve(checker, type, &out->type);
    case AST_TYPE_NAME: return resolve_name(checker, &type->name, out);
    case AST_TYPE_TEXT:
    case AST_TYPE_BYTES: return resolve_blob(checker, type, &out->type);
    case AST_TYPE_SYMBOL: return resolve_symbol(checker, &type->name, out);
    case AST_TYPE_REF: return resolve_ref(checker, &type->name, out);
    case AST_TYPE_INLINE: return resolve_inline(checker, &type->name, out);
    case AST_TYPE_POINTER: return pointer_resolve(checker, type, &out->type);
    case AST_TYPE_ARRAY: return array_resolve(checker, type, out);
    case AST_TYPE_OPTIONAL: return optional_resolve(checker, type, out);
    }
    return false;
}
