/* SPDX-License-Identifier: MIT */
/*
 * The accessors of one slot: the functions that users call, as they read them in the header.
 *
 * Templates first; below them the expressions that fill their holes. Which templates a slot gets depends on whether it
 * is optional and how it says "unset" (a code of its own, a presence bit, a number of the program's own).
 */
#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/parts.h"
#include "support/arena.h"

#include <stdlib.h>

static const char has_template[] =
    "static inline bool $class$_has_$slot$(const $class$ *self$outer$)\n"
    "{\n"
    "$guard_has$"
    "    return $is_there$;\n"
    "}\n\n";

static const char get_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    return $value_of_load$;\n"
    "}\n\n";

/* A slot of one value has no bits to read. */
static const char get_nothing_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    SLOT_CAST(void, self);\n"
    "    return $value_of_load$;\n"
    "}\n\n";

/* An optional slot whose code 0 is unset. */
static const char get_niche_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    const $word$ code = $load$;\n"
    "    if (SLOT_CHECKED && code == 0) {\n"
    "        slot_refuse_unset(&$class$_class, $class$_SLOT_$slot$);\n"
    "        return $lowest$;\n"
    "    }\n"
    "    return $value_of_code$;\n"
    "}\n\n";

/* An optional slot with a presence bit. */
static const char get_presence_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    if (SLOT_CHECKED && !$class$_has_$slot$(self$outer_arguments$)) {\n"
    "        slot_refuse_unset(&$class$_class, $class$_SLOT_$slot$);\n"
    "        return $lowest$;\n"
    "    }\n"
    "    return $value_of_load$;\n"
    "}\n\n";

/* Unset reads as the program's own number. */
static const char get_sentinel_niche_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    const $word$ code = $load$;\n"
    "    return code == 0 ? $class$_$slot$_UNSET : $value_of_code$;\n"
    "}\n\n";

static const char get_sentinel_presence_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    return $class$_has_$slot$(self$outer_arguments$) ? $value_of_load$ : $class$_$slot$_UNSET;\n"
    "}\n\n";

static const char optional_get_template[] =
    "static inline slot_status $class$_try_get_$slot$(const $class$ *self$parameters$, $type$*out)\n"
    "{\n"
    "$guard_try$"
    "    if (!$class$_has_$slot$(self$outer_arguments$)) {\n"
    "        return SLOT_EUNSET;\n"
    "    }\n"
    "    *out = $class$_get_$slot$(self$arguments$);\n"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline $type$$class$_get_$slot$_or(const $class$ *self$parameters$, $type$fallback)\n"
    "{\n"
    "    return $class$_has_$slot$(self$outer_arguments$) ? $class$_get_$slot$(self$arguments$) : fallback;\n"
    "}\n\n";

/* Stores a code: what the setters below come down to. */
static const char put_template[] =
    "static inline void $class$_put_$slot$($class$ *self$parameters$, $word$ code)\n"
    "{\n"
    "$unused$"
    "    $store$;\n"
    "$mark$"
    "}\n\n";

/* A slot of one value has no bits to store. */
static const char put_nothing_template[] =
    "static inline void $class$_put_$slot$($class$ *self$parameters$, $word$ code)\n"
    "{\n"
    "    SLOT_CAST(void, self);\n"
    "    SLOT_CAST(void, code);\n"
    "$unused$"
    "$mark$"
    "}\n\n";

static const char clear_niche_template[] =
    "static inline void $class$_clear_$slot$($class$ *self$outer$)\n"
    "{\n"
    "$guard_clear$"
    "    $class$_put_$slot$(self$arguments$, 0);\n"
    "}\n\n";

static const char clear_presence_template[] =
    "static inline void $class$_clear_$slot$($class$ *self$outer$)\n"
    "{\n"
    "$guard_clear$"
    "    $class$_put_$slot$(self$arguments$, 0);\n"
    "$unmark$"
    "}\n\n";

/* An array that is optional as a whole. */
static const char clear_array_template[] =
    "static inline void $class$_clear_$slot$($class$ *self$outer$)\n"
    "{\n"
    "$guard_clear$"
    "$zero$"
    "$unmark$"
    "}\n\n";

/* An optional inline class: with its slots. */
static const char clear_group_template[] =
    "static inline void $class$_clear_$slot$($class$ *self$outer$)\n"
    "{\n"
    "$guard_clear$"
    "$zero$"
    "    $class$_put_$slot$(self$outer_arguments$, 0);\n"
    "}\n\n";

static const char set_template[] =
    "static inline slot_status $class$_try_set_$slot$$suffix$($class$ *self$parameters$, $parameter$value)\n"
    "{\n"
    "$guard_try$"
    "    const uint64_t code = $code$;\n"
    "    if ($refused$) {\n"
    "        return SLOT_ERANGE;\n"
    "    }\n"
    "$enter$"
    "    $class$_put_$slot$(self$arguments$, $narrow_code$);\n"
    "$clear_unset$"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline void $class$_set_$slot$$suffix$($class$ *self$parameters$, $parameter$value)\n"
    "{\n"
    "$guard_set$"
    "    const uint64_t code = $code$;\n"
    "    if (SLOT_CHECKED && $refused_operand$) {\n"
    "        $refuse$(&$class$_class, $refused_value$, $class$_SLOT_$slot$);\n"
    "        return;\n"
    "    }\n"
    "$enter$"
    "    $class$_put_$slot$(self$arguments$, $narrow_code$);\n"
    "$clear_unset$"
    "}\n\n";

/* The slot holds every value of its type. */
static const char set_any_template[] =
    "static inline void $class$_set_$slot$$suffix$($class$ *self$parameters$, $parameter$value)\n"
    "{\n"
    "$guard_set$"
    "    const uint64_t code = $code$;\n"
    "$enter$"
    "    $class$_put_$slot$(self$arguments$, $narrow_code$);\n"
    "}\n\n"
    "static inline slot_status $class$_try_set_$slot$$suffix$($class$ *self$parameters$, $parameter$value)\n"
    "{\n"
    "$guard_try$"
    "    $class$_set_$slot$(self$arguments$, value);\n"
    "    return SLOT_OK;\n"
    "}\n\n";

static const char test_template[] =
    "/* Whether all flags of `mask` are set. */\n"
    "static inline bool $class$_test_$slot$(const $class$ *self$parameters$, $type$mask)\n"
    "{\n"
    "    return ($flags$ & mask) == mask;\n"
    "}\n\n";

static const char add_template[] =
    "static inline void $class$_add_$slot$($class$ *self$parameters$, $type$mask)\n"
    "{\n"
    "    $class$_set_$slot$(self$arguments$, $flags$ | mask);\n"
    "}\n\n";

static const char remove_template[] =
    "static inline void $class$_remove_$slot$($class$ *self$parameters$, $type$mask)\n"
    "{\n"
    "    $class$_set_$slot$(self$arguments$, $flags$ & ~mask);\n"
    "}\n\n";

/* Of an unset slot nothing can be removed. */
static const char remove_optional_template[] =
    "static inline void $class$_remove_$slot$($class$ *self$parameters$, $type$mask)\n"
    "{\n"
    "    if ($class$_has_$slot$(self$outer_arguments$)) {\n"
    "        $class$_set_$slot$(self$arguments$, $flags$ & ~mask);\n"
    "    }\n"
    "}\n\n";

static const char *choose_get(const struct model_slot *slot)
{
    const bool is_optional = slot->optional || slot->element_optional;
    if (!is_optional) return slot->encoding.width == 0 ? get_nothing_template : get_template;
    if (slot->encoding.presence_bit) {
        return slot->has_sentinel ? get_sentinel_presence_template : get_presence_template;
    }
    return slot->has_sentinel ? get_sentinel_niche_template : get_niche_template;
}

void accessor_getter(struct accessor *accessor)
{
    accessor_fill(accessor, choose_get(accessor->slot));
}

void accessor_presence(struct accessor *accessor)
{
    accessor_fill(accessor, optional_get_template);
}

void accessor_has(struct accessor *accessor)
{
    accessor_fill(accessor, has_template);
}

void accessor_put(struct accessor *accessor)
{
    accessor_fill(accessor, accessor->slot->encoding.width == 0 ? put_nothing_template : put_template);
}

void accessor_setters(struct accessor *accessor)
{
    accessor_fill(accessor, accessor->refused.length > 0 ? set_template : set_any_template);
}

void accessor_clear(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    if (slot->type.kind == TYPE_GROUP) accessor_fill(accessor, clear_group_template);
    else if (model_is_blob(slot->type.kind) || (slot->optional && slot->own_dims > 0)) {
        accessor_fill(accessor, clear_array_template);
    } else accessor_fill(accessor, slot->encoding.presence_bit ? clear_presence_template : clear_niche_template);
}

/* Accessors of a slot with a code. */
static void emit_coded(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    const bool may_be_unset = accessor_may_be_unset(slot);
    const bool is_set_by_arms = slot->tells != NULL && slot->tells->kind == CHOICE_BY;
    if (may_be_unset) accessor_has(accessor);
    accessor_getter(accessor);
    if (may_be_unset) accessor_presence(accessor);
    if (!slot->is_read_only || (is_set_by_arms && !accessor->is_fixed)) {
        accessor_put(accessor);
    }
    if (!slot->is_read_only) {
        if (slot->optional || slot->element_optional) accessor_clear(accessor);
        accessor_setters(accessor);
    }
    if (slot->is_counter && !slot->is_read_only) accessor_counter(accessor);
    if (slot->type.kind != TYPE_FLAGS) return;
    accessor_fill(accessor, test_template);
    if (slot->is_read_only) return;
    accessor_fill(accessor, add_template);
    accessor_fill(accessor, may_be_unset ? remove_optional_template : remove_template);
}

/* The tag of a oneof or of an optional inline class: its which_ and switch_, get and set are emitted with these. */
static void emit_tag(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    if (slot->type.kind == TYPE_GROUP) accessor_has(accessor);
    if (accessor->is_fixed) return;
    accessor_put(accessor);
    if (slot->type.kind == TYPE_GROUP && !slot->is_read_only) accessor_clear(accessor);
}

static bool is_own_tag(const struct model_slot *slot)
{
    return slot->tells != NULL && slot->tells->kind != CHOICE_BY;
}

static void emit_accessors(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    if (is_own_tag(slot)) {
        emit_tag(accessor);
        return;
    }
    switch (slot->type.kind) {
    case TYPE_ANY: accessor_box(accessor); break;
    case TYPE_TEXT:
    case TYPE_BYTES: accessor_text(accessor); break;
    case TYPE_CLASS: accessor_instance(accessor); break;
    default: emit_coded(accessor); break;
    }
    if (slot->dim_count > 0) accessor_bulk(accessor);
    if (slot->type.kind == TYPE_STEPS) accessor_steps(accessor);
}

/* ", of results[6]": the inline arrays that a slot lies in, which are why its functions take indices. */
static void append_arrays(struct text *text, const struct model_node *nodes, size_t count, size_t slot,
                          struct text *path)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        if (slot < node->first || slot >= node->first + node->count) continue;
        if (node->kind != NODE_INLINE) {
            append_arrays(text, node->nodes, node->node_count, slot, path);
            return;
        }
        const size_t first = node->first + (node->choice != NULL ? 1 : 0);
        text_string(path, node->name);
        if (node->own_dims > 0) {
            text_strings(text, ", of ", text_chars(path), NULL);
            part_dims(text, node->dims + (node->dim_count - node->own_dims), node->own_dims);
        }
        text_string(path, ".");
        if (slot >= first) append_arrays(text, node->class->nodes, node->class->node_count, slot - first, path);
        return;
    }
}

