/* SPDX-License-Identifier: MIT */
/*
 * Words that cannot stand as bare identifiers in generated code: the keywords of C89..C23 and C++98..C++23 with their
 * alternative tokens, macros and types of the headers that generated code includes, of Qt and of Windows, and the names
 * of parameters that stand beside those of slots.
 */
#include "names/names.h"

#include "names/library_words.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by byte; a test holds it so. */
/* clang-format off */
static const char *const unavailable_words[] = {
    "BUFSIZ", "CHAR_BIT", "CHAR_MAX", "CHAR_MIN", "CLOCKS_PER_SEC", "DBL_EPSILON", "DBL_MAX", "DBL_MIN", "EACCES",
    "EAGAIN", "EBUSY", "EDOM", "EEXIST", "EILSEQ", "EINTR", "EINVAL", "EIO", "ENOENT", "ENOMEM", "EOF", "EPERM",
    "ERANGE", "EXIT_FAILURE", "EXIT_SUCCESS", "FILENAME_MAX", "FLT_EPSILON", "FLT_MAX", "FLT_MIN", "FOPEN_MAX",
    "FP_INFINITE", "FP_NAN", "FP_NORMAL", "FP_SUBNORMAL", "FP_ZERO", "HUGE_VAL", "HUGE_VALF", "HUGE_VALL", "I",
    "INFINITY", "INT16_C", "INT16_MAX", "INT16_MIN", "INT32_C", "INT32_MAX", "INT32_MIN", "INT64_C", "INT64_MAX",
    "INT64_MIN", "INT8_C", "INT8_MAX", "INT8_MIN", "INTMAX_C", "INTMAX_MAX", "INTMAX_MIN", "INTPTR_MAX", "INTPTR_MIN",
    "INT_MAX", "INT_MIN", "LC_ALL", "LC_COLLATE", "LC_CTYPE", "LC_MONETARY", "LC_NUMERIC", "LC_TIME", "LDBL_MAX",
    "LLONG_MAX", "LLONG_MIN", "LONG_MAX", "LONG_MIN", "L_tmpnam", "MATH_ERREXCEPT", "MATH_ERRNO", "MB_CUR_MAX",
    "MB_LEN_MAX", "M_E", "M_PI", "NAN", "NULL", "PTRDIFF_MAX", "PTRDIFF_MIN", "Q_EMIT", "Q_OBJECT", "Q_SIGNALS",
    "Q_SLOTS", "RAND_MAX", "SCHAR_MAX", "SCHAR_MIN", "SEEK_CUR", "SEEK_END", "SEEK_SET", "SHRT_MAX", "SHRT_MIN",
    "SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGNAL", "SIGSEGV", "SIGTERM", "SIG_ATOMIC_MAX", "SIG_ATOMIC_MIN",
    "SIG_DFL", "SIG_ERR", "SIG_IGN", "SIZE_MAX", "SLOT", "TIME_UTC", "TMP_MAX", "UCHAR_MAX", "UINT16_C", "UINT16_MAX",
    "UINT32_C", "UINT32_MAX", "UINT64_C", "UINT64_MAX", "UINT8_C", "UINT8_MAX", "UINTMAX_C", "UINTMAX_MAX",
    "UINTPTR_MAX", "UINT_MAX", "ULLONG_MAX", "ULONG_MAX", "USHRT_MAX", "WCHAR_MAX", "WCHAR_MIN", "WINT_MAX",
    "WINT_MIN", "_Alignas", "_Alignof", "_Atomic", "_BitInt", "_Bool", "_Complex", "_Decimal128", "_Decimal32",
    "_Decimal64", "_Float128", "_Float16", "_Float32", "_Float32x", "_Float64", "_Float64x", "_Generic", "_Imaginary",
    "_Noreturn", "_Static_assert", "_Thread_local", "acos", "alignas", "alignof", "and", "and_eq", "asin", "asm",
    "assert", "atan", "atomic_cancel", "atomic_commit", "atomic_noexcept", "auto", "bad_slot", "bitand", "bitor",
    "bool", "break", "carg", "case", "catch", "char", "char16_t", "char32_t", "char8_t", "cimag", "class", "co_await",
    "co_return", "co_yield", "code", "compl", "complex", "concept", "conj", "const", "const_cast", "consteval",
    "constexpr", "constinit", "continue", "cos", "cosh", "cproj", "creal", "decltype", "default", "delete", "do",
    "double", "dynamic_cast", "else", "emit", "enum", "environ", "errno", "exp", "explicit", "export", "extern",
    "fabs", "false", "far", "final", "float", "for", "foreach", "forever", "fortran", "fpclassify", "friend", "goto",
    "i386", "if", "imaginary", "import", "inline", "int", "int16_t", "int32_t", "int64_t", "int8_t", "int_fast16_t",
    "int_fast32_t", "int_fast64_t", "int_fast8_t", "int_least16_t", "int_least32_t", "int_least64_t", "int_least8_t",
    "interface", "intmax_t", "intptr_t", "isfinite", "isgreater", "isgreaterequal", "isinf", "isless", "islessequal",
    "islessgreater", "isnan", "isnormal", "isunordered", "kill_dependency", "linux", "log", "long", "main", "major",
    "makedev", "math_errhandling", "max", "max_align_t", "min", "minor", "module", "mutable", "namespace", "near",
    "new", "noexcept", "noreturn", "not", "not_eq", "nullptr", "nullptr_t", "offsetof", "operator", "or", "or_eq",
    "override", "pow", "private", "protected", "ptrdiff_t", "public", "reflexpr", "register", "reinterpret_cast",
    "requires", "restrict", "return", "self", "setjmp", "short", "signals", "signbit", "signed", "sin", "sinh",
    "size_t", "sizeof", "slots", "small", "sqrt", "st_atime", "st_ctime", "st_mtime", "static", "static_assert",
    "static_cast", "stderr", "stdin", "stdout", "struct", "switch", "synchronized", "tan", "tanh", "template", "this",
    "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "typeof", "typeof_unqual", "uint16_t",
    "uint32_t", "uint64_t", "uint8_t", "uint_fast16_t", "uint_fast32_t", "uint_fast64_t", "uint_fast8_t",
    "uint_least16_t", "uint_least32_t", "uint_least64_t", "uint_least8_t", "uintmax_t", "uintptr_t", "union", "unix",
    "unsigned", "using", "va_arg", "va_copy", "va_end", "va_start", "values", "virtual", "void", "volatile",
    "wchar_t", "while", "xor", "xor_eq",
};
/* clang-format on */

