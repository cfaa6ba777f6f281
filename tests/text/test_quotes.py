"""Quoted words are found just where they stand, or not at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.text.quotes import find, fold, tidy, verbatim

from .made import passage

# No q, no 7 and no capitals, so that those can be put in as what is certainly not in the text.
LETTERS = "abkäöåüé12"
CHARS = LETTERS + " \n\t\u00a0\u00ad\u200b-–—”’\"'«.,%§€"
TEXT = st.text(alphabet=CHARS, min_size=1, max_size=120)


@st.composite
def sliced(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and a stretch of it that holds some letter or digit."""
    text = draw(TEXT)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    assume(any(char in LETTERS for char in text[start:end]))
    return text, start, end


@given(sliced())
def test_every_slice_is_found(made: tuple[str, int, int]) -> None:
    """Any stretch of a text is found, and the quote's own words fold to the words asked for, without loose ends."""
    text, start, end = made
    found = find(text[start:end], passage(text))
    assert found is not None
    assert fold(found.text) == fold(text[start:end])
    assert found.text == found.text.strip()
    assert verbatim(text[start:end], text)


@given(sliced())
def test_decomposed_words_are_found(made: tuple[str, int, int]) -> None:
    """Words written with loose accents are the same words."""
    text, start, end = made
    found = find(unicodedata.normalize("NFD", text[start:end]), passage(text))
    assert found is not None
    assert fold(found.text) == fold(text[start:end])


@given(sliced(), st.data())
def test_changed_letter_is_never_found(made: tuple[str, int, int], data: st.DataObject) -> None:
    """One other letter, digit or case anywhere, and the words are not in the source."""
    text, start, end = made
    words = text[start:end]
    at = data.draw(st.sampled_from([k for k, char in enumerate(words) if char in LETTERS]))
    other = words[at].upper() if words[at].isalpha() and data.draw(st.booleans()) else data.draw(st.sampled_from("q7"))
    changed = words[:at] + other + words[at + 1 :]
    assert find(changed, passage(text)) is None
    assert not verbatim(changed, text)


@given(sliced(), st.sampled_from([" ", "\n", "\u00ad", "–", "«"]))
def test_passage_offsets_count_in_the_document(made: tuple[str, int, int], before: str) -> None:
    """A passage inside a document gives offsets of the document, and never words from outside itself."""
    text, start, end = made
    whole = f"qq{before}{text}{before}77"
    inside = passage(whole, start=2 + len(before), end=2 + len(before) + len(text))
    found = find(text[start:end], inside)
    assert found is not None
    assert inside.start <= found.start < found.end <= inside.end
    assert fold(whole[found.start : found.end]) == fold(text[start:end])
    assert find("qq", inside) is None
    assert find("77", inside) is None


@given(TEXT)
def test_fold_is_settled(text: str) -> None:
    """Folding twice is folding once, and leaves no dropped mark, other dash, other quotation mark or run of spaces."""
    folded = fold(text)
    assert fold(folded) == folded
    assert not set(folded) & set("\u00ad\u200b–—”’'«\n\t\u00a0")
    assert "  " not in folded


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("työ\u00adkokeilu", "työkokeilu"),
        ("työ\u200bkokeilu", "työ\ufeffkokeilu"),
        ("6–12 kuukautta", "6-12 kuukautta"),
        ("6 \u2212 12", "6 — 12"),
        ("”palsta”", '"palsta"'),
        ("»palsta«", "“palsta„"),
        ("kunnan 'oma' maa", "kunnan ’oma’ maa"),
        ("enintään\u00a0kuusi\n  kuukautta", "enintään kuusi kuukautta"),
        ("a\u0308iti", "äiti"),
    ],
)
def test_one_way_of_writing(source: str, words: str) -> None:
    """Soft hyphens and zero-width marks are dropped; dashes, quotation marks, white space and accents are one way."""
    assert verbatim(words, source)
    assert fold(words) == fold(source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Kunta päättää", "kunta päättää"),
        ("enintään 6 kuukautta", "enintään 8 kuukautta"),
        ("28 euroa", "28,0 euroa"),
        ("ei peritä", "peritään"),
        ("maksu on", "maksuon"),
        ("maksu", "mäksu"),
        ("25 %", "25 %:n"),
        ("", "maksu"),
    ],
)
def test_nothing_else_is_unified(source: str, words: str) -> None:
    """Case, digits, letters, accents and the spaces between words all count."""
    assert not verbatim(words, source)
    assert find(words, passage(source or " ")) is None


@pytest.mark.parametrize("words", ["", "  ", "\u00ad", "\n\u200b"])
def test_no_words_are_no_quote(words: str) -> None:
    """Nothing cannot be quoted."""
    assert find(words, passage("Kunta päättää.")) is None


def test_first_place_is_taken() -> None:
    """Words that stand twice are quoted where they stand first."""
    found = find("maksu", passage("Uusi maksu on vanha maksu."))
    assert found is not None
    assert (found.start, found.end) == (5, 10)


@given(TEXT)
def test_tidy_keeps_the_words(text: str) -> None:
    """Tidying changes nothing but white space: tidied words are verbatim, save for a word parted at a line's end."""
    shown = tidy(text)
    assert tidy(shown) == shown
    assert "\n" not in shown
    assert "".join(shown.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("EU-\nmaiden", "EU-maiden"),
        ("työ-\n   ja toimintakyky", "työ- ja toimintakyky"),
        ("arbets-\noch näringsministeriet", "arbets- och näringsministeriet"),
        (" kaksi\n\nriviä ", "kaksi riviä"),
    ],
)
def test_tidy_at_line_ends(text: str, shown: str) -> None:
    """A word parted at a hyphen is joined; a hyphen that stands for a left-out word keeps its space."""
    assert tidy(text) == shown
