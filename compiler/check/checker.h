/* SPDX-License-Identifier: MIT */
/*
 * What the files of the checker share: the symbols of a schema and the functions that give them their meaning, listed
 * by the file that has them. Private to compiler/check.
 *
 * A mistake is reported where it is found and poisons what it belongs to: whatever uses something poisoned becomes
 * poisoned in silence, so that one mistake gives one message.
 */
#ifndef SLOTGEN_CHECK_CHECKER_H
#define SLOTGEN_CHECK_CHECKER_H

#include "check/annotations.h"
#include "check/check.h"
#include "check/imports.h"
#include "check/rules.h"
#include "check/scope.h"
#include "support/suggest.h"

enum {
    LIMIT_NAME = 255,       /* characters of a name */
    LIMIT_PATH = 4095,      /* bytes of the path of a header */
    LIMIT_SLOTS = 65535,    /* of a class */
    LIMIT_COPIES = 1 << 17, /* slots and arms in the classes of a file that are declared elsewhere */
    LIMIT_NESTING = 64,     /* levels of classes */
    LIMIT_MEMBERS = 65535,  /* of an enum */
    LIMIT_BYTES = 1 << 28   /* of a class, text(N) and bytes(N): 2^31 bits */
};

/* Elements of an array in all dimensions, and the bits that they may take. */
static const uint64_t limit_elements = UINT64_C(1) << 31;
static const uint64_t limit_bits = UINT64_C(1) << 31;

enum symbol_kind { SYMBOL_CONST, SYMBOL_TYPE, SYMBOL_ENUM, SYMBOL_TABLE, SYMBOL_CLASS, SYMBOL_REFUSED };

/* A set of kinds is the sum of these. */
#define SYMBOL_BIT(kind) (1U << (kind))

enum symbol_state {
    SYMBOL_NEW,  /* declared, not looked into */
    SYMBOL_OPEN, /* being resolved: whoever meets it again has found a cycle */
    SYMBOL_DONE,
    SYMBOL_POISONED /* an error was reported; uses of it are silently poisoned */
};

/* The default of a single value, or of an element. */
struct default_value {
    struct integer integer; /* as model_slot.default_integer */
    double real;            /* FLOAT16, FLOAT32, FLOAT64 */
    const char *bytes;      /* TEXT, BYTES: `length` of them, not padded */
    size_t length;
};

/* Everything that may stand behind the colon of a slot, resolved. */
struct content {
    struct model_type type;      /* of the elements, where it is an array */
    struct symbol *class_symbol; /* REF, CLASS: its class_model is type.class */
    bool is_inline;              /* CLASS: `inline` */
    const struct symbol *alias;  /* the `type` that it was named by, or NULL */
    const struct scope *members; /* ENUM, FLAGS: name -> struct model_member */
    size_t dim_count;            /* 0 for a single value */
    const uint32_t *dims;        /* counts, outermost first */
    uint32_t element_count;      /* product of them, 1..2^31; 1 without dimensions */
    bool optional;               /* the single value or the array as a whole */
    bool element_optional;       /* each element; never together with `optional` */
    bool has_sentinel;           /* of what is optional */
    struct integer sentinel;
    bool has_default;
    size_t default_count;                 /* a divisor of element_count: that of an element's type is repeated */
    const struct default_value *defaults; /* default_fill takes them to the slot */
    const char *unit;                     /* or NULL */
    bool is_private;
    bool is_counter;
    bool is_own;
};

/* Where the meaning of a symbol hangs on another one. */
struct symbol_use {
    struct symbol *target;
    struct span span;
};

