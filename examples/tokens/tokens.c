/* SPDX-License-Identifier: MIT */
/*
 * Reads C source files into packed tokens, words and trees of brackets, checks that every token can be told from its
 * record alone, and shows what the files hold and what that costs beside plain structs.
 */
#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The same records as plain structs. */
struct plain_word {
    struct plain_word *next;
    const char *spelling;
    uint32_t size;
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

static void print_word(const struct store *store, source_words_id word, size_t count)
{
    const slot_text text = source_words_symbols_text(&store->words, word);

    printf(" %.*s (%zu)", (int)text.length, text.data, count);
}

/* The three words that are used most. Ids are dense from 1: they are indices of whatever is kept of words. */
static bool print_common(const struct store *store)
{
    size_t *uses = calloc(source_words_symbols_count(&store->words) + (size_t)1, sizeof *uses);

    if (uses == NULL) return false;
    for (size_t i = 0; i < store->token_count; i++) {
        if (source_Token_which_what(&store->tokens[i]) == source_Token_what_name)
            uses[source_Token_get_what_name(&store->tokens[i]).id]++;
    }
    printf("most used:      ");
    for (int rank = 0; rank < 3; rank++) {
        source_words_id best = {0};

        for (source_words_id id = source_words_symbols_next(&store->words, best); id.id != 0;
             id = source_words_symbols_next(&store->words, id)) {
            if (uses[id.id] > uses[best.id]) best = id;
        }
        if (best.id != 0) print_word(store, best, uses[best.id]);
        uses[best.id] = 0;
    }
    putchar('\n');
    free(uses);
    return true;
}

/* Functions, calls and the longest function: a walk over the nodes, whose arms say what they are. */
static void print_tree(const struct store *store)
{
    const source_Node_ref null = {0};
    source_words_id longest = {0};
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
    print_word(store, longest, (size_t)most);
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
    const size_t words = source_words_symbols_count(&store->words);
    const size_t nodes = source_Node_pool_count(&store->nodes);

    puts("\n               count   slotgen    struct      slotgen       struct");
    print_row("Token", store->token_count, sizeof(source_Token), sizeof(struct plain_token));
    print_row("Node", nodes, sizeof(source_Node), sizeof(struct plain_node));
    printf("%zu words in %zu bytes\n", words, source_words_symbols_bytes(&store->words));
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
        fine = print_common(&store);
        print_tree(&store);
        print_sizes(&store);
    } else {
        fine = false;
    }
    store_free(&store);
    return !fine;
}
