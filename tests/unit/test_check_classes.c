/* SPDX-License-Identifier: MIT */
/*
 * What classes are made of: bases, inline classes, oneofs and overlays as flat slots and as nodes, the order of classes,
 * and the limits. Each class is compared as a text.
 */
#include "checked.h"

#include "support/text.h"

#include <string.h>

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof((array)[0])))

static const char *kind_name(enum model_type_kind kind)
{
    static const char *const names[] = {
#define MODEL_ROW(kind, runtime) #kind,
        MODEL_TYPE_KINDS(MODEL_ROW)
#undef MODEL_ROW
    };
    return names[kind] + strlen("TYPE_");
}

static const char *arm_name(const struct model_arm *arm)
{
    return arm->member == NULL ? "set" : arm->member->name;
}

/* Of what else is said of a choice elsewhere. */
static void check_choice(const struct model_class *class_model, const struct model_choice *choice)
{
    ck_assert_ptr_eq(class_model->choices[choice->index], choice);
    ck_assert_ptr_eq(class_model->slots[choice->tag].tells, choice);
    ck_assert_uint_eq(choice->arm_count, choice->enumeration == NULL ? 1 : choice->enumeration->count);
    for (size_t i = 0; i < choice->arm_count; i++) {
        ck_assert_ptr_eq(choice->arms[i].choice, choice);
        if (choice->enumeration != NULL) ck_assert_ptr_eq(choice->arms[i].member, &choice->enumeration->members[i]);
    }
}

/* "name c_name member KIND{2}[3]?" and what else there is to say, a line for each slot. {2} is an inline array's. */
static void describe_slots(struct text *text, const struct model_class *class_model)
{
    for (size_t i = 0; i < class_model->slot_count; i++) {
        const struct model_slot *slot = &class_model->slots[i];
        text_strings(text, slot->name, " ", slot->c_name, " ", slot->member, " ", kind_name(slot->type.kind), NULL);
        uint64_t elements = 1;
        for (size_t k = 0; k < slot->dim_count; k++) {
            const bool own = k >= slot->dim_count - slot->own_dims;
            text_string(text, own ? "[" : "{");
            text_uint(text, slot->dims[k].count);
            text_string(text, own ? "]" : "}");
            elements *= slot->dims[k].count;
        }
        ck_assert_uint_eq(slot->element_count, elements);
        if (slot->element_optional) text_string(text, "(?)");
        if (slot->optional) text_string(text, "?");
        if (slot->tells != NULL) text_strings(text, " tells ", slot->tells->name, NULL);
        if (slot->arm != NULL) {
            text_strings(text, " in ", slot->arm->choice->name, "=", arm_name(slot->arm), "=", NULL);
            text_uint(text, slot->arm->code);
            ck_assert_ptr_eq(class_model->choices[slot->arm->choice->index], slot->arm->choice);
        }
        if (slot->overlay != 0) {
            text_string(text, " overlay ");
            text_uint(text, slot->overlay);
        }
        if (slot->is_inherited) text_string(text, " inherited");
        if (slot->is_private) text_string(text, " private");
        if (slot->is_read_only) text_string(text, " read-only");
        text_string(text, "\n");
    }
}

static void describe_nodes(struct text *text, const struct model_node *nodes, size_t count)
{
    static const char *const kinds[] = {"", "inline ", "oneof ", "overlay ", "arm "};
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        text_strings(text, i == 0 ? "" : ", ", kinds[node->kind], node->name, node->is_inherited ? "*" : "", NULL);
        text_string(text, "@");
        text_uint(text, node->first);
        text_string(text, "+");
        text_uint(text, node->count);
        if (node->kind < NODE_ONEOF) continue;
        text_string(text, node->is_group ? " {" : " (");
        describe_nodes(text, node->nodes, node->node_count);
        text_string(text, node->is_group ? "}" : ")");
    }
}

