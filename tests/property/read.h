/* SPDX-License-Identifier: MIT */
/* Holds an instance against a model in every way there is to read one. */
#ifndef READ_H
#define READ_H

#include "check.h"
#include "model.h"

/* Once a class: its numbers against what was meant, its slots' bits. Before read_check. */
void read_check_class(const struct tested_class *class);

/* All slots by typed getter, by generic getter and bit by bit; spare bits are zero; the instance is valid. */
void read_check(const struct tested_class *class, void *self, const struct model *model);

/* Whether the bytes are an instance, by the descriptors and what was meant alone. */
bool read_is_valid(const struct tested_class *class, const void *self);

/* An instance that ends where its memory does, off any boundary where its alignment is 1; initialised. */
void *read_new(const struct tested_class *class);
void read_delete(const struct tested_class *class, void *self);

#endif
