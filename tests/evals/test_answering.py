"""Samples put to the product: what it gives is kept whole, and a fault ends no run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_set import LAW, make

from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.statement import Stance
from assistant.text.quotes import verbatim
from assistant.types import Filter, Kind, Origin, Status
from evals import libraries, reading
from evals.answering import respond
from evals.types import EvalSet, Response, Sample


@pytest.fixture(scope="module")
def assistant(held: EvalSet, settings: Settings) -> Iterator[Assistant]:
    """The product over the set's library."""
    with libraries.opened(held, settings) as made:
        yield made


def sample(held: EvalSet, name: str) -> Sample:
    """A sample of the set."""
    return next(one for one in held.samples if one.id == name)


def ask(assistant: Assistant, held: EvalSet, name: str, where: Filter | None = None) -> Response:
    """What the product gives for a sample."""
    return respond(assistant, sample(held, name), held, where)


def test_a_question_is_what_the_product_says(assistant: Assistant, held: EvalSet) -> None:
    """Sentences, quotes and status are the product's own; places have their words and what is known of where they stand."""
    told = ask(assistant, held, "maksu")
    answer = assistant.ask(sample(held, "maksu").input)
    assert [sentence.text for sentence in told.sentences] == [claim.text for claim in answer.claims]
    assert told.status is answer.status is Status.ANSWERED
    place = told.references[told.sentences[0].citations[0]]
    assert (place.document, place.text) == (LAW, "Palstamaksu on 28 euroa vuodessa.")
    assert assistant.document(LAW).text[place.start : place.end] == place.text
    assert place.source.splitlines() == [
        "Laki kunnallisista viljelypalstoista (317/2032)",
        "4 § Palstamaksu",
        "Eduskunta",
        "2032-05-20",
    ]
    assert told.ranked[0].place.document == LAW
    assert told.prompts[0].startswith("answer.fi@")
    assert told.model == "extractive"
    assert 0 < (told.first or 0) <= told.seconds


def test_a_refusal_has_no_references(assistant: Assistant, held: EvalSet) -> None:
    """What the sources do not hold ends as the product ends it."""
    told = ask(assistant, held, "hinta")
    assert (told.status, told.references) == (Status.NO_SOURCES, ())
    assert told.sentences


def test_documents_can_be_taken_away(assistant: Assistant, held: EvalSet) -> None:
    """A filter leaves documents out of the answer and of the search."""
    others = frozenset(d.id for d, _ in assistant.documents() if d.external_id != LAW)
    told = ask(assistant, held, "maksu", Filter(documents=others))
    assert LAW not in {found.place.document for found in told.ranked}
    assert LAW not in {place.document for place in told.references}


def test_stances_come_from_the_voices(assistant: Assistant, held: EvalSet) -> None:
    """A body that does not speak of the proposal has no stance, and the question is asked all the same; one that does has its own."""
    told = ask(assistant, held, "kanta")
    assert told.error == ""
    assert told.stance is None
    assert told.status is not None


def test_a_body_that_speaks(tmp_path: Path, settings: Settings) -> None:
    """The stance of a statement on the proposal is its body's, however its name is written."""
    folder = make(tmp_path / "puhuu")
    (folder / "corpus" / "lausunto-liitto.md").write_text(
        '---\ntitle: "Lausunto"\nkind: other_statement\nbody: "Palstaliitto ry"\nlanguage: fi\n---\n\n'
        "# Lausunto\n\nPalstaliitto ei kannata ehdotusta, että kuntaan rakennetaan yhteiskasvihuone, jonka lämmityksestä vastaa energiayhtiö.\n",
        encoding="utf-8",
    )
    reading.write_lock(folder)
    held = reading.read(folder)
    wanted = sample(held, "kanta")
    with libraries.opened(held, settings) as made:
        asked = replace(wanted, task=replace(wanted.task, body="PALSTALIITTO ry"))
        assert respond(made, asked, held).stance is Stance.OPPOSES


