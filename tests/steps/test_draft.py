"""A first draft without a model: the order, the frames, the manager's own words, and that nothing is made up or lost."""

from __future__ import annotations

import datetime as dt
import re
import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import RefusedError, UsageError
from assistant.statement import Ground, LocalFact, Position, Side, Stance, Version, VersionKind
from assistant.steps import draft
from assistant.steps.check import check, section
from assistant.text.plain import plain
from assistant.text.prompts import load
from assistant.text.quotes import fold, tidy
from assistant.text.references import REGISTER_NUMBER
from assistant.types import Claim, Language, Origin, Quote, Role, Severity
from tests.steps.drafted import (
    AGAIN,
    BARE,
    CARD,
    CARD_SECTION,
    DIGEST,
    DIGESTED,
    FACT,
    GROUNDS,
    LAW,
    LONGER,
    MEMO,
    MONEY,
    NO,
    PROPOSAL,
    PROPOSED,
    SOCIETY,
    SUMMED,
    TOWN,
    UNION,
    WISHES,
    ground,
    made,
    notes,
    position,
)

FI, SV = Language.FI, Language.SV
CHOICES = (Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.OPPOSES)
NOTES = notes(FACT, BARE)


def written(
    grounds: tuple[Ground, ...], held: Position | None = None, language: Language = FI, **more: str
) -> tuple[Claim, ...]:
    """A section on the invented proposal."""
    return draft.write(PROPOSAL, held or position(), grounds, NOTES, language, **more)


def reasons(*grounds: Ground, stance: Stance = Stance.SUPPORTS_WITH_RESERVATIONS, language: Language = FI) -> list[str]:
    """The sentences that quote, all of them chosen, each quote as `…`."""
    held = position(stance, wishes="", facts=(), grounds=tuple(g.id for g in grounds))
    told = written(grounds, held, language)
    return [re.sub(r"”(?:" + "|".join(re.escape(tidy(q.text)) for q in c.quotes) + ")”", "…", c.text) for c in told[1:]]


# The stance


@pytest.mark.parametrize(
    ("stance", "finnish", "swedish"),
    [
        (Stance.SUPPORTS, "Kaupunki kannattaa ehdotusta.", "Staden understöder förslaget."),
        (
            Stance.SUPPORTS_WITH_RESERVATIONS,
            "Kaupunki kannattaa ehdotusta varauksin.",
            "Staden understöder förslaget med förbehåll.",
        ),
        (Stance.OPPOSES, "Kaupunki ei kannata ehdotusta.", "Staden understöder inte förslaget."),
    ],
)
def test_the_stance_comes_first(stance: Stance, finnish: str, swedish: str) -> None:
    """The first sentence is the chosen stance in fixed words."""
    for language, wanted in ((FI, finnish), (SV, swedish)):
        first = written(GROUNDS, position(stance), language)[0]
        assert first == Claim(text=wanted, origin=Origin.FORM, role=Role.STANCE)


@pytest.mark.parametrize(
    ("language", "wanted"),
    [(FI, "Kaupungilla ei ole lausuttavaa tästä ehdotuksesta."), (SV, "Staden har inget att yttra om detta förslag.")],
)
def test_no_comment_is_one_sentence(language: Language, wanted: str) -> None:
    """Without a comment nothing else is said, whatever facts, wishes and grounds there are."""
    told = written(GROUNDS, position(Stance.NO_COMMENT), language)
    assert told == (Claim(text=wanted, origin=Origin.FORM, role=Role.STANCE),)


@pytest.mark.parametrize("stance", [Stance.UNDECIDED, Stance.UNCLEAR])
def test_no_stance_is_chosen_for_anybody(stance: Stance) -> None:
    """Where the manager has not chosen nothing is written, and the refusal names the proposal."""
    with pytest.raises(RefusedError) as refused:
        written(GROUNDS, position(stance))
    assert (refused.value.code, refused.value.values["title"]) == ("stance_missing", PROPOSAL.name)


def test_a_language_without_frames() -> None:
    """A statement is drafted in Finnish or Swedish."""
    with pytest.raises(UsageError) as refused:
        written(GROUNDS, None, Language.EN)
    assert refused.value.code == "draft_language"


def test_the_city_may_be_named() -> None:
    """A given name stands in the stance where it needs no inflection."""
    assert written((), city="Esimerkkikaupunki")[0].text == "Esimerkkikaupunki kannattaa ehdotusta varauksin."


# The whole


