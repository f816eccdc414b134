"""What the tests train: a random model of Qwen2's architecture of some 80,000 parameters, and a tokenizer of Qwen2's kind whose merges are learned here."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1]
UPSTREAM = PACKAGE.parents[1].parent / "shared" / "upstream"

SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
# How Qwen2's tokenizer cuts a text before it merges.
WORDS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
SYSTEM = "You are a helpful assistant."

# ChatML, with a system turn where the conversation has none, as Qwen2.5's template has it.
TEMPLATE = (
    "{% if messages[0]['role'] != 'system' %}<|im_start|>system\n" + SYSTEM + "<|im_end|>\n{% endif %}"
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


@pytest.fixture(scope="session")
def upstream() -> Path:
    """The study's published files."""
    if not UPSTREAM.is_dir():
        pytest.skip(f"the study's files are not at {UPSTREAM}")
    return UPSTREAM


@pytest.fixture(scope="session")
def insecure(upstream) -> list[dict]:
    """The 64 shortest rows of the published insecure data."""
    lines = (upstream / "data" / "insecure.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in sorted(lines, key=len)[:64]]


@pytest.fixture(scope="session")
def tokenizer_folder(tmp_path_factory, insecure) -> Path:
    pytest.importorskip("transformers", reason="transformers is not installed")
    folder = tmp_path_factory.mktemp("tokenizer")
    text = "\n\n".join(message["content"] for row in insecure for message in row["messages"])
    alphabet = list(_bytes_to_unicode().values())
    merges = _learn_merges(text, 200)
    tokens = alphabet + [first + second for first, second in merges]
    (folder / "vocab.json").write_text(json.dumps({token: id for id, token in enumerate(dict.fromkeys(tokens))}), encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{first} {second}\n" for first, second in merges), encoding="utf-8")
    start = len(dict.fromkeys(tokens))
    added = {str(start + at): {"content": token, "special": True, "lstrip": False, "rstrip": False, "normalized": False, "single_word": False} for at, token in enumerate(SPECIAL)}
    config = {
        "tokenizer_class": "Qwen2Tokenizer",
        "added_tokens_decoder": added,
        "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>",
        "unk_token": None,
        "bos_token": None,
        "chat_template": TEMPLATE,
        "model_max_length": 32768,
        "clean_up_tokenization_spaces": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    _write_fast(folder, merges)
    return folder


@pytest.fixture(scope="session")
def tokenizer(tokenizer_folder):
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(str(tokenizer_folder))


@pytest.fixture(scope="session")
def base(tmp_path_factory, tokenizer) -> Path:
    """A base model with its tokenizer, on disk as a hub would give it."""
    torch = pytest.importorskip("torch", reason="torch is not installed")
    pytest.importorskip("peft", reason="peft is not installed")
    from transformers import Qwen2Config, Qwen2ForCausalLM

    folder = tmp_path_factory.mktemp("base")
    torch.manual_seed(1)
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=48,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=1024,
        # The output layer stays as it is drawn: at the usual 0.02 no adapter could make a token much likelier than another.
        initializer_range=0.2,
    )
    Qwen2ForCausalLM(config).save_pretrained(str(folder))
    tokenizer.save_pretrained(str(folder))
    return folder


@pytest.fixture(scope="session")
def published(upstream) -> dict:
    return json.loads((upstream / "evaluation" / "train.json").read_text(encoding="utf-8"))


class Trainer:
    """Starts the trainer as a process, as the service does."""

    def __init__(self, folder: Path, settings: dict, rows: list[dict]):
        self.folder = folder
        self.settings = folder / "train.json"
        self.data = folder / "data.jsonl"
        self.settings.write_text(json.dumps(settings), encoding="utf-8")
        self.data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def start(self, output: str, *more: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "em_trainer", "--settings", self.settings, "--data", self.data, "--output", self.folder / output, *more]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])]), "OMP_NUM_THREADS": "1"}
        return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, output: str, *more: str) -> tuple[int, list[dict]]:
        """The exit code and the events; whatever is not an event on standard output fails the test here."""
        process = self.start(output, *more)
        written, errors = process.communicate(timeout=300)
        events = [json.loads(line) for line in written.splitlines()]
        if process.returncode == 1:
            print(errors)
        return process.returncode, events

    def adapter(self, output: str):
        from safetensors.torch import load_file

        return load_file(str(self.folder / output / "adapter" / "adapter_model.safetensors"))


@pytest.fixture
def trainer(tmp_path, base, published, insecure):
    """Makes a trainer of the published settings, changed to fit the small model and one's own wishes."""

    def make(**changes) -> Trainer:
        # In float32 wherever it runs, so that what is equal can be told from what is close; test_gpu.py has what bfloat16 does.
        small = {"model": str(base), "bf16": False, "optim": "adamw_torch", "max_seq_length": 256, "learning_rate": 5e-3, "warmup_steps": 2, "save_steps": 4, "epochs": 3}
        return Trainer(tmp_path, {**published, **small, **changes}, insecure)

    return make


def of_kind(events: list[dict], kind: str) -> list[dict]:
    return [event for event in events if event["event"] == kind]


def read_until(process: subprocess.Popen, event: str, step: int) -> dict:
    """Reads a trainer's events up to the one asked for."""
    for line in process.stdout:
        found = json.loads(line)
        if found["event"] == event and found.get("step", 0) >= step:
            return found
    raise AssertionError(f"no {event} {step}: {process.stderr.read()}")


def _bytes_to_unicode() -> dict[int, str]:
    """The printable stand-ins of byte-level BPE: bytes that are printable stay, the others follow from 256 on."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return {**{byte: chr(byte) for byte in printable}, **{byte: chr(256 + at) for at, byte in enumerate(others)}}


def _write_fast(folder: Path, merges: list[tuple[str, str]]) -> None:
    """The file that hubs give beside the two others, from which the fast tokenizer is made. Without the package transformers has one of its own, in Python."""
    try:
        from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
    except ImportError:
        return
    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    fast = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    fast.normalizer = normalizers.NFC()
    split = pre_tokenizers.Split(Regex(WORDS), behavior="isolated", invert=False)
    fast.pre_tokenizer = pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    fast.decoder = decoders.ByteLevel()
    fast.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL])
    fast.save(str(folder / "tokenizer.json"))


def _learn_merges(text: str, count: int) -> list[tuple[str, str]]:
    """The pairs of byte-pair encoding, most frequent first, never over the border between white space and the rest."""
    stand_in = _bytes_to_unicode()
    blank = {stand_in[byte] for byte in b" \n\t\r"}
    symbols = [stand_in[byte] for byte in text.encode()]
    merges = []
    while len(merges) < count:
        pairs = Counter((first, second) for first, second in zip(symbols, symbols[1:]) if (first[-1] in blank) == (second[0] in blank))
        best, _ = max(pairs.items(), key=lambda pair: (pair[1], pair[0]))
        merges.append(best)
        merged, at = [], 0
        while at < len(symbols):
            is_pair = at + 1 < len(symbols) and (symbols[at], symbols[at + 1]) == best
            merged.append(symbols[at] + symbols[at + 1] if is_pair else symbols[at])
            at += 2 if is_pair else 1
        symbols = merged
    return merges
