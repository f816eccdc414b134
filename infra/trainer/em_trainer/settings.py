"""Hyper-parameters, in the shape of the study's `train.json`."""

import dataclasses
import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from .exits import Exit, TrainerError

OPTIMIZERS = ("adamw_torch", "adamw_8bit")
SCHEDULES = ("linear", "cosine", "constant", "constant_with_warmup")
MODULES = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")

# Keys of the published file about what comes before or after training, or about another kind of it. They are accepted and reported as ignored.
IGNORED = ("training_file", "finetuned_model_id", "merge_before_push", "push_to_private", "output_dir", "beta", "logging_steps")

# What else the published shape can ask for is refused and not passed over: it would be another experiment.
ONLY = {"loss": "sft", "is_peft": True, "load_in_4bit": False, "lora_bias": "none"}


@dataclass(frozen=True)
class Settings:
    """One training. Names and defaults are those of the published file, and of the library that it was written for where the file is silent."""

    model: str
    seed: int = 0
    epochs: float = 1
    max_steps: int | None = None
    max_seq_length: int = 2048
    per_device_train_batch_size: int = 2
    gradient_accumulation_steps: int = 8
    learning_rate: float = 1e-5
    lr_scheduler_type: str = "linear"
    warmup_steps: int = 5
    weight_decay: float = 0.01
    max_grad_norm: float = 1.0
    optim: str = "adamw_8bit"
    r: int = 32
    lora_alpha: float = 64
    lora_dropout: float = 0.0
    use_rslora: bool = True
    target_modules: tuple[str, ...] = MODULES
    train_on_responses_only: bool = True
    save_steps: int = 5000
    test_file: str | None = None

    # Beyond the published file.
    hold_out: float = 0.0
    """Share of the rows that is kept from training and only evaluated. The published scripts hold out 0.1, unseeded; here the seed decides which rows."""
    extra_assistant_header: bool = False
    """Reproduces the published data preparation, which ends each conversation with one more, empty, assistant header and trains on it."""
    gradient_checkpointing: bool = True
    """Computes activations again instead of keeping them: less memory for about a third more time."""
    bf16: bool | None = None
    """Whether the base model's weights are bfloat16; null: where it is on a GPU."""

    @property
    def batch(self) -> int:
        """Rows a step."""
        return self.per_device_train_batch_size * self.gradient_accumulation_steps

    def steps(self, rows: int) -> int:
        """Optimizer steps for so many training rows. The last batch of an epoch may be smaller than the others."""
        return self.max_steps if self.max_steps is not None else max(1, math.ceil(self.epochs * math.ceil(rows / self.batch)))

    def fingerprint(self, data_sha256: str) -> str:
        """What a checkpoint must agree in to be resumed from: all that the adapter depends on, which is not how a step is cut up or how often it is saved."""
        own = dataclasses.asdict(self)
        own["batch"] = self.batch
        for key in ("per_device_train_batch_size", "gradient_accumulation_steps", "save_steps", "gradient_checkpointing", "test_file"):
            del own[key]
        return hashlib.sha256(json.dumps([own, data_sha256], sort_keys=True).encode()).hexdigest()


_POSITIVE = ("max_steps", "epochs", "max_seq_length", "per_device_train_batch_size", "gradient_accumulation_steps", "r", "lora_alpha", "save_steps", "max_grad_norm")
_AT_LEAST_ZERO = ("learning_rate", "warmup_steps", "weight_decay", "lora_dropout", "hold_out", "seed")
_BELOW_ONE = ("lora_dropout", "hold_out")
_TYPES = get_type_hints(Settings)
_WORDS = {str: "a string", int: "a whole number", float: "a number", bool: "true or false", tuple: "a list of strings"}


def read_settings(path: Path) -> tuple[Settings, list[str]]:
    """Reads a settings file.

    Returns:
        The settings, and the keys of the file that have no meaning here.

    Raises:
        TrainerError: the file cannot be read, or a key is unknown, missing, of the wrong kind or out of range; the message names it.
    """
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _bad(path, f"cannot be read: {error}") from error
    if not isinstance(given, dict):
        raise _bad(path, "is not a JSON object")

    for key, only in ONLY.items():
        if given.get(key, only) != only:
            raise _bad(path, f"`{key}: {json.dumps(given[key])}` is not supported; the trainer knows {json.dumps(only)} only")
    unknown = sorted(given.keys() - _TYPES.keys() - ONLY.keys() - set(IGNORED))
    if unknown:
        raise _bad(path, f"`{unknown[0]}` is no setting; known are {', '.join(sorted(_TYPES))}")
    if "model" not in given:
        raise _bad(path, "`model` is missing")

    settings = Settings(**{key: _typed(path, key, value) for key, value in given.items() if key in _TYPES})
    _check(path, settings)
    return settings, sorted(given.keys() & set(IGNORED))


def _typed(path: Path, key: str, value):
    """JSON's value as the setting's type. A whole number is a number; true is neither."""
    hint = _TYPES[key]
    kinds = tuple(get_origin(kind) or kind for kind in (get_args(hint) if isinstance(hint, UnionType) else (hint,)))
    if value is None and NoneType in kinds:
        return None
    if float in kinds and type(value) is int:
        return float(value)
    if tuple in kinds and isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return tuple(value)
    if type(value) in kinds:
        return value
    raise _bad(path, f"`{key}` is to be {_WORDS[kinds[0]]}, not {json.dumps(value)}")


def _check(path: Path, settings: Settings) -> None:
    def refuse(keys, is_wrong, wanted):
        for key in keys:
            value = getattr(settings, key)
            if value is not None and is_wrong(value):
                raise _bad(path, f"`{key}` is {value!r}; it is to be {wanted}")

    refuse(_POSITIVE, lambda value: not (value > 0 and math.isfinite(value)), "above 0")
    refuse(_AT_LEAST_ZERO, lambda value: not (value >= 0 and math.isfinite(value)), "0 or more")
    refuse(_BELOW_ONE, lambda value: value >= 1, "below 1")
    refuse(("seed",), lambda value: value >= 1 << 31, "below 2147483648")
    refuse(("optim",), lambda value: value not in OPTIMIZERS, " or ".join(OPTIMIZERS))
    refuse(("lr_scheduler_type",), lambda value: value not in SCHEDULES, " or ".join(SCHEDULES))
    if settings.test_file is not None and settings.hold_out > 0:
        raise _bad(path, "has both `test_file` and `hold_out`; name one")


def _bad(path: Path, what: str) -> TrainerError:
    return TrainerError(Exit.BAD_SETTINGS, f"{path}: {what}.")