static void describe_choices(struct text *text, const struct model_class *class_model)
{
    for (size_t i = 0; i < class_model->choice_count; i++) {
        const struct model_choice *choice = class_model->choices[i];
        check_choice(class_model, choice);
        text_strings(text, "choice ", choice->name, " ", choice->c_name, choice->optional ? "?" : "", " none=", NULL);
        text_int(text, choice->none_value);
        if (choice->arm != NULL)
            text_strings(text, " in ", choice->arm->choice->name, "=", arm_name(choice->arm), NULL);
        if (choice->enumeration != NULL) {
            text_strings(text, choice->owns_enumeration ? " own " : " of ", choice->enumeration->c_name, NULL);
            for (size_t k = 0; k < choice->arm_count; k++) {
                text_strings(text, k == 0 ? ":" : "", " ", choice->arms[k].member->c_name, "=", NULL);
                text_int(text, choice->arms[k].member->value);
            }
        }
        text_string(text, "\n");
    }
}

/* The last class of a schema, which has no errors. */
static void assert_class(const char *schema, const char *expected)
{
    const struct model *model = check_text(schema);
    ck_assert_msg(model != NULL, "%s", run.messages);
    const struct model_class *class_model = model->classes[model->class_count - 1];
    struct text text = {0};
    describe_slots(&text, class_model);
    describe_choices(&text, class_model);
    describe_nodes(&text, class_model->nodes, class_model->node_count);
    ck_assert_str_eq(text_chars(&text), expected);
    text_free(&text);
    end_run();
}

