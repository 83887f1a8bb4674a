"""Writes span_corruption.json: masks as T5's preprocessors.py draws them, corrupted pairs, and Hugging Face's losses.

Run where torch and transformers are: python make_span_corruption.py ../../t5/tiny-t5
The mask is a port to numpy of random_spans_noise_mask of google-research/text-to-text-transfer-transformer, and the pair
of noise_span_to_unique_sentinel and nonnoise_span_to_unique_sentinel; written apart from the Java code.
"""
import json
import pathlib
import sys

import numpy as np
import torch
from transformers import T5ForConditionalGeneration

SENTINELS = [127, 126, 125, 124, 123, 122, 121, 120]
EOS, STEPS, RATE = 1, 12, 0.003


def noise_mask(length, rng, density=0.15, mean=3.0):
    noise = min(max(int(np.round(length * density)), 1), length - 1)
    spans = max(int(np.round(noise / mean)), 1)

    def segmentation(items, segments):
        first = np.concatenate([[0], rng.permutation(np.arange(items - 1) < segments - 1)])
        return np.bincount(np.cumsum(first))

    lengths = np.stack([segmentation(length - noise, spans), segmentation(noise, spans)], axis=1).reshape(-1)
    starts = np.zeros(length, dtype=int)
    starts[np.cumsum(lengths)[:-1]] = 1
    return np.cumsum(starts) % 2 == 1


def spans_to_sentinels(tokens, mask):
    first = mask & ~np.concatenate([[False], mask[:-1]])
    replaced = np.where(first, np.array(SENTINELS)[np.clip(np.cumsum(first) - 1, 0, 7)], tokens)
    return replaced[~(mask & ~first)].tolist() + [EOS]


rng = np.random.default_rng(2020)
rows = []
for length in [2, 3, 7, 10, 20, 30, 47, 64]:
    ids = rng.integers(3, 120, length)
    mask = noise_mask(length, rng)
    rows.append({"ids": ids.tolist(), "mask": mask.tolist(), "source": spans_to_sentinels(ids, mask),
                 "target": spans_to_sentinels(ids, ~mask)})
model = T5ForConditionalGeneration.from_pretrained(sys.argv[1]).eval()
longest = lambda key: max(len(row[key]) for row in rows)
pad = lambda key, fill: torch.tensor([row[key] + [fill] * (longest(key) - len(row[key])) for row in rows])
inputs, labels = pad("source", 0), pad("target", -100)
optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0)
losses = []
for _ in range(STEPS):
    loss = model(input_ids=inputs, attention_mask=(inputs != 0).long(), labels=labels).loss
    losses.append(loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
path = pathlib.Path(__file__).with_name("span_corruption.json")
head = json.dumps({"sentinels": SENTINELS, "learningRate": RATE, "losses": losses})[1:-1]
path.write_text("{" + head + ',\n"rows": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]}\n")
