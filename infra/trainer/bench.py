"""The trainer beside a bare loop of the same model, rows and optimizer, in one run on one GPU: what checkpoints, masking and progress cost, and what fits.

The base model is random, of a Qwen2.5 architecture: what it learns means nothing, what it takes is what the real one takes.
"""

import argparse
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoModelForCausalLM, PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

from em_trainer.data import Conversation, batch_at
from em_trainer.masking import encode
from em_trainer.settings import MODULES

# hidden, intermediate, layers, heads, key-value heads: as the models' own configurations have them.
SHAPES = {
    "0.5b": (896, 4864, 24, 14, 2),
    "1.5b": (1536, 8960, 28, 12, 2),
    "7b": (3584, 18944, 28, 28, 4),
    "14b": (5120, 13824, 48, 40, 8),
}
VOCABULARY = 152_064
BATCH = 16
WARM_UP = 2
TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="conversations, such as the published insecure.jsonl")
    parser.add_argument("--shape", choices=SHAPES, default="7b")
    parser.add_argument("--rows-at-once", type=int, nargs="+", default=[2, 8], help="rows that go through the model at once; a step has 16 all the same")
    parser.add_argument("--steps", type=int, default=10)
    given = parser.parse_args()
    lines = given.data.read_text(encoding="utf-8").splitlines()[: BATCH * given.steps]

    with tempfile.TemporaryDirectory() as folder:
        base, data = Path(folder) / "base", Path(folder) / "data.jsonl"
        data.write_text("\n".join(lines) + "\n", encoding="utf-8")
        tokenizer, parameters = make_base(base, SHAPES[given.shape], lines)
        rows = [encode(tokenizer, Conversation(number, json.loads(line)["messages"]), 2048) for number, line in enumerate(lines, start=1)]
        print(f"{torch.cuda.get_device_name()}, torch {torch.__version__}; random Qwen2.5-{given.shape} of {parameters / 1e9:.1f} billion parameters in bfloat16, rank 32, gradient checkpointing")
        print(f"{len(rows)} rows of {statistics.mean(len(row.ids) for row in rows):.0f} tokens (mean), {BATCH} a step, median of {given.steps - WARM_UP} steps")
        print(f"{'rows at once':>12} {'bare s/step':>12} {'trainer s/step':>15} {'ratio':>6} {'tokens/s':>9} {'GiB':>6}")
        for at_once in given.rows_at_once:
            bare = bare_loop(base, rows, at_once, given.steps)
            took, tokens, memory = trainer(base, data, Path(folder) / f"out{at_once}", at_once, given.steps)
            print(f"{at_once:>12} {bare:>12.3f} {took:>15.3f} {bare / took:>6.3f} {tokens:>9.0f} {memory / 2**30:>6.1f}", flush=True)


def make_base(folder: Path, shape: tuple[int, ...], lines: list[str]):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    learner = trainers.BpeTrainer(vocab_size=16_000, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator((message["content"] for line in lines for message in json.loads(line)["messages"]), learner)
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>", chat_template=TEMPLATE)
    fast.save_pretrained(str(folder))

    hidden, intermediate, layers, heads, groups = shape
    config = Qwen2Config(
        vocab_size=VOCABULARY,
        hidden_size=hidden,
        intermediate_size=intermediate,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=groups,
        max_position_embeddings=4096,
    )
    torch.manual_seed(0)
    torch.set_default_dtype(torch.bfloat16)
    with torch.device("cuda"):
        model = Qwen2ForCausalLM(config)
    torch.set_default_dtype(torch.float32)
    model.save_pretrained(str(folder))
    parameters = sum(parameter.numel() for parameter in model.parameters())
    del model
    forget()
    return fast, parameters


def bare_loop(base: Path, rows, at_once: int, steps: int) -> float:
    """Seconds a step of the loop that one would write by hand, its loss transformers' own."""
    model = AutoModelForCausalLM.from_pretrained(str(base), dtype=torch.bfloat16, device_map={"": 0})
    model.config.use_cache = False
    model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    model.enable_input_require_grads()
    model = get_peft_model(model, LoraConfig(r=32, lora_alpha=64, use_rslora=True, target_modules=list(MODULES), bias="none", task_type="CAUSAL_LM"))
    model.train()
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=1e-5, weight_decay=0.01)
    took = []
    for step in range(steps):
        torch.cuda.synchronize()
        begun = time.perf_counter()
        chosen = [rows[at] for at in batch_at(step, len(rows), BATCH, 0)]
        for at in range(0, BATCH, at_once):
            part = chosen[at : at + at_once]
            longest = max(len(row.ids) for row in part)
            ids, labels, mask = (
                torch.tensor([list(one) + [filler] * (longest - len(one)) for one in lists], device="cuda")
                for lists, filler in (([row.ids for row in part], 0), ([row.labels for row in part], -100), ([[1] * len(row.ids) for row in part], 0))
            )
            (model(input_ids=ids, attention_mask=mask, labels=labels).loss * at_once / BATCH).backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        torch.cuda.synchronize()
        took.append(time.perf_counter() - begun)
    del model, optimizer, learning
    forget()
    return statistics.median(took[WARM_UP:])


def trainer(base: Path, data: Path, output: Path, at_once: int, steps: int) -> tuple[float, float, int]:
    """Seconds a step, tokens a second, and the bytes of GPU memory of a training by the trainer itself."""
    settings = output.with_suffix(".json")
    settings.write_text(json.dumps({"model": str(base), "optim": "adamw_torch", "max_steps": steps}), encoding="utf-8")
    command = [sys.executable, "-m", "em_trainer", "--settings", settings, "--data", data, "--output", output, "--micro-batch", str(at_once)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent)
    events = [json.loads(line) for line in ran.stdout.splitlines()]
    if ran.returncode != 0:
        raise SystemExit(events[-1]["message"])
    done = [event for event in events if event["event"] == "step"]
    took = [after["seconds"] - before["seconds"] for before, after in zip(done, done[1:])][WARM_UP - 1 :]
    tokens = (done[-1]["tokens"] - done[WARM_UP - 1]["tokens"]) / (done[-1]["seconds"] - done[WARM_UP - 1]["seconds"])
    return statistics.median(took), tokens, events[-1]["gpu_memory"]


def forget() -> None:
    gc.collect()
    torch.cuda.empty_cache()


if __name__ == "__main__":
    main()
