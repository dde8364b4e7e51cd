/* SPDX-License-Identifier: MIT */
/* The version, once. */
#ifndef SLOTGEN_VERSION_H
#define SLOTGEN_VERSION_H

#define SLOTGEN_VERSION "0.1.0"

#endif
