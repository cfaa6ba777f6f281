"""The list of terms is sound, and each term is found where it stands."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.terms import FILE, in_finnish, terms_in
from assistant.types import Language


@cache
def _held(language: Language) -> dict[str, list[str]]:
    held: dict[str, list[str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))[language.value]
    return held


def test_languages() -> None:
    """The file has a table for each language and no other."""
    assert set(tomllib.loads(FILE.read_text(encoding="utf-8"))) == {language.value for language in Language}


@pytest.mark.parametrize("language", Language)
def test_entries_are_clean(language: Language) -> None:
    """Terms are in lower case and written once; each has Finnish words, none of them empty."""
    keys = re.findall(r'^"([^"]+)" =', FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(keys) == sum(len(_held(each)) for each in Language)
    spaced = [" ".join(term.casefold().split()) for term in _held(language)]
    assert spaced == list(_held(language))
    assert len(set(spaced)) == len(spaced)
    assert [
        term for term, values in _held(language).items() if not values or not all(v.strip() == v != "" for v in values)
    ] == []


@pytest.mark.parametrize("language", Language)
def test_every_term_finds_itself(language: Language) -> None:
    """Each term alone is found whole, as itself and not as a shorter one inside it, in capitals too."""
    lost = []
    for term, values in _held(language).items():
        for text in (term, term.upper()):
            found = terms_in(text, language)
            if [(t.start, t.end, t.finnish) for t in found] != [(0, len(term), tuple(values))]:
                lost.append(text)
    assert lost == []


@pytest.mark.parametrize("language", Language)
@given(data=st.data())
def test_each_stretch_once(language: Language, data: st.DataObject) -> None:
    """Terms come in order and do not overlap, and each is one of the list with at most its ending added."""
    some = st.sampled_from(sorted(_held(language)))
    text = " ".join(
        data.draw(st.lists(st.one_of(some, st.sampled_from(["och", "kunta", "of", "12", ",", "xyz"])), max_size=8))
    )
    at = 0
    for term in terms_in(text, language):
        assert at <= term.start < term.end <= len(text)
        at = term.end
        spoken = text[term.start : term.end]
        assert any(spoken.startswith(key) and tuple(values) == term.finnish for key, values in _held(language).items())


def test_longest_first() -> None:
    """A phrase is taken before the shorter term it begins with, and its words are not used again."""
    held = _held(Language.EN)
    nested = [(long, short) for long in held for short in held if long.startswith(f"{short} ")]
    assert nested
    for long, short in nested:
        assert [t.finnish for t in terms_in(long, Language.EN)] == [tuple(held[long])], short


def test_endings() -> None:
    """A long term may be inflected, a short one must stand alone, and none is found inside a word."""
    long, short = "arbetskraftsservice", next(t for t in _held(Language.EN) if t.isalpha() and len(t) <= 4)
    assert terms_in(f"{long}n", Language.SV)
    assert not terms_in(f"x{long}", Language.SV)
    assert not terms_in(f"{long}nnnnn", Language.SV)
    assert not terms_in(f"{short}zq", Language.EN)


def test_in_finnish() -> None:
    """The sources' words come in the question's order, each once; a question without listed terms gives none."""
    first, then = "arbetskraftsservice", "arbetskraftsmyndighet"
    expected = " ".join((*_held(Language.SV)[first], *_held(Language.SV)[then]))
    assert in_finnish(f"{first} {then} {first}", Language.SV) == expected
    assert in_finnish("xyzzy", Language.SV) == ""
