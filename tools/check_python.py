#!/usr/bin/env python3
"""Checks that Python reads what Scholium writes, and Scholium what Python writes: models in safetensors, in one file and
in several, and low-rank adapters of peft.

Tiny models and adapters with random weights are made by transformers and peft, read by Scholium (through Maven), computed
with, written again and read by Python; a training of Scholium's with an adapter comes on top. STUDENT names further model
folders, such as RUN/trials/TRIAL/student; where one has a folder "adapter", that is compared with its weights, too.

Prints a line for each comparison with the largest difference and ends with status 1 if one is too large: weights and
matrices that were only copied must be the same bits, weights that were merged may differ by 1e-6 of the largest, logits by
1e-4 of the largest; greedy ids must be equal.
"""
import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import peft
import torch
import transformers
from safetensors.torch import load_file
from transformers import AutoModelForSeq2SeqLM, MT5Config, MT5ForConditionalGeneration, T5Config, T5ForConditionalGeneration

ROOT = pathlib.Path(__file__).resolve().parent.parent
SMALL = dict(vocab_size=64, d_model=16, d_ff=24, num_layers=2, num_decoder_layers=2, num_heads=2, d_kv=8, dropout_rate=0.0,
             decoder_start_token_id=0)
GATED = dict(SMALL, feed_forward_proj="gated-gelu", tie_word_embeddings=False)
failures = 0


def say(what, difference, most, note=""):
    global failures
    good = difference <= most
    failures += not good
    print(f"{'same     ' if good else 'DIFFERENT'} {what}: largest difference {difference:.1e} (at most {most:.1e}){note}")


def difference(found, wanted):
    """The largest difference of two tensors; infinite where one of them is no number."""
    largest = (found.float() - wanted.float()).abs().max().item()
    return largest if math.isfinite(largest) else math.inf


def load(folder):
    return AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()


def made(architecture, config, seed):
    torch.manual_seed(seed)
    model = architecture(config).eval()
    if config.feed_forward_proj == "gated-gelu":  # transformers 5 begins all models tied, and unties by the file
        model.lm_head.weight = torch.nn.Parameter(torch.empty_like(model.shared.weight))
        model.config.tie_word_embeddings = False
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(0, 0.3)
    return model


def make_models(folder):
    kinds = {"t5": (T5ForConditionalGeneration, T5Config(**SMALL)), "v1_1": (T5ForConditionalGeneration, T5Config(**GATED)),
             "mt5": (MT5ForConditionalGeneration, MT5Config(**GATED))}
    models = {}
    for seed, (name, (architecture, config)) in enumerate(kinds.items()):
        made(architecture, config, seed).save_pretrained(folder / name)
        load(folder / name).save_pretrained(folder / f"{name}-shards", max_shard_size="12KB")
        assert (folder / f"{name}-shards" / "model.safetensors.index.json").exists()
        models |= {name: folder / name, f"{name}-shards": folder / f"{name}-shards"}
    for dtype in ("bfloat16", "float16"):
        load(folder / "t5").to(getattr(torch, dtype)).save_pretrained(folder / dtype)
        models[dtype] = folder / dtype
    return models


def make_adapters(folder, models):
    adapters = {}
    for name, base, targets in (("lora-t5", "t5", ["q", "v", "wo"]), ("lora-v1_1", "v1_1", ["k", "o", "wi_0", "wi_1"])):
        adapted = peft.get_peft_model(load(models[base]), peft.LoraConfig(
            r=3, lora_alpha=12, lora_dropout=0.1, target_modules=targets, task_type=peft.TaskType.SEQ_2_SEQ_LM))
        for parameter_name, parameter in adapted.named_parameters():
            if "lora_B" in parameter_name:  # 0 in a new adapter, which would change nothing
                torch.nn.init.normal_(parameter, std=0.2)
        adapted.save_pretrained(folder / name)
        adapters[name] = {"folder": str(folder / name), "base": str(models[base])}
    return adapters


def compare_weights(what, found, wanted, merged=False):
    assert found.keys() == wanted.keys() and wanted, f"{what}: other names: {sorted(found.keys() ^ wanted.keys())}"
    worst = max(difference(found[name], wanted[name]) for name in wanted)
    largest = max(weight.abs().max().item() for weight in wanted.values())
    say(what, worst, 1e-6 * largest if merged else 0.0, f", {len(wanted)} tensors")


