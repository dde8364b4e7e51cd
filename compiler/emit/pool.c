/* SPDX-License-Identifier: MIT */
/* The typed pool of a class: the runtime's, with handles and addresses of the class's own types. */
#include "emit/expr.h"
#include "emit/parts.h"
#include "emit/words.h"

#include "../runtime/pool_blocks.h"

#include <stdlib.h>

/* The type, and what changes it. */
static const char pool_template[] =
    "/*\n"
    " * Instances at stable addresses, with nothing beside them but a bit each$beside$.\n"
    " * Readers beside readers are fine, and so are writers of different instances; what adds, removes, clears, "
    "reserves\n"
    " * or frees needs the pool alone.\n"
    " */\n"
    "typedef struct $class$_pool {\n"
    "    slot_pool base;\n"
    "} $class$_pool;\n"
    "\n"
    "#define $class$_POOL_CAPACITY $capacity$\n"
    "\n"
    "/* No instances; takes no memory. */\n"
    "static inline void $class$_pool_init($class$_pool *pool)\n"
    "{\n"
    "    slot_pool_init(&pool->base, &$class$_class);\n"
    "}\n"
    "\n"
    "/* With an allocator of the program's own, or with huge pages: see slotgen/memory.h. */\n"
    "static inline void $class$_pool_init_with($class$_pool *pool, const slot_storage *storage)\n"
    "{\n"
    "    slot_pool_init_with(&pool->base, &$class$_class, storage);\n"
    "}\n"
    "\n"
    "/* Gives all memory back; the pool is empty and may be used again. */\n"
    "static inline void $class$_pool_free($class$_pool *pool)\n"
    "{\n"
    "    slot_pool_free(&pool->base);\n"
    "}\n"
    "\n"
    "/* Adds an instance as init makes it. SLOT_EFULL or SLOT_ENOMEM: nothing changed. */\n"
    "static inline slot_status $class$_pool_add($class$_pool *pool, $class$_ref *out)\n"
    "{\n"
    "    void *instance;\n"
    "$take$"
    "    if (status == SLOT_OK) $class$_init(SLOT_CAST($class$ *, instance));\n"
    "    return status;\n"
    "}\n"
    "\n"
    "/* Adds a copy of an instance, of this pool or not. */\n"
    "static inline slot_status $class$_pool_add_copy($class$_pool *pool, const $class$ *from, $class$_ref *out)\n"
    "{\n"
    "    void *instance;\n"
    "    const slot_status status = slot_pool_take(&pool->base, sizeof($class$), $shift$, &out->id, &instance);\n"
    "    if (status == SLOT_OK) *SLOT_CAST($class$ *, instance) = *from;\n"
    "    return status;\n"
    "}\n"
    "\n"
    "/*\n"
    " * Adds an instance with these values, or nothing where pack refuses one: then its status, and in *bad_slot, "
    "unless\n"
    " * that is NULL, the slot.\n"
    " */\n"
    "static inline slot_status $class$_pool_add_values($class$_pool *pool, const $class$_values *values, $class$_ref "
    "*out,\n"
    "                                                  int *bad_slot)\n"
    "{\n"
    "    $class$ fresh;\n"
    "    const slot_status status = $class$_pack(&fresh, values, bad_slot);\n"
    "    return status == SLOT_OK ? $class$_pool_add_copy(pool, &fresh, out) : status;\n"
    "}\n"
    "\n"
    "/* SLOT_ESTALE where no instance of that handle lives. Its place may be given out again$again$. */\n"
    "static inline slot_status $class$_pool_remove($class$_pool *pool, $class$_ref ref)\n"
    "{\n"
    "    return slot_pool_remove(&pool->base, ref.id);\n"
    "}\n"
    "\n"
    "/* Removes all instances and keeps the memory. */\n"
    "static inline void $class$_pool_clear($class$_pool *pool)\n"
    "{\n"
    "    slot_pool_clear(&pool->base);\n"
    "}\n"
    "\n"
    "/* Memory for `count` instances in all: adding up to there cannot fail. SLOT_EFULL or SLOT_ENOMEM: nothing "
    "changed. */\n"
    "static inline slot_status $class$_pool_reserve($class$_pool *pool, uint32_t count)\n"
    "{\n"
    "    return slot_pool_reserve(&pool->base, count);\n"
    "}\n"
    "\n";

