/* SPDX-License-Identifier: MIT */
/* Folders and messages after a fault; see judge.h. */
#include "judge.h"

#include <string.h>

/* Whether the file is the very one that it was, not a copy. */
static bool is_untouched(const struct entry *was, const struct entry *is)
{
    return entry_same(was, is) && (was == NULL || was->inode == is->inode);
}

static const char *find_strangers(const struct change *change, const struct tree *now, bool left_overs)
{
    for (size_t i = 0; i < now->count; i++) {
        const struct entry *entry = &now->entries[i];
        if (tree_find(&change->before, entry->path) != NULL || tree_find(&change->after, entry->path) != NULL) continue;
        if (!entry_is_left_over(entry)) return "a file that nobody asked for";
        if (!left_overs) return "a temporary is left over";
    }
    return NULL;
}

/* All of `wanted` and nothing besides, but what is left over. */
static const char *compare(const struct tree *wanted, const struct tree *now, bool untouched)
{
    for (size_t i = 0; i < wanted->count; i++) {
        const struct entry *is = tree_find(now, wanted->entries[i].path);
        if (is == NULL) return "a file is missing";
        if (!entry_same(&wanted->entries[i], is)) return "a file has another content or mode";
        if (untouched && !is_untouched(&wanted->entries[i], is)) return "a file was replaced";
    }
    for (size_t i = 0; i < now->count; i++) {
        if (!entry_is_left_over(&now->entries[i]) && tree_find(wanted, now->entries[i].path) == NULL)
            return "there is a file more";
    }
    return NULL;
}

static bool is_header(const char *path)
{
    const size_t length = strlen(path);
    return (length > 8 && strcmp(path + length - 8, ".slots.h") == 0) || strcmp(path, "real/header") == 0;
}

/* Each file by itself: old or new. */
static const char *compare_each(const struct change *change, const struct tree *now, bool in_order)
{
    bool has_new_header = false;
    bool has_old_other = false;
    const struct tree *const trees[] = {&change->before, &change->after};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < trees[k]->count; i++) {
            const char *path = trees[k]->entries[i].path;
            const struct entry *is = tree_find(now, path);
            const struct entry *was = tree_find(&change->before, path);
            const struct entry *will = tree_find(&change->after, path);
            const bool is_folder = is == NULL && was == NULL; /* one that was not made yet, and what belongs there */
            if (!is_folder && !entry_same(is, was) && !entry_same(is, will)) return "a file is neither old nor new";
            if (entry_same(was, will)) continue;
            if (entry_same(is, will) && is_header(path)) has_new_header = true;
            if (!entry_same(is, will) && !is_header(path)) has_old_other = true;
        }
    }
    return in_order && has_new_header && has_old_other ? "a header is new before something else" : NULL;
}

const char *judge_folder(const struct change *change, const struct tree *now, enum promise promise, bool is_done)
{
    const char *wrong = find_strangers(change, now, promise != PROMISE_ALL);
    if (wrong != NULL) return wrong;
    if (is_done) return compare(&change->after, now, false);
    if (promise == PROMISE_WHOLE || promise == PROMISE_ORDER)
        return compare_each(change, now, promise == PROMISE_ORDER);
    return compare(&change->before, now, true);
}

const char *judge_words(const struct change *change, const struct outcome *outcome)
{
    if (outcome->status == change->clean.status) {
        if (outcome->err[0] != '\0') return "a message in spite of success";
        if (outcome->out_length != change->clean.out_length ||
            memcmp(outcome->out, change->clean.out, outcome->out_length) != 0)
            return "another standard output";
        return NULL;
    }
    /* What imports something that cannot be read has an error at that place; of several inputs each has a line. */
    if ((outcome->status == 1 || outcome->status == 3) && strstr(outcome->err, "error: cannot read '") != NULL)
        return NULL;
    if (outcome->status != 3) return "another exit status";
    return outcome_says_one_line(outcome) ? NULL : "not one line that says what is wrong";
}