def test_a_section_in_its_order() -> None:
    """Stance, what is proposed, law, those for, those with conditions, own fact, consequence, change: word for word."""
    told = written(GROUNDS[:5])
    assert [(c.role, c.origin) for c in told] == [
        (Role.STANCE, Origin.FORM),
        *[(Role.REASON, Origin.QUOTED)] * 5,
        (Role.FACT, Origin.SUPPORTED),
        (Role.CONSEQUENCE, Origin.OWN),
        (Role.CHANGE, Origin.OWN),
    ]
    assert [c.text for c in told] == [
        "Kaupunki kannattaa ehdotusta varauksin.",
        f"Ehdotusta kuvataan muistiossa (s. 34) seuraavasti: ”{PROPOSED}”",
        f"Kunnallisista retkipalveluista annetun lain (412/2031) 3 §:n (alkuperäinen sanamuoto) mukaan ”{CARD}”",
        f"Saman pykälän mukaan ”{AGAIN}”",
        f"Esimerkkiliitto toteaa lausunnossaan (30.1.2031): ”{LONGER}”",
        f"Toisaalta Esimerkkikunta toteaa lausunnossaan (3.2.2031): ”{MONEY}”",
        f"{FACT.text[:-1]} (liikuntapalvelut, 12.1.2031).",
        *WISHES.replace("retkillä. ", "retkillä.|").split("|"),
    ]


def test_a_section_in_swedish_says_once_that_quotes_are_finnish() -> None:
    """Frames are Swedish, quotes stay as their source has them, and their language is told at the first one alone."""
    told = written(GROUNDS[:3], position(wishes="", facts=()), SV)
    assert [c.text for c in told] == [
        "Staden understöder förslaget med förbehåll.",
        f"I promemorian (s. 34) beskrivs förslaget så här (citat på finska): ”{PROPOSED}”",
        f"Enligt 3 § i ”Laki kunnallisista retkipalveluista (412/2031)” (ursprunglig lydelse): ”{CARD}”",
        f"Esimerkkiliitto konstaterar i sitt utlåtande (30.1.2031): ”{LONGER}”",
    ]


def test_the_language_of_a_quote_is_told_in_the_bracket_there_is() -> None:
    """The remark joins the frame's own bracket, and a Finnish section says it of a Swedish source."""
    foreign = made(LONGER, UNION.kind, "Utlåtande", body="Exempelförbundet", date=UNION.date, language=SV)
    held = ground(LONGER, foreign, Side.FOR, Stance.SUPPORTS)
    assert reasons(held) == ["Exempelförbundet toteaa lausunnossaan (30.1.2031, lainaus ruotsiksi): …"]
    assert reasons(GROUNDS[2], language=SV) == [
        "Esimerkkiliitto konstaterar i sitt utlåtande (30.1.2031, citat på finska): …"
    ]


def test_without_grounds_facts_and_wishes_the_stance_stands_alone() -> None:
    """A section is sound with nothing to go by."""
    assert [c.role for c in written((), position(wishes="", facts=()))] == [Role.STANCE]


# Frames


def test_the_memo_in_and_outside_the_proposal() -> None:
    """Words of the proposal itself are told as its description, others as the memo's, with the page of each."""
    assert reasons(GROUNDS[7], GROUNDS[0]) == [
        "Ehdotusta kuvataan muistiossa (s. 34) seuraavasti: …",
        "Lisäksi muistiossa todetaan (s. 3): …",
    ]
    assert reasons(GROUNDS[7]) == ["Muistiossa (s. 3) todetaan: …"]


def test_another_memo_is_named() -> None:
    """A memo that is not the one the proposal is in is told by title, body and day."""
    other = made(LONGER, MEMO.kind, "Toinen muistio", body="Toinen ministeriö", date=MEMO.date)
    assert reasons(ground(LONGER, other)) == ["Muistiossa ”Toinen muistio” (Toinen ministeriö 19.12.2030) todetaan: …"]


