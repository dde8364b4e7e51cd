/* SPDX-License-Identifier: MIT */
/*
 * Pools against a plain model: for each place who lives there, where, and what was written. Pools of all sizes are made
 * of the classes of storage.slots with other capacities and generations.
 */
#include "storage.h"
#include "storage.slots.h"

#include <slotgen/pool.h>

enum { LARGEST = 70000 };

/* ---- The model ---- */

struct tenant {
    uint32_t handle;   /* 0: the place is empty */
    uint32_t tenants;  /* that the place has had */
    unsigned char *at; /* where the place is; NULL while it had none */
    unsigned char stamp;
};

struct model {
    slot_class type;
    slot_pool pool;
    struct purse purse;
    slot_allocator allocator;
    struct tenant *places; /* of handle & mask; the first is unused */
    uint32_t capacity, bits, mask;
    uint32_t live, highest, retired;
};

static void model_begin(struct model *model, const slot_class *type, uint32_t capacity, uint32_t generation_bits)
{
    memset(model, 0, sizeof *model);
    model->type = *type;
    model->type.pool_capacity = capacity;
    model->type.generation_bits = generation_bits;
    model->purse = purse_full();
    model->allocator = purse_allocator(&model->purse);
    model->capacity = capacity;
    while (capacity >> model->bits != 0) model->bits++;
    model->mask = generation_bits == 0 ? UINT32_MAX : (UINT32_C(1) << model->bits) - 1;
    model->places = (struct tenant *)calloc((size_t)capacity + 1, sizeof *model->places);
    if (model->places == NULL) exit(2);
    const slot_storage storage = {&model->allocator, random_below(4) == 0};
    slot_pool_init_with(&model->pool, &model->type, &storage);
    CHECK(model->purse.allocations == 0);
}

static void model_end(struct model *model)
{
    slot_pool_free(&model->pool);
    CHECK(model->purse.bytes == 0 && slot_pool_bytes(&model->pool) == 0 && slot_pool_count(&model->pool) == 0);
    CHECK(slot_pool_next(&model->pool, 0) == 0);
    free(model->places);
}

/* Every byte of an instance says whose it is. */
static void write_stamp(const struct model *model, struct tenant *tenant)
{
    tenant->stamp = (unsigned char)random_bits();
    for (uint32_t i = 0; i < model->type.size; i++) tenant->at[i] = (unsigned char)(tenant->stamp + i * 7);
}

static bool stamp_holds(const struct model *model, const struct tenant *tenant)
{
    for (uint32_t i = 0; i < model->type.size; i++) {
        if (tenant->at[i] != (unsigned char)(tenant->stamp + i * 7)) return false;
    }
    return true;
}

static bool generations_are_used_up(const struct model *model, const struct tenant *tenant)
{
    return model->type.generation_bits != 0 && tenant->tenants == UINT64_C(1) << model->type.generation_bits;
}

/* ---- Steps ---- */

/* Whether instances with addresses, and in runs, are those that `next` goes through. */
static void check_runs(const struct model *model)
{
    const slot_pool *const pool = &model->pool;
    uint32_t handle = 0;
    uint32_t first = 0;
    uint32_t left = 0;
    uint32_t count = 0;
    const unsigned char *at = NULL;
    for (uint32_t next = slot_pool_next(pool, 0); next != 0; next = slot_pool_next(pool, next)) {
        const void *const one = slot_pool_next_at(pool, &handle, model->type.size, pool->block_shift);
        CHECK(handle == next && one == slot_pool_at(pool, next));
        if (left == 0) {
            at = (const unsigned char *)slot_pool_next_run(pool, &first, &count);
            left = count;
            CHECK(left > 0 && first == next);
        } else {
            at += model->type.size;
        }
        CHECK(at == one);
        if (left > 0) left--;
    }
    CHECK(slot_pool_next_at(pool, &handle, model->type.size, pool->block_shift) == NULL && handle == 0);
    CHECK(left == 0 && slot_pool_next_run(pool, &first, &count) == NULL && first == 0 && count == 0);
    first = pool->place_mask; /* no handle of this pool */
    count = UINT32_MAX;
    CHECK(slot_pool_next_run(pool, &first, &count) == NULL && first == 0 && count == 0);
}

