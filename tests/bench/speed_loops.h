/* SPDX-License-Identifier: MIT */
/*
 * The loops of speed.c for one kind of record, included once for each: NAME is what the loops are called, RECORD the
 * type, CREATE(record, random) fills one in, SUM(record) reads three slots. No include guard.
 */
#define LOOP_PASTE(a, b)      a##_##b
#define LOOP_NAME(what, name) LOOP_PASTE(what, name)

static void LOOP_NAME(create, NAME)(void *memory, size_t count)
{
    RECORD *records = memory;
    uint64_t state = SEED;
    for (size_t i = 0; i < count; i++) {
        const uint64_t random = clock_random(&state);
        RECORD *record = &records[i];
        CREATE(record, random);
    }
}

static inline uint64_t LOOP_NAME(sum_of, NAME)(const RECORD *record)
{
    return SUM(record);
}

static uint64_t LOOP_NAME(scan, NAME)(const void *memory, size_t count)
{
    const RECORD *records = memory;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) sum += LOOP_NAME(sum_of, NAME)(&records[i]);
    return sum;
}

static uint64_t LOOP_NAME(pick, NAME)(const void *memory, const uint32_t *order, size_t count)
{
    const RECORD *records = memory;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) sum += LOOP_NAME(sum_of, NAME)(&records[order[i]]);
    return sum;
}

static const struct contender LOOP_NAME(contender, NAME) = {LOOP_STRING(NAME), sizeof(RECORD), LOOP_NAME(create, NAME),
                                                            LOOP_NAME(scan, NAME), LOOP_NAME(pick, NAME)};

#undef LOOP_PASTE
#undef LOOP_NAME
#undef NAME
#undef RECORD
#undef CREATE
#undef SUM
