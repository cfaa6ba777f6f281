"""The form's fields: in the order of the questions, each section in one field alone, nothing lost, counted as pasted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assistant.export import Format, What, make
from assistant.statement import Statement
from export import conftest
from export.conftest import CASE, COUNSEL, FEES, LENGTH, NOW, TOOLS

QUESTIONS = (
    "Yleiset huomiot muistiosta?",
    "Näkemyksenne: neuvonnan laajentaminen ympärivuotiseksi",
    "3. Kannatatteko ehdotusta 1?",
    "Vuokra-ajan pidentäminen",
    "Vuokra-ajan pidentäminen: perustelut",
    "Onko ehdotus 4 toteutettavissa (Ehdotus 4)?",
)


def _json(statement: Statement, questions: tuple[str, ...]) -> dict[str, Any]:
    held = replace(statement, case=replace(CASE, questions=questions))
    told: dict[str, Any] = json.loads(make(What.FORM, Format.JSON, held, now=NOW))
    return told


def test_order_of_the_questions(statement: Statement) -> None:
    """A field for each question in its order; the section goes to the question that names its proposal best."""
    told = _json(statement, QUESTIONS)
    assert [(field["n"], field["question"]) for field in told["fields"]] == list(enumerate(QUESTIONS, 1))
    assert [field["proposal"] for field in told["fields"]] == [None, COUNSEL.id, None, LENGTH.id, None, TOOLS.id]
    assert [field["stance"] for field in told["fields"]] == [
        None,
        "supports",
        None,
        "supports_with_reservations",
        None,
        "no_comment",
    ]
    assert [held["proposal"] for held in told["unplaced"]] == [FEES.id]


def test_text_is_the_sections(statement: Statement) -> None:
    """The text is the section's own, and its characters are those that are pasted."""
    field = _json(statement, QUESTIONS)["fields"][3]
    assert field["text"] == statement.sections[0].version.text
    assert field["characters"] == len(field["text"])


def test_questions_without_an_answer_are_empty(statement: Statement) -> None:
    """A question that names no proposal has an empty text, and the paper says so."""
    told = _json(statement, QUESTIONS)
    assert told["fields"][0]["text"] == ""
    assert told["fields"][0]["characters"] == 0
    held = replace(statement, case=replace(CASE, questions=QUESTIONS))
    text = make(What.FORM, Format.TXT, held, now=NOW).decode()
    assert text.count("Lausunnossa ei ole osiota, joka vastaisi tähän kysymykseen.") == 3
    assert "Osiot, joille ei löytynyt kysymystä" in text
    assert "Palstamaksujen yhtenäistäminen koko maassa" in text


def test_no_questions_known(statement: Statement) -> None:
    """Where the questions are not known, each proposal is a field, in the register's order."""
    told = _json(statement, ())
    assert [field["proposal"] for field in told["fields"]] == [held.proposal.id for held in statement.sections]
    assert told["unplaced"] == []
    assert "Lomakkeen kysymykset eivät ole tiedossa." in make(What.FORM, Format.TXT, statement, now=NOW).decode()


def test_one_question_for_several(statement: Statement) -> None:
    """A question that names several proposals gets them all, with the stance only where they share it."""
    both = f"Näkemykset: {LENGTH.title} sekä {COUNSEL.title}"
    field = _json(statement, (both,))["fields"][0]
    assert field["proposals"] == [LENGTH.id, COUNSEL.id]
    assert field["stance"] is None
    assert field["text"] == "\n\n".join(held.version.text for held in statement.sections[:2])


def test_numbers_do_not_match_by_half(statement: Statement) -> None:
    """Ehdotus 1 is not named by Ehdotus 12 or Ehdotus 1.1, nor by a bare number."""
    told = _json(statement, ("Ehdotus 12?", "Ehdotus 1.1?", "Kohta 1", "1"))
    assert [field["proposal"] for field in told["fields"]] == [None] * 4


questions = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from((*QUESTIONS, LENGTH.name, COUNSEL.title, FEES.title.upper(), f"{TOOLS.number}:")),
    ),
    max_size=6,
)


@given(asked=questions)
def test_every_section_once(asked: list[str]) -> None:
    """Whatever is asked, every section is in one field alone or told at the end, and no field is lost."""
    statement = conftest.whole()
    told = _json(statement, tuple(asked))
    placed = [name for field in told["fields"] for name in field["proposals"]]
    left = [held["proposal"] for held in told["unplaced"]]
    assert sorted(placed + left) == sorted(held.proposal.id for held in statement.sections)
    assert len(told["fields"]) == (len(asked) or len(statement.sections))
    assert all(field["characters"] == len(field["text"]) for field in told["fields"])