/* Whether everything that was written is there, in order, and nothing else. */
static void check_all(const struct model *model)
{
    const slot_pool *const pool = &model->pool;
    uint32_t place = 0;
    uint32_t seen = 0;
    for (uint32_t handle = slot_pool_next(pool, 0); handle != 0; handle = slot_pool_next(pool, handle)) {
        for (place++; place <= model->highest && model->places[place].handle == 0; place++) {
        }
        if (place > model->highest) break;
        CHECK(handle == model->places[place].handle);
        CHECK(slot_pool_at(pool, handle) == model->places[place].at && stamp_holds(model, &model->places[place]));
        seen++;
    }
    CHECK(seen == model->live);
    check_runs(model);
    slot_pool_statistics statistics;
    slot_pool_describe(pool, &statistics);
    CHECK(statistics.live == model->live && slot_pool_count(pool) == model->live);
    CHECK(statistics.capacity == model->capacity && slot_pool_capacity(pool) == model->capacity - model->retired);
    CHECK(statistics.retired == model->retired);
    CHECK(statistics.reusable == model->highest - model->live - model->retired);
    CHECK(statistics.ready >= model->highest - model->retired && statistics.ready <= model->capacity);
    CHECK(statistics.instance_bytes == (size_t)model->live * model->type.size);
    CHECK(statistics.bytes == model->purse.bytes && slot_pool_bytes(pool) == model->purse.bytes);
    CHECK((statistics.extents == 0) == (statistics.ready == 0 && model->highest == 0));
}

/* What the pool says about a handle, whatever it is. */
static void check_handle(const struct model *model, uint32_t handle)
{
    const slot_pool *const pool = &model->pool;
    const uint32_t place = handle & model->mask;
    const bool is_known = place != 0 && place <= model->highest;
    const struct tenant *const tenant = is_known ? &model->places[place] : NULL;
    const bool lives = is_known && tenant->handle == handle && handle != 0;
    void *instance = &instance;
    CHECK(slot_pool_has(pool, handle) == lives);
    CHECK(slot_pool_try_at(pool, handle, &instance) == (lives ? SLOT_OK : SLOT_ESTALE));
    CHECK(instance == (lives ? tenant->at : NULL));
    if (model->type.generation_bits == 0) {
        void *const at = is_known ? tenant->at : NULL;
        CHECK(slot_pool_at(pool, handle) == at &&
              slot_pool_place(pool, handle, model->type.size, pool->block_shift) == at);
    } else {
        CHECK(slot_pool_at(pool, handle) == instance);
        CHECK(slot_pool_place_checked(pool, handle, model->type.size, pool->block_shift, model->type.generation_bits) ==
              instance);
    }
    if (lives) {
        CHECK(slot_pool_ref(pool, instance) == handle);
        /* Behind it lies the instance of the next place, or none. */
        const uint32_t next = slot_pool_ref(pool, tenant->at + model->type.size);
        CHECK(next == 0 || model->places[next & model->mask].at == tenant->at + model->type.size);
        CHECK(model->type.size == 1 || slot_pool_ref(pool, tenant->at + 1) == 0);
        CHECK(model->type.size == 1 || slot_pool_ref(pool, tenant->at + model->type.size - 1) == 0);
    } else if (is_known && tenant->handle == 0) {
        CHECK(slot_pool_ref(pool, tenant->at) == 0);
    }
}

