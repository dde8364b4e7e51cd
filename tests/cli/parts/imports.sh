# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# Schemas that import each other: where imports are looked for, what is written, listed and included, and imports from someone
# who means no good. What is said about them is in tests/golden/errors/import-*, and builds are in tests/generate.

# write_calendar FILE: a schema of namespace calendar; its `last` tells one copy from another
write_calendar() {
    cat >"$1" <<END
namespace calendar;
const last = ${2-9999};
/// Of the common era.
type Year = 1 .. last;
enum Month { january = 1, february, march }
class Date @pool(capacity: 100) { year: Year; month: Month; }
END
}

# A folder in/ with market.slots, which imports calendar.slots beside it.
prepare_imports() {
    fresh
    mkdir in lib gen
    write_calendar in/calendar.slots
    cat >in/market.slots <<'END'
namespace market;
import "calendar.slots";
class Trade {
    year:  calendar.Year;
    month: calendar.Month = march;
    limit: 0 .. calendar.last;
    day:   calendar.Date ?;
    first: ref calendar.Date;
}
END
}

# rule and the like of parts/deps.sh: the words of a rule, sorted out of its line continuations
words_of() {
    # shellcheck disable=SC1003 # a backslash
    tr -d '\\' <"$1" | xargs
}

check_places() {
    prepare_imports
    fine "an import beside its file" -o gen in/market.slots
    is "an import: only the input is written" "market.slots.c market.slots.h" "$(cd gen && echo *)"
    holds "an import: its header is included" gen/market.slots.h '#include "calendar.slots.h"'
    lacks "an import: no folder in the header" gen/market.slots.h 'in/'
    fine "the imported one" --emit-runtime -o gen in/calendar.slots
    compiles "an import: the outputs compile" gen gen/market.slots.c gen/calendar.slots.c
    cp gen/market.slots.h expected.h
    cp gen/market.slots.c expected.c

    mv in/calendar.slots lib
    refused "an import that is nowhere" 1 "it was looked for in 'in/'" -o gen in/market.slots
    refused "an import that is not among the folders" 1 "it was looked for in 'in/', 'gen', 'nowhere'" -I gen -I nowhere in/market.slots
    fine "an import in a folder of -I" -I nowhere -I lib -o gen in/market.slots
    same "an import in a folder of -I: the header" expected.h gen/market.slots.h
    same "an import in a folder of -I: the source" expected.c gen/market.slots.c
    mkdir first
    write_calendar first/calendar.slots 10
    fine "folders of -I in their order" -Ifirst -Ilib -o gen in/market.slots
    holds "folders of -I in their order: the first" gen/market.slots.h 'market_Trade_limit_MAX INT32_C(10)'
    write_calendar in/calendar.slots 11
    fine "the file's own folder" -Ifirst -Ilib -o gen in/market.slots
    holds "the file's own folder comes before them" gen/market.slots.h 'market_Trade_limit_MAX INT32_C(11)'
    sed "s|\"calendar|\"$PWD/first/calendar|" in/market.slots >in/absolute.slots
    fine "an absolute path" -o gen in/absolute.slots
    holds "an absolute path: the file" gen/absolute.slots.h '_MAX INT32_C(10)'
    lacks "an absolute path is not in the output" gen/absolute.slots.h "$PWD"
    sed 's|"calendar|"../first/./calendar|' in/market.slots >in/up.slots
    fine "a path that goes up" -o gen in/up.slots
    holds "a path that goes up: the header" gen/up.slots.h '#include "calendar.slots.h"'
}

check_stdin_imports() {
    prepare_imports
    cp in/calendar.slots .
    fine "stdin imports from the current folder" -o gen --stdin-name market.slots - <in/market.slots
    rm calendar.slots
    run -o gen - <in/market.slots
    is "stdin does not import from elsewhere" 1 "$status"
    holds "stdin: the places" "$err" 'looked for in the current folder'
    fine "stdin under the name of a file imports from there" -o gen --stdin-name in/market.slots - <in/market.slots
    fine "stdin: the rule" -MF my.d -o gen --stdin-name in/market.slots - <in/market.slots
    is "stdin: the rule has the import" 'gen/market.slots.h gen/market.slots.c: in/market.slots in/calendar.slots' "$(words_of my.d)"
}

