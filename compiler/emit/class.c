/* SPDX-License-Identifier: MIT */
/* A class as a whole: its struct, init and make, equality and the rest, its pool. */
#include "emit/expr.h"
#include "emit/parts.h"
#include "emit/words.h"

#include <stdlib.h>

enum { MAKE_MOST_PARAMETERS = 8, INLINE_MOST_BYTES = 64 };

static const char struct_template[] =
    "typedef struct $class$ {\n"
    "    $alignas$unsigned char bytes[$size$];\n"
    "} $class$;\n"
    "\n"
    "SLOT_STATIC_ASSERT(sizeof($class$) == $size$, \"sizeof $class$ is $size$\");\n"
    "\n"
    "/* The index table: slot names, indices, and what each slot holds. */\n"
    "extern const slot_class $class$_class;\n"
    "\n";

static const char init_template[] =
    "/* Defaults, else unset, else the lowest value. */\n"
    "static inline void $class$_init($class$ *self)\n"
    "{\n"
    "$stores$"
    "}\n"
    "\n";

static const char make_opening_template[] =
    "/*\n"
    " * An instance from the slots that have neither a default nor a `?`; the others are as init makes them. SLOT_ERANGE,\n"
    " * and *self as it was, where a value is outside its slot's.\n"
    " */\n"
    "static inline slot_status $class$_make($class$ *self";

static const char whole_template[] =
    "static inline bool $class$_equal(const $class$ *self, const $class$ *other)\n"
    "{\n"
    "    return $equal$;\n"
    "}\n"
    "\n"
    "/* -1, 0 or 1: slot by slot in order, unset first. */\n"
    "static inline int $class$_compare(const $class$ *self, const $class$ *other)\n"
    "{\n"
    "    return slot_compare(&$class$_class, self, other);\n"
    "}\n"
    "\n"
    "/* Equal instances have equal hashes, on every host. */\n"
    "static inline uint64_t $class$_hash(const $class$ *self)\n"
    "{\n"
    "    return $hash$;\n"
    "}\n"
    "\n"
    "/* Whether the bytes are an instance: for data from elsewhere. */\n"
    "static inline bool $class$_valid(const $class$ *self)\n"
    "{\n"
    "    return slot_valid(&$class$_class, self);\n"
    "}\n"
    "\n"
    "/* Text for people, as snprintf would: returns the length of the whole. Needs <slotgen/text.h>'s unit of the runtime. */\n"
    "static inline size_t $class$_format(const $class$ *self, char *buffer, size_t size)\n"
    "{\n"
    "    return slot_format(&$class$_class, self, buffer, size);\n"
    "}\n"
    "\n"
    "/* Calls `visitor` for each slot in order until it returns something other than 0, and returns that. */\n"
    "static inline int $class$_visit(const $class$ *self, slot_visitor *visitor, void *context)\n"
    "{\n"
    "    return slot_visit(&$class$_class, self, visitor, context);\n"
    "}\n"
    "\n";

static const char to_u64_template[] =
    "/* The instance as a number, and back: SLOT_EFORMAT, and *self as it was, where the number is no instance. */\n"
    "static inline uint64_t $class$_to_u64(const $class$ *self)\n"
    "{\n"
    "    return slot_load$bits$(self->bytes);\n"
    "}\n"
    "\n"
    "static inline slot_status $class$_from_u64($class$ *self, uint64_t number)\n"
    "{\n"
    "    $class$ candidate;\n"
    "$refuse_high$"
    "    slot_store$bits$(candidate.bytes, $number$);\n"
    "    if (!$class$_valid(&candidate)) {\n"
    "        return SLOT_EFORMAT;\n"
    "    }\n"
    "    *self = candidate;\n"
    "    return SLOT_OK;\n"
    "}\n"
    "\n";

