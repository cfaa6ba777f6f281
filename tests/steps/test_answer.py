"""Concluding: which status an answer has, what it ends with, and that nothing is told twice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from texts2 import ACT, CARD, FEE, SHED_ACT, asked, document, evidence, passage, quoted

from assistant.steps.answer import NEAREST, Part, conclude
from assistant.types import Claim, Kind, Origin, Passage, Status, Step

ACT_PASSAGE = passage(document(f"{CARD} {FEE}", title=ACT, kind=Kind.STATUTE), ("3 § Retkikortti",))
SHED = passage(document("Kunta vuokraa venevajat.", title=SHED_ACT, kind=Kind.STATUTE), ("2 § Venevajat",))
NOTE = passage("Reitit auki.")


def part(question: str, passages: Sequence[Passage], *claims: Claim) -> Part:
    """A part that was answered by just these sentences."""
    held = asked(question)
    return Part(question=held, evidence=evidence(held, passages), claims=claims, answered=bool(claims))


def test_every_part_answered_is_answered() -> None:
    """ANSWERED: the sentences in order, then what must be said of the sources, nothing missing and nothing nearest."""
    one, two = quoted(CARD, ACT_PASSAGE), quoted(FEE, ACT_PASSAGE)
    parts = [part("Kuinka kauan?", [ACT_PASSAGE], one), part("Paljonko leirimaksu on?", [ACT_PASSAGE], two)]
    ending, answer = conclude(asked("Kuinka kauan ja paljonko?"), parts, ())
    assert (answer.status, answer.missing, answer.nearest) == (Status.ANSWERED, (), ())
    assert answer.claims == (one, two, *ending)
    assert [claim.origin for claim in ending] == [Origin.FORM]
    assert "2031" in ending[0].text


def test_a_part_without_an_answer_is_named() -> None:
    """PARTIAL: the part that is not in the sources is told in its own words, before the remarks on sources."""
    parts = [part("Paljonko maksu on?", [ACT_PASSAGE], quoted(FEE, ACT_PASSAGE)), part("Kuka leireilee?", [NOTE])]
    ending, answer = conclude(asked("Paljonko maksu on ja kuka leireilee?"), parts, ())
    assert answer.status is Status.PARTIAL
    assert answer.missing == ("Kuka leireilee?",)
    assert answer.nearest == ()
    assert ending[0].text == "Aineistosta ei löytynyt vastausta tähän kysymyksen osaan: ”Kuka leireilee”."
    assert all(not claim.quotes for claim in ending)


def test_a_part_that_an_earlier_one_answered_is_not_missing() -> None:
    """Where the same words answer two parts they are told once, and neither part is said to lack an answer."""
    held = asked("Kuka siitä päättää?")
    again = Part(question=held, evidence=evidence(held, [ACT_PASSAGE]), claims=(), answered=True)
    first = part("Kuinka kauan?", [ACT_PASSAGE], quoted(CARD, ACT_PASSAGE))
    _, answer = conclude(asked("Kuinka kauan ja kuka?"), [first, again], ())
    assert (answer.status, answer.missing) == (Status.ANSWERED, ())


def test_nothing_found_names_the_nearest_and_quotes_nothing() -> None:
    """NO_SOURCES: no quote, the whole question missing, and the nearest passages, one a document before a second of any."""
    second = passage(ACT_PASSAGE.document, ("5 § Leirimaksu",), 72)
    found = [ACT_PASSAGE, second, SHED, NOTE]
    ending, answer = conclude(asked("Kuka keksi kompassin?"), [part("Kuka keksi kompassin?", found)], ())
    assert answer.status is Status.NO_SOURCES
    assert answer.missing == ("Kuka keksi kompassin?",)
    assert answer.nearest == (ACT_PASSAGE, SHED, NOTE)
    assert len(answer.nearest) == NEAREST
    assert answer.claims == ending
    assert not any(claim.quotes for claim in answer.claims)
    assert answer.claims[1].text == "Haku kohdistui 3 asiakirjaan."


def test_with_one_document_the_nearest_are_its_passages() -> None:
    """Where there are fewer documents than places, further passages of the same follow in order."""
    second = passage(ACT_PASSAGE.document, ("5 § Leirimaksu",), 72)
    _, answer = conclude(asked("Kuka keksi kompassin?"), [part("Kuka?", [ACT_PASSAGE, second])], ())
    assert answer.nearest == (ACT_PASSAGE, second)


def test_an_empty_library_says_so() -> None:
    """With no documents the answer says that there are none, and names nothing as nearest."""
    ending, answer = conclude(asked("Kuka keksi kompassin?"), [part("Kuka keksi kompassin?", [])], ())
    assert answer.status is Status.NO_SOURCES
    assert answer.nearest == ()
    assert ending[0].text == "Aineistossa ei ole vielä yhtään asiakirjaa."


def test_a_view_that_is_not_there_is_told_as_such() -> None:
    """A body's view that the sources lack is refused in words of its own: nobody's stance is guessed."""
    question = "Mitä Majakkaseura lausui muistiosta?"
    ending, answer = conclude(asked(question), [part(question, [NOTE])], ())
    assert answer.status is Status.NO_SOURCES
    assert ending[0].text == "Aineistossa ei ole lausuntoa tai muuta kannanottoa, johon kysymyksessä viitataan."


def test_evidence_of_all_parts_is_kept_once() -> None:
    """The answer's evidence holds every hit of every part, no passage twice, and the steps go along."""
    parts = [part("Kuinka kauan?", [ACT_PASSAGE, SHED]), part("Missä?", [SHED, NOTE])]
    steps = (Step(step="understand", seconds=0.1),)
    _, answer = conclude(asked("Kuinka kauan ja missä?"), parts, steps)
    assert [hit.passage for hit in answer.evidence.hits] == [ACT_PASSAGE, SHED, NOTE]
    assert answer.trace == steps


@pytest.mark.parametrize("answered", [[True, True], [True, False], [False, True], [False, False]])
def test_the_status_follows_from_the_parts(answered: list[bool]) -> None:
    """All parts: ANSWERED; some: PARTIAL; none: NO_SOURCES."""
    words = [CARD, FEE]
    parts = [
        part(f"Kysymys {k}?", [ACT_PASSAGE], *([quoted(words[k], ACT_PASSAGE)] if yes else []))
        for k, yes in enumerate(answered)
    ]
    _, answer = conclude(asked("Kysymys?"), parts, ())
    wanted = {2: Status.ANSWERED, 1: Status.PARTIAL, 0: Status.NO_SOURCES}[sum(answered)]
    assert answer.status is wanted
