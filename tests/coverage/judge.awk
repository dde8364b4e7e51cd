# SPDX-License-Identifier: MIT
#
# Reads what `llvm-cov show` prints (lines, branches, MC/DC) and judges it: a table, then each line, branch and condition
# that no test reaches. What the source argues, in a comment that begins with "not covered:", counts apart: behind code it
# speaks for its line, alone for the statement that follows. An argument for what is covered is a fault too.
#
#   -v keep=PATTERN     the files that count
#   -v conditions=yes   MC/DC too
#   -v folders=yes      a table by folder
#
# A function in several programs, or an inline one in several files, is shown several times and counts once.
# Exit status 1 where something is neither covered nor argued.

function begin_file(name)
{
    is_ours = name ~ keep
    if (!is_ours) return
    file = name
    if (!(file in known_file)) { known_file[file] = 1; files[++file_count] = file; seen_lines[file] = 0 }
    is_first = seen_lines[file] == 0
    pending = started = has_begun = skipped_count = 0
}

# Comments that argue, and what they speak for, from the first time that a file is shown.
function read_source(line, source, counted, is_zero,    before)
{
    if (pending && counted) {
        # The first line of the statement, and those below as long as none of them runs.
        if (!started || is_zero) excuse[file, line] = pending
        started = 1
        if (!is_zero) pending = 0
    } else if (pending && started && source !~ /^[ \t]*$/) {
        pending = 0
    }
    if (source !~ /\/\* not covered: /) return
    before = source
    sub(/\/\* not covered: .*/, "", before)
    argued[file, line] = 1
    if (before ~ /[^ \t]/) {
        excuse[file, line] = line
    } else {
        pending = line
        started = 0
    }
}

# Where a function is called by no one, what the preprocessor leaves out counts as code: what stands without a count
# between two lines of one function that run is none.
function find_left_out(line, source, counted, is_zero,    i)
{
    if (!counted && has_begun) skipped[++skipped_count] = line
    if (!counted) return
    if (has_begun && !is_zero)
        for (i = 1; i <= skipped_count; i++) left_out[file, skipped[i]] = 1
    skipped_count = 0
    has_begun = !is_zero && source !~ /^}/
}

function read_line(    cells, line, source, counted, is_zero)
{
    split($0, cells, "|")
    line = cells[1] + 0
    source = substr($0, length(cells[1]) + length(cells[2]) + 3)
    counted = cells[2] ~ /[0-9]/
    is_zero = cells[2] ~ /^ *0$/
    if (is_first) read_source(line, source, counted, is_zero)
    find_left_out(line, source, counted, is_zero)
    if (line > seen_lines[file]) seen_lines[file] = line
    if (!counted) return
    is_code[file, line] = 1
    if (!is_zero) has_run[file, line] = 1
}

function read_branch(    key)
{
    key = $0
    sub(/^[^(]*\(/, "", key)
    sub(/\).*/, "", key)
    key = file SUBSEP key
    if (!(key in known_branch)) { known_branch[key] = 1; branches[++branch_count] = key }
    if ($0 ~ /Folded/) return
    is_real[key] = 1
    if ($0 !~ /True: 0,/) was_true[key] = 1
    if ($0 !~ /False: 0\]/) was_false[key] = 1
}

function numbers_of(text, out)
{
    gsub(/[^0-9:]+/, " ", text)
    return split(text, out, " ")
}

# Two of a kind are told apart by the conditions that their compilation folds away.
function begin_decision(    ends)
{
    sub(/.*Region/, "")
    numbers_of($0, ends)
    decision = file SUBSEP ends[1] "-" ends[2]
    if (!(decision in condition_count)) decisions[++decision_count] = decision
    condition_count[decision] = 0
}

function read_condition(    places)
{
    sub(/.*-->/, "")
    numbers_of($0, places)
    condition_place[decision, ++condition_count[decision]] = places[1]
}

