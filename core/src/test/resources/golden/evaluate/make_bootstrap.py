"""Writes bootstrap.json beside this file: resampling by others' code on the very draws that Scholium makes. See ORIGIN.md."""
import json
from pathlib import Path

import multibootstrap as reference
import numpy as np
import pandas
import scipy
from scipy import stats

MASK = 2**64 - 1


class Splittable:
    """Java's SplittableRandom (Steele, Lea and Flood 2014), as far as it is needed here."""

    def __init__(self, seed):
        self.seed = seed & MASK

    def next(self):
        self.seed = (self.seed + 0x9E3779B97F4A7C15) & MASK
        return self.seed

    def long(self):
        z = self.next()
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def int(self, bound):
        while True:
            z = self.next()
            z = ((z ^ (z >> 33)) * 0x62A9D9ED799705F5) & MASK
            bits = ((((z ^ (z >> 28)) * 0xCB24D0A5C88C35B3) & MASK) >> 32)
            if bound & (bound - 1) == 0:
                return bits & (bound - 1)
            half = bits >> 1
            if half + bound - 1 - half % bound < 2**31:
                return half % bound

    def choice(self, items, size, replace=True):
        items = np.arange(items) if isinstance(items, (int, np.integer)) else np.asarray(items)
        return items[[self.int(len(items)) for _ in range(size)]]


class EachResample:
    """Hands each resample a generator of its own: seeds are drawn first, then rows."""

    def __init__(self, seed, count):
        first = Splittable(seed)
        self.seeds = iter([first.long() for _ in range(count)])
        self.drawn = 0

    def choice(self, items, size, replace=True):
        if self.drawn % 2 == 0:
            self.current = Splittable(next(self.seeds))
        self.drawn += 1
        return self.current.choice(items, size)


def accuracy(gold, answers):
    return float(np.mean(gold == answers))


def over_seeds(seeds, rows, resamples, seed, better):
    drawn = np.random.default_rng(seeds * 1000 + rows)
    gold = drawn.integers(0, 3, rows)
    right = [np.concatenate([drawn.random((seeds, rows)) < 0.5]),
             drawn.random((seeds, rows)) < 0.5 + better + drawn.normal(0, 0.03, (seeds, 1))]
    answers = np.concatenate([np.where(of, gold, (gold + 1) % 3) for of in right])
    runs = pandas.DataFrame({"seed": list(range(seeds)) * 2, "intervention": [False] * seeds + [True] * seeds})
    plain = reference._bsample
    as_published = reference.multibootstrap(runs, answers, gold, accuracy, paired_seeds=True, nboot=resamples, rng=7)
    reference._bsample = lambda items, rng: rng.choice(items, size=len(items) - 1)  # Rao and Wu 1988
    samples = reference.multibootstrap(runs, answers, gold, accuracy, paired_seeds=True, nboot=resamples,
                                       rng=EachResample(seed, resamples))
    reference._bsample = plain
    deltas = np.array([after - before for before, after in samples])
    published = np.array([after - before for before, after in as_published])
    zero = 1e-12  # sums of thirds are not exactly 0
    tail = min(int(np.sum(deltas <= zero)), int(np.sum(deltas >= -zero)))
    return {"differences": (right[1].astype(int) - right[0].astype(int)).tolist(), "resamples": resamples, "seed": seed,
            "low": float(np.quantile(deltas, 0.025)), "high": float(np.quantile(deltas, 0.975)),
            "deviation": float(np.std(deltas, ddof=1)), "p_value": min(1.0, 2 * (tail + 1) / (resamples + 1)),
            "published_low": float(np.quantile(published, 0.025)), "published_high": float(np.quantile(published, 0.975))}


def paired(rows, resamples, seed):
    drawn = np.random.default_rng(rows)
    a, b = (drawn.random(rows) < 0.6).astype(int), (drawn.random(rows) < 0.5).astype(int)
    draws = Splittable(seed)
    seeds = [draws.long() for _ in range(resamples)]
    found = np.array([np.mean((a - b)[Splittable(of).choice(rows, rows)]) for of in seeds])
    observed = float(np.mean(a - b))
    as_far = int(np.sum(np.abs(found - found.mean()) >= abs(observed) - 1e-12))
    values = {m: stats.bootstrap((a - b,), np.mean, n_resamples=20000, method=m, rng=np.random.default_rng(3))
              for m in ("percentile", "BCa")}
    return {"a": a.tolist(), "b": b.tolist(), "resamples": resamples, "seed": seed, "difference": observed,
            "low": float(np.quantile(found, 0.025)), "high": float(np.quantile(found, 0.975)),
            "p_value": (as_far + 1) / (resamples + 1),
            "scipy": {m: [float(v.confidence_interval.low), float(v.confidence_interval.high)] for m, v in values.items()}}


def one_sample(count, resamples, seed):
    values = np.round(np.random.default_rng(count).gamma(2, 10, count), 1)
    draws = Splittable(seed)
    sets = [values[[draws.int(count) for _ in range(count)]] for _ in range(resamples)]
    out = {"values": values.tolist(), "resamples": resamples, "seed": seed}
    for name, figure in (("mean", np.mean), ("median", np.median)):
        found = [figure(of) for of in sets]
        out[name] = [float(np.quantile(found, 0.025)), float(np.quantile(found, 0.975))]
    for method in ("percentile", "BCa"):
        found = stats.bootstrap((values,), np.mean, n_resamples=20000, method=method, rng=np.random.default_rng(3))
        out["scipy_mean_" + method] = [float(found.confidence_interval.low), float(found.confidence_interval.high)]
    return out


Path(__file__).with_name("bootstrap.json").write_text(json.dumps({
    "made_by": f"scipy {scipy.__version__}, numpy {np.__version__}, multibootstrap.py of google-research/language c040a315",
    "over_seeds": [over_seeds(2, 90, 400, 1, 0.1), over_seeds(5, 150, 1000, 9, 0.06), over_seeds(3, 64, 400, 2, 0)],
    "paired": [paired(200, 1000, 1), paired(64, 400, 5)],
    "one_sample": [one_sample(50, 1000, 4), one_sample(33, 500, 11)],
}) + "\n")
