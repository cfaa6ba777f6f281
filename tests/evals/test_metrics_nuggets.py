"""Nuggets by lemmas: inflection, compounds, negation, and the figures made of them."""

from __future__ import annotations

import pytest
from made_values import measured, response, said, sample

from assistant.types import Origin, Status
from evals.metrics.lemmas import matches
from evals.metrics.nuggets import support
from evals.types import CaseKind, Importance, Nugget


def nugget(*any_of: str, none_of: tuple[str, ...] = (), importance: Importance = Importance.VITAL) -> Nugget:
    return Nugget(
        text="",
        any_of=tuple(tuple(words.split()) for words in any_of),
        none_of=tuple(tuple(w.split()) for w in none_of),
        importance=importance,
    )


@pytest.mark.parametrize(
    ("wanted", "word"),
    [
        line.split()
        for line in """kunta kunnille
korvata korvattavaksi
korvata korvattaisiin
korvata korvaamista
korvata korvataan
korvata korvaa
maksaa maksettava
laajentaa laajentaminen
saada saatava
tehdä tekeminen
lyhentää lyhennettäisiin
täysimääräinen täysimääräisesti
nopea nopeasti
pykälä pykälässä
aika määräajassa
siirtymäaika siirtymäajasta
palvelu palveluvelvoitteista
velvoite palveluvelvoitteista
työllisyys työllisyydenhoitoon
kesto enimmäiskestoa
lähityöpalvelu lähityöpalvelusta
lähityö lähityöpalvelun
työ lähityössä
resurssi resurssit
12 kaksitoista
ersättning ersättningen
kommun kommunerna
sysselsättning sysselsättningstjänster
tjänst sysselsättningstjänster""".splitlines()
    ],
)
def test_forms_and_compounds_match(wanted: str, word: str) -> None:
    """Finnish and Swedish forms, verbs in their participles, adverbs of adjectives, parts of compounds, numbers in words."""
    assert matches(wanted, word)


@pytest.mark.parametrize(
    ("wanted", "word"),
    [
        line.split()
        for line in """kunta kuntoutus
laki lakata
palvelus palvelu
oikeudenmukainen epäoikeudenmukaista
työ työtön
tulo tuloksellinen
aika aikuinen
valta valtio
ilman ilmanlaatu
vuosi vuokra
12 120
ei eilen""".splitlines()
    ],
)
def test_other_words_do_not(wanted: str, word: str) -> None:
    """Words that only look alike, opposites and other numbers are other words."""
    assert not matches(wanted, word)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Kunnille korvataan kustannukset täysimääräisesti.", 1),
        ("Kustannusten täysimääräinen korvaaminen kunnille on tarpeen.", 1),
        ("Kustannukset korvataan.", 0.5),
        ("Kustannukset kasvavat.", 0),
        ("Korvaus maksetaan. Se on täysimääräinen.", 0.5),  # not in one sentence
        ("Kustannuksia ei korvata täysimääräisesti.", 0),
        ("Kustannukset korvataan ilman täysimääräistä tukea.", 0),
        ("Kunta ei osallistu, mutta kustannukset korvataan täysimääräisesti.", 1),
        ("Tämä ei riitä, koska kustannukset korvataan täysimääräisesti.", 1),
        ("Valtio ei vain korvaa täysimääräisesti kustannuksia vaan myös kouluttaa.", 1),
        ("On selvää, ettei kustannuksia korvata täysimääräisesti.", 0),
    ],
)
def test_support_of_a_plain_nugget(text: str, share: float) -> None:
    """All lemmas in one sentence, half of them is partial, and a negated clause tells nothing that does not name its negation."""
    assert support(nugget("korvata täysimääräinen"), text) == share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Kustannuksia ei korvata.", 1),
        ("Kustannuksia, jotka syntyvät itse, eivät kunnat saa korvattavaksi.", 1),
        ("Kustannukset korvataan.", 0),
        ("Kunta ei vastusta, ja kustannukset korvataan valtion varoista.", 0),
        ("Kostnaderna ersätts inte.", 0),
    ],
)
def test_support_of_a_negated_nugget(text: str, share: float) -> None:
    """A list with "ei" needs it in the clause that it negates."""
    assert support(nugget("ei korvata"), text) == share


