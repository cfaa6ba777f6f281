"""Numbers, dates and sections: held by the sentence's own sources, and the right ones told."""

from __future__ import annotations

import pytest
from made_values import measured, place, response, said, sample

from assistant.types import Origin, Status
from evals.types import CaseKind, Task

MONEY = place("Määräraha on 2,5 milj. euroa 14 §:n mukaan 1. tammikuuta 2027 alkaen.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Määräraha on 2 500 000 euroa.", (1, 1)),
        ("Se alkaa 1.1.2027.", (1, 1)),
        ("Lain 14 § koskee tätä vuonna 2027.", (2, 2)),
        ("Määräraha on 2,4 miljoonaa euroa 14 §:n mukaan.", (1, 2)),
        ("Se alkaa 2.1.2027.", (0, 1)),
        ("Määräraha on 2 500 000 prosenttia.", (0, 1)),
    ],
)
def test_tokens_in_other_writing_pass_and_others_do_not(text: str, found: tuple[int, int]) -> None:
    """The same number in another way of writing is held; another number, day or unit is not."""
    given = response(said(text, 0), references=(MONEY,))
    assert measured("number_fidelity", sample(), given) == {"a": found}
    assert measured("number_fidelity_answers", sample(), given) == {"a": (float(found[0] == found[1]), 1)}


def test_another_sentences_citation_does_not_hold_a_number() -> None:
    """The same sentence must cite the source; that the answer cites it elsewhere is not enough."""
    given = response(
        said("Määräraha on 2,5 miljoonaa euroa.", 1),
        said("Määräraha on tärkeä.", 0),
        references=(MONEY, place("Jokin muu kohta.", start=500)),
    )
    assert measured("number_fidelity", sample(), given) == {"a": (0, 1)}


def test_the_sources_name_and_page_hold_numbers() -> None:
    """A statute's number in its title, its date and the page of the place are told rightly, though the words do not have them."""
    named = place("Korvaus maksetaan.", source="Laki lähityöpalvelusta (401/2027)\n2027-05-26", page=7)
    given = response(said("Lain 401/2027 (26.5.2027, s. 7) mukaan korvaus maksetaan.", 0), references=(named,))
    assert measured("number_fidelity", sample(), given) == {"a": (3, 3)}


def test_the_users_own_numbers_pass() -> None:
    """The question's numbers, and in a draft the manager's, are the user's own."""
    asked = sample(kind=CaseKind.DRAFT, task=Task(wishes="Siirtymäaika on 18 kuukautta."))
    given = response(
        said("Siirtymäaika on 18 kuukautta.", origin=Origin.OWN), said("Asiakkaita on 340."), known="Asiakkaita on 340"
    )
    assert measured("number_fidelity", asked, given) == {"a": (2, 2)}


def test_fixed_wording_of_a_refusal_is_no_claim() -> None:
    """How many documents were searched is told by the product; in an answer fixed wording needs a reference."""
    searched = said("Haku kohdistui 16 asiakirjaan.", origin=Origin.FORM)
    enacted = said("Lähde on annettu vuonna 2027.", origin=Origin.FORM)
    refusal = response(searched, status=Status.NO_SOURCES)
    answer = response(said("Määräraha on tärkeä.", 0), enacted, references=(MONEY,))
    assert measured("number_fidelity", sample(), refusal) == {}
    assert measured("number_fidelity", sample(), answer) == {"a": (1, 1)}
    assert measured("number_fidelity", sample(), response(searched, references=(MONEY,))) == {"a": (0, 1)}


def test_missing_output_fails_fidelity() -> None:
    """No response is a failure, not an answer without numbers."""
    assert measured("number_fidelity", sample()) == {"a": (0, 1)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Määräraha on 2,5 miljoonaa euroa 1. tammikuuta 2027 alkaen.", 2),
        ("Määräraha on 2 500 000 € vuonna 2027.", 1),  # a year does not tell the day
        ("Määrärahasta puolet maksetaan 1.1.2027.", 2),
        ("Määräraha on 3 miljoonaa euroa.", 0),
    ],
)
def test_facts_told(text: str, found: int) -> None:
    """The share of the sample's facts that the answer tells, in any way of writing; what is no token by its words."""
    asked = sample(facts=("2 500 000 €", "1.1.2027", "puolet"))
    assert measured("facts_told", asked, response(said(text, 0), references=(MONEY,))) == {"a": (found, 3)}


def test_fixed_wording_and_refusals_tell_no_facts() -> None:
    """A refusal that repeats the question's year has not answered."""
    asked = sample(facts=("vuonna 2027",))
    repeated = said("Ei löytynyt vastausta: vuonna 2027.", origin=Origin.FORM)
    assert measured("facts_told", asked, response(repeated)) == {"a": (0, 1)}
    assert measured("facts_told", asked, response(said("Vuonna 2027."), status=Status.NO_SOURCES)) == {"a": (0, 1)}