def test_a_digest_is_told_as_one() -> None:
    """Our own summary of a memo, a statement or a law never passes as their own words."""
    inside = ground(PROPOSED, DIGEST, heading=("Ehdotukset", "Retkikortti"))
    outside = ground("Retkikortteja on myönnetty vuodesta 2029.", DIGEST, heading=("Tausta",))
    told = draft.write(DIGESTED, position(wishes="", facts=()), [inside, outside], NOTES, FI)
    assert told[1].text == f"Ehdotusta kuvataan muistion koosteessa seuraavasti: ”{PROPOSED}”"
    assert told[2].text.startswith("Samassa koosteessa todetaan lisäksi (kohta ”Tausta”): ”")
    assert reasons(GROUNDS[10]) == [
        "Koosteessa lausunnosta ”Keskusliiton lausunto” (Keskusliitto 30.1.2031) todetaan: …"
    ]
    law = made(CARD, LAW.kind, LAW.title, digest=True)
    assert reasons(ground(CARD, law, heading=CARD_SECTION)) == [
        "Koosteessa (Laki kunnallisista retkipalveluista (412/2031), 3 §) todetaan: …"
    ]


def test_the_law_as_enacted_is_marked_once() -> None:
    """The first quote of a law says that it is the original wording; the sections after it are told briefly."""
    assert reasons(GROUNDS[1], GROUNDS[5]) == [
        "Kunnallisista retkipalveluista annetun lain (412/2031) 3 §:n (alkuperäinen sanamuoto) mukaan …",
        "Saman lain 5 §:n mukaan …",
    ]


def test_a_consolidated_law_is_not_called_the_original() -> None:
    """A text from the address of consolidated law is told without the mark."""
    current = replace(LAW, id="ajan", url="https://example.org/laki/ajantasa/2031/412")
    (told,) = reasons(ground(CARD, current, heading=CARD_SECTION))
    assert told == "Kunnallisista retkipalveluista annetun lain (412/2031) 3 §:n mukaan …"


def test_who_thinks_otherwise_is_told_so() -> None:
    """Bodies whose plain stance is the other one are introduced as of another view, the city's own earlier words as well."""
    for_it = GROUNDS[2]
    assert reasons(for_it, GROUNDS[8], GROUNDS[9], stance=Stance.SUPPORTS) == [
        "Esimerkkiliitto toteaa lausunnossaan (30.1.2031): …",
        "Toisenlaisen näkemyksen on esittänyt Esimerkkijärjestö ry lausunnossaan (5.2.2031): …",
        "Kaupunki on aiemmin arvioinut asiaa toisin ja todennut lausunnossaan (14.8.2030): …",
    ]
    assert reasons(for_it, GROUNDS[3], GROUNDS[8], GROUNDS[9], stance=Stance.OPPOSES) == [
        "Esimerkkijärjestö ry toteaa lausunnossaan (5.2.2031): …",
        "Kaupunki on aiemmassa lausunnossaan (14.8.2030) todennut: …",
        "Toisenlaisen näkemyksen on esittänyt Esimerkkiliitto lausunnossaan (30.1.2031): …",
        "Toisenlaisen näkemyksen on esittänyt myös Esimerkkikunta lausunnossaan (3.2.2031): …",
    ]


def test_a_stance_that_is_not_plain_is_not_told() -> None:
    """No frame says where a body stands when its words do not, or only a digest holds them."""
    unclear = ground(NO, SOCIETY, Side.AGAINST, Stance.UNCLEAR)
    assert reasons(unclear, stance=Stance.SUPPORTS) == ["Esimerkkijärjestö ry toteaa lausunnossaan (5.2.2031): …"]
    summed = ground(LONGER, SUMMED, Side.FOR, Stance.SUPPORTS)
    assert reasons(summed, stance=Stance.OPPOSES)[0].startswith("Koosteessa lausunnosta")


def test_other_sources() -> None:
    """Decisions, research, a statement without a known body and a note of the city are each told as what they are."""
    untold = made(LONGER, TOWN.kind, "Lausunto leireistä", date=TOWN.date)
    note = NOTES[BARE.id].passage.document
    told = reasons(GROUNDS[11], GROUNDS[6], ground(LONGER, untold), ground(BARE.text, note))
    assert told == [
        "Asian 889/14.00.01/2031 asiakirjassa (Kaupunginhallitus 9.2.2031) todetaan: …",
        "Lausunnossa ”Lausunto leireistä” (3.2.2031) todetaan: …",
        "Kaupungin omien tietojen mukaan …",
        "Lähteen ”Retkitutkimus” (Esimerkkilaitos 30.1.2031) mukaan …",
    ]


def test_a_second_quote_of_one_statement() -> None:
    """The body is named once, and a quote that does not end a sentence gets its full stop outside."""
    both = made(f"{LONGER} {MONEY}", UNION.kind, "Lausunto", body="Esimerkkiliitto")
    part = ground(MONEY[:20], both, Side.FOR)
    assert reasons(ground(LONGER, both, Side.FOR), part) == [
        "Esimerkkiliitto toteaa lausunnossaan: …",
        "Lausunnossa todetaan lisäksi: ….",
    ]


