/* SPDX-License-Identifier: MIT */
/*
 * The one table of the rules that a schema must keep, and of the warnings. The name stands in brackets behind the
 * message; docs/language.md explains it, and tests/golden/errors or tests/golden/warnings has a case of that name
 * (tests/golden/run.sh fails without either). Those of the text itself are in parse/rules.h. Knows no schema.
 */
#ifndef SLOTGEN_CHECK_RULES_H
#define SLOTGEN_CHECK_RULES_H

#define CHECK_RULES(X)                                                                                                 \
    /* the file and its names */                                                                                       \
    X(RULE_SCHEMA_EMPTY, "schema-empty", "a file declares something")                                                  \
    X(RULE_NAMESPACE_FIRST, "namespace-first", "the namespace stands before every declaration")                        \
    X(RULE_NAMESPACE_DUPLICATE, "namespace-duplicate", "a file has one namespace")                                     \
    X(RULE_DECLARATION_DUPLICATE, "declaration-duplicate", "a name is declared once")                                  \
    X(RULE_NAME_BUILTIN, "name-builtin", "built-in type names are not declared again")                                 \
    X(RULE_NAME_RESERVED, "name-reserved", "names that C or C++ reserve are not used")                                 \
    X(RULE_NAME_LENGTH, "name-length", "a name has at most 255 characters")                                            \
    X(RULE_NAME_UNAVAILABLE, "name-unavailable", "a bare C name is not a word of C or C++")                            \
    X(RULE_C_NAME_INVALID, "c-name-invalid", "@c_name is a C identifier")                                              \
    X(RULE_C_NAME_COLLISION, "c-name-collision", "no two declarations ask for one C name")                             \
    /* imports */                                                                                                      \
    X(RULE_IMPORT_PATH, "import-path", "an import names a file NAME.slots")                                            \
    X(RULE_IMPORT_MISSING, "import-missing", "an imported file is there and can be read")                              \
    X(RULE_IMPORT_NAME, "import-name", "no two schemas of a run have one base name")                                   \
    X(RULE_IMPORT_CYCLE, "import-cycle", "a schema does not import itself")                                            \
    X(RULE_IMPORT_DEPTH, "import-depth", "a chain of imports has at most 64 schemas")                                  \
    X(RULE_IMPORT_DUPLICATE, "import-duplicate", "a schema is imported once")                                          \
    /* constants */                                                                                                    \
    X(RULE_CONST_UNKNOWN, "const-unknown", "an expression names declared constants only")                              \
    X(RULE_CONST_CYCLE, "const-cycle", "a constant does not depend on itself")                                         \
    X(RULE_NUMBER_OVERFLOW, "number-overflow", "every number fits 64 bits")                                            \
    X(RULE_DIVISION_BY_ZERO, "division-by-zero", "nothing is divided by zero")                                         \
    X(RULE_SHIFT_RANGE, "shift-range", "a shift goes 0 to 63 bits far")                                                \
    X(RULE_INTEGER_NEEDED, "integer-needed", "no fraction stands where an integer is needed")                          \
    /* types */                                                                                                        \
    X(RULE_TYPE_UNKNOWN, "type-unknown", "a type is built in or declared")                                             \
    X(RULE_TYPE_CYCLE, "type-cycle", "a type does not stand for itself")                                               \
    X(RULE_INT_WIDTH, "int-width", "intN and uintN have 1 to 64 bits")                                                 \
    X(RULE_RANGE_EMPTY, "range-empty", "a range does not end below its beginning")                                     \
    X(RULE_RANGE_STEP, "range-step", "a range between decimals has a step")                                            \
    X(RULE_RANGE_BOUNDS, "range-bounds", "both bounds fit one 64-bit type")                                            \
    X(RULE_TYPE_ARGUMENT, "type-argument", "a type has the arguments it needs")                                        \
    X(RULE_STEP_POSITIVE, "step-positive", "a step is above 0")                                                        \
    X(RULE_STEP_DIVIDES, "step-divides", "a range ends on a step")                                                     \
    X(RULE_STEP_LIMIT, "step-limit", "a double tells the steps of a range apart")                                      \
    X(RULE_TEXT_SIZE, "text-size", "text(N) and bytes(N) have 1 to 2^28 bytes")                                        \
    X(RULE_ARRAY_COUNT, "array-count", "an array has 1 to 2^31 elements in all")                                       \
    X(RULE_ARRAY_BITS, "array-bits", "an array takes at most 2^31 bits")                                               \
    X(RULE_ARRAY_ELEMENT, "array-element", "the element of an array is no optional array")                             \
    X(RULE_SYMBOLS_CAPACITY, "symbols-capacity", "a table of symbols has 1 to 2^32 - 1 of them")                       \
    X(RULE_REF_POOL, "ref-pool", "what a ref refers to has a pool")                                                    \
    X(RULE_POINTER_TYPE, "pointer-type", "what a pointer points to is a type of C")                                    \
    X(RULE_POINTER_ALIGN, "pointer-align", "what a pointer points to is aligned to a power of two from 1 to 4096")     \
    X(RULE_INCLUDE_PATH, "include-path", "an include names a header")                                                  \
    /* presence and defaults */                                                                                        \
    X(RULE_OPTIONAL_TWICE, "optional-twice", "an optional type is not made optional again")                            \
    X(RULE_OPTIONAL_NULL, "optional-null", "what can be null or unset is not made optional")                           \
    X(RULE_UNSET_TYPE, "unset-type", "'unset' belongs to integers")                                                    \
    X(RULE_UNSET_RANGE, "unset-range", "the unset value lies outside the range")                                       \
    X(RULE_UNSET_BOUNDS, "unset-bounds", "the unset value and the range fit one 64-bit type")                          \
    X(RULE_DEFAULT_TYPE, "default-type", "a default is of the slot's type")                                            \
    X(RULE_DEFAULT_RANGE, "default-range", "a default lies in the slot's range")                                       \
    X(RULE_DEFAULT_STEP, "default-step", "a default does not lie between two steps")                                   \
    X(RULE_DEFAULT_TEXT, "default-text", "a default of text is UTF-8 without NUL")                                     \
    X(RULE_DEFAULT_COUNT, "default-count", "the default of an array has as many elements as the array")                \
    X(RULE_DEFAULT_SIZE, "default-size", "large defaults of a file have at most 2^22 bytes in all")                    \
    X(RULE_DEFAULT_MEMBER, "default-member", "a default names members of the enum or flags")                           \
    X(RULE_DEFAULT_REPEATED, "default-repeated", "a default names a flag once")                                        \
    /* enums and flags */                                                                                              \
    X(RULE_ENUM_EMPTY, "enum-empty", "an enum or flags has members")                                                   \
    X(RULE_ENUM_MEMBERS, "enum-members", "an enum has at most 65,535 members")                                         \
    X(RULE_MEMBER_DUPLICATE, "member-duplicate", "a member is named once")                                             \
    X(RULE_VALUE_DUPLICATE, "value-duplicate", "no two members have one value")                                        \
    X(RULE_ENUM_VALUE, "enum-value", "the value of an enum's member fits an int")                                      \
    X(RULE_FLAG_BIT, "flag-bit", "the bit of a flag is one of 0 to 63")                                                \
    /* classes */                                                                                                      \
    X(RULE_SLOT_DUPLICATE, "slot-duplicate", "a class has one slot of a name")                                         \
    X(RULE_SLOT_INHERITED, "slot-inherited", "no slot is named as one of a base")                                      \
    X(RULE_SLOT_BARE, "slot-bare", "all slots of a class have a type, or none")                                        \
    X(RULE_BASE_UNKNOWN, "base-unknown", "a base is a declared class")                                                 \
    X(RULE_BASE_DUPLICATE, "base-duplicate", "a class names a base once")                                              \
    X(RULE_BASE_CONFLICT, "base-conflict", "one base at most has slots of its own")                                    \
    X(RULE_CLASS_CYCLE, "class-cycle", "a class does not hold or inherit from itself")                                 \
    X(RULE_CLASS_NESTING, "class-nesting", "classes in classes nest 64 levels deep")                                   \
    X(RULE_ONEOF_EMPTY, "oneof-empty", "a oneof has arms")                                                             \
    X(RULE_ONEOF_ARM_DUPLICATE, "oneof-arm-duplicate", "an arm is named once")                                         \
    X(RULE_ONEOF_BY_UNKNOWN, "oneof-by-unknown", "what tells arms apart is a slot before them")                        \
    X(RULE_ONEOF_BY_TYPE, "oneof-by-type", "what tells arms apart is a single enum or bool")                           \
    X(RULE_ONEOF_BY_ARM, "oneof-by-arm", "an arm is a member of the enum that tells them apart")                       \
    X(RULE_ONEOF_BY_TWICE, "oneof-by-twice", "a slot tells the arms of one oneof apart")                               \
    X(RULE_ONEOF_BY_OPTIONAL, "oneof-by-optional", "whether there is an arm is told by the slot behind 'by'")          \
    X(RULE_OVERLAY_EMPTY, "overlay-empty", "an overlay has arms")                                                      \
    X(RULE_OVERLAY_DEFAULT, "overlay-default", "nothing in an overlay has a default")                                  \
    X(RULE_RESERVED_PLACE, "reserved-place", "reserved bits stand in a class with @layout(declared)")                  \
    X(RULE_RESERVED_BITS, "reserved-bits", "1 to 2^31 bits are reserved at once")                                      \
    X(RULE_DECLARED_ALIGN, "declared-align", "in a given order, everything lies where it must")                        \
    X(RULE_INLINE_UNITS, "inline-units", "nothing in host order is used inline")                                       \
    X(RULE_CLASS_SLOTS, "class-slots", "a class has at most 65,535 slots")                                             \
    X(RULE_SCHEMA_SLOTS, "schema-slots", "the classes of a file copy at most 2^17 slots and arms")                     \
    X(RULE_CLASS_SIZE, "class-size", "a class takes at most 2^31 bits")                                                \
    X(RULE_CLASS_OVER, "class-over", "a class fits its @max_size or @size")                                            \
    X(RULE_SIZE_RANGE, "size-range", "@max_size and @size are 1 byte to 2^31 bits")                                    \
    X(RULE_SIZE_ALIGN, "size-align", "@size is a multiple of @align")                                                  \
    X(RULE_ALIGN_VALUE, "align-value", "@align is a power of two from 1 to 4096")                                      \
    X(RULE_ANY_LIMIT, "any-limit", "slots of type any name at most 65,535 classes and tables")                         \
    X(RULE_ANY_APART, "any-apart", "slots of type any in one class number alike what they name")                       \
    X(RULE_POOL_CAPACITY, "pool-capacity", "a pool holds 1 to 2^32 - 1 instances")                                     \
    X(RULE_POOL_CHECKED, "pool-checked", "a place and its generations fit a handle of 32 bits")                        \
    /* annotations */                                                                                                  \
    X(RULE_ANNOTATION_UNKNOWN, "annotation-unknown", "an annotation is one of the language's")                         \
    X(RULE_ANNOTATION_PLACE, "annotation-place", "an annotation stands where it has a meaning")                        \
    X(RULE_ANNOTATION_DUPLICATE, "annotation-duplicate", "an annotation is given once")                                \
    X(RULE_ANNOTATION_CONFLICT, "annotation-conflict", "annotations do not exclude each other")                        \
    X(RULE_ANNOTATION_ARGUMENT, "annotation-argument", "an annotation has the arguments it needs")                     \
    X(RULE_COUNTER_TYPE, "counter-type", "a counter is an integer")                                                    \
    X(RULE_OWN_TYPE, "own-type", "what has a unit of its own is a single code with bits")                              \
    X(RULE_OWN_PLACE, "own-place", "what has a unit of its own always lives, and is set by itself")                    \
    X(RULE_UNIT_TEXT, "unit-text", "a unit is a short printable text")                                                 \
    /* warnings */                                                                                                     \
    X(RULE_UNUSED_TYPE, "unused-type", "warning: a type that nothing uses")                                            \
    X(RULE_UNUSED_DEFAULT, "unused-default", "warning: a default in an arm that no new instance has")                  \
    X(RULE_WASTEFUL_CAPACITY, "wasteful-capacity", "warning: a capacity that costs refs a bit more")                   \
    X(RULE_FLAG_MASK, "flag-mask", "warning: the bits of a flags that look like masks")

enum check_rule {
#define RULE_ROW(rule, name, text) rule,
    CHECK_RULES(RULE_ROW)
#undef RULE_ROW
        RULE_COUNT
};

/* "slot-duplicate" */
const char *rule_name(enum check_rule rule);

/* What a schema that keeps the rule is like: one line, without a full stop. */
const char *rule_text(enum check_rule rule);

#endif