static slot_status step_add(struct model *model, bool copies)
{
    static unsigned char from[LARGEST];
    uint32_t handle = 12345;
    for (uint32_t i = 0; copies && i < model->type.size; i++) from[i] = (unsigned char)random_bits();
    const slot_status status =
        copies ? slot_pool_add_copy(&model->pool, from, &handle) : slot_pool_add(&model->pool, &handle);
    if (status != SLOT_OK) {
        CHECK(handle == 12345);
        CHECK(status == (model->live == model->capacity - model->retired ? SLOT_EFULL : SLOT_ENOMEM));
        return status;
    }
    const uint32_t place = handle & model->mask;
    CHECK(place >= 1 && place <= model->capacity);
    if (place < 1 || place > model->capacity) exit(check_end());
    struct tenant *const tenant = &model->places[place];
    CHECK(tenant->handle == 0 && !generations_are_used_up(model, tenant));
    if (model->highest == model->live + model->retired) CHECK(place == model->highest + 1);
    else CHECK(place <= model->highest); /* places of the dead come first */
    const uint32_t generation = model->type.generation_bits == 0 ? 0 : tenant->tenants << model->bits;
    CHECK(handle == (generation | place));
    unsigned char *const at = (unsigned char *)slot_pool_at(&model->pool, handle);
    CHECK(at != NULL && (tenant->at == NULL || tenant->at == at) && (uintptr_t)at % model->type.align == 0);
    if (at == NULL) exit(check_end());
    static const unsigned char zeros[LARGEST];
    const unsigned char *const initial = model->type.initial == NULL ? zeros : model->type.initial;
    CHECK(memcmp(at, copies ? from : initial, model->type.size) == 0);
    tenant->handle = handle;
    tenant->at = at;
    tenant->tenants++;
    if (place > model->highest) model->highest = place;
    model->live++;
    write_stamp(model, tenant);
    return SLOT_OK;
}

static void forget(struct model *model, struct tenant *tenant)
{
    tenant->handle = 0;
    model->live--;
    if (generations_are_used_up(model, tenant)) model->retired++;
}

static void step_remove(struct model *model, uint32_t handle)
{
    const uint32_t place = handle & model->mask;
    const bool lives = place != 0 && place <= model->highest && model->places[place].handle == handle;
    check_handle(model, handle);
    if (lives) CHECK(stamp_holds(model, &model->places[place]));
    CHECK(slot_pool_remove(&model->pool, handle) == (lives ? SLOT_OK : SLOT_ESTALE));
    if (lives) forget(model, &model->places[place]);
    check_handle(model, handle);
}

static void step_clear(struct model *model)
{
    const size_t bytes = model->purse.bytes;
    slot_pool_clear(&model->pool);
    CHECK(model->purse.bytes == bytes && slot_pool_next(&model->pool, 0) == 0);
    for (uint32_t place = 1; place <= model->highest; place++) {
        if (model->places[place].handle != 0) forget(model, &model->places[place]);
    }
    if (model->type.generation_bits == 0) model->highest = 0;
    check_all(model);
}

static slot_status step_reserve(struct model *model, uint32_t count)
{
    const slot_status status = slot_pool_reserve(&model->pool, count);
    CHECK((status == SLOT_EFULL) == (count > model->capacity - model->retired));
    if (status == SLOT_OK) {
        slot_pool_statistics statistics;
        slot_pool_describe(&model->pool, &statistics);
        CHECK(statistics.ready >= count);
    }
    return status;
}

/* A handle that lives, one that may, or any. */
static uint32_t some_handle(const struct model *model)
{
    const uint32_t place = 1 + random_below(model->capacity);
    const uint32_t kind = random_below(20);
    if (kind == 0) return (uint32_t)random_bits();
    if (kind == 1) return random_below(model->capacity + 3);
    if (kind == 2 && model->type.generation_bits != 0) return place | (uint32_t)random_bits() << model->bits;
    if (model->places[place].handle != 0 || model->places[place].tenants == 0) return model->places[place].handle;
    return model->type.generation_bits == 0 ? place : place | (model->places[place].tenants - 1) << model->bits;
}

