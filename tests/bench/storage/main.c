/* SPDX-License-Identifier: MIT */
/*
 * Memory and time of stores of many records, turn by turn: storage Date|Trade INSTANCES ROUNDS [NAME]... Every turn is
 * a process of its own, so that none uses memory that another gave back. RIVALS, given when compiling, lists the files
 * that take part: X(hand) X(ours). Writes `RECORD <tab> NAME <tab> WHAT <tab> VALUE` lines, bytes and nanoseconds a
 * record, medians of the rounds. Fails where two do not give the same answers.
 */
#define _DEFAULT_SOURCE
#include "contender.h"
#include "values.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ROUNDS = 101, MOST_CONTENDERS = 48, REPEATS = 3 };

enum what { BYTES, RESIDENT, CREATE, ONCE, BULK, SCAN, FILTER, PICK, ONE, WRITE, CHURN, WHATS };
static const char *const what_names[WHATS] = {"bytes",  "resident", "create",   "at once", "bulk", "in order",
                                              "filter", "random 3", "random 1", "write",   "churn"};

/* What everybody must find, whoever is first says it. */
enum answer { SCANNED, FILTERED, PICKED, PICKED_ONE, WRITTEN, BULK_SCANNED, ANSWERS };
static const char *const answer_names[ANSWERS] = {"sum in order",  "filtered sum",      "sum at random",
                                                  "one at random", "sum after writing", "sum after bulk creation"};

#define X(rival) extern const struct contenders rival##_contenders;
RIVALS
#undef X
#define X(rival) &rival##_contenders,
static const struct contenders *const rivals[] = {RIVALS};
#undef X

struct turn {
    double values[WHATS];
    uint64_t answers[ANSWERS];
    bool given[ANSWERS];
};

struct source source;
static size_t count;
static uint32_t *order;
static double times[MOST_CONTENDERS][WHATS][MOST_ROUNDS];
static uint64_t expected[ANSWERS];
static bool is_expected[ANSWERS];

void contender_fail(const char *what)
{
    fprintf(stderr, "storage: %s\n", what);
    _exit(1);
}

void *contender_memory(size_t bytes)
{
    void *const memory = malloc(bytes + 64);
    if (memory == NULL) contender_fail("out of memory");
    return memory;
}

/* Without what is mapped of files: the program's own code comes in as it is touched. */
static double resident(void)
{
    unsigned long pages = 0, shared = 0;
    FILE *const file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%*u %lu %lu", &pages, &shared) != 2) contender_fail("no /proc/self/statm");
    fclose(file);
    return (double)(pages - shared) * (double)sysconf(_SC_PAGESIZE);
}

static double allocated(void)
{
    const struct mallinfo2 info = mallinfo2();
    return (double)info.uordblks + (double)info.hblkhd;
}

static double each(double seconds)
{
    return seconds * 1e9 / (double)count;
}

static void answer(struct turn *turn, enum answer which, uint64_t value)
{
    turn->answers[which] = value;
    turn->given[which] = true;
}

/* The best of some: what is short is disturbed easily. */
static double repeated(uint64_t (*ask)(const void *, size_t), const void *store, struct turn *turn, enum answer which)
{
    double best = 0;
    for (int i = 0; i < REPEATS; i++) {
        const double begin = clock_seconds();
        const uint64_t sum = ask(store, count);
        const double time = clock_seconds() - begin;
        answer(turn, which, sum);
        if (i == 0 || time < best) best = time;
    }
    return each(best);
}

static void ask(const struct contender *who, void *store, struct turn *turn)
{
    if (who->scan != NULL) turn->values[SCAN] = repeated(who->scan, store, turn, SCANNED);
    if (who->filter != NULL) turn->values[FILTER] = repeated(who->filter, store, turn, FILTERED);
    if (who->pick != NULL) {
        const double begin = clock_seconds();
        answer(turn, PICKED, who->pick(store, order, count));
        turn->values[PICK] = each(clock_seconds() - begin);
    }
    if (who->pick_one != NULL) {
        const double begin = clock_seconds();
        answer(turn, PICKED_ONE, who->pick_one(store, order, count));
        turn->values[ONE] = each(clock_seconds() - begin);
    }
    if (who->write != NULL) {
        const double begin = clock_seconds();
        who->write(store, order, count);
        turn->values[WRITE] = each(clock_seconds() - begin);
        if (who->scan != NULL) answer(turn, WRITTEN, who->scan(store, count));
    }
    if (who->churn != NULL) {
        const double begin = clock_seconds();
        who->churn(store, order, count);
        turn->values[CHURN] = each(clock_seconds() - begin);
    }
}

