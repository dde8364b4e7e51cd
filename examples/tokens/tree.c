/* SPDX-License-Identifier: MIT */
/* The brackets of a file as a tree of 18-bit handles: bodies of functions and calls know whose they are. */
#include "store.h"

#include <stdio.h>
#include <string.h>

/* An open bracket: its node, and its last child so far. */
struct open {
    source_Node_ref node, last;
};

enum { MOST_OPEN = source_Node_depth_MAX };

struct tree {
    struct store *store;
    struct open open[MOST_OPEN + 1];
    size_t depth;
};

static slot_text text_at(const struct tree *tree, size_t token)
{
    return store_token_text(tree->store, &tree->store->tokens[token]);
}

static bool is(slot_text text, const char *other)
{
    return text.length == strlen(other) && memcmp(text.data, other, text.length) == 0;
}

static bool is_name(const struct tree *tree, size_t token)
{
    return source_Token_which_what(&tree->store->tokens[token]) == source_Token_what_name;
}

/* The word before a bracket that was closed at `token`, or null: whose parameters they were. */
static source_words_id word_before(const struct tree *tree, source_Node_ref parameters, size_t first)
{
    const source_Node *node = source_Node_pool_at(&tree->store->nodes, parameters);
    const size_t opens = node != NULL ? (size_t)source_Node_get_opens(node) : 0;

    if (node == NULL || opens <= first || !is_name(tree, opens - 1)) return (source_words_id){0};
    return source_Token_get_what_name(&tree->store->tokens[opens - 1]);
}

/* What a bracket is, from what stands before it: `before` is the bracket that was closed last in the same one. */
static void say_what(const struct tree *tree, source_Node *node, source_Node_ref before, size_t token, size_t first)
{
    const char bracket = text_at(tree, token).data[0];
    source_words_id word = {0};

    if (bracket == '(' && token > first && is_name(tree, token - 1)) {
        source_Node_set_what_call(node, source_Token_get_what_name(&tree->store->tokens[token - 1]));
        return;
    }
    if (bracket == '{' && tree->depth == 0 && token > first && is(text_at(tree, token - 1), ")"))
        word = word_before(tree, before, first);
    if (word.id != 0) source_Node_set_what_function(node, word);
    else
        source_Node_set_what_other(node, bracket == '('   ? source_Bracket_round
                                         : bracket == '[' ? source_Bracket_square
                                                          : source_Bracket_curly);
}

/* A new node behind the last child of the innermost open bracket, or behind the last file. */
static source_Node *add_node(struct tree *tree, source_Node_ref *ref, size_t token)
{
    struct open *around = &tree->open[tree->depth];
    source_Node *node;
    source_Node *before;

    if (source_Node_pool_add(&tree->store->nodes, ref) != SLOT_OK) return NULL;
    node = source_Node_pool_at(&tree->store->nodes, *ref);
    source_Node_set_opens(node, (int64_t)token);
    before = source_Node_pool_at(&tree->store->nodes, around->last);
    if (before != NULL) source_Node_set_next(before, *ref);
    else if (around->node.id != 0) source_Node_set_child(source_Node_pool_at(&tree->store->nodes, around->node), *ref);
    else tree->store->root = *ref;
    around->last = *ref;
    return node;
}

static void close_bracket(struct tree *tree, size_t token)
{
    source_Node *node = source_Node_pool_at(&tree->store->nodes, tree->open[tree->depth].node);

    source_Node_set_closes(node, (int64_t)token);
}

/* Opens or closes a bracket where the token is one. False where there is no memory. */
static bool take_token(struct tree *tree, size_t token, size_t first)
{
    const source_Node_ref before = tree->open[tree->depth].last;
    const slot_text text = text_at(tree, token);
    source_Node_ref ref;
    source_Node *node;

    if (source_Token_which_what(&tree->store->tokens[token]) != source_Token_what_sign || text.length != 1) return true;
    if (strchr("([{", *text.data) != NULL && tree->depth < MOST_OPEN) {
        node = add_node(tree, &ref, token);
        if (node == NULL) return false;
        say_what(tree, node, before, token, first);
        tree->depth++;
        source_Node_set_depth(node, (int64_t)tree->depth);
        tree->open[tree->depth] = (struct open){ref, {0}};
    } else if (strchr(")]}", *text.data) != NULL && tree->depth > 0) {
        close_bracket(tree, token);
        tree->depth--;
    }
    return true;
}

bool store_grow_tree(struct store *store, size_t file, size_t first, size_t last)
{
    struct tree tree = {store, {{{0}, {0}}}, 0};
    source_Node_ref ref = store->root;
    source_Node *node;

    while (ref.id != 0) { /* to the last file */
        tree.open[0].last = ref;
        ref = source_Node_get_next(source_Node_pool_at(&store->nodes, ref));
    }
    node = add_node(&tree, &ref, first);
    if (node == NULL) return false;
    source_Node_set_what_file(node, (int64_t)file);
    tree.open[0] = (struct open){ref, {0}};
    for (size_t i = first; i < last; i++) {
        if (!take_token(&tree, i, first)) return false;
    }
    for (; tree.depth > 0; tree.depth--) close_bracket(&tree, last);
    close_bracket(&tree, last);
    return true;
}
