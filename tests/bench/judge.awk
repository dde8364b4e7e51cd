# SPDX-License-Identifier: MIT
# Judges counted instructions: places files, then count files named by the variables unchecked and checked.
# For each kind of place it writes `place PLACE SLOTS GET SET CHECKED_SET LIMIT_GET LIMIT_SET LIMIT_CHECKED ABOVE` with
# the highest counts and limits and the number of accessors above their own limit, and for each accessor above its
# limit `over EXCESS ACCESSOR COUNT LIMIT PLACE BITS`. Limits are those of goal I1: getter 3 and setter 6 at an end of a
# window, one more inside it, one more with a bias; 7 for a slot in two windows; a check costs a compare and a branch,
# one more where "unset" is a code (two sums).
function load(file, counts, line, field) {
    while ((getline line < file) > 0) {
        split(line, field, " ")
        counts[field[1]] = field[2]
    }
    close(file)
}

function judge(accessor, count, limit, what) {
    if (count <= limit) return
    above[what]++
    printf "over %d %s %d %d %s %s\n", count - limit, accessor, count, limit, what, $4
}

BEGIN {
    n = split(unchecked, files, ",")
    for (i = 1; i <= n; i++) load(files[i], fast)
    n = split(checked, files, ",")
    for (i = 1; i <= n; i++) load(files[i], safe)
}

{
    extra = ($6 == "middle") + ($7 == "biased")
    get_limit = 3 + extra
    set_limit = 6 + extra
    if ($6 == "two" || $6 == "nine") get_limit = set_limit = 7 + ($7 == "biased")
    safe_limit = set_limit + ($3 == "bool" || $3 ~ /^float/ ? 0 : 2) + ($8 == "niche")
    what = ($6 == "whole" ? "end" : $6) "-" $7
    if ($8 == "presence") {
        what = what "-presence"
        set_limit++ # the bit is set with one or to memory
        safe_limit++
    }
    get = fast[$1 "_get_" $2]
    set = fast[$1 "_set_" $2]
    safe_set = safe[$1 "_set_" $2]
    if (get == "" || set == "" || safe_set == "") {
        print "missing", $1, $2
        next
    }
    slots[what]++
    if (get > most_get[what]) most_get[what] = get
    if (set > most_set[what]) most_set[what] = set
    if (safe_set > most_safe[what]) most_safe[what] = safe_set
    if (get_limit > limit_get[what]) limit_get[what] = get_limit
    if (set_limit > limit_set[what]) limit_set[what] = set_limit
    if (safe_limit > limit_safe[what]) limit_safe[what] = safe_limit
    judge($1 "_get_" $2, get, get_limit, what)
    judge($1 "_set_" $2, set, set_limit, what)
    judge($1 "_set_" $2 "(checked)", safe_set, safe_limit, what)
}

END {
    for (what in slots) {
        print "place", what, slots[what], most_get[what], most_set[what], most_safe[what], limit_get[what],
            limit_set[what], limit_safe[what], above[what] + 0
    }
}
