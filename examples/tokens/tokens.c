/* SPDX-License-Identifier: MIT */
/*
 * Reads C source files into packed tokens, words and trees of brackets, checks that every token can be told from its
 * record alone, and shows what the files hold and what that costs beside plain structs.
 */
#include "store.h"

#include <stdio.h>
#include <string.h>

/* The same records as plain structs. */
struct plain_word {
    struct plain_word *next;
    const char *spelling;
    uint32_t uses;
    uint8_t size;
};

struct plain_token {
    const char *at;
    union {
        struct plain_word *name;
        uint32_t value;
    } what;
    uint16_t size;
    uint8_t kind;
    bool first;
};

struct plain_node {
    struct plain_node *next, *child;
    union {
        struct plain_word *name;
        uint16_t file;
        uint8_t bracket;
    } what;
    uint32_t opens, closes;
    uint8_t kind, depth;
};

/* Every token against the text it was read from. */
static bool check(const struct store *store)
{
    for (size_t i = 0; i < store->token_count; i++) {
        const source_Token *token = &store->tokens[i];
        const slot_text text = store_token_text(store, token);

        if (!source_Token_valid(token) ||
            memcmp(text.data, store->text + source_Token_get_at(token), text.length) != 0) {
            printf("token %zu is not what was read\n", i);
            return false;
        }
    }
    return true;
}

static void print_word(const struct store *store, source_Word_ref ref, int64_t count)
{
    const slot_text text = store_spelling(store, ref);

    printf(" %.*s (%lld)", (int)text.length, text.data, (long long)count);
}

/* The three words that are used most. */
static void print_common(const struct store *store)
{
    int64_t least = INT64_MAX;

    printf("most used:      ");
    for (int rank = 0; rank < 3; rank++) {
        source_Word_ref best = {0};
        int64_t most = 0;

        for (source_Word_ref ref = source_Word_pool_next(&store->words, best); ref.id != 0;
             ref = source_Word_pool_next(&store->words, ref)) {
            const int64_t uses = source_Word_get_uses(source_Word_pool_at(&store->words, ref));

            if (uses > most && uses < least) {
                most = uses;
                best = ref;
            }
        }
        least = most;
        if (best.id != 0) print_word(store, best, most);
    }
    putchar('\n');
}

/* Functions, calls and the longest function: a walk over the nodes, whose arms say what they are. */
static void print_tree(const struct store *store)
{
    const source_Node_ref null = {0};
    source_Word_ref longest = {0};
    size_t functions = 0;
    size_t calls = 0;
    int64_t most = 0;
    int64_t deepest = 0;

    for (source_Node_ref ref = source_Node_pool_next(&store->nodes, null); ref.id != 0;
         ref = source_Node_pool_next(&store->nodes, ref)) {
        const source_Node *node = source_Node_pool_at(&store->nodes, ref);
        const int64_t length = (int64_t)source_Node_get_closes(node) - source_Node_get_opens(node);

        if (source_Node_get_depth(node) > deepest) deepest = source_Node_get_depth(node);
        calls += source_Node_which_what(node) == source_Node_what_call;
        if (source_Node_which_what(node) != source_Node_what_function) continue;
        functions++;
        if (length > most) {
            most = length;
            longest = source_Node_get_what_function(node);
        }
    }
    printf("functions:       %zu, calls: %zu, brackets in brackets: %lld\n", functions, calls, (long long)deepest);
    if (most == 0) return;
    printf("longest function:");
    print_word(store, longest, most);
    puts(" tokens");
}

static void print_files(const struct store *store)
{
    int64_t kinds[source_File_kinds_COUNT] = {0};
    int64_t lines = 0;

    for (size_t i = 0; i < store->file_count; i++) {
        int32_t counts[source_File_kinds_COUNT];

        source_File_read_kinds(&store->files[i], counts); /* all elements of the array at once */
        for (size_t k = 0; k < source_File_kinds_COUNT; k++) kinds[k] += counts[k];
        lines += source_File_get_lines(&store->files[i]);
    }
    printf("%zu files, %zu bytes, %lld lines, %zu tokens:", store->file_count, store->text_length, (long long)lines,
           store->token_count);
    for (int k = 0; k < source_Kind_COUNT; k++)
        printf("%s %lld %s", k > 0 ? "," : "", (long long)kinds[k], source_Kind_to_name((source_Kind)k));
    putchar('\n');
}

static void print_row(const char *name, size_t count, size_t packed, size_t plain)
{
    printf("%-10s %9zu %9zu %9zu %12zu %12zu %6.2fx\n", name, count, packed, plain, count * packed, count * plain,
           (double)plain / (double)packed);
}

static void print_sizes(const struct store *store)
{
    const size_t words = source_Word_pool_count(&store->words);
    const size_t nodes = source_Node_pool_count(&store->nodes);

    puts("\n               count   slotgen    struct      slotgen       struct");
    print_row("Token", store->token_count, sizeof(source_Token), sizeof(struct plain_token));
    print_row("Word", words, sizeof(source_Word), sizeof(struct plain_word));
    print_row("Node", nodes, sizeof(source_Node), sizeof(struct plain_node));
}

int main(int count, char **arguments)
{
    static struct store store;
    bool fine = count > 1;

    if (!fine) {
        fputs("usage: tokens FILE...\nExit status: 0 fine, 1 a file cannot be read, 2 wrong usage.\n", stderr);
        return 2;
    }
    store_init(&store);
    for (int i = 1; i < count && fine; i++) fine = store_read(&store, arguments[i]);
    if (fine && check(&store)) {
        print_files(&store);
        print_common(&store);
        print_tree(&store);
        print_sizes(&store);
    } else {
        fine = false;
    }
    store_free(&store);
    return !fine;
}
