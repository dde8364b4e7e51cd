# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016
#
# slotgen in parallel builds: make -j and ninja, with rules that it wrote itself, interrupted and begun again.

# A project of schemas that all import one, and an object of each.
write_project() {
    fresh
    mkdir gen
    fine "builds: the runtime" --emit-runtime -o . trade.slots
    echo 'namespace base; class Point { x: int12; y: int12; }' >base.slots
    for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
        printf 'namespace n%d;\nimport "base.slots";\nclass A { at: base.Point; b: 0 .. %d; }\n' "$i" "$i" >"s$i.slots"
    done
    cat >Makefile <<END
names = base \$(patsubst %.slots,%,\$(wildcard s*.slots))
all: \$(names:%=gen/%.o)
gen/%.slots.h gen/%.slots.c: %.slots
	@echo \$* >>runs
	@'$slotgen' -o gen -MD -MP \$<
gen/%.o: gen/%.slots.c \$(names:%=gen/%.slots.h)
	@$cc -std=c11 -I. -Igen -fsyntax-only \$< && touch \$@
.SECONDARY:
-include \$(names:%=gen/%.slots.d)
END
    {
        echo "rule slots"
        echo "  command = echo \$in >>runs && '$slotgen' --if-changed -o gen -MF gen/\$name.d -MT gen/\$name.slots.h -MP \$in"
        echo '  depfile = gen/$name.d'
        echo '  restat = 1'
        for schema in base s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12; do
            echo "build gen/$schema.slots.h gen/$schema.slots.c: slots $schema.slots"
            echo "  name = $schema"
        done
    } >build.ninja
}

# How many schemas were compiled since the last time.
runs() {
    [ ! -f runs ] || wc -l <runs | tr -d ' '
    rm -f runs
}

# outputs_are_right NAME: the outputs are those of runs one by one
outputs_are_right() {
    mkdir right
    for schema in *.slots; do
        [ "$schema" = trade.slots ] || "$slotgen" -o right "$schema"
    done
    is "$1: the outputs" "$(cd right && cksum ./*)" "$(cd gen && cksum ./*.slots.[hc])"
    is "$1: nothing is left over" 0 "$(find . -name '.slotgen-*' | wc -l | tr -d ' ')"
    rm -r right
}

# parallel NAME COMMAND...: a build from nothing, another one, a change of what all import, and of one
parallel() {
    parallel_name=$1
    shift
    is "$parallel_name: builds" 0 "$("$@" >"$scratch/build" 2>&1; echo $?)"
    is "$parallel_name: runs" 13 "$(runs)"
    outputs_are_right "$parallel_name"
    is "$parallel_name, again: builds" 0 "$("$@" >"$scratch/build" 2>&1; echo $?)"
    is "$parallel_name, again: runs" '' "$(runs)"
    sleep 0.02 # for file systems that count time in ticks
    echo 'namespace base; class Point { x: int20; y: int20; }' >base.slots
    is "$parallel_name, the import has changed: builds" 0 "$("$@" >"$scratch/build" 2>&1; echo $?)"
    is "$parallel_name, the import has changed: runs" 13 "$(runs)"
    outputs_are_right "$parallel_name, the import has changed"
    sleep 0.02
    echo 'class A { c: bool; }' >s7.slots
    is "$parallel_name, one has changed: builds" 0 "$("$@" >"$scratch/build" 2>&1; echo $?)"
    is "$parallel_name, one has changed: runs" 1 "$(runs)"
    outputs_are_right "$parallel_name, one has changed"
}

# Builds that are ended after ever more time; what they leave is taken up by the next one.
interrupted() {
    interrupted_name=$1
    shift
    for signal in INT TERM KILL; do
        for hundredths in 1 3 5 8 12; do
            sleep 0.02
            echo "namespace base; class Point { x: int$hundredths; y: int7; }" >base.slots
            timeout -s $signal "0.$(printf %02d "$hundredths")" "$@" >"$scratch/build" 2>&1
        done
        sleep 0.1 # for what the build has left behind to end
        is "$interrupted_name, after SIG$signal: builds" 0 "$("$@" >"$scratch/build" 2>&1; echo $?)"
        [ $signal != KILL ] || rm -f gen/.slotgen-*
        outputs_are_right "$interrupted_name, after SIG$signal"
    done
    rm -f runs
}

check_builds() {
    if command -v make >/dev/null; then
        write_project
        parallel "make -j8" make -j8
        interrupted "make -j8" make -j8
    else
        skip "make -j8" "there is no make"
    fi
    if command -v ninja >/dev/null; then
        write_project
        parallel "ninja -j8" ninja -j8
        interrupted "ninja -j8" ninja -j8
    else
        skip "ninja -j8" "there is no ninja"
    fi
}

check_builds
