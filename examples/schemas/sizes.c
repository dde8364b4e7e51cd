/* SPDX-License-Identifier: MIT */
/* Prints the table of README.md: the records of this folder beside plain structs with room for the same values. */
#include "ast.slots.h"
#include "bank.slots.h"
#include "btree.slots.h"
#include "calendar.slots.h"
#include "chess.slots.h"
#include "entity.slots.h"
#include "files.slots.h"
#include "genome.slots.h"
#include "gitindex.slots.h"
#include "glyph.slots.h"
#include "heap.slots.h"
#include "json.slots.h"
#include "log.slots.h"
#include "memo.slots.h"
#include "packet.slots.h"
#include "particle.slots.h"
#include "pixel.slots.h"
#include "registers.slots.h"
#include "roads.slots.h"
#include "rope.slots.h"
#include "sensor.slots.h"
#include "token.slots.h"
#include "train.slots.h"
#include "trie.slots.h"

#include "plain.h"

#include <stdio.h>

struct row {
    const char *schema;
    const char *record;
    size_t plain, packed;
    const char *shows;
};

static const struct row rows[] = {
    {"chess", "transposition table entry of a chess engine", sizeof(struct plain_chess), sizeof(chess_Entry),
     "named types, optional enum, `@size`"},
    {"files", "file index node", sizeof(struct plain_files), sizeof(files_Node), "refs, symbols, a budget"},
    {"roads", "map edge", sizeof(struct plain_roads), sizeof(roads_Edge), "steps, forward refs, flags"},
    {"packet", "packet header", sizeof(struct plain_packet), sizeof(packet_Packet), "`oneof` by an enum"},
    {"pixel", "pixel of 10 bits a colour", sizeof(struct plain_pixel), sizeof(pixel_Colour), "ratio steps, `@align`"},
    {"rope", "rope node", sizeof(struct plain_rope), sizeof(rope_Node), "`oneof`, text, `@counter`"},
    {"trie", "trie node", sizeof(struct plain_trie), sizeof(trie_Node), "a range of letters, refs"},
    {"btree", "page header of a B-tree", sizeof(struct plain_btree), sizeof(btree_Head), "enum with values"},
    {"particle", "particle", sizeof(struct plain_particle), sizeof(particle_Particle), "arrays of steps, `float16`"},
    {"entity", "entity of a game", sizeof(struct plain_entity), sizeof(entity_Entity), "inline, optional elements"},
    {"entity", "player of a game", sizeof(struct plain_player), sizeof(entity_Player), "inheritance, `@private`"},
    {"token", "token of a lexer", sizeof(struct plain_token), sizeof(token_Token), "symbols"},
    {"ast", "node of a syntax tree", sizeof(struct plain_ast), sizeof(ast_Node), "`oneof`"},
    {"json", "JSON value", sizeof(struct plain_json), sizeof(json_Value), "`oneof` that may be empty"},
    {"log", "log record", sizeof(struct plain_log), sizeof(log_Record), "`any`, `@immutable`"},
    {"memo", "cache line of a memo table", sizeof(struct plain_memo), sizeof(memo_Line), "arrays of inline classes"},
    {"train", "stop in a timetable", sizeof(struct plain_train), sizeof(train_Stop), "masks, array defaults, `unset`"},
    {"bank", "bank transaction", sizeof(struct plain_bank), sizeof(bank_Transaction), "an import, cents, text, bytes"},
    {"genome", "k-mer of a genome", sizeof(struct plain_genome), sizeof(genome_Kmer), "array of an enum"},
    {"glyph", "measures of a glyph", sizeof(struct plain_glyph), sizeof(glyph_Glyph), "optional inline class"},
    {"sensor", "sample of a weather station", sizeof(struct plain_sensor), sizeof(sensor_Sample), "optional steps"},
    {"calendar", "event of a calendar", sizeof(struct plain_event), sizeof(calendar_Event), "class by value, a mixin"},
    {"calendar", "meeting of a calendar", sizeof(struct plain_meeting), sizeof(calendar_Meeting),
     "inheritance, array of symbols"},
    {"registers", "registers of an emulated Z80", sizeof(struct plain_registers), sizeof(registers_State),
     "`overlay`, arrays of inline classes"},
    {"heap", "live allocation of a profiler", sizeof(struct plain_heap), sizeof(heap_Allocation),
     "pointers, `include`"},
    {"gitindex", "entry of git's index", sizeof(struct plain_gitindex), sizeof(gitindex_Entry), "bytes, inline twice"},
};

int main(void)
{
    puts("| record | plain struct | slotgen | | what it uses |\n|---|---:|---:|---:|---|");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        printf("| [%s](%s.slots) | %zu | %zu | %.1fx | %s |\n", rows[i].record, rows[i].schema, rows[i].plain,
               rows[i].packed, (double)rows[i].plain / (double)rows[i].packed, rows[i].shows);
    }
    return 0;
}
