"""The agenda item: its title in correct Finnish, its decision in points, fields left to people; and the bending of names."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.export import Format, What, make
from assistant.export.names import allative, called, elative, within
from assistant.statement import Statement
from assistant.types import Case, Language
from export.conftest import CASE, NOW
from export.reading import of_docx


def _json(statement: Statement, **case: Any) -> dict[str, Any]:
    held = replace(statement, case=replace(CASE, **case))
    told: dict[str, Any] = json.loads(make(What.AGENDA, Format.JSON, held, now=NOW))
    return told


def test_title_bends(statement: Statement) -> None:
    """To whom and of what, where both can be bent surely."""
    wanted = "Lausunnon antaminen esimerkki- ja palstaministeriölle muistiosta viljelypalstojen kehittämisestä"
    assert _json(statement)["title"] == wanted
    assert of_docx(make(What.AGENDA, Format.DOCX, statement, now=NOW))[0] == wanted


def test_title_falls_back_on_a_colon(statement: Statement) -> None:
    """What cannot be bent surely stands after a colon as it is."""
    about = "Palstojen jono"
    assert (
        _json(statement, title=about)["title"]
        == "Lausunnon antaminen esimerkki- ja palstaministeriölle: Palstojen jono"
    )
    assert _json(statement, title=about, requester="Esimerkki Oy")["title"] == "Lausunnon antaminen: Palstojen jono"
    assert _json(statement, requester="")["title"] == "Lausunnon antaminen: Muistio viljelypalstojen kehittämisestä"


def test_decision(statement: Statement) -> None:
    """Two points: the statement is given, and handed in by the deadline; they are numbered in every format."""
    points = [
        "antaa esimerkki- ja palstaministeriölle liitteenä olevan lausunnon; ja",
        "määrätä, että lausunto tallennetaan lausuntopalvelu.fi-verkkopalveluun 18.2.2033 mennessä.",
    ]
    assert _json(statement)["proposed_decision"] == points
    for form in (Format.TXT, Format.MD):
        text = make(What.AGENDA, form, statement, now=NOW).decode()
        assert "Kaupunginhallitus päättää\n\n" + "\n".join(f"{n}. {point}" for n, point in enumerate(points, 1)) in text


@pytest.mark.parametrize(
    ("case", "points"),
    [
        (
            {"url": "", "consultation_id": "", "requester": "Esimerkki Oy"},
            (
                "antaa liitteenä olevan lausunnon (vastaanottaja: Esimerkki Oy); ja",
                "määrätä, että lausunto toimitetaan lausunnon pyytäjälle 18.2.2033 mennessä.",
            ),
        ),
        (
            {"deadline": None, "requester": "", "url": "", "consultation_id": "x"},
            (
                "antaa liitteenä olevan lausunnon; ja",
                "määrätä, että lausunto tallennetaan lausuntopalvelu.fi-verkkopalveluun määräajassa.",
            ),
        ),
    ],
)
def test_decision_with_less_known(statement: Statement, case: dict[str, Any], points: tuple[str, str]) -> None:
    """Nothing is made up where recipient, service or deadline is not known."""
    assert tuple(_json(statement, **case)["proposed_decision"]) == points


def test_account(statement: Statement) -> None:
    """Who asked, from when to when, the stance on each proposal, the attachment, the request's address."""
    text = make(What.AGENDA, Format.TXT, statement, now=NOW).decode()
    assert (
        "Esimerkki- ja palstaministeriö on pyytänyt lausuntoa asiasta ”Muistio viljelypalstojen kehittämisestä”."
        in text
    )
    assert "Lausuntoaika alkoi 19.12.2032 ja päättyy 18.2.2033." in text
    assert "Ehdotus: Palstamaksujen yhtenäistäminen koko maassa\nKanta: ei kannateta" in text
    assert f"Lausuntopyynnön aineisto: {CASE.url}" in text
    assert "- Lausunto: Muistio viljelypalstojen kehittämisestä" in text
    for role in ("Valmistelija", "Esittelijä", "Päätös", "Muutoksenhaku"):
        assert f"\n{role}:\n" in text