static void emit_heading(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    text_strings(text, "/* ---- ", slot->name, ": ", NULL);
    part_type(text, slot);
    if (slot->dim_count > slot->own_dims) {
        struct text path = {0};
        append_arrays(text, class->nodes, class->node_count, (size_t)(slot - class->slots), &path);
        text_free(&path);
    }
    if (slot->arm != NULL && slot->arm->member != NULL) {
        text_strings(text, ", in arm ", slot->arm->member->name, " of ", slot->arm->choice->name, NULL);
    }
    if (slot->doc[0] == '\0') {
        text_string(text, " ---- */\n\n");
        return;
    }
    text_string(text, " ----\n *\n");
    part_doc_lines(text, slot->doc, " *");
    text_string(text, " */\n\n");
}

/* The accessors of a class while they are emitted: a slot's come once, before those of the slots that need them. */
struct progress {
    struct accessor accessor;
    const struct model_class *class;
    bool *is_done;  /* of each slot */
    bool *is_fixed; /* of each tag: of an immutable class, of an immutable base, or of such a class inside */
    bool private;   /* emit those that are private, or those that are not */
};

/* Marks the tags of choices below these nodes, whose slots begin at `shift`. */
static void mark_fixed(bool *is_fixed, const struct model_node *nodes, size_t count, size_t shift, bool all)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        const bool fixed = all || node->is_read_only;
        if (node->choice != NULL && fixed) is_fixed[shift + node->choice->tag] = true;
        mark_fixed(is_fixed, node->nodes, node->node_count, shift, fixed && node->kind != NODE_SLOT);
        if (node->kind != NODE_INLINE) continue;
        const size_t first = shift + node->first + (node->choice != NULL ? 1 : 0);
        mark_fixed(is_fixed, node->class->nodes, node->class->node_count, first, fixed || node->class->is_immutable);
    }
}

