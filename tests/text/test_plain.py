"""Pasted text becomes plain text without losing words."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.text.plain import plain


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [
        ("<p>Kaupunki <b>kannattaa</b> tätä.</p>", "Kaupunki kannattaa tätä."),
        ("<p>Yksi.</p><p>Kaksi.</p>", "Yksi.\n\nKaksi."),
        ("Yksi<br>kaksi", "Yksi\nkaksi"),
        ("Retki &amp; leiri&nbsp;2", "Retki & leiri 2"),
        ("# Otsikko\nTeksti", "Otsikko\nTeksti"),
        ("- Kortti jää.\n- Maksu jää.", "Kortti jää.\n\nMaksu jää."),
        ("**Kortti** on *hyvä* ja `vihreä`", "Kortti on hyvä ja vihreä"),
        ("katso [ohje](https://example.org/a)", "katso ohje"),
        ("a<script>alert(1)</script>b<!-- piilo -->c", "abc"),
        ("rivi\x00\u200b yksi\r\nrivi\x07 kaksi", "rivi yksi\nrivi kaksi"),
    ],
)
def test_markup_goes_and_words_stay(pasted: str, wanted: str) -> None:
    """Tags, entities, Markdown signs, scripts and control characters are gone; words and paragraphs are as they were."""
    assert plain(pasted) == wanted


@pytest.mark.parametrize(
    "text", ["alle <30 vuotta", "a < b > c", "5 * 3 * 2", "rivi_yksi_kaksi", "> 30 vuotta", "1. luku"]
)
def test_signs_that_are_no_markup_stay(text: str) -> None:
    """A sign that means something is left alone."""
    assert plain(text) == text


def test_an_item_of_a_sentence_keeps_its_dash() -> None:
    """The items of a list that goes on with a sentence would not be understood without their signs."""
    wanted = "Kaupunki edellyttää, että\n\n– maksu jää\n\n– kortti jää"
    assert plain("Kaupunki edellyttää, että\n- maksu jää\n* kortti jää") == wanted
    assert plain("<p>Kaupunki edellyttää, että</p><ul><li>maksu jää</li><li>kortti jää</li></ul>") == wanted


@given(st.text(st.characters() | st.sampled_from("<>&;*_-#`[]()\n p/b"), max_size=200))
@example("&amp;lt;b&amp;gt;x")
@example("**__x__**")
def test_plain_text_is_left_alone(text: str) -> None:
    """What has been made plain once is the same when made plain again, holds no control characters and is in NFC."""
    once = plain(text)
    assert plain(once) == once
    assert once == unicodedata.normalize("NFC", once)
    assert not [char for char in once if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs")]


@given(st.lists(st.text("abcåäö0123456789.,", min_size=1, max_size=12), max_size=30))
def test_no_word_of_plain_text_is_lost(words: list[str]) -> None:
    """Text without markup keeps every word in its order."""
    assert plain("  ".join(words)).split() == " ".join(words).split()


def test_ten_thousand_characters() -> None:
    """A long text goes through whole."""
    text = "Kaupunki edellyttää rahoitusta. " * 320
    assert re.sub(r"\s", "", plain(text)) == re.sub(r"\s", "", text)