# How much


def test_grounds_nobody_chose_are_few_and_of_every_kind() -> None:
    """Six quotes at most, of each kind of source the best first; what the manager chose is told whole."""
    told = [c for c in written(GROUNDS) if c.role is Role.REASON]
    assert len(told) == draft.QUOTES
    assert {c.quotes[0].passage.document.id for c in told} >= {MEMO.id, LAW.id, UNION.id, TOWN.id}
    everything = position(grounds=tuple(g.id for g in GROUNDS))
    assert len([c for c in written(GROUNDS, everything) if c.role is Role.REASON]) == len(GROUNDS)


def test_no_ground_of_the_other_side_unasked() -> None:
    """A body of the other view is quoted only where the manager chose it."""
    other = GROUNDS[8]
    assert [c.role for c in written((other,), position(wishes="", facts=()))] == [Role.STANCE]
    chosen = position(wishes="", facts=(), grounds=(other.id,))
    assert [c.role for c in written((other,), chosen)] == [Role.STANCE, Role.REASON]


@pytest.mark.parametrize("stance", CHOICES)
@pytest.mark.parametrize("language", [FI, SV])
def test_a_draft_passes_the_checks(stance: Stance, language: Language) -> None:
    """A section of every ground has no error: frames hold no fact, name or quotation that is not their source's."""
    held = position(stance, "Kaupunki esittää, että 3 § säilytetään.", (FACT, BARE), tuple(g.id for g in GROUNDS))
    version = Version(
        section="s",
        n=1,
        proposal=PROPOSAL.id,
        language=language,
        stance=stance,
        claims=written(GROUNDS, held, language),
        kind=VersionKind.DRAFT,
        by="",
        at=dt.datetime(2031, 2, 10, tzinfo=dt.UTC),
        wishes=held.wishes,
        facts=held.facts,
    )
    assert [f for f in section(version, PROPOSAL, stance=stance) if f.severity is Severity.ERROR] == []


def test_nothing_is_quoted_twice() -> None:
    """The same ground given twice, or one within another's words, is told once."""
    inner = ground(PROPOSED[:47], MEMO)
    assert len(reasons(inner, GROUNDS[0], GROUNDS[0])) == 1


def test_a_fact_told_anyway_is_not_quoted_beside() -> None:
    """The note of a fact that the section tells is no ground for it as well."""
    own = ground(FACT.text, NOTES[FACT.id].passage.document)
    told = written((own,), position(wishes="", grounds=(own.id,)))
    assert [c.role for c in told] == [Role.STANCE, Role.FACT]


# The manager's own words


def test_a_fact_without_source_or_day_is_own() -> None:
    """Where nothing is put behind it the sentence is verbatim: OWN, without a quote."""
    told = written((), position(wishes="", facts=(BARE,)))
    assert told[1] == Claim(text=BARE.text, origin=Origin.OWN, role=Role.FACT)


def test_a_fact_that_tells_its_source_itself_is_own() -> None:
    """Source and day that the sentence has already are not told again."""
    text = "Jonossa oli 12 henkilöä (Liikuntapalvelut, 12.1.2031)."
    fact = replace(FACT, text=text)
    told = draft.write(PROPOSAL, position(wishes="", facts=(fact,)), (), notes(fact), FI)
    assert told[1] == Claim(text=text, origin=Origin.OWN, role=Role.FACT)


def test_source_and_day_are_told_behind_the_last_sentence() -> None:
    """A fact of several sentences: the first as it stands, the last with its source and supported by the note of the whole."""
    fact = LocalFact(id="n3", text="Jonossa oli 12 henkilöä. Heistä 4 sai kortin.", source="liikuntapalvelut")
    held = notes(fact)
    told = draft.write(PROPOSAL, position(wishes="", facts=(fact,)), (), held, FI)[1:]
    assert told == (
        Claim(text="Jonossa oli 12 henkilöä.", origin=Origin.OWN, role=Role.FACT),
        Claim(
            text="Heistä 4 sai kortin (liikuntapalvelut).",
            origin=Origin.SUPPORTED,
            quotes=(held["n3"],),
            role=Role.FACT,
        ),
    )