/*
 * Parameters and local variables of generated functions: a type of that name would be shadowed. Sorted; a test holds
 * both lists complete.
 */
/* clang-format off */
static const char *const generated_words[] = {
    "X", "above", "after", "amount", "arm", "as", "at", "base", "below", "block", "buffer", "bytes", "candidate",
    "cells", "change", "context", "count", "data", "fallback", "first", "found", "fresh", "from", "handle", "has",
    "high", "i", "id", "in", "instance", "integer", "j", "k", "kind", "l", "length", "low", "m", "mask", "members", "n",
    "number", "other", "out", "pool", "real", "ref", "relation", "room", "row", "rows", "shift", "size", "statistics",
    "status", "storage", "sum", "text", "truth", "under", "unused", "value", "visitor", "within",
};
/* clang-format on */

/* Further words of the runtime's headers and of generated tables, which a macro would replace. Sorted. */
/* clang-format off */
static const char *const runtime_words[] = {
    "FILE", "abi", "across", "address", "align", "allocate", "allocator", "back",
    "bad", "bias", "bit", "bitmap", "bits", "block_bytes", "block_places", "block_shift", "blocks", "box", "bucket",
    "bucket_count", "bucket_mask", "byte", "capacity", "characters", "class_count", "classes", "codes", "cold",
    "column_count", "condition", "dead", "dead_offset", "descriptors", "divisor", "element", "extent_count",
    "extent_room", "extents", "fact_count", "factor", "facts", "failed", "far_bytes", "far_strings", "file", "flags", "free_bytes", "from_bit",
    "generation", "generation_bits", "generation_bytes", "generation_offset", "generations", "half", "hash",
    "hash_mask", "huge_pages", "id_groups", "index", "initial", "instance", "instance_bytes", "is_flags", "is_rows",
    "kept", "last", "last_generation", "layout_id", "live", "magnitude", "marks", "memcpy", "memory", "memset", "mix",
    "most_ids", "most_shift", "name", "names", "narrow_code", "narrow_mask", "natural", "near_limit", "noinline",
    "numbers", "offset", "place", "place_bits", "place_mask", "plain_end", "pointer", "pool_capacity", "prefix",
    "presence", "ready", "release", "resolver", "retired", "reusable", "reusable_offset", "row_bits", "row_mask",
    "seed", "seeds", "sign", "sink", "slack", "slot", "span", "statistics", "store", "stride", "strides", "symbol",
    "symbols", "symbols_count", "table", "texts", "to", "to_bit", "twins", "type", "types", "used", "wanted",
    "was_reseeded", "width", "window", "words",
};
/* clang-format on */

