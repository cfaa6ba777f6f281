"""Checking sentences against what they rest on: an answer's, and those of a section."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts2 import CARD, document, passage, quote, quoted

from assistant.statement import LocalFact, Proposal, Stance, Version, VersionKind
from assistant.steps.check import check, section
from assistant.text.wording import say
from assistant.types import (
    Block,
    BlockKind,
    Claim,
    Kind,
    Language,
    Origin,
    Page,
    Passage,
    Quote,
    Role,
    Severity,
)

HELD = passage(f"{CARD} Voimassaolo alkaa\n\nuudelleen keväällä.")


def test_a_sentence_that_shows_its_quotes_passes() -> None:
    """Verbatim words give no finding."""
    assert check(quoted(CARD, HELD), 0) == ()


@pytest.mark.parametrize(
    "shown",
    [
        CARD.replace("kahdeksan", "yhdeksän"),
        CARD.replace("enintään", ""),
        CARD.replace("Retkikortti", "retkikortti"),
        "",
    ],
)
def test_changed_words_are_found(shown: str) -> None:
    """Another word, a word left out, another case or no quote at all is an error that tells which sentence and which words."""
    claim = replace(quoted(CARD, HELD), text=f"Lähteen mukaan ”{shown}”")
    (finding,) = check(claim, 3)
    assert (finding.check, finding.severity, finding.claim) == ("quote_shown", Severity.ERROR, 3)
    assert finding.values["quote"] == CARD[:80]


def test_line_breaks_of_the_source_do_not_matter() -> None:
    """Words are compared as shown: a break between paragraphs in the source is a space in the sentence."""
    claim = quoted("Voimassaolo alkaa\n\nuudelleen keväällä.", HELD)
    assert check(replace(claim, text="Lähteen mukaan ”Voimassaolo alkaa uudelleen keväällä.”"), 0) == ()


@pytest.mark.parametrize("origin", [Origin.FORM, Origin.OWN])
def test_sentences_that_quote_nothing_are_not_checked(origin: Origin) -> None:
    """Fixed wording and the manager's own words need no source."""
    assert check(Claim(text="Lausunto annetaan ”näin”.", origin=origin), 0) == ()


# Numbers around the quotes of an answer

LAW = replace(
    document(
        "Retkikortti on voimassa enintään kuusi kuukautta.\n\nVoimassaolo alkaa uudestaan 12 kuukauden kuluttua.",
        title="Laki kunnallisista retkipalveluista (412/2031)",
        kind=Kind.STATUTE,
    ),
    blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=49), Block(kind=BlockKind.PARAGRAPH, start=51, end=101)),
)
CARD_SECTION = passage(LAW, ("3 luku Retkikortti", "14 § Voimassaolo"))
VALID = "Retkikortti on voimassa enintään kuusi kuukautta."
LETTER = passage(
    document(
        "Asia 889/14.00.01/2026. Lausunto on annettava 18.2.2026 mennessä. Menot kasvavat 2,5 miljoonaa euroa vuonna 2027.",
        title="Lausuntopyyntö",
        kind=Kind.DECISION,
        body="Esimerkkilän kaupunki",
        date=dt.date(2026, 2, 9),
        pages=(Page(number=1, start=0, end=30), Page(number=2, start=30, end=200)),
    )
)
DUE = "Lausunto on annettava 18.2.2026 mennessä."
COSTS = "Menot kasvavat 2,5 miljoonaa euroa vuonna 2027."


def around(frame: str, words: str, within: Passage) -> Claim:
    """A QUOTED sentence: the frame with the words where it has {}."""
    return Claim(text=frame.format(f"”{words}”"), origin=Origin.QUOTED, quotes=(quote(words, within),))