check_together() {
    prepare_imports
    mkdir one two
    echo '/// Nothing.' >>in/calendar.slots
    fine "an import's warnings are not the importer's" -o one in/market.slots
    run -o one in/calendar.slots
    holds "an import's warnings are its own" "$err" '[stray-doc]'
    run -o two in/market.slots in/calendar.slots
    is "both: one warning" 1 "$(grep -c stray-doc "$err")"
    for name in market calendar; do
        for kind in h c; do
            same "together as alone: $name.slots.$kind" one/$name.slots.$kind two/$name.slots.$kind
        done
    done
    run -o two in/calendar.slots ./in/market.slots
    same "in the other order" one/market.slots.h two/market.slots.h
    run -o two --werror in/market.slots
    is "--werror is not for imports" 0 "$status"
    echo 'class Bad { a: nope; }' >>in/calendar.slots
    snapshot >"$scratch/before"
    refused "an import with an error" 1 "in/calendar.slots:8:16: error: unknown type 'nope'" -o two in/market.slots
    refused "an import with an error: together" 1 "[type-unknown]" -o two in/market.slots in/calendar.slots
    is "an import with an error: once" 1 "$(grep -c error: "$err")"
    head -c 4000 "$slotgen" >in/calendar.slots
    refused "an import that is a program" 1 "in/calendar.slots:1:" -o two in/market.slots
}

check_rules_of_imports() {
    prepare_imports
    sed 's/^namespace.*/namespace shop; import "market.slots";/; /^import/d; /^ *[a-z]*: /d; s/Trade {/Room { open: bool;/' \
        in/market.slots >in/shop.slots
    fine "-MD with imports" -MD -o gen in/shop.slots in/market.slots
    is "-MD: what is imported indirectly too" \
        'gen/shop.slots.h gen/shop.slots.c: in/shop.slots in/market.slots in/calendar.slots' "$(words_of gen/shop.slots.d)"
    is "-MD: of the other" 'gen/market.slots.h gen/market.slots.c: in/market.slots in/calendar.slots' \
        "$(words_of gen/market.slots.d)"
    fine "-MF -MP with imports" -MF my.d -MP -MT me -o gen in/market.slots in/shop.slots in/calendar.slots
    is "-MF -MP: each schema once" \
        'me: in/market.slots in/shop.slots in/calendar.slots in/market.slots: in/shop.slots: in/calendar.slots:' "$(words_of my.d)"
    mkdir 'two words'
    mv in/calendar.slots 'two words'
    fine "-MD: an import in an odd folder" -MF my.d -MT me -I 'two words' -o gen in/market.slots
    holds "-MD: an import in an odd folder: escaped" my.d 'two\ words/calendar.slots'
    control=$(printf 'a\tb')
    mkdir "$control" && mv 'two words/calendar.slots' "$control"
    refused "-MD: a folder that no rule can name" 2 "make cannot read" -MF my.d -I "$control" in/market.slots
    mkdir 'a;touch taken' 'A=b' gen/A=b
    refused "-MD: a folder that would be a command" 2 "make cannot read" -MF my.d -I 'a;touch taken' in/market.slots
    refused "-MD: a folder that would be a variable" 2 "make cannot read" -MF my.d -I A=b in/market.slots
    refused "-MD: an output that would be a variable" 2 "make cannot read" -MD -o A=b "$control/calendar.slots"
    mv "$control"/calendar.slots gen/A=b
    fine "-MD: an = behind a slash is none" -MF my.d -o gen gen/A=b/calendar.slots
}

check_include_prefix() {
    prepare_imports
    mkdir -p gen/of
    for words in '--include-prefix of' '--include-prefix of/' '--include-prefix=of'; do
        # shellcheck disable=SC2086 # words
        fine "$words" $words --private-header -o gen/of in/market.slots in/calendar.slots
        holds "$words: the imported header" gen/of/market.slots.h '#include "of/calendar.slots.h"'
        holds "$words: the source's own header" gen/of/market.slots.c '#include "of/market.slots.h"'
        holds "$words: the private header's" gen/of/market.private.slots.h '#include "of/market.slots.h"'
    done
    fine "--include-prefix: the runtime" -o gen --emit-runtime in/calendar.slots
    compiles "--include-prefix: the outputs compile" gen gen/of/market.slots.c gen/of/calendar.slots.c
    fine "--include-prefix '' is none" --include-prefix '' -o gen in/market.slots
    holds "--include-prefix '' is none: the line" gen/market.slots.h '#include "calendar.slots.h"'
    for prefix in 'a"b' 'a\b' 'a>b' "$(printf 'a\nb')" 'a:b'; do
        refused "--include-prefix $(printf %s "$prefix" | tr '\n' n)" 2 '--include-prefix must be a folder' \
            --include-prefix "$prefix" in/market.slots
    done
}

