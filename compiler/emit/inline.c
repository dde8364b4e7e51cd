/* SPDX-License-Identifier: MIT */
/*
 * get_ and set_ of whole inline classes, as copies of the class's own layout. Their slots have accessors of their own,
 * and has_ and clear_ of an optional one are those of its tag.
 */
#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/loops.h"
#include "emit/moves.h"
#include "emit/parts.h"
#include "emit/rows.h"
#include "model/extents.h"

#include <string.h>

static const char get_template[] =
    "static inline $type$ $class$_get_$slot$(const $class$ *self$parameters$)\n"
    "{\n"
    "    $type$ value;\n"
    "    slot_zero(value.bytes, sizeof value.bytes);\n"
    "$guard_get$"
    "$moves_out$"
    "    return value;\n"
    "}\n\n";

static const char optional_get_template[] =
    "static inline slot_status $class$_try_get_$slot$(const $class$ *self$parameters$, $type$ *out)\n"
    "{\n"
    "$guard_try$"
    "    if ($is_dead$) {\n"
    "        return SLOT_EUNSET;\n"
    "    }\n"
    "    *out = $class$_get_$slot$(self$arguments$);\n"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline $type$ $class$_get_$slot$_or(const $class$ *self$parameters$, $type$ fallback)\n"
    "{\n"
    "    return $lives$ ? $class$_get_$slot$(self$arguments$) : fallback;\n"
    "}\n\n";

static const char set_template[] =
    "static inline slot_status $class$_try_set_$slot$($class$ *self$parameters$, $type$ value)\n"
    "{\n"
    "$guard_try$"
    "$enter$"
    "$moves_in$"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline void $class$_set_$slot$($class$ *self$parameters$, $type$ value)\n"
    "{\n"
    "$guard_set$"
    "$enter$"
    "$moves_in$"
    "}\n\n";

static const char read_template[] =
    "/* All elements at once, the last index fastest. */\n"
    "static inline slot_status $class$_read_$slot$(const $class$ *self, $type$ *out)\n"
    "{\n"
    "$guard_read$"
    "$open$"
    "$margin$out[$number$] = $class$_get_$slot$(self$arguments$);\n"
    "$close$"
    "    return SLOT_OK;\n"
    "}\n\n";

static const char guard_read_template[] =
    "    if ($is_dead$) {\n"
    "        return SLOT_EUNSET;\n"
    "    }\n";

static const char write_template[] =
    "static inline slot_status $class$_write_$slot$($class$ *self, const $type$ *in)\n"
    "{\n"
    "$open$"
    "$margin$$class$_set_$slot$(self$arguments$, in[$number$]);\n"
    "$close$"
    "    return SLOT_OK;\n"
    "}\n\n";

#define INLINE_TEXTS(X)                                                                                                \
    X(parameters)                                                                                                      \
    X(arguments)                                                                                                       \
    X(lives)                                                                                                           \
    X(is_dead)                                                                                                         \
    X(guard_get)                                                                                                       \
    X(guard_set)                                                                                                       \
    X(guard_try)                                                                                                       \
    X(guard_read)                                                                                                      \
    X(enter)                                                                                                           \
    X(moves_out)                                                                                                       \
    X(moves_in)                                                                                                        \
    X(open)                                                                                                            \
    X(margin)                                                                                                          \
    X(number)                                                                                                          \
    X(close)

struct inline_texts {
#define INLINE_ROW(name) struct text name;
    INLINE_TEXTS(INLINE_ROW)
#undef INLINE_ROW
};

/* The arm in which the whole class lives: its own where it is optional, else the one around it, or NULL. */
static const struct model_arm *arm_of(const struct model_class *class, const struct model_node *node)
{
    if (node->choice != NULL) return &node->choice->arms[0];
    const struct model_arm *arm = node->count > 0 ? class->slots[node->first].arm : NULL;
    while (arm != NULL && arm->choice->tag >= node->first && arm->choice->tag < node->first + node->count) {
        arm = arm->choice->arm;
    }
    return arm;
}

/* What a violation names: an inline class has no index in the table of slots but that of its first slot. */
static const char *index_of(const struct model_class *class, const struct model_node *node)
{
    return class->slots[node->first].c_name;
}

