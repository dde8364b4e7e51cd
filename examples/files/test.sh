#!/bin/sh
# SPDX-License-Identifier: MIT
# test.sh PROGRAM [VANISHING]: trees whose answers are known, with all that goes wrong in real ones. VANISHING is the
# program with vanish.c in it.
program=$1
vanishing=${2-}
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work/tree" 2>/dev/null; rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL

fail()
{
    echo "FAILED: $*"
    exit 1
}

# run STATUS ARGUMENTS...: its output goes to $work/out, messages to $work/err
run()
{
    expected=$1
    shift
    "$program" "$@" >"$work/out" 2>"$work/err"
    status=$?
    [ $status -eq "$expected" ] || { cat "$work/out" "$work/err"; fail "status $status, not $expected: files $*"; }
}

# says TEXT: a line of the last output begins with it, blanks not counted
says()
{
    sed 's/^ *//; s/  */ /g' "$work/out" | grep -qF -- "$1" || { cat "$work/out"; fail "no '$1'"; }
}

says_not()
{
    ! sed 's/^ *//; s/  */ /g' "$work/out" | grep -qF -- "$1" || { cat "$work/out"; fail "'$1'"; }
}

# bytes N FILE
bytes()
{
    head -c "$1" /dev/zero >"$2"
}

tree=$work/tree
mkdir "$tree" "$tree/empty" "$tree/shell" "$tree/shell/full" "$tree/small"
bytes 5000 "$tree/shell/full/a.txt"
bytes 3000 "$tree/shell/full/libx.so.1.2"
bytes 1000 "$tree/small/b.txt"
bytes 10 "$tree/small/README"
: >"$tree/small/.profile"
touch -d '400 days ago' "$tree/small/b.txt"
touch -d '2 days ago' "$tree/small/README"
touch -d '3 days' "$tree/small/.profile"
ln "$tree/shell/full/a.txt" "$tree/shell/full/again.txt" # another name: counts once
ln -s .. "$tree/shell/full/loop"                        # a loop, if it were followed
ln -s nowhere "$tree/dangling"
mkfifo "$tree/pipe"                                     # opening it would wait for ever

run 0 "$tree"
says "$tree: 8.8 KiB, read in"
says '6 files'
says '5 folders'
says '2 links'
says '1 pipes'
says '1 of them are other names'
says "7.8 KiB $tree/shell/full"
grep -q "$tree/shell\$" "$work/out" && fail 'a folder that is nearly all in another'
says "1010 B $tree/small"
[ "$(grep -c '/full/a[gain]*\.txt$' "$work/out")" -eq 1 ] || fail 'a file is among the largest under one name'
says '5.9 KiB 3 .txt'
says '2.9 KiB 1 .so'
says '10 B 2 (none)'
says '0 B 1 in the future'
says '10 B 1 within a week'
says '1000 B 1 within five years'
says "$(id -un)"
says 'slotgen, pool and symbols'
says 'A record has 22 bytes. There are '
[ ! -s "$work/err" ] || fail "$(cat "$work/err")"

# One line of each answer; a folder's name with slashes at its end; a link to a folder, and a name like an option.
run 0 --top 1 "$tree//"
says "$tree: 8.8 KiB"
says_not "1010 B $tree/small"
ln -s tree "$work/link"
run 0 "$work/link"
says '6 files'
mkdir "$work/--top"
(cd "$work" && "$program" -- --top >"$work/out") || fail 'a folder of that name'
says '--top: 0 B, read in'
says '1 folders'

# Names that are no UTF-8, or would be commands to a terminal.
odd=$work/odd
mkdir "$odd"
for name in '\377\300\257' '\033[31mred' 'line\nend' 'gr\303\274n' 'back\\slash' '\302\233' 'del\177' '-rf' '   '; do
    # shellcheck disable=SC2059
    bytes 100 "$odd/$(printf -- "$name")."
done
run 0 "$odd"
for name in '\xFF\xC0\xAF.' '\x1B[31mred.' 'line\x0Aend.' 'grün.' 'back\x5Cslash.' '\xC2\x9B.' 'del\x7F.' '-rf.'; do
    grep -qF -- "$odd/$name" "$work/out" || { cat "$work/out"; fail "no '$name'"; }
done

# Deeper than files can be open, and than a path may be long.
deep=$work/deep
mkdir "$deep"
(
    cd "$deep" || exit 1
    name=$(printf '%0200d' 0)
    i=0
    while [ $i -lt 150 ]; do
        mkdir "$name" "second" && cd -P "$name" || exit 1
        i=$((i + 1))
    done
    bytes 7 bottom
) || fail 'no deep tree'
# shellcheck disable=SC3045 # dash and bash have -n
(ulimit -n 100 && "$program" "$deep") >"$work/out" 2>"$work/err" || { cat "$work/err"; fail 'a deep tree'; }
says "deep: 7 B"
says '301 folders'
says_not 'vanished'
says_not 'could not be read'

