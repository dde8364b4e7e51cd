/* SPDX-License-Identifier: MIT */
/*
 * Annotations: which ones there are, where each may stand and what its arguments are. A new annotation is a row of the
 * table in annotations.c and a function that reads its arguments.
 */
#ifndef SLOTGEN_CHECK_ANNOTATIONS_H
#define SLOTGEN_CHECK_ANNOTATIONS_H

#include "model/model.h"
#include "parse/ast.h"

#include <stdbool.h>
#include <stdint.h>

struct checker;

/* Where an annotation may stand; bits of a set. */
enum annotation_place {
    ON_CLASS = 1,
    ON_ENUM = 2,
    ON_FLAGS = 4,
    ON_SLOT = 8,
    ON_TYPE = 16,
    ON_SYMBOLS = 32,
    ON_ONEOF = 64,
    ON_OVERLAY = 128
};

enum annotation_kind {
    ANNOTATION_POOL,
    ANNOTATION_ALIGN,
    ANNOTATION_MAX_SIZE,
    ANNOTATION_SIZE,
    ANNOTATION_TABLE,
    ANNOTATION_IMMUTABLE,
    ANNOTATION_UNIT,
    ANNOTATION_PRIVATE,
    ANNOTATION_COUNTER,
    ANNOTATION_C_NAME,
    ANNOTATION_LAYOUT,
    ANNOTATION_OWN,
    ANNOTATION_COUNT
};

/* The annotations of one declaration; a value counts only where `given` is not NULL. */
struct annotations {
    const struct ast_annotation *given[ANNOTATION_COUNT];
    uint32_t pool_capacity;
    uint32_t generation_bits; /* of a checked pool, else 0 */
    uint32_t align;           /* 1 where it is not given */
    uint32_t max_size;
    uint32_t size;
    bool table_rows;
    enum model_layout layout; /* MODEL_COMPACT where it is not given */
    const char *unit;
    const char *c_name;
};

/* Reads a list of annotations; false when an error was reported. */
bool annotations_read(struct checker *checker, const struct ast_annotation *list, enum annotation_place place,
                      struct annotations *out);

#endif