@pytest.mark.parametrize(
    ("frame", "words", "within"),
    [
        ("Kunnallisista retkipalveluista annetun lain (412/2031) 14 §:n mukaan {}", VALID, CARD_SECTION),
        ("Enligt 14 § (Laki kunnallisista retkipalveluista (412/2031)): {}", VALID, CARD_SECTION),
        ("According to section 14 (Laki kunnallisista retkipalveluista (412/2031)): {}", VALID, CARD_SECTION),
        ("Lain 3 luvun 14 §:n 1 momentin mukaan {}", VALID, CARD_SECTION),
        ("Asian 889/14.00.01/2026 asiakirjassa (Esimerkkilän kaupunki 9.2.2026) todetaan: {}", DUE, LETTER),
        ("Asiakirjan ”Lausuntopyyntö” (9 February 2026) mukaan {}", DUE, LETTER),
        ("Samassa lähteessä todetaan (s. 2): {}", DUE, LETTER),
    ],
)
def test_what_a_frame_may_say(frame: str, words: str, within: Passage) -> None:
    """Numbers of a frame come from the source's own title, heading, date, pages and register number."""
    assert check(around(frame, words, within), 0) == ()


@pytest.mark.parametrize(
    ("frame", "fault", "message"),
    [
        ("Kunnallisista retkipalveluista annetun lain (412/2031) 15 §:n mukaan {}", "15 §", "section_not_in_source"),
        (
            "Kunnallisista retkipalveluista annetun lain (421/2031) 14 §:n mukaan {}",
            "421/2031",
            "statute_not_in_source",
        ),
        ("Lain 4 luvun 14 §:n mukaan {}", "4 luvun", "section_not_in_source"),
        ("Vuonna 2030 annetun lain mukaan {}", "2030", "year_not_in_source"),
        ("Lain (s. 7) mukaan {}", "s. 7", "page_not_in_source"),
    ],
)
def test_a_frame_that_says_more_is_an_error(frame: str, fault: str, message: str) -> None:
    """A number in the frame that the source does not have stops the sentence, with the words at fault."""
    (finding,) = check(around(frame, VALID, CARD_SECTION), 2)
    assert (finding.message, finding.words, finding.severity, finding.claim) == (message, fault, Severity.ERROR, 2)


# Sections

PROPOSAL = Proposal(
    id="p1", number="3", title="Retkikortin sääntelyn tarkentaminen", text="Kortin kestoa tarkennetaan."
)
FACT = LocalFact(
    id="n1",
    text="Kaupungissa oli vuonna 2025 yhteensä 84 kortinhaltijaa.",
    source="Retkipalvelut",
    date=dt.date(2026, 1, 12),
)
WISHES = "Kaupunki edellyttää, että enimmäisajasta voidaan poiketa.\nKaupunki esittää, että 14 §:ään lisätään poikkeus."
FOR = Claim(text="Kaupunki kannattaa ehdotusta.", origin=Origin.FORM, role=Role.STANCE)


def version(
    *claims: Claim,
    stance: Stance = Stance.SUPPORTS,
    language: Language = Language.FI,
    wishes: str = WISHES,
    facts: tuple[LocalFact, ...] = (FACT,),
) -> Version:
    """A version with these sentences."""
    return Version(
        section="o1",
        n=1,
        proposal="p1",
        language=language,
        stance=stance,
        claims=claims,
        kind=VersionKind.DRAFT,
        by="",
        at=dt.datetime(2026, 1, 20, tzinfo=dt.UTC),
        wishes=wishes,
        facts=facts,
    )


def found(*claims: Claim, stance: Stance = Stance.SUPPORTS, language: Language = Language.FI) -> list[tuple[str, str]]:
    """Message and words of the errors and warnings on a section with these sentences."""
    findings = section(version(*claims, stance=stance, language=language), PROPOSAL, stance=stance)
    return [(f.message, f.words) for f in findings if f.severity is not Severity.INFO]


def supported(text: str, *quotes: Quote, role: Role = Role.REASON) -> Claim:
    """A SUPPORTED sentence."""
    return Claim(text=text, origin=Origin.SUPPORTED, quotes=quotes or (quote(VALID, CARD_SECTION),), role=role)


