# SPDX-License-Identifier: MIT
"""
Whether a report in JSON is what the published schema says, by jsonschema where that is installed; and, with it or
without, that the parts of a record cover each of its bits once.

Usage: conforms.py SCHEMA.json REPORT.json
"""
import json
import sys


def check_schema(schema, report):
    try:
        import jsonschema
    except ImportError:
        return []
    jsonschema.Draft202012Validator.check_schema(schema)
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in jsonschema.Draft202012Validator(schema).iter_errors(report)]


def check_parts(record):
    """Lane 0 has every bit once (but that digits share theirs); no lane has one twice."""
    errors = []
    ends, last = {}, None
    for part in record["parts"]:
        shared = part["kind"] == "digit" and last is not None and (last["bit"], last["bits"]) == (part["bit"], part["bits"])
        last = part
        if shared:
            continue
        end = ends.get(part["lane"], 0)
        if part["bit"] < end or (part["lane"] == 0 and part["bit"] > end):
            errors.append(f"{record['name']}: lane {part['lane']} ends at {end}, and a part begins at {part['bit']}")
        ends[part["lane"]] = part["bit"] + part["bits"]
    if ends.get(0, 0) != record["bytes"] * 8:
        errors.append(f"{record['name']}: the parts end at bit {ends.get(0, 0)} of {record['bytes'] * 8}")
    spare = sum(part["bits"] for part in record["parts"] if part["kind"] == "spare")
    if spare != record["spare_bits"]:
        errors.append(f"{record['name']}: {record['spare_bits']} spare bits, {spare} in the parts")
    return errors


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        report = json.load(file)
    errors = check_schema(schema, report)
    for record in report.get("classes", []):
        errors += check_parts(record)
    print("\n".join(errors[:20]))
    sys.exit(1 if errors or not report.get("classes") else 0)


main()
