/* SPDX-License-Identifier: MIT */
/* FlatBuffers: a vector of structs in one buffer, as its C++ library makes it; from rivals.fbs. */
#include "contender.h"
#include "rivals_generated.h"
#include "values.h"

#include <cstring>

template <class record> struct flat_store {
    flatbuffers::FlatBufferBuilder builder;
    record *records;
    explicit flat_store(size_t count) : builder(count * sizeof(record) + 64), records(nullptr)
    {
        builder.CreateUninitializedVectorOfStructs<record>(count, &records);
    }
};

#define ELEMENT(store, i) auto const it = (store)->records + (i)

#define NAME             date
#define TITLE            "FlatBuffers struct"
#define IS_DATE          1
#define STORE            flat_store<flat::Date>
#define OPEN(count)      new flat_store<flat::Date>(count)
#define AT               ELEMENT
#define GET(slot)        it->slot()
#define SET(slot, value) it->mutate_##slot(static_cast<decltype(it->slot())>(value))
#define PUT()                                                                                                          \
    (*it = flat::Date(static_cast<uint16_t>(V(year)), static_cast<uint8_t>(V(month)), static_cast<uint8_t>(V(day))))
#include "loops.h"

#define NAME             trade
#define TITLE            "FlatBuffers struct"
#define IS_DATE          0
#define STORE            flat_store<flat::Trade>
#define OPEN(count)      new flat_store<flat::Trade>(count)
#define AT               ELEMENT
#define GET(slot)        it->slot()
#define SET(slot, value) it->mutate_##slot(static_cast<decltype(it->slot())>(value))
#define PUT()                                                                                                          \
    (*it = flat::Trade(V(time), V(price), V(quantity), V(parent), static_cast<uint16_t>(V(symbol)),                    \
                       static_cast<uint8_t>(V(side)), static_cast<uint8_t>(V(flags)), static_cast<uint8_t>(V(venue))))
#include "loops.h"

static const struct contender *const dates[] = {&contender_date, nullptr};
static const struct contender *const trades[] = {&contender_trade, nullptr};
extern "C" const struct contenders flatbuffers_contenders = {dates, trades};