def own(text: str, role: Role = Role.CHANGE) -> Claim:
    """One of the manager's sentences."""
    return Claim(text=text, origin=Origin.OWN, role=role)


@pytest.mark.parametrize(
    "claim",
    [
        around("Lain 412/2031 14 §:n (alkuperäinen sanamuoto) mukaan {}", VALID, CARD_SECTION),
        around("Esimerkkilän kaupunki toteaa asiakirjassaan (9.2.2026): {}", DUE, LETTER),
        supported("Puolen vuoden enimmäisaika ei aina riitä."),
        supported("Vuonna 2025 kaupungissa oli 84 kortinhaltijaa."),
        supported("Kaupungissa oli 84 kortinhaltijaa (Retkipalvelut, 12.1.2026)."),
        supported("Ehdotus 3 koskee retkikorttia."),
        supported("Lausunto annetaan Esimerkkilän kaupungille 18. helmikuuta 2026.", quote(DUE, LETTER)),
        supported("Kustannukset ovat 2,5 M€ vuonna 2027.", quote(COSTS, LETTER)),
        supported("Muutos koskisi 14 §:ää, johon poikkeus lisätään."),
        supported("Lain mukaan ”kortti” on voimassa puoli vuotta."),
        own("Kaupunki edellyttää, että enimmäisajasta voidaan poiketa.", Role.CONSEQUENCE),
        own("Kaupunki esittää, että  14 §:ään lisätään poikkeus"),
        own(FACT.text, Role.FACT),
        Claim(text="Ehdotus 3 on perusteltu.", origin=Origin.FORM, role=Role.REASON),
    ],
)
def test_right_sentences_of_a_section_pass(claim: Claim) -> None:
    """Facts from quotes, from their sources' data, from the manager's own words and from the proposal's name are not remarked on."""
    assert found(FOR, claim) == []


@pytest.mark.parametrize(
    ("claim", "message", "words"),
    [
        (supported("Seitsemän kuukauden aika ei riitä."), "period_not_in_source", "Seitsemän kuukauden"),
        (supported("Kaupungissa oli 48 kortinhaltijaa."), "number_not_in_source", "48"),
        (supported("Vuonna 2026 kaupungissa oli 84 kortinhaltijaa."), "year_not_in_source", "2026"),
        (supported("Muutos koskisi 15 §:ää."), "section_not_in_source", "15 §"),
        (supported("Lain 14 §:n 3 momentti on epäselvä."), "section_not_in_source", "3 momentti"),
        (
            supported("Kustannukset ovat 2,5 tuhatta euroa.", quote(COSTS, LETTER)),
            "euro_not_in_source",
            "2,5 tuhatta euroa",
        ),
        (
            supported("Kustannukset kasvavat 2,5 prosenttia.", quote(COSTS, LETTER)),
            "percent_not_in_source",
            "2,5 prosenttia",
        ),
        (supported("Määräaika on 18.3.2026.", quote(DUE, LETTER)), "date_not_in_source", "18.3.2026"),
        (supported("Asia on 898/14.00.01/2026.", quote(DUE, LETTER)), "register_not_in_source", "898/14.00.01/2026"),
        (supported("Kuvitelmaliitto pitää aikaa lyhyenä."), "organisation_not_in_source", "Kuvitelmaliitto"),
        (supported("Hallintolain mukaan aika on lyhyt."), "law_not_in_source", "Hallintolain"),
        (supported("Ehdotus 4 koskee retkikorttia."), "number_not_in_source", "4"),
        (
            supported("Lain mukaan ”kortti on voimassa aina ja kaikkialla”."),
            "quotation_not_verbatim",
            "kortti on voimassa aina ja kaikkialla",
        ),
        (around("Lain 15 §:n mukaan {}", VALID, CARD_SECTION), "section_not_in_source", "15 §"),
        (around("Mallilan kunta toteaa (9.2.2026): {}", DUE, LETTER), "organisation_not_in_source", "Mallilan kunta"),
        (around("Asiakirjan ”Toinen pyyntö” mukaan {}", DUE, LETTER), "quotation_not_verbatim", "Toinen pyyntö"),
        (
            own("Kaupunki esittää, että 15 §:ään lisätään poikkeus."),
            "own_changed",
            "Kaupunki esittää, että 15 §:ään lisätään poikkeus.",
        ),
        (Claim(text="Muutos koskee 84 henkilöä Kelan asiakkaista.", origin=Origin.FORM), "form_holds_fact", "Kelan"),
        (
            Claim(text="Tutkimusten mukaan aika on lyhyt.", origin=Origin.UNSUPPORTED),
            "unsupported",
            "Tutkimusten mukaan aika on lyhyt.",
        ),
    ],
)
def test_wrong_sentences_of_a_section_are_errors(claim: Claim, message: str, words: str) -> None:
    """What nothing holds is an error at its words; the rest of the section is not remarked on."""
    findings = section(version(FOR, claim), PROPOSAL, stance=Stance.SUPPORTS)
    (finding,) = [f for f in findings if f.severity is not Severity.INFO]
    assert (finding.message, finding.words, finding.claim, finding.section) == (message, words, 1, "o1")
    assert finding.severity is Severity.ERROR


