"""Prints how often tests find a difference where there is none, by how much seeds vary. See ORIGIN.md.

usage: simulate_seeds_and_rows.py [CORRELATION]      (of the rows' noise between seeds; 0.3)
"""
import itertools
import sys

import numpy as np
from scipy import stats

ROWS = 0.84  # points: standard error of one seed's difference by its rows, as of 4,950 rows
CORRELATION = float(sys.argv[1]) if len(sys.argv) > 1 else 0.3
DEVIATIONS = (0, 0.5, 1, 1.75, 3, 6)  # points, of the true differences over seeds
SEEDS = (2, 3, 5)
TRIALS = 40_000


def p_values(found):
    """Of each test, for rows of differences by seed. Rows' noise is normal, so that the multi-bootstrap is a sum, not a draw."""
    seeds = found.shape[1]
    mean, error = found.mean(1), found.std(1, ddof=1) / np.sqrt(seeds)
    below = np.zeros(len(found))
    for drawn in itertools.product(range(seeds), repeat=seeds - 1):  # one seed fewer: Rao and Wu 1988
        share = np.bincount(drawn, minlength=seeds) / (seeds - 1)
        deviation = ROWS * np.sqrt(CORRELATION + (1 - CORRELATION) * np.sum(share**2))
        below += stats.norm.cdf(-found @ share / deviation) / seeds ** (seeds - 1)
    bootstrap = 2 * np.minimum(below, 1 - below)
    student = 2 * stats.t.sf(np.abs(mean) / error, seeds - 1)
    common = CORRELATION * ROWS**2
    freedom = (error**2 + common) ** 2 / (error**4 / (seeds - 1))
    satterthwaite = 2 * stats.t.sf(np.abs(mean) / np.sqrt(error**2 + common), freedom)
    return bootstrap, student, np.maximum(bootstrap, student), satterthwaite


def found(seeds, deviation, random):
    own = np.sqrt(deviation**2 + (1 - CORRELATION) * ROWS**2) * random.standard_normal((TRIALS, seeds))
    return own + np.sqrt(CORRELATION) * ROWS * random.standard_normal((TRIALS, 1))


print(f"correlation {CORRELATION}; a cell: 2, 3 and 5 seeds, per cent")
print("| deviation over seeds, points | multi-bootstrap | Student's t | the larger | Satterthwaite |\n|---|---|---|---|---|")
for deviation in DEVIATIONS:
    tests = np.array([[100 * np.mean(p < 0.05) for p in p_values(found(seeds, deviation, np.random.default_rng(seeds)))]
                      for seeds in SEEDS])
    print(f"| {deviation} | " + " | ".join(", ".join(f"{rate:.1f}" for rate in test) for test in tests.T) + " |", flush=True)
