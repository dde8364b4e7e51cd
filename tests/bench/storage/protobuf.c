/* SPDX-License-Identifier: MIT */
/* protobuf-c: messages as its generated structs, in one array; from rivals.proto. */
#include "contender.h"
#include "rivals.pb-c.h"
#include "values.h"

#include <string.h>

#define ELEMENT(store, i) __typeof__(store) const it = (store) + (i)

#define NAME        date
#define TITLE       "protobuf-c"
#define IS_DATE     1
#define STORE       Protobuf__Date
#define OPEN(count) contender_memory((count) * sizeof(Protobuf__Date))
#define AT          ELEMENT
#define ADD(store, i)                                                                                                  \
    ELEMENT(store, i);                                                                                                 \
    protobuf__date__init(it)
#define GET(slot)        it->slot
#define SET(slot, value) it->slot = (value)
#include "loops.h"

#define NAME        trade
#define TITLE       "protobuf-c"
#define IS_DATE     0
#define STORE       Protobuf__Trade
#define OPEN(count) contender_memory((count) * sizeof(Protobuf__Trade))
#define AT          ELEMENT
#define ADD(store, i)                                                                                                  \
    ELEMENT(store, i);                                                                                                 \
    protobuf__trade__init(it);                                                                                         \
    it->has_parent = 1
#define GET(slot)        it->slot
#define SET(slot, value) it->slot = (__typeof__(it->slot))(value)
#include "loops.h"

static const struct contender *const dates[] = {&contender_date, NULL};
static const struct contender *const trades[] = {&contender_trade, NULL};
const struct contenders protobuf_contenders = {dates, trades};
