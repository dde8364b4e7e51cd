# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# Interning a million short strings: slotgen's symbols against malloc'd strings behind a hash table, and GLib. Sourced by
# parts/storage.sh, which sets here and source.
flags='' libraries=''
if have pkg-config && pkg-config --exists glib-2.0; then
    flags="-DWITH_GLIB $(pkg-config --cflags glib-2.0)" libraries=$(pkg-config --libs glib-2.0)
else
    skip - "GLib" "needs pkg-config, libglib2.0-dev"
fi
strings=1000000
if [ "$quick" = yes ]; then strings=200000; fi
say "symbols"
# shellcheck disable=SC2086 # words
cc -std=gnu11 -O2 -I "$include" -I "$here" -I "$bench" -I "$source" $flags -o "$here/symbols" "$source/symbols.c" \
    "$here/storage.slots.c" "$library" $libraries
"$here/symbols" $strings "$(rounds)" >"$here/symbols.out"

symbol_figure()
{
    awk -F '\t' -v name="$1" -v what="$2" '$1 == name && $2 == what { print $3 }' "$here/symbols.out"
}

limit B1 "symbols, $strings: bytes each beside characters" "$(symbol_figure slotgen bytes)" 12
limit B1 "... resident" "$(symbol_figure slotgen resident)" 12
for rival in "by hand" GLib; do
    if [ -z "$(symbol_figure "$rival" bytes)" ]; then continue; fi
    for what in bytes intern again find miss text; do
        unit=ns
        if [ $what = bytes ]; then unit="each beside characters"; fi
        against - "symbols: $what, $unit, to $rival" "$(symbol_figure slotgen $what)" \
            "$(symbol_figure "$rival" $what)" -
    done
done
