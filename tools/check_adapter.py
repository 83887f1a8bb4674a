"""Checks that Python's peft reads the adapters that Scholium writes, and makes the same models of them.

usage: tools/check_adapter.py STUDENT...        (needs Python with torch, transformers, peft and safetensors)

STUDENT is RUN/trials/TRIAL/student of a training with training.lora: its adapter is merged by peft into the model that
adapter_config.json names, and compared with the student's own weights. Prints one line a student, and ends with status 1
if a weight differs by more than 1e-5 of the largest one.
"""
import argparse
import json
import pathlib
import sys

import torch
from peft import PeftModel
from safetensors.torch import load_file
from transformers import T5ForConditionalGeneration

parser = argparse.ArgumentParser()
parser.add_argument("students", nargs="+", type=pathlib.Path)
parser.add_argument("--base", help="the model that was adapted, if its name does not lead there")
arguments = parser.parse_args()

failed = False
for student in arguments.students:
    adapter = student / "adapter"
    base = arguments.base or json.loads((adapter / "adapter_config.json").read_text())["base_model_name_or_path"]
    model = T5ForConditionalGeneration.from_pretrained(base, dtype=torch.float32)
    before = {name: weight.clone() for name, weight in model.state_dict().items()}
    adapted = PeftModel.from_pretrained(model, adapter)
    matrices = sum("lora_A" in name for name, _ in adapted.named_parameters())
    merged = adapted.merge_and_unload().state_dict()
    worst, largest, changed = 0.0, 0.0, 0
    for name, weight in load_file(student / "model.safetensors").items():
        worst = max(worst, (merged[name] - weight).abs().max().item())
        largest = max(largest, weight.abs().max().item())
        changed += not torch.equal(merged[name], before[name])
    good = matrices > 0 and changed == matrices and worst <= 1e-5 * max(1.0, largest)
    failed |= not good
    print(f"{student}: {matrices} adapted matrices, {changed} weights changed, largest difference {worst:.1e} "
          f"(largest weight {largest:.1f}): {'same model' if good else 'NOT THE SAME MODEL'}")
sys.exit(failed)
