/* SPDX-License-Identifier: MIT */
/*
 * The loops of a table, as loops.h has them, included once for each. It defines NAME, TITLE and IS_DATE as there, and
 *   CLASS          the class whose table it is; CLASS_store and its functions are in tables.c
 *   HUGE_PAGES     where there are: memory for all at once
 *   READS_ROWS     where records are read as structs, by get_row
 *   SCAN, FILTER   functions instead of the table's own
 * All of them are undefined here again.
 */
#define PASTE_CLASS(class, name) class##_##name
#define OF(class, name)          PASTE_CLASS(class, name)
#define STORE                    struct OF(CLASS, store)

#ifdef HUGE_PAGES
#define OPEN(count) OF(CLASS, table_open)(&huge_storage, count)
#else
#define OPEN(count) ((void)(count), OF(CLASS, table_open)(NULL, 0))
#endif

#ifdef READS_ROWS
#define AT(store, i)                                                                                                   \
    CLASS it;                                                                                                          \
    check(OF(CLASS, table_get_row)(&(store)->table, i, &it))
#define GET(slot) OF(CLASS, get_##slot)(&it)
#else
#define AT(store, i)     const size_t it = (i)
#define GET(slot)        OF(CLASS, table_get_##slot)(&store->table, it)
#define SET(slot, value) OF(CLASS, table_set_##slot)(&store->table, it, value)
#endif

#if IS_DATE
#define ADD_PUT(store, i)                                                                                              \
    CLASS row;                                                                                                         \
    (void)store, (void)(i), (void)OF(CLASS, make)(&row, V(year), V(month), V(day));                                    \
    check(OF(CLASS, table_append)(&(store)->table, &row))
#else
#define ADD_PUT(store, i)                                                                                              \
    TRADE_VALUES_OF(OF(CLASS, values), values);                                                                        \
    check(OF(CLASS, table_append_values)(&(store)->table, &values, NULL))
#endif

/* Bulk creation and writing are measured once, of the table as it is. */
#if defined(READS_ROWS) || defined(SCAN)
#define BULK  NULL
#define WRITE NULL
#else
#define BULK OF(CLASS, bulk)
#endif
#ifndef SCAN
#define SCAN   OF(CLASS, table_scan)
#define FILTER OF(CLASS, table_filter)
#endif
#define CREATE AT_ONCE
#define BYTES  OF(CLASS, table_size)
#include "loops.h"

#undef PASTE_CLASS
#undef OF
#undef CLASS
#undef HUGE_PAGES
#undef READS_ROWS
