/* SPDX-License-Identifier: MIT */
/* Commands and folders; see commands.h. */
#define _XOPEN_SOURCE 700
#include "commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct command commands[] = {
    {"new outputs", BEFORE_NOTHING, false, {"-o", "gen", "-MD", "trade.slots"}},
    {"old outputs", BEFORE_OLD, false, {"-o", "gen", "-MD", "trade.slots"}},
    {"a header only", BEFORE_PART, false, {"-o", "gen", "-MD", "-MP", "trade.slots"}},
    {"links", BEFORE_LINKS, false, {"-o", "gen", "-MD", "trade.slots"}},
    {"two inputs", BEFORE_OLD, false, {"-o", "gen", "-MF", "gen/all.d", "trade.slots", "desk.slots"}},
    {"--if-changed, same", BEFORE_SAME, false, {"-o", "gen", "-MD", "--if-changed", "trade.slots"}},
    {"--if-changed, mixed", BEFORE_MIXED, false, {"-o", "gen", "-MD", "--if-changed", "trade.slots"}},
    {"--if-changed, old", BEFORE_OLD, false, {"-o", "gen", "--if-changed", "trade.slots", "desk.slots"}},
    {"-o -", BEFORE_OLD, false, {"-o", "-", "-MF", "gen/all.d", "trade.slots"}},
    {"layout -o, html", BEFORE_OLD, false, {"layout", "-o", "gen/page", "--format=html", "desk.slots"}},
    {"layout, json", BEFORE_NOTHING, false, {"layout", "--format=json", "trade.slots"}},
    {"layout, svg", BEFORE_NOTHING, false, {"layout", "--format=svg", "desk.slots"}},
    {"layout, text", BEFORE_NOTHING, false, {"layout", "--count", "1M", "trade.slots", "desk.slots"}},
    {"diff", BEFORE_NOTHING, false, {"diff", "trade.slots", "old/trade.slots"}},
    {"diff of folders", BEFORE_NOTHING, false, {"diff", "--format=json", "old", "old"}},
    {"@file", BEFORE_OLD, false, {"@words"}},
    {"--list-outputs", BEFORE_OLD, false, {"--list-outputs", "-o", "gen", "trade.slots"}},
    {"--emit-runtime, new", BEFORE_NOTHING, true, {"-o", "gen", "--emit-runtime", "trade.slots"}},
    {"--emit-runtime, old", BEFORE_OLD, true, {"-o", "gen", "--emit-runtime", "-MD", "trade.slots"}},
};

const size_t command_count = sizeof commands / sizeof commands[0];

/* ---- Folders ---- */

static const char old_trade[] = "namespace market; class Trade { price: 0 .. 1000; }\n";

static const char trade[] =
    "/// What an exchange records.\n"
    "namespace market;\n"
    "import \"calendar.slots\";\n"
    "symbols tickers(5000);\n"
    "type Cents = 0.00 .. 100_000.00 step 0.01;\n"
    "enum Side { buy, sell, none = 7 }\n"
    "flags Condition { late, cross }\n"
    "class Trade @pool(capacity: 65535) @table {\n"
    "    symbol: symbol(tickers); side: Side; price: Cents; quantity: 1 .. 1_000_000 = 1;\n"
    "    flags: Condition; venue: 0 .. 39 ?; desk: 0 .. 254 ? unset 255; parent: ref Trade;\n"
    "    settled: calendar.Date ?; note: text(12); levels: (0 .. 100)[4]; key: uint8 @private;\n"
    "    oneof origin by side { buy: { buyer: uint16; } sell: { locate: bool; } none: { } }\n"
    "}\n"
    "class Dense @layout(dense) { a: 0 .. 2; b: 0 .. 4; c: 0 .. 6; d: 0 .. 9; e: 0 .. 12; }\n"
    "class Loose { year, month; }\n";

/* Nested more deeply than the parser has room for at first. */
#define NESTED(text) "-(1 + -(1 + -(1 + -(1 + -(1 + -(1 + -(1 + -(1 + -(1 + -(1 + " text "))))))))))"

static const char desk[] =
    "namespace desks;\n"
    "const deep = " NESTED(NESTED(NESTED(NESTED(NESTED(NESTED("1")))))) ";\n"
    "class Desk @layout(natural) { a: uint8; b: float64; c: float32 ?; big: (0 .. 2)[300]; }\n"
    "class Book(Desk) @pool(capacity: 9, checked) @table(rows) { d: any; }\n";

static const char calendar[] = "namespace calendar; class Date { day: 1 .. 31; month: 1 .. 12; year: 0 .. 9999; }\n";

static void must(bool fine, const char *what)
{
    if (fine) return;
    perror(what);
    exit(2);
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    must(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0, path);
}

/* What ends in none of these goes, or gets another content. */
static void spoil_others(const struct faults *faults, bool remove_them)
{
    struct tree tree;
    tree_read(&tree, faults->folder);
    for (size_t i = 0; i < tree.count; i++) {
        const char *path = tree.entries[i].path;
        const size_t length = strlen(path);
        if (strncmp(path, "gen/", 4) != 0 || !S_ISREG(tree.entries[i].mode)) continue;
        if (strcmp(path + length - 2, ".h") == 0) continue;
        if (remove_them) must(remove(path) == 0, path);
        else write_text(path, "spoilt\n");
    }
    tree_free(&tree);
}

static void turn_headers_into_links(void)
{
    must(mkdir("real", 0777) == 0, "real");
    must(rename("gen/trade.slots.h", "real/header") == 0, "real/header");
    must(symlink("../real/header", "gen/trade.slots.h") == 0, "gen/trade.slots.h");
    must(chmod("real/header", 0600) == 0 && chmod("gen/trade.slots.c", 0664) == 0, "real/header");
}

static void run_cleanly(const struct faults *faults, const struct command *command, struct outcome *outcome)
{
    faults_run(faults, command->words, NULL, outcome);
    if (outcome->status == 0 || outcome->status == 4) return;
    fprintf(stderr, "faults: %s: exit status %d without a fault: %s\n", command->name, outcome->status, outcome->err);
    exit(2);
}

static void set_up(const struct faults *faults, const struct command *command)
{
    static const struct tree nothing;
    struct outcome outcome;
    tree_write(&nothing, faults->folder);
    must(chdir(faults->folder) == 0 && mkdir("gen", 0777) == 0 && mkdir("old", 0777) == 0, faults->folder);
    write_text("calendar.slots", calendar);
    write_text("desk.slots", desk);
    write_text("old/trade.slots", old_trade);
    write_text("old/desk.slots", desk);
    write_text("words", "-o gen \"-MD\" trade.slots\n");
    write_text("trade.slots", command->before == BEFORE_SAME || command->before == BEFORE_MIXED ? trade : old_trade);
    if (command->before != BEFORE_NOTHING) {
        run_cleanly(faults, command, &outcome);
        outcome_free(&outcome);
    }
    write_text("trade.slots", trade);
    if (command->before == BEFORE_PART || command->before == BEFORE_MIXED)
        spoil_others(faults, command->before == BEFORE_PART);
    if (command->before == BEFORE_LINKS) turn_headers_into_links();
}

void change_begin(struct change *change, const struct faults *faults, const struct command *command)
{
    set_up(faults, command);
    tree_read(&change->before, faults->folder);
    run_cleanly(faults, command, &change->clean);
    tree_read(&change->after, faults->folder);
    tree_write(&change->before, faults->folder);
}

void change_end(struct change *change)
{
    tree_free(&change->before);
    tree_free(&change->after);
    outcome_free(&change->clean);
}
