"""Checkpoints: written whole or not at all, checked before they are trusted."""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "manifest.json"
STATE = "training_state.pt"

# The state that training goes on from is larger than the adapter. A second one is kept in case the newest is damaged; older checkpoints keep their adapters only.
STATES_KEPT = 2


@dataclass(frozen=True)
class Checkpoint:
    """A whole checkpoint: `path` holds the adapter as PEFT writes it, the training state, and the manifest."""

    path: Path
    step: int
    fingerprint: str


def write_folder(target: Path, write) -> dict[str, str]:
    """Has `write` fill a folder beside `target` and puts it in its place at once, so that whoever sees `target` sees all of it.

    Returns:
        The SHA-256 of each file, by name.
    """
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    write(partial)
    files = _hashes(partial)
    _flush(partial)
    shutil.rmtree(target, ignore_errors=True)
    os.replace(partial, target)
    _flush_entry(target.parent)
    return files


def save(folder: Path, step: int, fingerprint: str, write) -> Checkpoint:
    """Writes the checkpoint of a step and drops the training state of those that are too old to be resumed from."""

    def write_all(partial: Path) -> None:
        write(partial)
        manifest = {"step": step, "fingerprint": fingerprint, "files": _hashes(partial)}
        (partial / MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")

    target = folder / f"step-{step:06d}"
    write_folder(target, write_all)
    for old in _folders(folder)[STATES_KEPT:]:
        (old / STATE).unlink(missing_ok=True)
    return Checkpoint(target, step, fingerprint)


def newest(folder: Path, skipped) -> Checkpoint | None:
    """The newest checkpoint that is whole; `skipped` is told of each newer one that is not, as (path, why)."""
    for path in _folders(folder):
        if not (path / STATE).exists():
            continue
        try:
            manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
            wrong = [name for name, sha256 in manifest["files"].items() if not (path / name).is_file() or _sha256(path / name) != sha256]
            if not wrong:
                return Checkpoint(path, int(manifest["step"]), manifest["fingerprint"])
            skipped(path, f"{wrong[0]} is missing or damaged")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            skipped(path, f"{MANIFEST} cannot be read: {error}")
    return None


def _folders(folder: Path) -> list[Path]:
    """Newest first."""
    return sorted(folder.glob("step-*"), reverse=True)


def _hashes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _flush(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            _flush_entry(path)
    _flush_entry(folder)


def _flush_entry(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
