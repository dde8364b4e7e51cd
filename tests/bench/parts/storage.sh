# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# Goals B1, C1, R1, R2, S1, S2 and S3: memory and time of ten million records in everything that can hold them: what one
# writes by hand, slotgen's arrays, pools and tables, and the rivals that are installed. Sourced by run.sh.
# shellcheck disable=SC2086 # lists of words
here=$build/storage
source=$bench/storage
instances=10000000
if [ "$quick" = yes ]; then instances=1000000; fi

# The rivals that can be built here, in $rivals, with their libraries in $rival_libraries.
build_rivals()
{
    rivals='' rival_libraries=''
    if have protoc-c && echo '#include <protobuf-c/protobuf-c.h>' | cc -E - >/dev/null 2>&1; then
        (cd "$source" && protoc-c --c_out="$here" rivals.proto)
        cc -std=gnu11 -O2 -I "$here" -I "$bench" -I "$source" -c "$source/protobuf.c" -o "$here/protobuf.o"
        cc -std=gnu11 -O2 -I "$here" -c "$here/rivals.pb-c.c" -o "$here/rivals.o"
        rivals="$rivals protobuf" rival_libraries="$rival_libraries $here/rivals.o -lprotobuf-c"
    else
        skip - "protobuf-c" "needs protobuf-c-compiler, libprotobuf-c-dev"
    fi
    if have flatc && have g++ && echo '#include <flatbuffers/flatbuffers.h>' | g++ -x c++ -E - >/dev/null 2>&1; then
        flatc --cpp --gen-mutable -o "$here" "$source/rivals.fbs"
        g++ -std=c++17 -O2 -I "$here" -I "$bench" -I "$source" -c "$source/flatbuffers.cpp" -o "$here/flatbuffers.o"
        rivals="$rivals flatbuffers" rival_libraries="$rival_libraries -lstdc++"
    else
        skip - "FlatBuffers" "needs flatbuffers-compiler, libflatbuffers-dev"
    fi
    if echo '#include <sqlite3.h>' | cc -E - >/dev/null 2>&1; then
        cc -std=gnu11 -O2 -I "$bench" -I "$source" -c "$source/sqlite.c" -o "$here/sqlite.o"
        has_sqlite=yes
    else
        has_sqlite=no
        skip - "SQLite" "needs libsqlite3-dev"
    fi
}