static int compare_words(const void *key, const void *element)
{
    return strcmp(key, *(const char *const *)element);
}

#define IS_AMONG(word, list) (bsearch(word, list, sizeof list / sizeof list[0], sizeof list[0], compare_words) != NULL)

static bool begins_with(const char *word, const char *beginning)
{
    return strncmp(word, beginning, strlen(beginning)) == 0;
}

bool names_is_unavailable(const char *word)
{
    if (begins_with(word, "slot_") || begins_with(word, "SLOT_") || begins_with(word, "SLOTGEN_")) return true;
    if (begins_with(word, "__") || (word[0] == '_' && word[1] >= 'A' && word[1] <= 'Z')) return true;
    return names_is_taken_word(word);
}

bool names_is_taken_word(const char *word)
{
    return IS_AMONG(word, unavailable_words) ||
           bsearch(word, library_macros, library_macro_count, sizeof library_macros[0], compare_words) != NULL;
}

/* Whether some word of a sorted list begins with `beginning`. */
static bool any_begins_with(const char *const *list, size_t count, const char *beginning)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(list[middle], beginning) < 0) low = middle + 1;
        else high = middle;
    }
    return low < count && begins_with(list[low], beginning);
}

bool names_may_derive_taken_word(const char *beginning)
{
    return any_begins_with(unavailable_words, sizeof unavailable_words / sizeof unavailable_words[0], beginning) ||
           any_begins_with(library_macros, library_macro_count, beginning) ||
           any_begins_with(library_names, library_name_count, beginning);
}

bool names_is_library_word(const char *word)
{
    return bsearch(word, library_names, library_name_count, sizeof library_names[0], compare_words) != NULL;
}

/* "word3": the beginning and digits. */
static bool is_numbered(const char *word, const char *beginning)
{
    const size_t length = strlen(beginning);
    return begins_with(word, beginning) && strspn(word + length, "0123456789") == strlen(word + length);
}

bool names_is_unavailable_for_declaration(const char *word, bool is_macro)
{
    if (names_is_unavailable(word) || IS_AMONG(word, generated_words) || names_is_library_word(word)) return true;
    if (is_macro && strcmp(word, "defined") == 0) return true;
    if (begins_with(word, "code_") || begins_with(word, "length_") || is_numbered(word, "word") ||
        is_numbered(word, "cell") || is_numbered(word, "i")) {
        return true;
    }
    return is_macro && (begins_with(word, "has_") || IS_AMONG(word, runtime_words));
}

bool names_is_identifier(const char *word)
{
    if (word[0] == '\0' || (word[0] >= '0' && word[0] <= '9')) return false;
    for (; *word != '\0'; word++) {
        const bool is_letter = (*word >= 'a' && *word <= 'z') || (*word >= 'A' && *word <= 'Z') || *word == '_';
        if (!is_letter && !(*word >= '0' && *word <= '9')) return false;
    }
    return true;
}
