/* SPDX-License-Identifier: MIT */
/* A syntax tree as one line of text; see ast_text.h. */
#include "ast_text.h"

static void put_expr(struct text *text, const struct ast_expr *expr)
{
    static const char *const operators[] = {"+", "-", "*", "/", "%", "<<", ">>"};
    char number[48];
    if (expr->parenthesised) text_string(text, "P");
    switch (expr->kind) {
    case EXPR_NUMBER: text_string(text, expr->too_big ? "BIG" : ratio_print(expr->number, number)); break;
    case EXPR_NAME: text_string(text, expr->name); break;
    case EXPR_NEGATE:
        text_string(text, "-(");
        put_expr(text, expr->left);
        text_string(text, ")");
        break;
    case EXPR_BINARY:
        text_string(text, "(");
        put_expr(text, expr->left);
        text_strings(text, " ", operators[expr->op], " ", NULL);
        put_expr(text, expr->right);
        text_string(text, ")");
        break;
    }
}

static void put_string(struct text *text, struct ast_string string)
{
    text_string(text, "\"");
    text_append(text, string.bytes, string.length);
    text_string(text, "\"");
}

static void put_value(struct text *text, const struct ast_value *value)
{
    switch (value->kind) {
    case VALUE_EXPR: put_expr(text, value->expr); break;
    case VALUE_STRING: put_string(text, value->string); break;
    case VALUE_LIST:
    case VALUE_UNION:
        text_string(text, value->kind == VALUE_LIST ? "[" : "|");
        for (const struct ast_value *item = value->items; item != NULL; item = item->next) {
            put_value(text, item);
            if (item->next != NULL) text_string(text, " ");
        }
        text_string(text, value->kind == VALUE_LIST ? "]" : "|");
        break;
    }
}

static void put_annotations(struct text *text, const struct ast_annotation *annotations)
{
    for (const struct ast_annotation *at = annotations; at != NULL; at = at->next) {
        text_strings(text, " @", at->name.text, at->has_parentheses ? "(" : "", NULL);
        for (const struct ast_argument *argument = at->arguments; argument != NULL; argument = argument->next) {
            if (argument->label.text != NULL) text_strings(text, argument->label.text, ":", NULL);
            put_value(text, argument->value);
            if (argument->next != NULL) text_string(text, ",");
        }
        text_string(text, at->has_parentheses ? ")" : "");
    }
}

static void put_type(struct text *text, const struct ast_type *type)
{
    static const char *const words[] = {
        [AST_TYPE_TEXT] = "text ",     [AST_TYPE_BYTES] = "bytes ",   [AST_TYPE_SYMBOL] = "symbol ",
        [AST_TYPE_REF] = "ref ",       [AST_TYPE_INLINE] = "inline ", [AST_TYPE_POINTER] = "pointer ",
        [AST_TYPE_OPTIONAL] = "maybe "};
    if (type->parenthesised) text_string(text, "P");
    switch (type->kind) {
    case AST_TYPE_RANGE:
        put_expr(text, type->low);
        text_string(text, "..");
        put_expr(text, type->high);
        if (type->step != NULL) {
            text_string(text, " step ");
            put_expr(text, type->step);
        }
        break;
    case AST_TYPE_NAME: text_string(text, type->name.text); break;
    case AST_TYPE_SYMBOL:
    case AST_TYPE_REF:
    case AST_TYPE_INLINE: text_strings(text, words[type->kind], type->name.text, NULL); break;
    case AST_TYPE_TEXT:
    case AST_TYPE_BYTES:
        text_string(text, words[type->kind]);
        put_expr(text, type->count);
        break;
    case AST_TYPE_POINTER:
        text_string(text, words[type->kind]);
        put_string(text, type->string);
        if (type->count != NULL) {
            text_string(text, " align ");
            put_expr(text, type->count);
        }
        break;
    case AST_TYPE_ARRAY:
        put_type(text, type->element);
        text_string(text, "[");
        put_expr(text, type->count);
        text_string(text, "]");
        break;
    case AST_TYPE_OPTIONAL:
        text_string(text, words[type->kind]);
        put_type(text, type->element);
        break;
    }
}

static void put_doc(struct text *text, const char *doc)
{
    if (*doc != '\0') text_strings(text, " {", doc, "}", NULL);
}

static void put_content(struct text *text, const struct ast_content *content)
{
    if (content->type != NULL) {
        text_string(text, " ");
        put_type(text, content->type);
    }
    if (content->optional) text_string(text, " ?");
    if (content->unset != NULL) {
        text_string(text, " unset ");
        put_expr(text, content->unset);
    }
    if (content->default_value != NULL) {
        text_string(text, " = ");
        put_value(text, content->default_value);
    }
    put_annotations(text, content->annotations);
}

static void put_items(struct text *text, const struct ast_item *items)
{
    static const char *const words[] = {"slots", "group", "oneof", "overlay", "reserved"};
    for (const struct ast_item *item = items; item != NULL; item = item->next) {
        text_strings(text, " (", words[item->kind], NULL);
        for (size_t i = 0; i < item->name_count; i++) text_strings(text, " ", item->names[i].text, NULL);
        if (item->by.text != NULL) text_strings(text, " by ", item->by.text, NULL);
        put_content(text, &item->content);
        if (item->bits != NULL) {
            text_string(text, " ");
            put_expr(text, item->bits);
        }
        put_items(text, item->items);
        put_doc(text, item->doc);
        text_string(text, ")");
    }
}

void ast_text(struct text *text, const struct ast_file *file)
{
    static const char *const words[] = {"namespace", "import", "include", "const", "symbols",
                                        "type",      "enum",   "flags",   "class"};
    for (const struct ast_declaration *at = file->declarations; at != NULL; at = at->next) {
        text_strings(text, "(", words[at->kind], " ", NULL);
        if (at->path.bytes != NULL) put_string(text, at->path);
        text_string(text, at->name.text != NULL ? at->name.text : "");
        for (const struct ast_base *base = at->bases; base != NULL; base = base->next)
            text_strings(text, " <", base->name.text, NULL);
        if (at->value != NULL) {
            text_string(text, " ");
            put_expr(text, at->value);
        }
        put_annotations(text, at->annotations);
        put_content(text, &at->content);
        for (const struct ast_member *member = at->members; member != NULL; member = member->next) {
            text_strings(text, " ", member->name.text, NULL);
            if (member->value != NULL) {
                text_string(text, "=");
                put_expr(text, member->value);
            }
            put_doc(text, member->doc);
        }
        put_items(text, at->items);
        put_doc(text, at->doc);
        text_string(text, ") ");
    }
}