def test_a_moment_that_the_source_does_not_show() -> None:
    """Where the source keeps a section's paragraphs together, the number of one cannot be seen: a warning, not an error."""
    joined = passage(
        document(f"{VALID} Lupa annetaan aina.", title=LAW.title, kind=Kind.STATUTE), ("14 § Voimassaolo",)
    )
    assert found(FOR, supported("Lain 14 §:n 2 momentti on selvä.", quote(VALID, joined))) == [
        ("moment_not_shown", "2 momentti")
    ]


def test_the_city_may_be_named() -> None:
    """The city's own name needs no source where it is told."""
    claim = supported("Kuvitelmakaupunki pitää aikaa lyhyenä.")
    told = section(version(FOR, claim), PROPOSAL, stance=Stance.SUPPORTS, city="Kuvitelmakaupunki")
    assert [f.message for f in told if f.severity is Severity.ERROR] == []
    assert ("organisation_not_in_source", "Kuvitelmakaupunki") in found(FOR, claim)


# Stance


@pytest.mark.parametrize(
    ("text", "stance", "message"),
    [
        ("Kaupunki kannattaa ehdotusta.", Stance.OPPOSES, "stance_disagrees"),
        ("Kaupunki ei kannata ehdotusta.", Stance.SUPPORTS, "stance_disagrees"),
        ("Kaupunki ei kannata ehdotusta.", Stance.SUPPORTS_WITH_RESERVATIONS, "stance_disagrees"),
        ("Kaupunki kannattaa ehdotusta.", Stance.NO_COMMENT, "stance_disagrees"),
        ("Kaupungilla ei ole lausuttavaa tästä ehdotuksesta.", Stance.OPPOSES, "stance_disagrees"),
        ("Kaupunki kannattaa ehdotusta.", Stance.SUPPORTS_WITH_RESERVATIONS, "reservation_dropped"),
        ("Kaupunki kannattaa ehdotusta varauksin.", Stance.SUPPORTS, "reservation_added"),
        ("Kaupunki tuntee asian.", Stance.SUPPORTS, "stance_not_stated"),
    ],
)
def test_stance_words_agree_with_the_stance(text: str, stance: Stance, message: str) -> None:
    """A stance sentence that says another thing than the manager chose is found, the opposite as an error."""
    claim = Claim(text=text, origin=Origin.FORM, role=Role.STANCE)
    findings = [f for f in section(version(claim, stance=stance), PROPOSAL, stance=stance) if f.check == "stance"]
    assert [f.message for f in findings] == [message]
    assert (findings[0].severity is Severity.ERROR) == (message == "stance_disagrees")


