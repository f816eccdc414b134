"""The base model, its tokenizer and the adapter, by transformers and PEFT."""

import importlib.metadata

import torch
import transformers
from peft import LoraConfig, get_peft_model, set_peft_model_state_dict
from peft.utils import load_peft_weights
from transformers import AutoModelForCausalLM, AutoTokenizer

from .exits import Exit, TrainerError, is_out_of_memory
from .settings import Settings

# The argument's name changed in 4.56.
_DTYPE = "dtype" if tuple(int(part) for part in transformers.__version__.split(".")[:2]) >= (4, 56) else "torch_dtype"


def device() -> torch.device:
    return torch.device("cuda:0" if torch.cuda.is_available() else "cpu")


def gpu_memory() -> int | None:
    """The most that this process has held of the GPU's memory, in bytes, beside what CUDA itself takes; None where there is no GPU."""
    return torch.cuda.max_memory_reserved() if torch.cuda.is_available() else None


def load_tokenizer(name: str):
    """Raises TrainerError where it cannot be loaded or has no chat template."""
    tokenizer = _loaded(name, lambda: AutoTokenizer.from_pretrained(name))
    if not tokenizer.chat_template:
        raise TrainerError(Exit.NO_MODEL, f"The tokenizer of {name} has no chat template, so it is not known how a conversation is written for it.")
    return tokenizer


def load_base(name: str, bf16: bool | None):
    """The base model on the first GPU that is seen, or the CPU where there is none; in bfloat16 where asked, by default on a GPU."""
    where = device()
    dtype = torch.bfloat16 if (where.type == "cuda" if bf16 is None else bf16) else torch.float32
    place = {"device_map": {"": where}} if where.type == "cuda" else {}
    return _loaded(name, lambda: AutoModelForCausalLM.from_pretrained(name, **{_DTYPE: dtype}, **place))


def with_adapter(base, settings: Settings):
    """The base model with a fresh adapter, drawn by the seed; only the adapter learns. PEFT keeps it in float32 on a bfloat16 base."""
    base.config.use_cache = False
    if settings.gradient_checkpointing:
        base.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
        base.enable_input_require_grads()
    torch.manual_seed(settings.seed)
    # Written as a whole number where it is one: that is what readers of the adapter's configuration expect.
    alpha = int(settings.lora_alpha) if settings.lora_alpha == int(settings.lora_alpha) else settings.lora_alpha
    config = LoraConfig(
        r=settings.r,
        lora_alpha=alpha,
        lora_dropout=settings.lora_dropout,
        use_rslora=settings.use_rslora,
        target_modules=list(settings.target_modules),
        bias="none",
        task_type="CAUSAL_LM",
    )
    try:
        return get_peft_model(base, config)
    except ValueError as error:
        raise TrainerError(Exit.BAD_SETTINGS, f"`target_modules` does not fit {settings.model}: {error}") from error


def load_adapter(model, path) -> None:
    """Puts a saved adapter's weights in the place of the model's own."""
    set_peft_model_state_dict(model, load_peft_weights(str(path), device="cpu"))


def save_adapter(model, path) -> None:
    """As PEFT reads it, without the model card that would name nobody."""
    # The vocabulary is not trained; asked to find that out by itself, PEFT looks for the base model's configuration on the network.
    model.save_pretrained(str(path), save_embedding_layers=False)
    (path / "README.md").unlink(missing_ok=True)


def optimizer_for(name: str, parameters, learning_rate: float, weight_decay: float) -> torch.optim.Optimizer:
    """AdamW in 32 bits, or with its state in 8 bits by bitsandbytes; one never stands in for the other unasked."""
    if name == "adamw_torch":
        return torch.optim.AdamW(parameters, lr=learning_rate, weight_decay=weight_decay)
    if not torch.cuda.is_available():
        raise TrainerError(Exit.BAD_SETTINGS, f"`optim: {name}` wants a GPU and there is none; set `optim` to `adamw_torch`.")
    try:
        from bitsandbytes.optim import AdamW8bit
    except ImportError as error:
        raise TrainerError(Exit.BAD_SETTINGS, f"`optim: {name}` wants the package bitsandbytes; install it, or set `optim` to `adamw_torch`.") from error
    return AdamW8bit(parameters, lr=learning_rate, weight_decay=weight_decay)


def versions() -> dict[str, str]:
    return {"torch": torch.__version__, **{name: importlib.metadata.version(name) for name in ("transformers", "peft")}}


def _loaded(name: str, load):
    try:
        return load()
    except (OSError, ValueError, ImportError) as error:
        if is_out_of_memory(error):
            raise
        raise TrainerError(Exit.NO_MODEL, f"{name} could not be loaded: {' '.join(str(error).split())}") from error
