"""The writer without a model: each frame word for word, remarks once, refusals, and that nothing in a frame is made up."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts2 import ACT, CARD, FEE, SHED_ACT, asked, document, evidence, passage, quote, quoted, vocabulary

from assistant.steps.check import check
from assistant.text.quotes import tidy, verbatim
from assistant.text.references import REGISTER_NUMBER
from assistant.text.wording import quoted as in_marks
from assistant.types import Document, Kind, Language, Origin, Page, Passage, Quote
from assistant.writers.extractive import ExtractiveWriter, framed, missing, refusal, remarks
from assistant.writers.scoring import models

DAY = dt.date(2031, 4, 12)
ACT_TEXT = document(f"{CARD} {FEE}", title=ACT, kind=Kind.STATUTE, date=DAY)
CARD_SECTION = passage(ACT_TEXT, ("1 luku Yleistä", "3 § Retkikortti"), 0, len(CARD))
FEE_SECTION = passage(ACT_TEXT, ("2 luku Maksut", "5 § Leirimaksu"), len(CARD) + 1)
RULES_MEMO = "Muistio maksuista"


def frame(held: Document, language: Language = Language.FI, heading: tuple[str, ...] = ()) -> str:
    """The sentence for a document's whole text, with the quote as `…`."""
    within = passage(held, heading)
    text = framed((quote(held.text, within),), None, language).text
    return text.replace(f"”{held.text}”", "…").replace(f"“{held.text}”", "…")


def source(
    kind: Kind, *, title: str = RULES_MEMO, digest: bool = False, text: str = FEE, body: str | None = None
) -> Document:
    """A dated source of a kind."""
    return document(text, title=title, kind=kind, body=body, date=DAY, digest=digest)


# Statutes


def test_a_statute_is_named_in_full_with_its_section() -> None:
    """The first quote of a law names it in the genitive, with its number and the section."""
    claim = framed((quote(CARD, CARD_SECTION),), None, Language.FI)
    assert claim.text == f"Kunnallisista retkipalveluista annetun lain (412/2031) 3 §:n mukaan ”{CARD}”"
    assert claim.origin is Origin.QUOTED


def test_the_name_of_the_customer_s_own_example() -> None:
    """The frame of the act on employment services is worded as people write it."""
    held = passage(
        document(FEE, title="Laki työvoimapalveluiden järjestämisestä (380/2023)", kind=Kind.STATUTE), ("55 § X",)
    )
    told = framed((quote(FEE, held),), None, Language.FI).text
    assert told == f"Työvoimapalveluiden järjestämisestä annetun lain (380/2023) 55 §:n mukaan ”{FEE}”"


def test_the_same_section_and_the_same_law_are_told_briefly() -> None:
    """After a quote of the same section, or of another section of the same law, the law is not named again."""
    card, fee = quote(CARD, CARD_SECTION), quote(FEE, FEE_SECTION)
    assert framed((card,), card, Language.FI).text == f"Saman pykälän mukaan ”{CARD}”"
    assert framed((fee,), card, Language.FI).text == f"Saman lain 5 §:n mukaan ”{FEE}”"


def test_another_law_is_named_in_full_though_its_section_has_the_same_number() -> None:
    """Two laws are never taken for one."""
    shed = passage(document("Kunta vuokraa vajat.", title=SHED_ACT, kind=Kind.STATUTE), ("3 § Vuokra",))
    told = framed((quote("Kunta vuokraa vajat.", shed),), quote(CARD, CARD_SECTION), Language.FI).text
    assert told == "Venevajalain (77/2030) 3 §:n mukaan ”Kunta vuokraa vajat.”"


def test_a_law_without_sections_is_quoted_as_a_whole() -> None:
    """Where the place is under no section none is made up."""
    assert frame(source(Kind.STATUTE, title=ACT)) == "Kunnallisista retkipalveluista annetun lain (412/2031) mukaan …"


def test_a_digest_of_a_law_says_that_it_is_one() -> None:
    """Our own summary is never told as the law's words."""
    held = source(Kind.STATUTE, title=ACT, digest=True)
    assert frame(held, heading=("5 § Leirimaksu",)) == f"Koosteessa ({ACT}, 5 §) todetaan: …"
    assert frame(held, heading=("Maksut (kesä)",)) == f"Koosteessa ({ACT}, kohta ”Maksut (kesä)”) todetaan: …"
    assert frame(held) == f"Koosteessa ({ACT}) todetaan: …"


# Other sources


