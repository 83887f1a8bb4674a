"""Writes seeds.json beside this file. See ORIGIN.md."""
import json
from pathlib import Path

import numpy
import scipy
from scipy import stats

LISTS = ([0.61, 0.63], [0.412, 0.398, 0.441], [0.335, 0.352, 0.341, 0.339, 0.36],
         [-0.012, 0.004, 0.031, 0.015, -0.002, 0.022, 0.009, 0.011, 0.018, 0.0])


def spread(values):
    mean, error = float(numpy.mean(values)), float(stats.sem(values))
    low, high = stats.t.interval(0.95, len(values) - 1, loc=mean, scale=error)
    return {"values": values, "mean": mean, "sd": float(numpy.std(values, ddof=1)), "low": float(low), "high": float(high),
            "p_value": float(stats.ttest_1samp(values, 0).pvalue),
            "detectable": float((stats.t.ppf(0.975, len(values) - 1) + stats.t.ppf(0.8, len(values) - 1)) * error)}


Path(__file__).with_name("seeds.json").write_text(json.dumps({
    "made_by": f"scipy {scipy.__version__}, numpy {numpy.__version__}",
    "quantile": [{"probability": p, "degrees": d, "quantile": float(stats.t.ppf(p, d))}
                 for p in (0.5, 0.75, 0.975, 0.995) for d in (1, 2, 3, 4, 5, 9, 19, 100)],
    "spread": [spread(values) for values in LISTS],
}, indent=1) + "\n")
