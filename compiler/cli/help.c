/* SPDX-License-Identifier: MIT */
/* What --help prints: for the commands as a whole, and for each that has options of its own. */
#include "cli/options.h"

#include <stdio.h>

static const char general[] =
    "slotgen writes compact C structs, typed accessors and an index table from class definitions.\n"
    "\n"
    "usage: slotgen [options] FILE...           write header and source of each schema\n"
    "       slotgen layout [options] FILE...    show where every bit went; see 'slotgen layout --help'\n"
    "       slotgen diff [options] OLD NEW      say what a change of schemas breaks; see 'slotgen diff --help'\n"
    "\n"
    "FILE is a schema, NAME.slots, or - for standard input; it gives NAME.slots.h and NAME.slots.c.\n"
    "\n"
    "  -o DIR                 write into DIR (default: the current folder)\n"
    "  -o -                   write header and source as one file to standard output\n"
    "  -I DIR                 look for imported schemas in DIR, after the folder of the file that imports them\n"
    "  --prefix NAME_         put NAME_ before every C name\n"
    "  --include-prefix DIR   put DIR/ before the names of generated headers in #include lines\n"
    "  --private-header       write NAME.private.slots.h even where nothing is @private, for builds\n"
    "  --emit-runtime         write the runtime's sources too, into DIR/slotgen\n"
    "  --with-docs            put the documentation of the slots into the index table\n"
    "  --if-changed           leave an output untouched when its content would stay the same\n"
    "  --list-outputs         print the paths that would be written, one a line, and stop\n"
    "  --stdin-name NAME      what standard input is called (default: stdin.slots)\n"
    "\n"
    "  -MD                    write a make rule of what the outputs depend on to DIR/NAME.slots.d\n"
    "  -MF FILE               write it to FILE instead (implies -MD)\n"
    "  -MT TARGET             name TARGET as the rule's target, instead of the outputs\n"
    "  -MP                    add a rule without prerequisites for each schema, so that one may be deleted\n"
    "\n"
    "  --werror               warnings are errors\n"
    "  --color[=WHEN]         colour diagnostics: always, never, or auto (on a terminal; the default)\n"
    "  @FILE                  read further options from FILE, separated by white space, quoted as in a shell\n"
    "  --                     what follows are files\n"
    "  -h, --help             print this and stop\n"
    "  --version              print the version and stop\n"
    "\n"
    "exit status: 0 fine, 1 the schema has errors, 2 wrong usage, 3 cannot read or write.\n"
    "Nothing is written unless everything succeeded.\n";

static const char layout[] =
    "slotgen layout shows where every bit of a class went, what that saves, and what would save more.\n"
    "\n"
    "usage: slotgen layout [options] FILE...\n"
    "\n"
    "FILE is a schema, NAME.slots, or - for standard input.\n"
    "\n"
    "  --format=FORMAT        text (the default), json (docs/layout.schema.json), svg or html\n"
    "  --count N              add what N instances take: 10_000_000, 10M, 1.5G\n"
    "  --class NAME           only that class: Trade or market.Trade\n"
    "  -o FILE                write to FILE instead of standard output\n"
    "  -I DIR                 look for imported schemas in DIR, after the folder of the file that imports them\n"
    "  --prefix NAME_         put NAME_ before every C name\n"
    "  --stdin-name NAME      what standard input is called (default: stdin.slots)\n"
    "  --werror               warnings are errors\n"
    "  --color[=WHEN]         colour diagnostics: always, never, or auto (on a terminal; the default)\n"
    "\n"
    "exit status: 0 fine, 1 the schema has errors, 2 wrong usage, 3 cannot read or write.\n";

static const char diff[] =
    "slotgen diff says what a change of schemas breaks: for each class the same layout, source compatible (programs\n"
    "compile and mean the same, stored bytes do not) or incompatible, and slot by slot what changed.\n"
    "\n"
    "usage: slotgen diff [options] OLD NEW\n"
    "\n"
    "OLD and NEW are two schemas, NAME.slots, one of which may be - for standard input; or two folders, whose schemas\n"
    "and those in their folders are compared class by class.\n"
    "\n"
    "  --stored               it is a break too when old bytes say something else: for records that are kept\n"
    "  --format=FORMAT        text (the default) or json\n"
    "  -I DIR                 look for imported schemas in DIR, after the folder of the file that imports them\n"
    "  --stdin-name NAME      what standard input is called (default: stdin.slots)\n"
    "  --color[=WHEN]         colour diagnostics: always, never, or auto (on a terminal; the default)\n"
    "\n"
    "exit status: 0 no break, 1 a schema has errors, 2 wrong usage, 3 cannot read or write, 4 a break.\n";

void options_print_help(enum command command)
{
    fputs(command == COMMAND_LAYOUT ? layout : command == COMMAND_DIFF ? diff : general, stdout);
}
