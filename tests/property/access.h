/* SPDX-License-Identifier: MIT */
/*
 * One function a slot that calls its typed accessors by number, so that the checks are loops over tables. Slots may be
 * named like macros: `slot` is only ever pasted. Those headers are included whose macros the names are.
 */
#ifndef ACCESS_H
#define ACCESS_H

#include "meant.h"

#include <assert.h>
#include <complex.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define slots
#define signals public
#define emit
#define foreach(a, b) for (a : b)
#define forever       for (;;)
#define Q_OBJECT

/* 64 bits to what a setter takes, and what a getter gives to 64 bits. */
#define TO_INT(type, bits)     ((int64_t)(bits))
#define TO_UINT(type, bits)    (bits)
#define TO_BOOL(type, bits)    ((bits) != 0)
#define TO_ENUM(type, bits)    ((type)(int)(int64_t)(bits))
#define TO_FLAGS(type, bits)   ((uint32_t)(bits))
#define TO_FLAGS64(type, bits) (bits)
#define TO_FLOAT32(type, bits) slot_float_of_bits((uint32_t)(bits))
#define TO_FLOAT64(type, bits) slot_double_of_bits(bits)
#define FROM_INT(value)        ((uint64_t)(int64_t)(value))
#define FROM_UINT(value)       (value)
#define FROM_BOOL(value)       ((uint64_t)(value))
#define FROM_ENUM(value)       ((uint64_t)(int64_t)(int)(value))
#define FROM_FLAGS(value)      (value)
#define FROM_FLAGS64(value)    (value)
#define FROM_FLOAT32(value)    slot_bits_of_float(value)
#define FROM_FLOAT64(value)    slot_bits_of_double(value)

/*
 * A function is the lines ACCESS_BEGIN, ACCESS_OPTIONAL and ACCESS_FLAGS where the slot is such a one, ACCESS_END. They
 * do not call one another: the name of a slot would be expanded on the way.
 */
#define ACCESS_BEGIN(function, class, slot, kind, type)                                                                \
    static slot_status function(enum accessor accessor, void *bytes, uint64_t *number)                                 \
    {                                                                                                                  \
        class *record = bytes;                                                                                         \
        _Static_assert(_Generic(class##_get_##slot(record), type : 1, default : 0), "get returns a " #type);           \
        switch (accessor) {                                                                                            \
        case GET: *number = FROM_##kind(class##_get_##slot(record)); return SLOT_OK;                                   \
        case SET: class##_set_##slot(record, TO_##kind(type, *number)); return SLOT_OK;                                \
        case TRY_SET:                                                                                                  \
            return class##_try_set_##slot(record, TO_##kind(type, *number));
#define ACCESS_OPTIONAL(class, slot, kind, type)                                                                       \
    case HAS: *number = class##_has_##slot(record); return SLOT_OK;                                                    \
    case CLEAR: class##_clear_##slot(record); return SLOT_OK;                                                          \
    case TRY_GET: {                                                                                                    \
        type got = (type)TO_##kind(type, *number);                                                                     \
        const slot_status status_of_get = class##_try_get_##slot(record, &got);                                        \
        *number = FROM_##kind(got);                                                                                    \
        return status_of_get;                                                                                          \
    }                                                                                                                  \
    case GET_OR:                                                                                                       \
        *number = FROM_##kind(class##_get_##slot##_or(record, (type)TO_##kind(type, *number)));                        \
        return SLOT_OK;
#define ACCESS_FLAGS(class, slot, kind, type)                                                                          \
    case TEST: *number = class##_test_##slot(record, TO_##kind(type, *number)); return SLOT_OK;                        \
    case ADD: class##_add_##slot(record, TO_##kind(type, *number)); return SLOT_OK;                                    \
    case REMOVE:                                                                                                       \
        class##_remove_##slot(record, TO_##kind(type, *number));                                                       \
        return SLOT_OK;
#define ACCESS_END                                                                                                     \
    default: return SLOT_EARG;                                                                                         \
        }                                                                                                              \
        }

#define JOIN_NOW(a, b) a##b
#define JOIN(a, b)     JOIN_NOW(a, b)

#endif