def test_a_decision_is_known_by_its_register_number() -> None:
    """A decision that holds its register number is named by it, with who decided and when; else by its title."""
    text = "Asia 412/10.03.02/2031: pitkospuut uusitaan."
    held = source(Kind.DECISION, text=text, body="Kaupunginhallitus")
    assert frame(held) == "Asian 412/10.03.02/2031 asiakirjassa (Kaupunginhallitus 12.4.2031) todetaan: …"
    plain = source(Kind.DECISION, body="Kaupunginhallitus")
    assert frame(plain) == "Asiakirjan ”Muistio maksuista” (Kaupunginhallitus 12.4.2031) mukaan …"


def test_a_statement_says_whose_it_is_and_of_which_day() -> None:
    """A body's statement is told as that body's; without a known body by its title."""
    held = source(Kind.OTHER_STATEMENT, body="Saaristokylien liitto")
    assert frame(held) == "Saaristokylien liitto toteaa lausunnossaan (12.4.2031): …"
    assert frame(source(Kind.OWN_STATEMENT)) == "Lausunnon ”Muistio maksuista” (12.4.2031) mukaan …"


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (Kind.MEMO, "Muistion koosteen (kohta ”Maksut”) mukaan …"),
        (Kind.DECISION, "Koosteen ”Muistio maksuista” mukaan …"),
        (Kind.OTHER_STATEMENT, "Koosteessa lausunnosta (Muistio maksuista) todetaan: …"),
        (Kind.RESEARCH, "Koosteen ”Muistio maksuista” mukaan …"),
    ],
)
def test_every_digest_is_told_as_a_digest(kind: Kind, wanted: str) -> None:
    """Whatever a digest tells of, the frame says that it is one."""
    assert frame(source(kind, digest=True, body="Kylien liitto"), heading=("Maksut",)) == wanted


def test_a_page_or_a_heading_tells_where() -> None:
    """A source with pages is quoted with its page, one without by its heading."""
    paged = document(FEE, title=RULES_MEMO, kind=Kind.MEMO, pages=(Page(number=34, start=0, end=len(FEE)),))
    assert frame(paged, heading=("Maksut",)) == "Muistion ”Muistio maksuista” (s. 34) mukaan …"
    assert frame(paged, Language.EN) == "According to the memo “Muistio maksuista” (p. 34): …"
    assert frame(source(Kind.MEMO), heading=("Maksut",)) == "Muistion ”Muistio maksuista” (kohta ”Maksut”) mukaan …"


def test_the_same_source_is_not_named_twice() -> None:
    """A second quote of one source says so, and tells its place where that is another."""
    held = document(f"{CARD} {FEE}", title=RULES_MEMO, kind=Kind.MEMO)
    one, two = passage(held, ("Kortti",), 0, len(CARD)), passage(held, ("Maksut",), len(CARD) + 1)
    card, fee = quote(CARD, one), quote(FEE, two)
    assert framed((fee,), card, Language.FI).text == f"Samassa lähteessä todetaan (kohta ”Maksut”): ”{FEE}”"
    assert framed((card,), card, Language.FI).text == f"Samassa lähteessä todetaan: ”{CARD}”"


def test_quotes_of_one_place_are_shown_in_one_sentence() -> None:
    """Two quotes are parted by three dots, and a sentence that does not end gets its full stop outside the quote."""
    held = passage(document("Oppaan on: 1) varattava avain", title=ACT, kind=Kind.STATUTE), ("6 § Opas",))
    claim = framed((quote("Oppaan on:", held), quote("1) varattava avain", held)), None, Language.FI)
    assert claim.text.endswith("6 §:n mukaan ”Oppaan on:” … ”1) varattava avain”.")


@pytest.mark.parametrize(
    ("language", "first", "same", "other"),
    [
        (Language.SV, f"Enligt 3 § ({ACT}): …", "Enligt samma paragraf: …", "Enligt 5 § i samma lag: …"),
        (
            Language.EN,
            f"According to section 3 ({ACT}): …",
            "According to the same section: …",
            "According to section 5 of the same act: …",
        ),
    ],
)
def test_a_statute_in_another_language(language: Language, first: str, same: str, other: str) -> None:
    """Swedish and English frames keep the law's own title and the words of the source."""
    card, fee = quote(CARD, CARD_SECTION), quote(FEE, FEE_SECTION)
    told = [
        framed((card,), None, language).text.replace(in_marks(CARD, language), "…"),
        framed((card,), card, language).text.replace(in_marks(CARD, language), "…"),
        framed((fee,), card, language).text.replace(in_marks(FEE, language), "…"),
    ]
    assert told == [first, same, other]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (Language.SV, "Kylien liitto konstaterar i sitt utlåtande (12.4.2031): …"),
        (Language.EN, "Kylien liitto says in its statement (12 April 2031): …"),
    ],
)
def test_a_statement_in_another_language(language: Language, wanted: str) -> None:
    """The body and the day are told as the language writes them."""
    assert frame(source(Kind.OTHER_STATEMENT, body="Kylien liitto"), language) == wanted