/* What is asked of it. */
static const char questions_template[] =
    "static inline bool $class$_pool_has(const $class$_pool *pool, $class$_ref ref)\n"
    "{\n"
    "    return slot_pool_has(&pool->base, ref.id);\n"
    "}\n"
    "\n"
    "$at_note$"
    "static inline $class$ *$class$_pool_at(const $class$_pool *pool, $class$_ref ref)\n"
    "{\n"
    "    return SLOT_CAST($class$ *, $at$);\n"
    "}\n"
    "\n"
    "/* The live instance of that handle. SLOT_ESTALE, and NULL in *out, where none lives. */\n"
    "static inline slot_status $class$_pool_try_at(const $class$_pool *pool, $class$_ref ref, $class$ **out)\n"
    "{\n"
    "    void *instance;\n"
    "    const slot_status status = slot_pool_try_at(&pool->base, ref.id, &instance);\n"
    "    *out = SLOT_CAST($class$ *, instance);\n"
    "    return status;\n"
    "}\n"
    "\n"
    "/* The handle of a live instance of this pool; null for any other address. */\n"
    "static inline $class$_ref $class$_pool_ref(const $class$_pool *pool, const $class$ *instance)\n"
    "{\n"
    "    $class$_ref ref;\n"
    "    ref.id = slot_pool_ref(&pool->base, instance);\n"
    "    return ref;\n"
    "}\n"
    "\n"
    "/* Iteration: the first instance behind `after`, or null at the end; begin with null. */\n"
    "static inline $class$_ref $class$_pool_next(const $class$_pool *pool, $class$_ref after)\n"
    "{\n"
    "    after.id = slot_pool_next(&pool->base, after.id);\n"
    "    return after;\n"
    "}\n"
    "\n"
    "/*\n"
    " * The same with the address: at the end NULL. *ref begins as null and goes on to the handle of what is "
    "returned:\n"
    " *     while ((it = $class$_pool_next_at(pool, &ref)) != NULL)\n"
    " */\n"
    "static inline $class$ *$class$_pool_next_at(const $class$_pool *pool, $class$_ref *ref)\n"
    "{\n"
    "    return SLOT_CAST($class$ *, slot_pool_next_at(&pool->base, &ref->id, sizeof($class$), $shift$));\n"
    "}\n"
    "\n"
    "/*\n"
    " * Iteration as fast as over an array: the first of the next live instances that lie side by side, *count of "
    "them,\n"
    " * or NULL at the end. *ref begins as null, and becomes the handle of the first$run_handles$.\n"
    " */\n"
    "static inline $class$ *$class$_pool_next_run(const $class$_pool *pool, $class$_ref *ref, uint32_t *count)\n"
    "{\n"
    "    return SLOT_CAST($class$ *, slot_pool_next_run(&pool->base, &ref->id, count));\n"
    "}\n"
    "\n"
    "static inline uint32_t $class$_pool_count(const $class$_pool *pool)\n"
    "{\n"
    "    return slot_pool_count(&pool->base);\n"
    "}\n"
    "\n"
    "/* How many instances can live at a time$less$. */\n"
    "static inline uint32_t $class$_pool_capacity(const $class$_pool *pool)\n"
    "{\n"
    "    return slot_pool_capacity(&pool->base);\n"
    "}\n"
    "\n"
    "/* Bytes taken from the allocator. */\n"
    "static inline size_t $class$_pool_bytes(const $class$_pool *pool)\n"
    "{\n"
    "    return slot_pool_bytes(&pool->base);\n"
    "}\n"
    "\n"
    "static inline void $class$_pool_statistics(const $class$_pool *pool, slot_pool_statistics *statistics)\n"
    "{\n"
    "    slot_pool_describe(&pool->base, statistics);\n"
    "}\n"
    "\n";

static const char at_note[] =
    "/*\n"
    " * The instance, at an address that stays; NULL for null and for handles that were never given out. Whether the\n"
    " * instance lives is not looked at: has and try_at do.\n"
    " */\n";

static const char at_checked_note[] =
    "/* The instance, at an address that stays; NULL where none of that handle lives. */\n";

static const char take_template[] =
    "    const slot_status status = slot_pool_take(&pool->base, sizeof($class$), $shift$, &out->id, &instance);\n";

static const char take_word_template[] =
    "    if (slot_pool_take_word(&pool->base, sizeof($class$), $shift$, $word$, &out->id)) return SLOT_OK;\n"
    "    const slot_status status = slot_pool_take_other(&pool->base, &out->id, &instance);\n";

/* Whether instances are written by words that are no power of two; then what init makes, as a number. */
static bool initial_word(const struct model_class *class, uint64_t *word)
{
    if (class->size >= 8 || class->size < 3 || class->size == 4) return false;
    unsigned char *units;
    unsigned char *bytes = words_initial(class, &units);
    bool is_word = true;
    *word = 0;
    for (uint32_t i = 0; i < class->size; i++) {
        is_word = is_word && units[i] == 0;
        *word |= (uint64_t)bytes[i] << i * 8;
    }
    free(bytes);
    free(units);
    return is_word;
}

void part_pool(struct text *text, const struct model_class *class)
{
    const bool is_checked = class->generation_bits > 0;
    struct text capacity = {0};
    struct text shift = {0};
    struct text at = {0};
    text_string(&capacity, "UINT32_C(");
    text_uint(&capacity, class->pool_capacity);
    text_string(&capacity, ")");
    text_uint(&shift, slot_pool_block_shift(class->size, class->pool_capacity, class->align));
    text_strings(&at, "slot_pool_place", is_checked ? "_checked" : "", "(&pool->base, ref.id, sizeof(", class->c_name,
                 "), ", text_chars(&shift), NULL);
    if (is_checked) {
        text_string(&at, ", ");
        text_uint(&at, class->generation_bits);
    }
    text_string(&at, ")");
    uint64_t initial = 0;
    const bool is_word = initial_word(class, &initial);
    struct text word = {0};
    struct text take = {0};
    expr_unsigned(&word, initial);
    const struct hole class_hole[] = {
        {"class", class->c_name}, {"shift", text_chars(&shift)}, {"word", text_chars(&word)}, {NULL, NULL}};
    text_fill(&take, is_word ? take_word_template : take_template, class_hole);
    const struct hole holes[] = {{"class", class->c_name},
                                 {"capacity", text_chars(&capacity)},
                                 {"take", text_chars(&take)},
                                 {"at", text_chars(&at)},
                                 {"shift", text_chars(&shift)},
                                 {"run_handles", is_checked ? "" : "; those of the others follow it"},
                                 {"at_note", is_checked ? at_checked_note : at_note},
                                 {"beside", is_checked ? " and the generation of its place" : ""},
                                 {"again", is_checked ? ", under another handle" : ""},
                                 {"less", is_checked ? ": places whose generations are used up count no more" : ""},
                                 {NULL, NULL}};
    text_fill(text, pool_template, holes);
    text_fill(text, questions_template, holes);
    text_free(&at);
    text_free(&shift);
    text_free(&take);
    text_free(&word);
    text_free(&capacity);
}
