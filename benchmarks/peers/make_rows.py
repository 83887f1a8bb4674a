"""Writes the rows that both sides of a benchmark read.

usage: make_rows.py OUT_DIR      (the data is in the folder that SCHOLIUM_DATA names)

OUT_DIR/label.jsonl  ANLI R1 dev, target a label                                              1000 rows
OUT_DIR/short.jsonl  the first 1000 R1 training rows, target label and PaLM's rationale       about 30 target tokens
OUT_DIR/long.jsonl   the same rows, rationales lengthened to what GPT-3.5 writes in 100 words  about 85 target tokens
One {"source": text, "target": text} a line.
"""
import json, os, pathlib, random, sys

here = pathlib.Path(os.environ["SCHOLIUM_DATA"]) / "anli"
out = pathlib.Path(sys.argv[1]); out.mkdir(parents=True, exist_ok=True)


def source(premise, hypothesis):
    return f"Premise: {premise} Hypothesis: {hypothesis}"


def write(name, rows):
    (out / name).write_text("".join(json.dumps(dict(source=s, target=t), ensure_ascii=False) + "\n" for s, t in rows), encoding="utf-8")


dev = [json.loads(l) for l in open(here / "R1" / "dev.jsonl", encoding="utf-8")]
train = [json.loads(l) for l in open(here / "train_r1_first1000.jsonl", encoding="utf-8")]
names = dict(e="Entailment", n="Neutral", c="Contradiction")
write("label.jsonl", [(source(r["context"], r["hypothesis"]), names[r["label"]]) for r in dev])
write("short.jsonl", [(source(r["premise"], r["hypothesis"]), f"{r['label'].capitalize()} Explanation: {r['palm_rationale']}") for r in train])
g = random.Random(2409)
long = []
for r in train:
    words = f"{r['palm_rationale']} {r['llama3_rationale']} ".split() * 20
    long.append((source(r["premise"], r["hypothesis"]), f"{r['label'].capitalize()} Explanation: {' '.join(words[:max(15, round(g.gauss(52, 12)))])}"))
write("long.jsonl", long)
