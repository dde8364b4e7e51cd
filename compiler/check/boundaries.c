/* SPDX-License-Identifier: MIT */
/*
 * Rule declared-align: a given format has no gaps but those that it says, so that what must lie on a byte is where the
 * bits before it put it.
 */
#include "check/checker.h"
#include "model/boundaries.h"

#include <inttypes.h>
#include <stdio.h>

struct reporting {
    struct checker *checker;
    const struct model_class *class_model;
    bool found;
};

static const char *node_kind(const struct model_node *node)
{
    return node->kind == NODE_ONEOF ? "oneof" : node->kind == NODE_OVERLAY ? "overlay" : "slot";
}

/* Its boundary: "on a byte", "at a multiple of 32 bits". */
static void print_boundary(uint32_t align, char buffer[48])
{
    if (align == 8) snprintf(buffer, 48, "on a byte");
    else snprintf(buffer, 48, "at a multiple of %" PRIu32 " bits", align);
}

static void report_fault(void *context, const struct boundary_fault *fault)
{
    struct reporting *reporting = context;
    struct diag *diag = reporting->checker->diag;
    const struct model_node *node = fault->node;
    const char *rule = rule_name(RULE_DECLARED_ALIGN);
    char boundary[48];
    reporting->found = true;
    if (checker_is_full(reporting->checker)) return;
    print_boundary(fault->align, boundary);
    if (fault->elements) {
        diag_error(diag, rule, node->span,
                   "every element of '%s' must lie %s, but each takes %" PRIu64 " bits, and in order there are no gaps",
                   node->name, boundary, fault->bit);
        diag_note(diag, node->class->span, "%" PRIu32 " bit%s more in '%s' would do", fault->missing,
                  fault->missing == 1 ? "" : "s", node->class->name);
        return;
    }
    const struct model_slot *slot = node->kind == NODE_SLOT ? &reporting->class_model->slots[node->first] : NULL;
    const bool has_presence = slot != NULL && slot->encoding.presence_bit;
    diag_error(diag, rule, node->span, "%s '%s' must lie %s, but%s would begin at bit %" PRIu64 "%s", node_kind(node),
               node->name, boundary, has_presence ? " the bit before it that says whether it is set" : " it",
               fault->bit, fault->in_arm ? " of its arm" : "");
    if (fault->is_alone)
        diag_help(diag, "make the arm a group, and write 'reserved %" PRIu32 ";' before its slot", fault->missing);
    else diag_help(diag, "write 'reserved %" PRIu32 ";' before it", fault->missing);
}

bool boundaries_resolve(struct checker *checker, const struct model_class *class_model)
{
    struct reporting reporting = {checker, class_model, false};
    boundaries_check(class_model, report_fault, &reporting);
    return !reporting.found;
}