/* A declared name. */
struct symbol {
    enum symbol_kind kind;
    enum symbol_state state;
    const struct ast_declaration *declaration;
    const struct model *home; /* of the schema that declares it */
    struct symbol *next;      /* in the order of the file */
    bool is_misnamed;         /* its name was reported */
    bool used;                /* TYPE */
    struct symbol *waiting;   /* TYPE, CLASS, while open: whose meaning hangs on this one */
    struct symbol_use *uses;  /* CONST; CLASS: what it embeds, inlines or derives from */
    size_t use_count;
    size_t use_next;        /* the first that was not followed yet */
    struct content content; /* TYPE */
    struct scope members;   /* ENUM: name -> struct model_member */
    struct model_const *constant;
    struct model_alias *alias_model;
    struct model_enum *enumeration;
    struct model_symbols *symbols_model;   /* TABLE */
    struct model_class *class_model;       /* CLASS: exists from class_head on */
    const struct annotations *annotations; /* CLASS: from class_head on */
    bool head_is_fine;                     /* CLASS: no error in its annotations and names */
    bool is_referred;                      /* CLASS: some slot is a ref to it */
    struct symbol *next_done;              /* CLASS: in the order in which they were done */
};

struct checker {
    struct arena *arena;
    struct diag *diag;
    const struct ast_file *file;
    const struct check_options *options;
    struct model *model;
    const struct ast_declaration *namespace_declaration; /* or NULL */
    struct symbol *symbols;                              /* all, in the order of the file */
    struct symbol *last;
    size_t symbol_count;
    struct scope globals; /* name -> struct symbol: the file's own, and those of imports that are not qualified */
    struct scope spaces;  /* namespace of imports -> struct import_space */
    struct import_space *first_space, *last_space; /* the same, in the order of the file */
    struct scope includes;                         /* paths of C headers, each once */
    struct scope unknown;                          /* names that were reported as unknown */
    uint64_t default_sum;                          /* elements and bytes of large defaults so far */
    uint64_t instance_sum;                         /* bytes of large classes with defaults so far */
    struct symbol refused;                         /* stands for all that an import with errors would have declared */
    bool lacks_include;                            /* the path of an include was reported */
    bool lacks_import;                             /* an import has errors */
    bool is_misnamed;                              /* the namespace's name was reported */
    struct building *building;                     /* the class at hand (building.h); NULL before the first */
    struct symbol *done; /* classes, each behind those that it embeds, inlines or derives from */
    struct symbol **done_end;
};

/* "slot", "year": whose type or default a message is about. */
struct owner {
    const char *what;
    const char *name;
};

/* check.c */
bool checker_is_full(const struct checker *checker);

/* declare.c: names. */
void declare_all(struct checker *checker);
/* The symbol of a name, perhaps a qualified one, or NULL. Those of imports are done. */
struct symbol *declare_find(struct checker *checker, const char *name);
/* Whether an unknown name is met for the first time; it is reported only then. */
bool declare_is_news(struct checker *checker, const char *name);
/* "a constant", "a class": what a symbol is. */
const char *declare_kind(const struct symbol *symbol);
/* Whether a name is bool, text, ..., or intN or uintN whatever the number. */
bool declare_is_builtin(const char *name);
/* Whether a member, slot or declaration may be called so; reports it if not. */
bool declare_name_is_fine(struct checker *checker, const struct ast_name *name);
/* The complete C name of a declaration with these annotations (or NULL); reports a name that C cannot bear. */
const char *declare_c_name(struct checker *checker, const struct symbol *symbol, const struct annotations *annotations);
const char *declare_full_name(struct checker *checker, const char *name);
/* Reports a cycle: every target uses the next one at its span, and the last uses the first. */
void declare_report_cycle(struct checker *checker, enum check_rule rule, const struct symbol_use *cycle, size_t count);

/* expressions.c: false when an error was reported, now or earlier. */
bool expression_evaluate(struct checker *checker, const struct ast_expr *expr, struct ratio *out);
/* `what` ("the lower bound") must be an integer of 64 bits. */
bool expression_to_integer(struct checker *checker, struct span span, struct ratio value, const char *what,
                           struct integer *out);
bool expression_integer(struct checker *checker, const struct ast_expr *expr, const char *what, struct integer *out);
/* Calls `visit` for every name in an expression. */
void expression_each_name(const struct ast_expr *expr, void (*visit)(void *context, const struct ast_expr *name),
                          void *context);

