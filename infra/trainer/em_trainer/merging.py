"""Merges an adapter into its base model, for servers that take whole models only."""

import argparse
import sys
from pathlib import Path

from .exits import Exit, TrainerError


def merge(model: str, adapter: Path, output: Path, bf16: bool | None = None) -> None:
    """Writes the base model with the adapter added to its weights, and the tokenizer, to the folder `output`.

    Args:
        model: name or folder of the base model.
        adapter: folder of the adapter, as the trainer leaves it.
        output: a folder that is not there yet.
        bf16: whether the weights are bfloat16; None: on a GPU. Merging rounds to that once more than running the adapter beside the base does.
    """
    from peft import PeftModel

    from . import checkpoints, models

    if output.exists():
        raise TrainerError(Exit.BAD_SETTINGS, f"{output} exists; name a folder that is not there yet.")
    if not (adapter / "adapter_config.json").is_file():
        raise TrainerError(Exit.BAD_SETTINGS, f"{adapter} holds no adapter_config.json; name the folder that the trainer left the adapter in.")
    tokenizer = models.load_tokenizer(model)
    merged = PeftModel.from_pretrained(models.load_base(model, bf16), str(adapter)).merge_and_unload()

    def write(folder: Path) -> None:
        merged.save_pretrained(str(folder))
        tokenizer.save_pretrained(str(folder))

    checkpoints.write_folder(output, write)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="em-trainer-merge", description=__doc__)
    parser.add_argument("--model", required=True, help="name or folder of the base model")
    parser.add_argument("--adapter", required=True, type=Path, help="folder of the adapter")
    parser.add_argument("--output", required=True, type=Path, help="folder to write, which is not there yet")
    given = parser.parse_args(arguments)
    try:
        merge(given.model, given.adapter, given.output)
    except TrainerError as error:
        print(error, file=sys.stderr)
        return error.code
    return Exit.DONE


if __name__ == "__main__":
    sys.exit(main())