static void random_steps(const slot_class *type, uint32_t capacity, uint32_t generation_bits, uint32_t steps)
{
    static struct model model;
    uint32_t adding = 90;
    model_begin(&model, type, capacity, generation_bits);
    for (uint32_t step = 0; step < steps; step++) {
        const uint32_t kind = random_below(1000);
        if (step % (steps / 16 + 1) == steps / 16) {
            adding = 10 + random_below(85);
            check_all(&model);
        }
        if (kind == 0) step_reserve(&model, random_below(model.capacity + 2));
        if (kind == 1 && random_below(steps / 2000 + 1) == 0) step_clear(&model);
        model.purse.left = kind < 50 ? (long)random_below(3) : -1;
        if (random_below(100) < adding) step_add(&model, kind % 2 == 0);
        else step_remove(&model, some_handle(&model));
        model.purse.left = -1;
        check_handle(&model, some_handle(&model));
    }
    check_all(&model);
    /* Full, one too many, empty. */
    while (step_add(&model, false) == SLOT_OK) {
    }
    CHECK(model.live == model.capacity - model.retired);
    check_all(&model);
    for (uint32_t place = model.capacity; place > 0; place--) step_remove(&model, model.places[place].handle);
    check_all(&model);
    model_end(&model);
}

/* ---- Failures: each allocation of a script in turn ---- */

/* Whatever fails is tried again, so that in the end all is as if nothing had failed. */
static uint32_t run_script(struct model *model)
{
    uint32_t failures = 0;
    for (uint32_t i = 0; i < model->capacity / 2; i++) {
        while (step_add(model, i % 3 == 0) != SLOT_OK) failures++;
    }
    for (uint32_t place = 1; place < model->capacity / 2; place += 3) step_remove(model, model->places[place].handle);
    while (step_reserve(model, model->capacity - model->capacity / 5) != SLOT_OK) {
        check_all(model);
        failures++;
    }
    while (model->live < model->capacity) {
        if (step_add(model, false) != SLOT_OK) {
            check_all(model);
            failures++;
        }
    }
    check_all(model);
    return failures;
}

static void every_failure_in_turn(const slot_class *type, uint32_t capacity, uint32_t generation_bits)
{
    static struct model model;
    long failing = 0;
    uint32_t failures;
    do {
        model_begin(&model, type, capacity, generation_bits);
        model.purse.failing = ++failing;
        failures = run_script(&model);
        CHECK(failures <= 1);
        CHECK(model.purse.allocations >= failing || failures == 0);
        const long allocations = model.purse.allocations;
        model_end(&model);
        if (failing > allocations) break;
    } while (failing < 10000);
    CHECK(failing > 3);
}

/* ---- Generations ---- */

/* Sixteen tenants of each of five places, all told apart; then the pool is used up for good. */
static void places_retire(void)
{
    kept_Ticket_pool pool;
    kept_Ticket_pool_init(&pool);
    enum { PLACES = 5, TENANTS = 16 };
    kept_Ticket_ref all[PLACES * TENANTS];
    uint32_t count = 0;
    kept_Ticket_ref ref;
    while (count < PLACES * TENANTS && kept_Ticket_pool_add(&pool, &ref) == SLOT_OK) {
        for (uint32_t i = 0; i < count; i++) CHECK(all[i].id != ref.id && !kept_Ticket_pool_has(&pool, all[i]));
        CHECK(ref.id != 0 && ref.id <= 127); /* three bits of place, four of generation */
        CHECK(kept_Ticket_pool_has(&pool, ref));
        kept_Ticket *const ticket = kept_Ticket_pool_at(&pool, ref);
        CHECK(ticket != NULL && kept_Ticket_get_seat(ticket) == 0 && kept_Ticket_get_next(ticket).id == 0);
        kept_Ticket_set_seat(ticket, 999);
        kept_Ticket_set_next(ticket, ref);
        CHECK(kept_Ticket_get_next(ticket).id == ref.id);
        CHECK(kept_Ticket_pool_remove(&pool, ref) == SLOT_OK);
        CHECK(kept_Ticket_pool_remove(&pool, ref) == SLOT_ESTALE);
        CHECK(kept_Ticket_pool_at(&pool, ref) == NULL);
        all[count++] = ref;
    }
    CHECK(count == PLACES * TENANTS);
    CHECK(kept_Ticket_pool_add(&pool, &ref) == SLOT_EFULL);
    CHECK(slot_pool_capacity(&pool.base) == 0 && kept_Ticket_pool_count(&pool) == 0);
    CHECK(slot_pool_reserve(&pool.base, 1) == SLOT_EFULL && slot_pool_reserve(&pool.base, 0) == SLOT_OK);
    for (uint32_t id = 0; id < 1000; id++) {
        const kept_Ticket_ref any = {id};
        CHECK(!kept_Ticket_pool_has(&pool, any) && kept_Ticket_pool_at(&pool, any) == NULL);
    }
    slot_pool_clear(&pool.base);
    CHECK(kept_Ticket_pool_add(&pool, &ref) == SLOT_EFULL);
    kept_Ticket_pool_free(&pool);
    CHECK(kept_Ticket_pool_add(&pool, &ref) == SLOT_OK && ref.id == 1); /* free forgets */
    kept_Ticket_pool_free(&pool);
}