@pytest.mark.parametrize(
    ("text", "stance", "language"),
    [
        ("Kaupunki kannattaa ehdotusta.", Stance.SUPPORTS, Language.FI),
        ("Kaupunki kannattaa ehdotusta varauksin.", Stance.SUPPORTS_WITH_RESERVATIONS, Language.FI),
        ("Kaupunki ei kannata ehdotusta.", Stance.OPPOSES, Language.FI),
        ("Kaupungilla ei ole lausuttavaa tästä ehdotuksesta.", Stance.NO_COMMENT, Language.FI),
        ("Staden understöder förslaget.", Stance.SUPPORTS, Language.SV),
        ("Staden understöder förslaget med förbehåll.", Stance.SUPPORTS_WITH_RESERVATIONS, Language.SV),
        ("Staden understöder inte förslaget.", Stance.OPPOSES, Language.SV),
        ("Staden har inget att yttra om detta förslag.", Stance.NO_COMMENT, Language.SV),
    ],
)
def test_a_right_stance_is_not_remarked_on(text: str, stance: Stance, language: Language) -> None:
    """The stance that was chosen, in each language, gives no finding."""
    assert found(Claim(text=text, origin=Origin.FORM, role=Role.STANCE), stance=stance, language=language) == []


def test_others_may_think_otherwise() -> None:
    """A quote of a body that opposes what the city supports is no disagreement; the city's own sentence is."""
    view = passage(document("Esimerkkiliitto ei kannata ehdotusta.", title="Esimerkkiliiton lausunto"))
    other = around("Esimerkkiliitto toteaa: {}", "Esimerkkiliitto ei kannata ehdotusta.", view)
    assert found(FOR, other) == []
    told = found(FOR, supported("Kaupunki vastustaa ehdotusta.", quote("Esimerkkiliitto", view)))
    assert told == [("stance_disagrees", "Kaupunki vastustaa ehdotusta.")]


def test_a_stance_changed_after_drafting() -> None:
    """A version written for another stance says so, and that a new draft is wanted."""
    findings = section(version(FOR), PROPOSAL, stance=Stance.OPPOSES)
    assert [(f.message, f.severity) for f in findings if f.message == "stance_changed"] == [
        ("stance_changed", Severity.ERROR)
    ]


# Sources, leftovers, form


def test_what_is_said_of_sources() -> None:
    """A source that is gone and a digest are warnings, a statute as enacted an info: each told once, by its title."""
    digest = passage(document("Kortti maksaa 7 euroa.", title="Kooste kortista", digest=True))
    claims = (
        FOR,
        around("Lain 412/2031 mukaan {}", VALID, CARD_SECTION),
        around("Lain 14 §:n mukaan {}", VALID, CARD_SECTION),
        around("Koosteen mukaan {}", "Kortti maksaa 7 euroa.", digest),
    )
    findings = section(version(*claims), PROPOSAL, stance=Stance.SUPPORTS, gone=frozenset({LAW.id, "x"}))
    assert [(f.message, f.severity, f.words, f.claim) for f in findings] == [
        ("source_gone", Severity.WARNING, LAW.title, 1),
        ("statute_as_enacted", Severity.INFO, LAW.title, 1),
        ("rests_on_digest", Severity.WARNING, "Kooste kortista", 3),
    ]


