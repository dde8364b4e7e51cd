#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The same input gives the same output: all that slotgen says of all schemas of this repository (code, layouts in every format,
# differences, messages of all wrong schemas) is collected once, and again
#
#   - under the locales de_DE and tr_TR in UTF-8 and in ISO 8859, which are made here;
#   - with another date and zone, and where asking for the date, the time or random numbers ends a program;
#   - with an empty environment, a large one, a HOME and a TMPDIR that are not there, another umask;
#   - 20 times, at other addresses each time;
#   - from other folders, by absolute and by relative paths: the files written are the same, and name no folder;
#   - by slotgen as other compilers build it: -O0, -O2, -O3 -flto by gcc and clang, and for 32 bits.
#
# and, not with --short, unit tests and generated programs pass when all is built with -O0, -Os, -O3 -flto, plain chars signed
# and unsigned. --short builds slotgen once more only, by clang with -O0.
#
# Usage: tests/builds/run.sh [--short]; SLOTGEN as usual. Missing compilers and locales are said and left out. Takes about
# half a minute of CPU with --short, else about 20 minutes.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}" "${CC:=cc}"
case $SLOTGEN in /*) ;; *) SLOTGEN=$PWD/$SLOTGEN ;; esac
short=no
case ${1-} in --short) short=yes ;; '') ;; *) echo "usage: run.sh [--short]" >&2 && exit 2 ;; esac
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-builds.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0
cd "$top" || exit 2

pass() { passed=$((passed + 1)); }
fail() { # fail WHAT: with the log
    failed=$((failed + 1))
    echo "FAIL $1"
    head -n 20 "$work/log" | sed 's/^/    /'
}
leave_out() { echo "left out: $1"; }

find examples tests/golden/output tests/golden/accepted tests/run tests/report tests/picture tests/bench -name '*.slots' \
    -not -path '*/must_not_compile/*' | sort >"$work/schemas"
find tests/golden/errors -name '*.slots' | sort >"$work/wrong"
imports="-I tests/golden/output -I tests/run/imports/parts"

# everything SLOTGEN: all that it says, with the statuses; in the environment of the caller
cat >"$work/everything" <<END
#!/bin/sh
while read -r schema; do
    "\$1" -o - $imports "\$schema"
    echo "status \$?"
    for format in text json svg html; do
        "\$1" layout --count 1000000 --format=\$format $imports "\$schema"
        echo "status \$?"
    done
    [ -z "\${before-}" ] || "\$1" diff $imports "\$before" "\$schema"
    before=\$schema
done <"$work/schemas"
while read -r schema; do
    "\$1" -o "$work/nowhere" -I tests/golden/errors --werror "\$schema"
    echo "status \$?"
done <"$work/wrong"
"\$1" --help
END
chmod +x "$work/everything"
"$work/everything" "$SLOTGEN" >"$work/expected" 2>&1
lines=$(wc -l <"$work/expected")
[ "$lines" -gt 50000 ] || { echo "FAIL only $lines lines are said"; exit 1; }

# same WHAT COMMAND...: the command, which runs everything, says the same
same() {
    what=$1
    shift
    "$@" >"$work/said" 2>&1
    if cmp -s "$work/expected" "$work/said"; then
        pass
    else
        diff "$work/expected" "$work/said" >"$work/log" 2>&1
        fail "$what: another output"
    fi
}

# ---- Locales ----

mkdir "$work/locales"
for locale in de_DE.UTF-8 tr_TR.UTF-8 de_DE.ISO-8859-1 tr_TR.ISO-8859-9; do
    localedef -i "${locale%%.*}" -f "${locale#*.}" "$work/locales/$locale" >"$work/log" 2>&1
    if [ "$(LOCPATH=$work/locales LC_ALL=$locale locale charmap 2>/dev/null)" = "${locale#*.}" ]; then
        same "in the locale $locale" env LOCPATH="$work/locales" LC_ALL="$locale" LANG="$locale" LANGUAGE="${locale%%_*}" \
            "$work/everything" "$SLOTGEN"
    else
        leave_out "the locale $locale (package locales)"
    fi
done

# ---- Date, environment, addresses ----

same "in another zone" env TZ=Pacific/Kiritimati SOURCE_DATE_EPOCH=0 "$work/everything" "$SLOTGEN"
same "in an empty environment" env -i "$work/everything" "$SLOTGEN"
same "with folders that are not there" env HOME=/nowhere TMPDIR=/nowhere/either PWD=/nowhere COLUMNS=20 TERM=xterm-256color \
    "$work/everything" "$SLOTGEN"
padding=$(awk 'BEGIN { for (i = 0; i < 100000; i++) printf "x" }')
same "in a large environment" env PADDING="$padding" "$work/everything" "$SLOTGEN"
same "with another umask" sh -c 'umask 077 && "$@"' sh "$work/everything" "$SLOTGEN"
if "$CC" -shared -fPIC -w -o "$work/no_clock.so" "$here/no_clock.c" >"$work/log" 2>&1; then
    LD_PRELOAD=$work/no_clock.so date >"$work/log" 2>&1
    if [ $? -eq 99 ]; then
        printf '#!/bin/sh\nLD_PRELOAD=%s exec "%s" "$@"\n' "$work/no_clock.so" "$SLOTGEN" >"$work/without_clock"
        chmod +x "$work/without_clock"
        same "where there is no clock" "$work/everything" "$work/without_clock"
    else
        leave_out "a world without a clock (LD_PRELOAD has no effect)"
    fi
fi
# shellcheck disable=SC2034 # a count
for run in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    "$SLOTGEN" -o - tests/run/language/language.slots >"$work/said" 2>&1
    cksum <"$work/said"
    "$SLOTGEN" layout --format=html tests/run/language/language.slots | cksum
done | sort -u >"$work/log"
if [ "$(wc -l <"$work/log")" -eq 2 ]; then pass; else fail "20 runs are not the same"; fi

# ---- Folders ----

mkdir -p "$work/one" "$work/a/deep/folder" "$work/three"
schemas=$(grep -v -e imports -e golden -e bench -e layouts/layouts -e storage/rows "$work/schemas" | grep run/)
for schema in $schemas; do "$SLOTGEN" -o "$work/one" "$schema"; done 2>"$work/log"
(cd "$work/a/deep/folder" && for schema in $schemas; do "$SLOTGEN" "$top/$schema" -o .; done) 2>>"$work/log"
for schema in $schemas; do
    (cd "$(dirname "$schema")" && "$SLOTGEN" -o "$work/three" "./$(basename "$schema")") 2>>"$work/log"
done
for folder in a/deep/folder three; do
    if diff -r "$work/one" "$work/$folder" >"$work/log"; then pass; else fail "from another folder: other files"; fi
done
if grep -rn -e "$work" -e "$top" -e '\.\./' "$work/one" >"$work/log"; then fail "a folder is named"; else pass; fi

# ---- Other builds of slotgen ----

# builds NAME CC FLAGS [LINKER FLAGS]
builds() {
    command -v "$2" >/dev/null || { leave_out "a build by $2"; return; }
    if cmake -S "$top" -B "$work/$1" -DSLOTGEN_DEVELOPER=OFF -DCMAKE_BUILD_TYPE=None -DCMAKE_C_COMPILER="$2" \
        -DCMAKE_C_FLAGS="$3" -DCMAKE_EXE_LINKER_FLAGS="${4-}" >"$work/log" 2>&1 &&
        cmake --build "$work/$1" --target slotgen -j 2 >"$work/log" 2>&1; then
        same "built by $2 $3" "$work/everything" "$work/$1/slotgen"
    else
        tail -n 20 "$work/log" >"$work/end" && mv "$work/end" "$work/log"
        fail "$2 $3 builds slotgen"
    fi
    rm -rf "${work:?}/$1"
}

builds clang-O0 clang -O0
if [ $short = no ]; then
    for flags in -O0 -O2 '-O3 -flto'; do builds gcc gcc "$flags"; done
    for flags in -O2 '-O3 -flto -fuse-ld=lld'; do
        case $flags in *lld*) command -v ld.lld >/dev/null || { flags=-O3 && leave_out "-flto by clang (package lld)"; } ;; esac
        builds clang clang "$flags"
    done
    builds 32-bits i686-linux-gnu-gcc -O2 -static
fi

# ---- Other builds of everything ----

if [ $short = no ]; then
    for compiler in gcc clang; do
        for flags in -O0 -Os '-O3 -flto' '-O1 -funsigned-char' '-O1 -fsigned-char'; do
            case $compiler$flags in clang*flto*) continue ;; esac
            if CC=$compiler cmake -S "$top" -B "$work/tests" -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS="$flags -Wno-error" >"$work/log" 2>&1 &&
                cmake --build "$work/tests" -j 2 >"$work/log" 2>&1 &&
                ctest --test-dir "$work/tests" -R '^(unit|golden|run\.(everything|small|operations|language|layouts_|layouts$|imports|storage))' \
                    -E threads --output-on-failure >"$work/log" 2>&1; then
                pass
                echo "$compiler $flags: $(sed -n 's/^100% tests passed, 0 tests failed out of/tests passed:/p' "$work/log")"
            else
                tail -n 20 "$work/log" >"$work/end" && mv "$work/end" "$work/log"
                fail "tests as built by $compiler $flags"
            fi
            rm -rf "$work/tests"
        done
    done
fi

echo "builds: $lines lines about $(wc -l <"$work/schemas") schemas and $(wc -l <"$work/wrong") wrong ones;" \
    "$passed passed, $failed failed"
[ $failed -eq 0 ]
