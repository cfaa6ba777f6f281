"""Replies are read while they come, whatever a model makes of the shape it was asked for."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writers.replies import LONGEST, Cited, Reader, Said, loaded

CARD = {"quotes": [{"passage": 1, "words": "Retkikortti on voimassa"}], "text": "Kortti on voimassa ”kahdeksan” kk."}
FEE = {"quotes": [{"passage": 2, "words": "7 euroa"}], "text": "Maksu on 7 euroa {yö}."}
SAID = [
    Said(text="Kortti on voimassa ”kahdeksan” kk.", cited=(Cited(passage=1, words="Retkikortti on voimassa"),)),
    Said(text="Maksu on 7 euroa {yö}.", cited=(Cited(passage=2, words="7 euroa"),)),
]
ONE, TWO = (json.dumps(held, ensure_ascii=False) for held in (CARD, FEE))
WHOLE = json.dumps({"sentences": [CARD, FEE]}, ensure_ascii=False)


def read(reply: str, size: int = 7) -> list[Said]:
    reader = Reader()
    return [said for at in range(0, len(reply), size) for said in reader.feed(reply[at : at + size])]


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize(
    "reply",
    [
        WHOLE,
        json.dumps({"sentences": [CARD, FEE]}, indent=2),
        f"{ONE}\n{TWO}\n",
        f"[{ONE}, {TWO}]",
        f'```json\n{WHOLE}\n```\nToivottavasti "tämä" {{ auttaa!',
        f'Tässä "vastaus: [\n1. {ONE}\n2. {TWO} }}]',
        f'{{"sentences": [{ONE}, {TWO},]}}',
        WHOLE.replace("}]", ",}, ]", 1),
        f'{{"sentences": [{ONE} {TWO}',
        f'{ONE}\n{TWO}\n{{"quotes": [{{"passage": 3, "wor',
        f'{{"text": "Rivi joka katk\n{ONE}\n{{"quotes": [{{"passage": 3\n{TWO}',
        json.dumps({"answer": {"answer": {"sentences": [CARD, FEE]}}}),
        f'\n<think>\nKokeilen ensin "näin: {TWO} {{ja {ONE}</think>\n\n{WHOLE}',
    ],
)
def test_sentences_are_found_in_any_shape(reply: str, size: int) -> None:
    """One object, a list, JSON lines, fences and prose around, commas too many or missing, lines that break off, thoughts with
    drafts of sentences before: both sentences and no more."""
    assert read(reply, size) == SAID


def test_thoughts_without_an_end_say_nothing() -> None:
    """What a model only thought is no answer; a sign that only begins like a thought hides nothing."""
    assert read(f"<think>{ONE}") == []
    assert read(f"<thin {ONE}") == SAID[:1]


@pytest.mark.parametrize(
    ("quotes", "cited"),
    [
        ([{"passage": "[2]", "words": "a"}], (Cited(passage=2, words="a"),)),
        ({"passage": 2, "words": "a"}, (Cited(passage=2, words="a"),)),
        ([{"passage": True, "words": "a"}, {"words": "b"}], (Cited(passage=0, words="a"), Cited(passage=0, words="b"))),
        ([{"passage": 1}, "sanat", 3, None, {"passage": 1, "words": 5}], ()),
        ("sanat", ()),
        (None, ()),
    ],
)
def test_quotes_of_any_kind(quotes: object, cited: tuple[Cited, ...]) -> None:
    """A number as text and a lone quote are understood; what is no quote is left out, and no number is made up."""
    assert read(json.dumps({"text": "Virke.", "quotes": quotes})) == [Said(text="Virke.", cited=cited)]


def test_a_sentence_comes_with_the_piece_that_ends_it() -> None:
    """Nothing is held back until the next sentence or the end of the reply."""
    reader = Reader()
    assert list(reader.feed('{"sentences": [' + ONE[:-1])) == []
    assert list(reader.feed("}")) == SAID[:1]


def test_an_empty_list_is_told_apart_from_no_reply() -> None:
    """A model that says that there is no answer has replied; prose has not."""
    empty, prose = Reader(), Reader()
    assert [*empty.feed('{"sentences": []}'), *prose.feed("En tiedä [vastausta].")] == []
    assert (empty.objects, prose.objects) == (1, 0)


MEGABYTE = 1_000_000
HOSTILE = {
    "open objects": "{" * MEGABYTE,
    "open lists in an object": "{" + "[" * MEGABYTE,
    "pairs": "{}" * (MEGABYTE // 2),
    "nested pairs": ("{" * 7 + "}" * 7) * (MEGABYTE // 14),
    "a text without end": '{"text": "' + "a" * MEGABYTE,
    "line ends in a text": '{"text": "' + "\n" * MEGABYTE,
    "escapes": '{"text": "' + "\\" * MEGABYTE,
    "quotation marks": '{"' + '"' * MEGABYTE,
    "commas": "{" + "," * MEGABYTE + "}",
    "spaces": "{" + " " * MEGABYTE,
    "half objects": '{"text": "a\n' * (MEGABYTE // 12),
    "sentences": (ONE + "\n") * (MEGABYTE // len(ONE)),
}


@pytest.mark.untraced  # a tracer would be what is measured
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_megabyte_takes_time_in_proportion(kind: str) -> None:
    """A megabyte takes about ten times what a tenth of it takes, in small pieces too; nesting never exhausts the stack."""
    reply = HOSTILE[kind]

    def seconds(text: str) -> float:
        start = time.perf_counter()
        read(text, 64)
        return time.perf_counter() - start

    tenth = seconds(reply[: len(reply) // 10])
    assert seconds(reply) < max(30 * tenth, 0.3)


def test_an_object_that_is_too_long_is_no_sentence() -> None:
    """The bound on an object holds, and what follows is read all the same."""
    assert read(json.dumps({"text": "a" * LONGEST, "quotes": []}) + ONE) == SAID[:1]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["text", "quotes", "passage", "words", "sentences", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    st.lists(
        st.one_of(
            st.text(),
            JSON.map(json.dumps),
            st.text(alphabet='{}[]",:\\\n t', max_size=40),
            st.just(ONE),
        ),
        max_size=6,
    ),
    st.integers(1, 40),
)
def test_any_reply_is_read_without_harm(parts: Sequence[str], size: int) -> None:
    """Whatever comes, reading raises nothing, and does not depend on how the reply was cut in pieces."""
    reply = "".join(parts)
    assert read(reply, size) == read(reply, max(1, len(reply)))


@given(JSON)
def test_the_object_of_a_small_call(held: object) -> None:
    """A small reply is its object when it is one, and None when it holds none."""
    told = loaded(json.dumps(held))
    if isinstance(held, dict):
        assert told == held
    assert told is None or isinstance(told, dict)


def test_the_object_of_a_small_call_among_prose() -> None:
    """Fences, prose and a comma too many do not hide it; half an object is none."""
    assert loaded('Vastaus:\n```json\n{"supported": true,}\n```') == {"supported": True}
    assert loaded('{"supported": tr') is None
    assert loaded("Kyllä.") is None
