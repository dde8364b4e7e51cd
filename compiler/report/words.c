/* SPDX-License-Identifier: MIT */
/* What the pictures call the parts of a record. */
#include "report/markup.h"
#include "report/picture.h"
#include "report/print.h"

#include <string.h>

/*
 * Characters of a name that go without saying within an arm: "buyer" stands in the lane "origin.buy", not
 * "origin.buyer"; "pages" in the lane "sold.size.book" of an inline class, not "sold.size.pages".
 */
static size_t arm_prefix(const struct report_part *part)
{
    const char *arm = part->lane_name;
    for (const char *next = strstr(arm, " / "); next != NULL; next = strstr(arm, " / ")) arm = next + 3;
    const char *const dot = strrchr(arm, '.');
    if (dot == NULL) return 0;
    const size_t length = (size_t)(dot - arm) + 1;
    for (const char *at = part->name; at != NULL; at = strchr(at, '.')) {
        if (*at == '.') at++;
        if (strncmp(at, arm, length) == 0) return (size_t)(at - part->name) + length;
    }
    return 0;
}

void picture_name(struct text *text, const struct report_part *part)
{
    if (part->kind == PART_SPARE || part->kind == PART_RESERVED) {
        text_string(text, part->kind == PART_SPARE ? "spare" : "reserved");
        return;
    }
    text_strings(text, part->name + arm_prefix(part), part->kind == PART_PRESENCE ? "?" : "", NULL);
}

/* Whether the code has more bits to itself than it needs. */
static bool is_in_unit(const struct report_part *part)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a code is of a slot */
    return part->kind == PART_CODE && part->slot->encoding.width < model_unit(part->slot);
}

void picture_detail(struct text *text, const struct report_part *part)
{
    if (part->kind == PART_GROUP) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a group is of one, too */
        print_count(text, part->slot->encoding.codes + 1, "code");
        return;
    }
    if (part->count > 1) {
        print_grouped(text, part->count);
        text_string(text, part->kind == PART_REPEAT ? " more of " : " \xc3\x97 ");
    }
    if (is_in_unit(part)) {
        text_uint(text, part->slot->encoding.width);
        text_string(text, " of ");
    }
    if (part->kind == PART_BYTES) print_count(text, part->bits / part->count / 8, "byte");
    else print_count(text, part->bits / part->count, "bit");
    if (part->kind == PART_TAG) text_string(text, ", tag");
    if (part->kind == PART_AREA) text_string(text, " for one arm");
    if (part->kind == PART_PRESENCE) text_string(text, ": is it set");
}

void picture_describe(struct text *text, const struct report_class *facts, const struct report_part *part)
{
    picture_name(text, part);
    text_string(text, ": ");
    if (part->slot != NULL && part->kind != PART_TAG && part->kind != PART_PRESENCE) {
        text_strings(text, facts->rows[part->index].type, ", ", NULL);
    }
    picture_detail(text, part);
    text_string(text, part->kind == PART_GROUP ? ", in the number from bit " : ", from bit ");
    print_grouped(text, part->bit);
    if (part->kind == PART_SPARE || part->kind == PART_RESERVED) text_string(text, ", always zero");
    if (part->kind == PART_CODE && model_unit(part->slot) > 8) text_string(text, ", in host order");
    if (part->lane_name[0] != '\0') text_strings(text, ", in ", part->lane_name, NULL);
}

void picture_anchor(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    text_strings(text, "-", class->c_name, ".", slot->name, NULL);
}

void picture_information(struct text *text, const struct report_class *facts)
{
    if (facts->information < 1000) print_decimal(text, facts->information, 2);
    else print_grouped(text, (uint64_t)(facts->information + 0.5));
}

void picture_summary(struct text *text, const struct report *report, const struct report_class *facts)
{
    const struct model_class *class = facts->class;
    const uint64_t bits = (uint64_t) class->size * 8;
    print_count(text, class->size, "byte");
    text_string(text, ": ");
    print_count(text, bits - facts->spare_bits, "bit");
    text_string(text, " used, ");
    print_grouped(text, facts->spare_bits);
    text_string(text, " spare, information limit ");
    picture_information(text, facts);
    if (class->size <= report->cache_line) {
        text_string(text, "; ");
        print_grouped(text, report->cache_line / class->size);
        text_string(text, " in a cache line of ");
        print_count(text, report->cache_line, "byte");
    }
}
