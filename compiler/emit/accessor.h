/* SPDX-License-Identifier: MIT */
/*
 * The accessors of one slot: what the templates of all kinds of slots have in common, and the parts that emit them.
 * Internal to emit/.
 */
#ifndef SLOTGEN_EMIT_ACCESSOR_H
#define SLOTGEN_EMIT_ACCESSOR_H

#include "model/model.h"
#include "support/template.h"
#include "support/text.h"

/*
 * The holes that depend on the slot. Types stand with the blank behind them ("int32_t ", "struct foo *").
 *
 *   parameters, arguments    the indices of an array's element: ", size_t i" and ", i"
 *   outer, outer_arguments   those that has_ and clear_ take
 *   is_set, is_there         whether it has a value, and whether besides its arm is there
 *   guard_...                lines that refuse a bad index, and the get of a slot of another arm
 *   bytes, size              the address of the bytes of text, bytes and classes, and how many they are
 *   home                     what these bytes are in: "instance" or "table"
 *   enter                    lines that switch to the slot's arm
 *   mark, unmark             lines that set and clear the presence bit
 *   zero                     lines that zero all that clear_ makes unset
 *   unused                   lines that name the indices that no expression needs
 *   suffix                   behind get_x and set_x: "_steps"
 *   init, null_unset, zero_value   of a class by value, see blobs.c
 *   between                  of a counter: the value of the range that is nearest to one inside it
 *   refuse, refused_value    what is called with a value that is refused, and what of it
 */
#define ACCESSOR_TEXTS(X)                                                                                              \
    X(parameters)                                                                                                      \
    X(arguments)                                                                                                       \
    X(outer)                                                                                                           \
    X(outer_arguments)                                                                                                 \
    X(type)                                                                                                            \
    X(parameter)                                                                                                       \
    X(lowest)                                                                                                          \
    X(load)                                                                                                            \
    X(value_of_load)                                                                                                   \
    X(value_of_code)                                                                                                   \
    X(store)                                                                                                           \
    X(code)                                                                                                            \
    X(narrow_code)                                                                                                     \
    X(refused)                                                                                                         \
    X(refused_operand)                                                                                                 \
    X(is_set)                                                                                                          \
    X(is_there)                                                                                                        \
    X(guard_get)                                                                                                       \
    X(guard_set)                                                                                                       \
    X(guard_try)                                                                                                       \
    X(guard_has)                                                                                                       \
    X(guard_clear)                                                                                                     \
    X(guard_null)                                                                                                      \
    X(enter)                                                                                                           \
    X(mark)                                                                                                            \
    X(unused)                                                                                                          \
    X(zero)                                                                                                            \
    X(refuse)                                                                                                          \
    X(refused_value)                                                                                                   \
    X(init)                                                                                                            \
    X(null_unset)                                                                                                      \
    X(zero_value)                                                                                                      \
    X(between)                                                                                                         \
    X(suffix)                                                                                                          \
    X(unmark)                                                                                                          \
    X(flags)                                                                                                           \
    X(clear_unset)                                                                                                     \
    X(bytes)                                                                                                           \
    X(size)                                                                                                            \
    X(home)

struct accessor {
    const struct model_class *class;
    const struct model_slot *slot;
    bool is_fixed; /* what the slot tells apart is made once, with its class: there is no switch_ */
    struct text *out;
    struct template_set templates;
    struct text class_name, slot_name, word; /* the holes $class$, $slot$ and $word$ (the type of its codes) */
    struct text record;                      /* $record$: the class, of a table that whose rows it has */
#define ACCESSOR_ROW(name) struct text name;
    ACCESSOR_TEXTS(ACCESSOR_ROW)
#undef ACCESSOR_ROW
};

/* What a class's constants and its index table are named after: of a table the class whose rows it has. */
const char *accessor_record(const struct model_class *class);

/* Describes a slot; the texts keep their memory between slots, and the templates, of all classes, what they are. */
void accessor_describe(struct accessor *accessor, const struct model_class *class, const struct model_slot *slot);
void accessor_free(struct accessor *accessor);

