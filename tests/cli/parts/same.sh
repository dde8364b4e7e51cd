# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# The same schema gives the same bytes: wherever it lies, whoever runs it, whatever the locale and the time. One output
# with -o - is compared, and the messages about a bad schema.

# gives_same NAME COMMAND...: COMMAND runs slotgen with the options that stand behind it here
gives_same() {
    gives_name=$1
    shift
    "$@" "$slotgen" --with-docs -o - trade.slots >now.c 2>now.err
    is "same bytes $gives_name: exit status" 0 $?
    same "same bytes $gives_name" "$scratch/once.c" now.c
    "$@" "$slotgen" bad.slots >/dev/null 2>now.err
    same "same messages $gives_name" "$scratch/once.err" now.err
}

begin_same() {
    fresh
    write_large 20 >>trade.slots
    write_bad
    cp trade.slots bad.slots "$scratch"
    echo 'class Größe { a: 0.5 .. I; }' >>bad.slots
    run --with-docs -o - trade.slots
    cp "$out" "$scratch/once.c"
    run bad.slots
    cp "$err" "$scratch/once.err"
}

check_places() {
    begin_same
    mkdir -p elsewhere/deep "other folder"
    cp trade.slots 'other folder'
    for path in ./trade.slots "$PWD/trade.slots" 'other folder/trade.slots' elsewhere/../trade.slots; do
        run --with-docs -o - "$path"
        same "same bytes of ${path##"$PWD/"}" "$scratch/once.c" "$out"
    done
    (cd elsewhere/deep && run --with-docs -o - ../../trade.slots)
    same "same bytes from another folder" "$scratch/once.c" "$out"
    run --with-docs trade.slots
    run --with-docs -o "$PWD/elsewhere" "$PWD/trade.slots" "$PWD/bad.slots"
    run --with-docs -o elsewhere "$PWD/trade.slots"
    same "same header in another folder" trade.slots.h elsewhere/trade.slots.h
    same "same source in another folder" trade.slots.c elsewhere/trade.slots.c
    echo 'class Before { a: bool; }' >before.slots
    run --with-docs -o 'other folder' before.slots trade.slots
    same "same source behind another schema" trade.slots.c 'other folder/trade.slots.c'
    lacks "no folder in the output" trade.slots.c "$(basename "$PWD")/"
    lacks "no user's folder in the output" trade.slots.h "$scratch"
}

check_environment() {
    begin_same
    gives_same "again" env
    gives_same "without an environment" env -i
    for locale in C.UTF-8 de_DE.UTF-8 tr_TR.UTF-8; do
        if locale -a 2>/dev/null | tr -d - | grep -qix "$(echo $locale | tr -d -)"; then
            gives_same "in locale $locale" env LC_ALL=$locale LANG=$locale LANGUAGE=de
        else
            skip "same bytes in locale $locale" "locale -a does not have it"
        fi
    done
    gives_same "in locale nonsense" env LC_ALL=nonsense
    gives_same "with TZ=Asia/Tokyo" env TZ=Asia/Tokyo
    gives_same "with TZ=nonsense" env TZ=:nonsense
    gives_same "as another user" env HOME=/nonexistent USER=nobody LOGNAME=nobody
    gives_same "with SOURCE_DATE_EPOCH" env SOURCE_DATE_EPOCH=1
}

check_dates() {
    begin_same
    sleep 1.1
    gives_same "a second later" env
    touch -d '2040-01-01' trade.slots
    gives_same "of a schema from 2040" env
    if command -v faketime >/dev/null && faketime '2040-01-01' true 2>/dev/null; then
        gives_same "in 2040" faketime '2040-01-01'
    else
        skip "same bytes in 2040" "there is no faketime"
    fi
}

check_places
check_environment
check_dates
