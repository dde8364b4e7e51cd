/* SPDX-License-Identifier: MIT */
/* Types by their names in other languages; see foreign.h. */
#include "parse/foreign.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool equals(const char *word, size_t length, const char *other)
{
    return strlen(other) == length && memcmp(word, other, length) == 0;
}

static bool is_one_of(const char *word, size_t length, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (equals(word, length, words[i])) return true;
    }
    return false;
}

const char *foreign_type(const char *word, size_t length)
{
    static const char *const pairs[][2] = {
        {"char", "int8"},        {"short", "int16"},     {"int", "int32"},       {"long", "int64"},
        {"signed", "int32"},     {"unsigned", "uint32"}, {"float", "float32"},   {"double", "float64"},
        {"_Bool", "bool"},       {"boolean", "bool"},    {"byte", "uint8"},      {"size_t", "uint64"},
        {"ptrdiff_t", "int64"},  {"integer", "int32"},   {"uint", "uint32"},     {"uint8_t", "uint8"},
        {"uint16_t", "uint16"},  {"uint32_t", "uint32"}, {"uint64_t", "uint64"}, {"int8_t", "int8"},
        {"int16_t", "int16"},    {"int32_t", "int32"},   {"int64_t", "int64"},   {"u8", "uint8"},
        {"u16", "uint16"},       {"u32", "uint32"},      {"u64", "uint64"},      {"i8", "int8"},
        {"i16", "int16"},        {"i32", "int32"},       {"i64", "int64"},       {"s8", "int8"},
        {"s16", "int16"},        {"s32", "int32"},       {"s64", "int64"},       {"f32", "float32"},
        {"f64", "float64"},      {"usize", "uint64"},    {"isize", "int64"},     {"uintptr_t", "uint64"},
        {"intptr_t", "int64"},   {"ssize_t", "int64"},   {"uchar", "uint8"},     {"ushort", "uint16"},
        {"ulong", "uint64"},     {"half", "float16"},    {"fp16", "float16"},    {"f16", "float16"},
        {"_Float16", "float16"}, {"Any", "any"},         {"object", "any"},      {"variant", "any"},
        {"number", "float64"},   {"real", "float64"},
    };

    for (size_t i = 0; i < COUNT(pairs); i++) {
        if (equals(word, length, pairs[i][0])) return pairs[i][1];
    }
    return NULL;
}

bool foreign_text(const char *word, size_t length)
{
    static const char *const words[] = {"string", "String", "str", "varchar", "wstring", "std.string"};

    return is_one_of(word, length, words, COUNT(words));
}

bool foreign_part(const char *word, size_t length)
{
    static const char *const words[] = {"unsigned", "signed", "char", "short", "int", "long", "double", "const"};

    return is_one_of(word, length, words, COUNT(words));
}

/* Whether a word stands among others. */
static bool has_word(const char *words, size_t length, const char *wanted)
{
    for (size_t i = 0, end = 0; i < length; i = end + 1) {
        for (end = i; end < length && strchr(" \t\r\n", words[end]) == NULL; end++) continue;
        if (equals(words + i, end - i, wanted)) return true;
    }
    return false;
}

const char *foreign_joined(const char *words, size_t length)
{
    bool is_unsigned = has_word(words, length, "unsigned");

    if (has_word(words, length, "double")) return "float64";
    if (has_word(words, length, "char")) return is_unsigned ? "uint8" : "int8";
    if (has_word(words, length, "short")) return is_unsigned ? "uint16" : "int16";
    if (has_word(words, length, "long")) return is_unsigned ? "uint64" : "int64";
    return is_unsigned ? "uint32" : "int32";
}

bool foreign_is_own(const char *word, size_t length)
{
    static const char *const words[] = {"bool", "float32", "float64"};
    size_t digits = 3;

    if (is_one_of(word, length, words, COUNT(words))) return true;
    if (length > 0 && *word == 'u') word++, length--;
    if (length < 4 || length > 5 || memcmp(word, "int", 3) != 0) return false;
    while (digits < length && word[digits] >= '0' && word[digits] <= '9') digits++;
    return digits == length;
}

bool foreign_is_arithmetic(const char *text)
{
    /* clang-format off */
    static const char *const types[] = {
        "bool", "char", "signed char", "unsigned char", "short", "short int", "signed short", "signed short int",
        "unsigned short", "unsigned short int", "int", "signed", "signed int", "unsigned", "unsigned int", "long",
        "long int", "signed long", "signed long int", "unsigned long", "unsigned long int", "long long",
        "long long int", "signed long long", "signed long long int", "unsigned long long", "unsigned long long int",
        "float", "double", "long double", "int8_t", "int16_t", "int32_t", "int64_t", "uint8_t", "uint16_t", "uint32_t",
        "uint64_t", "intptr_t", "uintptr_t", "size_t", "ptrdiff_t",
    };
    /* clang-format on */

    return is_one_of(text, strlen(text), types, COUNT(types));
}

bool foreign_is_keyword(const char *word)
{
    /* clang-format off */
    static const char *const words[] = {
        "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch",
        "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "concept",
        "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype", "default", "delete", "do",
        "double", "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend",
        "goto", "if", "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr",
        "operator", "or", "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires",
        "restrict", "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast", "struct", "switch",
        "template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "typeof",
        "typeof_unqual", "union", "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor",
        "xor_eq", "_Alignas", "_Alignof", "_Atomic", "_BitInt", "_Bool", "_Complex", "_Decimal128", "_Decimal32",
        "_Decimal64", "_Generic", "_Imaginary", "_Noreturn", "_Static_assert", "_Thread_local",
    };
    /* clang-format on */

    return is_one_of(word, strlen(word), words, COUNT(words));
}

const char *foreign_of_own(const char *word, size_t length)
{
    static const char *const pairs[][2] = {
        {"int8", "int8_t"},   {"int16", "int16_t"},   {"int32", "int32_t"},   {"int64", "int64_t"},
        {"uint8", "uint8_t"}, {"uint16", "uint16_t"}, {"uint32", "uint32_t"}, {"uint64", "uint64_t"},
        {"float32", "float"}, {"float64", "double"},  {"text", "char"},       {"bytes", "unsigned char"},
    };

    for (size_t i = 0; i < COUNT(pairs); i++) {
        if (equals(word, length, pairs[i][0])) return pairs[i][1];
    }
    return NULL;
}
