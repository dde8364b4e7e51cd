/* SPDX-License-Identifier: MIT */
/* New instances: init and make, as stores of whole words of constants and codes. */
#include "emit/expr.h"
#include "emit/parts.h"
#include "emit/words.h"

#include <stdlib.h>

enum { MAKE_MOST_PARAMETERS = 8 };

static const char init_template[] =
    "/* Defaults, else unset, else the lowest value. */\n"
    "static inline void $class$_init($class$ *self)\n"
    "{\n"
    "$stores$"
    "}\n"
    "\n";

static const char make_opening_template[] =
    "/*\n"
    " * An instance from the slots that have neither a default nor a `?`; the others are as init makes them. "
    "SLOT_ERANGE,\n"
    " * and *self as it was, where a value is outside its slot's.\n"
    " */\n"
    "static inline slot_status $class$_make($class$ *self";

static uint64_t word_of_bytes(const unsigned char *bytes, unsigned count)
{
    uint64_t word = 0;
    for (unsigned i = 0; i < count; i++) word |= (uint64_t)bytes[i] << i * 8;
    return word;
}

void part_init(struct text *text, const struct model_class *class)
{
    unsigned char *bytes = words_initial(class);
    struct text stores = {0};
    if (class->size > INLINE_MOST_BYTES) {
        text_strings(&stores, "    slot_init(&", class->c_name, "_class, self);\n", NULL);
    } else {
        for (uint32_t i = 0; i < words_count(class); i++) {
            struct text constant = {0};
            expr_mask(&constant, word_of_bytes(bytes + (size_t)i * 8, words_bytes(class, i)));
            words_store(&stores, class, i, "self->bytes", text_chars(&constant), false);
            text_free(&constant);
        }
    }
    const struct hole holes[] = {{"class", class->c_name}, {"stores", text_chars(&stores)}, {NULL, NULL}};
    text_fill(text, init_template, holes);
    text_free(&stores);
    free(bytes);
    part_make(text, class);
}

static bool is_required(const struct model_slot *slot)
{
    return !slot->optional && !slot->has_default;
}

/* The parameters, then an array of their codes, then the refusal. */
static void emit_make_codes(struct text *text, const struct model_class *class)
{
    struct text refused = {0};
    struct text one = {0};
    struct text name = {0};
    unsigned index = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        if (!is_required(&class->slots[i])) continue;
        text_string(text, index == 0 ? "    const uint64_t code[] = {\n        " : ",\n        ");
        expr_encode(text, &class->slots[i], class->slots[i].member);
        text_clear(&name);
        text_string(&name, "code[");
        text_uint(&name, index++);
        text_string(&name, "]");
        text_clear(&one);
        expr_refuse(&one, &class->slots[i], text_chars(&name), class->slots[i].member);
        if (one.length > 0 && refused.length > 0) text_string(&refused, " ||\n        ");
        if (one.length > 0) expr_operand(&refused, text_chars(&one));
    }
    if (index > 0) text_string(text, "\n    };\n");
    if (refused.length > 0)
        text_strings(text, "    if (", text_chars(&refused), ") {\n        return SLOT_ERANGE;\n    }\n", NULL);
    text_free(&refused);
    text_free(&one);
    text_free(&name);
}

/* What every word of the record is made of: constants of defaults, and codes of parameters. */
static void emit_make_words(struct text *text, const struct model_class *class)
{
    unsigned char *bytes = words_initial(class);
    struct text word = {0};
    struct text name = {0};
    for (uint32_t w = 0; w < words_count(class); w++) {
        const uint64_t constant = word_of_bytes(bytes + (size_t)w * 8, words_bytes(class, w));
        unsigned index = 0;
        text_clear(&word);
        for (size_t i = 0; i < class->slot_count; i++) {
            if (!is_required(&class->slots[i])) continue;
            text_clear(&name);
            text_string(&name, "code[");
            text_uint(&name, index++);
            text_string(&name, "]");
            words_term(&word, class->slots[i].place.bit, class->slots[i].encoding.width, w, text_chars(&name));
        }
        if (constant != 0 || word.length == 0) {
            if (word.length > 0) text_string(&word, " | ");
            expr_mask(&word, constant);
            words_store(text, class, w, "self->bytes", text_chars(&word), word.length > 0 && index > 0);
        } else {
            words_store(text, class, w, "self->bytes", text_chars(&word), true);
        }
    }
    text_free(&word);
    text_free(&name);
    free(bytes);
}

void part_make(struct text *text, const struct model_class *class)
{
    unsigned required = 0;
    for (size_t i = 0; i < class->slot_count; i++) required += is_required(&class->slots[i]) ? 1 : 0;
    if (required > MAKE_MOST_PARAMETERS) return;
    const struct hole holes[] = {{"class", class->c_name}, {NULL, NULL}};
    text_fill(text, make_opening_template, holes);
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (is_required(slot)) text_strings(text, ", ", expr_parameter_type(slot), " ", slot->member, NULL);
    }
    text_string(text, ")\n{\n");
    emit_make_codes(text, class);
    if (class->size > INLINE_MOST_BYTES) {
        text_strings(text, "    ", class->c_name, "_init(self);\n", NULL);
        unsigned index = 0;
        for (size_t i = 0; i < class->slot_count; i++) {
            const struct model_slot *slot = &class->slots[i];
            if (!is_required(slot)) continue;
            text_strings(text, "    ", class->c_name, "_put_", slot->c_name, "(self, ", NULL);
            text_string(text, expr_is_wide(slot) ? "code[" : "SLOT_CAST(uint32_t, code[");
            text_uint(text, index++);
            text_string(text, expr_is_wide(slot) ? "]);\n" : "]));\n");
        }
    } else {
        emit_make_words(text, class);
    }
    text_string(text, "    return SLOT_OK;\n}\n\n");
}