def test_nothing_known(statement: Statement) -> None:
    """A case of which only a name is known still gives an item, with no empty words in it."""
    text = make(What.AGENDA, Format.TXT, replace(statement, case=Case(name="Palsta-asia")), now=NOW).decode()
    assert text.startswith("Lausunnon antaminen: Palsta-asia\n")
    assert "Kaupungilta on pyydetty lausuntoa asiasta ”Palsta-asia”." in text
    assert "Toimielin päättää" in text
    assert "None" not in text
    assert "Asianumero" not in text


def test_swedish(statement: Statement) -> None:
    """In Swedish the ministry and the body have their Swedish names."""
    held = replace(statement, language=Language.SV, case=replace(CASE, requester="Ympäristöministeriö"))
    text = make(What.AGENDA, Format.TXT, held, now=NOW).decode()
    assert text.startswith("Avgivande av utlåtande till miljöministeriet: Muistio viljelypalstojen kehittämisestä")
    assert "Stadsstyrelsen beslutar" in text
    assert "1. ge det bifogade utlåtandet till miljöministeriet; och" in text


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Työ- ja elinkeinoministeriö", "työ- ja elinkeinoministeriölle"),
        ("Ympäristöministeriö", "ympäristöministeriölle"),
        ("Esimerkkivirasto", "Esimerkkivirastolle"),
        ("Sosiaali- ja terveysalan lupa- ja valvontavirasto", "Sosiaali- ja terveysalan lupa- ja valvontavirastolle"),
        ("Esimerkkikeskus", "Esimerkkikeskukselle"),
        ("Suomen Esimerkkiliitto", "Suomen Esimerkkiliitolle"),
        ("Esimerkkikunta", "Esimerkkikunnalle"),
        ("Esimerkkikaupunki", "Esimerkkikaupungille"),
        ("Etelä-Esimerkin hyvinvointialue", "Etelä-Esimerkin hyvinvointialueelle"),
        ("Esimerkkilaitos", "Esimerkkilaitokselle"),
        ("Esimerkkijärjestö ry", "Esimerkkijärjestö ry:lle"),
        ("Esimerkin hallinto-oikeus", "Esimerkin hallinto-oikeudelle"),
        ("THL", "THL:lle"),
        ("Kansallinen esimerkkiliitto", None),  # both words would bend
        ("Uusi virasto", None),
        ("Esimerkki Oy", None),
        ("", None),
    ],
)
def test_allative(name: str, wanted: str | None) -> None:
    """To a body, in Finnish, or nothing where the form is not sure."""
    assert allative(name) == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Arviomuistio palvelujen kehittämistarpeista", "arviomuistiosta palvelujen kehittämistarpeista"),
        ("Luonnos hallituksen esitykseksi", "luonnoksesta hallituksen esitykseksi"),
        ("Hallituksen esitys eduskunnalle laiksi", "hallituksen esityksestä eduskunnalle laiksi"),
        ("Mietintö", "mietinnöstä"),
        ("Palvelujen kehittäminen", None),
        ("Muistio: palvelut", None),
        ("", None),
    ],
)
def test_elative(title: str, wanted: str | None) -> None:
    """Of a paper, in Finnish, or nothing where the form is not sure."""
    assert elative(title) == wanted


def test_within_and_called() -> None:
    """Common nouns have a small letter inside a sentence, proper names keep theirs; official Swedish names are used."""
    assert [within(name) for name in ("Kaupunginhallitus", "Ympäristöministeriö", "Esimerkkivirasto")] == [
        "kaupunginhallitus",
        "ympäristöministeriö",
        "Esimerkkivirasto",
    ]
    assert called("Kaupunginhallitus", Language.SV) == "Stadsstyrelsen"
    assert called("Esimerkkivirasto", Language.SV) == "Esimerkkivirasto"
    assert called("Kaupunginhallitus", Language.FI) == "Kaupunginhallitus"


@given(name=st.text(max_size=40))
def test_any_name_can_be_tried(name: str) -> None:
    """No name breaks the bending, and what it gives ends as an allative does."""
    told = allative(name)
    assert told is None or told.endswith("lle")
    elative(name)


def test_meeting_unknown(statement: Statement) -> None:
    """The day of the meeting is told only where it is known."""
    text = make(What.AGENDA, Format.TXT, replace(statement, case=replace(CASE, meeting=None)), now=NOW).decode()
    assert "Kokouspäivä" not in text
    assert _json(statement, meeting=dt.date(2033, 2, 10))["meeting"] == "2033-02-10"
