"""Writes text_metrics.json beside this file. See ORIGIN.md."""
import json
import random
from importlib.metadata import version
from pathlib import Path

from nltk.translate.bleu_score import sentence_bleu
from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics import CHRF, TER

HERE = Path(__file__).parent
PAIRS = [(p["hypothesis"], p["references"]) for p in json.loads((HERE / "bleu.json").read_text())["pairs"]]
PAIRS += [
    ("c d e a b", ["a b c d e", "c d a b e"]),
    ("on the mat the black cat sat down yesterday", ["yesterday the black cat sat down on the mat", "the cat sat"]),
    ("\"Quoted\" (words), don't ... !?", ["Quoted words do not", "\"Quoted\" words !"]),
    ("word", ["", "word"]),
    ("a", [" ".join("xyz"[i % 3] for i in range(90)) + " a", "a"]),
]
draw = random.Random(7)
for _ in range(40):  # shuffled runs of few words: many shifts, ties between them, and long texts beyond the beam
    words = [draw.choice("abcdefghij") for _ in range(draw.randint(1, 70))]
    cut = sorted(draw.randint(0, len(words)) for _ in range(3))
    moved = words[cut[1]:cut[2]] + words[:cut[0]] + words[cut[2]:] + words[cut[0]:cut[1]]
    other = [w if draw.random() < 0.8 else draw.choice("abcklm") for w in moved] + ["x"] * draw.randint(0, 4)
    PAIRS.append((" ".join(other), [" ".join(words), " ".join(reversed(words))]))

rouge = RougeScorer(["rougeL"])


def scores(hypothesis, references):
    return {
        "chrf": CHRF().sentence_score(hypothesis, references).score,
        "chrf++": CHRF(word_order=2).sentence_score(hypothesis, references).score,
        "ter": TER().sentence_score(hypothesis, references).score,
        "rouge-l": rouge.score_multi(references, hypothesis)["rougeL"].fmeasure,
        "nltk-bleu": float(sentence_bleu([r.split() for r in references], hypothesis.split())),
    }


def corpus(metric, nrefs):
    score = metric.corpus_score([h for h, _ in PAIRS], [[r[i] for _, r in PAIRS] for i in range(nrefs)])
    return {"nrefs": nrefs, "score": score.score, "signature": str(metric.get_signature())}


(HERE / "text_metrics.json").write_text(json.dumps({
    "made_by": " ".join(p + "-" + version(p) for p in ("sacrebleu", "rouge-score", "nltk")),
    "pairs": [{"hypothesis": h, "references": r, "one": scores(h, r[:1]), "two": scores(h, r)} for h, r in PAIRS],
    "corpus": [corpus(m, n) for n in (1, 2) for m in (CHRF(), CHRF(word_order=2), TER())],
}, indent=1) + "\n")
