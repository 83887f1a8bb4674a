"""Writes a tiny model of each family beside this file, with what transformers computes for it (cases.json).

usage: python make_families.py        (torch, transformers and safetensors; a CPU)
"""
import json
import pathlib
import sys

import torch
import transformers
from transformers import AutoModelForSeq2SeqLM, ByT5Tokenizer, MT5Config, MT5ForConditionalGeneration
from transformers import T5Config, T5ForConditionalGeneration

here = pathlib.Path(__file__).resolve().parent
small = dict(vocab_size=64, d_model=16, d_ff=24, num_layers=1, num_decoder_layers=2, num_heads=2, d_kv=8, dropout_rate=0.0,
             decoder_start_token_id=0)
gated = dict(small, feed_forward_proj="gated-gelu", tie_word_embeddings=False)
families = {
    # google/t5-v1_1-* and google/flan-t5-*: heads that together are wider than the model, as in flan-t5-small
    "flan": (T5Config(**dict(gated, num_heads=3, d_kv=8)), T5ForConditionalGeneration, "10GB"),
    # google/t5-efficient-*: any number of layers and heads, another size of a head, relu
    "efficient": (T5Config(**dict(small, num_layers=3, num_decoder_layers=1, num_heads=4, d_kv=2,
                                  relative_attention_num_buckets=16, relative_attention_max_distance=20)),
                  T5ForConditionalGeneration, "10GB"),
    "mt5": (MT5Config(**dict(gated, vocab_size=320)), MT5ForConditionalGeneration, "24KB"),  # in several files
    # google/byt5-*: three times as many encoder layers, bytes as tokens
    "byt5": (T5Config(**dict(gated, vocab_size=384, num_layers=3, num_decoder_layers=1)), T5ForConditionalGeneration,
             "10GB"),
}
for seed, (name, (config, architecture, shard)) in enumerate(families.items()):
    torch.manual_seed(seed)
    model = architecture(config).eval()
    untied = config.feed_forward_proj == "gated-gelu"  # transformers 5 begins all models tied, and unties by the file
    if untied:
        model.lm_head.weight = torch.nn.Parameter(torch.empty_like(model.shared.weight))
        model.config.tie_word_embeddings = False
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(0, 0.3)
    folder = here / name
    model.save_pretrained(folder, max_shard_size=shard)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    assert torch.equal(model.lm_head.weight, model.shared.weight) != untied
    rows = [[5, 9, 30, 30, 7, 1], [11, 63, 2, 40, 41, 42, 17, 50, 51, 52, 3, 33, 22, 60, 8, 4, 1]]
    target = [12, 3, 45, 1]
    cases = []
    for source in rows:
        with torch.no_grad():
            logits = model(input_ids=torch.tensor([source]), labels=torch.tensor([target])).logits[0]
            # without a cache: transformers 5.23 fails with one where the decoder has more layers than the encoder
            ids = model.generate(torch.tensor([source]), attention_mask=torch.ones(1, len(source), dtype=torch.long),
                                 do_sample=False, num_beams=1, max_new_tokens=6, use_cache=False)[0].tolist()
        cases.append({"sourceIds": source, "targetIds": target, "greedyIds": ids[1:],
                      "logits": [[round(value, 6) for value in row] for row in logits.tolist()]})
    made_by = f"transformers {transformers.__version__}, torch {torch.__version__}, python {sys.version.split()[0]}"
    (folder / "cases.json").write_text(json.dumps({"made_by": made_by, "cases": cases}) + "\n")

tokenizer = ByT5Tokenizer()
tokenizer.save_pretrained(here / "byt5")
texts = ["", "A man's 7 dogs.", "  two  blanks\tand\na line ", "Zoë läuft, 北京 🐕", "a <extra_id_0> b"]
rows = [{"text": text, "ids": tokenizer(text).input_ids, "decoded": tokenizer.decode(tokenizer(text).input_ids,
                                                                                     skip_special_tokens=True)} for text in texts]
(here / "byt5" / "tokens.json").write_text(json.dumps({"size": len(tokenizer), "rows": rows}, indent=1) + "\n")

# google/mt5-*: a vocabulary of its own with bytes for what it lacks, and no sentinels after it ("extra_ids": 0)
import io

import sentencepiece

text = ["A man walks two dogs.", "Ein Mann führt zwei Hunde aus.", "Un homme promène deux chiens.", "entailment neutral"]
model = io.BytesIO()
sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(text * 20), model_writer=model, vocab_size=320,
                                         byte_fallback=True, normalization_rule_name="identity", pad_id=0, eos_id=1, unk_id=2, bos_id=-1,
                                         hard_vocab_limit=False, minloglevel=2)
folder = here / "mt5"
(folder / "spiece.model").write_bytes(model.getvalue())
(folder / "tokenizer_config.json").write_text(json.dumps({"extra_ids": 0, "tokenizer_class": "T5Tokenizer"}) + "\n")
tokenizer = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())  # transformers leaves the bytes out
texts = ["A man walks two dogs.", "deux hommes, zwei Hunde", "Zoë 北京 🐕", "  two  blanks "]
rows = [{"text": text, "ids": tokenizer.encode(text) + [1], "decoded": tokenizer.decode(tokenizer.encode(text))}
        for text in texts]
(folder / "tokens.json").write_text(json.dumps({"size": len(tokenizer), "rows": rows}, indent=1) + "\n")
