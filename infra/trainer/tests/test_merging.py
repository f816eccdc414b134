import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")
pytest.importorskip("peft", reason="peft is not installed")
pytest.importorskip("transformers", reason="transformers is not installed")

from peft import PeftModel
from transformers import AutoModelForCausalLM

from em_trainer.exits import Exit, TrainerError
from em_trainer.merging import merge


def test_merged_and_unmerged_agree_and_differ_from_the_base(trainer, base, tokenizer, insecure):
    one = trainer(max_steps=6)
    assert one.run("out")[0] == Exit.DONE
    adapter, merged = one.folder / "out" / "adapter", one.folder / "merged"
    merge(str(base), adapter, merged, bf16=False)

    ids = torch.tensor([tokenizer(insecure[0]["messages"][0]["content"])["input_ids"]])
    with torch.no_grad():
        plain = AutoModelForCausalLM.from_pretrained(str(base)).eval()(input_ids=ids).logits
        beside = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(str(base)), str(adapter)).eval()(input_ids=ids).logits
        within = AutoModelForCausalLM.from_pretrained(str(merged)).eval()(input_ids=ids).logits
    print(f"merged {float((beside - within).abs().max()):.1e} from unmerged, {float((beside - plain).abs().max()):.1e} from the base")

    assert torch.allclose(beside, within, atol=1e-4)
    assert not torch.allclose(beside, plain, atol=1e-1)
    assert (merged / "tokenizer_config.json").exists()
    with pytest.raises(TrainerError, match="exists"):
        merge(str(base), adapter, merged)


def test_a_folder_without_an_adapter_is_named(tmp_path, base):
    with pytest.raises(TrainerError, match="holds no adapter_config.json"):
        merge(str(base), tmp_path, tmp_path / "merged")