# No permission: with root's powers laid down where there are any.
mkdir "$tree/secret" "$tree/listed"
bytes 5 "$tree/secret/file"
bytes 5 "$tree/listed/file"
chmod 0 "$tree/secret"
chmod 444 "$tree/listed"
powerless=
if [ "$(id -u)" -eq 0 ]; then
    powers=-dac_override,-dac_read_search
    powerless="setpriv --bounding-set=$powers --inh-caps=$powers"
fi
if $powerless true 2>/dev/null && ! $powerless ls "$tree/secret" >/dev/null 2>&1; then
    $powerless "$program" "$tree" >"$work/out" 2>"$work/err" || fail 'folders that cannot be read'
    says '6 files'
    says '7 folders'
    says '2 could not be read'
    grep -qF "$tree/secret: Permission denied" "$work/err" || fail "$(cat "$work/err")"
    grep -qF "$tree/listed/file: Permission denied" "$work/err" || fail "$(cat "$work/err")"
else
    echo 'SKIPPED: this user may read everything'
fi
chmod 755 "$tree/secret" "$tree/listed"

# What changes while it is read.
if [ -n "$vanishing" ]; then
    mkdir "$work/busy" "$work/busy/leaves" "$work/busy/turns"
    bytes 3 "$work/busy/vanishes"
    bytes 4 "$work/busy/stays"
    "$vanishing" "$work/busy" >"$work/out" 2>"$work/err" || fail 'files that vanish'
    says 'busy: 4 B'
    says '3 vanished'
    [ ! -s "$work/err" ] || fail "$(cat "$work/err")"
fi

# File systems of the kernel are entered only where that is asked for; the start always is.
if [ -d /proc/self/task ]; then
    run 0 --top 1 /proc/self/task
    says 'folders'
fi

# Other file systems: a folder mounted into itself, a tmpfs, and proc. Where this user may mount in a namespace.
if unshare -rmpf true 2>/dev/null; then
    mkdir -p "$work/mounts/self" "$work/mounts/other" "$work/mounts/kernel"
    cat >"$work/mount.sh" <<'MOUNT'
mount --bind "$2" "$2/self" && mount -t tmpfs none "$2/other" && mount -t proc none "$2/kernel" || exit 77
echo 12345 >"$2/other/six"
exec "$@"
MOUNT
    unshare -rmpf sh "$work/mount.sh" "$program" "$work/mounts" >"$work/out"
    status=$?
    if [ $status -ne 77 ]; then
        [ $status -eq 0 ] || fail "status $status in mounted folders"
        says 'mounts: 6 B'
        says '4 folders'
        says '1 folders were met before'
        says '1 folders of other file systems were not entered'
        unshare -rmpf sh "$work/mount.sh" "$program" "$work/mounts" --one-file-system >"$work/out"
        says 'mounts: 0 B'
        says '2 folders of other file systems were not entered'
        unshare -rmpf sh "$work/mount.sh" "$program" "$work/mounts" --pseudo >"$work/out" 2>/dev/null
        says_not 'folders of other file systems'
        grep -Eq '^ +[1-9][0-9,]{2,} files' "$work/out" || fail 'proc was not entered'
    fi
fi

# Memory that ends: what was read by then is told.
mkdir "$work/many"
(cd "$work/many" && seq -f 'file%06.0f' 1 20000 | xargs touch)
limit=2500
while [ $limit -lt 8000 ]; do
    # shellcheck disable=SC3045 # and -v
    (ulimit -v $limit && exec "$program" "$work/many") >"$work/out" 2>"$work/err"
    status=$?
    if grep -qF 'only the first' "$work/err"; then
        [ $status -eq 1 ] || fail "status $status, not 1, where memory ends"
        break
    fi
    [ $status -gt 128 ] && break # a sanitizer needs its own
    limit=$((limit + 250))
done

# A line that shows how far it is, on a terminal only, where there are terminals.
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    script -qec "'$program' '$tree'" /dev/null >"$work/out" 2>&1 </dev/null
    grep -qF "$(printf '\033[K')" "$work/out" || fail 'no line is cleared on a terminal'
fi

run 1 "$work/none"
grep -qF "$work/none: No such file" "$work/err" || fail "$(cat "$work/err")"
run 1 "$tree/small/README"
run 0 --help
says 'usage: files [options] [DIR]'
for arguments in '--top' '--top 0' '--top 1001' '--top 1x' '--top -1' '--other' '-x' 'a b'; do
    # shellcheck disable=SC2086
    run 2 $arguments
done
run 2 ''
[ ! -e /dev/full ] || { "$program" "$tree" >/dev/full 2>/dev/null && fail 'a full disk is an error'; }
echo fine