def test_the_citys_own_stance(tmp_path: Path, settings: Settings) -> None:
    """The city's own statements are no voice of others; its stance is that of the newest of them."""
    folder = make(tmp_path / "oma")
    for year, words in ((2029, "ei kannata"), (2031, "kannattaa")):
        (folder / "corpus" / f"oma-{year}.md").write_text(
            f'---\ntitle: "Lausunto {year}"\nkind: own_statement\nbody: "Omalan kaupunki"\ndate: {year}-02-01\nlanguage: fi\n---\n\n'
            f"# Lausunto\n\nOmalan kaupunki {words} ehdotusta, että kuntaan rakennetaan yhteiskasvihuone, jonka lämmityksestä "
            "vastaa energiayhtiö.\n",
            encoding="utf-8",
        )
    reading.write_lock(folder)
    held = reading.read(folder)
    wanted = sample(held, "kanta")
    with libraries.opened(held, settings) as made:
        asked = replace(wanted, task=replace(wanted.task, body="Omalan kaupunki"))
        assert respond(made, asked, held).stance is Stance.SUPPORTS


def test_a_draft_rests_on_the_position(held: EvalSet, settings: Settings, tmp_path: Path) -> None:
    """The stance comes first and is read from its words; the manager's fact and wish are told; the library is left as it was."""
    with libraries.copied(held, settings, tmp_path / "kopio") as made:
        before = sorted(d.id for d, _ in made.documents())
        told = ask(made, held, "luonnos")
        assert told.error == ""
        assert sorted(d.id for d, _ in made.documents()) == before
    assert told.stance is Stance.SUPPORTS
    assert told.sentences[0].role == "stance"
    assert "312 palstaa" in told.text
    assert "Kunta esittää siirtymäaikaa." in told.text
    assert {"312", "31.12.2032", "siirtymäaikaa"} <= {w.strip(".") for w in told.known.split()}
    assert any(sentence.origin is Origin.OWN for sentence in told.sentences)
    for sentence in told.sentences:
        if sentence.origin is Origin.QUOTED:
            assert all(verbatim(told.references[n].text, sentence.text) for n in sentence.citations)


def test_drafts_do_not_see_one_another(held: EvalSet, settings: Settings, tmp_path: Path) -> None:
    """The same sample gives the same section, whatever was drafted before it over the same library."""
    wanted = sample(held, "luonnos")
    other = replace(
        wanted, id="toinen", task=replace(wanted.task, facts=(("Palstat ovat kylmiä.", "Muistiinpano", ""),))
    )
    with libraries.copied(held, settings, tmp_path / "kopio") as made:
        first = respond(made, wanted, held)
        assert "kylmiä" in respond(made, other, held).text
        again = respond(made, replace(wanted, id="kolmas"), held)
        assert not [d for d, _ in made.documents() if d.kind is Kind.LOCAL]
    assert [s.text for s in again.sentences] == [s.text for s in first.sentences]
    assert again.ranked == first.ranked


def test_proposals_of_a_memo(assistant: Assistant, held: EvalSet) -> None:
    """Numbers and titles as the product finds them, in order."""
    told = ask(assistant, held, "ehdotukset")
    assert [number for number, _ in told.proposals] == ["1", "2"]
    assert told.proposals[1][1].startswith("Taimien vaihtopäivä")


def test_a_proposal_by_any_of_its_names(assistant: Assistant, held: EvalSet) -> None:
    """Title, number and title, label and number name the same proposal; a name of none is a fault with its code."""
    wanted = sample(held, "kanta")
    names = (
        "Taimien vaihtopäivä järjestetään toukokuun toisena lauantaina.",
        "2 Taimien vaihtopäivä järjestetään toukokuun toisena lauantaina",
        "Kehittämisehdotus 2: Taimien vaihtopäivä järjestetään toukokuun toisena lauantaina",
        "Ehdotus 2",
    )
    for name in names:
        assert respond(assistant, replace(wanted, task=replace(wanted.task, proposal=name)), held).error == ""
    told = respond(assistant, replace(wanted, task=replace(wanted.task, proposal="Ehdotus 9")), held)
    assert (told.error, told.status, told.sentences) == ("unknown_proposal", None, ())


def test_faults_are_responses(assistant: Assistant, held: EvalSet, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that the product refuses has that code, anything unforeseen a code of its own."""
    assert respond(assistant, replace(sample(held, "maksu"), input=" "), held).error == "empty_question"
    monkeypatch.setattr(assistant, "stream", lambda *_, **__: 1 / 0)
    assert ask(assistant, held, "maksu").error == "unexpected"
