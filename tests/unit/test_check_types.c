/* SPDX-License-Identifier: MIT */
/*
 * Types, presence and defaults: what they come to mean, and their limits, one below and one above.
 */
#include "checked.h"

#include <stdio.h>
#include <string.h>

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* The slot of a class with nothing else; what the types below name is declared around it. */
static const struct model_slot *check_slot(const char *content)
{
    char schema[1024];
    snprintf(schema, sizeof schema,
             "include \"desk.h\"; symbols names(1000); enum Side { buy, sell = 5 } flags Mask { a, b }\n"
             "class Date { year: uint16; day: 1 .. 31; } class Tree @pool(capacity: 7) { up: ref Tree; }\n"
             "type Row = int8[4] = [1, -2, 3, -4]; type Venue = 0 .. 39 ? unset 255; type One = uint8 = 1;\n"
             "type Fifth = 0.0 .. 2.0 step 0.2; type Pair = (bool ?)[2]; class C { slot: %s; }",
             content);
    return find_slot(check_text(schema), "slot");
}

static void assert_refused(const char *content, const char *rule)
{
    char text[512];
    snprintf(text, sizeof text, "class C { slot: %s; }", content);
    ck_assert_msg(check_text(text) == NULL, "%s was accepted", content);
    ck_assert_msg(run.diag.errors == 1, "%s: %s", content, run.messages);
    snprintf(text, sizeof text, "[%s]", rule);
    ck_assert_msg(strstr(run.messages, text) != NULL, "%s: %s", content, run.messages);
    end_run();
}

static const struct {
    const char *type;
    const char *low, *high;
    uint64_t step;
    unsigned width;
} integer_steps[] = {
    {"0 .. 100 step 5", "0", "100", 5, 5},
    {"-10 .. 10 step 4", "-10", "10", 4, 3},
    {"0.0 .. 10.0 step 2.0", "0", "10", 2, 3},
    {"7 .. 7 step 100", "7", "7", 100, 0},
    {"0 .. 18_446_744_073_709_551_615 step 5", "0", "18446744073709551615", 5, 62},
    {"-9_223_372_036_854_775_808 .. 9_223_372_036_854_775_807 step 18_446_744_073_709_551_615", "-9223372036854775808",
     "9223372036854775807", UINT64_MAX, 1},
    {"0 .. 9", "0", "9", 1, 4},
    {"int8", "-128", "127", 1, 8},
};

START_TEST(steps_of_integers)
{
    const struct model_slot *slot = check_slot(integer_steps[_i].type);
    ck_assert_int_eq(slot->type.kind, TYPE_INT);
    assert_integer(slot->type.low, integer_steps[_i].low);
    assert_integer(slot->type.high, integer_steps[_i].high);
    ck_assert_uint_eq(slot->type.step, integer_steps[_i].step);
    ck_assert_uint_eq(slot->encoding.width, integer_steps[_i].width);
    end_run();
}
END_TEST

static const struct {
    const char *type;
    const char *low, *high;
    int64_t offset, factor, divisor;
} fraction_steps[] = {
    {"0.00 .. 100_000.00 step 0.01", "0", "10000000", 0, 1, 100},
    {"-1.5 .. 1.0 step 0.5", "-3", "2", 0, 1, 2},
    {"0 .. 8 / 127 step 4 / 127", "0", "2", 0, 4, 127},
    {"0 .. 10 step 2.5", "0", "4", 0, 5, 2},
    {"0.1 .. 1.1 step 0.25", "0", "4", 2, 5, 20},
    {"-1 / 3 .. 2 / 3 step 0.5", "0", "2", -2, 3, 6},
    {"1 .. 2 step 1 / 3", "3", "6", 0, 1, 3},
    {"0.5 .. 0.5 step 7", "0", "0", 1, 14, 2},
    {"0 .. 1 << 51 step 0.5", "0", "4503599627370496", 0, 1, 2},
    {"0 .. 4_503_599_627_370_495 step 1.5", "0", "3002399751580330", 0, 3, 2},
    {"0 .. 2 / 9_007_199_254_740_991 step 1 / 9_007_199_254_740_991", "0", "2", 0, 1, 9007199254740991},
};

