/* SPDX-License-Identifier: MIT */
/*
 * What the files share that make a class of its items: the class at hand, and where in it an item stands. Private to
 * the files named below.
 *
 * The lists of a class grow in memory that one class after another uses; the class gets copies of the right size when
 * it is done. So nothing may keep a pointer to a slot meanwhile: an index serves.
 */
#ifndef SLOTGEN_CHECK_BUILDING_H
#define SLOTGEN_CHECK_BUILDING_H

#include "check/checker.h"

struct unused_default;

struct building {
    struct checker *checker;
    struct symbol *symbol;
    struct model_class *class_model;
    struct scope names;       /* path -> struct named */
    struct model_slot *slots; /* class_model->slot_count of them so far */
    size_t slots_allocated;
    struct model_choice **choices;
    size_t choices_allocated;
    struct model_overlay *overlays;
    size_t overlays_allocated;
    size_t copies;                 /* of slots and members so far, in all classes of the run */
    struct unused_default *unused; /* found so far, in all classes */
    struct unused_default **unused_end;
    bool is_full; /* that there are too many slots was said */
};

/* Where items stand: in a class, or in an arm. */
struct surroundings {
    const char *path;             /* before their names: "" or "origin." */
    const char *c_path;           /* "" or "origin_" */
    const struct ast_item *items; /* the first that stands there; NULL in an arm of a single slot */
    const struct model_arm *arm;  /* or NULL */
    uint32_t overlay;             /* as model_slot's */
    bool is_private;
};

/* Rule default-size, before the default of a slot is filled in. */
bool default_may_fill(struct checker *checker, const struct content *content, struct span span);

/* Rule default-size, of a class whose size is known. */
bool default_check_instance(struct checker *checker, const struct model_class *class_model);

/* What a path of the class names, or would name but for an error. */
struct named {
    struct span span;
    const struct ast_item *items;   /* as the surroundings' */
    const struct model_class *base; /* that has it, where it is inherited, else NULL */
    bool is_slot;                   /* a slot without errors, neither inline nor a oneof */
    size_t slot;                    /* its index */
    bool is_poisoned;               /* some error was reported of what it names */
};

/* building.c: the one building of a run, whose memory serves class after class. */
struct building *building_start(struct checker *checker, struct symbol *symbol);
/* Room for `count` more slots, or rule class-slots at `span`: `what` ("inline 'Date'") would bring them. */
bool building_has_room(struct building *building, size_t count, struct span span, const char *what);
/* Rule schema-slots: `count` slots or arms come that were declared elsewhere. */
bool building_may_copy(struct building *building, size_t count, struct span span);
/* The next slot, zeroed; the room was asked for. Valid until the next one. */
struct model_slot *building_add_slot(struct building *building);
void building_add_choice(struct building *building, struct model_choice *choice);
/* The number of the new overlay as model_slot has it. */
uint32_t building_add_overlay(struct building *building, struct model_overlay overlay);
const char *building_join(struct building *building, const char *prefix, const char *name);

/* classes.c: false when an error was reported, now or earlier. */
bool items_resolve(struct building *building, const struct surroundings *around, const struct ast_item *items,
                   struct model_node *nodes);
size_t items_count_nodes(const struct ast_item *items);
/* The type and the like of a declaration of slots. */
bool item_content(struct building *building, const struct ast_item *item, struct annotations *annotations,
                  struct content *content);
/* One slot of such a declaration; its content is not looked at where it is not `fine`. */
bool item_declare(struct building *building, const struct surroundings *around, const struct ast_item *item,
                  const struct ast_name *name, const struct annotations *annotations, const struct content *content,
                  bool fine, struct model_node *node);
/* Enters the name of an item; NULL after a message. */
struct named *item_name(struct building *building, const struct surroundings *around, const struct ast_name *name);
/* What a oneof or an overlay has in common with a slot: names and place, for the node. */
void item_fill_node(struct building *building, const struct surroundings *around, const struct ast_item *item,
                    const struct ast_name *name, enum model_node_kind kind, struct model_node *node);
/* The C name that @c_name gives, in place of that of the schema. */
void item_rename(struct building *building, const struct surroundings *around, const struct annotations *annotations,
                 struct model_node *node);
/* A new slot with the names of a node and what surrounds it. */
struct model_slot *item_add_slot(struct building *building, const struct surroundings *around,
                                 const struct model_node *node);

/* Makes the class; what it needs of others is there (order.c). */
void class_build(struct checker *checker, struct symbol *symbol);

/* bases.c: the base with slots among those that are written. */
bool bases_resolve(struct building *building);
/* Takes its slots and nodes over; the class's own come behind them. False after rule schema-slots. */
bool bases_inherit(struct building *building);

/* splice.c: slots of one class among those of another. */
struct splice {
    const struct model_class *from;
    const char *path; /* before the names: "", "settled." */
    const char *c_path;
    struct span span; /* of the new slots; {0, 0}: as in `from` */
    size_t dim_count; /* before those of the slots */
    const struct model_dim *dims;
    uint32_t element_count;
    const struct model_arm *arm; /* of what has none in `from` */
    uint32_t overlay;            /* of all, or 0 */
    bool is_inherited;
    bool is_private;
    bool is_read_only;
};
/* Slots, and arms of choices: what every class has copies of. */
size_t splice_count(const struct model_class *from);
void splice_slots(struct building *building, const struct splice *splice);
void splice_nodes(struct building *building, const struct model_node *from, size_t count, struct model_node *to);
/* An inline class as the type of a slot whose names are in `node`: its tag and its slots; completes the node. */
bool splice_inline(struct building *building, const struct surroundings *around, const struct content *content,
                   struct model_node *node);

/* oneofs.c, overlays.c */
bool oneof_resolve(struct building *building, const struct surroundings *around, const struct ast_item *item,
                   struct model_node *node);
bool overlay_resolve(struct building *building, const struct surroundings *around, const struct ast_item *item,
                     struct model_node *node);
/* Rule overlay-default, of a slot in an overlay. */
bool overlay_check_default(struct building *building, const struct ast_item *item, const struct ast_name *name,
                           const struct content *content);
/* reserved.c: `reserved N;` */
bool reserved_resolve(struct building *building, const struct surroundings *around, const struct ast_item *item,
                      struct model_node *node);
/* lists.c: the class's copies of the lists, in their final order. */
void lists_keep(struct building *building);

/* unused.c: notes for unused_warn that a slot of an arm has a default which nothing applies, if that is so. */
void unused_note(struct building *building, const struct model_arm *arm, const struct ast_name *name,
                 const struct ast_value *default_value);

#endif
