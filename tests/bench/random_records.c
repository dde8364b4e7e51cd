/* SPDX-License-Identifier: MIT */
/*
 * Random records, and what one would write by hand for them: random_records FOLDER COUNT writes random.slots, in
 * rivals.h each record as gcc's packed bit-fields (B0, B1, ...) with accessors and as a plain struct (P0, P1, ...), and
 * in plain.h plain structs alone with accessors that check the range.
 *
 * The mix is that of goal B3: 6 to 18 slots; 35 % bools, 15 % enums, else ranges of 3 to 32 bits, of which a fifth are
 * optional. The rivals hold values as they are, without a bias, and say "unset" with a flag of its own. The same output
 * on every host.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { ENUMS = 8, LEAST_SLOTS = 6, MOST_SLOTS = 18 };

static const int enum_members[ENUMS] = {2, 3, 4, 5, 7, 9, 12, 16};

enum kind { KIND_BOOL, KIND_ENUM, KIND_RANGE };

struct field {
    enum kind kind;
    int enumeration;
    int64_t low;
    int64_t high;
    bool optional;
};

/* xorshift64*: Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016. */
static uint64_t state = UINT64_C(0x9e3779b97f4a7c15);

static uint64_t below(uint64_t limit)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (state * UINT64_C(0x2545f4914f6cdd1d) >> 16) % limit;
}

static FILE *open_in(const char *folder, const char *name)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) exit(2);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    return file;
}

/* Half begin at 0, a quarter at 1, an eighth lie around 0, an eighth anywhere. */
static void choose_range(struct field *field)
{
    const unsigned bits = 3 + (unsigned)below(30);
    const uint64_t half = UINT64_C(1) << (bits - 1);
    const int64_t span = (int64_t)(half + below(half));
    switch (below(8)) {
    case 0:
    case 1:
    case 2:
    case 3: field->low = 0; break;
    case 4:
    case 5: field->low = 1; break;
    case 6: field->low = -(span / 2); break;
    default: field->low = (int64_t)below(4000) - 1000; break;
    }
    field->high = field->low + span;
    field->optional = below(5) == 0;
}

static struct field choose_field(void)
{
    struct field field = {.kind = KIND_RANGE};
    const uint64_t dice = below(100);
    if (dice < 35) {
        field.kind = KIND_BOOL;
        field.high = 1;
    } else if (dice < 50) {
        field.kind = KIND_ENUM;
        field.enumeration = (int)below(ENUMS);
        field.high = enum_members[field.enumeration] - 1;
    } else {
        choose_range(&field);
    }
    return field;
}

/* Bits of a field that holds the values themselves. */
static int bits_of(const struct field *field)
{
    int bits = 1;
    if (field->low >= 0) {
        while (bits < 63 && field->high >> bits != 0) bits++;
        return bits;
    }
    while (field->low < -(INT64_C(1) << (bits - 1)) || field->high > (INT64_C(1) << (bits - 1)) - 1) bits++;
    return bits;
}

static const char *plain_type(const struct field *field)
{
    static const char *const types[2][4] = {{"uint8_t", "uint16_t", "uint32_t", "uint64_t"},
                                            {"int8_t", "int16_t", "int32_t", "int64_t"}};
    if (field->kind == KIND_BOOL) return "bool";
    if (field->kind == KIND_ENUM) return "int";
    const int bits = bits_of(field);
    return types[field->low < 0][bits <= 8 ? 0 : bits <= 16 ? 1 : bits <= 32 ? 2 : 3];
}

/* What get returns and set takes: what slotgen's getter returns. */
static const char *value_type(const struct field *field)
{
    if (field->kind == KIND_BOOL) return "bool";
    if (field->kind == KIND_ENUM) return "int";
    if (field->low >= INT32_MIN && field->high <= INT32_MAX) return "int32_t";
    return field->low >= 0 && field->high <= UINT32_MAX ? "uint32_t" : "int64_t";
}

static const char *bit_field_type(const struct field *field)
{
    const bool wide = bits_of(field) > 32;
    if (field->kind == KIND_BOOL) return "bool";
    if (field->low < 0) return wide ? "int64_t" : "int32_t";
    return wide ? "uint64_t" : "uint32_t";
}

static void print_schema(FILE *file, int record, const struct field *fields, int count)
{
    fprintf(file, "class R%d {\n", record);
    for (int i = 0; i < count; i++) {
        const struct field *field = &fields[i];
        fprintf(file, "    s%d: ", i);
        if (field->kind == KIND_BOOL) fprintf(file, "bool");
        else if (field->kind == KIND_ENUM) fprintf(file, "E%d", field->enumeration);
        else fprintf(file, "%" PRId64 " .. %" PRId64 "%s", field->low, field->high, field->optional ? " ?" : "");
        fprintf(file, ";\n");
    }
    fprintf(file, "}\n");
}

