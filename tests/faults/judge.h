/* SPDX-License-Identifier: MIT */
/* What a run with a fault may leave behind. */
#ifndef SLOTGEN_TESTS_FAULTS_JUDGE_H
#define SLOTGEN_TESTS_FAULTS_JUDGE_H

#include "commands.h"

/* How much a fault leaves slotgen to promise. */
enum promise {
    PROMISE_ALL,      /* everything is as it will be, or as it was, and nothing is left over */
    PROMISE_CONTENTS, /* the same, but a temporary may be left over */
    PROMISE_WHOLE,    /* every single file is as it will be or as it was; temporaries may be left over */
    PROMISE_ORDER     /* that, and a header is new only where everything else is */
};

/* NULL, or what is wrong with the folder as it is now; `is_done`: the run said that it succeeded. */
const char *judge_folder(const struct change *change, const struct tree *now, enum promise promise, bool is_done);

/* NULL, or what is wrong with what the run said: its exit status, its messages, standard output. */
const char *judge_words(const struct change *change, const struct outcome *outcome);

#endif
