"""Checks that a model folder gives the same logits and greedy ids in Hugging Face's transformers as in Scholium.

usage: tools/check_student.py FOLDER...        (needs Python with torch, transformers and safetensors)

Scholium writes FOLDER/scholium_dump.json first, through Maven; --dumped skips that, where it lies there already.
Prints one line a folder with the largest difference, and ends with status 1 if one is more than 1e-3 of the largest
logit or a greedy id differs.
"""
import argparse
import json
import pathlib
import subprocess
import sys

import torch
from transformers import T5ForConditionalGeneration

parser = argparse.ArgumentParser()
parser.add_argument("folders", nargs="+", type=pathlib.Path)
parser.add_argument("--dumped", action="store_true", help="scholium_dump.json is already in the folders")
arguments = parser.parse_args()
root = pathlib.Path(__file__).resolve().parent.parent
if not arguments.dumped:
    folders = ",".join(str(folder.resolve()) for folder in arguments.folders)
    subprocess.run(["mvn", "-q", "-B", "-f", root, "-pl", "torch", "-am", "test", "-Dtest=StudentDumpTest",
                    "-Dsurefire.failIfNoSpecifiedTests=false", "-Djacoco.skip", f"-Dscholium.dump={folders}"], check=True)

failed = False
for folder in arguments.folders:
    model = T5ForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
    worst, largest, same = 0.0, 0.0, True
    for case in json.loads((folder / "scholium_dump.json").read_text()):
        source, target = torch.tensor([case["source_ids"]]), torch.tensor([case["target_ids"]])
        with torch.no_grad():
            logits = model(input_ids=source, labels=target).logits[0]
            # without a cache: transformers 5.23 fails with one where the decoder has more layers than the encoder
            greedy = model.generate(source, attention_mask=torch.ones_like(source), do_sample=False, num_beams=1,
                                    max_new_tokens=case["max_new_tokens"], use_cache=False)[0].tolist()
        worst = max(worst, (logits - torch.tensor(case["logits"])).abs().max().item())
        largest = max(largest, logits.abs().max().item())
        ends = greedy[-1] == model.config.eos_token_id and len(greedy) > 1
        same &= greedy[1:-1 if ends else None] == case["greedy_ids"]
    good = same and worst <= 1e-3 * max(1.0, largest)
    failed |= not good
    print(f"{folder}: largest difference of logits {worst:.1e} (largest logit {largest:.1f}), "
          f"greedy ids {'equal' if same else 'DIFFERENT'}: {'same model' if good else 'NOT THE SAME MODEL'}")
sys.exit(failed)
