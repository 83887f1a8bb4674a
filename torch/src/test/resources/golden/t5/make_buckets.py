"""Writes relative_position_buckets.json: transformers' buckets of all offsets in [-600, 600]; see ORIGIN.md."""
import json
import pathlib

import torch
from transformers.models.t5.modeling_t5 import T5Attention

offsets = torch.arange(-600, 601)
cases = []
for buckets, max_distance in [(32, 128), (16, 64), (8, 20), (64, 256), (32, 1000), (4, 8), (128, 600)]:
    for bidirectional in (True, False):
        ids = T5Attention._relative_position_bucket(offsets, bidirectional, buckets, max_distance)
        cases.append(dict(buckets=buckets, max_distance=max_distance, bidirectional=bidirectional, ids=ids.tolist()))
path = pathlib.Path(__file__).with_name("relative_position_buckets.json")
path.write_text("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