static const char pool_template[] =
    "/* A handle into a pool of $class$; 0 is null. */\n"
    "typedef struct $class$_ref {\n"
    "    uint32_t id;\n"
    "} $class$_ref;\n"
    "\n"
    "/* Instances at stable addresses, with nothing beside them but a live bit each. */\n"
    "typedef struct $class$_pool {\n"
    "    slot_pool base;\n"
    "} $class$_pool;\n"
    "\n"
    "#define $class$_POOL_CAPACITY $capacity$\n"
    "\n"
    "static inline void $class$_pool_init($class$_pool *pool)\n"
    "{\n"
    "    slot_pool_init(&pool->base, &$class$_class);\n"
    "}\n"
    "\n"
    "static inline void $class$_pool_free($class$_pool *pool)\n"
    "{\n"
    "    slot_pool_free(&pool->base);\n"
    "}\n"
    "\n"
    "/* Adds an instance as init makes it. SLOT_EFULL or SLOT_ENOMEM: nothing changed. */\n"
    "static inline slot_status $class$_pool_add($class$_pool *pool, $class$_ref *out)\n"
    "{\n"
    "    return slot_pool_add(&pool->base, &out->id);\n"
    "}\n"
    "\n"
    "/* SLOT_ESTALE where no instance of that handle lives. */\n"
    "static inline slot_status $class$_pool_remove($class$_pool *pool, $class$_ref ref)\n"
    "{\n"
    "    return slot_pool_remove(&pool->base, ref.id);\n"
    "}\n"
    "\n"
    "static inline bool $class$_pool_has(const $class$_pool *pool, $class$_ref ref)\n"
    "{\n"
    "    return slot_pool_has(&pool->base, ref.id);\n"
    "}\n"
    "\n"
    "/*\n"
    " * The instance, at an address that stays; NULL for null and for handles that were never given out. Whether the\n"
    " * instance lives is not looked at: has does.\n"
    " */\n"
    "static inline $class$ *$class$_pool_at(const $class$_pool *pool, $class$_ref ref)\n"
    "{\n"
    "    return SLOT_CAST($class$ *, slot_pool_place(&pool->base, ref.id, sizeof($class$)));\n"
    "}\n"
    "\n"
    "/* Iteration: the first instance behind `after`, or null at the end; begin with null. */\n"
    "static inline $class$_ref $class$_pool_next(const $class$_pool *pool, $class$_ref after)\n"
    "{\n"
    "    after.id = slot_pool_next(&pool->base, after.id);\n"
    "    return after;\n"
    "}\n"
    "\n"
    "static inline uint32_t $class$_pool_count(const $class$_pool *pool)\n"
    "{\n"
    "    return slot_pool_count(&pool->base);\n"
    "}\n"
    "\n"
    "/* Bytes taken from the allocator. */\n"
    "static inline size_t $class$_pool_bytes(const $class$_pool *pool)\n"
    "{\n"
    "    return slot_pool_bytes(&pool->base);\n"
    "}\n"
    "\n";

/* The indices of the slots, and the list for the user's own macros. */
static void emit_slot_list(struct text *text, const struct model_class *class)
{
    text_string(text, "enum {\n");
    for (size_t i = 0; i < class->slot_count; i++) {
        text_strings(text, "    ", class->c_name, "_SLOT_", class->slots[i].c_name, " = ", NULL);
        text_uint(text, i);
        text_string(text, ",\n");
    }
    text_strings(text, "    ", class->c_name, "_NSLOTS = ", NULL);
    text_uint(text, class->slot_count);
    text_strings(text, "\n};\n\n/* X(identifier, \"name\", C type) for each slot. */\n#define ", class->c_name,
                 "_SLOTS(X)", NULL);
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        text_strings(text, " \\\n    X(", slot->member, ", \"", slot->name, "\", ", expr_value_type(slot), ")", NULL);
    }
    text_string(text, "\n\n");
}