function read_vector(    text)
{
    text = $0
    sub(/^[^{]*\{/, "", text)
    sub(/\}.*/, "", text)
    gsub(/=/, ",", text)
    gsub(/ /, "", text)
    if ((decision, text) in known_vector) return
    known_vector[decision, text] = 1
    vectors[decision, ++vector_count[decision]] = text
}

function read_pair(    text)
{
    text = $0
    sub(/-Pair.*/, "", text)
    gsub(/[^0-9]+/, "", text)
    if ($0 !~ /constant folded/) is_open[decision, text + 0] = 1
}

# Whether two executed vectors show that a condition decides alone: it differs and the result does, nothing else does.
function is_pair(a, b, at,    left, right, count, i)
{
    count = split(a, left, ",")
    split(b, right, ",")
    if (left[count] == right[count]) return 0
    for (i = 1; i < count; i++) {
        if (i == at) {
            if (left[i] right[i] != "TF" && left[i] right[i] != "FT") return 0
        } else if (left[i] != right[i] && left[i] != "-" && right[i] != "-") {
            return 0
        }
    }
    return 1
}

function has_pair(key, at,    a, b)
{
    for (a = 1; a < vector_count[key]; a++)
        for (b = a + 1; b <= vector_count[key]; b++)
            if (is_pair(vectors[key, a], vectors[key, b], at)) return 1
    return 0
}

# Counts a line, branch or condition, and keeps the fault where it is not covered.
function count_thing(kind, is_covered, name, line, fault)
{
    row = folders == "yes" ? folder_of(name) : name
    total[row, kind]++
    total["", kind]++
    if (is_covered) {
        reached[row, kind]++
        reached["", kind]++
    } else if ((name, line) in excuse) {
        is_used[name, excuse[name, line]] = 1
        excused[row]++
        excused[""]++
    } else {
        add_fault(name, line, fault)
        open_things++
    }
}

function add_fault(name, line, text)
{
    faults[name, line] = faults[name, line] name ":" line ": " text "\n"
}

function folder_of(name)
{
    sub(/\/[^\/]*$/, "", name)
    return name
}

function judge_lines(name,    line)
{
    for (line = 1; line <= seen_lines[name]; line++) {
        if ((name, line) in is_code && !((name, line) in left_out)) count_thing("lines", (name, line) in has_run, name, line, "never run")
    }
}

function judge_branches(    i, key, parts, place)
{
    for (i = 1; i <= branch_count; i++) {
        key = branches[i]
        if (!(key in is_real)) continue
        split(key, parts, SUBSEP)
        split(parts[2], place, ":")
        count_thing("branches", key in was_true, parts[1], place[1], "column " place[2] ": never true")
        count_thing("branches", key in was_false, parts[1], place[1], "column " place[2] ": never false")
    }
}

function judge_decisions(    i, key, parts, place, at)
{
    for (i = 1; i <= decision_count; i++) {
        key = decisions[i]
        split(key, parts, SUBSEP)
        for (at = 1; at <= condition_count[key]; at++) {
            if (!((key, at) in is_open)) continue
            split(condition_place[key, at], place, ":")
            count_thing("conditions", has_pair(key, at), parts[1], place[1],
                "column " place[2] ": the condition never decides alone")
        }
    }
}

function percent(row, kind)
{
    return total[row, kind] ? sprintf("%.1f %%", 100 * reached[row, kind] / total[row, kind]) : "-"
}

function print_row(label, row)
{
    printf "%-32s %6d %8s %6d %8s", label, total[row, "lines"], percent(row, "lines"), total[row, "branches"],
        percent(row, "branches")
    if (conditions == "yes") printf " %6d %8s", total[row, "conditions"], percent(row, "conditions")
    printf " %7d\n", excused[row]
}

function print_table(    i, row)
{
    printf "%-32s %15s %15s", "", "lines", "branches"
    if (conditions == "yes") printf " %15s", "conditions"
    print "  argued"
    for (i = 1; i <= file_count; i++) {
        row = folders == "yes" ? folder_of(files[i]) : files[i]
        if (!(row in printed)) print_row(row, row)
        printed[row] = 1
    }
    print_row("together", "")
}

/^[^ |].*:$/ { begin_file(substr($0, 1, length($0) - 1)); next }
!is_ours { next }
/^ *[0-9]+\|/ { read_line(); next }
/^ *\| +Branch \(/ { read_branch(); next }
conditions != "yes" { next }
/MC\/DC Decision Region/ { begin_decision(); next }
/ Condition C[0-9]+ -->/ { read_condition(); next }
/^ *\| +[0-9]+ \{/ { read_vector(); next }
/-Pair: / { read_pair(); next }

END {
    for (i = 1; i <= file_count; i++) judge_lines(files[i])
    judge_branches()
    judge_decisions()
    for (i = 1; i <= file_count; i++) {
        for (line = 1; line <= seen_lines[files[i]]; line++) {
            if ((files[i], line) in argued && !((files[i], line) in is_used)) {
                add_fault(files[i], line, "argued as not covered, but it is")
                stale++
            }
        }
    }
    print_table()
    for (i = 1; i <= file_count; i++)
        for (line = 1; line <= seen_lines[files[i]]; line++)
            if ((files[i], line) in faults) printf "%s", faults[files[i], line]
    if (open_things + stale > 0) {
        print open_things + 0 " neither covered nor argued, " stale + 0 " argued and covered"
        exit 1
    }
}