/* A block is used up before another one is taken, whatever comes and goes meanwhile. */
static void reuse_takes_no_memory(void)
{
    kept_Trade_pool pool;
    kept_Trade_pool_init(&pool);
    kept_Trade_ref ref = {0};
    CHECK(kept_Trade_pool_add(&pool, &ref) == SLOT_OK);
    const size_t bytes = kept_Trade_pool_bytes(&pool);
    for (uint32_t i = 0; i < 1000; i++) {
        kept_Trade_ref fresh;
        CHECK(kept_Trade_pool_remove(&pool, ref) == SLOT_OK);
        CHECK(kept_Trade_pool_add(&pool, &fresh) == SLOT_OK && fresh.id == ref.id);
        CHECK(kept_Trade_pool_add(&pool, &ref) == SLOT_OK && ref.id == i + 2);
    }
    CHECK(kept_Trade_pool_bytes(&pool) == bytes);
    kept_Trade_pool_clear(&pool);
    for (uint32_t i = 1; i <= 1001; i++) CHECK(kept_Trade_pool_add(&pool, &ref) == SLOT_OK && ref.id == i);
    CHECK(kept_Trade_pool_bytes(&pool) == bytes);
    kept_Trade_pool_free(&pool);
}

/* What place `index` of a pool of dates is to hold. */
static bool date_is(const kept_Date *date, uint32_t index)
{
    return kept_Date_get_year(date) == (int32_t)(index % 9999 + 1) &&
           kept_Date_get_month(date) == (int32_t)(index % 12 + 1) &&
           kept_Date_get_day(date) == (int32_t)(index % 31 + 1);
}

/* Three bytes are written as four: never into an instance that lives, nor into what a block knows of its dead. */
static void words_reach_no_neighbour(void)
{
    enum { COUNT = 20000 };
    kept_Date_pool pool;
    kept_Date_pool_init(&pool);
    kept_Date_ref ref;
    uint32_t removed = 0;
    for (uint32_t pass = 0; pass < 3; pass++) {
        while (kept_Date_pool_add(&pool, &ref) == SLOT_OK) {
            kept_Date *const date = kept_Date_pool_at(&pool, ref);
            CHECK(kept_Date_get_year(date) == 1970 && kept_Date_get_month(date) == 7 && kept_Date_get_day(date) == 1);
            kept_Date_set_year(date, (int32_t)(ref.id % 9999 + 1));
            kept_Date_set_month(date, (int32_t)(ref.id % 12 + 1));
            kept_Date_set_day(date, (int32_t)(ref.id % 31 + 1));
        }
        CHECK(kept_Date_pool_count(&pool) == COUNT);
        kept_Date *date;
        uint32_t count = 0;
        for (ref.id = 0; (date = kept_Date_pool_next_run(&pool, &ref, &count)) != NULL;) {
            for (uint32_t i = 0; i < count; i++) CHECK(date_is(&date[i], ref.id + i));
        }
        for (uint32_t i = 0; i < COUNT / 3; i++) {
            ref.id = random_below(COUNT) + 1;
            removed += kept_Date_pool_remove(&pool, ref) == SLOT_OK;
        }
        CHECK(kept_Date_pool_count(&pool) < COUNT && removed > 0);
    }
    kept_Date_pool_free(&pool);
}

