/* SPDX-License-Identifier: MIT */
/* A run of the command over a fuzz input: main.c's own passes, without the last one, which writes. */
#ifndef SLOTGEN_FUZZ_SESSION_H
#define SLOTGEN_FUZZ_SESSION_H

#include "cli/run.h"
#include "input.h"

struct session {
    struct arena arena;
    struct run run;
    enum exit_code exit_code;
};

/*
 * Parses the words (INPUT_MOST_WORDS + 1 at most) behind `first` ("layout", or NULL), compiles what they name, and plans
 * the outputs. Output and messages must be caught (messages_begin). Fails where exit code and messages contradict each
 * other.
 */
void session_begin(struct session *session, const char *first, char *const *words, size_t word_count);

/* Fills all outputs and checks each by what its name says it is. */
void session_check(const struct session *session);

/* Ends the catching of what was printed, and checks it. */
void session_messages_end(const struct session *session);

void session_end(struct session *session);

/* All of it, over the input that the bytes are; catches what is printed, and checks it. */
void session_fuzz(const uint8_t *bytes, size_t length, const char *first);

#endif