/* One way of creation, with what is measured once a round along with the first. */
static void create(const struct contender *who, enum what how, struct turn *turn)
{
    void (*const creates[])(void *, size_t) = {who->create, who->create_at_once, who->create_bulk};
    const double allocated_before = allocated();
    const double resident_before = resident();
    void *const store = who->open(count);
    const double begin = clock_seconds();
    creates[how - CREATE](store, count);
    turn->values[how] = each(clock_seconds() - begin);
    if (how != CREATE && who->scan != NULL) {
        answer(turn, how == BULK ? BULK_SCANNED : SCANNED, who->scan(store, count));
    }
    if (how == CREATE || who->create == NULL) {
        const double bytes = who->bytes != NULL ? (double)who->bytes(store) : allocated() - allocated_before;
        turn->values[BYTES] = bytes / (double)count;
        turn->values[RESIDENT] = (resident() - resident_before) / (double)count;
    }
    if (how == CREATE) ask(who, store, turn);
}

/* A turn in a process of its own. */
static bool run(const struct contender *who, enum what how, struct turn *turn)
{
    int status;
    const pid_t pid = fork();
    if (pid == 0) {
        create(who, how, turn);
        _exit(0);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool agree(const struct contender *who, const struct turn *turn)
{
    for (int i = 0; i < ANSWERS; i++) {
        if (!turn->given[i] || who->is_apart) continue;
        if (!is_expected[i]) expected[i] = turn->answers[i];
        is_expected[i] = true;
        if (expected[i] == turn->answers[i]) continue;
        fprintf(stderr, "storage: %s: %s is %llu, not %llu\n", who->name, answer_names[i],
                (unsigned long long)turn->answers[i], (unsigned long long)expected[i]);
        return false;
    }
    return true;
}

/* All ways of creation of one contender in one round. */
static bool one_round(const struct contender *who, double (*into)[MOST_ROUNDS], int round, struct turn *turn)
{
    const bool there[] = {who->create != NULL, who->create_at_once != NULL && who->create_at_once != who->create,
                          who->create_bulk != NULL};
    for (int how = CREATE; how <= BULK; how++) {
        if (!there[how - CREATE]) continue;
        memset(turn, 0, sizeof *turn);
        if (!run(who, (enum what)how, turn)) {
            fprintf(stderr, "storage: %s did not end well\n", who->name);
            return false;
        }
        if (!agree(who, turn)) return false;
        for (int what = 0; what < WHATS; what++) {
            if (turn->values[what] > 0) into[what][round] = turn->values[what];
        }
    }
    return true;
}

static bool is_asked(const struct contender *who, int argc, char **argv)
{
    for (int i = 4; i < argc; i++) {
        if (strcmp(argv[i], who->name) == 0) return true;
    }
    return argc <= 4;
}

static void fill_source(void)
{
    uint64_t state = SEED_OF_SOURCE;
    for (int i = 0; i < SOURCE_ROWS; i++) {
        const uint64_t random = clock_random(&state);
#define X(slot) source.slot[i] = VALUE_##slot(random);
        X(year) X(month) X(day) X(symbol) X(side) X(price) X(quantity) X(time) X(flags) X(venue) X(parent)
#undef X
    }
}

static int compete(const char *record, const struct contender *const *who, int who_count, int rounds)
{
    struct turn *const turn = mmap(NULL, sizeof *turn, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (turn == MAP_FAILED) return 1;
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < who_count; i++) {
            const int at = (i + round) % who_count; /* nobody is always first */
            if (isatty(2)) fprintf(stderr, "\r\033[K%s, round %d of %d: %s", record, round + 1, rounds, who[at]->name);
            if (!one_round(who[at], times[at], round, turn)) return 1;
        }
    }
    if (isatty(2)) fprintf(stderr, "\r\033[K");
    for (int i = 0; i < who_count; i++) {
        for (int what = 0; what < WHATS; what++) {
            const double median = clock_median(times[i][what], rounds);
            if (median > 0) printf("%s\t%s\t%s\t%.4f\n", record, who[i]->name, what_names[what], median);
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    const struct contender *who[MOST_CONTENDERS];
    int who_count = 0;
    count = argc > 3 ? strtoul(argv[2], NULL, 10) : 0;
    const int asked = argc > 3 ? atoi(argv[3]) : 0;
    if (count == 0 || count > UINT32_MAX || asked < 1) {
        fprintf(stderr, "usage: storage Date|Trade INSTANCES ROUNDS [NAME]...\n");
        return 2;
    }
    for (size_t i = 0; i < sizeof rivals / sizeof rivals[0]; i++) {
        const struct contender *const *list = strcmp(argv[1], "Date") == 0 ? rivals[i]->dates : rivals[i]->trades;
        for (; *list != NULL && who_count < MOST_CONTENDERS; list++) {
            if (is_asked(*list, argc, argv)) who[who_count++] = *list;
        }
    }
    fill_source();
    order = malloc(count * sizeof *order);
    if (order == NULL) return 1;
    uint64_t state = SEED;
    for (size_t i = 0; i < count; i++) order[i] = (uint32_t)(clock_random(&state) % count);
    return compete(argv[1], who, who_count, asked > MOST_ROUNDS ? MOST_ROUNDS : asked);
}
