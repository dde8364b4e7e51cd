/* SPDX-License-Identifier: MIT */
/*
 * Judges pictures and pages of `slotgen layout`: check_picture FILE...
 *
 * A file is well-formed XML, no id stands twice, and every link within the file leads somewhere. In each picture no text
 * lies outside of the view or over another text, for fonts as wide as the widest of those that are asked for; and every
 * slot that a page draws has its name in the picture.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 64, MOST_NAME = 4096 };

struct box {
    double left, top, right, bottom;
    const char *content;
};

/* What grows: texts of the picture, ids and links of the file. */
struct names {
    char **list;
    size_t count;
};

static struct {
    const char *path;
    const char *begin, *at;
    int mistakes;
    struct names ids, links, labels;
    struct box *boxes;
    size_t box_count;
    double view[4];
    bool has_view;
    size_t first_id; /* of the picture */
} run;

static void complain(const char *what, const char *detail)
{
    int line = 1;
    for (const char *p = run.begin; p < run.at; p++) line += *p == '\n';
    fprintf(stderr, "%s:%d: %s: %.80s\n", run.path, line, what, detail);
    if (++run.mistakes > 20) exit(1);
}

static void *grow(void *list, size_t count, size_t size)
{
    if ((count & (count - 1)) != 0) return list;
    list = realloc(list, (count == 0 ? 1 : 2 * count) * size);
    if (list == NULL) exit(2);
    return list;
}

static void add_name(struct names *names, const char *name)
{
    char *copy = malloc(strlen(name) + 1);
    if (copy == NULL) exit(2);
    names->list = grow(names->list, names->count, sizeof *names->list);
    names->list[names->count++] = strcpy(copy, name);
}

static bool has_name(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++) {
        if (strcmp(names->list[i], name) == 0) return true;
    }
    return false;
}

static void forget(struct names *names)
{
    for (size_t i = 0; i < names->count; i++) free(names->list[i]);
    free(names->list);
    *names = (struct names){0};
}

