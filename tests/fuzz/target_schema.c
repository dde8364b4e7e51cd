/* SPDX-License-Identifier: MIT */
/* The front end and the emitters: a schema, what it imports, and options, to header, private header and source. */
#include "fuzz.h"
#include "session.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    session_fuzz(bytes, length, NULL);
    return 0;
}