START_TEST(steps_of_fractions)
{
    const struct model_type *type = &check_slot(fraction_steps[_i].type)->type;
    ck_assert_int_eq(type->kind, TYPE_STEPS);
    assert_integer(type->low, fraction_steps[_i].low);
    assert_integer(type->high, fraction_steps[_i].high);
    ck_assert_int_eq(type->scale.offset, fraction_steps[_i].offset);
    ck_assert_int_eq(type->scale.factor, fraction_steps[_i].factor);
    ck_assert_int_eq(type->scale.divisor, fraction_steps[_i].divisor);
    end_run();
}
END_TEST

static const struct {
    const char *content;
    const char *rule;
} refused[] = {
    {"0 .. (1 << 51) + 0.5 step 0.5", "step-limit"},
    {"0 .. 4_503_599_627_370_496.5 step 1.5", "step-limit"},
    {"0 .. 2 / 9_007_199_254_740_992 step 1 / 9_007_199_254_740_992", "step-limit"},
    {"0 .. 18_446_744_073_709_551_615 step 0.5", "step-limit"},
    {"0 .. 18_446_744_073_709_551_615 step 2", "step-divides"},
    {"5.5 .. 4.5 step 0.5", "range-empty"},
    {"-1 .. 1 << 63 step 3", "range-bounds"},
    {"0 .. 10 step 5 ? unset 3", "unset-range"},
    {"text(0)", "text-size"},
    {"text((1 << 28) + 1)", "text-size"},
    {"bytes((1 << 28) + 1)", "text-size"},
    {"(7 .. 7)[(1 << 31) + 1]", "array-count"},
    {"(7 .. 7)[1 << 16][(1 << 15) + 1]", "array-count"},
    {"bool[0]", "array-count"},
    {"bool[1 << 30][4]", "array-count"},
    {"uint2[(1 << 30) + 1]", "array-bits"},
    {"text(1 << 14)[(1 << 14) + 1]", "array-bits"},
    {"(uint7 ?)[(1 << 28) + 1]", "array-bits"},
    {"pointer(\"void\", align: 8192)", "pointer-align"},
    {"pointer(\"desk_t\")", "pointer-type"},
    {"ref C", "ref-pool"},
    {"any = 5", "default-type"},
    {"float16 = 65_520", "default-range"},
    {"uint8[2] = [1, 256]", "default-range"},
    {"(0.0 .. 1.0 step 0.2)[2] = [0.2, 0.3]", "default-step"},
    {"text(2) = \"abc\"", "default-range"},
    {"text(2) = \"\\xff\"", "default-text"},
    {"bytes(2) = \"a\"", "default-range"},
    {"uint8[2][2] = [[1, 2], [3, 4], [5, 6]]", "default-count"},
    {"uint8[2] = 5", "default-type"},
    {"(uint8 ?)[2] ?", "optional-twice"},
    {"bool @counter", "counter-type"},
};

START_TEST(refused_types)
{
    assert_refused(refused[_i].content, refused[_i].rule);
}
END_TEST

/* "3x4", "" of a single value */
static const char *dims_text(const struct model_slot *slot)
{
    static char text[64];
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < slot->dim_count; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%u", i == 0 ? "" : "x", slot->dims[i].count);
    return text;
}

static const struct {
    const char *type;
    enum model_type_kind kind;
    const char *dims;
    uint32_t elements;
    unsigned width;
    bool optional, element_optional, presence_bit;
} arrays[] = {
    {"uint5", TYPE_INT, "", 1, 5, false, false, false},
    {"bool[64]", TYPE_BOOL, "64", 64, 1, false, false, false},
    {"(0 .. 100)[4]", TYPE_INT, "4", 4, 7, false, false, false},
    {"uint8[2][3]", TYPE_INT, "2x3", 6, 8, false, false, false},
    {"Row", TYPE_INT, "4", 4, 8, false, false, false},
    {"Row[3]", TYPE_INT, "3x4", 12, 8, false, false, false},
    {"Row[2][3]", TYPE_INT, "2x3x4", 24, 8, false, false, false},
    {"Row ?", TYPE_INT, "4", 4, 8, true, false, true},
    {"(Side ?)[2]", TYPE_ENUM, "2", 2, 1, false, true, true},
    {"(uint8 ?)[2]", TYPE_INT, "2", 2, 8, false, true, true},
    {"(uint8 ?)", TYPE_INT, "", 1, 8, true, false, true},
    {"Venue", TYPE_INT, "", 1, 6, true, false, false},
    {"Venue[2]", TYPE_INT, "2", 2, 6, false, true, false},
    {"Pair[3]", TYPE_BOOL, "3x2", 6, 1, false, true, true},
    {"ref Tree[5]", TYPE_REF, "5", 5, 3, false, false, false},
    {"ref Tree[5] ?", TYPE_REF, "5", 5, 3, true, false, true},
    {"symbol(names)", TYPE_SYMBOL, "", 1, 10, false, false, false},
    {"pointer(\"void\", align: 8)", TYPE_POINTER, "", 1, 61, false, false, false},
    {"any", TYPE_ANY, "", 1, 64, false, false, false},
    {"float16[2]", TYPE_FLOAT16, "2", 2, 16, false, false, false},
    {"Fifth", TYPE_STEPS, "", 1, 4, false, false, false},
    {"Mask[2]", TYPE_FLAGS, "2", 2, 2, false, false, false},
    {"text(12)", TYPE_TEXT, "", 1, 0, false, false, false},
    {"(bytes(3) ?)[2]", TYPE_BYTES, "2", 2, 0, false, true, true},
    {"(7 .. 7)[1 << 31]", TYPE_INT, "2147483648", UINT32_C(1) << 31, 0, false, false, false},
    {"(7 .. 7)[1 << 16][1 << 15]", TYPE_INT, "65536x32768", UINT32_C(1) << 31, 0, false, false, false},
};

