/* SPDX-License-Identifier: MIT */
/*
 * The records of this folder as plain structs: the smallest standard integers that hold the values, widest members first so
 * that there is the least padding, pointers for links and for names that are stored elsewhere, unions for what excludes
 * each other, and numbers of one's own for "unset" where the type leaves one.
 */
#ifndef EXAMPLE_PLAIN_H
#define EXAMPLE_PLAIN_H

#include <stdbool.h>
#include <stdint.h>

struct plain_chess {
    int16_t score, evaluation; /* INT16_MIN: in check */
    uint16_t key;
    uint8_t from, to, promotion, depth, bound, age;
};

struct plain_files {
    const char *name;
    struct plain_files *parent, *next, *children;
    uint64_t size;
    int64_t changed;
    uint16_t permissions, owner;
    uint8_t kind;
};

struct plain_roads {
    struct plain_roads_node *target;
    struct plain_roads *next;
    const char *street;
    uint32_t length; /* decimetres */
    uint8_t class_of, access, speed;
    bool one_way;
};

struct plain_packet {
    uint64_t time, position;
    uint32_t source, destination;
    union {
        struct {
            uint8_t kind, code;
        } icmp;
        struct {
            uint32_t sequence;
            uint16_t from, to;
            uint8_t flags;
        } tcp;
        struct {
            uint16_t sender, receiver;
        } udp;
    } header;
    uint16_t length;
    uint8_t hops, protocol;
};

struct plain_pixel {
    float red, green, blue, opacity;
};

struct plain_rope {
    union {
        struct {
            uint8_t length;
            char text[23];
        } piece;
        struct {
            struct plain_rope *left, *right;
            uint32_t weight, lines;
        } joint;
    } content;
    uint8_t references, is_joint, depth;
};

struct plain_trie {
    struct plain_trie *child, *next;
    int32_t frequency; /* -1: no word ends here */
    char letter;
};

struct plain_btree {
    uint32_t content, right;
    uint16_t free_block, cells;
    uint8_t fragments, kind;
};

struct plain_particle {
    float position[3], velocity[3];
    float size, age;
    uint16_t turn;
    uint8_t red, green, blue, opacity, kind;
};

struct plain_place {
    uint16_t x, y;
    uint8_t level;
};

struct plain_entity {
    struct plain_entity *target;
    struct plain_place place, spawn; /* spawn.level 255: none */
    int16_t goods[6];                /* -1: empty */
    uint16_t health;
    uint8_t facing, state;
};

struct plain_player {
    struct plain_entity entity;
    uint32_t score;
    char name[21];
    uint8_t skills[8];
};

struct plain_token {
    const char *word;
    uint32_t offset;
    uint16_t length;
    uint8_t kind;
    bool line, space;
};

struct plain_ast {
    union {
        double number;
        const char *name;
        struct {
            struct plain_ast *operand;
            uint8_t sign;
        } unary;
        struct {
            struct plain_ast *left, *right;
            uint8_t sign;
        } binary;
        struct {
            struct plain_ast *condition, *then, *other;
        } choice;
        struct {
            const char *function;
            struct plain_ast *arguments;
        } call;
        struct {
            struct plain_ast *value, *next;
        } list;
    } as;
    uint32_t position;
    uint8_t kind;
};

struct plain_json {
    const char *key;
    struct plain_json *next;
    union {
        bool truth;
        int64_t integer;
        double real;
        const char *text;
        struct {
            struct plain_json *first;
            uint32_t length;
        } list;
    } as;
    uint8_t kind;
};

struct plain_log {
    uint64_t time;
    const char *file, *format;
    struct {
        union {
            int64_t integer;
            double real;
            const void *pointer;
        } as;
        uint8_t kind;
    } arguments[3];
    uint32_t line;
    uint16_t thread;
    uint8_t level;
};

struct plain_memo {
    struct {
        uint32_t x, y;
        int32_t value;
    } results[5];
    uint8_t used, oldest;
};

struct plain_train {
    const char *station;
    int16_t arrival, departure, delay;
    uint8_t platform, section, side, runs;
    bool on_demand;
};

struct plain_date {
    uint16_t year;
    uint8_t month, day;
};

struct plain_bank {
    struct plain_bank_account *account, *other;
    int64_t amount; /* cents */
    struct plain_date booked, valued;
    uint8_t checksum[4];
    char memo[33];
    char currency[4];
    uint8_t kind;
};

struct plain_genome {
    char bases[31];
    char before;
    uint16_t count;
    uint8_t seen;
};

struct plain_glyph {
    int32_t character; /* -1: none */
    uint32_t outline;
    int16_t left, bottom, right, top;
    uint16_t advance, advance_at_12;
    int16_t kerning[2];
    bool has_box;
};

struct plain_sensor {
    uint32_t time;
    float temperature, humidity, pressure, wind[3], rain, battery;
    uint16_t station;
    int16_t direction;
    uint8_t faults;
};

struct plain_event {
    const char *title, *place;
    struct plain_date day;
    int16_t start, length, alarm;
    uint8_t repeat;
};

struct plain_meeting {
    struct plain_event event;
    const char *host, *guests[6];
    uint8_t confirmed;
};

struct plain_time {
    uint32_t seconds, fraction;
};

union plain_pair {
    uint16_t both;
    struct {
        uint8_t low, high;
    } halves;
};

struct plain_registers {
    uint32_t clock;
    union plain_pair af, bc, de, hl, shadows[4];
    uint16_t ix, iy, stack, counter;
    uint8_t vector, refresh, mode;
    bool enabled[2], halted;
};

struct plain_heap {
    void *address;
    uint64_t size;
    struct plain_heap_site *site;
    uint32_t time;
    uint16_t thread;
};

struct plain_gitindex {
    const char *path;
    uint64_t inode;
    struct plain_time changed, modified;
    uint32_t device, user, group, size;
    uint8_t object[20];
    uint8_t kind, stage;
    bool assumed;
};

#endif
