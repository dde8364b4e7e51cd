/* SPDX-License-Identifier: MIT */
/*
 * Makes the core believe that units in the host's byte order are in the other one: to be included before anything else,
 * by the compiler's option. What only hosts of the other byte order run is so run, and measured, on every host.
 */
#ifndef CORE_REVERSED_H
#define CORE_REVERSED_H

#include <slotgen/bits.h>

#if SLOT_BIG_ENDIAN
#undef SLOT_BIG_ENDIAN
#define SLOT_BIG_ENDIAN 0
#else
#undef SLOT_BIG_ENDIAN
#define SLOT_BIG_ENDIAN 1
#endif

static inline uint32_t reversed_load16(const unsigned char *at)
{
    return (uint32_t)at[SLOT_BIG_ENDIAN ? 0 : 1] << 8 | at[SLOT_BIG_ENDIAN ? 1 : 0];
}

static inline uint32_t reversed_load32(const unsigned char *at)
{
    const uint32_t first = reversed_load16(at);
    const uint32_t second = reversed_load16(at + 2);
    return SLOT_BIG_ENDIAN ? first << 16 | second : second << 16 | first;
}

static inline uint64_t reversed_load64(const unsigned char *at)
{
    const uint64_t first = reversed_load32(at);
    const uint64_t second = reversed_load32(at + 4);
    return SLOT_BIG_ENDIAN ? first << 32 | second : second << 32 | first;
}

static inline void reversed_store(unsigned char *at, unsigned size, uint64_t word)
{
    for (unsigned i = 0; i < size; i++) {
        const unsigned place = SLOT_BIG_ENDIAN ? size - 1 - i : i;
        at[place] = (unsigned char)(word >> i * 8 & 0xff);
    }
}

#define slot_load_host16(at)        reversed_load16(at)
#define slot_load_host32(at)        reversed_load32(at)
#define slot_load_host64(at)        reversed_load64(at)
#define slot_store_host16(at, word) reversed_store(at, 2, word)
#define slot_store_host32(at, word) reversed_store(at, 4, word)
#define slot_store_host64(at, word) reversed_store(at, 8, word)

#endif