START_TEST(arrays_and_presence)
{
    const struct model_slot *slot = check_slot(arrays[_i].type);
    ck_assert_int_eq(slot->type.kind, arrays[_i].kind);
    ck_assert_str_eq(dims_text(slot), arrays[_i].dims);
    ck_assert_uint_eq(slot->own_dims, slot->dim_count);
    ck_assert_uint_eq(slot->element_count, arrays[_i].elements);
    ck_assert_uint_eq(slot->encoding.width, arrays[_i].width);
    ck_assert_int_eq(slot->optional, arrays[_i].optional);
    ck_assert_int_eq(slot->element_optional, arrays[_i].element_optional);
    ck_assert_int_eq(slot->encoding.presence_bit, arrays[_i].presence_bit);
    end_run();
}
END_TEST

/* The largest of everything, where the class leaves room for it. */
START_TEST(largest_types)
{
    ck_assert_uint_eq(check_slot("text(1 << 28)")->type.bytes, UINT32_C(1) << 28);
    end_run();
    ck_assert_uint_eq(check_slot("bytes(1)")->type.bytes, 1);
    end_run();
    ck_assert_uint_eq(check_slot("uint2[1 << 30]")->element_count, UINT32_C(1) << 30);
    end_run();
    ck_assert_uint_eq(check_slot("text(1 << 14)[1 << 14]")->element_count, UINT32_C(1) << 14);
    end_run();
    ck_assert_uint_eq(check_slot("(uint7 ?)[1 << 28]")->element_count, UINT32_C(1) << 28);
    end_run();
    ck_assert_uint_eq(check_slot("pointer(\"void\", align: 4096)")->type.pointer_shift, 12);
    end_run();
    const struct model *model = check_text("symbols s(4_294_967_295); class C { slot: symbol(s); }");
    ck_assert_uint_eq(find_slot(model, "slot")->encoding.width, 32);
    end_run();
    ck_assert_ptr_null(check_text("symbols s(4_294_967_296); class C { slot: symbol(s); }"));
    end_run();
}
END_TEST

/* `count` dimensions of one element each, by types of types. */
static const struct model *check_dimensions(int count)
{
    struct schema schema = {0};
    append(&schema, "type T0 = bool;");
    for (int i = 0; i < count; i++) append(&schema, "type T%d = T%d[1];", i + 1, i);
    append(&schema, "class C { slot: T%d; }", count);
    return check_schema(&schema);
}

START_TEST(most_dimensions)
{
    ck_assert_uint_eq(find_slot(check_dimensions(63), "slot")->dim_count, 63);
    end_run();
    ck_assert_ptr_null(check_dimensions(64));
    ck_assert_ptr_nonnull(strstr(run.messages, "[array-count]"));
    end_run();
}
END_TEST

