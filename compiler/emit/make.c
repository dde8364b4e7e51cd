/* SPDX-License-Identifier: MIT */
/*
 * New instances: init and make. Where that is all there is to do, they store whole words of constants and codes; make
 * of arrays, texts and classes builds a fresh instance, so that it is all or nothing.
 */
#include "emit/expr.h"
#include "emit/pack_slots.h"
#include "emit/parts.h"
#include "emit/words.h"
#include "model/parameters.h"

#include <stdlib.h>
#include <string.h>

static const char init_template[] =
    "/* Defaults, else unset, else the lowest value. */\n"
    "static inline void $class$_init($class$ *self)\n"
    "{\n"
    "$stores$"
    "}\n"
    "\n";

static const char make_opening_template[] =
    "/*\n"
    " * An instance from the slots that have neither a default nor a `?`; the others are as init makes them.\n"
    " * SLOT_ERANGE, and *self as it was, where a value is outside its slot's.\n"
    " */\n"
    "static inline slot_status $class$_make($class$ *self";

/* The bytes of a new instance. */
struct initial {
    unsigned char *bytes;
    struct text
        units; /* stores of what is not in them: units that are no words, of arrays, arms and classes by value */
};

static uint64_t number_of(const unsigned char *bytes, unsigned count)
{
    uint64_t number = 0;
    for (unsigned i = 0; i < count; i++) number |= (uint64_t)bytes[i] << i * 8;
    return number;
}

static struct initial begin_initial(const struct model_class *class)
{
    unsigned char *units;
    struct initial initial = {words_initial(class, &units), {0}};
    for (uint32_t i = 0; i < class->size; i++) {
        if (units[i] <= 1 || words_unit(class, words_find(class, i * 8)) != NULL) continue;
        text_string(&initial.units, "    slot_store_host");
        text_uint(&initial.units, (uint64_t)units[i] * 8);
        text_string(&initial.units, "(self->bytes + ");
        text_uint(&initial.units, i);
        text_string(&initial.units, ", ");
        expr_mask(&initial.units, number_of(initial.bytes + i, units[i]));
        text_string(&initial.units, ");\n");
        memset(initial.bytes + i, 0, units[i]);
    }
    free(units);
    return initial;
}

/* Behind the stores of the words. */
static void end_initial(struct text *text, struct initial *initial)
{
    text_string(text, text_chars(&initial->units));
    text_free(&initial->units);
    free(initial->bytes);
}

/* ---- make ---- */

/* A parameter: a slot, or a whole inline class. */
struct parameter {
    const struct model_node *node;
    const struct model_slot *slot; /* NULL for an inline class */
    char *name;
};

struct parameters {
    size_t count;
    struct parameter all[PARAMETERS_MOST];
};

/* Names that the code of make has itself, beside those that no member has. */
static bool is_used_by_make(const char *name)
{
    if (strcmp(name, "fresh") == 0) return true;
    for (size_t i = 0; i < 64; i++) {
        if (strcmp(name, expr_index(i)) == 0) return true;
    }
    return false;
}

static bool is_parameter(const struct parameters *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->all[i].name, name) == 0 || strcmp(list->all[i].node->member, name) == 0) return true;
    }
    return false;
}

/* The required ones; false where they are too many. */
static bool list_parameters(struct arena *arena, const struct model_class *class, struct parameters *list)
{
    const struct model_node *nodes[PARAMETERS_MOST];
    if (!parameters_find(class, nodes, &list->count)) return false;
    for (size_t i = 0; i < list->count; i++) {
        const struct model_slot *slot = nodes[i]->kind == NODE_SLOT ? &class->slots[nodes[i]->first] : NULL;
        list->all[i] = (struct parameter){nodes[i], slot, arena_join(arena, nodes[i]->member, NULL)};
    }
    for (size_t i = 0; i < list->count; i++) {
        char **name = &list->all[i].name;
        if (!is_used_by_make(*name)) continue;
        char *other = arena_join(arena, *name, "_", NULL);
        while (is_parameter(list, other)) other = arena_join(arena, other, "_", NULL);
        *name = other;
    }
    return true;
}

