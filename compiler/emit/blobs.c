/* SPDX-License-Identifier: MIT */
/* The accessors of slots that are bytes on a byte: text, bytes, and classes by value. */
#include "emit/accessor.h"
#include "emit/expr.h"

enum { COLUMN_ALIGN = 8 };

static const char get_text_template[] =
    "/* Points into the $home$. */\n"
    "static inline slot_text $class$_get_$slot$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    return slot_text_of($bytes$, slot_text_length($bytes$, $size$));\n"
    "}\n\n"
    "/* As snprintf: at most `size` bytes with the NUL; returns the length of the whole text. */\n"
    "static inline size_t $class$_copy_$slot$(const $class$ *self$parameters$, char *buffer, size_t size)\n"
    "{\n"
    "    const slot_text text = $class$_get_$slot$(self$arguments$);\n"
    "    const void *const bytes = text.data;\n"
    "    return slot_copy_text(SLOT_CAST(const unsigned char *, bytes), text.length, buffer, size);\n"
    "}\n\n";

static const char get_bytes_template[] =
    "/* Points into the $home$. */\n"
    "static inline slot_text $class$_get_$slot$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    return slot_text_of($bytes$, $size$);\n"
    "}\n\n"
    "/* Copies as many bytes as there is room for; returns how many there are. */\n"
    "static inline size_t $class$_copy_$slot$(const $class$ *self$parameters$, void *buffer, size_t size)\n"
    "{\n"
    "    const slot_text text = $class$_get_$slot$(self$arguments$);\n"
    "    const void *const bytes = text.data;\n"
    "    return slot_copy_bytes(SLOT_CAST(const unsigned char *, bytes), text.length, buffer, size);\n"
    "}\n\n";

static const char set_text_template[] =
    "static inline slot_status $class$_try_set_$slot$($class$ *self$parameters$, const char *data, size_t length)\n"
    "{\n"
    "$guard_try$"
    "    if (!slot_text_fits(data, length, $size$)) {\n"
    "        return SLOT_ERANGE;\n"
    "    }\n"
    "$enter$"
    "    slot_store_text($bytes$, $size$, data, length);\n"
    "$mark$"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline void $class$_set_$slot$($class$ *self$parameters$, const char *data, size_t length)\n"
    "{\n"
    "$guard_set$"
    "    if (SLOT_CHECKED && !slot_text_fits(data, length, $size$)) {\n"
    "        slot_refuse_text(&$record$_class, data, length, $record$_SLOT_$slot$);\n"
    "        return;\n"
    "    }\n"
    "$enter$"
    "    slot_store_text($bytes$, $size$, data, length);\n"
    "$mark$"
    "}\n\n";

static const char set_bytes_template[] =
    "static inline slot_status $class$_try_set_$slot$($class$ *self$parameters$, const void *data, size_t length)\n"
    "{\n"
    "$guard_try$"
    "    if (length != $size$) {\n"
    "        return SLOT_ERANGE;\n"
    "    }\n"
    "$enter$"
    "    slot_store_text($bytes$, $size$, SLOT_CAST(const char *, data), length);\n"
    "$mark$"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline void $class$_set_$slot$($class$ *self$parameters$, const void *data, size_t length)\n"
    "{\n"
    "$guard_set$"
    "    if (SLOT_CHECKED && length != $size$) {\n"
    "        slot_refuse_text(&$record$_class, SLOT_CAST(const char *, data), length, $record$_SLOT_$slot$);\n"
    "        return;\n"
    "    }\n"
    "$enter$"
    "    slot_store_text($bytes$, $size$, SLOT_CAST(const char *, data), length);\n"
    "$mark$"
    "}\n\n";

static const char view_template[] =
    "/* Where the instance lies, or NULL where it is unset. */\n"
    "static inline const $type$*$class$_view_$slot$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_null$"
    "$null_unset$"
    "    const void *const bytes = $bytes$;\n"
    "    return SLOT_CAST(const $type$*, bytes);\n"
    "}\n\n";

