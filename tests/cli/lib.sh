# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
#
# What the checks of cli.sh are made of. Every check has a name, counts once, and on failure prints the name, what was
# expected and what was seen. $slotgen runs in a fresh folder; what it prints goes to $out and $err outside of that folder,
# so that a snapshot of the folder holds all that a run may have touched.

passed=0
failed=0
skipped=0
folders=0
out=$scratch/stdout
err=$scratch/stderr
most_message=20000 # bytes on stderr, whatever a schema holds
most_seconds=60    # for one run

# pass NAME
pass() {
    passed=$((passed + 1))
    [ -z "${VERBOSE-}" ] || printf 'ok %s\n' "$1"
}

# fail NAME EXPECTED SEEN
fail() {
    failed=$((failed + 1))
    printf 'FAIL %s\n  expected: %s\n  seen:     %s\n' "$1" "$2" "$3"
}

# skip NAME REASON
skip() {
    skipped=$((skipped + 1))
    printf 'SKIP %s: %s\n' "$1" "$2"
}

# is NAME EXPECTED SEEN
is() {
    if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "'$2'" "'$3'"; fi
}

# differs NAME FIRST SECOND
differs() {
    if [ "$2" != "$3" ]; then pass "$1"; else fail "$1" "anything but '$2'" "'$3'"; fi
}

# same NAME FILE FILE: the bytes of two files
same() {
    if cmp "$2" "$3" >"$scratch/cmp" 2>&1; then pass "$1"; else fail "$1" "$2 and $3 are the same" "$(cat "$scratch/cmp")"; fi
}

# holds NAME FILE TEXT
holds() {
    if grep -Fq -e "$3" "$2"; then pass "$1"; else fail "$1" "'$3' in $2" "$(head -c 400 "$2")"; fi
}

# lacks NAME FILE TEXT
lacks() {
    if [ -s "$2" ] && ! grep -Fq -e "$3" "$2"; then pass "$1"; else fail "$1" "no '$3' in $2" "$(grep -F -e "$3" "$2" 2>&1)"; fi
}

# at_most NAME LIMIT SEEN: whole numbers
at_most() {
    if [ "$3" -le "$2" ]; then pass "$1"; else fail "$1" "at most $2" "$3"; fi
}

# at_least NAME LIMIT SEEN: whole numbers
at_least() {
    if [ "$3" -ge "$2" ]; then pass "$1"; else fail "$1" "at least $2" "$3"; fi
}

# A schema that is fine, as trade.slots.
write_trade() {
    cat >trade.slots <<'END'
/// What the exchange records.
namespace market;
enum Side { buy, sell }
class Trade { side: Side; price: 0 .. 1000; /// in cents
}
END
}

# A new folder with trade.slots in it; the current folder from now on.
fresh() {
    folders=$((folders + 1))
    mkdir "$scratch/$folders" && cd "$scratch/$folders" || exit 2
    write_trade
}

# A schema with an error, and one with a warning.
write_bad() {
    echo 'class Bad { a: nope; }' >bad.slots
}
write_warned() {
    echo 'type Unused = 0 .. 5; class Warned { a: bool; }' >warned.slots
}

# write_large CLASSES: a schema whose outputs are large, to stdout
write_large() {
    awk -v classes="$1" 'BEGIN {
        for (i = 0; i < classes; i++) {
            printf "class C%d {", i
            for (j = 0; j < 20; j++) printf " s%d: 0 .. %d;", j, j * 7 + i
            print " }"
        }
    }'
}

# run ARGUMENT...: leaves $status, $out and $err
run() {
    timeout "$most_seconds" "$slotgen" "$@" >"$out" 2>"$err"
    status=$?
}

size_of() {
    wc -c <"$1" | tr -d ' '
}

seen() {
    echo "exit status $status, stderr: $(head -c 500 "$err")"
}

# fine NAME ARGUMENT...: exit status 0 and nothing on stderr
fine() {
    fine_name=$1
    shift
    run "$@"
    if [ "$status" -eq 0 ] && [ ! -s "$err" ]; then pass "$fine_name"; else fail "$fine_name" "exit status 0 and no message" "$(seen)"; fi
}