def test_without_a_note_a_fact_stays_as_it_is() -> None:
    """Nothing is put behind a sentence that no note can support."""
    told = draft.write(PROPOSAL, position(wishes=""), (), {}, FI)
    assert told[1] == Claim(text=FACT.text, origin=Origin.OWN, role=Role.FACT)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Kaupunki esittää, että kesto säilytetään.", Role.CHANGE),
        ("Laissa 55 §:ään lisätään poikkeus.", Role.CHANGE),
        ("Pykälä muotoillaan uudelleen.", Role.CHANGE),
        ("Säännöstä tulee muuttaa.", Role.CHANGE),
        ("Staden föreslår att bestämmelsen slopas.", Role.CHANGE),
        ("Paragrafen bör kompletteras.", Role.CHANGE),
        ("Kaupunki edellyttää täyttä rahoitusta.", Role.CONSEQUENCE),
        ("kestosta voidaan poiketa, kun tavoite on toinen.", Role.CONSEQUENCE),
    ],
)
def test_what_asks_for_a_change(sentence: str, role: Role) -> None:
    """A wish that asks for another wording is a change request, another is a consequence; both are OWN as they stand."""
    told = written((), position(wishes=sentence, facts=()))
    assert told[1:] == (Claim(text=sentence, origin=Origin.OWN, role=role),)


def test_a_sentence_is_not_parted_from_the_one_it_leans_on() -> None:
    """What follows a change request in its paragraph stays behind it; another paragraph's consequence comes before."""
    wishes = "Kaupunki esittää, että maksu poistetaan. Tämä selkeyttäisi tilannetta.\n\nRahoituksen on oltava täysi."
    told = written((), position(wishes=wishes, facts=()))
    assert [c.text for c in told[1:]] == [
        "Rahoituksen on oltava täysi.",
        "Kaupunki esittää, että maksu poistetaan.",
        "Tämä selkeyttäisi tilannetta.",
    ]


def test_pasted_markup_is_no_part_of_the_words() -> None:
    """Tags and signs go; a list that goes on with a sentence stays readable and together."""
    wishes = "<p>Kaupunki <b>esittää</b>, että</p><ul><li>kortti jää</li><li>maksu poistuu</li></ul>"
    told = written((), position(wishes=wishes, facts=()))
    assert " ".join(c.text for c in told[1:]) == "Kaupunki esittää, että – kortti jää – maksu poistuu."
    assert {c.role for c in told[1:]} == {Role.CHANGE}


def test_short_lines_are_sentences() -> None:
    """Wishes written a line each, without full stops, are a sentence each; lines broken where they were full are not."""
    told = written((), position(wishes="Kortti pidetään ennallaan\nMaksua ei nosteta", facts=()))
    assert [c.text for c in told[1:]] == ["Kortti pidetään ennallaan.", "Maksua ei nosteta."]
    broken = "Kaupunki edellyttää, että kortin voimassaolosta voidaan aina\npoiketa ohjatuilla retkillä."
    assert [c.text for c in written((), position(wishes=broken, facts=()))[1:]] == [broken.replace("\n", " ")]


def test_ten_thousand_characters_of_wishes() -> None:
    """A long text is all there, sentence by sentence."""
    sentences = [f"Kaupunki edellyttää, että kohta {k} rahoitetaan täysimääräisesti." for k in range(160)]
    told = written((), position(wishes=" ".join(sentences), facts=()))
    assert len(" ".join(sentences)) > 10_000
    assert [c.text for c in told[1:]] == sentences


# Promises


own_text = st.lists(
    st.sampled_from(
        [
            "Kaupunki edellyttää täyttä rahoitusta.",
            "Kaupunki esittää, että 3 §:ään lisätään poikkeus",
            "kestosta voidaan poiketa",
            "Jonossa on 31 henkilöä (liikuntapalvelut).",
            "- maksu jää",
            "1) kortti; 2) maksu",
            "<b>Tämä</b> on tärkeää!",
            "\n\n",
            "\n",
        ]
    )
    | st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>*_.:;”\n –"), max_size=30),
    max_size=6,
).map(" ".join)


@st.composite
def facts(draw: st.DrawFn) -> tuple[LocalFact, ...]:
    """Facts with or without source and day."""
    texts = draw(st.lists(own_text.filter(lambda text: bool(text.strip())), max_size=3))
    day = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2032, 1, 1))
    source = st.sampled_from(["", "liikuntapalvelut", "Tilasto 2030"])
    return tuple(LocalFact(id=f"n{k}", text=t, source=draw(source), date=draw(day)) for k, t in enumerate(texts))