/* ---- Sizes ---- */

/* Instances of any size and alignment: what they are made of is no affair of the pool. */
static void any_size(void)
{
    static const struct {
        uint32_t size, align, capacity, steps;
    } shapes[] = {
        {2, 1, 9000, 30000},  {4, 1, 20000, 60000}, {5, 1, 300, 9000},       {7, 1, 65, 4000},
        {8, 8, 5000, 20000},  {9, 1, 4097, 20000},  {15, 1, 4095, 20000},    {16, 16, 64, 4000},
        {17, 1, 63, 4000},    {31, 1, 5000, 20000}, {32, 8, 5000, 20000},    {33, 1, 5000, 20000},
        {200, 8, 2000, 9000}, {3000, 1, 300, 4000}, {20000, 4, 30, 600},     {40000, 1, 9, 400},
        {64, 64, 3000, 9000}, {192, 32, 700, 4000}, {4096, 4096, 100, 1000}, {8192, 4096, 40, 600},
        {3, 1, 1, 200},       {18, 2, 2, 400},      {LARGEST, 1, 20, 300},
    };
    static unsigned char initial[LARGEST];
    for (size_t i = 0; i < sizeof initial; i++) initial[i] = (unsigned char)(i * 7 + 1);
    for (uint32_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        slot_class type = kept_Flag_class;
        type.size = shapes[i].size;
        type.align = shapes[i].align;
        type.initial = i % 2 == 0 ? initial : NULL;
        random_state = i + 1;
        random_steps(&type, shapes[i].capacity, i % 3 * 4, shapes[i].steps);
        if (shapes[i].capacity >= 9 && shapes[i].capacity <= 300) every_failure_in_turn(&type, shapes[i].capacity, 0);
    }
}

/* Values that are refused use up no place and no generation, however large the instance is. */
static void refused_values(void)
{
    static kept_Page_values values;
    kept_Page_pool pool;
    kept_Page_ref ref = {77};
    int bad_slot = -1;
    kept_Page_pool_init(&pool);
    kept_Page_values_init(&values);
    values.number = 10;
    for (int i = 0; i < 10; i++) {
        CHECK(kept_Page_pool_add_values(&pool, &values, &ref, &bad_slot) == SLOT_ERANGE);
        CHECK(ref.id == 77 && bad_slot == kept_Page_SLOT_number);
    }
    CHECK(kept_Page_pool_bytes(&pool) == 0 && kept_Page_pool_capacity(&pool) == 3);
    values.number = 9;
    CHECK(kept_Page_pool_add_values(&pool, &values, &ref, NULL) == SLOT_OK && ref.id == 1);
    CHECK(kept_Page_get_number(kept_Page_pool_at(&pool, ref)) == 9);
    kept_Page_pool_free(&pool);
}

int main(void)
{
    const slot_class *const types[] = {&kept_Flag_class, &kept_Date_class, &kept_Trade_class, &kept_Note_class,
                                       &kept_Wide_class};
    static const uint32_t capacities[] = {1, 2, 5, 63, 64, 65, 128, 300, 4095, 4096, 4097, 8193, 12000};
    static const uint32_t generations[] = {0, 0, 1, 4, 8, 9, 16, 17};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        for (size_t k = 0; k < sizeof capacities / sizeof capacities[0]; k++) {
            const uint32_t capacity = capacities[k];
            for (size_t g = (i + k) % 3; g < sizeof generations / sizeof generations[0]; g += 3) {
                random_state = 1 + i * 1000 + k * 10 + g;
                random_steps(types[i], capacity, generations[g], capacity < 1000 ? 4000 : 5 * capacity);
            }
        }
        every_failure_in_turn(types[i], 700, 0);
        every_failure_in_turn(types[i], 300, (uint32_t)i * 5);
    }
    any_size();
    places_retire();
    refused_values();
    reuse_takes_no_memory();
    words_reach_no_neighbour();
    return check_end();
}