@pytest.mark.parametrize(
    ("left", "message"),
    [
        ("Kaupungissa on [täydennä] kortinhaltijaa.", "placeholder"),
        ("Kaupungissa on XX kortinhaltijaa.", "placeholder"),
        ("TODO tarkista luku.", "placeholder"),
        ("Lorem ipsum.", "placeholder"),
        ("Perustelu: {peruste}.", "placeholder"),
        ("Aika on lyhyt ja …", "placeholder"),
        ("Aika on lyhyt ______.", "placeholder"),
        ("Aika on lyhyt <kesto>.", "markup"),
        ("Aika on <b>lyhyt</b>.", "markup"),
        ("Aika on **lyhyt**.", "markup"),
        ("## Perustelut", "markup"),
        ("```text", "markup"),
        ("Aika on lyhyt [1].", "source_mark"),
        ("Varmasti! Aika on lyhyt.", "chat_opening"),
        ("Tässä on luonnos lausunnosta.", "chat_opening"),
    ],
)
def test_leftovers_are_errors(left: str, message: str) -> None:
    """What drafting leaves behind is found in every kind of sentence, and never blamed on a quote."""
    findings = section(version(FOR, supported(left)), PROPOSAL, stance=Stance.SUPPORTS)
    assert message in {f.message for f in findings if f.severity is Severity.ERROR and f.claim == 1}
    held = passage(document(f"Alku. {left} Loppu.", title="Muistio"))
    assert found(FOR, around("Muistiossa todetaan: {}", left, held)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Aika on < 5 viikkoa tai > 6 viikkoa.",
        "Tässä on kyse pysyvästä muutoksesta.",
        "Kaupunki on varmasti mukana.",
        "Kaupungin sivusto on esimerkki.fi, osoite on C/O Esimerkki.",
        "Kertoimet ovat 2*3 ja 5_6.",
        "Lain 3 luvun I osa on XIV jaksossa.",
    ],
)
def test_what_only_resembles_a_leftover(text: str) -> None:
    """Signs and words of ordinary text are not leftovers."""
    assert [
        f
        for f in section(version(FOR, own(text), wishes=text), PROPOSAL, stance=Stance.SUPPORTS)
        if f.check == "leftovers"
    ] == []


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Mielestämme aika on lyhyt.", Language.FI, "Mielestämme"),
        ("Pidämme aikaa lyhyenä.", Language.FI, "Pidämme"),
        ("Aika on minusta lyhyt.", Language.FI, "minusta"),
        ("Vi anser att tiden är kort.", Language.SV, "Vi"),
    ],
)
def test_first_person_is_a_warning(text: str, language: Language, words: str) -> None:
    """A statement speaks of the city; the word in the first person is named, outside quotation marks."""
    told = section(version(own(text), wishes=text, language=language), PROPOSAL, stance=Stance.SUPPORTS)
    assert (words, Severity.WARNING) in {(f.words, f.severity) for f in told if f.message == "first_person"}
    quiet = f"Asiasta on sanottu: ”{text}”"
    told = section(version(own(quiet), wishes=quiet, language=language), PROPOSAL, stance=Stance.SUPPORTS)
    assert "first_person" not in {f.message for f in told}


def test_long_sentences_and_official_wording_are_infos() -> None:
    """A sentence over 25 words and wording that official guides replace are told as advice; quoted words do not count."""
    words = " ".join(["sana"] * 26)
    told = section(version(own(f"{words}."), wishes=words), PROPOSAL, stance=Stance.SUPPORTS)
    assert [(f.severity, f.values["better"]) for f in told if f.message == "long_sentence"] == [(Severity.INFO, "26")]
    quoted_words = f"Kohta on ”{words}”."
    told = section(version(own(quoted_words), wishes=quoted_words), PROPOSAL, stance=Stance.SUPPORTS)
    assert "long_sentence" not in {f.message for f in told}
    hinted = "Kyseinen aika on lyhyt johtuen säännöksestä, mikäli sitä sovelletaan."
    told = section(version(own(hinted), wishes=hinted), PROPOSAL, stance=Stance.SUPPORTS)
    assert [f.words for f in told if f.message == "official_language"] == ["johtuen", "Kyseinen", "mikäli"]


def test_an_empty_and_a_long_section() -> None:
    """A section with nothing in it is an error, one over 350 words a warning."""
    assert ("empty_section", "") in found()
    text = " ".join(["Aika on lyhyt."] * 120)
    told = section(version(FOR, own(text), wishes=text), PROPOSAL, stance=Stance.SUPPORTS)
    assert [(f.severity, f.values["length"]) for f in told if f.message == "long_section"] == [
        (Severity.WARNING, "363")
    ]


