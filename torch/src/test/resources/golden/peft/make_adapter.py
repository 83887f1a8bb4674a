"""Makes an adapter with Python's peft, and what the adapted model computes. See ORIGIN.md.

usage: python src/test/resources/golden/peft/make_adapter.py        (in the folder torch)
"""
import json
import pathlib
import warnings

import torch
from peft import LoraConfig, TaskType, get_peft_model
from safetensors.torch import save_file
from transformers import T5ForConditionalGeneration

BASE = "src/test/resources/t5/tiny-t5"
here = pathlib.Path(__file__).parent
SOURCES = [[5, 6, 7, 8, 9, 1], [10, 11, 1], [12, 13, 14, 15, 1]]
TARGETS = [[20, 21, 22, 1], [23, 24, 25, 26, 27, 1], [28, 1]]


def padded(rows, value):
    longest = max(map(len, rows))
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


torch.manual_seed(20261126)
base = T5ForConditionalGeneration.from_pretrained(BASE, dtype=torch.float32)
model = get_peft_model(base, LoraConfig(r=3, lora_alpha=12, lora_dropout=0.1, target_modules=["q", "v", "wo"],
                                        task_type=TaskType.SEQ_2_SEQ_LM)).eval()
for name, parameter in model.named_parameters():
    if "lora_B" in name:  # 0 in a new adapter, which would change nothing
        torch.nn.init.normal_(parameter, std=0.05)
model.save_pretrained(here)
(here / "README.md").unlink(missing_ok=True)

targets = padded(TARGETS, -100)
output = model(input_ids=padded(SOURCES, 0), attention_mask=padded([[1] * len(row) for row in SOURCES], 0), labels=targets)
output.loss.backward()
logits = torch.cat([output.logits[i, :len(row)] for i, row in enumerate(TARGETS)])
gradients = {name.removeprefix("base_model.model.").replace(".default", ""): parameter.grad
             for name, parameter in model.named_parameters() if parameter.requires_grad}
save_file({"logits": logits.detach().contiguous(), "loss": output.loss.detach().reshape(1),
           **{"gradient." + name: gradient.contiguous() for name, gradient in gradients.items()}},
          here / "expected.safetensors")
(here / "rows.json").write_text(json.dumps({"sourceIds": SOURCES, "targetIds": TARGETS}) + "\n")
