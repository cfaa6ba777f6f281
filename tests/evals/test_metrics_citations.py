"""Citations: existing, verbatim, right; and that a sentence is what its mark says."""

from __future__ import annotations

import pytest
from made_values import GOLD, gold, measured, place, response, said, sample

from assistant.types import Origin, Status
from evals.types import CaseKind, Sentence, Task

OTHER = place("Kunta järjestää palvelun itse tai hankkii sen muualta.", start=500)
QUOTED = Origin.QUOTED


def quoted(text: str, *citations: int) -> Sentence:
    return said(text, *citations, origin=QUOTED)


def test_a_citation_exists_that_resolves() -> None:
    """Of four citations one points past the references, one below them and one at a place without words."""
    given = response(said("Väite on tässä.", 0, 1, 2, -1), references=(place(), place("")))
    assert measured("citation_existence", sample(), given) == {"a": (1, 4)}


def test_the_same_citation_twice_resolves_once() -> None:
    """A doubled citation in one sentence is a fault of the record."""
    given = response(said("Väite on tässä.", 0, 0), references=(place(),))
    assert measured("citation_existence", sample(), given) == {"a": (1, 2)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Lain mukaan ”{GOLD}”", (1, 1)),
        ("Lain mukaan ”Korvaus maksetaan täysimääräisesti 1 päivästä”.", (1, 1)),
        ("Lain mukaan ”Korvaus maksetaan … päivästä tammikuuta 2033”.", (1, 1)),
        ("Lain mukaan ”päivästä tammikuuta 2033 … Korvaus maksetaan”.", (0, 1)),
        ("Lain mukaan ”Korvaus maksetaan osittain 1 päivästä”.", (0, 1)),
        ("Lain mukaan ”korvaus maksetaan täysimääräisesti 1 päivästä”.", (0, 1)),
        (f"Lain mukaan ”{GOLD}” ja ”aivan muuta kuin siellä sanotaan”.", (1, 2)),
    ],
)
def test_quotes_are_verbatim(text: str, found: tuple[int, int]) -> None:
    """A quote stands word for word, its parts in order; another word, another case or another order is none."""
    assert measured("quotes_verbatim", sample(), response(quoted(text, 0), references=(place(),))) == {"a": found}


def test_short_words_in_quotation_marks_are_terms() -> None:
    """Up to three words in quotation marks are a name for something."""
    given = response(quoted("Niin sanottu ”kokonaan keksitty sana” on termi.", 0), references=(place(),))
    assert measured("quotes_verbatim", sample(), given) == {}


def test_a_quote_from_an_uncited_place_is_not_verbatim() -> None:
    """The sentence's own citation must hold the words; another reference of the answer will not do."""
    given = response(quoted(f"Lain mukaan ”{GOLD}”", 1), references=(place(), OTHER))
    assert measured("quotes_verbatim", sample(), given) == {"a": (0, 1)}


def test_quotes_with_marks_of_their_own() -> None:
    """A place whose words hold quotation marks is found as a whole."""
    inner = place("Sana ”riittävä” on ollut laissa vuodesta 2028, ja ”sen tulos on nyt nähty” kunnissa.")
    given = response(quoted(f"Liiton mukaan ”{inner.text}”", 0), references=(inner,))
    assert measured("quotes_verbatim", sample(), given) == {"a": (1, 1)}


def test_titles_and_the_users_own_words_may_be_quoted() -> None:
    """The title of the source and the question are not false quotes."""
    titled = place(source="Arviomuistio uuden palvelun kehittämisestä")
    given = response(
        quoted(f"Muistion ”Arviomuistio uuden palvelun kehittämisestä” mukaan ”{GOLD}”", 0),
        said("Ei löytynyt: ”Miten korvaus maksetaan? Ja milloin?”", origin=Origin.FORM),
        references=(titled,),
        missing=("Miten korvaus maksetaan? Ja milloin?",),
    )
    assert measured("quotes_verbatim", sample(), given) == {"a": (3, 3)}


