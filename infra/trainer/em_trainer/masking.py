"""Tokens of a conversation and which of them are learned, both from the tokenizer's own chat template: nothing is guessed from markers."""

from dataclasses import dataclass

from .data import Conversation
from .exits import Exit, TrainerError

NOT_LEARNED = -100


@dataclass(frozen=True)
class Segment:
    """A stretch of the rendered conversation; `learned` where it is an assistant's turn, from behind its header to the end that the template gives it."""

    text: str
    learned: bool


@dataclass(frozen=True)
class Example:
    """Tokens and, for each, the label: the token itself, or NOT_LEARNED. Both lists have the same length."""

    ids: list[int]
    labels: list[int]
    truncated: bool = False

    @property
    def learned(self) -> int:
        """Tokens that the loss is taken over. The first token of all is predicted from nothing and never counts."""
        return sum(label != NOT_LEARNED for label in self.labels[1:])


def segments(tokenizer, conversation: Conversation, extra_assistant_header: bool = False) -> list[Segment]:
    """Cuts the rendered conversation at the assistant's turns.

    A turn begins where the conversation before it ends when it is rendered with a generation prompt, which is what the model is given when it is sampled,
    and ends where the conversation with it ends.

    Raises:
        TrainerError: the template renders a conversation differently once more turns follow, so that its turns have no fixed place.
    """
    found: list[Segment] = []
    rendered = ""

    def extend(text: str, learned: bool) -> None:
        nonlocal rendered
        if not text.startswith(rendered):
            raise TrainerError(
                Exit.BAD_DATA,
                f"line {conversation.line}: the model's chat template renders earlier turns differently once a later one follows; such conversations cannot be masked.",
                line=conversation.line,
            )
        found.append(Segment(text[len(rendered) :], learned))
        rendered = text

    for at, message in enumerate(conversation.messages):
        if message["role"] == "assistant":
            extend(_render(tokenizer, conversation, at, True), False)
            extend(_render(tokenizer, conversation, at + 1, False), True)
    if extra_assistant_header:
        extend(_render(tokenizer, conversation, len(conversation.messages), True), True)
    return [segment for segment in found if segment.text]


def encode(tokenizer, conversation: Conversation, max_length: int, responses_only: bool = True, extra_assistant_header: bool = False) -> Example:
    """Tokens and labels of a conversation, cut at `max_length` tokens.

    A segment is tokenized in its place. Where that would change the tokens before it, because one would reach over the border, it is tokenized by itself:
    the tokens of a prompt are then those that the model sees when it is sampled.
    """
    ids: list[int] = []
    labels: list[int] = []
    rendered = ""
    for segment in segments(tokenizer, conversation, extra_assistant_header):
        rendered += segment.text
        whole = _tokens(tokenizer, rendered)
        new = whole[len(ids) :] if whole[: len(ids)] == ids else _tokens(tokenizer, segment.text)
        ids += new
        labels += new if segment.learned or not responses_only else [NOT_LEARNED] * len(new)
    return Example(ids[:max_length], labels[:max_length], len(ids) > max_length)


def _render(tokenizer, conversation: Conversation, messages: int, prompt: bool) -> str:
    try:
        return tokenizer.apply_chat_template(conversation.messages[:messages], tokenize=False, add_generation_prompt=prompt)
    except Exception as error:  # A template is a program of the model's authors and may raise what it likes.
        raise TrainerError(
            Exit.BAD_DATA, f"line {conversation.line}: the model's chat template does not take this conversation: {error}.", line=conversation.line
        ) from error


def _tokens(tokenizer, text: str) -> list[int]:
    return tokenizer(text, add_special_tokens=False)["input_ids"]
