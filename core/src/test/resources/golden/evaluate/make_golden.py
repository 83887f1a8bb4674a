"""Writes bleu.json and statistics.json beside this file. See ORIGIN.md."""
import json
from pathlib import Path

import sacrebleu
import scipy
import statsmodels
from sacrebleu.metrics import BLEU
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

HERE = Path(__file__).parent

PAIRS = [
    ("The cat sat on the mat.", ["The cat sat on the mat.", "A cat was sitting on a mat."]),
    ("He paid 1,234.50 euros - or so.", ["He paid 1,234.50 euros, or so...", "She paid 1.234,50 euros"]),
    ("the the the the the the the", ["the cat is on the mat", "there is a cat on the mat"]),
    ("", ["nothing was written", "something"]),
    ("a man's dog", ["a man 's dog", "the man's dog"]),
    ("Tom &amp; Jerry &lt;run&gt; &quot;fast&quot; &amp;lt; <skipped>", ["Tom & Jerry <run> \"fast\" <", "Tom and Jerry"]),
    ("well-\nknown 10-year-old x...y ,.,. 3.a a.3 9-", ["wellknown 10 - year-old x . . . y", "10-year-old"]),
    ("caf\u00e9 \u00abna\u00efve\u00bb \u2014 \u4f60\u597d\u3002\u4e16\u754c \U0001f600! 5\u20ac", ["caf\u00e9 \u00ab na\u00efve \u00bb \u2014 \u4f60\u597d \u3002", "caf\u00e9 \U0001f600 !"]),
    ("no\u00a0break\u2003em\u0085nel\u001cfs tab\tend  ", ["no break em nel fs tab end", "no\u00a0break"]),
    ("x", ["x", "y"]),
    ("BECAUSE Being In A Park MEANS being outside", ["because being in a park means being outside", "A park is outside"]),
    ("a b c d e f g h i j a b c d e f g h", ["a b c d e f g h i j", "a b c d x a b c d e f g h i j k l m n"]),
    ("...", [".", ". . . ."]),
    ("$5 [x] {y} (z) `q` ^~|\\ @a:b;c=d?e", ["$ 5 [ x ] { y } ( z )", "@ a : b ; c = d ? e"]),
]
OPTIONS = [
    {}, {"lowercase": True}, {"tokenize": "none"}, {"tokenize": "intl"}, {"tokenize": "char"},
    {"smooth_method": "floor"}, {"smooth_method": "add-k"}, {"smooth_method": "none"}, {"max_ngram_order": 2},
    {"max_ngram_order": 6}, {"effective_order": True},
]


def bleu(hypotheses, references, nrefs, **options):
    metric = BLEU(**options)
    score = metric.corpus_score(hypotheses, [[r[i] for r in references] for i in range(nrefs)])
    return {"options": options, "nrefs": nrefs, "score": score.score, "counts": score.counts, "totals": score.totals,
            "precisions": score.precisions, "brevity_penalty": score.bp, "system_length": score.sys_len,
            "reference_length": score.ref_len, "signature": str(metric.get_signature())}


def write(name, value):
    (HERE / name).write_text(json.dumps(value, indent=1) + "\n")


hypotheses, references = [h for h, _ in PAIRS], [r for _, r in PAIRS]
tokenizers = ("13a", "intl", "char", "none")
write("bleu.json", {
    "made_by": "sacrebleu " + sacrebleu.__version__,
    "pairs": [{"hypothesis": h, "references": r,
               "tokens": {t: BLEU(tokenize=t)._preprocess_segment(h).split() for t in tokenizers},
               "sentence": BLEU(effective_order=True).sentence_score(h, r[:1]).score} for h, r in PAIRS],
    "corpus": [bleu(hypotheses, references, n, **o) for n in (1, 2) for o in OPTIONS],
    "hopeless": bleu(["x y"], [["a b"]], 1),
})

write("statistics.json", {
    "made_by": f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}",
    "wilson": [dict(zip(("successes", "trials", "level", "low", "high"),
                        (k, n, level, *proportion_confint(k, n, alpha=1 - level, method="wilson"))))
               for k, n in ((0, 10), (10, 10), (1, 3), (333, 1000), (447, 1000), (9842, 20000)) for level in (0.95, 0.9, 0.99)],
    "mcnemar": [{"only_a": a, "only_b": b, "exact": a + b < 25,
                 "p_value": mcnemar([[5, a], [b, 7]], exact=a + b < 25, correction=True).pvalue}
                for a, b in ((0, 0), (0, 1), (5, 5), (9, 2), (20, 4), (12, 12), (13, 12), (20, 5), (40, 20), (150, 110),
                             (300, 299), (900, 100))],
    "holm": [{"p_values": p, "adjusted": multipletests(p, method="holm")[1].tolist()}
             for p in ([0.01, 0.04, 0.03, 0.005], [0.5], [0.2, 0.2, 0.9], [1e-9, 0.049, 0.0251, 0.6, 1.0])],
    "quantile": [{"probability": q, "quantile": stats.norm.ppf(q)} for q in (0.5, 0.8, 0.9, 0.95, 0.975, 0.995, 0.01, 1e-6)],
    "survival": [{"x": x, "p": stats.norm.sf(x)} for x in (0.0, 0.1, 0.5, 1.0, 1.96, 2.5, 3.0, 5.0, 8.0, -1.0, -3.0)],
})
