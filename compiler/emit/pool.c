/* SPDX-License-Identifier: MIT */
/* The typed pool of a class: the runtime's, with handles and addresses of the class's own types. */
#include "emit/parts.h"

static const char pool_template[] =
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