/* Characters of text from p to end, with its references resolved to one each; complains of what XML forbids. */
static size_t characters(const char *p, const char *end)
{
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    size_t count = 0;
    while (p < end) {
        if ((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t') complain("a control character", p);
        if (*p == '<') complain("a bare <", p);
        size_t length = 1;
        if (*p == '&') {
            length = 0;
            for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
                if (strncmp(p, known[i], strlen(known[i])) == 0) length = strlen(known[i]);
            }
            if (length == 0) {
                complain("an unknown reference", p);
                length = 1;
            }
        }
        count += ((unsigned char)*p & 0xc0) != 0x80;
        p += length;
    }
    return count;
}

/* ---- Texts ---- */

/* The size of a class's letters and the widest that one is in the fonts that are asked for, in parts of the size. */
static bool find_font(const char *class, double *size, double *advance)
{
    static const struct {
        char class;
        double size, advance;
    } fonts[] = {{'t', 20, 0.68},  {'f', 13, 0.6}, {'n', 12, 0.603}, {'l', 11, 0.603}, {'a', 11, 0.603},
                 {'b', 11, 0.603}, {'w', 11, 0.6}, {'s', 10, 0.603}, {'d', 9, 0.603}};
    for (size_t i = 0; i < sizeof fonts / sizeof fonts[0]; i++) {
        if (class[0] != fonts[i].class || (class[1] != '\0' && class[1] != ' ')) continue;
        *size = fonts[i].size;
        *advance = fonts[i].advance;
        return true;
    }
    return false;
}

/* The attributes of the element that is being read. */
struct element {
    char name[64], class[64], x[32], y[32], transform[64];
};

static void add_text(const struct element *element, const char *content, const char *end)
{
    double size;
    double advance;
    if (!find_font(element->class, &size, &advance)) {
        complain("a text of no known class", element->class);
        return;
    }
    double x = strtod(element->x, NULL);
    double y = strtod(element->y, NULL);
    const double width = (double)characters(content, end) * size * advance;
    const bool is_upright = element->transform[0] != '\0';
    const bool is_middle = strstr(element->class, " middle") != NULL;
    const bool is_end = strstr(element->class, " end") != NULL;
    struct box box = {.content = content};
    if (is_upright) {
        if (sscanf(element->transform, "translate(%lf %lf) rotate(-90)", &x, &y) != 2 || !is_end)
            complain("an upright text without its end", element->transform);
        box.left = x - 0.73 * size;
        box.right = x + 0.21 * size;
        box.top = y;
        box.bottom = y + width;
    } else {
        box.left = is_middle ? x - width / 2 : is_end ? x - width : x;
        box.right = box.left + width;
        box.top = y - 0.73 * size;
        box.bottom = y + 0.21 * size;
    }
    run.boxes = grow(run.boxes, run.box_count, sizeof *run.boxes);
    run.boxes[run.box_count++] = box;
    if (element->class[0] == 'n' || element->class[0] == 'l' || element->class[0] == 'b') {
        char label[MOST_NAME];
        snprintf(label, sizeof label, "%.*s", (int)(end - content), content);
        add_name(&run.labels, label);
    }
}

static void check_boxes(void)
{
    for (size_t i = 0; i < run.box_count; i++) {
        const struct box *a = &run.boxes[i];
        if (a->left < run.view[0] || a->top < run.view[1] || a->right > run.view[0] + run.view[2] ||
            a->bottom > run.view[1] + run.view[3])
            complain("a text outside of the view", a->content);
        for (size_t k = 0; k < i; k++) {
            const struct box *b = &run.boxes[k];
            if (a->left >= b->right || b->left >= a->right || a->top >= b->bottom || b->top >= a->bottom) continue;
            complain("a text over another", a->content);
        }
    }
}

/* Whether the label is the slot's name, the end of it, or the beginning of such with an ellipsis. */
static bool names_slot(const char *label, const char *slot)
{
    const char *const ellipsis = strstr(label, "\xe2\x80\xa6");
    for (const char *end = slot; end != NULL; end = strchr(end, '.')) {
        if (*end == '.') end++;
        if (strcmp(label, end) == 0) return true;
        if (ellipsis != NULL && strncmp(label, end, (size_t)(ellipsis - label)) == 0) return true;
    }
    return false;
}

static void check_labels(void)
{
    for (size_t i = run.first_id; i < run.ids.count; i++) {
        const char *slot = run.ids.list[i];
        bool found = false;
        if (strncmp(slot, "bits-", 5) != 0) continue;
        slot = strchr(slot, '.') + 1;
        for (size_t k = 0; k < run.labels.count && !found; k++) {
            char *label = run.labels.list[k];
            const size_t length = strlen(label);
            if (length > 0 && label[length - 1] == '?') label[length - 1] = '\0'; /* its presence bits */
            found = names_slot(label, slot);
        }
        if (!found) complain("a slot without a label", slot);
    }
}

static void end_picture(void)
{
    if (!run.has_view) return; /* a swatch */
    check_boxes();
    check_labels();
    forget(&run.labels);
    run.box_count = 0;
    run.has_view = false;
}

/* ---- Elements ---- */

static void copy(char *to, size_t size, const char *from, const char *end)
{
    snprintf(to, size, "%.*s", (int)(end - from), from);
}

static void read_attribute(struct element *element, const char *name, const char *value, const char *end)
{
    char text[MOST_NAME];
    characters(value, end);
    copy(text, sizeof text, value, end);
    if (strcmp(name, "id") == 0) {
        if (has_name(&run.ids, text)) complain("an id that stands twice", text);
        add_name(&run.ids, text);
    } else if (strcmp(name, "href") == 0) {
        if (text[0] != '#') complain("a link to elsewhere", text);
        add_name(&run.links, text + 1);
    } else if (strcmp(name, "src") == 0 || strcmp(name, "xlink:href") == 0) complain("something from elsewhere", text);
    else if (strcmp(name, "class") == 0) copy(element->class, sizeof element->class, value, end);
    else if (strcmp(name, "x") == 0) copy(element->x, sizeof element->x, value, end);
    else if (strcmp(name, "y") == 0) copy(element->y, sizeof element->y, value, end);
    else if (strcmp(name, "transform") == 0) copy(element->transform, sizeof element->transform, value, end);
    else if (strcmp(name, "viewBox") == 0) {
        if (sscanf(text, "%lf %lf %lf %lf", &run.view[0], &run.view[1], &run.view[2], &run.view[3]) != 4)
            complain("an odd view", text);
        run.first_id = run.ids.count;
        run.has_view = true;
    }
}

static bool is_name(char character)
{
    return isalnum((unsigned char)character) || character == '-' || character == ':';
}

/* From behind '<' to behind '>'; whether the element has no content. */
static bool read_tag(struct element *element)
{
    const char *p = run.at;
    *element = (struct element){{0}, {0}, {0}, {0}, {0}};
    while (is_name(*p)) p++;
    copy(element->name, sizeof element->name, run.at, p);
    for (;;) {
        const bool has_space = isspace((unsigned char)*p);
        while (isspace((unsigned char)*p)) p++;
        if (*p == '>' || (p[0] == '/' && p[1] == '>')) break;
        char name[64];
        const char *begin = p;
        while (is_name(*p)) p++;
        copy(name, sizeof name, begin, p);
        const char *const end = p[0] == '=' && p[1] == '"' ? strchr(p + 2, '"') : NULL;
        if (!has_space || begin == p || end == NULL) {
            complain("an odd attribute", begin);
            exit(1);
        }
        read_attribute(element, name, p + 2, end);
        p = end + 1;
    }
    const bool is_empty = *p == '/';
    run.at = p + (is_empty ? 2 : 1);
    return is_empty;
}

static void read_elements(void)
{
    static char open[MOST_DEPTH][64];
    int depth = 0;
    bool had_root = false;
    struct element element;
    for (const char *next; (next = strchr(run.at, '<')) != NULL;) {
        if (depth == 0 && strspn(run.at, " \n") != (size_t)(next - run.at)) complain("text outside of all", run.at);
        const bool is_text = depth > 0 && strcmp(open[depth - 1], "text") == 0 && next[1] == '/';
        if (is_text) add_text(&element, run.at, next);
        else if (depth == 0 || strcmp(open[depth - 1], "style") != 0) characters(run.at, next);
        run.at = next + 1;
        if (*run.at == '!') {
            if (had_root || strncmp(run.at, "!DOCTYPE html>", 14) != 0) complain("an odd declaration", run.at);
            run.at = strchr(run.at, '>') + 1;
        } else if (*run.at == '/') {
            const char *const end = strchr(run.at, '>');
            char name[64];
            copy(name, sizeof name, run.at + 1, end == NULL ? run.at + 1 : end);
            if (end == NULL || depth == 0 || strcmp(name, open[depth - 1]) != 0) {
                complain("an end of what is not open", name);
                exit(1);
            }
            depth--;
            run.at = end + 1;
            if (strcmp(name, "svg") == 0) end_picture();
        } else {
            const bool is_empty = read_tag(&element);
            if (depth == 0 && had_root) complain("two elements outside of all", element.name);
            if (strcmp(element.name, "script") == 0) complain("a script", "");
            had_root = true;
            if (is_empty) continue;
            if (depth == MOST_DEPTH) exit(2);
            strcpy(open[depth++], element.name);
        }
    }
    if (depth > 0 || !had_root || strspn(run.at, "\n") != strlen(run.at)) complain("the end comes too soon", run.at);
    for (size_t i = 0; i < run.links.count; i++) {
        if (!has_name(&run.ids, run.links.list[i])) complain("a link to nothing", run.links.list[i]);
    }
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t length = 0;
    if (file == NULL) return NULL;
    for (size_t got = 1; got > 0; length += got) {
        bytes = realloc(bytes, length + 65537);
        if (bytes == NULL) exit(2);
        got = fread(bytes + length, 1, 65536, file);
    }
    bytes[length] = '\0';
    fclose(file);
    return bytes;
}

int main(int count, char **words)
{
    for (int i = 1; i < count; i++) {
        char *bytes = read_file(words[i]);
        if (bytes == NULL) {
            perror(words[i]);
            return 2;
        }
        run.path = words[i];
        run.begin = run.at = bytes;
        read_elements();
        forget(&run.ids);
        forget(&run.links);
        free(bytes);
    }
    free(run.boxes);
    return run.mistakes == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
