/* SPDX-License-Identifier: MIT */
/*
 * What the `any` slots of a class may name: every pooled class and every table of its schema and of those it imports.
 *
 * Requires the model's lists, and a model without errors so far.
 */
#include "check/checker.h"

#include "model/links.h"

/* Rule any-limit. */
static void report_limit(struct checker *checker, const struct model_class *class_model)
{
    const bool classes = class_model->class_link_count > LINKS_MOST;
    diag_error(checker->diag, rule_name(RULE_ANY_LIMIT), class_model->span,
               "class '%s' has slots of type any, which may name %zu %s, but only %d can be told apart",
               class_model->name, classes ? class_model->class_link_count : class_model->symbols_link_count,
               classes ? "classes" : "tables of symbols", LINKS_MOST);
    diag_help(checker->diag, "they are all of this schema and of those that it imports: divide it");
}

/* Rule any-apart. */
static void report_apart(struct checker *checker, const struct links_fault *fault)
{
    diag_error(checker->diag, rule_name(RULE_ANY_APART), fault->class->span,
               "class '%s' has slots of type any from '%s' and from '%s', which number what these may name differently",
               fault->class->name, fault->first->full_name, fault->second->full_name);
    diag_note(checker->diag, fault->first->span, "'%s' is declared here", fault->first->full_name);
    diag_note(checker->diag, fault->second->span, "'%s' is declared here", fault->second->full_name);
    diag_help(checker->diag, "leave 'inline' out: a class by value keeps its own numbers");
}

void any_resolve(struct checker *checker)
{
    struct links_fault fault;
    switch (links_assign(checker->arena, checker->model, &fault)) {
    case LINKS_OK: break;
    case LINKS_TOO_MANY: report_limit(checker, fault.class); break;
    case LINKS_APART: report_apart(checker, &fault); break;
    }
}
