/* SPDX-License-Identifier: MIT */
/* What an instance should hold, as an array of values; knows nothing of bits and places. */
#ifndef MODEL_H
#define MODEL_H

#include "meant.h"
#include "prng.h"

enum { MODEL_MOST_SLOTS = 64 };

struct model {
    bool set[MODEL_MOST_SLOTS];
    uint64_t values[MODEL_MOST_SLOTS]; /* 0 where unset */
};

/* Whether a slot that is set may have this value. */
bool model_accepts(const struct meant_slot *slot, uint64_t value);

/* A value that the slot accepts, often one of the ends. */
uint64_t model_draw(struct prng *prng, const struct meant_slot *slot);

/* A value that it refuses (and that is not its number for unset); false when there is none. */
bool model_draw_refused(struct prng *prng, const struct meant_slot *slot, uint64_t *value);

/* Sets a slot; its number for unset clears it. */
void model_set(struct model *model, const struct meant_class *class, int slot, uint64_t value);
void model_clear(struct model *model, int slot);

/* What init makes, and something random. */
void model_init(struct model *model, const struct meant_class *class);
void model_randomize(struct model *model, const struct meant_class *class, struct prng *prng);

/* Lowest value of a slot: what a getter gives after a violation. */
uint64_t model_lowest(const struct meant_slot *slot);

/* What a plain getter gives: the value, the slot's number for unset, or the lowest. */
uint64_t model_read(const struct model *model, const struct meant_class *class, int slot);

/* -1, 0 or 1: of two values of a slot, and of whole instances as the contract orders them. */
int model_compare_values(const struct meant_slot *slot, uint64_t a, uint64_t b);
int model_compare(const struct model *a, const struct model *b, const struct meant_class *class);

/* A value as a double (floats, and integers that fit one). */
double model_real(const struct meant_slot *slot, uint64_t value);

/* Whether two values are the same bits, or both NaN. */
bool model_same(const struct meant_slot *slot, uint64_t a, uint64_t b);

#endif
