"""Writes label_smoothing.json and schedules.json beside this file. See ORIGIN.md."""
import json
from pathlib import Path

import torch
import transformers
from torch.nn.functional import cross_entropy
from transformers import T5ForConditionalGeneration

HERE = Path(__file__).parent
MODELS = HERE.parent.parent / "t5"
MADE_BY = f"transformers {transformers.__version__}, torch {torch.__version__}"


def pad(rows, value):
    longest = max(map(len, rows))
    return torch.tensor([r + [value] * (longest - len(r)) for r in rows])


def case(model, c, smoothing):
    x = pad(c["sourceIds"], 0)
    mask = pad([[1] * len(r) for r in c["sourceIds"]], 0)
    y = pad(c["targetIds"], -100)
    model.zero_grad()
    logits = model(input_ids=x, attention_mask=mask, labels=y).logits
    loss = cross_entropy(logits.flatten(0, 1), y.flatten(), ignore_index=-100, label_smoothing=smoothing)
    loss.backward()
    return {"loss": loss.item(), "gradients": {n: {"norm": p.grad.norm().item(), "first": p.grad.flatten()[:4].tolist()}
                                               for n, p in model.named_parameters()}}


smoothed = {}
for name in ("tiny-t5", "tiny-t5-v1_1"):
    model = T5ForConditionalGeneration.from_pretrained(MODELS / name).eval()
    cases = json.loads((MODELS / name / "cases.json").read_text())["cases"]
    smoothed[name] = [case(model, c, 0.1) for c in cases]
(HERE / "label_smoothing.json").write_text(json.dumps({"made_by": MADE_BY, "smoothing": 0.1, "models": smoothed}, indent=1) + "\n")

schedules = []
for kind, make in (("linear", transformers.get_linear_schedule_with_warmup),
                   ("cosine", transformers.get_cosine_schedule_with_warmup),
                   ("constant", lambda o, w, t: transformers.get_constant_schedule_with_warmup(o, w))):
    for warmup, total in ((0, 7), (4, 12), (20, 10)):
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.5)
        schedule = make(optimizer, warmup, total)
        rates = []
        for _ in range(total):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        schedules.append({"kind": kind, "warmup": warmup, "total": total, "peak": 0.5, "rates": rates})
(HERE / "schedules.json").write_text(json.dumps({"made_by": MADE_BY, "schedules": schedules}, indent=1) + "\n")
