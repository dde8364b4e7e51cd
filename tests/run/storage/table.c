/* SPDX-License-Identifier: MIT */
/*
 * Tables against a plain model, an array of instances: random operations on classes of every kind of slot, as columns
 * and as rows, and every allocation failing in turn.
 */
#include "storage.h"
#include "tables.slots.h"

/* ---- Tables of any class ---- */

/* The generated functions of one class, by its name. */
struct kind {
    const slot_class *type;
    void (*init)(slot_table *table, const slot_storage *storage);
    slot_status (*append)(slot_table *table, const void *from);
    slot_status (*set_row)(slot_table *table, size_t row, const void *from);
    slot_status (*get_row)(const slot_table *table, size_t row, void *out);
    slot_status (*resize)(slot_table *table, size_t rows);
    slot_status (*reserve)(slot_table *table, size_t rows);
    slot_status (*swap_remove)(slot_table *table, size_t row);
    void (*clear)(slot_table *table);
    void (*release)(slot_table *table);
};

#define AS_TABLE(name, table) ((kept_##name##_table *)(void *)(table))
#define AS_CONST(name, table) ((const kept_##name##_table *)(const void *)(table))
#define KIND(name)                                                                                                     \
    static void name##_init(slot_table *table, const slot_storage *storage)                                            \
    {                                                                                                                  \
        kept_##name##_table_init_with(AS_TABLE(name, table), storage);                                                 \
    }                                                                                                                  \
    static slot_status name##_append(slot_table *table, const void *from)                                              \
    {                                                                                                                  \
        return kept_##name##_table_append(AS_TABLE(name, table), (const kept_##name *)from);                           \
    }                                                                                                                  \
    static slot_status name##_set_row(slot_table *table, size_t row, const void *from)                                 \
    {                                                                                                                  \
        return kept_##name##_table_set_row(AS_TABLE(name, table), row, (const kept_##name *)from);                     \
    }                                                                                                                  \
    static slot_status name##_get_row(const slot_table *table, size_t row, void *out)                                  \
    {                                                                                                                  \
        return kept_##name##_table_get_row(AS_CONST(name, table), row, (kept_##name *)out);                            \
    }                                                                                                                  \
    static slot_status name##_resize(slot_table *table, size_t rows)                                                   \
    {                                                                                                                  \
        return kept_##name##_table_resize(AS_TABLE(name, table), rows);                                                \
    }                                                                                                                  \
    static slot_status name##_reserve(slot_table *table, size_t rows)                                                  \
    {                                                                                                                  \
        return kept_##name##_table_reserve(AS_TABLE(name, table), rows);                                               \
    }                                                                                                                  \
    static slot_status name##_swap_remove(slot_table *table, size_t row)                                               \
    {                                                                                                                  \
        return kept_##name##_table_swap_remove(AS_TABLE(name, table), row);                                            \
    }                                                                                                                  \
    static void name##_clear(slot_table *table)                                                                        \
    {                                                                                                                  \
        kept_##name##_table_clear(AS_TABLE(name, table));                                                              \
    }                                                                                                                  \
    static void name##_release(slot_table *table)                                                                      \
    {                                                                                                                  \
        kept_##name##_table_free(AS_TABLE(name, table));                                                               \
    }                                                                                                                  \
    static const struct kind name##_kind = {&kept_##name##_class, name##_init,   name##_append,  name##_set_row,       \
                                            name##_get_row,       name##_resize, name##_reserve, name##_swap_remove,   \
                                            name##_clear,         name##_release};

KIND(Day)
KIND(DayRows)
KIND(Deal)
KIND(DealRows)
KIND(Thing)
KIND(ThingRows)

static const struct kind *const kinds[] = {&Day_kind,      &DayRows_kind, &Deal_kind,
                                           &DealRows_kind, &Thing_kind,   &ThingRows_kind};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* ---- Random instances ---- */

/* Sets slots to whatever they take. */
static void randomize(const slot_class *type, void *self)
{
    slot_init(type, self);
    for (uint32_t i = 0; i < 4 * type->names.count; i++) {
        const int slot = (int)random_below(type->names.count);
        const uint32_t elements = slot_elements(type, slot);
        (void)slot_set_at(type, self, slot, elements > 0 ? random_below(elements) : 0, random_value());
    }
}

/* ---- The model ---- */

struct model {
    const struct kind *kind;
    slot_table table;
    struct purse purse;
    slot_allocator allocator;
    unsigned char *instances;
    size_t count, room, size;
    unsigned char *spare; /* one instance */
};

static void model_begin(struct model *model, const struct kind *kind, size_t room)
{
    memset(model, 0, sizeof *model);
    model->kind = kind;
    model->purse = purse_full();
    model->allocator = purse_allocator(&model->purse);
    model->size = kind->type->size;
    model->room = room;
    model->instances = (unsigned char *)malloc(room * model->size + 1);
    model->spare = (unsigned char *)malloc(model->size);
    if (model->instances == NULL || model->spare == NULL) exit(2);
    const slot_storage storage = {&model->allocator, random_below(4) == 0};
    kind->init(&model->table, &storage);
    CHECK(model->purse.allocations == 0);
}

static void model_end(struct model *model)
{
    model->kind->release(&model->table);
    CHECK(model->purse.bytes == 0 && slot_table_bytes(&model->table) == 0 && slot_table_count(&model->table) == 0);
    free(model->instances);
    free(model->spare);
}

static unsigned char *instance(const struct model *model, size_t row)
{
    return model->instances + row * model->size;
}

