"""How sources are named in sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.text.naming import date_alone, enacted_year, section, statute_genitive, where, who
from assistant.types import Language, Page

from .made import document, passage, quote


@pytest.mark.parametrize(
    ("title", "genitive"),
    [
        ("Laki viljelypalstoista (317/2032)", "Viljelypalstoista annetun lain (317/2032)"),
        ("Laki viljelypalstoista", "Viljelypalstoista annetun lain"),
        ("laki palstoista", "Palstoista annetun lain"),
        ("Palstalaki (12/2031)", "Palstalain (12/2031)"),
        ("Palstakaari", "Palstakaaren"),
        ("Palsta-asetus (5/2033)", "Palsta-asetuksen (5/2033)"),
        ("Palstajärjestys", "Palstajärjestyksen"),
        ("Asetus palstoista (5/2033)", "Palstoista annetun asetuksen (5/2033)"),
        (
            "Valtioneuvoston asetus palstoista (5/2033)",
            "Palstoista annetun valtioneuvoston asetuksen (5/2033)",
        ),
        ("Ohje palstoista (1/2030)", "säädöksen ”Ohje palstoista” (1/2030)"),
        ("Kooste: kompostointi", "säädöksen ”Kooste: kompostointi”"),
    ],
)
def test_statute_genitive(title: str, genitive: str) -> None:
    """Each shape of a title is put before its section as Finnish does; any other title is quoted unbent."""
    assert statute_genitive(title) == genitive


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        (("7 § Viljelijän velvollisuudet",), "7"),
        (("12 a § Vesi",), "12 a"),
        (("12a § Vesi",), "12a"),
        (("2 luku Maksut", "4 §"), "4"),
        (("4 § Maksu", "b) vesi"), "4"),
        (("4.2 Kokeilu",), None),
        (("2 luku",), None),
        ((), None),
    ],
)
def test_section(heading: tuple[str, ...], number: str | None) -> None:
    """The innermost section of a heading path, with its letter; none outside sections."""
    held = section(heading)
    assert (held.replace(" ", "") if held else held) == (number.replace(" ", "") if number else number)
    if number and " " in number:
        assert held == number


def test_enacted_year() -> None:
    """The year of a statute is that of its number, and of nothing else in its title."""
    assert enacted_year(document("x", title="Palstalaki (12/2031)")) == "2031"
    assert enacted_year(document("x", title="Palstalaki vuodelta 2031")) is None


def test_who_and_when() -> None:
    """As much of body and date as is known; nothing where nothing is."""
    date = dt.date(2033, 2, 9)
    both = document("x", body="Kuusilahden kunta", date=date)
    assert who(both, Language.FI) == " (Kuusilahden kunta 9.2.2033)"
    assert who(both, Language.EN) == " (Kuusilahden kunta 9 February 2033)"
    assert who(document("x", body="Kuusilahden kunta"), Language.SV) == " (Kuusilahden kunta)"
    assert who(document("x"), Language.FI) == ""
    assert date_alone(both, Language.SV) == " (9.2.2033)"
    assert date_alone(document("x", body="Kuusilahden kunta"), Language.FI) == ""


def test_where() -> None:
    """A page where there are pages, else a section, else the innermost heading, else nothing."""
    paged = passage(document("aa bb", pages=(Page(number=34, start=0, end=5),)), heading=("4 §",))
    assert where(quote(paged, "bb"), Language.FI) == " (s. 34)"
    assert where(quote(paged, "bb"), Language.EN) == " (p. 34)"
    assert where(quote(passage("aa", heading=("12 a § Vesi",)), "aa"), Language.SV) == " (12 a §)"
    headed = quote(passage("aa", heading=("4 Kokeilut", "4.2 Vesi")), "aa")
    assert [where(headed, language) for language in Language] == [
        *(" (kohta ”4.2 Vesi”)", " (punkten ”4.2 Vesi”)", " (under “4.2 Vesi”)")
    ]
    assert where(quote(passage("aa"), "aa"), Language.FI) == ""