/* ", const int32_t *levels" */
static void append_parameter(struct text *text, const struct parameter *parameter)
{
    bool is_array;
    const char *type = expr_make_type(parameter->node, parameter->slot, &is_array);
    text_string(text, ", ");
    if (!is_array) text_strings(text, type, expr_blank(type), NULL);
    else if (expr_blank(type)[0] == '\0') text_strings(text, type, "const *", NULL);
    else text_strings(text, "const ", type, " *", NULL);
    text_string(text, parameter->name);
}

/* Whether all parameters are codes of the record's words and nothing else depends on them. */
static bool are_words(const struct parameters *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct model_slot *slot = list->all[i].slot;
        if (slot == NULL || !mirror_is_word(slot) || slot->tells != NULL) return false;
    }
    return true;
}

/* "code[2]" */
static void name_code(struct text *name, size_t index)
{
    text_clear(name);
    text_string(name, "code[");
    text_uint(name, index);
    text_string(name, "]");
}

/* An array of the parameters' codes, then the refusal. */
static void emit_make_codes(struct text *text, const struct parameters *list)
{
    struct text refused = {0};
    struct text one = {0};
    struct text name = {0};
    for (size_t i = 0; i < list->count; i++) {
        const struct model_slot *slot = list->all[i].slot;
        text_string(text, i == 0 ? "    const uint64_t code[] = {\n        " : ",\n        ");
        expr_encode(text, slot, list->all[i].name);
        name_code(&name, i);
        text_clear(&one);
        expr_refuse(&one, slot, text_chars(&name), list->all[i].name);
        if (one.length > 0 && refused.length > 0) text_string(&refused, " ||\n        ");
        if (one.length > 0) expr_operand(&refused, text_chars(&one));
    }
    if (list->count > 0) text_string(text, "\n    };\n");
    if (refused.length > 0)
        text_strings(text, "    if (", text_chars(&refused), ") {\n        return SLOT_ERANGE;\n    }\n", NULL);
    text_free(&refused);
    text_free(&one);
    text_free(&name);
}

/* The bits of a number in the constant record, which it no longer has then. */
static uint64_t take_bits(unsigned char *bytes, uint32_t bit, unsigned width)
{
    uint64_t number = 0;
    for (unsigned i = 0; i < width; i++) {
        unsigned char *byte = &bytes[(bit + i) / 8];
        const unsigned mask = 1u << (bit + i) % 8;
        if ((*byte & mask) != 0) number |= UINT64_C(1) << i;
        *byte = (unsigned char)(*byte & ~mask);
    }
    return number;
}

/*
 * What a parameter adds to the record: its code, or the number that it is the first among them to be a digit of, with
 * the defaults of others. Nothing for those behind.
 */
static void append_make_term(struct text *term, const struct parameters *list, size_t index, unsigned char *bytes)
{
    const struct place *place = &list->all[index].slot->place;
    struct text name = {0};
    struct text sum = {0};
    if (place->group_bits == 0) name_code(term, index);
    for (size_t i = 0; i < list->count && place->group_bits > 0; i++) {
        const struct model_slot *other = list->all[i].slot;
        if (other->place.group_bits == 0 || other->place.bit != place->bit) continue;
        if (i < index) break; /* that one had it all */
        name_code(&name, i);
        if (sum.length > 0) text_string(&sum, " + ");
        expr_digit_term(&sum, other, text_chars(&name));
    }
    const uint64_t others = sum.length > 0 ? take_bits(bytes, place->bit, place->group_bits) : 0;
    if (others > 0) text_string(&sum, " + ");
    if (others > 0) expr_unsigned(&sum, others);
    if (sum.length > 0) expr_primary(term, text_chars(&sum));
    text_free(&name);
    text_free(&sum);
}