static const struct {
    const char *schema;
    const char *expected;
} classes[] = {
    {"class C { a: uint8[2][3] ?; b: (bool ?)[4] @private @c_name(\"z\"); c: text(3) ?; }",
     "a a a INT[2][3]?\n"
     "b z z BOOL[4](?) private\n"
     "c c c TEXT?\n"
     "a@0+1, b@1+1, c@2+1"},
    {"class C @immutable { year, month, day; }",
     "year year year ANY read-only\n"
     "month month month ANY read-only\n"
     "day day day ANY read-only\n"
     "year@0+1, month@1+1, day@2+1"},
    {"class A { a: bool; oneof x by a { true: { b: uint8; } } } class M { } class B(M, A) { c: bool; }",
     "a a a BOOL tells x inherited read-only\n"
     "x.b x_b b INT in x=true=1 inherited\n"
     "c c c BOOL\n"
     "choice x x none=-1 of A_x: A_x_false=0 A_x_true=1\n"
     "a*@0+1, oneof x*@1+1 (arm false*@1+0 (), arm true*@1+1 {x.b*@1+1}), c@2+1"},
    {"class R { r: bool; } class A(R) { } class B(R) { } class C(A, B) { c: bool; }",
     "r r r BOOL inherited\n"
     "c c c BOOL\n"
     "r*@0+1, c@1+1"},
    {"class D { y: 1 .. 9; o: 0 .. 6 ?; } class C { a: inline D; b: inline D ? @private @c_name(\"z\"); }",
     "a.y a_y y INT\n"
     "a.o a_o o INT?\n"
     "b z z GROUP? tells b private\n"
     "b.y z_y y INT in b=set=1 private\n"
     "b.o z_o o INT? in b=set=1 private\n"
     "choice b z? none=-1\n"
     "inline a@0+2, inline b@2+3"},
    {"class D { y: (1 .. 9)[2]; } class C { c: (inline D ?)[4]; d: inline D[2][3] ?; e: D[2]; }",
     "c c c GROUP[4](?) tells c\n"
     "c.y c_y y INT{4}[2] in c=set=1\n"
     "d d d GROUP? tells d\n"
     "d.y d_y y INT{2}{3}[2] in d=set=1\n"
     "e e e CLASS[2]\n"
     "choice c c? none=-1\n"
     "choice d d? none=-1\n"
     "inline c@0+2, inline d@2+2, e@4+1"},
    {"namespace m; class C { oneof x { a, b: int8; g: { c: bool; } } oneof y ? @private { h: { } i: text(3); } }",
     "x x x ENUM tells x\n"
     "x.a x_a a INT in x=a=0\n"
     "x.b x_b b INT in x=b=1\n"
     "x.c x_c c BOOL in x=g=2\n"
     "y y y ENUM? tells y private\n"
     "y.i y_i i TEXT in y=i=2 private\n"
     "choice x x none=-1 own m_C_x: m_C_x_a=0 m_C_x_b=1 m_C_x_g=2\n"
     "choice y y? none=-1 own m_C_y: m_C_y_h=0 m_C_y_i=1\n"
     "oneof x@0+4 (arm a@1+1 (x.a@1+1), arm b@2+1 (x.b@2+1), arm g@3+1 {x.c@3+1}), oneof y@4+2 (arm h@5+0 {}, arm "
     "i@5+1 (y.i@5+1))"},
    {"enum E { u = 5, v = -7, w } class C { e: E ?; oneof x by e { w: { a: bool; } v: bool; } }",
     "e e e ENUM? tells x read-only\n"
     "x.a x_a a BOOL in x=w=2\n"
     "x.v x_v v BOOL in x=v=1\n"
     "choice x x? none=-8 own C_x: C_x_u=5 C_x_v=-7 C_x_w=-6\n"
     "e@0+1, oneof x@1+2 (arm u@1+0 (), arm v@2+1 (x.v@2+1), arm w@1+1 {x.a@1+1})"},
    {"class C { oneof x { g: { t: bool; oneof y by t { false: { a: uint8; } } } h: { oneof z ? { b: bool; } } } }",
     "x x x ENUM tells x\n"
     "x.t x_t t BOOL tells x.y in x=g=0 read-only\n"
     "x.y.a x_y_a a INT in x.y=false=0\n"
     "x.z x_z z ENUM? tells x.z in x=h=1\n"
     "x.z.b x_z_b b BOOL in x.z=b=1\n"
     "choice x x none=-1 own C_x: C_x_g=0 C_x_h=1\n"
     "choice x.y x_y none=-1 in x=g own C_x_y: C_x_y_false=0 C_x_y_true=1\n"
     "choice x.z x_z? none=-1 in x=h own C_x_z: C_x_z_b=0\n"
     "oneof x@0+5 (arm g@1+2 {x.t@1+1, oneof x.y@2+1 (arm false@2+1 {x.y.a@2+1}, arm true@2+0 ())}, arm h@3+2 {oneof "
     "x.z@3+2 (arm b@4+1 (x.z.b@4+1))})"},
    {"class D { oneof x ? { a: bool; b: { c: uint8; } } overlay o { d: uint8; e: float32; } } class C { p: inline "
     "D[2]; oneof q { r: inline D ?; } }",
     "p.x p_x x ENUM{2}? tells p.x\n"
     "p.x.a p_x_a a BOOL{2} in p.x=a=1\n"
     "p.x.c p_x_c c INT{2} in p.x=b=2\n"
     "p.o.d p_o_d d INT{2} overlay 1\n"
     "p.o.e p_o_e e FLOAT32{2} overlay 1\n"
     "q q q ENUM tells q\n"
     "q.r q_r r GROUP? tells q.r in q=r=0\n"
     "q.r.x q_r_x x ENUM? tells q.r.x in q.r=set=1\n"
     "q.r.x.a q_r_x_a a BOOL in q.r.x=a=1\n"
     "q.r.x.c q_r_x_c c INT in q.r.x=b=2\n"
     "q.r.o.d q_r_o_d d INT in q.r=set=1 overlay 2\n"
     "q.r.o.e q_r_o_e e FLOAT32 in q.r=set=1 overlay 2\n"
     "choice p.x p_x? none=-1 of D_x: D_x_a=0 D_x_b=1\n"
     "choice q q none=-1 own C_q: C_q_r=0\n"
     "choice q.r q_r? none=-1 in q=r\n"
     "choice q.r.x q_r_x? none=-1 in q.r=set of D_x: D_x_a=0 D_x_b=1\n"
     "inline p@0+5, oneof q@5+7 (arm r@6+6 (inline q.r@6+6))"},
    {"class D { overlay o { d: uint8; } } class C { a: bool; overlay p { b: { c: inline D; oneof x ? { y: bool; } } e: "
     "uint8; } overlay q { f: bool; } s: inline D; }",
     "a a a BOOL\n"
     "p.c.o.d p_c_o_d d INT overlay 1\n"
     "p.x p_x x ENUM? tells p.x overlay 1\n"
     "p.x.y p_x_y y BOOL in p.x=y=1 overlay 1\n"
     "p.e p_e e INT overlay 1\n"
     "q.f q_f f BOOL overlay 2\n"
     "s.o.d s_o_d d INT overlay 3\n"
     "choice p.x p_x? none=-1 own C_p_x: C_p_x_y=0\n"
     "a@0+1, overlay p@1+4 (arm b@1+3 {inline p.c@1+1, oneof p.x@2+2 (arm y@3+1 (p.x.y@3+1))}, arm e@4+1 (p.e@4+1)), "
     "overlay q@5+1 (arm f@5+1 (q.f@5+1)), inline s@6+1"},
    {"class D { oneof x ? { a: bool; } s: uint8 @private; } class E { d: inline D ?; } class C(E) { z: inline E "
     "@private; }",
     "d d d GROUP? tells d inherited\n"
     "d.x d_x x ENUM? tells d.x in d=set=1 inherited\n"
     "d.x.a d_x_a a BOOL in d.x=a=1 inherited\n"
     "d.s d_s s INT in d=set=1 inherited private\n"
     "z.d z_d d GROUP? tells z.d private\n"
     "z.d.x z_d_x x ENUM? tells z.d.x in z.d=set=1 private\n"
     "z.d.x.a z_d_x_a a BOOL in z.d.x=a=1 private\n"
     "z.d.s z_d_s s INT in z.d=set=1 private\n"
     "choice d d? none=-1\n"
     "choice d.x d_x? none=-1 in d=set of D_x: D_x_a=0\n"
     "choice z.d z_d? none=-1\n"
     "choice z.d.x z_d_x? none=-1 in z.d=set of D_x: D_x_a=0\n"
     "inline d*@0+4, inline z@4+4"},
    {"class D @immutable { a: bool; b: uint8; } class C(D) { c: D; d: inline D; e: bool; }",
     "a a a BOOL inherited read-only\n"
     "b b b INT inherited read-only\n"
     "c c c CLASS\n"
     "d.a d_a a BOOL read-only\n"
     "d.b d_b b INT read-only\n"
     "e e e BOOL\n"
     "a*@0+1, b*@1+1, c@2+1, inline d@3+2, e@5+1"},
    {"class A { a: bool; oneof x ? { b: bool; } } class B(A) @immutable { c: bool; }",
     "a a a BOOL inherited read-only\n"
     "x x x ENUM? tells x inherited read-only\n"
     "x.b x_b b BOOL in x=b=1 inherited read-only\n"
     "c c c BOOL read-only\n"
     "choice x x? none=-1 of A_x: A_x_b=0\n"
     "a*@0+1, oneof x*@1+2 (arm b*@2+1 (x.b*@2+1)), c@3+1"},
};

