/* SPDX-License-Identifier: MIT */
/* The report as JSON: docs/layout.schema.json says what stands where. */
#include "support/json.h"

#include "layout/layout.h"
#include "model/extents.h"
#include "report/facts.h"
#include "report/print.h"
#include "report/report.h"

#include <inttypes.h>
#include <stdio.h>

enum { FORMAT_VERSION = 1 };

static const char *const kinds[] = {[PART_CODE] = "code",   [PART_GROUP] = "digit",   [PART_PRESENCE] = "presence",
                                    [PART_BYTES] = "bytes", [PART_TAG] = "tag",       [PART_RESERVED] = "reserved",
                                    [PART_AREA] = "area",   [PART_REPEAT] = "repeat", [PART_SPARE] = "spare"};

/* A number of 64 bits as a string: JSON's readers may have doubles only. */
static void write_wide(struct json *json, const char *name, uint64_t value)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, value);
    json_string(json, name, digits);
}

static void write_decimal(struct json *json, const char *name, double value, unsigned digits)
{
    struct text text = {0};
    print_decimal(&text, value, digits);
    json_number(json, name, text_chars(&text));
    text_free(&text);
}

/* ---- Slots ---- */

/* The code of which tag says that the slot is there. */
static void write_lives(struct json *json, const struct model_slot *slot)
{
    if (slot->arm == NULL) return;
    json_open_flat(json, "lives", '{');
    json_uint(json, "slot", slot->arm->choice->tag);
    write_wide(json, "code", slot->arm->code);
    json_close(json, '}');
}

static void write_dims(struct json *json, const struct model_slot *slot)
{
    json_open_flat(json, "dimensions", '[');
    for (size_t i = 0; i < slot->dim_count; i++) {
        json_uint(json, NULL, slot->dims[i].count);
    }
    json_close(json, ']');
    json_open_flat(json, "strides", '[');
    for (size_t i = 0; i < slot->dim_count; i++) json_uint(json, NULL, slot->dims[i].stride);
    json_close(json, ']');
}

static void write_window(struct json *json, const struct model_slot *slot)
{
    if (slot->place.window_bytes == 0 || slot->dim_count > 0) {
        json_null(json, "window");
        return;
    }
    json_open_flat(json, "window", '{');
    json_uint(json, "byte", slot->place.window);
    json_uint(json, "bytes", slot->place.window_bytes);
    json_close(json, '}');
}

static void write_presence(struct json *json, const struct model_slot *slot)
{
    if (!slot->encoding.presence_bit) {
        json_null(json, "presence_bit");
        return;
    }
    json_uint(json, "presence_bit", slot->place.presence);
    if (slot->dim_count == 0) return;
    json_open_flat(json, "presence_strides", '[');
    for (size_t i = 0; i < slot->dim_count; i++) json_uint(json, NULL, slot->dims[i].presence_stride);
    json_close(json, ']');
}

static void write_number(struct json *json, const struct model_slot *slot)
{
    if (slot->place.group_bits == 0) return;
    json_open_flat(json, "digit", '{');
    json_uint(json, "bits", slot->place.group_bits);
    write_wide(json, "weight", slot->place.weight);
    write_wide(json, "base", slot->encoding.codes + 1);
    json_close(json, '}');
}

static void write_slot(struct json *json, const struct report_class *class, size_t index)
{
    const struct model_slot *slot = &class->class->slots[index];
    const struct report_row *row = &class->rows[index];
    json_open(json, NULL, '{');
    json_uint(json, "index", index);
    json_string(json, "name", slot->name);
    json_string(json, "type", row->type);
    json_bool(json, "inherited", slot->is_inherited);
    json_bool(json, "optional", slot->optional || slot->element_optional);
    if (row->when[0] != '\0') json_string(json, "when", row->when);
    write_lives(json, slot);
    json_uint(json, "bit", slot->place.bit);
    json_uint(json, "bits", extents_element(slot).bits);
    json_uint(json, "width", slot->encoding.width);
    if (model_unit(slot) > 0) json_uint(json, "host_unit", model_unit(slot));
    if (slot->dim_count > 0) write_dims(json, slot);
    write_window(json, slot);
    json_bool(json, "niche", slot->encoding.niche);
    write_presence(json, slot);
    write_number(json, slot);
    if (slot->encoding.width > 0) write_wide(json, "highest_code", slot->encoding.codes);
    if (row->value[0] != '\0') json_string(json, "value", row->value);
    json_close(json, '}');
}

/* ---- Classes ---- */

static void write_part(struct json *json, const struct report_part *part)
{
    json_open_flat(json, NULL, '{');
    json_string(json, "kind", kinds[part->kind]);
    json_uint(json, "bit", part->bit);
    json_uint(json, "bits", part->bits);
    if (part->slot != NULL) json_uint(json, "slot", part->index);
    if (part->name[0] != '\0') json_string(json, "name", part->name);
    json_uint(json, "count", part->count);
    json_uint(json, "lane", part->lane);
    if (part->lane > 0) json_string(json, "arm", part->lane_name);
    json_bool(json, "inherited", part->is_inherited);
    json_close(json, '}');
}