/* What every word of the record is made of: constants of defaults, and codes of parameters. */
static void emit_make_words(struct text *text, const struct model_class *class, const struct parameters *list)
{
    struct initial initial = begin_initial(class);
    struct text word = {0};
    struct text terms[PARAMETERS_MOST] = {{0}};
    for (size_t i = 0; i < list->count; i++) append_make_term(&terms[i], list, i, initial.bytes);
    for (uint32_t w = 0; w < words_count(class); w++) {
        const uint64_t constant = words_constant(class, w, initial.bytes);
        text_clear(&word);
        for (size_t i = 0; i < list->count; i++) {
            const struct model_slot *slot = list->all[i].slot;
            const unsigned bits = model_bits(slot, &slot->place);
            if (terms[i].length > 0) words_term(&word, class, slot->place.bit, bits, w, text_chars(&terms[i]));
        }
        const bool has_codes = word.length > 0;
        if (has_codes && constant != 0) text_string(&word, " | ");
        if (!has_codes || constant != 0) expr_mask(&word, constant);
        words_store(text, class, w, "self->bytes", text_chars(&word), has_codes);
    }
    end_initial(text, &initial);
    text_free(&word);
    for (size_t i = 0; i < list->count; i++) text_free(&terms[i]);
}

/*
 * Where the slot tells the arm of a oneof: without a default init begins with code 0, and other arms begin with zeros.
 */
static void emit_switch(struct mirror *mirror, const struct model_slot *slot)
{
    if (slot->tells == NULL || slot->tells->area_bits == 0) return;
    struct text numbers[2] = {{0}, {0}};
    text_uint(&numbers[0], slot->tells->area);
    text_uint(&numbers[1], slot->tells->area_bits);
    mirror_line(mirror, "if (code != 0) {", NULL);
    mirror_line(mirror, "    slot_zero_bits(fresh.bytes, ", text_chars(&numbers[0]), ", ", text_chars(&numbers[1]),
                ");", NULL);
    mirror_line(mirror, "}", NULL);
    text_free(&numbers[0]);
    text_free(&numbers[1]);
}

/* Each parameter in a block of its own, so that no name of theirs meets another parameter's. */
static void emit_make_fresh(struct text *text, const struct model_class *class, const struct parameters *list)
{
    text_strings(text, "    ", class->c_name, " fresh;\n    ", class->c_name, "_init(&fresh);\n", NULL);
    struct mirror mirror = {.text = text, .class = class, .depth = 1};
    for (size_t i = 0; i < list->count; i++) {
        const struct parameter *parameter = &list->all[i];
        mirror.parameter = parameter->name;
        if (parameter->slot == NULL) {
            pack_inline(&mirror, parameter->node);
            continue;
        }
        const bool has_block = parameter->slot->dim_count == 0 && !model_is_blob(parameter->slot->type.kind);
        if (has_block) mirror_line(&mirror, "{", NULL);
        if (has_block) mirror.depth++;
        pack_slot(&mirror, parameter->slot);
        emit_switch(&mirror, parameter->slot);
        if (has_block) mirror.depth--;
        if (has_block) mirror_line(&mirror, "}", NULL);
    }
    text_string(text, "    *self = fresh;\n");
}

static void emit_make(struct text *text, const struct model_class *class)
{
    struct arena arena;
    struct parameters list;
    arena_init(&arena);
    if (list_parameters(&arena, class, &list)) {
        const struct hole holes[] = {{"class", class->c_name}, {NULL, NULL}};
        text_fill(text, make_opening_template, holes);
        for (size_t i = 0; i < list.count; i++) append_parameter(text, &list.all[i]);
        text_string(text, ")\n{\n");
        if (are_words(&list) && class->size <= INLINE_MOST_BYTES) {
            emit_make_codes(text, &list);
            emit_make_words(text, class, &list);
        } else {
            emit_make_fresh(text, class, &list);
        }
        text_string(text, "    return SLOT_OK;\n}\n\n");
    }
    arena_free(&arena);
}

/* ---- init ---- */

void part_init(struct text *text, const struct model_class *class)
{
    struct text stores = {0};
    if (class->size > INLINE_MOST_BYTES) {
        text_strings(&stores, "    slot_init(&", class->c_name, "_class, self);\n", NULL);
    } else {
        struct initial initial = begin_initial(class);
        for (uint32_t i = 0; i < words_count(class); i++) {
            struct text constant = {0};
            expr_mask(&constant, words_constant(class, i, initial.bytes));
            words_store(&stores, class, i, "self->bytes", text_chars(&constant), false);
            text_free(&constant);
        }
        end_initial(&stores, &initial);
    }
    const struct hole holes[] = {{"class", class->c_name}, {"stores", text_chars(&stores)}, {NULL, NULL}};
    text_fill(text, init_template, holes);
    text_free(&stores);
    emit_make(text, class);
}