/*
 * Choices and overlays are listed as a walk over the nodes meets them: `sell` is declared first, but `buy` is the first
 * arm, and node.
 */
START_TEST(lists_follow_nodes)
{
    const struct model *model = check_text(
        "enum Side { buy, sell } class D { oneof x { a: bool; } overlay o { b: uint8; } overlay e { f: { } } }"
        "class C { s: Side; oneof y by s { sell: { d: inline D; oneof z ? { c: bool; } overlay p { g: bool; } }"
        "buy: { e: inline D ?; overlay q { h: bool; } } } }");
    ck_assert_msg(model != NULL, "%s", run.messages);
    const struct model_class *class_model = model->classes[1];
    static const char *const choices[] = {"y", "y.e", "y.e.x", "y.d.x", "y.z"};
    ck_assert_uint_eq(class_model->choice_count, 5);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_str_eq(class_model->choices[i]->name, choices[i]);
        ck_assert_uint_eq(class_model->choices[i]->index, i);
    }
    static const struct {
        const char *slot;
        uint32_t overlay;
    } overlays[] = {{"y.e.o.b", 1}, {"y.q.h", 3}, {"y.d.o.b", 4}, {"y.p.g", 6}};
    ck_assert_uint_eq(class_model->overlay_count, 6);
    for (size_t i = 0; i < 4; i++) ck_assert_uint_eq(find_slot(model, overlays[i].slot)->overlay, overlays[i].overlay);
    ck_assert_uint_eq(class_model->nodes[1].bit, 0);
    end_run();
}
END_TEST

