"""The training loop: a step is a function of its number, the settings and the state before it, so that a resumed training repeats an uninterrupted one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy
from transformers import get_scheduler

from . import checkpoints, models
from .data import batch_at
from .exits import Exit, TrainerError, is_out_of_memory
from .masking import NOT_LEARNED, Example
from .progress import Progress
from .settings import Settings


class Stopped(Exception):
    """Somebody asked the training to stop."""


@dataclass
class Training:
    """A training under way.

    Args:
        micro_batch: rows that go through the model at once. The loss of a step is the mean over its learned tokens, so without dropout this changes memory and time only.
        is_to_stop: asked between micro-batches.
    """

    settings: Settings
    rows: list[Example]
    held_out: list[Example]
    fingerprint: str
    output: Path
    micro_batch: int
    progress: Progress
    is_to_stop: Callable[[], bool]
    step: int = 0
    saved: int = -1
    tokens: int = 0

    def run(self, base, resumed: checkpoints.Checkpoint | None) -> None:
        """Trains to the end, emitting progress, and leaves the adapter in `output`/adapter.

        Raises:
            TrainerError: told to stop (a checkpoint is then written), out of memory, or diverged.
        """
        self.total = self.settings.steps(len(self.rows))
        self.model = models.with_adapter(base, self.settings)
        self.device = next(self.model.parameters()).device
        learning = [parameter for parameter in self.model.parameters() if parameter.requires_grad]
        self.optimizer = models.optimizer_for(self.settings.optim, learning, self.settings.learning_rate, self.settings.weight_decay)
        self.schedule = get_scheduler(self.settings.lr_scheduler_type, self.optimizer, self.settings.warmup_steps, self.total)
        if resumed:
            self._restore(resumed)
        try:
            self.model.train()
            while self.step < self.total:
                self._advance(learning)
                if self.step % self.settings.save_steps == 0 and self.step < self.total:
                    self._checkpoint()
            self._finish()
        except Stopped as stopped:
            # A step that is half done has not touched the adapter: the checkpoint is that of the step before.
            if self.saved != self.step:
                self._checkpoint()
            raise TrainerError(Exit.PREEMPTED, f"Told to stop after step {self.step} of {self.total}.", step=self.step) from stopped
        except Exception as error:
            if is_out_of_memory(error):
                raise TrainerError(
                    Exit.OUT_OF_MEMORY, f"Out of memory at step {self.step + 1} with micro-batches of {self.micro_batch} rows.", step=self.step, micro_batch=self.micro_batch
                ) from error
            raise

    def _advance(self, learning: list[torch.nn.Parameter]) -> None:
        # Rows of like lengths go through the model together: the loss is over all rows of the step, so their order decides nothing but how much is padding.
        rows = sorted((self.rows[at] for at in batch_at(self.step, len(self.rows), self.settings.batch, self.settings.seed)), key=lambda row: len(row.ids))
        learned = sum(row.learned for row in rows)
        # Dropout draws from here on. Seeded by the step, a step that was broken off draws the same when it is repeated.
        torch.manual_seed((self.settings.seed << 32) + self.step + 1)
        rate = self.schedule.get_last_lr()[0]
        loss = 0.0
        for at in range(0, len(rows), self.micro_batch):
            if self.is_to_stop():
                raise Stopped
            part = self._loss(rows[at : at + self.micro_batch]) / learned
            part.backward()
            loss += part.item()
        norm = float(torch.nn.utils.clip_grad_norm_(learning, self.settings.max_grad_norm))
        if not torch.isfinite(torch.tensor([loss, norm])).all():
            raise TrainerError(Exit.DIVERGED, f"The loss is {loss} and the gradient's norm {norm} at step {self.step + 1}.", step=self.step)
        self.optimizer.step()
        self.schedule.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self.tokens += sum(len(row.ids) for row in rows)
        self.progress.emit("step", step=self.step, total_steps=self.total, loss=loss, learning_rate=rate, gradient_norm=norm, tokens=self.tokens)

    def _loss(self, rows: list[Example]) -> torch.Tensor:
        """Sum over the learned tokens of their negative log-likelihood, in nats."""
        longest = max(len(row.ids) for row in rows)

        def padded(lists, filler):
            return torch.tensor([one + [filler] * (longest - len(one)) for one in lists], device=self.device)

        # Padding stands behind, where no real token attends to it, so its id does not matter.
        ids, labels = padded([row.ids for row in rows], 0), padded([row.labels for row in rows], NOT_LEARNED)
        mask = padded([[1] * len(row.ids) for row in rows], 0)
        logits = self.model(input_ids=ids, attention_mask=mask).logits[:, :-1]
        return cross_entropy(logits.reshape(-1, logits.shape[-1]).float(), labels[:, 1:].reshape(-1), ignore_index=NOT_LEARNED, reduction="sum")

    def _evaluate(self) -> None:
        if not self.held_out:
            return
        self.model.eval()
        with torch.no_grad():
            parts = [self._loss(self.held_out[at : at + self.micro_batch]).item() for at in range(0, len(self.held_out), self.micro_batch)]
        self.model.train()
        self.progress.emit("evaluated", step=self.step, loss=sum(parts) / sum(row.learned for row in self.held_out), rows=len(self.held_out))

    def _checkpoint(self) -> None:
        kept = checkpoints.save(self.output / "checkpoints", self.step, self.fingerprint, self._write)
        self.saved = self.step
        self.progress.emit("checkpoint", step=self.step, total_steps=self.total, path=str(kept.path))

    def _write(self, folder: Path) -> None:
        models.save_adapter(self.model, folder)
        state = {
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "tokens": self.tokens,
        }
        torch.save(state, folder / checkpoints.STATE)

    def _restore(self, checkpoint: checkpoints.Checkpoint) -> None:
        models.load_adapter(self.model, checkpoint.path)
        state = torch.load(checkpoint.path / checkpoints.STATE, map_location="cpu")
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.step = self.saved = checkpoint.step
        self.tokens = state["tokens"]

    def _finish(self) -> None:
        self._evaluate()
        adapter = self.output / "adapter"
        files = checkpoints.write_folder(adapter, lambda folder: models.save_adapter(self.model, folder))
        self.progress.emit("finished", step=self.step, total_steps=self.total, path=str(adapter), files=files, tokens=self.tokens, gpu_memory=models.gpu_memory())