/* consts.c */
void consts_resolve(struct checker *checker);

/* enums.c */
void enum_resolve(struct checker *checker, struct symbol *symbol);
/* Puts `sorted`, which has all members, in the order of their values; equal ones stay in that of declaration. */
void enum_sort(struct model_enum *enumeration);

/* symbols.c */
void symbols_resolve(struct checker *checker, struct symbol *symbol);

/* aliases.c */
void alias_resolve(struct checker *checker, struct symbol *symbol);

/*
 * heads.c: names and annotations of a class, without its slots: all that a ref to it needs. Looked into once, whoever
 * asks first; false when an error was reported, now or earlier. Fills symbol->class_model and symbol->annotations.
 */
bool class_head(struct checker *checker, struct symbol *symbol);

/* types.c: a type, and what comes with it where it is declared under a name. Does not look into classes' slots. */
bool type_resolve(struct checker *checker, const struct ast_type *type, struct content *out);
enum { TYPE_TEXT_SIZE = 320 };
/* "0..255", "float32", "Side" for messages; in `buffer` where it has to be made. */
const char *type_text(const struct model_type *type, char buffer[TYPE_TEXT_SIZE]);

/* ranges.c: A .. B and A .. B step S. */
bool range_resolve(struct checker *checker, const struct ast_type *type, struct model_type *out);
/* The count of the step that a value is: NUMBER_FRACTION where it lies between two of them. */
enum number_status range_count(const struct model_type *type, struct ratio value, struct integer *out);
/* The last step that is not above a value of the range. */
struct ratio range_step_below(const struct model_type *type, struct ratio value);

/* arrays.c: T[N]. */
bool array_resolve(struct checker *checker, const struct ast_type *type, struct content *out);
/* Rule array-bits: of all elements, whose presence is known. */
bool array_check_bits(struct checker *checker, const struct ast_type *type, const struct content *content);

/* presence.c: (T ?), and the `?` behind a type, at `span`: rules optional-twice, optional-null. */
bool optional_resolve(struct checker *checker, const struct ast_type *type, struct content *out);
bool presence_resolve(struct checker *checker, struct owner owner, const struct ast_content *ast,
                      struct content *content);
/* Points at the range of a declared type, where the slot itself does not show it. */
void presence_note_alias(struct checker *checker, const struct content *content);

/* pointers.c: pointer("text", align: N). */
bool pointer_resolve(struct checker *checker, const struct ast_type *type, struct model_type *out);

/* contents.c: type, presence, default and annotations together. */
bool content_resolve(struct checker *checker, struct owner owner, const struct ast_content *ast,
                     enum annotation_place place, struct annotations *annotations, struct content *out);

/* defaults.c */
bool default_resolve(struct checker *checker, struct owner owner, const struct ast_value *value,
                     struct content *content);
/* Rule default-count: whether the default of an element's type may be that of all elements of an array. */
bool default_check_repeated(struct checker *checker, const struct ast_type *type, const struct content *content);
/* Fills the defaults of a slot, whose type, dimensions and encoding are there, from its content. */
void default_fill(struct checker *checker, const struct content *content, struct model_slot *slot);

/* order.c: a class, after all that it embeds, inlines or derives from. */
void class_resolve(struct checker *checker, struct symbol *symbol);

/* sizes.c: fills size and used_bits; false when an error was reported. */
bool size_resolve(struct checker *checker, const struct annotations *annotations, struct model_class *class_model);

/* boundaries.c: rule declared-align, of a class of which the size is known; false when an error was reported. */
bool boundaries_resolve(struct checker *checker, const struct model_class *class_model);

/* any.c: fills the link lists. */
void any_resolve(struct checker *checker);

/* unused.c: warning unused-default, of all classes. */
void unused_warn(const struct checker *checker);

/* warnings.c */
void warnings_report(struct checker *checker);

#endif