START_TEST(class_becomes)
{
    assert_class(classes[_i].schema, classes[_i].expected);
}
END_TEST

/* The names of all classes in their order. */
static void assert_order(const char *schema, const char *expected)
{
    const struct model *model = check_text(schema);
    struct text text = {0};
    ck_assert_msg(model != NULL, "%s", run.messages);
    for (size_t i = 0; i < model->class_count; i++) text_strings(&text, model->classes[i]->name, " ", NULL);
    ck_assert_str_eq(text_chars(&text), expected);
    text_free(&text);
    end_run();
}

START_TEST(what_is_needed_stands_before)
{
    assert_order("class A { b: B ?; c: bool; } class B(C) { d: (inline D ?)[2]; } class C { } class D { a: bool; }",
                 "C D B A ");
    assert_order("type T = B[2]; class A { oneof x { g: { t: T; } } } class B { a: bool; }", "B A ");
    assert_order("class A @pool(capacity: 3) { b: ref B; a: ref A; } class B @pool(capacity: 3) { a: A; }", "A B ");
}
END_TEST

static const struct model_class *find_class(const struct model *model, const char *name)
{
    for (size_t i = 0; i < model->class_count; i++) {
        if (strcmp(model->classes[i]->name, name) == 0) return model->classes[i];
    }
    ck_abort_msg("no class %s", name);
    return NULL;
}

START_TEST(what_is_said_of_a_class)
{
    const struct model *model = check_text(
        "class A @align(8) { a: bool = true; } class B { a: A ?; } class C(B) { c: bool; }"
        "class D { c: inline C; } class E { d: bool; }");
    ck_assert_msg(model != NULL, "%s", run.messages);
    ck_assert(!model->has_private);
    ck_assert_uint_eq(find_class(model, "B")->align, 8);
    ck_assert_uint_eq(find_class(model, "C")->align, 8);
    ck_assert_uint_eq(find_class(model, "D")->align, 8); /* it has the A */
    ck_assert_uint_eq(find_class(model, "E")->align, 1);
    ck_assert_uint_eq(find_class(model, "A")->nesting, 1);
    ck_assert_uint_eq(find_class(model, "C")->nesting, 3);
    ck_assert_uint_eq(find_class(model, "D")->nesting, 4);
    ck_assert(find_class(model, "D")->has_defaults && !find_class(model, "E")->has_defaults);
    ck_assert(find_class(model, "C")->is_inlined && !find_class(model, "B")->is_inlined);
    ck_assert_ptr_eq(find_class(model, "C")->base, find_class(model, "B"));
    end_run();
    ck_assert(check_text("class A { oneof x @private { a: bool; } }")->has_private);
    end_run();
}
END_TEST

/* The nearest base with slots: a class between that adds none is one too, unless another one adds none either. */
START_TEST(bases_on_one_line)
{
    const struct model *model = check_text(
        "class R { r: bool; } class M { } class A(R, M) { } class B(R) { } class C(A) { }"
        "class D(R, C, M) { } class E(B, A) { e: bool; }");
    ck_assert_msg(model != NULL, "%s", run.messages);
    ck_assert_ptr_null(find_class(model, "M")->base);
    ck_assert_ptr_eq(find_class(model, "C")->base, find_class(model, "A"));
    ck_assert_ptr_eq(find_class(model, "D")->base, find_class(model, "C"));
    ck_assert_ptr_eq(find_class(model, "E")->base, find_class(model, "R"));
    ck_assert_uint_eq(find_class(model, "D")->base_count, 3);
    ck_assert_uint_eq(find_class(model, "E")->inherited_count, 1);
    end_run();
}
END_TEST