static void emit_slot(struct progress *progress, const struct model_slot *slot);

/* What tells the arms apart, outside in. */
static void emit_choice(struct progress *progress, const struct model_choice *choice)
{
    if (choice->arm != NULL) emit_choice(progress, choice->arm->choice);
    emit_slot(progress, &progress->class->slots[choice->tag]);
}

static void emit_slot(struct progress *progress, const struct model_slot *slot)
{
    const size_t index = (size_t)(slot - progress->class->slots);
    if (progress->is_done[index]) return;
    progress->is_done[index] = true;
    if (slot->arm != NULL) emit_choice(progress, slot->arm->choice);
    struct text *text = progress->accessor.out;
    if (slot->is_private && !progress->private) { /* what the whole class needs is public */
        emit_heading(text, progress->class, slot);
        accessor_constants(text, progress->class, slot);
    }
    if (slot->is_private != progress->private) return;
    accessor_describe(&progress->accessor, progress->class, slot);
    progress->accessor.is_fixed = progress->is_fixed[index];
    emit_heading(text, progress->class, slot);
    if (!progress->private) accessor_constants(text, progress->class, slot);
    emit_accessors(&progress->accessor);
    if (slot->tells != NULL && slot->tells->kind != CHOICE_GROUP) {
        accessor_choice(text, progress->class, slot->tells, progress->is_fixed[index]);
    }
}

