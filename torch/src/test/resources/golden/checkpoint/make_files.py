"""Writes small safetensors files with the format's own library; see ORIGIN.md."""
import json
import pathlib

import torch
from safetensors.torch import save_file

here = pathlib.Path(__file__).parent
values = torch.tensor([[0.0, 1.0, -2.5], [65504.0, 1e-7, 3.140625]])
for name, dtype in [("f16", torch.float16), ("bf16", torch.bfloat16), ("f32", torch.float32), ("f64", torch.float64)]:
    save_file({"values": values.to(dtype), "one": torch.tensor(7.0, dtype=dtype)}, here / f"{name}.safetensors")
save_file({"ids": torch.tensor([1, -2, 1 << 40])}, here / "i64.safetensors")
(here / "expected.json").write_text(
    json.dumps({n: values.to(d).double().flatten().tolist() for n, d in
                [("f16", torch.float16), ("bf16", torch.bfloat16), ("f32", torch.float32), ("f64", torch.float64)]}) + "\n")
sharded = here / "sharded"
sharded.mkdir(exist_ok=True)
save_file({"a": values}, sharded / "model-00001-of-00002.safetensors")
save_file({"b": values * 2}, sharded / "model-00002-of-00002.safetensors")
(sharded / "model.safetensors.index.json").write_text(json.dumps({
    "metadata": {"total_size": 48},
    "weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}, indent=2) + "\n")