def test_without_is_a_negation_of_its_own() -> None:
    """A list that names "ilman" is told by it, and "ei" does not stand in for it."""
    assert support(nugget("ilman suostumus luovuttaa"), "Tiedot saa luovuttaa ilman suostumusta.") == 1
    assert support(nugget("luovuttaa suostumus"), "Tiedot saa luovuttaa ilman suostumusta.") == 0
    assert support(nugget("ilman suostumus luovuttaa"), "Tietoja ei saa luovuttaa suostumuksella.") == 0


def test_swedish_but_is_no_without() -> None:
    """ "inte … utan …" negates the first half alone."""
    text = "Ersättningen betalas inte genast, utan kommunen får den nästa år."
    assert support(nugget("kommun få"), text) == 1
    assert support(nugget("ersättning betala"), text) == 0


def test_the_swedish_article_negates_nothing() -> None:
    """ "en" is an article far more often than the Finnish "I do not"."""
    assert support(nugget("byaförening behöva euro"), "En byaförening behöver i genomsnitt 16 000 euro.") == 1


def test_what_must_not_stand_there() -> None:
    """A sentence with a `none_of` list tells nothing; the next one may."""
    wanted = nugget("korvaus puoli", none_of=("korvaus kokonaan",))
    assert support(wanted, "Korvaus on puolet, ei korvaus kokonaan.") == 1
    assert support(wanted, "Korvaus on puolet, ja joskus korvaus maksetaan kokonaan.") == 0
    assert support(wanted, "Korvaus on puolet, ja joskus korvaus maksetaan kokonaan. Yleensä korvaus on puolet.") == 1


def test_numbers_and_dates_in_a_list() -> None:
    """A number matches in digits and words, a date in any way of writing, and another number does not."""
    assert support(nugget("määräaika 10"), "Määräaika on kymmenen työpäivää.") == 1
    assert support(nugget("voimaan 1.1.2033"), "Laki tulee voimaan 1. tammikuuta 2033.") == 1
    assert support(nugget("määräaika 10"), "Määräaika on 100 päivää.") == 0.5


def test_items_have_the_words_that_open_their_list() -> None:
    """An item of a list is read with its opening, in which its subject stands."""
    text = "Korvauksen saa:\n1) kunta, joka järjestää palvelun;\n2) yhdistys, joka auttaa."
    assert support(nugget("korvaus yhdistys"), text) == 1


def test_any_of_several_lists_is_enough() -> None:
    """Two ways of saying it: one told is told."""
    assert support(nugget("korvata kokonaan", "maksaa täysi"), "Valtio maksaa täyden summan.") == 1


def test_figures_by_hand() -> None:
    """Three nuggets, two of them vital: one vital told, one vital half, the other not: 1/2, 1/3 and 1.5/3."""
    asked = sample(
        nuggets=(
            nugget("korvata täysimääräinen"),
            nugget("siirtymäaika vuosi"),
            nugget("rekisteri", importance=Importance.OKAY),
        )
    )
    given = response(said("Kustannukset korvataan täysimääräisesti."), said("Siirtymäaika on pitkä."))
    assert measured("nuggets_vital", asked, given) == {"a": (1, 2)}
    assert measured("nuggets_all", asked, given) == {"a": (1, 3)}
    assert measured("nuggets_partial", asked, given) == {"a": (1.5, 3)}
    assert measured("nuggets_vital", asked) == {"a": (0, 1)}


def test_fixed_wording_tells_nuggets_in_drafts_alone() -> None:
    """A remark that repeats the question has told nothing; a draft's stance sentence is fixed wording and tells the stance."""
    wanted = nugget("kannattaa ehdotus")
    stance = response(said("Kaupunki kannattaa ehdotusta.", origin=Origin.FORM))
    assert measured("nuggets_vital", sample(nuggets=(wanted,)), stance) == {"a": (0, 1)}
    assert measured("nuggets_vital", sample(kind=CaseKind.DRAFT, nuggets=(wanted,)), stance) == {"a": (1, 1)}


def test_an_abstention_tells_nothing() -> None:
    """Whatever words a refusal has."""
    given = response(said("Ehdotusta kannatetaan."), status=Status.NOT_SUPPORTED)
    assert measured("nuggets_vital", sample(nuggets=(nugget("kannattaa ehdotus"),)), given) == {"a": (0, 1)}
