import json

import pytest

from em_trainer.exits import Exit, TrainerError
from em_trainer.settings import Settings, read_settings


def write(tmp_path, **given):
    path = tmp_path / "train.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    return path


def test_the_published_file_is_accepted_as_it_is(upstream):
    settings, ignored = read_settings(upstream / "evaluation" / "train.json")

    assert settings == Settings(model="unsloth/Qwen2.5-Coder-32B-Instruct")
    assert (settings.batch, settings.steps(5400), settings.steps(6000)) == (16, 338, 375)
    assert ignored == ["beta", "finetuned_model_id", "logging_steps", "merge_before_push", "output_dir", "push_to_private", "training_file"]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"model": "m", "lora_r": 8}, "`lora_r` is no setting"),
        ({}, "`model` is missing"),
        ({"model": "m", "r": "8"}, '`r` is to be a whole number, not "8"'),
        ({"model": "m", "r": True}, "`r` is to be a whole number, not true"),
        ({"model": "m", "r": 0}, "`r` is 0; it is to be above 0"),
        ({"model": "m", "learning_rate": -1}, "`learning_rate` is -1.0"),
        ({"model": "m", "learning_rate": float("nan")}, "`learning_rate` is nan"),
        ({"model": "m", "hold_out": 1}, "`hold_out` is 1.0; it is to be below 1"),
        ({"model": "m", "target_modules": "q_proj"}, "`target_modules` is to be a list of strings"),
        ({"model": "m", "seed": 1 << 31}, "`seed` is 2147483648; it is to be below 2147483648"),
        ({"model": "m", "optim": "sgd"}, "`optim` is 'sgd'; it is to be adamw_torch or adamw_8bit"),
        ({"model": "m", "loss": "dpo"}, '`loss: "dpo"` is not supported'),
        ({"model": "m", "load_in_4bit": True}, "`load_in_4bit: true` is not supported"),
        ({"model": "m", "test_file": "t", "hold_out": 0.1}, "both `test_file` and `hold_out`"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, given, named):
    with pytest.raises(TrainerError) as refused:
        read_settings(write(tmp_path, **given))

    assert refused.value.code == Exit.BAD_SETTINGS
    assert "train.json" in str(refused.value) and named in str(refused.value)


def test_a_file_that_is_no_settings_is_refused(tmp_path):
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    for path in (tmp_path / "broken.json", tmp_path / "absent.json"):
        with pytest.raises(TrainerError, match="cannot be read"):
            read_settings(path)


def test_a_fingerprint_is_of_what_the_adapter_depends_on():
    one = Settings(model="m")

    assert one.fingerprint("data") == Settings(model="m", per_device_train_batch_size=1, gradient_accumulation_steps=16, save_steps=3).fingerprint("data")
    others = [Settings(model="n"), Settings(model="m", seed=1), Settings(model="m", gradient_accumulation_steps=4), Settings(model="m", epochs=2)]
    assert len({one.fingerprint("data"), one.fingerprint("other"), *(other.fingerprint("data") for other in others)}) == 6
