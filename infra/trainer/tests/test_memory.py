"""Memory that runs out, in this process: no test can count on how much a machine has."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")
pytest.importorskip("peft", reason="peft is not installed")
pytest.importorskip("transformers", reason="transformers is not installed")

import io
import json

from em_trainer import models
from em_trainer.exits import Exit, TrainerError, is_out_of_memory
from em_trainer.masking import Example
from em_trainer.progress import Progress
from em_trainer.settings import Settings
from em_trainer.training import Training


def test_it_is_known_by_what_torch_raises():
    with pytest.raises(RuntimeError) as raised:
        torch.empty(1 << 60, dtype=torch.int8)

    assert is_out_of_memory(raised.value)
    assert is_out_of_memory(torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"))
    assert is_out_of_memory(MemoryError()) and not is_out_of_memory(RuntimeError("shape mismatch"))


def test_it_is_reported_with_the_step_and_the_micro_batch(base, tmp_path):
    settings = Settings(model=str(base), optim="adamw_torch", r=4, max_steps=3)
    stream = io.StringIO()
    training = Training(settings, [Example([1, 2, 3], [-100, 2, 3])] * 16, [], "print", tmp_path, 2, Progress(stream), lambda: False)
    loss = training._loss

    def run_out_on_the_second_step(rows):
        if training.step == 1:
            raise torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return loss(rows)

    training._loss = run_out_on_the_second_step
    with pytest.raises(TrainerError) as raised:
        training.run(models.load_base(str(base), False), None)

    assert raised.value.code == Exit.OUT_OF_MEMORY
    assert raised.value.fields == {"step": 1, "micro_batch": 2}
    assert [json.loads(line)["step"] for line in stream.getvalue().splitlines()] == [1]
