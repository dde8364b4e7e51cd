/* SPDX-License-Identifier: MIT */
/*
 * The layouts that a class may ask for, and units: whole classes whose places are known, one line each. Compact and
 * dense ones are in test_places.c and test_dense.c; here only what their slots are encoded like.
 */
#include "compiled.h"
#include "unit.h"

#include "support/text.h"

#include <string.h>

static void append_number(struct text *text, const char *before, uint64_t number)
{
    text_string(text, before);
    text_uint(text, number);
}

/* "a 0+4 ?4 u8", of a code at bit 0 of 4 bits with its presence bit at 4 in a unit of 8; "n" for a niche, "o" ordinal. */
static void append_slot(struct text *text, const struct model_slot *slot)
{
    text_strings(text, slot->name, " ", NULL);
    text_uint(text, slot->place.bit);
    const bool is_class = slot->type.kind == TYPE_CLASS;
    const uint64_t bytes = is_class ? slot->type.class->size : slot->type.bytes;
    append_number(text, "+", model_is_blob(slot->type.kind) ? bytes * 8 : slot->encoding.width);
    for (size_t i = 0; i < slot->dim_count; i++) append_number(text, "*", slot->dims[i].stride);
    if (slot->encoding.presence_bit) append_number(text, "?", slot->place.presence);
    if (slot->encoding.niche) text_string(text, "n");
    if (slot->encoding.ordinal) text_string(text, "o");
    if (model_unit(slot) > 0) append_number(text, "u", model_unit(slot));
    if (slot->place.group_bits > 0) append_number(text, "/", slot->place.weight);
    text_string(text, ", ");
}

static void append_reserved(struct text *text, const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        append_reserved(text, nodes[i].nodes, nodes[i].node_count);
        if (nodes[i].kind != NODE_RESERVED) continue;
        append_number(text, "- ", nodes[i].bit);
        append_number(text, "+", nodes[i].bits);
        text_string(text, ", ");
    }
}

/* The slots of a class, its reserved bits, and its size and alignment. */
static void describe(struct text *text, const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) append_slot(text, &class->slots[i]);
    append_reserved(text, class->nodes, class->node_count);
    append_number(text, "", class->size);
    append_number(text, "/", class->align);
}

