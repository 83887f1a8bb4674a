# Fixture of the figures of agreement: the reference packages' own numbers.
import importlib.metadata as metadata, json, sys
import choix, krippendorff, numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

random = np.random.default_rng(7)


def figures(rows, categories):
    table = np.array([[np.nan if x is None else x for x in row] for row in rows], dtype=float)
    out = {}
    for level in ("nominal", "ordinal", "interval"):
        out["alpha-" + level] = krippendorff.alpha(
            reliability_data=table.T, level_of_measurement=level, value_domain=categories)
    for name, weights in (("cohen-kappa", None), ("cohen-kappa-linear", "linear"), ("cohen-kappa-quadratic", "quadratic")):
        kappas = []
        for i in range(table.shape[1]):
            for j in range(i + 1, table.shape[1]):
                both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j])
                kappas.append(cohen_kappa_score(table[both, i], table[both, j], labels=categories, weights=weights))
        out[name] = float(np.mean(kappas))
    full = table[~np.isnan(table).any(axis=1)]
    out["fleiss-kappa"] = float(fleiss_kappa(aggregate_raters(full.astype(int))[0], method="fleiss"))
    return {name: float(value) for name, value in out.items()}


def made(rows, raters, categories, knowing, missing):
    table = []
    for _ in range(rows):
        truth = int(random.choice(categories))
        row = [truth if random.random() < knowing else int(random.choice(categories)) for _ in range(raters)]
        table.append([None if random.random() < missing else x for x in row])
    return table


def tables():
    scale = [1, 2, 3, 4, 5]
    cases = [
        ("two raters, all rated", made(40, 2, scale, 0.7, 0), scale),
        ("three raters, some missing", made(60, 3, scale, 0.6, 0.2), scale),
        ("five raters, rare agreement", made(30, 5, scale, 0.2, 0.05), scale),
        ("a category nobody used", made(50, 3, [1, 2, 5], 0.8, 0.1), scale),
        ("yes or no", made(50, 3, [0, 1], 0.7, 0.1), [0, 1]),
    ]
    return [{"name": n, "categories": c, "ratings": t, "figures": figures(t, c)} for n, t, c in cases]


def pairs():
    cases = []
    for size in (2, 3, 5):
        wins = random.integers(1, 12, (size, size)).tolist()
        for i in range(size):
            wins[i][i] = 0
        data = [(i, j) for i in range(size) for j in range(size) for _ in range(wins[i][j])]
        cases.append({"wins": wins})
        mm = choix.mm_pairwise(size, data, max_iter=1_000_000, tol=1e-14)
        cases[-1]["strengths"] = (mm - mm.mean()).tolist()
    return cases


versions = {p: metadata.version(p) for p in ("krippendorff", "scikit-learn", "statsmodels", "choix", "numpy")}
if sys.argv[1:] == ["replies"]:
    rows = json.load(open("replies.json"))["ratings"]
    out = {"made_by": versions, "categories": [1, 2, 3], "ratings": rows, "figures": figures(rows, [1, 2, 3])}
    text = json.dumps(out).replace("], [", "],\n [")
    open("replies.json", "w").write(text + "\n")
else:
    json.dump({"made_by": versions, "tables": tables(), "pairs": pairs()}, open("agreement.json", "w"))
