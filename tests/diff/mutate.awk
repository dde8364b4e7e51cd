# SPDX-License-Identifier: MIT
# One small change of a schema, chosen by `seed`: a number, a `?`, a line, a member, a default, a note. What comes out may
# be no schema any more.

function pick(count) { return int(rand() * count) + 1 }

# Changes the nth place of a line that matches, as `how` says.
function change(line, pattern, how,    rest, head, text, at, n) {
    rest = line
    n = gsub(pattern, "&", rest)
    if (n == 0) return line
    n = pick(n)
    head = ""
    rest = line
    while (match(rest, pattern)) {
        text = substr(rest, RSTART, RLENGTH)
        if (--n == 0) {
            at = RSTART
            if (how == "number") {
                gsub(/_/, "", text)
                if (text ~ /^0./) return line
                if (kind == 1) text = text + 1
                else if (kind == 2) text = text - 1
                else if (kind == 3) text = text * 2
                else text = int(text / 2)
                text = sprintf("%d", text)
            } else if (how == "drop") text = ""
            else text = how
            return head substr(rest, 1, at - 1) text substr(rest, RSTART + RLENGTH)
        }
        head = head substr(rest, 1, RSTART + RLENGTH - 1)
        rest = substr(rest, RSTART + RLENGTH)
    }
    return line
}

function word() { return substr("compact natural declareddense   ", pick(4) * 8 - 7, 8) }

{ lines[NR] = $0; if ($0 ~ /:.*;/ || $0 ~ /^(enum|flags|class|symbols|type)/) candidates[++count] = NR }

END {
    srand(seed)
    kind = 0
    line = candidates[pick(count)]
    what = pick(11)
    if (what <= 4) { kind = what; lines[line] = change(lines[line], "[0-9][0-9_]*", "number") }
    else if (what == 5 && lines[line] ~ /:.*;/) lines[line] = ""
    else if (what == 6) lines[line] = change(lines[line], " [?]", "drop")
    else if (what == 7) lines[line] = lines[line] ~ /[^?@=];/ ? change(lines[line], ";", " ?;") : lines[line]
    else if (what == 8) lines[line] = lines[line] ~ /^(enum|flags).*}/ ? change(lines[line], " }", ", added_later }") : lines[line] " added_later: bool ?;"
    else if (what == 9) { other = candidates[pick(count)]; text = lines[line]; lines[line] = lines[other]; lines[other] = text }
    else if (what == 10) lines[line] = change(lines[line], "@layout[(][a-z]*[)]", "@layout(" word() ")")
    else if (lines[line] ~ /^ .*:.*;/) lines[line] = "reserved " pick(9) "; " lines[line]
    for (i = 1; i <= NR; i++) print lines[i]
}