check_private() {
    prepare_imports
    fine "--private-header" --private-header -MD -o gen in/market.slots
    is "--private-header: the outputs" "market.private.slots.h market.slots.c market.slots.d market.slots.h" "$(cd gen && echo *)"
    holds "--private-header: the rule" gen/market.slots.d 'gen/market.slots.h gen/market.private.slots.h gen/market.slots.c:'
    run --private-header --list-outputs -o gen in/market.slots
    is "--private-header: listed" 'gen/market.slots.h gen/market.private.slots.h gen/market.slots.c' "$(xargs <"$out")"
    sed -i 's/limit: .*;/& secret: bool @private;/; s/;; /; /' in/market.slots
    fine "a private slot" -o gen in/market.slots
    holds "a private slot: its accessors" gen/market.private.slots.h 'market_Trade_get_secret('
    is "a private slot: not in the header" 0 "$(grep -c 'market_Trade_get_secret(' gen/market.slots.h)"
    fine "a private slot: the rest" -o gen --emit-runtime in/calendar.slots
    echo '#include "market.private.slots.h"' >gen/both.c
    echo 'bool secret(const market_Trade *trade) { return market_Trade_get_secret(trade); }' >>gen/both.c
    sed -i '2i bool secret(const market_Trade *trade);' gen/both.c
    compiles "a private slot: it compiles" gen gen/both.c gen/market.slots.c
    run --list-outputs -o gen in/market.slots
    is "a private slot: listed" 'gen/market.slots.h gen/market.private.slots.h gen/market.slots.c' "$(xargs <"$out")"
    run -o - in/market.slots
    cp "$out" gen/one.c
    is "a private slot: -o - has it between header and source" "1 2 3" \
        "$(grep -n 'market_Trade_set_month(\|market_Trade_set_secret(market\|^const slot_class market_Trade_class' gen/one.c |
            awk '!/set_month/ && !/set_secret/ { print 3 } /void market_Trade_set_month/ { print 1 } /void market_Trade_set_secret/ { print 2 }' | xargs)"
    compiles "a private slot: -o - compiles beside the imported header" gen gen/one.c
    echo 'namespace other; import "market.slots"; class Other { a: bool; }' >in/market.private.slots
    refused "a schema named as a private header" 2 "two schemas would have the header 'market.private.slots.h'" -o gen in/market.private.slots
    refused "a schema named as a private header: both" 2 "'market.private.slots.h'" -o gen in/market.private.slots in/market.slots
    rm gen/market.* in/market.private.slots
    mkdir gen/market.private.slots.h
    refused "a private header that is a folder: nothing is written" 3 "cannot write 'gen/market.private.slots.h'" -o gen in/market.slots
}

# Constants of an import without a namespace are macros, which members of the mirror must not be called like.
check_macros() {
    fresh
    echo 'const most = 5; class Plain { most: bool; }' >plain.slots
    echo 'import "plain.slots"; class Middle { a: bool; }' >middle.slots
    echo 'import "middle.slots"; class Top { most: 0 .. 5; Plain, Middle: bool; }' >top.slots
    fine "macros of imports" --emit-runtime plain.slots middle.slots top.slots
    compiles "macros of imports: it compiles" . plain.slots.c middle.slots.c top.slots.c
}

check_replacing() {
    prepare_imports
    refused "-MF names an imported schema" 3 'it is a schema of this run' -MF in/calendar.slots -o gen in/market.slots
    ln -s ../in/calendar.slots gen/market.slots.h
    refused "an output is a link to an imported schema" 3 'it is a schema of this run' -o gen in/market.slots
}

# wants NAME STATUS TEXT PATH: a schema that imports PATH
wants() {
    wants_name=$1 wants_status=$2 wants_text=$3
    printf 'import "%s";\nclass A { a: bool; }\n' "$4" >hostile.slots
    begin_time
    refused "$wants_name" "$wants_status" "$wants_text" hostile.slots
    soon "$wants_name"
    is "$wants_name: control characters in messages" 0 "$(tr -dc '\000-\010\013-\037\177' <"$err" | wc -c | tr -d ' ')"
}