static void print_packed(FILE *file, int record, const struct field *fields, int count)
{
    fprintf(file, "typedef struct __attribute__((packed)) {\n");
    for (int i = 0; i < count; i++) {
        fprintf(file, "    %s s%d : %d;\n", bit_field_type(&fields[i]), i, bits_of(&fields[i]));
        if (fields[i].optional) fprintf(file, "    bool has_s%d : 1;\n", i);
    }
    fprintf(file, "} B%d;\n\n", record);
    for (int i = 0; i < count; i++) {
        const char *type = value_type(&fields[i]);
        fprintf(file, "static inline %s B%d_get_s%d(const B%d *self)\n{\n    return (%s)self->s%d;\n}\n\n", type,
                record, i, record, type, i);
        fprintf(file, "static inline void B%d_set_s%d(B%d *self, %s value)\n{\n    self->s%d = (%s)value;\n", record, i,
                record, type, i, bit_field_type(&fields[i]));
        if (fields[i].optional) fprintf(file, "    self->has_s%d = true;\n", i);
        fprintf(file, "}\n\n");
    }
}

static void print_plain(FILE *file, int record, const struct field *fields, int count)
{
    fprintf(file, "typedef struct {\n");
    for (int i = 0; i < count; i++) {
        fprintf(file, "    %s s%d;\n", plain_type(&fields[i]), i);
        if (fields[i].optional) fprintf(file, "    bool has_s%d;\n", i);
    }
    fprintf(file, "} P%d;\n\n", record);
}

static void print_checked(FILE *file, int record, const struct field *field, int i)
{
    const char *type = value_type(field);
    fprintf(file, "static inline %s P%d_get_s%d(const P%d *self)\n{\n    return (%s)self->s%d;\n}\n\n", type, record, i,
            record, type, i);
    if (field->optional) {
        fprintf(file, "static inline bool P%d_has_s%d(const P%d *self)\n{\n    return self->has_s%d;\n}\n\n", record, i,
                record, i);
    }
    fprintf(file, "static inline bool P%d_set_s%d(P%d *self, %s value)\n{\n", record, i, record,
            field->kind == KIND_BOOL ? "bool" : "int64_t");
    if (field->kind != KIND_BOOL) {
        fprintf(file, "    if (value < %" PRId64 " || value > %" PRId64 ") return false;\n", field->low, field->high);
    }
    fprintf(file, "    self->s%d = (%s)value;\n", i, plain_type(field));
    if (field->optional) fprintf(file, "    self->has_s%d = true;\n", i);
    fprintf(file, "    return true;\n}\n\n");
}

static void print_enums(FILE *schema)
{
    for (int i = 0; i < ENUMS; i++) {
        fprintf(schema, "enum E%d { ", i);
        for (int k = 0; k < enum_members[i]; k++) fprintf(schema, "%sm%d", k > 0 ? ", " : "", k);
        fprintf(schema, " }\n");
    }
}

int main(int argc, char **argv)
{
    const int count = argc == 3 ? atoi(argv[2]) : 0;
    if (count <= 0) {
        fprintf(stderr, "usage: random_records FOLDER COUNT\n");
        return 2;
    }
    FILE *schema = open_in(argv[1], "random.slots");
    FILE *rivals = open_in(argv[1], "rivals.h");
    FILE *plain = open_in(argv[1], "plain.h");
    print_enums(schema);
    fprintf(plain, "#include <stdbool.h>\n#include <stdint.h>\n\n");
    fprintf(rivals, "#include <stdbool.h>\n#include <stdint.h>\n\n#define RECORDS(X)");
    for (int i = 0; i < count; i++) fprintf(rivals, " \\\n    X(%d)", i);
    fprintf(rivals, "\n\n");
    for (int record = 0; record < count; record++) {
        struct field fields[MOST_SLOTS];
        const int slots = LEAST_SLOTS + (int)below(MOST_SLOTS - LEAST_SLOTS + 1);
        for (int i = 0; i < slots; i++) fields[i] = choose_field();
        print_schema(schema, record, fields, slots);
        print_packed(rivals, record, fields, slots);
        print_plain(rivals, record, fields, slots);
        print_plain(plain, record, fields, slots);
        for (int i = 0; i < slots; i++) print_checked(plain, record, &fields[i], i);
    }
    const bool failed = fclose(schema) != 0 || fclose(rivals) != 0 || fclose(plain) != 0;
    return failed ? 1 : 0;
}