static void check_row(const struct model *model, size_t row)
{
    CHECK(model->kind->get_row(&model->table, row, model->spare) == SLOT_OK);
    CHECK(memcmp(model->spare, instance(model, row), model->size) == 0);
}

static void check_all(struct model *model)
{
    CHECK(slot_table_count(&model->table) == model->count);
    CHECK(slot_table_bytes(&model->table) == model->purse.bytes);
    for (size_t row = 0; row < model->count; row++) check_row(model, row);
    memset(model->spare, 0x77, model->size);
    CHECK(model->kind->get_row(&model->table, model->count, model->spare) == SLOT_ESTALE);
    CHECK(model->kind->get_row(&model->table, SIZE_MAX, model->spare) == SLOT_ESTALE);
    CHECK(model->kind->set_row(&model->table, model->count, model->spare) == SLOT_ESTALE);
    CHECK(model->kind->swap_remove(&model->table, model->count) == SLOT_ESTALE);
    CHECK(model->spare[0] == 0x77 && model->spare[model->size - 1] == 0x77);
}

static slot_status append(struct model *model)
{
    unsigned char *const fresh = instance(model, model->count);
    randomize(model->kind->type, fresh);
    const slot_status status = model->kind->append(&model->table, fresh);
    CHECK(status == SLOT_OK || status == SLOT_ENOMEM);
    if (status == SLOT_OK) model->count++;
    return status;
}

static slot_status resize(struct model *model, size_t rows)
{
    const slot_status status = model->kind->resize(&model->table, rows);
    CHECK(status == SLOT_OK || (status == SLOT_ENOMEM && rows > model->count));
    if (status != SLOT_OK) return status;
    for (size_t row = model->count; row < rows; row++) slot_init(model->kind->type, instance(model, row));
    model->count = rows;
    return status;
}

static void swap_remove(struct model *model, size_t row)
{
    CHECK(model->kind->swap_remove(&model->table, row) == SLOT_OK);
    memmove(instance(model, row), instance(model, --model->count), model->size);
}

static void set_row(struct model *model, size_t row)
{
    randomize(model->kind->type, instance(model, row));
    CHECK(model->kind->set_row(&model->table, row, instance(model, row)) == SLOT_OK);
}

/* ---- Random operations ---- */

static void random_steps(const struct kind *kind, size_t room, uint32_t steps)
{
    static struct model model;
    model_begin(&model, kind, room);
    uint32_t adding = 60;
    for (uint32_t step = 0; step < steps; step++) {
        const uint32_t choice = random_below(100);
        if (step % (steps / 8) == 0) {
            check_all(&model);
            adding = 40 + random_below(40);
        }
        model.purse.left = random_below(4) == 0 ? 0 : -1; /* a scarcity now and then */
        if (choice < adding) {
            if (model.count < room) (void)append(&model);
        } else if (choice < 96) {
            if (model.count > 0 && choice % 2 == 0) swap_remove(&model, random_below((uint32_t)model.count));
            else if (model.count > 0) set_row(&model, random_below((uint32_t)model.count));
        } else if (choice < 98) {
            (void)resize(&model, random_below((uint32_t)room + 1));
        } else if (choice == 98) {
            const slot_status status = kind->reserve(&model.table, random_below((uint32_t)room + 1));
            CHECK(status == SLOT_OK || status == SLOT_ENOMEM);
        } else if (random_below(20) == 0) {
            kind->clear(&model.table);
            model.count = 0;
        }
        model.purse.left = -1;
        for (uint32_t i = 0; i < 2 && model.count > 0; i++) check_row(&model, random_below((uint32_t)model.count));
    }
    check_all(&model);
    model_end(&model);
}

/* ---- Failures: each allocation of a script in turn ---- */

static uint32_t run_script(struct model *model)
{
    uint32_t failures = 0;
    while (model->count < 700) {
        if (append(model) == SLOT_OK) continue;
        check_all(model);
        failures++;
    }
    while (resize(model, model->room - 10) != SLOT_OK) {
        check_all(model);
        failures++;
    }
    check_all(model);
    while (model->count > 300) swap_remove(model, model->count / 3);
    while (model->kind->reserve(&model->table, 2 * model->room) != SLOT_OK) {
        check_all(model);
        failures++;
    }
    model->purse.left = 0; /* what is reserved needs nothing */
    while (model->count < model->room) CHECK(append(model) == SLOT_OK);
    check_all(model);
    return failures;
}

static void every_failure_in_turn(const struct kind *kind, size_t room)
{
    static struct model model;
    long failing = 0;
    long allocations;
    do {
        model_begin(&model, kind, room);
        model.purse.failing = ++failing;
        CHECK(run_script(&model) == (failing <= model.purse.allocations ? 1 : 0));
        allocations = model.purse.allocations;
        model_end(&model);
    } while (failing <= allocations && failing < 1000);
    CHECK(failing > 3);
}

int main(void)
{
    for (size_t i = 0; i < KINDS; i++) {
        static const size_t rooms[] = {1, 2, 63, 64, 65, 200, 1500};
        for (size_t k = 0; k < sizeof rooms / sizeof rooms[0]; k++) {
            random_state = 1 + i * 100 + k;
            random_steps(kinds[i], rooms[k], 2000);
        }
        every_failure_in_turn(kinds[i], 1300);
    }
    random_state = 77;
    random_steps(&Day_kind, 70000, 9000);
    random_steps(&DayRows_kind, 70000, 9000);
    return check_end();
}