/* Fills a template with the holes of the slot, besides those $class$, $slot$ and $word$ (the type of its codes). */
void accessor_fill(struct accessor *accessor, const char *template);
void accessor_fill_into(struct accessor *accessor, struct text *text, const char *template);

/* Lines that refuse indices that are too large: checked ones that end with `leave`, and those of try_ functions. */
void accessor_guard_indices(struct text *text, const struct model_class *class, const char *slot,
                            const struct model_dim *dims, size_t count, const char *leave);
void accessor_guard_status(struct text *text, const struct model_dim *dims, size_t count);

/* Lines that refuse the get of what lies in an arm that is not there; nothing for arm NULL. */
void accessor_guard_arm(struct text *text, const struct model_class *class, const char *slot,
                        const struct model_arm *arm, const char *leave);

/* Adds to guard_get that an unset slot is refused, behind a bad index and another arm. */
void accessor_guard_unset(struct accessor *accessor);

/* The holes that say which kind of getter and setter: guard_get and what unset slots give. */
void accessor_set_lowest(struct accessor *accessor, const char *lowest);

/*
 * A line that zeroes bits of a table's row: whole elements, whose first is told by the indices of `count` dimensions.
 */
void accessor_zero_cells(struct text *text, uint64_t prefix, uint32_t bit, uint64_t bits, const struct model_dim *dims,
                         size_t count, bool presence);

/*
 * Lines that zero the bits of a choice's arms: of all elements of its tag's dimensions behind the first `count`, whose
 * indices are at hand.
 */
void accessor_zero_arms(struct text *text, const struct model_class *class, const struct model_choice *choice,
                        size_t count);

/*
 * A line that zeroes bits; nothing for none. The dimensions are those whose indices are at hand. Where something in the
 * class lies alone, only the bytes that hold the bits are touched.
 */
void accessor_zero(struct text *text, const struct model_class *class, uint32_t bit, uint64_t bits,
                   const struct model_dim *dims, size_t count);

/* Lines that switch to an arm and to those around it. */
void accessor_enter(struct text *text, const struct model_class *class, const struct model_arm *arm);

/* Whether has_, try_get_ and get_..._or exist: the slot may be unset, or its arm may not be there. */
bool accessor_may_be_unset(const struct model_slot *slot);

/* Whether it depends on an index if the arms that something lies in are there: an arm, or NULL, and those around it. */
bool accessor_arms_have_dims(const struct model_class *class, const struct model_arm *arm);

/* Dimensions whose indices has_ takes. */
size_t accessor_outer_dims(const struct model_slot *slot);

/* The macros of a slot: _MIN, _MAX, _DEFAULT, _COUNT, _BITS, ... */
void accessor_constants(struct text *text, const struct model_class *class, const struct model_slot *slot);

/* The accessors that most kinds have: has_; get_; try_get_ and get_..._or; put_; clear_; set_ and try_set_. */
void accessor_has(struct accessor *accessor);
void accessor_getter(struct accessor *accessor);
void accessor_optional_getters(struct accessor *accessor);
void accessor_put(struct accessor *accessor);
void accessor_clear(struct accessor *accessor);
void accessor_setters(struct accessor *accessor);

/* All accessors of a slot with a code, and those of the kinds that have templates of their own. */
void accessor_coded(struct accessor *accessor);
void accessor_steps(struct accessor *accessor);
void accessor_counter(struct accessor *accessor);
void accessor_pointer(struct accessor *accessor);
void accessor_box(struct accessor *accessor);
void accessor_text(struct accessor *accessor);
void accessor_instance(struct accessor *accessor);

/* read_, write_ and the mask of an array. */
void accessor_bulk(struct accessor *accessor);

/* which_ and switch_ of a oneof; get and set of whole inline classes. */
void accessor_choice(struct text *text, const struct model_class *class, const struct model_choice *choice,
                     bool is_fixed);
void accessor_inline(struct text *text, const struct model_class *class, const struct model_node *node);

#endif
