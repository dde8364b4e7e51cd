/* SPDX-License-Identifier: MIT-0 */
/*
 * Looking names up: name -> index and index -> name.
 *
 * Owns the comparison that makes a lookup exact; knows nothing of classes. A lookup never reads outside the name it is
 * given nor outside the table: the length is compared before the end, and the end before the middle.
 */
#include <slotgen/names.h>

#if defined(__GNUC__)
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define RARE              __attribute__((cold, noinline))
#else
#define LIKELY(condition) (condition)
#define RARE
#endif

/* The bound keeps compilers from calling strlen, which a freestanding program may lack. */
static RARE size_t length_at(const unsigned char *text)
{
    size_t length = text[-1];
    if (length == 0)
        while (length < SIZE_MAX / 2 && text[length] != 0) length++; /* not covered: no name fills half of memory */
    return length;
}

static int index_at(const unsigned char *text)
{
    return (int)slot_load16(text - 3);
}

/* The text at the place that a hash leads to. */
static inline const unsigned char *text_of(const slot_names *names, uint64_t hash)
{
    const uint32_t *const table = names->table;
    return (const unsigned char *)names->text +
           table[slot_names_cell(table, names->bucket_mask, names->row_mask, hash)];
}

/* The only name with these ends, unless it has a twin. */
static inline const unsigned char *by_ends(const slot_names *names, uint64_t first, uint64_t last, size_t length)
{
    return text_of(names, slot_names_ends(names->seed, names->mix, first, last, length));
}

static inline const unsigned char *by_short_ends(const slot_names *names, uint64_t head, uint64_t last)
{
    return text_of(names, slot_names_short_ends(names->seed, head, last));
}

/* What a lookup comes to that did not find the name by its ends. */
static RARE int find_by_whole(const slot_names *names, const unsigned char *name, size_t length)
{
    if (!names->twins) return -1;
    const unsigned char *const text = text_of(names, slot_names_whole(names->seed, names->mix, name, length));
    if (length_at(text) != length) return -1;
    size_t i = 0;
    for (; length - i >= 8; i += 8)
        if (slot_load64(text + i) != slot_load64(name + i)) return -1;
    for (; i < length; i++)
        if (text[i] != name[i]) return -1;
    return index_at(text);
}

/*
 * One case for each width of the ends: a name of up to 16 bytes is found in 28 instructions at most (gcc -O2, x86-64).
 * The first word is compared first: where a name is missing it nearly always differs, which branch predictors like.
 * Names whose length byte is 0 are never found here, as no length that gets here is 0.
 */
int slot_names_find(const slot_names *names, const char *chars, size_t length)
{
    const unsigned char *const name = (const unsigned char *)chars;
    if (length > 7) {
        const uint64_t first = slot_load64(name);
        const uint64_t last = slot_load64(name + length - 8);
        const unsigned char *const text = by_ends(names, first, last, length);
        if (LIKELY(slot_load64(text) == first) && LIKELY(text[-1] == length) &&
            LIKELY(slot_load64(text + length - 8) == last)) {
            if (length <= 16) return index_at(text);
            size_t at = length - 16;
            while (LIKELY(slot_load64(text + at) == slot_load64(name + at))) {
                if (at <= 8) return index_at(text);
                at -= 8;
            }
        }
    } else if (length > 3) {
        const uint32_t head = slot_names_head(slot_load32(name), length);
        const uint32_t last = slot_load32(name + length - 4);
        const unsigned char *const text = by_short_ends(names, head, last);
        if (LIKELY(slot_load32(text - 1) == head) && LIKELY(slot_load32(text + length - 4) == last))
            return index_at(text);
    } else if (length == 3) {
        const uint32_t head = slot_names_head(slot_load16(name) | (uint32_t)name[2] << 16, 3);
        const unsigned char *const text = by_short_ends(names, head, 0);
        if (LIKELY(slot_load32(text - 1) == head)) return index_at(text);
    } else if (length == 2) {
        const uint32_t head = slot_names_head(slot_load16(name), 2);
        const unsigned char *const text = by_short_ends(names, head, 0);
        if (LIKELY((slot_load32(text - 1) & 0xffffff) == head)) return index_at(text);
    } else if (length == 1) {
        const unsigned char *const text = by_short_ends(names, name[0], 0);
        if (LIKELY(text[-1] == 1) && LIKELY(text[0] == name[0])) return index_at(text);
    }
    return find_by_whole(names, name, length);
}

const char *slot_names_at(const slot_names *names, int index, size_t *length)
{
    const uint32_t place = (uint32_t)index;
    if (place >= names->count) return NULL;
    const char *text = names->text + names->table[names->marks + place / SLOT_NAMES_MARK];
    size_t here = length_at((const unsigned char *)text);
    for (uint32_t i = place % SLOT_NAMES_MARK; i > 0; i--) {
        text += here + 4;
        here = length_at((const unsigned char *)text);
    }
    if (length != NULL) *length = here;
    return text;
}