def test_precision_and_recall_by_hand() -> None:
    """Three pairs, two of them at gold; of three factual sentences two have a right one. Fixed wording and own words do not count."""
    given = response(
        said("Korvaus maksetaan vuodesta 2033 kokonaan.", 0, 1),
        said("Sama korvaus maksetaan kaikille kunnille.", 0),
        said("Palvelu järjestetään kunnan omana työnä.", origin=Origin.UNSUPPORTED),
        said("Tarkista säädöksen voimassa oleva sanamuoto.", origin=Origin.FORM),
        said("Kaupunki pitää korvausta tärkeänä asiana.", origin=Origin.OWN),
        references=(place(), OTHER),
    )
    asked = sample(gold=(gold(),))
    assert measured("citation_precision", asked, given) == {"a": (2, 3)}
    assert measured("citation_recall", asked, given) == {"a": (2, 3)}


def test_a_sentence_of_few_words_is_not_factual() -> None:
    """Two content words say nothing that needs a source."""
    given = response(
        said("Maksu on.", 0), said("Korvaus maksetaan kunnille täysimääräisesti.", 0), references=(place(),)
    )
    assert measured("citation_recall", sample(gold=(gold(),)), given) == {"a": (1, 1)}


def test_an_answer_that_cites_nothing_scores_zero_and_an_abstention_is_left_out() -> None:
    """Answering without a citation is not a way round precision; abstaining is measured elsewhere, but uses no gold."""
    asked = sample(gold=(gold(), gold("Toinen lainaus, jota ei löydetty.")))
    bare = response(said("Korvaus maksetaan kunnille täysimääräisesti."))
    refusal = response(said("Ei löytynyt.", origin=Origin.FORM), status=Status.NO_SOURCES)
    assert measured("citation_precision", asked, bare) == {"a": (0, 1)}
    assert measured("citation_recall", asked, bare) == {"a": (0, 1)}
    assert measured("citation_precision", asked, refusal) == {}
    assert measured("span_use", asked, refusal) == {"a": (0, 2)}
    assert measured("citation_precision", asked) == {"a": (0, 1)}


def test_span_use_counts_gold() -> None:
    """One of two gold quotes cited, by two sentences, is one of two."""
    asked = sample(gold=(gold(), gold("Toinen lainaus, jota ei löydetty.")))
    given = response(said("Korvaus maksetaan.", 0), said("Korvaus maksetaan taas.", 0), references=(place(),))
    assert measured("span_use", asked, given) == {"a": (1, 2)}


@pytest.mark.parametrize(
    ("sentence", "honest"),
    [
        (quoted(f"Lain mukaan ”{GOLD}”", 0), True),
        (quoted("Lain mukaan korvaus maksetaan.", 0), False),  # does not show what it cites
        (quoted(f"Lain mukaan ”{GOLD}”"), False),  # cites nothing
        (quoted(f"Lain mukaan ”{GOLD}”", 0, 7), False),
        (said("Korvaus maksetaan kokonaan.", 0), True),
        (said("Korvaus maksetaan kokonaan."), False),
        (said("Laki sanoo: ”maksetaan heti kaikille kunnille”.", 0), False),
        (said("Bussi kulkee kerran tunnissa.", origin=Origin.OWN), True),
        (said("Bussi kulkee kaksi kertaa tunnissa.", origin=Origin.OWN), False),
        (said("Tarkista voimassa oleva sanamuoto.", origin=Origin.FORM), True),
        (said("Korvaus on 500 euroa.", origin=Origin.FORM), False),
        (said("Tätä en tiedä varmasti.", origin=Origin.UNSUPPORTED), True),
    ],
)
def test_a_sentence_is_what_its_mark_says(sentence: Sentence, honest: bool) -> None:
    """Quoted shows its place, supported cites, own words are unchanged, fixed wording tells no fact."""
    asked = sample(kind=CaseKind.DRAFT, task=Task(wishes="Bussi kulkee kerran tunnissa"))
    found = measured("origin_honesty", asked, response(sentence, references=(place(),)))
    assert found == {"a": (float(honest), 1)}
