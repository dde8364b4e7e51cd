/* SPDX-License-Identifier: MIT */
/* Constructors of what stands in a class; see build.h. Looks nothing up. */
#include "parse/build.h"
#include "parse/parser.h"

struct items build_items(struct items items, struct ast_item *item)
{
    BUILD_APPEND(items, item);
    return items;
}

static struct ast_item *new_item(struct parser *parser, enum ast_item_kind kind, struct span span)
{
    struct ast_item *item = arena_alloc(parser->arena, sizeof *item);

    item->kind = kind;
    item->span = span;
    item->doc = "";
    return item;
}

static void set_name(struct parser *parser, struct ast_item *item, struct ast_name name)
{
    item->names = arena_alloc(parser->arena, sizeof *item->names);
    item->names[0] = name;
    item->name_count = 1;
}

static void set_names(struct parser *parser, struct ast_item *item, struct words words)
{
    struct ast_name *at;

    for (const struct word *word = words.first; word != NULL; word = word->next) item->name_count++;
    if (item->name_count == 1) {
        item->names = &words.first->name;
        return;
    }
    item->names = at = arena_array(parser->arena, item->name_count, sizeof *at);
    for (const struct word *word = words.first; word != NULL; word = word->next) *at++ = word->name;
}

struct ast_item *build_slots(struct parser *parser, struct span span, struct words names, struct ast_content content)
{
    struct ast_item *item = new_item(parser, ITEM_SLOTS, span);

    set_names(parser, item, names);
    item->content = content;
    return item;
}

static const char missing_brace[] = "perhaps a '}' is missing before it";

void build_check_items(struct parser *parser, const struct ast_item *items)
{
    for (const struct ast_item *item = items; item != NULL; item = item->next) {
        if (item->kind != ITEM_GROUP || parser->misplaced_brace) continue;
        parser->misplaced_brace = true; /* perhaps: where there is one group there may be more */
        diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), item->names[0].span,
                   "'%s' is a group of slots, which only a oneof or an overlay may hold", item->names[0].text);
        diag_help(parser->diag, missing_brace);
    }
}

struct ast_item *build_group(struct parser *parser, struct span span, struct words names, struct items items)
{
    struct ast_item *item = new_item(parser, ITEM_GROUP, span);

    if (names.first != names.last)
        diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), names.first->next->name.span,
                   "a group of slots has one name");
    build_check_items(parser, items.first);
    set_name(parser, item, names.first->name);
    item->items = items.first;
    return item;
}

/* Refuses what cannot be an arm. */
static void check_arms(struct parser *parser, const struct ast_item *arms, const char *where)
{
    for (const struct ast_item *arm = arms; arm != NULL; arm = arm->next) {
        if (arm->kind == ITEM_RESERVED) {
            diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), arm->span,
                       "an arm of %s is a slot or a group of slots; reserved bits may stand in a group", where);
        } else if (arm->kind != ITEM_SLOTS && arm->kind != ITEM_GROUP && !parser->misplaced_brace) {
            parser->misplaced_brace = true; /* perhaps: what follows the arms would be taken for arms */
            diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), arm->names[0].span,
                       "an arm of %s is a slot or a group of slots; put '%s' into a group", where, arm->names[0].text);
            diag_help(parser->diag, missing_brace);
        }
    }
}

struct ast_item *build_oneof(struct parser *parser, struct span span, struct ast_name name, struct ast_name by,
                             struct presence presence, struct annotations annotations, struct items arms)
{
    struct ast_item *item = new_item(parser, ITEM_ONEOF, span);

    check_arms(parser, arms.first, "a oneof");
    set_name(parser, item, name);
    item->content = build_content(NULL, presence, NULL, annotations);
    item->by = by;
    item->items = arms.first;
    return item;
}

struct ast_item *build_overlay(struct parser *parser, struct span span, struct ast_name name,
                               struct annotations annotations, struct items arms)
{
    struct ast_item *item = new_item(parser, ITEM_OVERLAY, span);

    check_arms(parser, arms.first, "an overlay");
    set_name(parser, item, name);
    item->content.annotations = annotations.first;
    item->items = arms.first;
    return item;
}

struct ast_item *build_reserved(struct parser *parser, struct span span, struct ast_expr *bits)
{
    struct ast_item *item = new_item(parser, ITEM_RESERVED, span);

    item->bits = bits;
    return item;
}

struct ast_content build_content(struct ast_type *type, struct presence presence, struct ast_value *default_value,
                                 struct annotations annotations)
{
    struct ast_content content = {0};

    content.type = type;
    content.optional = presence.mark.end != 0;
    content.optional_span = presence.mark;
    content.unset = presence.unset;
    content.default_value = default_value;
    content.annotations = annotations.first;
    return content;
}
