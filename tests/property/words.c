/* SPDX-License-Identifier: MIT */
/* The lists of words.h. */
#include "words.h"

/* clang-format off */
const char *const nasty_names[] = {
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char",
    "char8_t", "class", "co_await", "compl", "concept", "const", "constexpr", "continue", "decltype", "default",
    "delete", "do", "double", "else", "enum", "explicit", "export", "extern", "false", "final", "float", "for",
    "friend", "goto", "if", "import", "inline", "int", "long", "module", "mutable", "namespace", "new", "noexcept",
    "not", "nullptr", "operator", "or", "override", "private", "protected", "public", "register", "requires",
    "restrict", "return", "short", "signed", "sizeof", "static", "static_assert", "struct", "switch", "template",
    "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "typeof", "union", "unsigned",
    "using", "virtual", "void", "volatile", "while", "xor", "errno", "stdin", "stdout", "stderr", "assert", "NULL",
    "I", "EOF", "BUFSIZ", "INT_MAX", "NAN", "INFINITY", "offsetof", "complex", "unix", "linux", "i386", "major",
    "minor", "makedev", "environ", "uint8_t", "uint64_t", "size_t", "int32_t", "isnan", "signbit", "SIGINT", "SEEK_SET",
    "SIZE_MAX", "UINT64_C", "va_arg", "setjmp", "main", "self", "value", "out", "pool", "i", "n", "code", "values",
    "fallback", "mask", "a", "b", "bytes", "size", "index", "slots", "signals", "emit", "foreach", "forever",
    "Q_OBJECT", "Q_EMIT", "bad_slot", "status", "fresh", "candidate", "number", "context", "visitor", "buffer", "base",
    "id", "word0", "text", "symbol", "ref", "pointer", "any", "unset", "oneof", "by", "step", "reserved", "overlay",
    "flags", "type_", "_x", "_9", "x1", "CamelCase", "slot_get", "SLOT_OK", "SLOT_CAST", "strlen", "memcpy", "printf",
    "a_rather_long_name_that_goes_on_and_on_past_sixty_four_characters_as_names_in_large_projects_do",
};
const size_t nasty_name_count = sizeof nasty_names / sizeof nasty_names[0];

const char *const nasty_types[] = {
    "class", "struct", "while", "slots", "emit", "errno", "NULL", "self", "value", "I", "default", "operator", "out",
    "template", "a", "b", "number", "sizeof", "stdin", "true", "union", "i", "namespace", "assert", "step", "unset",
};
const size_t nasty_type_count = sizeof nasty_types / sizeof nasty_types[0];

static const char *const docs[] = {
    "ends a comment: */ int injected; /*", "opens one: /* and /*/ and /**/ and */*", "a backslash at the end \\",
    "trigraphs: ?\?/ ?\?> ?\?= ?\?( and one at the end ?\?/", "// a line comment \\",
    "bidi: \xe2\x80\xae evil \xe2\x81\xa6 isolates \xe2\x81\xa9",
    "templates: $class$ $slot$ $$ $ %s %n %d", "quotes: \" ' ` \\\" \\' \\n", "#define broken 1",
    "#include <nowhere.h>",
    "\xc3\xa4\xc3\xb6\xc3\xbc \xe2\x82\xac \xf0\x9f\x98\x80 \xe2\x80\xa8 line separator",
    "\ttabs\tand  blanks   ", "*", "/", "/ /", "* /", "\\",
    "*\\", "- a list, @notes; {braces} [brackets]", "\xd8\x9c arabic letter mark \xe2\x80\x8f", "an ordinary sentence.",
};

void words_doc(FILE *file, struct prng *prng, const char *margin)
{
    if (!prng_once_in(prng, 3)) return;
    const char *doc = docs[prng_below(prng, sizeof docs / sizeof docs[0])];
    fprintf(file, "%s///%s%s\n", margin, prng_once_in(prng, 6) && doc[0] != '/' ? "" : " ", doc);
}

void words_gap(FILE *file, struct prng *prng)
{
    static const char *const gaps[] = {" ",           " ",             " ",                    "  ", "\t",
                                       " /* // */ ", " /* ' \" */ ", " // */ /*\n    ", "\r\n    "};
    fputs(gaps[prng_below(prng, sizeof gaps / sizeof gaps[0])], file);
}
/* clang-format on */
