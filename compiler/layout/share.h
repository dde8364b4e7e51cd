/* SPDX-License-Identifier: MIT */
/* Windows of one record that get along. Internal to the layout. */
#ifndef SLOTGEN_LAYOUT_SHARE_H
#define SLOTGEN_LAYOUT_SHARE_H

#include "layout/window.h"

#include <stddef.h>

/* A code of a record, or a presence bit, whose byte is its window and stays so. */
struct share {
    uint32_t bit;
    unsigned width; /* 0: the window stays */
    uint32_t index; /* the caller's; distinct */
    struct reach reach;
    struct window window; /* in: the cheapest; out: one that is as cheap */
};

/*
 * Exchanges windows for others that take as many instructions, so that there are few different ones and few that
 * overlap without being the same: a load that reaches beyond an earlier store waits until that has left the processor.
 * Sorts the shares by their bits.
 */
void share_windows(struct share *shares, size_t count);

#endif