def compare_results(what, model, dump):
    worst, largest, same = 0.0, 0.0, True
    for case in json.loads(dump.read_text()):
        source, target = torch.tensor([case["source_ids"]]), torch.tensor([case["target_ids"]])
        with torch.no_grad():
            logits = model(input_ids=source, labels=target).logits[0]
            # without a cache: transformers 5.23 fails with one where the decoder has more layers than the encoder
            greedy = model.generate(source, attention_mask=torch.ones_like(source), do_sample=False, num_beams=1,
                                    max_new_tokens=case["max_new_tokens"], use_cache=False)[0].tolist()
        worst = max(worst, difference(torch.tensor(case["logits"]), logits))
        largest = max(largest, logits.abs().max().item())
        ends = greedy[-1] == model.config.eos_token_id and len(greedy) > 1
        same &= greedy[1:-1 if ends else None] == case["greedy_ids"]
    say(f"{what}, logits", worst, 1e-4 * max(1.0, largest), f", largest logit {largest:.1f}")
    say(f"{what}, greedy ids", 0.0 if same else 1.0, 0.0)


def check_model(name, folder, back):
    model = load(folder)
    compare_results(f"{name}, read by Scholium", model, back / name / "scholium_dump.json")
    for given in (back / name, back / f"{name}-sharded"):
        compare_weights(f"{given.name}, written by Scholium and read by Python", load(given).state_dict(), model.state_dict())


def check_adapter(name, adapter, back):
    given = back / name
    folder, base = adapter["folder"], adapter["base"]
    merged = peft.PeftModel.from_pretrained(load(base), folder).merge_and_unload()
    compare_results(f"{name}, merged by Scholium", merged, given / "scholium_dump.json")
    compare_weights(f"{name}, merged by both", load(given).state_dict(), merged.state_dict(), merged=True)
    compare_weights(f"{name}, matrices written by Scholium", load_file(given / "adapter" / "adapter_model.safetensors"),
                    load_file(pathlib.Path(folder) / "adapter_model.safetensors"))
    check_trained(f"{name}, adapter written by Scholium and merged by peft", given, base)


def check_trained(what, student, base=None):
    """Compares student/adapter, merged by peft, with student's own weights."""
    adapter = student / "adapter"
    base = load(base or json.loads((adapter / "adapter_config.json").read_text())["base_model_name_or_path"])
    before = {name: weight.clone() for name, weight in base.state_dict().items()}
    adapted = peft.PeftModel.from_pretrained(base, adapter)
    matrices = sum("lora_A" in name for name, _ in adapted.named_parameters())
    merged = adapted.merge_and_unload().state_dict()
    changed = sum(not torch.equal(merged[name], before[name]) for name in merged)
    assert matrices > 0 and changed == matrices, f"{what}: {matrices} matrices changed {changed} weights"
    compare_weights(what, load(student).state_dict(), merged, merged=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("students", metavar="STUDENT", nargs="*", type=pathlib.Path, help="further model folders")
    parser.add_argument("--base", help="the model that the STUDENTs' adapters are for, if its name does not lead there")
    parser.add_argument("--maven", default="mvn", help="the command that runs Maven (default: mvn)")
    arguments = parser.parse_args()
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    print(f"python {sys.version.split()[0]}, torch {torch.__version__}, transformers {transformers.__version__}, "
          f"peft {peft.__version__}")
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        models = make_models(work / "python")
        adapters = make_adapters(work / "python", models)
        for number, student in enumerate(arguments.students):
            models[f"student-{number + 1}"] = student.resolve()
        exchange = {"models": {name: str(folder) for name, folder in models.items()}, "adapters": adapters, "train": True}
        (work / "exchange.json").write_text(json.dumps(exchange))
        subprocess.run([arguments.maven, "-q", "-B", "-f", ROOT, "-pl", "torch", "-am", "test", "-Dtest=PythonExchangeTest",
                        "-Dsurefire.failIfNoSpecifiedTests=false", "-Djacoco.skip", f"-Dscholium.exchange={work}"], check=True)
        for name, folder in models.items():
            check_model(name, folder, work / "back")
        for name, adapter in adapters.items():
            check_adapter(name, adapter, work / "back")
        check_trained("trained by Scholium with an adapter, merged by peft", work / "back" / "trained" / "student")
        for student in arguments.students:
            if (student / "adapter").exists():
                check_trained(f"{student}, its adapter merged by peft", student, arguments.base)
    print(f"{failures} differences" if failures else "no differences")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
