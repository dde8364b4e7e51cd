/* SPDX-License-Identifier: MIT */
/*
 * What bytes say: compiled once with the header of an old schema and once with that of a new one.
 *
 *    driver write CLASS...    prints instances of those classes: "= CLASS BYTES", then a line "SLOT VALUE" for each slot
 *    driver read              reads such lines, and prints what its own schema says of the same bytes
 *
 * Where the bytes say the same, what the second prints is what the first did. classes.inc lists the classes of the header.
 */
#include "schema.h"

#include <slotgen/text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INSTANCES = 30, MOST_FLIPS = 3000, MOST_TEXT = 4000, MOST_LINE = 1 << 20 };

static const slot_class *const classes[] = {
#include "classes.inc"
};

static uint64_t random_state = 1;

static uint64_t next_random(void)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return random_state >> 33;
}

static const slot_class *find_class(const char *name)
{
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        if (strcmp(classes[i]->name, name) == 0) return classes[i];
    }
    fprintf(stderr, "driver: no class %s\n", name);
    exit(1);
}

static void print_bytes(const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) printf("%02x", (unsigned)bytes[i]);
}

/* A class by value as its bytes: it may have slots that the other side does not know. */
static void print_slot(const slot_class *type, const void *self, int index)
{
    static char text[MOST_TEXT];
    slot_value value;
    if (slot_get_at(type, self, index, 0, &value) == SLOT_OK && value.kind == SLOT_VALUE_INSTANCE) {
        print_bytes(value.as.instance.self, value.as.instance.type->size);
    } else {
        slot_format_slot(type, self, index, text, sizeof text);
        fputs(text, stdout);
    }
    putchar('\n');
}

/* Walks from the initial instance to others, a bit at a time: those that leave it valid. */
static void wander(const slot_class *type, unsigned char *bytes)
{
    const size_t bits = (size_t)type->size * 8;
    for (size_t i = 0; i < bits * 4 && i < MOST_FLIPS; i++) {
        const size_t bit = next_random() % bits;
        bytes[bit / 8] = (unsigned char)(bytes[bit / 8] ^ 1u << bit % 8);
        if (!slot_valid(type, bytes)) bytes[bit / 8] = (unsigned char)(bytes[bit / 8] ^ 1u << bit % 8);
    }
}

static void write_class(const slot_class *type)
{
    unsigned char *bytes = aligned_alloc(64, ((size_t)type->size + 63) / 64 * 64);
    if (bytes == NULL) exit(1);
    slot_init(type, bytes);
    for (int i = 0; i < INSTANCES; i++) {
        printf("= %s ", type->name);
        print_bytes(bytes, type->size);
        putchar('\n');
        for (int k = 0; k < slot_count(type); k++) {
            printf("%s ", slot_name(type, k));
            print_slot(type, bytes, k);
        }
        wander(type, bytes);
    }
    free(bytes);
}

static unsigned char *read_bytes(const slot_class *type, const char *digits)
{
    unsigned char *bytes = aligned_alloc(64, ((size_t)type->size + 63) / 64 * 64);
    if (bytes == NULL) exit(1);
    for (size_t i = 0; i < type->size; i++) {
        unsigned byte = 0;
        if (sscanf(digits + i * 2, "%2x", &byte) != 1) exit(1);
        bytes[i] = (unsigned char)byte;
    }
    if (!slot_valid(type, bytes)) printf("not valid: ");
    return bytes;
}

static void read_all(void)
{
    char *line = malloc(MOST_LINE);
    unsigned char *bytes = NULL;
    const slot_class *type = NULL;
    while (line != NULL && fgets(line, MOST_LINE, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char *name = line[0] == '=' ? line + 2 : line;
        char *value = strchr(name, ' ');
        if (value == NULL) exit(1);
        *value++ = '\0';
        if (line[0] == '=') {
            free(bytes);
            type = find_class(name);
            bytes = read_bytes(type, value);
            printf("= %s %s\n", name, value);
            continue;
        }
        const int index = type == NULL ? -1 : slot_find(type, name, strlen(name));
        printf("%s ", name);
        if (index >= 0) print_slot(type, bytes, index);
        else puts("is no slot");
    }
    free(bytes);
    free(line);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "read") == 0) {
        read_all();
        return 0;
    }
    for (int i = 2; i < argc; i++) write_class(find_class(argv[i]));
    return argc > 2 ? 0 : 1;
}