# What is said of the sources, and of there being none


def told(held: Sequence[Document], language: Language = Language.FI) -> list[str]:
    """The remarks on an answer that quotes each document twice."""
    claims = [quoted(d.text, passage(d)) for d in held for _ in range(2)]
    return [claim.text for claim in remarks(claims, language)]


def test_the_law_as_enacted_is_remarked_once() -> None:
    """One law: its year; several: one remark for all; without a number: the advice alone. Never more than one."""
    ours, shed = source(Kind.STATUTE, title=ACT), source(Kind.STATUTE, title=SHED_ACT, text="Vajat.")
    untold = source(Kind.STATUTE, title="Majakka-asetus", text="Valo.")
    enacted = "Lähde on laki sellaisena kuin se on annettu vuonna 2031. Tarkista voimassa oleva sanamuoto Finlexistä."
    assert told([ours]) == [enacted]
    assert told([ours, shed]) == [
        "Lähteinä ovat lait sellaisina kuin ne on annettu. Tarkista voimassa oleva sanamuoto Finlexistä."
    ]
    assert told([untold]) == ["Tarkista säädöksen voimassa oleva sanamuoto Finlexistä."]


def test_a_digest_is_remarked_once() -> None:
    """However many digests are quoted, the reader is sent to the originals once; a digest of a law is not the law as enacted."""
    two = [source(Kind.MEMO, digest=True), source(Kind.RESEARCH, digest=True, text="Polut.")]
    law = source(Kind.STATUTE, title=ACT, digest=True)
    assert told([law]) == told(two) == ["Vastaus perustuu koosteeseen. Tarkista tieto alkuperäisestä asiakirjasta."]


def test_quotes_in_another_language_are_remarked() -> None:
    """A Swedish or English answer says that the quotes are in the language of their source."""
    assert told([source(Kind.MEMO)]) == []
    assert told([source(Kind.MEMO)], Language.EN) == ["The quotes are in the language of the source."]
    assert told([source(Kind.MEMO)], Language.SV) == ["Citaten är på källans språk."]


@pytest.mark.parametrize(
    ("documents", "wanted"),
    [
        (0, ["Aineistossa ei ole vielä yhtään asiakirjaa."]),
        (1, ["Aineistosta ei löytynyt vastausta kysymykseen.", "Haku kohdistui yhteen asiakirjaan."]),
        (41, ["Aineistosta ei löytynyt vastausta kysymykseen.", "Haku kohdistui 41 asiakirjaan."]),
    ],
)
def test_a_refusal_tells_what_was_searched_and_what_to_do(documents: int, wanted: list[str]) -> None:
    """None, one or many documents are counted in good Finnish, and the advice comes last."""
    said = list(refusal(documents, Language.FI, view=False))
    assert [claim.text for claim in said] == [*wanted, "Voit lisätä puuttuvan lähteen Aineisto-välilehdellä."]
    assert {claim.origin for claim in said} == {Origin.FORM}


@pytest.mark.parametrize("language", list(Language))
def test_a_refusal_guesses_nothing(language: Language) -> None:
    """In no language does a refusal say "probably" or beg pardon, and its count is the one given."""
    for view in (True, False):
        text = " ".join(claim.text for claim in refusal(41, language, view=view)).casefold()
        assert re.findall(r"\d+", text) == ["41"]
        assert not re.search(r"todennäköis|valitettav|pahoittel|sannolikt|tyvärr|probably|sorry|unfortunately", text)


def test_a_missing_part_is_told_in_its_own_words() -> None:
    """The part of the question stands in the sentence, unchanged."""
    claim = missing("kuinka moni osallistui $vuonna 2033?", Language.SV)
    assert (
        claim.text == "Materialet innehåller inget svar på denna del av frågan: ”kuinka moni osallistui $vuonna 2033?”."
    )
    assert claim.origin is Origin.FORM


# Nothing is made up


words = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('”“"-\n §()$0123456789äö.;'), min_size=1, max_size=60
).map(lambda text: unicodedata.normalize("NFC", text))


@st.composite
def quotes(draw: st.DrawFn) -> tuple[tuple[Quote, ...], Quote | None]:
    """One or two quotes of any document, and perhaps what was quoted before from it."""
    text = draw(words.filter(lambda t: t.strip()))
    pages = (Page(number=draw(st.integers(1, 999)), start=0, end=len(text)),) if draw(st.booleans()) else ()
    held = document(
        text,
        title=draw(words | st.sampled_from([ACT, SHED_ACT, "Asetus avaimista (5/2032)"])),
        kind=draw(st.sampled_from(Kind)),
        body=draw(st.none() | words),
        date=draw(st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2099, 1, 1))),
        digest=draw(st.booleans()),
        pages=pages,
    )
    headings = [("3 § Kortti",), ("2 luku", "12 a § Avain"), ("Yleistä 4.2",), ()]
    places: list[Passage] = [passage(held, draw(st.sampled_from(headings))) for _ in range(2)]

    def one(within: Passage) -> Quote:
        seen = [k for k, char in enumerate(text) if not char.isspace()]
        first = draw(st.sampled_from(seen))
        return Quote(passage=within, start=first, end=draw(st.integers(first + 1, len(text))))

    chosen = tuple(one(places[0]) for _ in range(draw(st.integers(1, 2))))
    return chosen, one(places[1]) if draw(st.booleans()) else None


@settings(deadline=None)
@given(quotes(), st.sampled_from(Language))
def test_nothing_in_a_sentence_is_made_up(drawn: tuple[tuple[Quote, ...], Quote | None], language: Language) -> None:
    """The words in quotation marks are the source's own, and every number of the frame is the source's: its title, heading,
    body, day, page or register number."""
    held, before = drawn
    claim = framed(held, before, language)
    assert claim.quotes == held
    shown = " … ".join(in_marks(tidy(q.text), language) for q in held)
    outside = claim.text.removesuffix(".") if claim.text.endswith("”.") else claim.text
    assert outside.endswith(shown)
    assert all(verbatim(tidy(q.text), tidy(q.passage.document.text)) for q in held)
    assert check(claim, 0) == ()

    origin = held[0].passage
    facts = [origin.document.title, origin.document.body or "", *origin.heading, str(held[0].page)]
    if origin.document.date:
        day = origin.document.date
        facts += [str(day.day), str(day.month), str(day.year)]
    facts += REGISTER_NUMBER.findall(origin.document.text)
    known = {number for fact in facts for number in re.findall(r"\d+", fact)}
    assert set(re.findall(r"\d+", outside.removesuffix(shown))) <= known


# The writer


def test_the_writer_answers_from_the_evidence_alone() -> None:
    """It quotes what answers, in frames, names itself, and tells the identity of its frames."""
    held = [CARD_SECTION, FEE_SECTION]
    words_held = vocabulary(held)
    writer = ExtractiveWriter(lambda: words_held, models("lexical"))
    claims = list(writer.answer(evidence(asked("Kuinka kauan retkikortti on voimassa?"), held)))
    assert claims[0] == framed((quote(CARD, CARD_SECTION),), None, Language.FI)
    assert writer.name == "extractive"
    assert re.fullmatch(r"answer\.sv@\d+#[0-9a-f]{8}", writer.prompt(Language.SV))


@pytest.mark.parametrize("question", ["Kuka keksi hehkulampun?", "Mitä Majakkaseura lausui leirimaksusta?"])
def test_the_writer_is_silent_where_nothing_answers(question: str) -> None:
    """No claim at all rather than a near one."""
    held = [CARD_SECTION, FEE_SECTION]
    words_held = vocabulary(held)
    writer = ExtractiveWriter(lambda: words_held, models("lexical"))
    assert list(writer.answer(evidence(asked(question), held))) == []


def test_what_an_earlier_part_told_is_given_again_and_not_framed_anew() -> None:
    """Where an earlier sentence answers this part too, that sentence comes again as it was: the part is not left without."""
    held = [CARD_SECTION, FEE_SECTION]
    words_held = vocabulary(held)
    writer = ExtractiveWriter(lambda: words_held, models("lexical"))
    found = evidence(asked("Kuinka kauan retkikortti on voimassa?"), held)
    first = list(writer.answer(found, (), 2))
    assert list(writer.answer(found, first, 2)) == first[:1]
