/* SPDX-License-Identifier: MIT */
/*
 * Counts instructions: reads what `objdump -drw --no-show-raw-insn` prints of an object file and writes, for each
 * function, its name, the instructions on its longest path from entry to return, the bytes of text, how many calls and
 * loops the path has (an honest count has neither), and how many loads and stores: spills are among them, what calls
 * and returns do to the stack is not.
 *
 * Not counted: ret, endbr and padding; paths that end in a refusal (a call or jump to slot_refuse_* or to the cold
 * section), for what a checked accessor costs is what it executes when all is well.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_INSTRUCTIONS = 20000, LINE_BYTES = 1024, NAME_BYTES = 256 };

enum flow { FLOW_NEXT, FLOW_JUMP, FLOW_BRANCH, FLOW_CALL, FLOW_LEAVE, FLOW_RETURN, FLOW_REFUSE };

struct instruction {
    unsigned long address;
    unsigned long target;
    enum flow flow;
    int counted;
    int loads, stores;
    int best; /* instructions from here to a return, or -1: no way to one */
    int best_loads, best_stores;
    bool known;
    bool active; /* on the path that is being walked */
};

static struct instruction code[MOST_INSTRUCTIONS];
static size_t code_count;
static char function_name[NAME_BYTES];
static unsigned long function_start, function_end;
static int calls, loops;

static bool begins(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static size_t find_address(unsigned long address)
{
    size_t low = 0;
    size_t high = code_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (code[middle].address < address) low = middle + 1;
        else high = middle;
    }
    return low < code_count && code[low].address == address ? low : code_count;
}

static int walk(size_t at);

/* The longer of a path and that from `at` on, which is then the next. */
static int walk_next(size_t at, int best, const struct instruction **next)
{
    const int other = walk(at);
    if (other <= best) return best;
    *next = &code[at];
    return other;
}

/* The longest path to a return, as the larger of what follows; iterative would be longer, functions are short. */
static int walk(size_t at)
{
    if (at >= code_count) return -1;
    struct instruction *here = &code[at];
    if (here->known) return here->best;
    if (here->active) {
        loops++;
        return -1;
    }
    here->active = true;
    int best = -1;
    const struct instruction *next = NULL; /* on the longest path */
    switch (here->flow) {
    case FLOW_RETURN: best = 0; break;
    case FLOW_LEAVE:
        calls++;
        best = 0;
        break;
    case FLOW_REFUSE: break;
    case FLOW_JUMP: best = walk_next(find_address(here->target), best, &next); break;
    case FLOW_CALL:
        calls++;
        best = walk_next(at + 1, best, &next);
        break;
    case FLOW_NEXT: best = walk_next(at + 1, best, &next); break;
    case FLOW_BRANCH:
        best = walk_next(at + 1, best, &next);
        best = walk_next(find_address(here->target), best, &next);
        break;
    }
    here->active = false;
    here->known = true;
    here->best = best < 0 ? -1 : best + here->counted;
    here->best_loads = here->loads + (next != NULL ? next->best_loads : 0);
    here->best_stores = here->stores + (next != NULL ? next->best_stores : 0);
    return here->best;
}

static void finish_function(void)
{
    if (code_count > 0 && !begins(function_name, "main") && strstr(function_name, ".cold") == NULL) {
        calls = loops = 0;
        const int best = walk(0);
        printf("%s %d %lu %d %d %d %d\n", function_name, best, function_end - function_start, calls, loops,
               code[0].best_loads, code[0].best_stores);
    }
    code_count = 0;
}

static bool is_refusal(const char *operands)
{
    return strstr(operands, "slot_refuse") != NULL || strstr(operands, ".text.unlikely") != NULL ||
           strstr(operands, ".cold") != NULL || strstr(operands, "slot_violation") != NULL;
}

static void classify(struct instruction *here, const char *mnemonic, const char *operands)
{
    const bool relocated = strstr(operands, "R_X86_64") != NULL;
    here->flow = FLOW_NEXT;
    here->counted = 1;
    if (begins(mnemonic, "ret") || begins(mnemonic, "repz ret")) {
        here->flow = FLOW_RETURN;
        here->counted = 0;
    } else if (begins(mnemonic, "endbr") || strstr(mnemonic, "nop") != NULL || begins(mnemonic, "data16") ||
               begins(mnemonic, "cs") || (begins(mnemonic, "xchg") && begins(operands, "%ax,%ax"))) {
        here->counted = 0;
    } else if (begins(mnemonic, "call")) {
        here->flow = is_refusal(operands) ? FLOW_REFUSE : FLOW_CALL;
    } else if (begins(mnemonic, "ud2") || begins(mnemonic, "hlt")) {
        here->flow = FLOW_REFUSE;
    } else if (mnemonic[0] == 'j') {
        const bool always = begins(mnemonic, "jmp");
        here->target = relocated ? ~0UL : strtoul(operands, NULL, 16);
        here->flow = always ? FLOW_JUMP : FLOW_BRANCH;
        if (always && relocated) here->flow = is_refusal(operands) ? FLOW_REFUSE : FLOW_LEAVE;
        if (always && operands[0] == '*') here->flow = FLOW_LEAVE;
    }
}

/* What it does to memory: the last operand is written, but by comparisons; `mov` and `set` write without reading. */
static void count_accesses(struct instruction *here, const char *mnemonic, const char *operands)
{
    if (begins(mnemonic, "push")) here->stores++;
    if (begins(mnemonic, "pop") && !begins(mnemonic, "popcnt")) here->loads++;
    const char *close = strchr(operands, ')');
    if (here->counted == 0 || here->flow != FLOW_NEXT || close == NULL || begins(mnemonic, "lea")) return;
    const bool is_last = strchr(close, ',') == NULL;
    const bool is_compared = begins(mnemonic, "cmp") || begins(mnemonic, "test");
    const bool is_written = is_last && !is_compared;
    if (is_written) here->stores++;
    if (!is_written || !(begins(mnemonic, "mov") || begins(mnemonic, "vmov") || begins(mnemonic, "set"))) here->loads++;
}

/* "   4:\tmov    (%rdi),%eax" */
static void add_instruction(char *line)
{
    char *end;
    const unsigned long address = strtoul(line, &end, 16);
    if (*end != ':' || end[1] != '\t') return;
    char *mnemonic = end + 2;
    mnemonic[strcspn(mnemonic, "\n")] = '\0';
    function_end = address; /* the last instruction's own bytes do not matter to a comparison */
    if (code_count == MOST_INSTRUCTIONS || strstr(mnemonic, "(bad)") != NULL) return;
    if (begins(mnemonic, "bnd ") || begins(mnemonic, "notrack ")) mnemonic = strchr(mnemonic, ' ') + 1;
    char *operands = mnemonic + strcspn(mnemonic, " \t");
    while (*operands == ' ' || *operands == '\t') operands++;
    struct instruction *here = &code[code_count++];
    memset(here, 0, sizeof *here);
    here->address = address;
    classify(here, mnemonic, operands);
    count_accesses(here, mnemonic, operands);
}

int main(void)
{
    char line[LINE_BYTES];
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *open = strchr(line, '<');
        char *close = open == NULL ? NULL : strstr(open, ">:");
        if (line[0] != ' ' && open != NULL && close != NULL && (size_t)(close - open) < NAME_BYTES) {
            finish_function();
            *close = '\0';
            strcpy(function_name, open + 1);
            function_start = strtoul(line, NULL, 16);
        } else if (line[0] == ' ') {
            add_instruction(line);
        }
    }
    finish_function();
    return ferror(stdin) ? 1 : 0;
}
