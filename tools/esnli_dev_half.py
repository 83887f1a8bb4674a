"""Writes the dev half of e-SNLI's validation rows: those whose premise's SHA-256 begins with a hexadecimal digit below 8.

usage: esnli_dev_half.py VALID.jsonl OUT.jsonl [TEST_HALF.jsonl]      (Python 3.9 or newer, nothing to install)

TEST_HALF.jsonl gets the other rows. They are for one final answer: recipes/esnli-real-result.yaml.
"""
import hashlib, json, sys

halves = {True: [], False: []}
with open(sys.argv[1], encoding="utf-8") as rows:
    for line in rows:
        halves[hashlib.sha256(json.loads(line)["premise"].encode()).hexdigest()[0] < "8"].append(line)
for name, half in zip(sys.argv[2:4], (halves[True], halves[False])):
    with open(name, "w", encoding="utf-8") as out:
        out.writelines(half)
    print(f"{len(half)} rows in {name}")
