"""The source annex: the one numbering, every quote word for word and checked, origins, what was accepted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from assistant.export import Format, What, make
from assistant.statement import Stance, Statement
from assistant.text.numbering import number, number_of
from assistant.text.quotes import tidy, verbatim
from assistant.types import Origin, Role
from export.conftest import CHIEF, MEMO, NOTE, NOW, RENT, claim, quote, section
from export.reading import MARKS, of_docx, of_json, of_markdown, squeezed


def _json(statement: Statement, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(make(What.ANNEX, Format.JSON, statement, now=NOW, **more))
    return told


def _txt(statement: Statement, **more: Any) -> str:
    return make(What.ANNEX, Format.TXT, statement, now=NOW, **more).decode()


@pytest.mark.parametrize("form", [Format.DOCX, Format.MD, Format.TXT, Format.JSON])
def test_one_numbering(statement: Statement, form: Format) -> None:
    """In every format a source has the number that the one numbering gives it."""
    made = make(What.ANNEX, form, statement, now=NOW)
    if form is Format.DOCX:
        lines = of_docx(made)
    elif form is Format.MD:
        lines = of_markdown(made.decode())
    elif form is Format.JSON:
        lines = of_json(made.decode())
    else:
        lines = [squeezed(line) for line in made.decode().splitlines()]
    for source in number(statement.claims):
        assert any(line.startswith(f"[{source.n}] {source.document.title}") for line in lines)
    for sentence in (held for held in statement.claims if held.quotes):
        at = next(n for n, line in enumerate(lines) if line.removeprefix("Virke: ") == squeezed(sentence.text))
        told = next(line for line in lines[at + 1 :] if MARKS.search(line))
        wanted = {number_of(words, number(statement.claims)) for words in sentence.quotes}
        assert {int(n) for n in MARKS.findall(told)} == wanted


def test_marks_of_the_statement_are_the_annexs(statement: Statement) -> None:
    """The number behind a sentence of the statement is the number of its source in the annex."""
    data = json.loads(make(What.STATEMENT, Format.JSON, statement, marks=True, now=NOW))
    annex = {held["text"]: held["sources"] for part in _json(statement)["sections"] for held in part["sentences"]}
    marked = {held["text"]: held["sources"] for part in data["sections"] for held in part["sentences"]}
    assert marked == annex
    assert {n for numbers in annex.values() for n in numbers} == {1, 2, 3, 4, 5, 6}


def test_every_quote_is_verbatim(statement: Statement) -> None:
    """Each quote of the statement stands in the annex in the source's own words, with page, and is said to match."""
    told = [one for source in _json(statement)["sources"] for one in source["quotes"]]
    held = {words for sentence in statement.claims for words in sentence.quotes}
    assert len(told) == len(held) == 7
    for words in held:
        found = next(one for one in told if one["text"] == tidy(words.text))
        assert verbatim(found["text"], words.passage.document.text)
        assert found["verbatim"] is True
        assert found["page"] == words.page
    assert "”Neuvontaa tarjotaan vain keväisin.” (s. 34)" in _txt(statement)


def test_changed_words_are_told(statement: Statement) -> None:
    """A sentence that shows a quote otherwise than its source is found by the annex itself, whatever its origin claims."""
    false = claim("Lain mukaan ”Palstan vuokra-aika on enintään kuusi vuotta.”", Origin.QUOTED, Role.REASON, RENT)
    wrong = replace(statement, sections=(section(statement.sections[2].proposal, Stance.OPPOSES, false),))
    assert [one["verbatim"] for one in _json(wrong)["sources"][0]["quotes"]] == [False]
    assert "ei vastaa lähdettä sanatarkasti" in _txt(wrong)
    assert "ei vastaa lähdettä sanatarkasti" not in _txt(statement)


def test_row_of_a_statute(statement: Statement) -> None:
    """A statute is told with its section, that it is as enacted, its address, its words, and where they are used."""
    told = _txt(statement).split("[2] ")[1].split("[3] ")[0]
    assert told.startswith("Laki viljelypalstojen järjestämisestä (912/2031), 14 §\n")
    for words in (
        "säädös · 3.11.2031",
        "https://laki.invalid/2031/912",
        "Säädös sellaisena kuin se on annettu",
        "”Palstan vuokra-aika on enintään viisi vuotta kerrallaan.”",
        "”Ehdotus 1 Vuokra-ajan pidentäminen”, 2. kappale",
        "Lainaus vastaa lähdettä sanatarkasti (koneellinen tarkistus)",
    ):
        assert words in told


def test_paraphrase_is_not_called_a_quote(statement: Statement) -> None:
    """Behind a sentence in other words the source's words are given, and it is said that the sentence has others."""
    told = _txt(statement).split("”Kunta voi jatkaa vuokra-aikaa hakemuksesta.”")[1].split("[3] ")[0]
    assert "toisin sanoin" in told
    assert "Lainaus vastaa" not in told