/* `inner` slots in one class, which another has inline `outer` times, and `more` behind them. */
static bool fits(int inner, int outer, const char *more)
{
    struct schema schema = {0};
    append(&schema, "class A {");
    for (int i = 0; i < inner; i++) append(&schema, "s%d: bool;", i);
    append(&schema, "} class B {");
    for (int i = 0; i < outer; i++) append(&schema, "a%d: inline A;", i);
    append(&schema, "%s }", more);
    const bool fine = check_schema(&schema) != NULL;
    ck_assert_msg(fine || (run.diag.errors == 1 && strstr(run.messages, "[class-slots]") != NULL), "%s", run.messages);
    end_run();
    return fine;
}

START_TEST(most_flattened_slots)
{
    ck_assert(fits(255, 257, ""));
    ck_assert(!fits(255, 257, "b: bool;"));
    ck_assert(!fits(255, 257, "oneof x { a: { } }"));
    ck_assert(fits(255, 256, "a: inline A;"));
    ck_assert(!fits(255, 256, "a: inline A ?;"));
    ck_assert(fits(65534, 1, "oneof x { a: { } }"));
}
END_TEST

/* A path of 255 characters and of 256. */
START_TEST(longest_paths)
{
    struct schema schema = {0};
    append(&schema, "class A { a%0125d: bool; }", 0);
    append(&schema, "class B { b%0127d: inline A; }", 0);
    ck_assert_msg(check_schema(&schema) != NULL, "%s", run.messages);
    end_run();
    append(&schema, "class A { a%0125d: bool; }", 0);
    append(&schema, "class B { b%0128d: inline A; }", 0);
    ck_assert_ptr_null(check_schema(&schema));
    ck_assert_ptr_nonnull(strstr(run.messages, "[name-length]"));
    end_run();
    append(&schema, "class A { oneof a%0200d {", 0);
    append(&schema, "b%053d: bool; } }", 0);
    ck_assert_ptr_null(check_schema(&schema));
    ck_assert_uint_eq(run.diag.errors, 1);
    end_run();
}
END_TEST

/* Elements of arrays in arrays: 2^31 and more. */
START_TEST(most_elements)
{
    ck_assert_ptr_nonnull(check_text("class A { a: (5 .. 5)[65536]; } class B { a: inline A[32768]; }"));
    end_run();
    ck_assert_ptr_null(check_text("class A { a: (5 .. 5)[65536]; } class B { a: inline A[32769]; }"));
    ck_assert_ptr_nonnull(strstr(run.messages, "[array-count]"));
    end_run();
}
END_TEST

/* As long as the file allows, without recursion. */
START_TEST(long_chains_of_classes)
{
    enum { LENGTH = 50000 };
    struct schema schema = {0};
    for (int i = 0; i < LENGTH; i++) append(&schema, "class C%d { a: C%d; }", i, i + 1);
    append(&schema, "class C%d { a: bool; }", LENGTH);
    ck_assert_ptr_null(check_schema(&schema));
    ck_assert_uint_eq(run.diag.errors, 1);
    ck_assert_ptr_nonnull(strstr(run.messages, "[class-nesting]"));
    end_run();
    for (int i = 0; i < LENGTH; i++) append(&schema, "class C%d(C%d) { }", i, (i + 1) % LENGTH);
    ck_assert_ptr_null(check_schema(&schema));
    ck_assert_uint_eq(run.diag.errors, 1);
    ck_assert_ptr_nonnull(strstr(run.messages, "[class-cycle]"));
    end_run();
}
END_TEST

TCase *check_classes_tests(void)
{
    TCase *tests = tcase_create("classes");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, class_becomes, 0, COUNT_OF(classes));
    tcase_add_test(tests, lists_follow_nodes);
    tcase_add_test(tests, what_is_needed_stands_before);
    tcase_add_test(tests, what_is_said_of_a_class);
    tcase_add_test(tests, bases_on_one_line);
    tcase_add_test(tests, most_flattened_slots);
    tcase_add_test(tests, longest_paths);
    tcase_add_test(tests, most_elements);
    tcase_add_test(tests, long_chains_of_classes);
    return tests;
}