# All there is in the current folder. Not the times of folders: a temporary that came and went changes those.
snapshot() {
    find . \( -type d -printf '%p %i %m\n' \) -o -printf '%p %y %i %T@ %m %u %l\n' | sort
    find . -type f -exec cksum {} + | sort
}

# refused NAME STATUS TEXT ARGUMENT...: that exit status (or one of "2 3") and TEXT in a message of bounded size, and
# nothing was touched
refused() {
    refused_name=$1 refused_status=$2 refused_text=$3
    shift 3
    snapshot >"$scratch/before"
    run "$@"
    refused_judge
}

# refused_run NAME STATUS TEXT COMMAND...: the same for a command that runs slotgen with its own descriptors or limits.
# The command's stdout may be anything.
refused_run() {
    refused_name=$1 refused_status=$2 refused_text=$3
    shift 3
    snapshot >"$scratch/before"
    "$@" 2>"$err"
    status=$?
    : >"$out"
    refused_judge
}

refused_judge() {
    snapshot >"$scratch/after"
    case " $refused_status " in
    *" $status "*) ;;
    *) fail "$refused_name" "exit status $refused_status" "$(seen)" && return ;;
    esac
    if ! grep -Fq -e "$refused_text" "$err"; then
        fail "$refused_name" "'$refused_text' on stderr" "$(seen)"
    elif [ "$(size_of "$err")" -gt "$most_message" ]; then
        fail "$refused_name" "at most $most_message bytes on stderr" "$(size_of "$err")"
    elif [ -s "$out" ]; then
        fail "$refused_name" "nothing on stdout" "$(head -c 200 "$out")"
    elif ! diff "$scratch/before" "$scratch/after" >"$scratch/diff"; then
        fail "$refused_name" "no file is touched" "$(head -n 8 "$scratch/diff")"
    else
        pass "$refused_name"
    fi
}

# device FILE MINOR NAME: the device 1,MINOR as FILE. For root it is a node of our own and never a link to /dev/NAME: a broken
# slotgen that runs as root could take the machine's away. A user cannot do that, and cannot make one.
device() {
    if [ "$(id -u)" -ne 0 ]; then
        ln -s "/dev/$3" "$1"
    elif ! mknod "$1" c 1 "$2" 2>/dev/null; then
        mkfifo "$1" # root without devices: at least not a regular file
    fi
}

# Time and place of a file: changes when it is written, or replaced by another.
identity() {
    stat -L -c '%i %y' "$@"
}

mode_of() {
    stat -L -c %a "$1"
}

# old FILE...: gives them a time long ago
old() {
    touch -d '2001-02-03 04:05:06 UTC' "$@"
}

# compiles NAME FOLDER FILE...: as strict C11, with clang too where it is; the runtime's headers stand in FOLDER
compiles() {
    compiles_name=$1 compiles_folder=$2
    shift 2
    for file in "$@"; do
        if command -v clang >/dev/null; then
            clang -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$compiles_folder" -fsyntax-only "$file" >"$scratch/cc" 2>&1 ||
                { fail "$compiles_name" "$file compiles with clang" "$(head -n 5 "$scratch/cc")"; return; }
        fi
        # shellcheck disable=SC2086 # $cc may be a command with options
        $cc -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$compiles_folder" -c -o "$scratch/object.o" "$file" >"$scratch/cc" 2>&1 ||
            { fail "$compiles_name" "$file compiles" "$(head -n 5 "$scratch/cc")"; return; }
    done
    pass "$compiles_name"
}

# soon NAME: what was done since begin_time took no more than a few seconds
begin_time() {
    began=$(date +%s)
}
soon() {
    at_most "$1: seconds" 10 $(($(date +%s) - began))
}

# hostile NAME RULE MOST_BYTES: hostile.slots is refused under that rule
hostile() {
    begin_time
    refused "hostile: $1" 1 "[$2]" hostile.slots
    soon "hostile: $1"
    at_most "hostile: $1: bytes of messages" "$3" "$(size_of "$err")"
    is "hostile: $1: control characters in messages" 0 "$(tr -dc '\000-\010\013-\037\177' <"$err" | wc -c | tr -d ' ')"
    rm hostile.slots
}
