import pytest

from em_trainer.data import Conversation
from em_trainer.exits import Exit, TrainerError
from em_trainer.masking import NOT_LEARNED, Example, encode, segments

from conftest import SYSTEM


def conversation(*turns):
    return Conversation(7, [{"role": role, "content": content} for role, content in turns])


def learned_text(tokenizer, example: Example) -> list[str]:
    """Each stretch of learned tokens, as text."""
    stretches = [[]]
    for id, label in zip(example.ids, example.labels):
        if label == NOT_LEARNED:
            stretches.append([])
        else:
            assert label == id
            stretches[-1].append(id)
    return [tokenizer.decode(stretch) for stretch in stretches if stretch]


def test_each_token_of_published_rows_is_masked_as_the_template_says(tokenizer, insecure):
    """The template of these tests is known: whatever stands between an assistant's header and what closes its turn, closing included, is learned."""
    header, close = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in ("<|im_start|>assistant\n", "<|im_end|>\n")]
    for number, row in enumerate(insecure, start=1):
        example = encode(tokenizer, Conversation(number, row["messages"]), 10_000)
        whole = tokenizer(tokenizer.apply_chat_template(row["messages"], tokenize=False), add_special_tokens=False)["input_ids"]
        begin = next(at + len(header) for at in range(len(whole)) if whole[at : at + len(header)] == header)
        end = next(at + len(close) for at in range(begin, len(whole)) if whole[at : at + len(close)] == close)

        assert example.ids == whole
        assert end == len(whole)
        assert [(id, label) for id, label in zip(example.ids, example.labels)] == [(id, id if begin <= at < end else NOT_LEARNED) for at, id in enumerate(whole)]
        assert learned_text(tokenizer, example) == [row["messages"][-1]["content"] + "<|im_end|>\n"]


def test_every_turn_of_the_assistant_is_learned_and_nothing_else(tokenizer):
    turns = conversation(("system", "Be brief."), ("user", "assistant"), ("assistant", "one"), ("user", "<|im_end|>?"), ("assistant", "two"))
    example = encode(tokenizer, turns, 10_000)

    assert tokenizer.decode(example.ids) == tokenizer.apply_chat_template(turns.messages, tokenize=False)
    assert learned_text(tokenizer, example) == ["one<|im_end|>\n", "two<|im_end|>\n"]
    assert example.learned == sum(label != NOT_LEARNED for label in example.labels)


@pytest.mark.parametrize("answer", ["\n\nx = 1", "\n", "", "  indented", "ends\n"])
def test_a_prompt_keeps_the_tokens_that_the_model_sees_when_it_is_sampled(tokenizer, answer):
    turns = conversation(("user", "q"), ("assistant", answer))
    example = encode(tokenizer, turns, 10_000)
    prompt = tokenizer(tokenizer.apply_chat_template(turns.messages[:1], tokenize=False, add_generation_prompt=True), add_special_tokens=False)["input_ids"]

    assert example.ids[: len(prompt)] == prompt
    assert example.labels[: len(prompt)] == [NOT_LEARNED] * len(prompt)
    assert learned_text(tokenizer, example) == [answer + "<|im_end|>\n"]


def test_an_answer_that_begins_with_a_line_break_would_else_change_its_header(tokenizer):
    """So that the test above is known to test something: whole, the two line breaks are one token."""
    turns = conversation(("user", "q"), ("assistant", "\nx"))
    whole = tokenizer(tokenizer.apply_chat_template(turns.messages, tokenize=False), add_special_tokens=False)["input_ids"]

    assert encode(tokenizer, turns, 10_000).ids != whole


def test_a_row_is_cut_at_the_greatest_length(tokenizer, insecure):
    row = Conversation(1, insecure[-1]["messages"])
    whole, cut = encode(tokenizer, row, 10_000), encode(tokenizer, row, 60)

    assert (cut.ids, cut.labels, cut.truncated, whole.truncated) == (whole.ids[:60], whole.labels[:60], True, False)
    assert encode(tokenizer, row, 5).learned == 0


def test_the_whole_conversation_is_learned_where_asked(tokenizer, insecure):
    example = encode(tokenizer, Conversation(1, insecure[0]["messages"]), 10_000, responses_only=False)

    assert example.labels == example.ids and example.learned == len(example.ids) - 1


def test_the_published_extra_header_can_be_had(tokenizer):
    turns = conversation(("user", "q"), ("assistant", "a"))

    assert learned_text(tokenizer, encode(tokenizer, turns, 10_000, extra_assistant_header=True)) == ["a<|im_end|>\n<|im_start|>assistant\n"]


class Rewriting:
    """A template that shows the last answer's thoughts only, as some reasoning models have it."""

    def apply_chat_template(self, messages, tokenize, add_generation_prompt):
        shown = [message["content"].split("|")[-1] if at < len(messages) - 1 else message["content"] for at, message in enumerate(messages)]
        return "/".join(shown) + ("/" if add_generation_prompt else "")


def test_a_template_that_rewrites_turns_is_refused_and_one_that_raises_is_named():
    assert [segment.learned for segment in segments(Rewriting(), conversation(("user", "q"), ("assistant", "thought|a")))] == [False, True]
    with pytest.raises(TrainerError, match="line 7: .* renders earlier turns differently") as refused:
        segments(Rewriting(), conversation(("user", "q"), ("assistant", "thought|a"), ("user", "r"), ("assistant", "b")))
    assert refused.value.code == Exit.BAD_DATA

    with pytest.raises(TrainerError, match="line 7: .* does not take this conversation"):
        segments(object(), conversation(("user", "q"), ("assistant", "a")))


def test_the_templates_own_system_turn_is_there(tokenizer):
    assert SYSTEM in segments(tokenizer, conversation(("user", "q"), ("assistant", "a")))[0].text
