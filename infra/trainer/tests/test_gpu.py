"""What only a GPU shows: bfloat16, memory that really runs out, and what of the CPU's promises holds there. Skipped where there is none."""

import json
import signal

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")
pytest.importorskip("peft", reason="peft is not installed")
pytest.importorskip("transformers", reason="transformers is not installed")
if not torch.cuda.is_available():
    pytest.skip("there is no GPU", allow_module_level=True)

from conftest import of_kind, read_until
from peft import PeftModel
from transformers import AutoModelForCausalLM, Qwen2Config, Qwen2ForCausalLM

from em_trainer.exits import Exit
from em_trainer.merging import merge

# Qwen2.5's own: it is the logits over this many tokens that take the memory.
VOCABULARY = 152_064


def losses(events):
    return [step["loss"] for step in of_kind(events, "step")]


def test_the_base_is_bfloat16_the_adapter_is_not_and_the_losses_are_those_of_float32(trainer):
    short = {"max_steps": 24, "epochs": 6}
    code, halves = trainer(**short, bf16=None).run("halves")
    assert code == Exit.DONE
    assert (halves[0]["device"], halves[0]["dtype"]) == ("cuda:0", "bfloat16")
    assert halves[-1]["gpu_memory"] > 0

    one = trainer(**short, bf16=False)
    assert {tensor.dtype for tensor in one.adapter("halves").values()} == {torch.float32}
    wholes = one.run("wholes")[1]
    apart = max(abs(half / whole - 1) for half, whole in zip(losses(halves), losses(wholes)))
    print(f"loss {losses(halves)[0]:.3f} -> {losses(halves)[-1]:.3f} in bfloat16, {losses(wholes)[0]:.3f} -> {losses(wholes)[-1]:.3f} in float32, {apart:.2%} apart at most")
    assert losses(halves)[-1] < 0.85 * losses(halves)[0]
    assert apart < 0.03


def test_killed_and_resumed_in_bfloat16_it_makes_the_adapter_of_an_uninterrupted_run(trainer):
    one = trainer(bf16=None, lora_dropout=0.1)
    assert one.run("whole")[0] == Exit.DONE
    process = one.start("cut")
    read_until(process, "step", 6)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    code, events = one.run("cut", "--resume")

    assert (code, events[0]["step"]) == (Exit.DONE, 4)
    whole, cut = one.adapter("whole"), one.adapter("cut")
    apart = max(float((whole[name] - cut[name]).abs().max()) for name in whole)
    print(f"weights {apart:.1e} apart at most, the largest is {max(float(tensor.abs().max()) for tensor in whole.values()):.2f}")
    assert apart <= 1e-4


def test_merged_into_bfloat16_it_answers_as_the_adapter_beside_it_up_to_the_rounding(trainer, base, tokenizer, insecure):
    one = trainer(bf16=None, max_steps=6)
    assert one.run("out")[0] == Exit.DONE
    adapter, merged = one.folder / "out" / "adapter", one.folder / "merged"
    merge(str(base), adapter, merged)

    ids = torch.tensor([tokenizer(insecure[0]["messages"][0]["content"])["input_ids"]], device="cuda")

    def logits(folder, with_adapter=False):
        model = AutoModelForCausalLM.from_pretrained(str(folder)).to("cuda", torch.float32)
        model = PeftModel.from_pretrained(model, str(adapter)) if with_adapter else model
        with torch.no_grad():
            return model.eval()(input_ids=ids).logits

    plain, beside, within = logits(base), logits(base, with_adapter=True), logits(merged)
    rounding, change = (float((one - beside).norm() / beside.norm()) for one in (within, plain))
    print(f"merged {rounding:.1e} from unmerged, the base {change:.1e}, of the logits' size")
    assert rounding < 1e-2 < 10 * rounding < change


@pytest.fixture
def wide(tmp_path, tokenizer):
    """A small model with Qwen2.5's whole vocabulary."""
    folder = tmp_path / "wide"
    torch.manual_seed(1)
    config = Qwen2Config(
        vocab_size=VOCABULARY, hidden_size=256, intermediate_size=512, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=2048
    )
    Qwen2ForCausalLM(config).to(torch.bfloat16).save_pretrained(str(folder))
    tokenizer.save_pretrained(str(folder))
    return folder


def test_memory_that_runs_out_is_known_by_its_exit_code_and_fewer_rows_at_once_fit(trainer, wide):
    """More rows at once than any card holds: their logits alone are 160 GB in float32."""
    rows = 128
    one = trainer(model=str(wide), bf16=None, per_device_train_batch_size=rows, gradient_accumulation_steps=1, max_seq_length=2048, max_steps=2, epochs=1)
    long = {"messages": [{"role": "user", "content": "Go on."}, {"role": "assistant", "content": "x = 1\n" * 3000}]}
    one.data.write_text("".join(json.dumps(long) + "\n" for _ in range(rows)), encoding="utf-8")

    code, events = one.run("out")
    assert (code, events[-1]["cause"], events[-1]["micro_batch"], events[-1]["step"]) == (Exit.OUT_OF_MEMORY, "out_of_memory", rows, 0)
    print(events[-1]["message"])

    code, events = one.run("out", "--resume", "--micro-batch", "4")
    assert code == Exit.DONE
    assert (events[0]["batch"], events[0]["truncated"], len(losses(events))) == (rows, rows, 2)
    print(f"with 4 rows at once {events[-1]['gpu_memory'] / 2**30:.1f} GiB")


def test_eight_bit_adam_wants_its_package(trainer):
    code, events = trainer(optim="adamw_8bit", max_steps=2).run("out")
    try:
        import bitsandbytes  # noqa: F401
    except ImportError:
        assert code == Exit.BAD_SETTINGS and "wants the package bitsandbytes" in events[-1]["message"]
    else:
        assert code == Exit.DONE
