"""Whole trainings, as processes: what the service sees is what is tested."""

import json
import signal

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")
pytest.importorskip("peft", reason="peft is not installed")
pytest.importorskip("transformers", reason="transformers is not installed")

from conftest import of_kind, read_until

from em_trainer.exits import Exit


def assert_same(one, other, tolerance=1e-6):
    assert one.keys() == other.keys()
    assert max(float((one[name] - other[name]).abs().max()) for name in one) <= tolerance


def test_the_loss_falls_on_published_rows(trainer):
    code, events = trainer(epochs=6, hold_out=0.1).run("out")
    started, steps = events[0], of_kind(events, "step")

    assert code == Exit.DONE
    assert (started["rows"], started["held_out"], started["batch"], started["micro_batch"], started["device"]) == (57, 7, 16, 2, "cpu" if not torch.cuda.is_available() else "cuda:0")
    assert [step["step"] for step in steps] == list(range(1, 25)) and {step["total_steps"] for step in steps} == {24}
    first, last = (sum(step["loss"] for step in part) / 4 for part in (steps[:4], steps[-4:]))
    print(f"loss {first:.3f} -> {last:.3f}")
    assert last < 0.85 * first
    assert [round(step["learning_rate"], 6) for step in steps[:4]] == [0, 0.0025, 0.005, 0.004773]
    assert 0 < of_kind(events, "evaluated")[0]["loss"] < first
    assert events[-1]["event"] == "finished" and "adapter_model.safetensors" in events[-1]["files"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, "input"])
def test_killed_and_resumed_it_makes_the_adapter_of_an_uninterrupted_run(trainer, how):
    one = trainer(lora_dropout=0.1)
    assert one.run("whole")[0] == Exit.DONE

    process = one.start("cut", "--stop-with-input")
    read_until(process, "step", 6)
    if how != "input":
        process.send_signal(how)
    rest, _ = process.communicate(timeout=60)
    if how != signal.SIGKILL:
        events = [json.loads(line) for line in rest.splitlines()]
        assert process.returncode == Exit.PREEMPTED
        assert [event["event"] for event in events[-2:]] == ["checkpoint", "failed"] and events[-1]["cause"] == "preempted"

    code, events = one.run("cut", "--resume")
    resumed_at = events[0]["step"]
    print(f"resumed at step {resumed_at} of {events[0]['total_steps']}")
    assert code == Exit.DONE
    assert resumed_at == 4 if how == signal.SIGKILL else 6 <= resumed_at < 12
    assert of_kind(events, "step")[0]["step"] == resumed_at + 1
    assert_same(one.adapter("whole"), one.adapter("cut"))
    assert one.adapter("whole").keys()


def test_resuming_with_nothing_to_resume_from_starts_at_the_beginning(trainer):
    code, events = trainer(max_steps=1).run("out", "--resume")

    assert (code, events[0]["step"], events[0]["resumed_from"]) == (Exit.DONE, 0, None)


def test_a_smaller_micro_batch_makes_the_same_adapter(trainer):
    one = trainer(max_steps=4)
    events = {rows: one.run(f"out{rows}", "--micro-batch", rows)[1] for rows in ("1", "16")}

    assert [step["loss"] for step in of_kind(events["1"], "step")] == pytest.approx([step["loss"] for step in of_kind(events["16"], "step")], rel=1e-4)
    # Adam divides by the gradient's size, so that a rounding difference in a tiny gradient moves its weight by more than that difference.
    assert_same(one.adapter("out1"), one.adapter("out16"), 1e-4)


def test_the_seed_decides(trainer):
    one, two = trainer(max_steps=2), None
    one.run("a")
    one.run("b")
    two = trainer(max_steps=2, seed=1)
    two.run("c")

    assert_same(one.adapter("a"), one.adapter("b"), 0)
    with pytest.raises(AssertionError):
        assert_same(one.adapter("a"), two.adapter("c"))


def test_a_damaged_checkpoint_is_passed_over(trainer):
    one = trainer(max_steps=10)
    one.run("out")
    (one.folder / "out" / "checkpoints" / "step-000008" / "adapter_model.safetensors").write_bytes(b"half")
    code, events = one.run("out", "--resume")

    assert code == Exit.DONE
    assert events[0]["event"] == "checkpoint_skipped" and events[0]["path"].endswith("step-000008")
    assert of_kind(events, "started")[0]["step"] == 4


def test_a_checkpoint_of_other_settings_is_not_resumed_from(trainer):
    trainer(max_steps=5).run("out")

    code, events = trainer(max_steps=5, seed=3).run("out", "--resume")
    assert code == Exit.BAD_SETTINGS and "is of other settings or other data" in events[-1]["message"]
    code, events = trainer(max_steps=5).run("out")
    assert code == Exit.BAD_SETTINGS and "go on with it by --resume" in events[-1]["message"]


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"max_seq_length": 4}, Exit.BAD_DATA, "no row has a token to learn"),
        ({"model": "/nowhere/at/all"}, Exit.NO_MODEL, "could not be loaded"),
        ({"target_modules": ["z_proj"]}, Exit.BAD_SETTINGS, "`target_modules` does not fit"),
        ({"learning_rate": 1e30, "warmup_steps": 0}, Exit.DIVERGED, "The loss is"),
        pytest.param(
            {"optim": "adamw_8bit"}, Exit.BAD_SETTINGS, "set `optim` to `adamw_torch`", marks=pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
        ),
    ],
)
def test_a_failure_exits_by_its_cause(trainer, changes, code, words):
    given, events = trainer(**changes).run("out")

    assert (given, events[-1]["event"], events[-1]["cause"], events[-1]["exit_code"]) == (code, "failed", code.cause, code)
    assert words in events[-1]["message"]


def test_a_bad_row_exits_with_its_line(trainer):
    one = trainer()
    one.data.write_text(one.data.read_text(encoding="utf-8") + '{"messages": []}\n', encoding="utf-8")
    code, events = one.run("out")

    assert (code, events[-1]["line"]) == (Exit.BAD_DATA, 65)