def test_every_finding_can_be_told() -> None:
    """Each message code has words in three languages, and its values fill them."""
    claims = (
        supported(
            "Mielestämme 48 §:n **aika** on [täydennä] [1] 7 euroa 8 % 9.9.2020 vuonna 1999 THL Hallintolain 3 momentti 1/2000."
        ),
        supported("Varmasti! " + "sana " * 30 + "kyseinen 7 kuukautta."),
        own("Muutettu."),
        Claim(text="Muutos koskee 5 kuntaa.", origin=Origin.FORM),
        Claim(text="Väite ”joka on aivan keksitty lause”.", origin=Origin.UNSUPPORTED),
        replace(quoted(CARD, HELD), text="Ei näy."),
        Claim(text="Kaupunki ei kannata ehdotusta.", origin=Origin.FORM, role=Role.STANCE),
    )
    findings = [
        *section(version(*claims, stance=Stance.OPPOSES), PROPOSAL, stance=Stance.SUPPORTS, gone=frozenset({LAW.id})),
        *section(version(), PROPOSAL, stance=Stance.SUPPORTS),
    ]
    assert len({f.message for f in findings}) > 20
    for finding in findings:
        for language in Language:
            assert "{" not in say(f"finding.{finding.message}", language, **finding.values).replace("{peruste}", "")


def test_findings_keep_their_id() -> None:
    """The same remark on the same words has the same id from one version to the next, wherever the sentence is."""
    claim = supported("Kaupungissa oli 48 kortinhaltijaa.")
    one = section(version(FOR, claim), PROPOSAL, stance=Stance.SUPPORTS)
    other = section(replace(version(FOR, own(FACT.text), claim), n=2), PROPOSAL, stance=Stance.SUPPORTS)
    assert {f.id for f in one} == {f.id for f in other}


_SOURCE = passage(
    document(" ".join(f"{n}. kohdassa on {n * 7} henkilöä ja {n * 100} euroa." for n in range(1, 9)), title="Luettelo")
)


@given(st.integers(1, 8), st.integers(0, 999), st.sampled_from(["henkilöä", "euroa", "prosenttia", "kuukautta", "§"]))
def test_every_number_of_a_supported_sentence_is_in_its_quotes(n: int, number: int, unit: str) -> None:
    """Whatever number a SUPPORTED sentence holds, it passes just when its quote, the wishes or the proposal's name holds the same."""
    words = f"{n}. kohdassa on {n * 7} henkilöä ja {n * 100} euroa."
    claim = supported(f"Määrä on {number} {unit}.", quote(words, _SOURCE))
    told = section(version(FOR, claim, facts=(), wishes=""), PROPOSAL, stance=Stance.SUPPORTS)
    right = (unit == "henkilöä" and number in (n * 7, 3)) or (unit == "euroa" and number == n * 100)
    assert bool([f for f in told if f.severity is Severity.ERROR]) != right


def test_ten_sections_are_checked_at_once() -> None:
    """A statement of ten sections takes well under a second even on a busy machine (100 ms on a quiet one)."""
    claims = [FOR]
    for k in range(8):
        claims.append(
            supported(
                f"Vuonna 2025 kaupungissa oli 84 kortinhaltijaa, kun {k + 20} §:n aika on puoli vuotta ja Kela päättää."
            )
        )
        claims.append(
            around("Asian 889/14.00.01/2026 asiakirjassa (Esimerkkilän kaupunki 9.2.2026) todetaan: {}", DUE, LETTER)
        )
    sections = [replace(version(*claims), section=f"o{k}") for k in range(10)]
    begun = time.perf_counter()
    for held in sections:
        section(held, PROPOSAL, stance=Stance.SUPPORTS)
    assert time.perf_counter() - begun < 1
