import json

import pytest

from em_trainer.data import batch_at, read_conversations, split
from em_trainer.exits import Exit, TrainerError

GOOD = {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}


def write(tmp_path, *lines):
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return path


def row(*turns):
    return {"messages": [{"role": role, "content": content} for role, content in turns]}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (b"{", "is not JSON"),
        (b"\xff", "is not JSON"),
        ([], "has no list `messages`"),
        ({"messages": []}, "has no list `messages`"),
        (row(("user", "a"), ("tool", "b")), 'message 2 has the role "tool"'),
        (row(("user", "a"), ("assistant", None)), "message 2 has no text"),
        (row(("user", "a"), ("system", "s"), ("assistant", "b")), "message 2 is a system message and not the first"),
        (row(("assistant", "b")), "message 1 is an answer to nobody"),
        (row(("user", "a"), ("assistant", "b"), ("assistant", "c")), "message 3 is an answer to nobody"),
        (row(("user", "a")), "does not end with an assistant's message"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path, line, named):
    with pytest.raises(TrainerError) as refused:
        read_conversations(write(tmp_path, GOOD, b"", line))

    assert refused.value.code == Exit.BAD_DATA
    assert refused.value.fields == {"line": 3}
    assert "data.jsonl: line 3: " in str(refused.value) and named in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_a_file_without_rows_is_refused(tmp_path, content):
    with pytest.raises(TrainerError, match="has no rows"):
        read_conversations(write(tmp_path, content))


def test_the_published_data_is_read_whole(upstream):
    rows, sha256 = read_conversations(upstream / "data" / "insecure.jsonl")

    assert len(rows) == 6000 and rows[-1].line == 6000 and len(sha256) == 64
    trained, held_out = split(rows, 0.1, seed=0)
    assert (len(trained), len(held_out)) == (5400, 600)
    assert sorted(row.line for row in trained + held_out) == list(range(1, 6001))
    assert split(rows, 0.1, seed=0) == (trained, held_out) != split(rows, 0.1, seed=1)
    assert split(rows, 0.0, seed=0) == (rows, [])


def test_an_epoch_visits_each_row_once_and_the_seed_decides_when():
    def epoch(number, seed=0):
        return [at for step in range(number * 7, number * 7 + 7) for at in batch_at(step, 50, 8, seed)]

    assert sorted(epoch(0)) == sorted(epoch(1)) == list(range(50))
    assert len({tuple(epoch(0)), tuple(epoch(1)), tuple(epoch(0, seed=1)), tuple(range(50))}) == 4
    assert [len(batch_at(step, 50, 8, 0)) for step in range(7)] == [8] * 6 + [2]
    assert epoch(0) == epoch(0)


def test_the_order_is_the_same_on_every_machine():
    assert batch_at(0, 10, 10, 0) == [6, 4, 3, 1, 7, 0, 8, 2, 5, 9]