static const char null_unset_template[] =
    "    if (!$class$_has_$slot$(self$outer_arguments$)) {\n"
    "        return NULL;\n"
    "    }\n";

static const char get_instance_template[] =
    "static inline $type$$class$_get_$slot$(const $class$ *self$parameters$)\n"
    "{\n"
    "    $type$value;\n"
    "$zero_value$"
    "$guard_get$"
    "    SLOT_COPY(&value, $bytes$, sizeof value);\n"
    "    return value;\n"
    "}\n\n";

static const char at_template[] =
    "/* Where the instance lies, to be read and written there. */\n"
    "static inline $type$*$class$_at_$slot$($class$ *self$parameters$)\n"
    "{\n"
    "$guard_null$"
    "$enter$"
    "    void *const bytes = $bytes$;\n"
    "    return SLOT_CAST($type$*, bytes);\n"
    "}\n\n";

static const char at_optional_template[] =
    "/* Where the instance lies, to be read and written there; one that is unset is made, as init makes it. */\n"
    "static inline $type$*$class$_at_$slot$($class$ *self$parameters$)\n"
    "{\n"
    "$guard_null$"
    "$enter$"
    "    void *const bytes = $bytes$;\n"
    "    if (!$class$_has_$slot$(self$outer_arguments$)) {\n"
    "        $init$(SLOT_CAST($type$*, bytes));\n"
    "    $mark$"
    "    }\n"
    "    return SLOT_CAST($type$*, bytes);\n"
    "}\n\n";

static const char set_instance_template[] =
    "static inline slot_status $class$_try_set_$slot$($class$ *self$parameters$, $type$value)\n"
    "{\n"
    "$guard_try$"
    "$enter$"
    "    SLOT_COPY($bytes$, &value, sizeof value);\n"
    "$mark$"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline void $class$_set_$slot$($class$ *self$parameters$, $type$value)\n"
    "{\n"
    "$guard_set$"
    "$enter$"
    "    SLOT_COPY($bytes$, &value, sizeof value);\n"
    "$mark$"
    "}\n\n";

static void emit_clear(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    if (slot->optional || slot->element_optional) accessor_clear(accessor);
}

void accessor_text(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    const bool may_be_unset = accessor_may_be_unset(slot);
    const bool is_text = slot->type.kind == TYPE_TEXT;
    accessor_guard_unset(accessor);
    if (may_be_unset) accessor_has(accessor);
    accessor_fill(accessor, is_text ? get_text_template : get_bytes_template);
    if (may_be_unset) accessor_optional_getters(accessor);
    if (slot->is_read_only) return;
    emit_clear(accessor);
    accessor_fill(accessor, is_text ? set_text_template : set_bytes_template);
}

/* Whether an instance lies where C may point to it: in a table each column begins at a multiple of eight bytes. */
static bool has_address(const struct accessor *accessor)
{
    const struct model_class *record = accessor->class->record;
    return record == NULL || accessor->slot->type.class->align <= (record->table_rows ? 1 : COLUMN_ALIGN);
}

void accessor_instance(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    const bool may_be_unset = accessor_may_be_unset(slot);
    const bool is_optional = slot->optional || slot->element_optional;
    text_strings(&accessor->init, slot->type.class->c_name, "_init", NULL);
    accessor_guard_unset(accessor);
    if (accessor->guard_get.length > 0) {
        text_string(&accessor->zero_value, "    slot_zero(value.bytes, sizeof value.bytes);\n");
    }
    if (may_be_unset) {
        accessor_fill_into(accessor, &accessor->null_unset, null_unset_template);
        accessor_has(accessor);
    }
    if (has_address(accessor)) accessor_fill(accessor, view_template);
    accessor_fill(accessor, get_instance_template);
    if (may_be_unset) accessor_optional_getters(accessor);
    if (slot->is_read_only) return;
    emit_clear(accessor);
    if (has_address(accessor)) accessor_fill(accessor, is_optional ? at_optional_template : at_template);
    accessor_fill(accessor, set_instance_template);
}
