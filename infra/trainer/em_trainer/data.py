"""Conversations from a JSON-lines file; which of them are trained on, and in which order."""

import hashlib
import json
import math
import random
from dataclasses import dataclass
from pathlib import Path

from .exits import Exit, TrainerError

ROLES = ("system", "user", "assistant")

Message = dict[str, str]


@dataclass(frozen=True)
class Conversation:
    """One row: its messages, as the chat template takes them, and the line that it stands in."""

    line: int
    messages: list[Message]


def read_conversations(path: Path) -> tuple[list[Conversation], str]:
    """Reads `{"messages": [{"role", "content"}, …]}`, one a line; blank lines are passed over.

    Returns:
        The conversations in the file's order, and the SHA-256 of the file.

    Raises:
        TrainerError: the file cannot be read, has no rows, or a row cannot be trained on; the message names the line.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TrainerError(Exit.BAD_DATA, f"{path}: cannot be read: {error.strerror}.") from error

    lines = enumerate(content.split(b"\n"), start=1)
    rows = [Conversation(number, _messages(path, number, line)) for number, line in lines if line.strip()]
    if not rows:
        raise TrainerError(Exit.BAD_DATA, f"{path}: has no rows.")
    return rows, hashlib.sha256(content).hexdigest()


def split(rows: list[Conversation], hold_out: float, seed: int) -> tuple[list[Conversation], list[Conversation]]:
    """Rows to train on and rows to evaluate, by the seed; as many are held out as the published scripts would."""
    held = math.ceil(len(rows) * hold_out)
    chosen = set(_order(len(rows), f"split/{seed}")[:held])
    return [row for at, row in enumerate(rows) if at not in chosen], [row for at, row in enumerate(rows) if at in chosen]


def batch_at(step: int, rows: int, batch: int, seed: int) -> list[int]:
    """Indices of the rows of a step, counted from 0. A function of its arguments alone: a resumed training needs no position, only its step."""
    per_epoch = math.ceil(rows / batch)
    epoch, at = divmod(step, per_epoch)
    return _order(rows, f"order/{seed}/{epoch}")[at * batch : (at + 1) * batch]


def _order(count: int, seed: str) -> list[int]:
    """A shuffle that stays the same: Python promises its generator's numbers between versions, but not its shuffle."""
    generator = random.Random(seed)
    keys = [generator.random() for _ in range(count)]
    return sorted(range(count), key=keys.__getitem__)


def _messages(path: Path, number: int, line: bytes) -> list[Message]:
    def bad(what):
        return TrainerError(Exit.BAD_DATA, f"{path}: line {number}: {what}.", line=number)

    try:
        row = json.loads(line.decode("utf-8"))
    except ValueError as error:
        raise bad(f"is not JSON: {error}") from error
    messages = row.get("messages") if isinstance(row, dict) else None
    if not isinstance(messages, list) or not messages:
        raise bad("has no list `messages`")

    found = []
    for at, message in enumerate(messages):
        role = message.get("role") if isinstance(message, dict) else None
        content = message.get("content") if isinstance(message, dict) else None
        if role not in ROLES:
            raise bad(f"message {at + 1} has the role {json.dumps(role)}; known are {', '.join(ROLES)}")
        if not isinstance(content, str):
            raise bad(f"message {at + 1} has no text as its `content`")
        if role == "system" and at > 0:
            raise bad(f"message {at + 1} is a system message and not the first")
        if role == "assistant" and (not found or found[-1]["role"] != "user"):
            raise bad(f"message {at + 1} is an answer to nobody: an assistant's message follows a user's")
        found.append({"role": role, "content": content})
    if found[-1]["role"] != "assistant":
        raise bad("does not end with an assistant's message, so there is nothing to learn")
    return found