START_TEST(defaults_of_single_values)
{
    assert_integer(check_slot("0 .. 100 step 5 = 15")->default_integer, "15");
    end_run();
    assert_integer(check_slot("-10 .. 10 step 4 = -6")->default_integer, "-6");
    end_run();
    assert_integer(check_slot("-1.5 .. 1.0 step 0.5 = -0.5")->default_integer, "-1");
    end_run();
    assert_integer(check_slot("0.1 .. 1.1 step 0.25 = 0.6")->default_integer, "2");
    end_run();
    ck_assert(check_slot("float16 = -1.5")->default_real == -1.5);
    end_run();
    ck_assert(check_slot("float16 = 65_519.9")->has_default);
    end_run();
    const struct model_slot *slot = check_slot("text(5) = \"h\\xc3\\xa9\"");
    ck_assert_uint_eq(slot->default_length, 3);
    ck_assert_mem_eq(slot->default_bytes, "h\xc3\xa9\0\0", 5);
    end_run();
    slot = check_slot("text(5) = \"\"");
    ck_assert(slot->has_default);
    ck_assert_mem_eq(slot->default_bytes, "\0\0\0\0\0", 5);
    end_run();
    ck_assert_mem_eq(check_slot("bytes(3) = \"a\\0\\xff\"")->default_bytes, "a\0\xff", 3);
    end_run();
}
END_TEST

static const struct {
    const char *content;
    size_t count;
    uint64_t codes[8];
} lists[] = {
    {"uint8[3] = [1, 2, 3]", 3, {1, 2, 3}},
    {"(5 .. 9)[2] = [5, 9]", 2, {0, 4}},
    {"(5 .. 9 ?)[2] = [5, 9]", 2, {1, 5}},
    {"(0 .. 100 step 5)[2] = [5, 10]", 2, {1, 2}},
    {"(0 .. 100 step 5 ?)[2] = [5, 10]", 2, {2, 3}},
    {"(Fifth ?)[2] = [0.2, 2.0]", 2, {2, 11}},
    {"uint4[2][2] = [[1, 2], [3, 4]]", 4, {1, 2, 3, 4}},
    {"uint8[2] ? = [7, 8]", 2, {7, 8}},
    {"Side[2] = [sell, buy]", 2, {1, 0}},
    {"Mask[3] = [a | b, b, 0]", 3, {3, 2, 0}},
    {"bool[2] = [true, false]", 2, {1, 0}},
    {"float32[1] = [1.0]", 1, {0x3F800000}},
    {"float16[2] = [1.0, -2.0]", 2, {0x3C00, 0xC000}},
    {"Fifth[2] = [0.2, 2.0]", 2, {1, 10}},
    {"Row", 4, {129, 126, 131, 124}},
    {"Row[2]", 8, {129, 126, 131, 124, 129, 126, 131, 124}},
    {"Row = [0, 0, 0, 0]", 4, {128, 128, 128, 128}},
    {"One[3]", 3, {1, 1, 1}},
};

START_TEST(defaults_of_arrays)
{
    const struct model_slot *slot = check_slot(lists[_i].content);
    ck_assert(slot->has_default);
    ck_assert_uint_eq(slot->element_count, lists[_i].count);
    for (size_t i = 0; i < lists[_i].count; i++) ck_assert_uint_eq(slot->default_codes[i], lists[_i].codes[i]);
    end_run();
}
END_TEST

START_TEST(defaults_of_texts_in_arrays)
{
    const struct model_slot *slot = check_slot("text(3)[2][2] = [[\"a\", \"\"], [\"abc\", \"bc\"]]");
    ck_assert_mem_eq(slot->default_bytes, "a\0\0\0\0\0abcbc\0", 12);
    end_run();
    ck_assert_uint_eq(check_slot("One[1 << 20]")->default_codes[(1 << 20) - 1], 1);
    end_run();
    ck_assert_ptr_null(check_text("type One = uint8 = 1; class C { slot: One[(1 << 20) + 1]; }"));
    ck_assert_ptr_nonnull(strstr(run.messages, "[default-count]"));
    end_run();
}
END_TEST

static const struct {
    const char *text;
    const char *type;
} pointers[] = {
    {"struct foo", "struct foo *"},
    {"  const  union\tbar ", "const union bar *"},
    {"void", "void *"},
    {"const void", "const void *"},
    {"unsigned long  long", "unsigned long long *"},
    {"_Bool", "bool *"},
    {"uint8_t", "uint8_t *"},
    {"desk_t", "desk_t *"},
    {"enum desk", "enum desk *"},
    {"struct module", "struct module *"},
};

