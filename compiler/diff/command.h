/* SPDX-License-Identifier: MIT */
/* `slotgen diff OLD NEW`: both sides compiled, compared, and the comparison printed. */
#ifndef SLOTGEN_DIFF_COMMAND_H
#define SLOTGEN_DIFF_COMMAND_H

#include "cli/options.h"

/*
 * Requires options of the command diff. EXIT_BREAK when some declaration is incompatible, or with --stored when the
 * bytes of some class say something else; EXIT_SCHEMA, EXIT_USAGE or EXIT_FILES when there is nothing to compare, which
 * was said.
 */
enum exit_code diff_run(struct arena *arena, const struct options *options, bool color);

#endif
