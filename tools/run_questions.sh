#!/usr/bin/env bash
# Runs recipes/question-*.yaml one after the other and keeps what they come to in docs/results.
#
# usage: tools/run_questions.sh DIR [NAME...]
#
#   DIR   gets the cut rows, and a folder for each sweep or run; the same command goes on where it was stopped
#   NAME  human, split-ratio, layout, size, word-edits, fraction, other-task (default: these, in this order), or
#         teachers, which needs a server (the recipe's header says which)
#
# SCHOLIUM_DATA  the folder of the shared data
# SCHOLIUM       the program (default: scholium beside this folder)
#
# Two cores need a quarter to three quarters of an hour for each.
set -euo pipefail
[[ $# -ge 1 && $1 != -* && -n ${SCHOLIUM_DATA:-} ]] || { sed -n '2,14s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scholium=${SCHOLIUM:-$root/scholium}
mkdir -p "$1"
dir=$(cd "$1" && pwd)
shift
[[ $# -gt 0 ]] || set -- human split-ratio layout size word-edits fraction other-task

export ESNLI_DEV_HALF=$dir/split ESNLI_HUMAN=$dir/human-rows GENRES=$dir/genres
if [[ ! -d $ESNLI_HUMAN ]]; then
  python3 "$root/tools/esnli_dev_half.py" "$SCHOLIUM_DATA/esnli/valid.jsonl" "$dir/half.jsonl"
  "$scholium" data split "$dir/half.jsonl" --out-dir "$ESNLI_DEV_HALF" --train 0 --dev 0.5 --test 0.5 --seed 1
  "$scholium" data split "$dir/half.jsonl" --out-dir "$ESNLI_HUMAN" --train 0.6 --dev 0.2 --test 0.2 --seed 1
fi
if [[ ! -d $GENRES ]]; then
  "$scholium" data split "$SCHOLIUM_DATA/anli/R3/dev.jsonl" --from anli --out-dir "$GENRES" \
    --train 0.6 --dev 0.2 --test 0.2
fi

cd "$root" # where docs/results is
for name in "$@"; do
  recipe=$root/recipes/question-$name.yaml
  kept=docs/results/question-$name
  if grep -q '^sweep:' "$recipe"; then
    "$scholium" sweep "$recipe" --run-dir "$dir/$name"
    python3 tools/keep_result.py "$dir/$name" "question-$name"
    "$scholium" sweep status "$dir/$name" --format json >"$kept/status.json"
  else
    "$scholium" run "$recipe" --run-dir "$dir/$name"
    python3 tools/keep_result.py "$dir/$name" "question-$name"
  fi
done