/* Of a record runs of bits, of a table each slot's code. */
static void describe_moves(struct inline_texts *texts, const struct model_class *class, const struct model_node *node)
{
    if (class->record == NULL) {
        moves_out(&texts->moves_out, class, node, "    ", "self->bytes", "value.bytes");
        moves_in(&texts->moves_in, class, node, "    ", "self->bytes", "value.bytes");
        return;
    }
    const size_t first = node->first + (node->choice != NULL ? 1 : 0);
    const struct rows_copy copy = {.table = class,
                                   .own = node->class,
                                   .shift = first,
                                   .outer = node->dim_count - 1,
                                   .record = "value.",
                                   .is_zero = true};
    rows_out(&texts->moves_out, &copy);
    rows_in(&texts->moves_in, &copy);
    if (texts->moves_in.length == 0) text_string(&texts->moves_in, "    SLOT_CAST(void, value);\n");
}

static void describe(struct inline_texts *texts, const struct model_class *class, const struct model_node *node)
{
    const struct model_arm *arm = arm_of(class, node);
    const char *slot = index_of(class, node);
    expr_index_parameters(&texts->parameters, node->dims, node->dim_count);
    expr_index_arguments(&texts->arguments, node->dims, node->dim_count);
    expr_lives(&texts->lives, class, arm);
    if (arm != NULL) expr_is_dead(&texts->is_dead, class, arm);
    accessor_guard_indices(&texts->guard_get, class, slot, node->dims, node->dim_count, " value");
    accessor_guard_arm(&texts->guard_get, class, slot, arm, "value");
    accessor_guard_indices(&texts->guard_set, class, slot, node->dims, node->dim_count, "");
    accessor_guard_status(&texts->guard_try, node->dims, node->dim_count);
    accessor_enter(&texts->enter, class, arm);
    describe_moves(texts, class, node);
    if (node->dim_count == 0) return;
    loops_open(&texts->open, 1, node->dims, node->dim_count);
    loops_margin(&texts->margin, 1 + node->dim_count);
    loops_number(&texts->number, node->dims, node->dim_count);
    loops_close(&texts->close, 1, node->dim_count);
}

static void fill(struct text *text, const char *template, const struct model_class *class,
                 const struct model_node *node, const struct inline_texts *texts)
{
    const struct hole holes[] = {{"class", class->c_name},
                                 {"slot", node->c_name},
                                 {"type", node->class->c_name},
#define INLINE_ROW(name) {#name, text_chars(&texts->name)},
                                 INLINE_TEXTS(INLINE_ROW)
#undef INLINE_ROW
                                     {NULL, NULL}};
    text_fill(text, template, holes);
}

static void emit_heading(struct text *text, const struct model_node *node)
{
    text_strings(text, "/* ---- ", node->name, ": inline ", node->class->full_name, NULL);
    part_dims(text, extents_own_dims(node->dims, node->dim_count, node->own_dims), node->own_dims);
    text_strings(text, node->choice != NULL ? " ?" : "", ", as a whole ----", NULL);
    if (node->doc[0] != '\0' && node->choice == NULL) {
        text_string(text, "\n *\n");
        part_doc_lines(text, node->doc, " *");
    }
    text_string(text, " */\n\n");
}

void accessor_inline(struct text *text, const struct model_class *class, const struct model_node *node)
{
    if (node->count == 0) return; /* a class without slots: there is nothing to copy, and nothing to name */
    struct inline_texts texts;
    memset(&texts, 0, sizeof texts);
    describe(&texts, class, node);
    const bool has_bulk = node->dim_count > 0 && !accessor_arms_have_dims(class, arm_of(class, node));
    if (texts.lives.length > 0) fill(&texts.guard_read, guard_read_template, class, node, &texts);
    emit_heading(text, node);
    fill(text, get_template, class, node, &texts);
    if (texts.lives.length > 0) fill(text, optional_get_template, class, node, &texts);
    if (!node->is_read_only && !class->is_immutable) fill(text, set_template, class, node, &texts);
    if (has_bulk && class->record == NULL) {
        fill(text, read_template, class, node, &texts);
        if (!node->is_read_only && !class->is_immutable) fill(text, write_template, class, node, &texts);
    }
#define INLINE_ROW(name) text_free(&texts.name);
    INLINE_TEXTS(INLINE_ROW)
#undef INLINE_ROW
}