static void write_advice(struct json *json, const struct report_advice *advice)
{
    json_open_flat(json, NULL, '{');
    json_string(json, "kind", advice->kind);
    if (advice->slot != NULL) json_string(json, "slot", advice->slot->name);
    json_int(json, "saves_bits", advice->bits);
    json_int(json, "saves_bytes", advice->bytes);
    json_string(json, "text", advice->text);
    json_close(json, '}');
}

static void write_rivals(struct json *json, const struct report_class *class)
{
    json_open_flat(json, "rivals", '{');
    json_uint(json, "plain", class->rivals.plain);
    json_uint(json, "reordered", class->rivals.reordered);
    json_uint(json, "bit_fields", class->rivals.bit_fields);
    json_close(json, '}');
}

/* Saturates. */
static uint64_t multiply(uint64_t a, uint64_t b)
{
    return a != 0 && b > UINT64_MAX / a ? UINT64_MAX : a * b;
}

static void write_totals(struct json *json, const struct report *report, const struct report_class *class)
{
    if (report->count == 0) return;
    json_open_flat(json, "totals", '{');
    json_uint(json, "bytes", multiply(report->count, class->class->size));
    json_uint(json, "plain", multiply(report->count, class->rivals.plain));
    json_uint(json, "reordered", multiply(report->count, class->rivals.reordered));
    json_uint(json, "bit_fields", multiply(report->count, class->rivals.bit_fields));
    json_close(json, '}');
}

static void write_size(struct json *json, const struct report *report, const struct report_class *class)
{
    const struct model_class *of = class->class;
    json_uint(json, "bytes", of->size);
    json_uint(json, "align", of->align);
    if (of->max_size > 0) json_uint(json, "max_size", of->max_size);
    json_uint(json, "spare_bits", class->spare_bits);
    write_decimal(json, "information_bits", class->information, 3);
    write_decimal(json, "records_per_line", (double)report->cache_line / of->size, 3);
    json_uint(json, "crossing_percent", facts_crossing(of->size));
}

/* What an instance takes in its pool and in its table. */
static void write_storage(struct json *json, const struct model_class *class)
{
    if (class->has_pool) {
        json_open_flat(json, "pool", '{');
        json_uint(json, "capacity", class->pool_capacity);
        json_uint(json, "generation_bits", class->generation_bits);
        json_uint(json, "bits_beside", facts_beside_bits(class));
        json_close(json, '}');
    }
    if (class->has_table) {
        json_open_flat(json, "table", '{');
        json_string(json, "kind", class->table_rows ? "rows" : "columns");
        write_wide(json, "row_bits", class->row_bits);
        json_close(json, '}');
    }
}

static void write_class(struct json *json, const struct report *report, const struct report_class *class)
{
    const struct model_class *of = class->class;
    char id[24];
    struct text file = {0};
    text_strings(&file, of->home->base_name, ".slots", NULL);
    snprintf(id, sizeof id, "%016" PRIx64, of->layout_id);
    json_open(json, NULL, '{');
    json_string(json, "name", of->full_name);
    json_string(json, "c_name", of->c_name);
    json_string(json, "schema", text_chars(&file));
    json_string(json, "layout", model_layout_name(of->layout));
    json_string(json, "layout_id", id);
    json_bool(json, "host_order", of->has_units);
    if (of->base != NULL) json_string(json, "base", of->base->full_name);
    write_size(json, report, class);
    write_storage(json, of);
    write_rivals(json, class);
    write_totals(json, report, class);
    json_open(json, "slots", '[');
    for (size_t i = 0; i < of->slot_count; i++) write_slot(json, class, i);
    json_close(json, ']');
    json_open(json, "parts", '[');
    for (size_t i = 0; i < class->part_count; i++) write_part(json, &class->parts[i]);
    json_close(json, ']');
    json_open(json, "advice", '[');
    for (size_t i = 0; i < class->advice_count; i++) write_advice(json, &class->advice[i]);
    json_close(json, ']');
    json_close(json, '}');
    text_free(&file);
}

void report_json(struct text *text, const struct report *report)
{
    struct json json = {.text = text};
    json_open(&json, NULL, '{');
    json_string(&json, "format", "slotgen-layout");
    json_uint(&json, "version", FORMAT_VERSION);
    json_uint(&json, "layout_number", LAYOUT_NUMBER);
    json_uint(&json, "cache_line", report->cache_line);
    if (report->count > 0) json_uint(&json, "count", report->count);
    json_open(&json, "classes", '[');
    for (size_t i = 0; i < report->class_count; i++) write_class(&json, report, &report->classes[i]);
    json_close(&json, ']');
    json_close(&json, '}');
}
