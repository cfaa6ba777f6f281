"""Tokens of a sentence: one way of writing for each, held against what the sentence rests on."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from assistant.text.facts import (
    Fact,
    FactKind,
    held,
    law_in,
    laws,
    named_in,
    organisations,
    spans,
    tokens,
)
from assistant.text.organisations import same_word

from .fact_sentences import SOURCES, right, wrong

K = FactKind


def read(text: str) -> set[tuple[str, str]]:
    """Kinds and values of the tokens."""
    return {(fact.kind.value, fact.value) for fact in tokens(text)}


def at_fault(letters: str, sentence: str) -> list[str]:
    """The words that no source holds."""
    texts = [" ".join(SOURCES[letter].split()) for letter in letters]
    facts = [frozenset(placed.fact for placed in spans(text, listed=False)) for text in texts]
    out = [sentence[p.start : p.end] for p in spans(sentence) if not any(held(p.fact, told) for told in facts)]
    out += [n.text for n in organisations(sentence) if not any(named_in(n, text) for text in texts)]
    out += [n.text for n in laws(sentence) if not any(law_in(n, text) for text in texts)]
    return out


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kuusi kuukautta", "6 kuukauden"),
        ("12 kuukautta", "yksi vuosi"),
        ("puoli vuotta", "6 kk"),
        ("kaksi viikkoa", "14 päivää"),
        ("kolmivuotinen", "3 vuotta"),
        ("kuusikuukautinen", "6 månader"),
        ("2,5 milj. euroa", "2 500 000 €"),
        ("1,6 M€", "1\u00a0600\u00a0000 euroa"),
        ("50 t€", "50 000 euroa"),
        ("kaksi miljoonaa euroa", "2 miljoner euro"),
        ("2,50 euroa", "2,5 €"),
        ("18.2.2026", "18. helmikuuta 2026"),
        ("18.02.2026", "2026-02-18"),
        ("den 18 februari 2026", "18 February 2026"),
        ("1 päivänä syyskuuta 2001", "1.9.2001"),
        ("helmikuussa 2026", "helmikuun 2026"),
        ("55 §:n", "§ 55"),
        ("54–60 §", "54-60 §:ssä"),
        ("12 a §", "12a §"),
        ("2 momentissa", "2 mom."),
        ("42,5 %", "42,5 prosenttia"),
        ("3 %-yksikköä", "kolme prosenttiyksikköä"),
        ("HE 109/2025 vp", "RP 109/2025 rd"),
        ("HE 109/2025", "HE:n 109/2025 vp"),
        ("s. 34", "sivulla 34"),
        ("12 htv", "12 henkilötyövuotta"),
        ("2 145 henkilöä", "2145:tä henkilöä"),
        ("kaksikymmentäviisi", "25"),
        ("kolmellatoista kunnalla", "13 kunnalla"),
    ],
)
def test_one_way_of_writing(one: str, other: str) -> None:
    """Two ways of writing the same thing give the same token."""
    assert len(tokens(one)) == 1
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10, 20 ja 30 prosenttia", {("percent", "10"), ("percent", "20"), ("percent", "30")}),
        ("2–3 miljoonaa euroa", {("euro", "2000000"), ("euro", "3000000")}),
        ("vuosina 2023–2025", {("year", "2023"), ("year", "2025")}),
        ("12.6.–7.8.2025", {("date", "2025-06-12"), ("date", "2025-08-07")}),
        ("18.–20.2.2026", {("date", "2026-02-18"), ("date", "2026-02-20")}),
        ("55 §:n 2 momentin 3 kohta", {("section", "55"), ("moment", "2"), ("point", "3")}),
        ("2, 5 ja 9 §", {("section", "2"), ("section", "5"), ("section", "9")}),
        ("vähintään vuoden", {("period", "12 months")}),
        ("alle 25-vuotias", {("period", "300 months")}),
        ("luvussa 4.2", {("dotted", "4.2")}),
        ("asia 889/14.00.01/2026", {("register", "889/14.00.01/2026")}),
        ("(EU) 2016/679", {("statute", "2016/679")}),
        ("2 000 henkilöä vuonna 2000", {("number", "2000"), ("year", "2000")}),
        ("vuonna 2025 312 henkilöä", {("year", "2025"), ("number", "312")}),
    ],
)
def test_read(text: str, wanted: set[tuple[str, str]]) -> None:
    """Lists, ranges and units are read as people mean them."""
    assert read(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "puolet kunnista",
        "1) ensimmäinen; 2) toinen",
        "1. Ehdotus",
        "Kaupunki kannattaa ehdotusta [1].",
        "yhdessä kuntien kanssa",
        "yhden luukun palvelu",
        "katso https://esimerkki.fi/2026/380",
        "COVID-19 ja A4",
        "useita vuosia",
        "vuosittain ja kuukausittain",
    ],
)
def test_no_token(text: str) -> None:
    """Words that tell no number, the numbers of lists, source marks, addresses and names with digits are left alone."""
    assert tokens(text) == frozenset()


def test_what_differs_is_told_apart() -> None:
    """Per cent is not percentage points, six weeks are not six months, and a working day is not a day."""
    apart = ["5 %", "5 prosenttiyksikköä", "5 euroa", "5 kuukautta", "5 viikkoa", "5 päivää", "5 työpäivää", "5 §", "5"]
    assert len({next(iter(tokens(text))) for text in apart}) == len(apart)


def test_sections_within_a_range() -> None:
    """A section or a smaller range passes where a range holds it, and its ends where they are named apart; others do not."""
    told = tokens("54–60 §")
    assert all(held(fact, told) for text in ("54 §", "57 §", "60 §", "55–58 §") for fact in tokens(text))
    assert not any(held(fact, told) for text in ("53 §", "61 §", "54–61 §", "60 a §") for fact in tokens(text))
    assert all(held(fact, tokens("54 § ja 60 §")) for fact in tokens("54–60 §"))


def test_right_sentences_pass() -> None:
    """Real-looking sentences that rest on their sources have nothing at fault: not one of them."""
    assert len(right()) >= 60
    assert {sentence: at_fault(letters, sentence) for letters, sentence in right() if at_fault(letters, sentence)} == {}


def test_wrong_sentences_are_caught() -> None:
    """Each sentence with one thing altered is caught, at the words that were altered."""
    assert len(wrong()) >= 60
    missed = [
        (sentence, at_fault(letters, sentence))
        for letters, sentence, fault in wrong()
        if not any(words in fault or fault in words for words in at_fault(letters, sentence))
    ]
    assert missed == []


SUPPORTED = [
    (letter, span)
    for letter in SOURCES
    for span in re.split(r"(?<=\.) (?=[A-ZÅÄÖ])", " ".join(SOURCES[letter].split()))
]


@given(st.sampled_from(SUPPORTED), st.data())
def test_any_other_digit_is_caught(case: tuple[str, str], data: st.DataObject) -> None:
    """In a sentence that stands in its source, no digit can be another one unnoticed, unless the source says that as well."""
    letter, sentence = case
    places = [m.start() for m in re.finditer(r"\d", sentence)]
    assume(places)
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != sentence[at]]))
    changed = sentence[:at] + digit + sentence[at + 1 :]
    source = " ".join(SOURCES[letter].split())
    told = frozenset(placed.fact for placed in spans(source, listed=False))
    new = tokens(changed) - tokens(sentence)
    assume(new)  # 08 for 8 and the like say the same
    assume(not all(held(fact, told) for fact in new))
    assert at_fault(letter, changed)


@given(st.sampled_from(SUPPORTED))
def test_a_sentence_is_its_own_support(case: tuple[str, str]) -> None:
    """Words that stand in the source are never at fault."""
    assert at_fault(*case) == []


_PIECES = st.sampled_from(
    "12 6 55 a § §:n 2 mom. kohta kuukautta vuotta € milj. euroa % prosenttia 18.2.2026 2.2026 helmikuuta 2025 vuonna kuusi 380/2023 HE vp – - , ; 1) [1] "
    "luku s. 34 ja tai 2,5 1 000 kaksi toista puoli päivää 9. 4.2 12.6.–7.8.2025 ry Kela kaupungin Esimerkkilän".split(
        " "
    )
)
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map(" ".join))


@given(_TEXTS)
@example("0000 € 00,00 §")
@example("9" * 5000 + " miljardia vuotta")
def test_places_are_in_the_text(text: str) -> None:
    """Every token and name has a place in the text that is not empty, whatever the text is."""
    for placed in (*spans(text), *organisations(text), *laws(text)):
        assert 0 <= placed.start < placed.end <= len(text)


@given(_TEXTS)
def test_writing_and_reading_again(text: str) -> None:
    """A token written in its one way reads as the same token, and as nothing else."""
    for fact in tokens(text):
        assert tokens(fact.written) == {fact}, fact.written


@given(_TEXTS, _TEXTS)
def test_more_support_never_hurts(text: str, more: str) -> None:
    """What a support holds a bigger one holds too, and every token supports itself."""
    told = tokens(text)
    assert all(held(fact, told) for fact in told)
    assert all(held(fact, told | tokens(more)) for fact in told)


@pytest.mark.parametrize(
    ("name", "support"),
    [
        ("Kuntaliiton", "Suomen Kuntaliitto ry"),
        ("Suomen Kuntaliitto", "Kuntaliitolta"),
        ("Kelan", "Kansaneläkelaitos"),
        ("Kansaneläkelaitokselle", "Kela"),
        ("TEM:n", "työ- ja elinkeinoministeriölle"),
        ("Työ- ja elinkeinoministeriö", "TEM"),
        ("Sosiaali- ja terveysministeriössä", "STM:n mukaan"),
        ("Arbets- och näringsministeriet", "työ- ja elinkeinoministeriö"),
        ("ELY-keskusten", "ELY-keskus"),
        ("Lahden kaupunki", "Lahti"),
        ("Turun kaupungin", "Turku on"),
        ("Helsingin kaupungille", "Helsinki"),
        ("Porin kaupunki", "Porin kaupunginhallitus"),
        ("Pohjoisen hyvinvointialueella", "Pohjoisen hyvinvointialue"),
        ("Esimerkkijärjestö ry:n", "Esimerkkijärjestö"),
        ("Verohallintovirasto", "Verohallintoviraston"),
    ],
)
def test_the_same_organisation(name: str, support: str) -> None:
    """A name passes in any case of the word, by its abbreviation and by its whole name."""
    (named,) = organisations(f"Asiasta päätti {name}.")
    assert named_in(named, support)


@pytest.mark.parametrize(
    ("name", "support"),
    [
        ("Porin kaupunki", "Porvoon kaupunki"),
        ("Espoon kaupunki", "Espanjan suurlähetystö"),
        ("TEM:n", "sosiaali- ja terveysministeriö"),
        ("Pohjoisen hyvinvointialue", "Etelän hyvinvointialue"),
        ("Pohjoisen hyvinvointialue", "Pohjoisen liitto"),
        ("Kuntaliitto", "kuntien liitokset"),
        ("STM", "STTK"),
    ],
)
def test_another_organisation(name: str, support: str) -> None:
    """A name that only resembles another does not pass for it."""
    (named,) = organisations(f"Asiasta päätti {name}.")
    assert not named_in(named, support)


@pytest.mark.parametrize(
    "text",
    [
        "Kaupunki kannattaa ehdotusta.",
        "Kunta järjestää palvelut. Kunnan rooli on keskeinen.",
        "Oman kaupungin ja jokaisen kunnan on varauduttava.",
        "Työllisyysalueen kunnat vastaavat palveluista.",
        "Ammattiliitot ja järjestöt osallistuvat.",
        "Pienempi kunta ei selviä tehtävästä.",
        "Työllisyyslautakunnalta pyydetään lausunto.",
        "Tuolloin kaupunki katsoi ajan riittäväksi.",
        "Erään kunnan edustaja oli eri mieltä.",
        "Naapurikaupunki valmistelee omaa lausuntoaan.",
        "Kotikunta vastaa kustannuksista.",
        "Ministeriö valmistelee esityksen.",
        "Miten kaupunki käsittelee asian?",
        "Kuntaliitos ei muuta tilannetta.",
        "Eduskunta hyväksyi lain, ja valiokunta antoi mietinnön.",
        "Hyvinvointialueen ja kunnan työnjako on epäselvä.",
    ],
)
def test_common_nouns_are_no_names(text: str) -> None:
    """Words for kinds of bodies, and words with a capital from the beginning of a sentence, name nobody."""
    assert organisations(text) == ()


@given(st.text(min_size=1, max_size=15), st.text(min_size=1, max_size=15))
def test_same_word_does_not_depend_on_order(one: str, other: str) -> None:
    """Being forms of one word holds both ways, and of a word with itself."""
    assert same_word(one, other) == same_word(other, one)
    assert same_word(one, one)


def test_facts_are_values() -> None:
    """Tokens with the same kind and value are the same one."""
    assert Fact(kind=K.YEAR, value="2025") in tokens("vuonna 2025")
