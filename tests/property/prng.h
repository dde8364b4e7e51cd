/* SPDX-License-Identifier: MIT */
/* A stream of numbers that depends on its seed alone (splitmix64, by Sebastiano Vigna), and how to draw from it. */
#ifndef PRNG_H
#define PRNG_H

#include <stdbool.h>
#include <stdint.h>

struct prng {
    uint64_t state;
};

static inline uint64_t prng_next(struct prng *prng)
{
    uint64_t z = prng->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* 0..bound-1 */
static inline unsigned prng_below(struct prng *prng, unsigned bound)
{
    return (unsigned)(prng_next(prng) >> 33) % bound;
}

/* True once in `odds` draws. */
static inline bool prng_once_in(struct prng *prng, unsigned odds)
{
    return prng_below(prng, odds) == 0;
}

/* A number of at most `bits` bits (0..64). */
static inline uint64_t prng_bits(struct prng *prng, unsigned bits)
{
    const uint64_t number = prng_next(prng);
    return bits == 0 ? 0 : number >> (64 - bits);
}

/* 0..most, now and then one of the ends. */
static inline uint64_t prng_upto(struct prng *prng, uint64_t most)
{
    const unsigned kind = prng_below(prng, 4);
    if (kind == 0) return most;
    if (kind == 1) return 0;
    return most == UINT64_MAX ? prng_next(prng) : prng_next(prng) % (most + 1);
}

#endif
