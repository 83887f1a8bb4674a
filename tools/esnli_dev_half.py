"""Writes the dev half of e-SNLI's validation rows: those whose premise's SHA-256 begins with a hexadecimal digit below 8.

usage: esnli_dev_half.py VALID.jsonl OUT.jsonl      (Python 3.9 or newer, nothing to install)
"""
import hashlib, json, sys

kept = 0
with open(sys.argv[1], encoding="utf-8") as rows, open(sys.argv[2], "w", encoding="utf-8") as out:
    for line in rows:
        if hashlib.sha256(json.loads(line)["premise"].encode()).hexdigest()[0] < "8":
            out.write(line)
            kept += 1
print(f"{kept} rows in {sys.argv[2]}")
