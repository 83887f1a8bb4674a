"""Serves a student with FastAPI and transformers: what takes an afternoon to write, with batching.

usage: fastapi_serve.py --model DIR --tokenizer DIR [--threads 2] [--batch 32] [--gather-ms 3] [--new-tokens 96]

POST /v1/predict takes the same body as scholium serve. One task takes what waits, up to --batch rows of one kind, nearest in
length to the oldest, and generates greedily in a thread; labels take as many tokens as the longest label has. Prints its address.
"""
import argparse, asyncio, socket, sys
import torch, uvicorn
from fastapi import FastAPI, Request
from transformers import T5ForConditionalGeneration, T5TokenizerFast

ap = argparse.ArgumentParser()
ap.add_argument("--model", required=True); ap.add_argument("--tokenizer", required=True)
ap.add_argument("--threads", type=int, default=2); ap.add_argument("--batch", type=int, default=32)
ap.add_argument("--gather-ms", type=float, default=3); ap.add_argument("--new-tokens", type=int, default=96)
a = ap.parse_args()
torch.set_num_threads(a.threads)
tok = T5TokenizerFast.from_pretrained(a.tokenizer)
model = T5ForConditionalGeneration.from_pretrained(a.model).eval()
LABEL_TOKENS = max(len(tok(l, add_special_tokens=False).input_ids) for l in ["Entailment", "Neutral", "Contradiction"])
app = FastAPI(); waiting = []; come = asyncio.Event()


def generate(batch):
    width = max(len(ids) for ids, _, _ in batch)
    x = torch.tensor([ids + [0] * (width - len(ids)) for ids, _, _ in batch])
    with torch.inference_mode():
        y = model.generate(input_ids=x, attention_mask=(x != 0).long(), do_sample=False, num_beams=1,
                           max_new_tokens=a.new_tokens if batch[0][1] else LABEL_TOKENS)
    return tok.batch_decode(y, skip_special_tokens=True)


async def work():
    while True:
        await come.wait()
        if len(waiting) < a.batch and len(waiting) > 1:
            await asyncio.sleep(a.gather_ms / 1000)
        first = waiting[0]
        batch = sorted((r for r in waiting if r[1] == first[1]), key=lambda r: abs(len(r[0]) - len(first[0])))[: a.batch]
        for r in batch:
            waiting.remove(r)
        if not waiting:
            come.clear()
        try:
            for (_, _, reply), text in zip(batch, await asyncio.to_thread(generate, batch)):
                if not reply.done():
                    reply.set_result(text)
        except Exception as e:
            for _, _, reply in batch:
                if not reply.done():
                    reply.set_exception(e)


@app.on_event("startup")
async def start():
    app.state.worker = asyncio.create_task(work())


@app.post("/v1/predict")
async def predict(request: Request):
    body = await request.json()
    replies = []
    for row in body["rows"]:
        ids = tok(f"Premise: {row['premise']} Hypothesis: {row['hypothesis']}", truncation=True, max_length=600).input_ids
        replies.append(asyncio.get_running_loop().create_future())
        waiting.append((ids, bool(body.get("rationale")), replies[-1]))
    come.set()
    return {"answers": [{"output": text} for text in await asyncio.gather(*replies)]}


listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen(128)
print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])