@st.composite
def positions(draw: st.DrawFn) -> tuple[Position, tuple[Ground, ...]]:
    """A position and grounds in any order, some of them chosen."""
    grounds = tuple(draw(st.lists(st.sampled_from(GROUNDS), max_size=8)))
    chosen = tuple(g.id for g in grounds if draw(st.booleans()))
    held = position(draw(st.sampled_from(CHOICES)), draw(own_text), draw(facts()), chosen)
    return held, grounds


def known_numbers(quote: Quote, own: tuple[LocalFact, ...]) -> set[str]:
    """The numbers of a quote, of its source's own data, and of the day and source told with a fact."""
    document = quote.passage.document
    told = [quote.text, document.title, document.body or "", *quote.passage.heading, str(quote.page)]
    told += [*REGISTER_NUMBER.findall(document.text), *(fact.source for fact in own)]
    for day in (document.date, *(fact.date for fact in own)):
        told += [str(day.day), str(day.month), str(day.year)] if day else []
    return {number for text in told for number in re.findall(r"\d+", text)}


@settings(deadline=None, max_examples=60)
@given(positions(), st.sampled_from((FI, SV)))
def test_promises_of_a_draft(given: tuple[Position, tuple[Ground, ...]], language: Language) -> None:
    """Whatever is given: the stance first, roles in order, quotes verbatim, no number of its own, own words own, and the same twice."""
    held, grounds = given
    own = notes(*held.facts)
    told = draft.write(PROPOSAL, held, grounds, own, language)
    assert told == draft.write(PROPOSAL, held, grounds, own, language)
    assert told[0].text == load("draft", language).fill(
        held.stance.value, city={FI: "Kaupunki", SV: "Staden"}[language]
    )
    order = [list(Role).index(c.role) for c in told if c.role]
    assert len(order) == len(told)
    assert order == sorted(order)
    words = [fold(plain(text)) for text in (held.wishes, *(fact.text for fact in held.facts))]
    for at, claim in enumerate(told):
        assert check(claim, at) == ()
        if claim.origin is Origin.OWN:
            bare = fold(claim.text)
            assert any(bare in text or bare.removesuffix(".") in text for text in words)
        for quote in claim.quotes:
            assert set(re.findall(r"\d+", claim.text)) <= known_numbers(quote, held.facts)


@settings(deadline=None, max_examples=60)
@given(positions())
def test_no_own_word_is_lost(given: tuple[Position, tuple[Ground, ...]]) -> None:
    """Every word of the facts and wishes is in the section."""
    held, grounds = given
    told = draft.write(PROPOSAL, held, grounds, notes(*held.facts), FI)
    own = "".join(c.text for c in told if c.role in (Role.FACT, Role.CONSEQUENCE, Role.CHANGE))
    for text in (held.wishes, *(fact.text for fact in held.facts)):
        for word in plain(text).split():
            assert word.rstrip(".") in own


def test_frames_of_both_languages() -> None:
    """Finnish and Swedish have the same frames in the same order with the same places; none holds a number."""

    def places(text: str) -> set[str]:
        return set(string.Template(text).get_identifiers())

    finnish, swedish = load("draft", FI), load("draft", SV)
    assert list(finnish.texts) == list(swedish.texts)
    assert finnish.variables == swedish.variables
    assert {
        k for k in finnish.texts if k != "no_comment" and places(finnish.texts[k]) != places(swedish.texts[k])
    } == set()
    assert not [text for held in (finnish, swedish) for text in held.texts.values() if re.search(r"\d", text)]


def test_the_managers_list_stays_a_list() -> None:
    """Items and paragraphs of the wishes begin where they were written to begin."""
    wishes = "Kaupunki edellyttää seuraavaa:\n– määräaika säädetään laissa\n– rahoitus turvataan.\n\nKaupunki esittää myös seurantaa."
    held = Version(
        section="s",
        n=1,
        proposal=PROPOSAL.id,
        language=FI,
        stance=Stance.SUPPORTS,
        claims=written((), position(wishes=wishes, facts=())),
        kind=VersionKind.DRAFT,
        by="",
        at=dt.datetime.now(dt.UTC),
    )
    assert held.text.split("\n\n")[1:] == [
        "Kaupunki edellyttää seuraavaa:",
        "– määräaika säädetään laissa",
        "– rahoitus turvataan.",
        "Kaupunki esittää myös seurantaa.",
    ]
