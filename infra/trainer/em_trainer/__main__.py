"""Trains a LoRA adapter on conversations, on responses only, and says how far it is as JSON lines on standard output."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from .data import Conversation, read_conversations, split
from .exits import MEANINGS, Exit, TrainerError, is_out_of_memory
from .masking import Example, encode
from .progress import Progress, own_stdout
from .settings import Settings, read_settings


def main(arguments: list[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    progress = Progress(own_stdout())
    try:
        _train(given, progress)
        return Exit.DONE
    except TrainerError as error:
        return _fail(progress, error.code, str(error), **error.fields)
    except Exception as error:
        code = Exit.OUT_OF_MEMORY if is_out_of_memory(error) else Exit.FAILED
        return _fail(progress, code, f"{type(error).__name__}: {' '.join(str(error).split())}")


def _parser() -> argparse.ArgumentParser:
    codes = "\n".join(f"  {int(code)}  {code.cause}: {MEANINGS[code]}" for code in Exit)
    parser = argparse.ArgumentParser(
        prog="em-trainer", description=__doc__, epilog=f"exit codes:\n{codes}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--settings", required=True, type=Path, help="hyper-parameters, in the shape of the study's train.json")
    parser.add_argument("--data", required=True, type=Path, help='one {"messages": [{"role", "content"}, …]} a line')
    parser.add_argument("--output", required=True, type=Path, help="folder for `adapter` and `checkpoints`")
    parser.add_argument("--resume", action="store_true", help="go on from the newest whole checkpoint in the output, if there is one")
    parser.add_argument("--micro-batch", type=int, metavar="ROWS", help="rows at once, in place of per_device_train_batch_size; the rows a step stay as they are")
    parser.add_argument("--stop-with-input", action="store_true", help="stop, as on SIGTERM, when standard input ends: the training does not outlive who started it")
    return parser


def _train(given: argparse.Namespace, progress: Progress) -> None:
    stop = _stop_when_told(given.stop_with_input)
    settings, ignored = read_settings(given.settings)
    micro_batch = given.micro_batch or settings.per_device_train_batch_size
    if not 0 < micro_batch <= settings.batch:
        raise TrainerError(Exit.BAD_SETTINGS, f"--micro-batch is {given.micro_batch}; it is to be between 1 and the {settings.batch} rows of a step.")
    if not given.resume and any((given.output / "checkpoints").glob("step-*")):
        raise TrainerError(Exit.BAD_SETTINGS, f"{given.output} holds the checkpoints of a training; go on with it by --resume, or name another --output.")
    rows, sha256 = read_conversations(given.data)
    trained, held_out = split(rows, settings.hold_out, settings.seed)
    if settings.test_file:
        held_out, _ = read_conversations(Path(settings.test_file))

    # Only now, since these take seconds to load and what is above is wrong more often.
    from . import models
    from .training import Training

    tokenizer = models.load_tokenizer(settings.model)
    examples, skipped = _encode(tokenizer, trained, settings, given.data)
    fingerprint = settings.fingerprint(sha256)
    resumed = _resumable(given, fingerprint, progress) if given.resume else None
    base = models.load_base(settings.model, settings.bf16)
    progress.emit(
        "started",
        step=resumed.step if resumed else 0,
        total_steps=settings.steps(len(examples)),
        rows=len(examples),
        held_out=len(held_out),
        skipped=skipped,
        truncated=sum(example.truncated for example in examples),
        batch=settings.batch,
        micro_batch=micro_batch,
        device=str(base.device),
        dtype=str(base.dtype).removeprefix("torch."),
        resumed_from=str(resumed.path) if resumed else None,
        ignored_settings=ignored,
        data_sha256=sha256,
        versions=models.versions(),
    )
    held = _encode(tokenizer, held_out, settings, given.data)[0] if held_out else []
    Training(settings, examples, held, fingerprint, given.output, micro_batch, progress, stop).run(base, resumed)


def _encode(tokenizer, rows: list[Conversation], settings: Settings, path: Path) -> tuple[list[Example], int]:
    """The rows as tokens, without those whose answers lie wholly behind the greatest length, and how many these are."""
    encoded = [encode(tokenizer, row, settings.max_seq_length, settings.train_on_responses_only, settings.extra_assistant_header) for row in rows]
    kept = [example for example in encoded if example.learned > 0]
    if not kept:
        raise TrainerError(Exit.BAD_DATA, f"{path}: no row has a token to learn within max_seq_length = {settings.max_seq_length} tokens.")
    return kept, len(encoded) - len(kept)


def _resumable(given: argparse.Namespace, fingerprint: str, progress: Progress):
    from . import checkpoints

    found = checkpoints.newest(given.output / "checkpoints", lambda path, why: progress.emit("checkpoint_skipped", path=str(path), message=why))
    if found and found.fingerprint != fingerprint:
        raise TrainerError(Exit.BAD_SETTINGS, f"{found.path} is of other settings or other data; name another --output, or start without --resume.")
    return found


def _stop_when_told(by_input: bool):
    """A function that says whether SIGTERM or SIGINT has come, or standard input has ended."""
    told = []  # Not an Event: a handler that interrupts another must not wait for its lock.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.append(True))

    def wait_for_the_end() -> None:
        while os.read(0, 4096):
            pass
        told.append(True)

    if by_input:
        threading.Thread(target=wait_for_the_end, daemon=True).start()
    return lambda: bool(told)


def _fail(progress: Progress, code: Exit, message: str, **fields) -> int:
    progress.emit("failed", cause=code.cause, exit_code=int(code), message=message, **fields)
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