START_TEST(pointer_types)
{
    char content[128];
    snprintf(content, sizeof content, "pointer(\"%s\")", pointers[_i].text);
    const struct model_slot *slot = check_slot(content);
    ck_assert_str_eq(slot->type.pointer_type, pointers[_i].type);
    ck_assert_uint_eq(slot->type.pointer_shift, 0);
    end_run();
}
END_TEST

START_TEST(classes_refer_to_each_other)
{
    const struct model *model = check_text(
        "namespace m; class A @pool(capacity: 3) { b: ref B; self: ref m.A; }\n"
        "class B @pool(capacity: most) @immutable @table(rows) { a: ref A[2]; } const most = 1 << 20;");
    const struct model_slot *b = find_slot(model, "b");
    ck_assert_ptr_eq(b->type.class, model->classes[1]);
    ck_assert_uint_eq(b->encoding.width, 21);
    ck_assert_ptr_eq(find_slot(model, "self")->type.class, model->classes[0]);
    ck_assert_ptr_eq(find_slot(model, "a")->type.class, model->classes[0]);
    ck_assert_uint_eq(find_slot(model, "a")->encoding.width, 2);
    ck_assert(model->classes[1]->is_immutable && model->classes[1]->has_table && model->classes[1]->table_rows);
    ck_assert(!model->classes[0]->is_immutable && !model->classes[0]->has_table);
    ck_assert_ptr_eq(model->classes[1]->home, model);
    end_run();
}
END_TEST

START_TEST(tables_of_symbols_and_headers)
{
    const struct model *model = check_with(
        "namespace m; include \"desk.h\"; include \"<sys/types.h>\"; include \"desk.h\";\n"
        "class C { a: symbol(late); b: symbol(m.names); }\n"
        "/// Late.\nsymbols late(1); symbols names(1 << 10) @c_name(\"words\");",
        "my_");
    ck_assert_msg(model != NULL, "%s", run.messages);
    ck_assert_uint_eq(model->include_count, 2);
    ck_assert_str_eq(model->includes[0], "desk.h");
    ck_assert_str_eq(model->includes[1], "<sys/types.h>");
    ck_assert_uint_eq(model->symbols_count, 2);
    ck_assert_ptr_eq(find_slot(model, "a")->type.symbols, model->symbols[0]);
    ck_assert_ptr_eq(find_slot(model, "b")->type.symbols, model->symbols[1]);
    ck_assert_str_eq(model->symbols[0]->c_name, "my_m_late");
    ck_assert_str_eq(model->symbols[0]->doc, "Late.");
    ck_assert_str_eq(model->symbols[1]->c_name, "my_words");
    ck_assert_str_eq(model->symbols[1]->full_name, "m.names");
    ck_assert_uint_eq(model->symbols[1]->capacity, 1024);
    end_run();
}
END_TEST

START_TEST(types_bring_their_annotations)
{
    const struct model *model = check_text(
        "type Hits = uint32 @counter @private @unit(\"hits\"); class C { slot: Hits[2] @unit(\"h\"); free: uint32; }");
    const struct model_slot *slot = find_slot(model, "slot");
    ck_assert(slot->is_counter && slot->is_private);
    ck_assert_str_eq(slot->unit, "h");
    ck_assert(!find_slot(model, "free")->is_counter && !find_slot(model, "free")->is_private);
    ck_assert(!model->aliases[0]->is_array);
    end_run();
}
END_TEST

TCase *check_types_tests(void)
{
    TCase *types = tcase_create("types");
    tcase_set_timeout(types, 60);
    tcase_add_loop_test(types, steps_of_integers, 0, COUNT_OF(integer_steps));
    tcase_add_loop_test(types, steps_of_fractions, 0, COUNT_OF(fraction_steps));
    tcase_add_loop_test(types, refused_types, 0, COUNT_OF(refused));
    tcase_add_loop_test(types, arrays_and_presence, 0, COUNT_OF(arrays));
    tcase_add_test(types, largest_types);
    tcase_add_test(types, most_dimensions);
    tcase_add_test(types, defaults_of_single_values);
    tcase_add_loop_test(types, defaults_of_arrays, 0, COUNT_OF(lists));
    tcase_add_test(types, defaults_of_texts_in_arrays);
    tcase_add_loop_test(types, pointer_types, 0, COUNT_OF(pointers));
    tcase_add_test(types, classes_refer_to_each_other);
    tcase_add_test(types, tables_of_symbols_and_headers);
    tcase_add_test(types, types_bring_their_annotations);
    return types;
}
