"""The promises of tidied source text: only white space changes, and marks stay on their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.render.prose import marked, pieces, shorten, tidy, window

WORDS = st.text(alphabet="ab- \n.ä", max_size=80)


def bare(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("sääntelyn\ntarkentaminen", "sääntelyn tarkentaminen"),
        ("työ-\nja elinkeino", "työ- ja elinkeino"),
        ("sosiaali-\n  sekä terveys", "sosiaali- sekä terveys"),
        ("social-\noch hälsovård", "social- och hälsovård"),
        ("EU-\nrahoitus", "EU-rahoitus"),
        ("EU-\njaosto", "EU-jaosto"),
        ("- yksi\n- kaksi", "- yksi - kaksi"),
        ("vuosi 2025-\n2026", "vuosi 2025- 2026"),
        ("a- b", "a- b"),
        ("  alku ja loppu \n", "alku ja loppu"),
        ("", ""),
    ],
)
def test_lines_become_prose(source: str, shown: str) -> None:
    """A line break is a blank; after a word's hyphen it is nothing, unless ja, tai, sekä, eli, och or eller follows."""
    assert tidy(source) == shown


def test_a_blank_line_may_stay() -> None:
    """On a source card paragraphs stay apart."""
    assert pieces("a\n\nb\nc", paragraphs=True) == [("a\nb c", False)]


@given(WORDS)
def test_only_white_space_changes(text: str) -> None:
    """Every other character of the source is shown, in order."""
    assert bare(tidy(text)) == bare(text)


@given(WORDS, st.integers(0, 80), st.integers(0, 80))
def test_marks_stay_on_their_words(text: str, start: int, end: int) -> None:
    """What is marked is what the offsets held, white space aside."""
    held = "".join(run for run, flag in pieces(text, [(start, end)]) if flag)
    assert bare(held) == bare(text[start:end])


def test_a_mark_over_a_line_break_is_one_mark() -> None:
    """Quoted words that run over a line end are marked in one piece."""
    assert marked("a b\nc d", [(2, 5)]) == "a <mark>b c</mark> d"


def test_quotes_side_by_side_stay_two() -> None:
    """Two quotes with a blank between them are two marks."""
    assert marked("a b", [(0, 1), (2, 3)]) == "<mark>a</mark> <mark>b</mark>"


@given(WORDS, st.integers(1, 60))
def test_shortening_keeps_the_beginning(text: str, limit: int) -> None:
    """A shortened text is a beginning of the whole, no longer than asked but for the ellipsis."""
    short = shorten(text, limit)
    assert len(short) <= limit + 2
    assert tidy(text).startswith(short.removesuffix(" …"))


@given(st.text(alphabet="ab. ", min_size=1, max_size=200), st.integers(0, 199), st.integers(1, 30), st.integers(1, 80))
def test_a_window_holds_its_marks(text: str, at: int, length: int, limit: int) -> None:
    """However small the window, the quoted words are within it."""
    start = min(at, len(text) - 1)
    end = min(start + length, len(text))
    first, last = window(text, [(start, end)], limit)
    assert 0 <= first <= start
    assert end <= last <= len(text)
