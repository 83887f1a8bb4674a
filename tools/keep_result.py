"""Keeps what a run or sweep came to in docs/results/NAME: figures, never texts of rows or rationales, nor paths of this machine.

usage: keep_result.py RUN NAME      (from the repository's folder; Python 3.9 or newer, nothing to install)

Writes NAME/report.md (the report's tables without its rows and its recipe), NAME/results.json and NAME/recipe.yaml, the recipe as
it was run; for a sweep, add its trials:
  scholium sweep status RUN --format json > docs/results/NAME/status.json
"""
import os, re, shutil, sys

run, name = sys.argv[1:3]
folder = os.path.join("docs", "results", name)
os.makedirs(folder, exist_ok=True)
with open(os.path.join(run, "report.md"), encoding="utf-8") as report:
    parts = re.split(r"(?m)^(?=## )", report.read())
kept = "".join(part for part in parts if not part.startswith("## Faults in rationales")).split("`recipe.yaml`:")[0]


def without_paths(text):
    return re.sub(r"(?<![\w`])/(?:[\w.-]+/)+(?=[\w.-]+/[\w.-]+)", "…/", text)  # the last folder and the name stay


kept = without_paths(kept)
with open(os.path.join(folder, "report.md"), "w", encoding="utf-8") as out:
    out.write(kept.rstrip() + "\n")
shutil.copy(os.path.join(run, "results.json"), folder)
with open(os.path.join(run, "recipe.yaml"), encoding="utf-8") as recipe:
    with open(os.path.join(folder, "recipe.yaml"), "w", encoding="utf-8") as out:
        out.write(without_paths(recipe.read()))
print(next(line for line in kept.splitlines() if line.startswith("**") and "split" in line))