check_hostile_imports() {
    fresh
    mkfifo pipe.slots
    device null.slots 3 null
    device zero.slots 5 zero
    mkdir folder.slots
    ln -s loop.slots loop.slots
    ln -s nowhere dangling.slots
    ln -s hostile.slots self.slots
    wants "import: a FIFO that nobody writes" 1 'not a regular file' pipe.slots
    wants "import: a device" 1 'not a regular file' null.slots
    wants "import: a device without an end" 1 'not a regular file' zero.slots
    wants "import: a folder" 1 'it is a folder' folder.slots
    wants "import: a link to itself" 1 '[import-missing]' loop.slots
    wants "import: a dangling link" 1 '[import-missing]' dangling.slots
    wants "import: the file itself through a link" 1 '[import-cycle]' self.slots
    wants "import: a password file" 1 '[import-path]' /etc/passwd
    wants "import: an escape code" 1 '[import-path]' 'a\033[31m.slots'
    wants "import: a path that is too long for us" 1 '[import-path]' "$(printf '%01100d' 0).slots"
    wants "import: a name that is too long for the system" 1 '[import-missing]' "$(printf '%0900d' 0).slots"
    wants "import: nothing" 1 '[import-path]' ''
    truncate -s 3G "$scratch/large.slots" # where no snapshot reads it
    wants "import: a sparse file of 3 GiB" 1 'larger than 1 GiB' "$scratch/large.slots"
    if [ -r /proc/self/environ ] && [ -e /proc/self/mem ]; then
        ln -s /proc/self/environ environment.slots
        ln -s /proc/self/mem memory.slots
        wants "import: the environment" 1 'environment.slots:1:' environment.slots
        wants "import: the memory of a process" 1 'cannot read' memory.slots
    fi
    if python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket.slots")' 2>/dev/null; then
        wants "import: a socket" 1 'cannot read' socket.slots
    fi
    rm -rf ./*.slots
    awk 'BEGIN { for (i = 0; i < 10000; i++) { f = "n" i ".slots"; printf "namespace n%d; type T = 0 .. %d;\n", i, i > f; close(f) } }'
    awk 'BEGIN { for (i = 0; i < 10000; i++) printf "import \"n%d.slots\";\n", i; printf "class A {"
        for (i = 0; i < 10000; i++) printf " s%d: n%d.T;", i, i; print " }" }' >many.slots
    begin_time
    fine "10,000 imports" -MD many.slots
    soon "10,000 imports"
    is "10,000 imports: in the rule" 10001 "$(grep -c '^  ' many.slots.d)"
    is "10,000 imports: in the header" 10000 "$(grep -c '^#include "n' many.slots.h)"
    awk 'BEGIN { for (i = 0; i < 10000; i++) printf "import \"m%d.slots\";\n", i; print "class A { a: bool; }" }' >hostile.slots
    hostile "10,000 imports that are missing" import-missing 10000
    awk 'BEGIN { for (i = 0; i < 1000; i++) { f = "n" i ".slots"; printf "import \"n%d.slots\";\n", i + 1 > f; close(f) } }'
    echo 'import "n0.slots"; class A { a: bool; }' >hostile.slots
    hostile "a chain of 1,000 imports" import-depth 2000
    rm -f n*.slots
    # Every schema of a layer imports every one of the next: many ways, few files.
    awk 'BEGIN { for (i = 0; i < 60; i++) for (k = 0; k < 8; k++) { f = "n" i "_" k ".slots"
        for (j = 0; j < 8 && i < 59; j++) printf "import \"n%d_%d.slots\";\n", i + 1, j > f
        printf "namespace n%d_%d; class A { a: bool; }\n", i, k > f; close(f) } }'
    for file in n*.slots; do
        grep '^namespace' "$file" | sed 's/;.*/;/' >top
        { cat top; grep '^import' "$file"; sed -n 's/^namespace [^;]*; //p' "$file"; } >body
        mv body "$file"
    done
    echo 'import "n0_0.slots"; class B { a: n0_0.A; b: n1_0.A; c: nothing.X; }' >hostile.slots
    hostile "imports that meet again and again" type-unknown 3000
    echo 'import "n0_0.slots"; class B { a: bool; }' >hostile.slots
    begin_time
    fine "imports that meet again and again, without an error" -MD hostile.slots
    soon "imports that meet again and again, without an error"
}

check_places
check_stdin_imports
check_together
check_rules_of_imports
check_include_prefix
check_private
check_macros
check_replacing
check_hostile_imports