def test_digest_is_told(statement: Statement) -> None:
    """A digest never passes as the body's own words."""
    told = _txt(statement).split("[5] ")[1].split("[6] ")[0]
    assert "Kooste julkisesta tekstistä" in told
    assert "Tarkista tieto alkuperäisestä" in told
    assert "alkuperäisen laatija: Esimerkkiministeriö" in told


def test_gone_source(statement: Statement) -> None:
    """A source that is no longer held is said to be gone; a note of the manager never is, and nothing is said unasked."""
    held = frozenset(words.passage.document.id for sentence in statement.claims for words in sentence.quotes)
    left = held - {MEMO.id, NOTE.id}
    gone = {source["document"] for source in _json(statement, library_documents=left)["sources"] if source["gone"]}
    assert gone == {MEMO.id}
    assert _txt(statement, library_documents=left).count("Lähde ei ole enää aineistossa.") == 2  # two pages of the memo
    assert "ei ole enää aineistossa" not in _txt(statement)
    assert "ei ole enää aineistossa" not in _txt(statement, library_documents=held)


def test_gone_local_file(statement: Statement) -> None:
    """A file of the city's own is no note: when it is taken away, that is said."""
    file = replace(NOTE, source="palstat.docx")
    told = claim("Kaupungin palstoista 31 oli vailla viljelijää.", Origin.SUPPORTED, Role.FACT, quote(file, file.text))
    held = replace(statement, sections=(section(statement.sections[2].proposal, Stance.OPPOSES, told),))
    assert [source["gone"] for source in _json(held, library_documents=frozenset())["sources"]] == [True]


def test_every_sentence_has_its_origin(statement: Statement) -> None:
    """Every sentence is there once, in order, with the word of its origin and the number of its paragraph."""
    told = [held for part in _json(statement)["sections"] for held in part["sentences"]]
    assert [(held["text"], held["origin"]) for held in told] == [(c.text, c.origin.value) for c in statement.claims]
    first = [held["paragraph"] for held in _json(statement)["sections"][0]["sentences"]]
    assert first == [1, 2, 2, 2, 3, 4, 4]
    text = _txt(statement)
    for word in ("lainaus", "lähteiden tukema", "oma teksti", "vakiolause", "ilman lähdettä"):
        assert f"Alkuperä: {word}" in text


def test_accepted_findings(statement: Statement) -> None:
    """An accepted finding is told in words, with its section, who accepted it and when by Finnish clocks."""
    told = _txt(statement).split("Hyväksytyt huomautukset")[1]
    assert "Virkkeessä ”Viljelypalstojen järjestämisestä” on 27 sanaa." in told
    assert f"Hyväksyjä: {CHIEF}" in told
    assert "Hyväksytty: 3.2.2033 klo 9.30" in told
    assert "Avoimet huomautukset" not in _txt(statement)


def test_open_findings_are_not_hidden(statement: Statement) -> None:
    """An annex made while findings are open says so."""
    told = _txt(replace(statement, accepted=()))
    assert "Avoimet huomautukset" in told
    assert "Hyväksytyt huomautukset" not in told
    assert _json(replace(statement, accepted=()))["findings_open"] == 1


def test_proposals_without_a_section(statement: Statement) -> None:
    """Confirmed proposals that have no section are named."""
    rest = replace(statement, sections=statement.sections[:3], without=(statement.sections[3].proposal,))
    told = _txt(rest).split("Ehdotukset, joista ei ole osiota")[1]
    assert "Ehdotus 4 Yhteiskäyttöiset työkalut" in told


def test_no_sources(statement: Statement) -> None:
    """A statement that quotes nothing has an annex that says so."""
    assert "Lausunnossa ei ole lainauksia lähteistä." in _txt(replace(statement, sections=statement.sections[2:]))


def test_words_kept_in_a_frame_of_ones_own_are_a_quote(statement: Statement) -> None:
    """Where a person wrote another frame around the quoted words, or a local fact got its source behind it, the words stand there
    as they do in the source, and that is what is said."""
    framed = claim(
        "Laki on selvä: ”Palstan vuokra-aika on enintään viisi vuotta kerrallaan.”", Origin.SUPPORTED, Role.REASON, RENT
    )
    told = _txt(replace(statement, sections=(section(statement.sections[2].proposal, Stance.OPPOSES, framed),)))
    assert "Lainaus vastaa lähdettä sanatarkasti" in told
    assert "toisin sanoin" not in told


def test_a_quoted_sentence_has_every_mark_of_its_quote(statement: Statement) -> None:
    """What calls itself a quotation is not let off its last stop."""
    short = claim(
        "Lain mukaan ”Palstan vuokra-aika on enintään viisi vuotta kerrallaan”", Origin.QUOTED, Role.REASON, RENT
    )
    told = replace(statement, sections=(section(statement.sections[2].proposal, Stance.OPPOSES, short),))
    assert "ei vastaa lähdettä sanatarkasti" in _txt(told)