static const struct {
    const char *schema; /* the last class counts */
    const char *places;
} layouts[] = {
    /* declared */
    {"class C @layout(declared) { a: uint4; reserved 3; b: uint9; c: bool; }", "a 0+4, b 7+9, c 16+1, - 4+3, 3/1"},
    {"class C @layout(declared) { a: 0 .. 5 ?; b: uint8 ?; c: bool ?; }", "a 1+3?0, b 5+8?4, c 14+1?13, 2/1"},
    {"enum E { x = -5, y = 250 } class C @layout(declared) { a: E; b: E ?; }", "a 0+8, b 9+8?8, 3/1"},
    {"class C @layout(declared) { a: uint3; b: (0 .. 5)[3]; c: (bool ?)[4]; d: bool[2] ?; }",
     "a 0+3, b 3+3*3, c 16+1*1?12, d 21+1*1?20, 3/1"},
    {"class C @layout(declared) { reserved 7; a: text(2) ?; reserved 1; }", "a 8+16?7, - 0+7, - 24+1, 4/1"},
    {"class C @layout(declared) { a: bool; oneof x { b: { reserved 2; c: uint3; } d: bool; } oneof y ? { e: bool; } }",
     "a 0+1, x 1+1, x.c 4+3, x.d 2+1, y 7+1n, y.e 8+1, - 2+2, 2/1"},
    {"class C @layout(declared) { a: bool; oneof x by a { true: uint5; } overlay y { b: uint3; c: { reserved 1; d: "
     "bool; } } }",
     "a 0+1, x.true 1+5, y.b 6+3, y.d 7+1, - 6+1, 2/1"},
    {"class B { a: uint3; } class C(B) @layout(declared) { reserved 1; b: uint4 ?; }", "a 0+3, b 10+4?9, - 8+1, 2/1"},
    {"class B @layout(declared) { reserved 9; a: bool ?; } class C(B) { b: bool ?; }",
     "a 10+1?9, b 16+1?17, - 0+9, 3/1"},
    {"class B @layout(declared) { a: uint3; reserved 2; b: bool ?; } class C { c: inline B; d: inline B[2]; }",
     "c.a 0+3, c.b 6+1?5, d.a 7+3*7, d.b 13+1*7?12, 3/1"},
    {"class A @layout(declared) { overlay x { a: int2[2] ?; b: { reserved 3; c: bool; } } } class B(A) { d: uint32; e: "
     "uint16; } "
     "class C { f: inline B; }",
     "f.x.a 49+2*2?48, f.x.c 51+1, f.d 0+32, f.e 32+16, 7/1"},
    {"class B @layout(declared) { reserved 12; } class C(B) { a: bool; }", "a 16+1, - 0+12, 3/1"},
    {"class C @layout(declared) { a: uint3; reserved 13; b: uint16 @own; }", "a 0+3, b 16+16u16, - 3+13, 4/2"},
    {"class C @layout(declared) { a: uint8; reserved 8; b: uint16 @own; reserved 7; c: 5 .. 9 ? @own; }",
     "a 0+8, b 16+16u16, c 40+3?39u8, - 8+8, - 32+7, 6/2"},
    {"class B { } class C(B) @layout(declared) { reserved 1; a: 7 .. 7; b: 7 .. 7 ?; }", "a 0+0, b 0+0?1, - 0+1, 1/1"},
    /* natural, and units in others */
    {"class C @layout(natural) { a: bool; b: uint12; c: float64; d: uint33; e: uint8; }",
     "a 144+1u8, b 128+12u16, c 0+64u64, d 64+33u64, e 152+8u8, 24/8"},
    {"enum E { x = 1, y = 90_000 } class C @layout(natural) { a: E ?; b: uint16 ?; c: 7 .. 7; d: text(3); }",
     "a 16+1?48ou8, b 0+16?49u16, c 0+0, d 24+24, 8/2"},
    {"class C @layout(natural) { a: (0 .. 300)[3]; b: (uint8 ?)[2]; c: bool[3] ?; }",
     "a 0+9*16u16, b 48+8*8?88u8, c 64+1*8?90u8, 12/2"},
    {"class C @layout(natural) { oneof x { a: uint20; b: { c: bool; d: uint12; } } overlay y { e: uint32; f: bool; } }",
     "x 64+1u8, x.a 0+20u32, x.c 16+1u8, x.d 0+12u16, y.e 32+32u32, y.f 32+1u8, 12/4"},
    {"class D { x: uint3; } class C @layout(natural) { a: inline D; b: inline D ?; c: (inline D ?)[2]; d: uint16; }",
     "a.x 27+3, b 31+1n, b.x 24+3, c 19+1*4n, c.x 16+3*4, d 0+16u16, 4/2"},
    {"class B { a: uint3; b: uint16 @own; c: bool; } class C(B) @align(4) { d: uint9; }",
     "a 16+3, b 0+16u16, c 23+1, d 32+9, 8/4"},
    {"class B @layout(natural) { a: uint32; } class C(B) { b: uint3; c: B; d: B[2]; }",
     "a 0+32u32, b 128+3, c 32+32, d 64+32*32, 20/4"},
    {"symbols s(255); class C @layout(natural) @pool(capacity: 70_000) { a: symbol(s); b: ref C; p: pointer(\"void\", "
     "align: 8); any: any; }",
     "a 160+8u8, b 128+17u32, p 0+61u64, any 64+64u64, 24/8"},
    /* dense: what is a digit is test_dense's affair */
    {"enum E { x = 1, y = 4, z = 8, w = 9 } class C @layout(dense) { a: E; }", "a 0+2o, 1/1"},
    {"class C @layout(dense) { a: uint8 ?; }", "a 0+9n, 2/1"},
    {"class C @layout(dense) { a: bool ?; b: float16 ?; }", "a 16+2n, b 0+16?18, 3/1"},
    {"class C @layout(dense) { a: (uint8 ?)[2]; }", "a 0+8*8?16, 3/1"},
};

START_TEST(classes_lie_as_they_were_asked_to)
{
    struct compiled compiled;
    struct text places = {0};
    compiled_from(&compiled, layouts[_i].schema);
    if (compiled.model == NULL) ck_abort_msg("%s\n%s", layouts[_i].schema, compiled.messages);
    describe(&places, compiled.model->classes[compiled.model->class_count - 1]);
    if (strcmp(text_chars(&places), layouts[_i].places) != 0)
        ck_abort_msg("%s\nlies %s\nnot  %s", layouts[_i].schema, text_chars(&places), layouts[_i].places);
    text_free(&places);
    compiled_free(&compiled);
}
END_TEST

Suite *layouts_suite(void)
{
    Suite *suite = suite_create("layouts");
    TCase *cases = tcase_create("layouts");
    tcase_add_loop_test(cases, classes_lie_as_they_were_asked_to, 0, (int)(sizeof layouts / sizeof *layouts));
    suite_add_tcase(suite, cases);
    return suite;
}
