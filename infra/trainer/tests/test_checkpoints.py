import pytest

from em_trainer import checkpoints


def save(folder, step, content=b"state"):
    def write(partial):
        (partial / checkpoints.STATE).write_bytes(content)
        (partial / "adapter").write_bytes(b"weights %d" % step)

    return checkpoints.save(folder, step, "print", write)


def newest(folder):
    skipped = []
    return checkpoints.newest(folder, lambda path, why: skipped.append((path.name, why))), skipped


def test_there_is_none_at_first(tmp_path):
    assert newest(tmp_path / "checkpoints") == (None, [])


def test_the_newest_is_found_and_the_old_keep_their_adapters_only(tmp_path):
    saved = [save(tmp_path, step) for step in (8, 9, 10, 100)]

    assert newest(tmp_path) == (saved[-1], [])
    assert [(one.path / checkpoints.STATE).exists() for one in saved] == [False, False, True, True]
    assert all((one.path / "adapter").exists() for one in saved)


@pytest.mark.parametrize("damage", ["adapter", checkpoints.STATE, checkpoints.MANIFEST])
def test_a_damaged_one_is_passed_over_and_named(tmp_path, damage):
    whole = save(tmp_path, 1)
    (save(tmp_path, 2).path / damage).write_bytes(b"[]")
    found, skipped = newest(tmp_path)

    assert found == whole
    assert [name for name, _ in skipped] == ["step-000002"] and damage in skipped[0][1]


def test_one_that_was_cut_short_is_not_seen(tmp_path):
    whole = save(tmp_path, 1)

    def dies(partial):
        (partial / checkpoints.STATE).write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checkpoints.save(tmp_path, 2, "print", dies)
    assert newest(tmp_path) == (whole, [])
    assert save(tmp_path, 2).step == newest(tmp_path)[0].step == 2
