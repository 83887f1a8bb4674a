"""Reads the event files of a run's trials with TensorBoard and tbparse, and compares them with metrics.jsonl.

usage: check_tracking.py RUN      (needs tensorboard, tbparse)
"""
import json, math, sys
from pathlib import Path

from tbparse import SummaryReader
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def wanted(metrics):
    figures = {}
    for line in metrics.read_text(encoding="utf-8").splitlines():
        line = json.loads(line)
        for key, value in line.items():
            if key != "step" and isinstance(value, (int, float)):
                tag = "eval/" + key[5:] if key.startswith("eval_") else "train/" + key
                figures.setdefault(tag, []).append((line["step"], float(value)))
    return figures


def same(found, figures, reader):
    for tag, points in figures.items():
        got = found(tag)
        if len(got) != len(points) or any(
            step != at or not math.isclose(value, figure, rel_tol=1e-6, abs_tol=1e-30)
            for (step, value), (at, figure) in zip(got, points)
        ):
            sys.exit(f"{reader}: {tag}: must be {points}, but is {got}")


trials = sorted(path.parent for path in Path(sys.argv[1]).glob("trials/*/metrics.jsonl"))
if not trials:
    sys.exit(f"{sys.argv[1]}: holds no trial with a metrics.jsonl")
for trial in trials:
    figures = wanted(trial / "metrics.jsonl")
    board = EventAccumulator(str(trial), size_guidance={"scalars": 0}).Reload()
    same(lambda tag: [(event.step, event.value) for event in board.Scalars(tag)], figures, "TensorBoard")
    table = SummaryReader(str(trial)).scalars
    for tag, points in figures.items():
        rows = table[table.tag == tag]
        same(lambda _: list(zip(rows.step, rows.value)), {tag: points}, "tbparse")
    scores = sorted(set(board.Tags()["scalars"]) - set(figures))
    print(f"{trial.name}: {sum(map(len, figures.values()))} figures of {len(figures)} tags equal; scores: {', '.join(scores)}")