# runtime_of COMPILER NAME FLAG...: slotgen's runtime, built by that compiler, as $here/NAME.a.
runtime_of()
{
    runtime_compiler=$1 runtime_name=$2
    shift 2
    rm -rf "${here:?}/$runtime_name" "$here/$runtime_name.a"
    mkdir -p "$here/$runtime_name"
    for file in "$project"/runtime/*.c; do
        "$runtime_compiler" -std=c11 -O2 -I "$include" "$@" -c "$file" -o "$here/$runtime_name/$(basename "$file" .c).o"
    done
    ar rcs "$here/$runtime_name.a" "$here/$runtime_name"/*.o
}

# object COMPILER NAME SOURCE FLAG...: $here/NAME.o, of a file of this folder or of what slotgen has written.
object()
{
    object_compiler=$1 object_name=$2 object_source=$3
    shift 3
    "$object_compiler" -std=gnu11 -I "$include" -I "$here" -I "$bench" -I "$source" "$@" -c "$object_source" \
        -o "$here/$object_name.o"
}

# program NAME COMPILER LIBRARY OBJECT...: $here/NAME, of main.c and of what takes part.
program()
{
    program_name=$1 program_compiler=$2 program_library=$3
    shift 3
    list='' objects=''
    for part_of in "$@"; do
        list="$list X(${part_of%%[.]*})" objects="$objects $here/$part_of.o"
    done
    "$program_compiler" -std=gnu11 -O2 -I "$bench" -I "$source" "-DRIVALS=$list" -o "$here/$program_name" \
        "$source/main.c" $objects "$here/storage.slots.$program_compiler.o" "$here/scan_path.$program_compiler.o" \
        "$program_library" $rival_libraries
}

build_compiler()
{
    compiler=$1
    runtime_of "$compiler" "runtime.$compiler"
    object "$compiler" "storage.slots.$compiler" "$here/storage.slots.c" -O2
    object "$compiler" "hand.$compiler" "$source/hand.c" -O2
    object "$compiler" "native.$compiler" "$source/hand.c" -O3 -march=native -DNATIVE
    object "$compiler" "columns.$compiler" "$source/hand_columns.c" -O3 -march=native
    object "$compiler" "bandwidth.$compiler" "$source/bandwidth.c" -O3 -march=native
    object "$compiler" "ours.$compiler" "$source/ours.c" -O2
    object "$compiler" "unchecked.$compiler" "$source/ours.c" -O2 -DSLOT_UNCHECKED
    object "$compiler" "tables.$compiler" "$source/tables.c" -O2 -I "$project/runtime"
    object "$compiler" "scan_path.$compiler" "$project/runtime/scan_path.c" -O2 -Dslot_scan_path=machine_scan_path
    part_rivals=''
    if [ "$compiler" = "$first_compiler" ]; then part_rivals=$rivals; fi
    # shellcheck disable=SC2086 # words
    program "storage.$compiler" "$compiler" "$here/runtime.$compiler.a" "hand.$compiler" "native.$compiler" \
        "columns.$compiler" "bandwidth.$compiler" "ours.$compiler" "unchecked.$compiler" "tables.$compiler" $part_rivals
}

# measure COMPILER: into the file `figures`. SQLite and CPython hold a tenth and a twentieth of the records.
measure()
{
    rm -f "$figures"
    for record in Date Trade; do
        "$here/storage.$1" "$record" "$instances" "$(rounds)" >>"$figures"
    done
    if [ "$1" != "$first_compiler" ]; then return; fi
    if [ -x "$here/storage.sqlite" ]; then
        for record in Date Trade; do "$here/storage.sqlite" "$record" $((instances / 10)) 3 >>"$figures"; done
    fi
    if have python3; then
        say "storage, CPython"
        python3 "$source/slots.py" $((instances / 20)) >>"$figures"
    else
        skip - "CPython" "needs python3"
    fi
}

# figure RECORD NAME WHAT: from the file `figures`, or nothing.
figure()
{
    awk -F '\t' -v record="$1" -v name="$2" -v what="$3" \
        '$1 == record && $2 == name && $3 == what { print $4; exit }' "$figures"
}

# best RECORD NAME WHAT: of the build for everybody and of the one for this machine.
best()
{
    awk -F '\t' -v record="$1" -v name="$2" -v what="$3" '
        $1 == record && ($2 == name || $2 == name ", -O3 native") && $3 == what && (best == "" || $4 < best) { best = $4 }
        END { print best }' "$figures"
}

# compare GOAL RECORD WHAT NAME RIVAL WANTED [SAY]: a row, to the best build of the rival; nothing where either was not
# measured. compare_alike: to the rival as it is built for everybody.
compare()
{
    theirs=$(best "$2" "$5" "$3")
    compare_to "$@"
}

compare_alike()
{
    theirs=$(figure "$2" "$5" "$3")
    compare_to "$@"
}

compare_to()
{
    ours=$(figure "$2" "$4" "$3")
    if [ -z "$ours" ] || [ -z "$theirs" ]; then return; fi
    against "$1" "$run: $2, ${7:-$(say_what "$3")}: ${4#slotgen, }, ns, to $5" "$ours" "$theirs" "$6"
}

# one_at_a_time RECORD WHAT NAME WANTED: goal C1, in the way that is meant for it, to malloc and plain stores.
one_at_a_time()
{
    theirs=$(figure "$1" "malloc each" create)
    compare_to C1 "$1" "$2" "$3" "malloc each" "$4" "create one by one, all slots at once"
}

# What a column of the big table measures, in words.
say_what()
{
    case $1 in
    create) echo "create one by one" ;;
    "at once") echo "create one by one, all slots at once" ;;
    bulk) echo "create in bulk" ;;
    "in order") echo "sum of 3 in order" ;;
    filter) echo "filter and sum" ;;
    "random 3") echo "read 3 at random" ;;
    "random 1") echo "read 1 at random" ;;
    write) echo "write 3 at random" ;;
    churn) echo "remove one and add one" ;;
    esac
}

# A goal that is said of Dates.
wanted()
{
    if [ "$record" = Date ]; then echo "$1"; else echo -; fi
}

# The figures of one compiler's run as rows.
storage_rows()
{
    for record in Date Trade; do
        if [ $record = Date ]; then hand="shift and mask, u32"; else hand="shift and mask, 3 x u64"; fi
        one_at_a_time $record "at once" "slotgen, pool" 0.1
        compare C1 $record create "slotgen, pool" "malloc each" -
        compare C1 $record "at once" "slotgen, pool" "$hand" -
        one_at_a_time $record create "slotgen, table, columns" 0.1
        one_at_a_time $record create "slotgen, table, rows" 0.1
        compare C1 $record bulk "slotgen, table, columns, huge pages" "$hand" "$(wanted 0.65)"
        compare C1 $record bulk "slotgen, table, columns" "$hand" -
        compare C1 $record bulk "slotgen, pool, huge pages" "$hand" -
        compare C1 $record create "slotgen, array" "$hand" -
        compare C1 $record "at once" "slotgen, array" "$hand" -
        compare R1 $record "random 3" "slotgen, pool" "$hand" "$(wanted 0.95)"
        compare R1 $record "random 3" "slotgen, table, rows" "$hand" "$(wanted 0.95)"
        compare R1 $record "random 3" "slotgen, table, rows, get_row" "$hand" "$(wanted 0.95)"
        compare R1 $record "random 3" "slotgen, table, columns, get_row" "$hand" -
        compare R1 $record "random 3" "slotgen, array" "$hand" "$(wanted 0.95)"
        compare R1 $record "random 3" "slotgen, array, @align(4)" "$hand" 1
        compare R1 $record "random 3" "slotgen, array" "bit-fields" -
        compare R1 $record "random 3" "slotgen, array" "plain struct" -
        compare R1 $record "random 1" "slotgen, table, columns" "$hand" "$(wanted 0.40)"
        compare R2 $record write "slotgen, pool" "$hand" "$(wanted 1)"
        compare R2 $record write "slotgen, pool" "plain struct" "$(wanted 0.65)"
        compare R2 $record write "slotgen, table, rows" "$hand" "$(wanted 1)"
        compare R1 $record "in order" "slotgen, array" "$hand" -
        compare R1 $record churn "slotgen, pool" "malloc each" -
        compare R1 $record churn "slotgen, pool" "plain struct, list of free ones" -
    done
    scan_rows
    bandwidth_rows
}

scan_rows()
{
    compare S1 Trade filter "slotgen, table, columns" "shift and mask, 3 x u64" 0.14
    compare S2 Date "in order" "slotgen, table, columns" "shift and mask, u32" 0.30
    compare S1 Trade filter "slotgen, table, columns" "columns of bits, SIMD" -
    compare S2 Date "in order" "slotgen, table, columns" "columns of bits, SIMD" -
    compare S3 Trade filter "slotgen, table, columns, AVX2" "shift and mask, 3 x u64" 0.21
    compare S3 Date "in order" "slotgen, table, columns, AVX2" "shift and mask, u32" 0.45
    compare S3 Trade filter "slotgen, table, columns, plain C" "shift and mask, 3 x u64" -
    compare_alike S3 Date "in order" "slotgen, table, columns, plain C" "shift and mask, u32" 1.2
    compare S1 Trade filter "slotgen, table, rows" "shift and mask, 3 x u64" -
    compare S2 Date "in order" "slotgen, table, rows" "shift and mask, u32" -
}

# What is read of this run's memory: 95 % of four streams' bandwidth is 1 / 0.95 of their time.
bandwidth_rows()
{
    against S1 "$run: Trade, filter and sum: columns, ns, to reading 44 bits a row in four streams" \
        "$(figure Trade "slotgen, table, columns" filter)" "$(figure Trade "memory, 44 bits" filter)" 1.0526
    against S2 "$run: Date, sum of 3: columns, ns, to reading 23 bits a row in four streams" \
        "$(figure Date "slotgen, table, columns" "in order")" "$(figure Date "memory, 23 bits" filter)" -
    note "$run: Trade's filter and sum read $(percent Trade filter "memory, 44 bits"), Date's sum" \
        "$(percent Date "in order" "memory, 23 bits") of four streams' bandwidth."
    note "$run: memory reads $(speed "memory, 24 bytes" "in order" 24) GB/s in one stream and" \
        "$(speed "memory, 24 bytes" filter 24) in four over 24 bytes a record," \
        "$(speed "memory, 44 bits" "in order" 5.5) and $(speed "memory, 44 bits" filter 5.5) over 44 bits."
}

# percent RECORD WHAT MEMORY: of the bandwidth that columns reach.
percent()
{
    awk "BEGIN { printf \"%.0f %%\", 100 * $(figure "$1" "$3" filter) / $(figure "$1" "slotgen, table, columns" "$2") }"
}

# speed NAME WHAT BYTES: GB/s
speed()
{
    calculate "$3 / $(figure Trade "$1" "$2")"
}

# Goal B1, of ten million, allocated and resident; a bit for each live instance of a pool apart.
byte_rows()
{
    for store in "pool" "pool, huge pages" "table, columns" "table, columns, huge pages" "table, rows"; do
        for record in Date Trade; do
            case $store-$record in
            pool*-Date) wanted=3 live=0.125 apart=', live bits apart' ;;
            pool*-Trade) wanted=18 live=0.125 apart=', live bits apart' ;;
            *-Date) wanted=2.875 live=0 apart='' ;;
            *) wanted=17.625 live=0 apart='' ;;
            esac
            for what in bytes resident; do
                value=$(figure $record "slotgen, $store" $what)
                if [ "$quick" = yes ]; then goal=-; else goal=1.01; fi
                against B1 "$instances ${record}s, $store: $what each$apart" "$value - $live" $wanted $goal
            done
        done
    done
}

# matrix FILE: everybody and everything, as a note.
matrix()
{
    awk -F '\t' -v instances="$instances" '
        BEGIN {
            n = split("bytes\tresident\tcreate\tat once\tbulk\tin order\tfilter\trandom 3\trandom 1\twrite\tchurn", what, "\t")
        }
        !(($1, $2) in seen) { seen[$1, $2]; names[$1, ++count[$1]] = $2 }
        { value[$1, $2, $3] = $4 }
        function print_record(record, i, j, v) {
            printf "\n%s, %d of them: bytes and nanoseconds each (SQLite a tenth of them, CPython a twentieth)\n", record, instances
            printf "%-50s", ""
            for (j = 1; j <= n; j++) printf "%9s", what[j]
            printf "\n"
            for (i = 1; i <= count[record]; i++) {
                printf "%-50s", names[record, i]
                for (j = 1; j <= n; j++) {
                    v = value[record, names[record, i], what[j]]
                    printf "%9s", v == "" ? "-" : sprintf(v < 100 ? "%.2f" : "%.0f", v)
                }
                printf "\n"
            }
        }
        END { print_record("Date"); print_record("Trade") }' "$1" >>"$build/notes"
}

generate "$here" "$source/storage.slots"
# shellcheck source=tests/bench/parts/storage_counts.sh
. "$bench/parts/storage_counts.sh"
if [ "$short" = yes ]; then return 0; fi
build_rivals
first_compiler=$(compilers | head -1)
for compiler in $(compilers); do
    say "storage, building with $compiler"
    build_compiler "$compiler"
done
if [ "$has_sqlite" = yes ]; then
    cc -std=gnu11 -O2 -I "$bench" -I "$source" "-DRIVALS=X(sqlite)" -o "$here/storage.sqlite" "$source/main.c" \
        "$here/sqlite.o" -lsqlite3
fi
for compiler in $(compilers); do
    say "storage, $compiler"
    run=$compiler figures=$here/figures.$compiler
    measure "$compiler"
    storage_rows
done
figures=$here/figures.$first_compiler
byte_rows
matrix "$figures"
# shellcheck source=tests/bench/parts/symbols.sh
. "$bench/parts/symbols.sh"