static void emit_nodes(struct progress *progress, const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (nodes[i].kind == NODE_SLOT) continue;
        emit_nodes(progress, nodes[i].nodes, nodes[i].node_count);
        if (nodes[i].kind == NODE_INLINE && nodes[i].is_private == progress->private) {
            accessor_inline(progress->accessor.out, progress->class, &nodes[i]);
        }
    }
}

static void emit_all(struct text *text, const struct model_class *class, bool private)
{
    struct progress progress = {.accessor = {.out = text}, .class = class, .private = private};
    progress.is_done = memory_resize(NULL, class->slot_count * sizeof *progress.is_done);
    progress.is_fixed = memory_resize(NULL, class->slot_count * sizeof *progress.is_fixed);
    for (size_t i = 0; i < class->slot_count; i++) progress.is_done[i] = progress.is_fixed[i] = false;
    mark_fixed(progress.is_fixed, class->nodes, class->node_count, 0, class->is_immutable);
    for (size_t i = 0; i < class->slot_count; i++) emit_slot(&progress, &class->slots[i]);
    emit_nodes(&progress, class->nodes, class->node_count);
    accessor_free(&progress.accessor);
    free(progress.is_done);
    free(progress.is_fixed);
}

void part_accessors(struct text *text, const struct model_class *class)
{
    emit_all(text, class, false);
}

void part_private(struct text *text, const struct model_class *class)
{
    emit_all(text, class, true);
}
