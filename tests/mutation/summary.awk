# SPDX-License-Identifier: MIT
# The table at the end of run.sh, from its verdicts. Set groups to the folders.
function row(at,    judged) {
    judged = n[at, "killed"] + n[at, "survived"]
    printf "%-16s %6d %8d %10d %8d %8d", at, n[at, ""], n[at, "killed"], n[at, "equivalent"], n[at, "not C"], n[at, "survived"]
    if (judged > 0) printf " %7.1f%%", 100 * n[at, "killed"] / judged
    print ""
}

BEGIN { FS = "\t" }

{
    folder = $3
    sub(/\/[^\/]*$/, "", folder)
    n[folder, $1]++
    n[folder, ""]++
    n["all", $1]++
    n["all", ""]++
    if ($2 == "time") hung++
}

END {
    printf "%-16s %6s %8s %10s %8s %8s %8s\n", "", "faults", "killed", "equivalent", "not C", "survived", "score"
    last = split(groups, names, " ")
    for (i = 1; i <= last; i++) row(names[i])
    row("all")
    printf "%d of those killed did not come to an end\n", hung
}
