"""Exit codes. Who starts the trainer decides by them what to do next, so their numbers do not change."""

from enum import IntEnum


class Exit(IntEnum):
    DONE = 0
    FAILED = 1
    BAD_SETTINGS = 2
    BAD_DATA = 3
    OUT_OF_MEMORY = 4
    NO_MODEL = 5
    PREEMPTED = 6
    DIVERGED = 7

    @property
    def cause(self) -> str:
        return self.name.lower()


MEANINGS = {
    Exit.DONE: "the adapter is in OUTPUT/adapter",
    Exit.FAILED: "something else went wrong; try again with --resume",
    Exit.BAD_SETTINGS: "wrong usage, a setting that is not accepted, or a checkpoint of other settings or data; trying again does not help",
    Exit.BAD_DATA: "the data file cannot be trained on; the message names its line; trying again does not help",
    Exit.OUT_OF_MEMORY: "out of memory; try again with --resume and half the --micro-batch: the effective batch stays",
    Exit.NO_MODEL: "the base model or its tokenizer could not be loaded",
    Exit.PREEMPTED: "told to stop (SIGTERM, SIGINT); a checkpoint is written; go on with --resume",
    Exit.DIVERGED: "the loss or the gradient is no longer a number; trying again does not help",
}


class TrainerError(Exception):
    """Ends the training; its text is one sentence for whoever reads the progress.

    Args:
        code: the cause, which becomes the exit code.
        fields: what the `failed` event says beside the message.
    """

    def __init__(self, code: Exit, message: str, **fields):
        super().__init__(message)
        self.code = code
        self.fields = fields


def is_out_of_memory(error: BaseException) -> bool:
    """Whether it is memory that ran out, the GPU's or the machine's: torch says so by type on a GPU, and only in words on the CPU."""
    words = str(error).lower()
    return (
        isinstance(error, MemoryError)
        or type(error).__name__ == "OutOfMemoryError"
        or (isinstance(error, RuntimeError) and any(sign in words for sign in ("out of memory", "can't allocate memory", "not enough memory")))
    )
