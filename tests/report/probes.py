# SPDX-License-Identifier: MIT
"""
From a report in JSON to a C table: for every slot (of arrays for the first, the last and a middle element), which bits are
what when it has its highest code. places.c sets the bits and asks the runtime whether that is so.

Usage: probes.py REPORT.json >probes.inc
"""
import json
import math
import sys

FLOAT_CODES = {"float16": 0xBFFF, "float32": 0xBFFFFFFF, "float64": 0xBFFFFFFFFFFFFFFF}  # no NaN, and most bits set


def base_type(slot):
    return slot["type"].strip("(").split(" ")[0].split("[")[0].split(")")[0].rstrip(",")


def offset(strides, indices):
    return sum(stride * index for stride, index in zip(strides, indices))


def poke(slot, indices, code):
    """The bits of a code: (first bit, width, unit, what is added there, whether it is a box)."""
    bit = slot["bit"] + offset(slot.get("strides", []), indices)
    if "digit" in slot:
        return (bit, slot["digit"]["bits"], 0, code * int(slot["digit"]["weight"]), False)
    is_box = base_type(slot) == "any"
    return (bit, slot["width"], slot.get("host_unit", 0), 0 if is_box else code, is_box)


def presence(slot, indices):
    if slot["presence_bit"] is None:
        return []
    return [(slot["presence_bit"] + offset(slot.get("presence_strides", []), indices), 1, 0, 1, False)]


def tags(slots, slot, indices):
    """What says that the slot is there, from the innermost tag outwards."""
    pokes = []
    while "lives" in slot:
        tag = slots[slot["lives"]["slot"]]
        pokes.append(poke(tag, indices, int(slot["lives"]["code"])))
        pokes += presence(tag, indices)
        slot = tag
    return pokes


def elements(dimensions):
    """First, last, and one between: as indices."""
    last = [count - 1 for count in dimensions]
    return {tuple(0 for _ in last), tuple(last), tuple(index // 2 for index in last)}


def flat(dimensions, indices):
    number = 0
    for count, index in zip(dimensions, indices):
        number = number * count + index
    return number


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        report = json.load(file)
    pokes, probes, classes = [], [], []
    headers = sorted({c["schema"] for c in report["classes"]})
    for record in report["classes"]:
        first_probe = len(probes)
        for slot in record["slots"]:
            dimensions = slot.get("dimensions", [])
            for indices in sorted(elements(dimensions)):
                first = len(pokes)
                code = FLOAT_CODES.get(base_type(slot), int(slot.get("highest_code", "0")))
                is_blob = slot["width"] == 0 and slot["bits"] > 0
                bit = slot["bit"] + offset(slot.get("strides", []), indices)
                if not is_blob:
                    pokes.append(poke(slot, indices, code))
                pokes.extend(presence(slot, indices))
                pokes.extend(tags(record["slots"], slot, indices))
                length = slot["bits"] // 8 if is_blob else 0
                element = flat(dimensions, indices) if math.prod(dimensions) > 1 or dimensions else -1
                probes.append((slot["index"], element, bit // 8, length, first, len(pokes) - first, record["name"], slot["name"]))
        classes.append((record, first_probe, len(probes) - first_probe))
    for header in headers:
        print(f'#include "{header}.h"')
    print("static const struct poke pokes[] = {")
    for bit, width, unit, value, is_box in pokes:
        print(f"    {{{bit}, {width}, {unit}, UINT64_C({value}), {str(is_box).lower()}}},")
    print("    {0, 0, 0, 0, false}};")
    print("static const struct probe probes[] = {")
    for index, element, byte, length, first, count, name, slot in probes:
        print(f'    {{{index}, {element}, {byte}, {length}, {first}, {count}, "{name}.{slot}"}},')
    print('    {0, 0, 0, 0, 0, 0, ""}};')
    print("static const struct record records[] = {")
    for record, first, count in classes:
        name = record["c_name"]
        print(f"    {{&{name}_class, {record['bytes']}, sizeof({name}), {record['align']}, _Alignof({name}), {first}, {count}}},")
    print("    {0}};")


main()
