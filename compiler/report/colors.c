/* SPDX-License-Identifier: MIT */
/*
 * The looks of the pictures: twelve hues of one lightness, each next one far from the last, as fill and edge, light and
 * dark. Text on any fill has a contrast of at least 7.9 : 1.
 */
#include "report/markup.h"
#include "report/picture.h"
#include "support/arena.h"

static const struct {
    const char *light_fill, *light_edge, *dark_fill, *dark_edge;
} colors[PICTURE_COLORS] = {
    {"#c3d9fd", "#5685d4", "#2b4775", "#6c98e2"}, {"#fecbaf", "#c36c36", "#6b3818", "#d38151"},
    {"#91e9ee", "#03999f", "#005356", "#05adb4"}, {"#ffc4de", "#bf6291", "#69334e", "#cf78a3"},
    {"#bae6b1", "#58994a", "#2d5324", "#6faa62"}, {"#d6d2fd", "#8677ce", "#483f72", "#988bdd"},
    {"#f5d297", "#ad7c0e", "#5f4100", "#bf8f34"}, {"#a8e1fd", "#1292c0", "#004f6a", "#32a5d4"},
    {"#fdc8c7", "#c86265", "#6e3334", "#d87879"}, {"#9eeacf", "#109d7b", "#005541", "#32b08d"},
    {"#f1c6fb", "#a86ab6", "#5c3764", "#b97fc6"}, {"#dadd9b", "#8b8c14", "#4b4b04", "#9d9e3d"},
};

static const char shapes[] =
    "text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,\"Liberation Mono\",\"DejaVu Sans Mono\",monospace;"
    "pointer-events:none}\n"
    ".t,.f,.w{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Liberation Sans\",Arial,sans-serif}\n"
    ".middle{text-anchor:middle}.end{text-anchor:end}\n"
    ".t{font-size:20px;font-weight:600}.f{font-size:13px}.n{font-size:12px}.l,.a,.b,.w{font-size:11px}"
    ".s{font-size:10px}.d{font-size:9px}\n"
    ".line,.element,.base{fill:none}.element{opacity:.45}.presence{stroke-dasharray:2 2}\n"
    ".area,.trough{fill:none;stroke-dasharray:3 3}.spare{fill:url(#spare)}.reserved{fill:url(#reserved)}\n";

static const char light[] =
    ".back{fill:#fff;stroke:#d1d9e0}text{fill:#1f2328}.s,.f{fill:#3d444d}.a,.b,.d,.w{fill:#59636e}\n"
    ".line{stroke:#9aa4af}.element{stroke:#1f2328}.base{stroke:#59636e}.area,.trough{stroke:#818b98}\n"
    ".spare,.hatch{stroke:#c3cbd3}.reserved{stroke:#9aa4af}.repeat{fill:#eef1f4;stroke:#9aa4af}"
    ".bar{fill:#d1d9e0}.own{fill:#5685d4}\n";

static const char dark[] =
    ".back{fill:#0d1117;stroke:#3d444d}text{fill:#f0f6fc}.s,.f{fill:#d1d7e0}.a,.b,.d,.w{fill:#9198a1}\n"
    ".line{stroke:#656c76}.element{stroke:#f0f6fc}.base{stroke:#9198a1}.area,.trough{stroke:#818b98}\n"
    ".spare,.hatch{stroke:#3d444d}.reserved{stroke:#656c76}.repeat{fill:#21262d;stroke:#656c76}"
    ".bar{fill:#3d444d}.own{fill:#6c98e2}\n";

static void append_hues(struct text *text, bool is_dark)
{
    for (unsigned i = 0; i < PICTURE_COLORS; i++) {
        text_string(text, ".c");
        text_uint(text, i);
        text_strings(text, "{fill:", is_dark ? colors[i].dark_fill : colors[i].light_fill,
                     ";stroke:", is_dark ? colors[i].dark_edge : colors[i].light_edge, "}", NULL);
    }
    text_string(text, "\n");
}

void colors_styles(struct text *text)
{
    text_strings(text, shapes, light, NULL);
    append_hues(text, false);
    text_strings(text, "@media screen and (prefers-color-scheme:dark){\n", dark, NULL);
    append_hues(text, true);
    text_string(text, "}\n");
}

void colors_patterns(struct text *text)
{
    text_string(text,
                "<defs>\n"
                "<pattern id=\"spare\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                "<path class=\"hatch\" d=\"M-1 7L7-1M-1 1L1-1M5 7L7 5\"/></pattern>\n"
                "<pattern id=\"reserved\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                "<path class=\"hatch\" d=\"M0 0L6 6M0 6L6 0\"/></pattern>\n"
                "</defs>\n");
}

unsigned *colors_choose(const struct report_class *facts)
{
    const size_t count = facts->class->slot_count;
    unsigned *chosen = memory_resize(NULL, (count + 1) * sizeof *chosen);
    unsigned next = 0;
    for (size_t i = 0; i < count; i++) chosen[i] = PICTURE_COLORS;
    for (size_t i = 0; i < facts->part_count; i++) {
        const struct report_part *part = &facts->parts[i];
        if (part->slot == NULL || chosen[part->index] < PICTURE_COLORS) continue;
        chosen[part->index] = next;
        next = (next + 1) % PICTURE_COLORS;
    }
    return chosen;
}
