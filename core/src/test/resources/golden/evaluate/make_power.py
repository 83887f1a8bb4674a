"""Writes power.json beside this file: the difference that McNemar's test finds four times in five, by exact sums. See ORIGIN.md."""
import json
from pathlib import Path

import numpy as np
import scipy
from scipy import optimize, stats


def power(rows, discordant, difference, excess):
    """Exact: over all numbers of discordant rows, and of those that one system alone has right."""
    total = 0.0
    share = (discordant + difference) / 2 / discordant
    for m in range(1, rows + 1):
        weight = stats.binom.pmf(m, rows, discordant)
        if weight > 1e-12:
            onlyA = np.arange(m + 1)
            z = np.maximum(0, np.abs(2 * onlyA - m) - excess) / np.sqrt(m)
            total += weight * stats.binom.pmf(onlyA, m, share)[z > stats.norm.ppf(0.975)].sum()
    return total


def detectable(rows, discordant, excess):
    return optimize.brentq(lambda d: power(rows, discordant, d, excess) - 0.8, 1e-4, discordant - 1e-9, xtol=1e-6)


Path(__file__).with_name("power.json").write_text(json.dumps({
    "made_by": f"scipy {scipy.__version__}",
    "detectable": [{"rows": n, "discordant": s, "plain": detectable(n, s, 0), "edwards": detectable(n, s, 1)}
                   for n, s in ((500, 0.2), (1000, 0.3), (2000, 0.1), (3200, 0.25))],
}, indent=1) + "\n")
