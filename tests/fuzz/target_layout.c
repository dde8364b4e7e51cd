/* SPDX-License-Identifier: MIT */
/* `slotgen layout`: a schema, what it imports, and options, to the report in all its formats. */
#include "fuzz.h"
#include "session.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    session_fuzz(bytes, length, "layout");
    return 0;
}