void part_struct(struct text *text, const struct model_class *class)
{
    struct text size = {0};
    struct text alignas = {0};
    text_uint(&size, class->size);
    if (class->align > 1) {
        text_string(&alignas, "SLOT_ALIGNAS(");
        text_uint(&alignas, class->align);
        text_string(&alignas, ") ");
    }
    const struct hole holes[] = {
        {"class", class->c_name}, {"size", text_chars(&size)}, {"alignas", text_chars(&alignas)}, {NULL, NULL}};
    part_map(text, class);
    text_fill(text, struct_template, holes);
    emit_slot_list(text, class);
    text_free(&size);
    text_free(&alignas);
}

/* ---- init and make ---- */

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
        const size_t before = refused.length;
        if (before > 0) text_string(&refused, ") ||\n        (");
        const size_t behind = refused.length;
        expr_refuse(&refused, &class->slots[i], text_chars(&name), class->slots[i].member);
        if (refused.length == behind) {
            refused.length = before;
            if (refused.bytes != NULL) refused.bytes[before] = '\0';
        }
    }
    if (index > 0) text_string(text, "\n    };\n");
    if (refused.length > 0) text_strings(text, "    if ((", text_chars(&refused), ")) {\n        return SLOT_ERANGE;\n    }\n", NULL);
    text_free(&refused);
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

/* ---- equality and the rest ---- */

static bool has_floats(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        const enum model_type_kind kind = class->slots[i].type.kind;
        if (kind == TYPE_FLOAT32 || kind == TYPE_FLOAT64) return true;
    }
    return false;
}

static void describe_equal(struct text *text, const struct model_class *class)
{
    if (has_floats(class)) {
        text_strings(text, "slot_equal(&", class->c_name, "_class, self, other)", NULL);
        return;
    }
    if (class->size > INLINE_MOST_BYTES) {
        text_string(text, "slot_equal_bytes(self->bytes, other->bytes, sizeof self->bytes)");
        return;
    }
    for (uint32_t i = 0; i < words_count(class); i++) {
        if (i > 0) text_string(text, " &&\n           ");
        words_load(text, class, i, "self->bytes");
        text_string(text, " == ");
        words_load(text, class, i, "other->bytes");
    }
}

static void emit_to_u64(struct text *text, const struct model_class *class)
{
    struct text bits = {0};
    struct text refuse = {0};
    text_uint(&bits, (uint64_t)class->size * 8);
    if (class->size < 8) text_strings(&refuse, "    if (number >> ", text_chars(&bits), " != 0) {\n        return SLOT_EFORMAT;\n    }\n", NULL);
    const struct hole holes[] = {{"class", class->c_name},
                                 {"bits", text_chars(&bits)},
                                 {"refuse_high", text_chars(&refuse)},
                                 {"number", class->size > 4 ? "number" : "SLOT_CAST(uint32_t, number)"},
                                 {NULL, NULL}};
    text_fill(text, to_u64_template, holes);
    text_free(&bits);
    text_free(&refuse);
}

void part_whole(struct text *text, const struct model_class *class)
{
    struct text equal = {0};
    struct text hash = {0};
    describe_equal(&equal, class);
    if (has_floats(class)) text_strings(&hash, "slot_hash(&", class->c_name, "_class, self)", NULL);
    else text_string(&hash, "slot_hash_bytes(self->bytes, sizeof self->bytes)");
    const struct hole holes[] = {
        {"class", class->c_name}, {"equal", text_chars(&equal)}, {"hash", text_chars(&hash)}, {NULL, NULL}};
    text_fill(text, whole_template, holes);
    if (class->size <= 8) emit_to_u64(text, class);
    text_free(&equal);
    text_free(&hash);
}

void part_pool(struct text *text, const struct model_class *class)
{
    struct text capacity = {0};
    text_string(&capacity, "UINT32_C(");
    text_uint(&capacity, class->pool_capacity);
    text_string(&capacity, ")");
    const struct hole holes[] = {{"class", class->c_name}, {"capacity", text_chars(&capacity)}, {NULL, NULL}};
    text_fill(text, pool_template, holes);
    text_free(&capacity);
}
