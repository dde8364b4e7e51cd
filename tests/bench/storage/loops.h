/* SPDX-License-Identifier: MIT */
/*
 * The loops of one contender, included once for each. It defines, all of them undefined here again:
 *   NAME, TITLE      what the loops and the contender are called, and what the table says
 *   IS_DATE          1 or 0: a Trade
 *   STORE            the type of the store
 *   OPEN(count)      an empty store
 *   AT(store, i)     declares what GET and SET need to reach record i
 *   GET(slot)        its value; SET(slot, value)
 *   ADD(store, i)    as AT, of a new record, the i-th; AT where it is not given
 *   CREATE           AT_ONCE: one at a time it comes only with all its slots
 *   PUT()            sets all slots at once, to V(slot) each; or ADD_PUT(store, i): a new record with them. Neither:
 *                    not there
 *   BULK, SCAN, FILTER, WRITE, CHURN, BYTES   functions instead of those made here, or NULL
 */
#define LOOP_PASTE(a, b)      a##_##b
#define LOOP_NAME(what, name) LOOP_PASTE(what, name)
#ifndef ADD
#define ADD(store, i) AT(store, i)
#endif
#if IS_DATE
#define SET_ALL                                                                                                        \
    SET(year, V(year));                                                                                                \
    SET(month, V(month));                                                                                              \
    SET(day, V(day))
#define SET_THREE SET_ALL
#define SUM       (uint64_t)(GET(year) + GET(month) + GET(day))
#define MATCHING  ((0 - (uint64_t)(GET(month) <= MONTH_LIMIT)) & (uint64_t)GET(year))
#define ONE       (uint64_t) GET(year)
#else
#define SET_ALL                                                                                                        \
    SET(symbol, V(symbol));                                                                                            \
    SET(side, V(side));                                                                                                \
    SET(price, V(price));                                                                                              \
    SET(quantity, V(quantity));                                                                                        \
    SET(time, V(time));                                                                                                \
    SET(flags, V(flags));                                                                                              \
    SET(venue, V(venue));                                                                                              \
    SET(parent, V(parent))
#define SET_THREE                                                                                                      \
    SET(price, V(price));                                                                                              \
    SET(quantity, V(quantity));                                                                                        \
    SET(venue, V(venue))
#define SUM      (uint64_t)(GET(price) + GET(quantity) + GET(venue))
#define MATCHING ((0 - (uint64_t)(GET(price) < PRICE_LIMIT)) & (uint64_t)GET(quantity))
#define ONE      (uint64_t) GET(price)
#endif

static void *LOOP_NAME(open, NAME)(size_t count)
{
    return OPEN(count);
}

#define V(slot) VALUE_##slot(random)

#ifndef CREATE
static void LOOP_NAME(create, NAME)(void *memory, size_t count)
{
    STORE *const store = (STORE *)memory;
    uint64_t state = SEED;
    for (size_t i = 0; i < count; i++) {
        const uint64_t random = clock_random(&state);
        ADD(store, i);
        SET_ALL;
    }
}
#define CREATE LOOP_NAME(create, NAME)
#endif

#if defined PUT && !defined ADD_PUT
#define ADD_PUT(store, i)                                                                                              \
    ADD(store, i);                                                                                                     \
    PUT()
#endif
#ifdef ADD_PUT
static void LOOP_NAME(create_at_once, NAME)(void *memory, size_t count)
{
    STORE *const store = (STORE *)memory;
    uint64_t state = SEED;
    for (size_t i = 0; i < count; i++) {
        const uint64_t random = clock_random(&state);
        ADD_PUT(store, i);
    }
}
#define AT_ONCE LOOP_NAME(create_at_once, NAME)
#else
#define AT_ONCE NULL
#endif

#ifndef WRITE
static void LOOP_NAME(write, NAME)(void *memory, const uint32_t *order, size_t count)
{
    STORE *const store = (STORE *)memory;
    uint64_t state = SEED_OF_WRITES;
    for (size_t i = 0; i < count; i++) {
        const uint64_t random = clock_random(&state);
        AT(store, order[i]);
        SET_THREE;
    }
}
#define WRITE LOOP_NAME(write, NAME)
#endif

#undef V
#ifndef BULK
#define V(slot) source.slot[i % SOURCE_ROWS]
static void LOOP_NAME(bulk, NAME)(void *memory, size_t count)
{
    STORE *const store = (STORE *)memory;
    for (size_t i = 0; i < count; i++) {
#ifdef ADD_PUT
        ADD_PUT(store, i);
#else
        ADD(store, i);
        SET_ALL;
#endif
    }
}
#undef V
#define BULK LOOP_NAME(bulk, NAME)
#endif

#ifndef SCAN
static uint64_t LOOP_NAME(scan, NAME)(const void *memory, size_t count)
{
    const STORE *const store = (const STORE *)memory;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        AT(store, i);
        sum += SUM;
    }
    return sum;
}
#define SCAN LOOP_NAME(scan, NAME)
#endif

#ifndef FILTER
static uint64_t LOOP_NAME(filter, NAME)(const void *memory, size_t count)
{
    const STORE *const store = (const STORE *)memory;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        AT(store, i);
        sum += MATCHING;
    }
    return sum;
}
#define FILTER LOOP_NAME(filter, NAME)
#endif

static uint64_t LOOP_NAME(pick, NAME)(const void *memory, const uint32_t *order, size_t count)
{
    const STORE *const store = (const STORE *)memory;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        AT(store, order[i]);
        sum += SUM;
    }
    return sum;
}

static uint64_t LOOP_NAME(pick_one, NAME)(const void *memory, const uint32_t *order, size_t count)
{
    const STORE *const store = (const STORE *)memory;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        AT(store, order[i]);
        sum += ONE;
    }
    return sum;
}

#ifndef CHURN
#define CHURN NULL
#endif
#ifndef BYTES
#define BYTES NULL
#endif

static const struct contender LOOP_NAME(contender, NAME) = {TITLE,
                                                            LOOP_NAME(open, NAME),
                                                            CREATE,
                                                            AT_ONCE,
                                                            BULK,
                                                            SCAN,
                                                            FILTER,
                                                            LOOP_NAME(pick, NAME),
                                                            LOOP_NAME(pick_one, NAME),
                                                            WRITE,
                                                            CHURN,
                                                            BYTES,
                                                            0};

#undef LOOP_PASTE
#undef LOOP_NAME
#undef NAME
#undef TITLE
#undef IS_DATE
#undef STORE
#undef OPEN
#undef AT
#undef GET
#undef SET
#undef ADD
#undef PUT
#undef ADD_PUT
#undef BULK
#undef SCAN
#undef FILTER
#undef WRITE
#undef CHURN
#undef BYTES
#undef AT_ONCE
#undef CREATE
#undef SET_ALL
#undef SET_THREE
#undef SUM
#undef MATCHING
#undef ONE
