"""The rubric for statements from outside: good ones pass, each lack is told, and nothing is a stance that is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts2 import document

from assistant.statement import Proposal
from assistant.steps.rubric import judge
from assistant.text.wording import say
from assistant.types import Block, BlockKind, Document, Finding, Language, Severity

GOOD = """# Esimerkkikaupungin lausunto retkipalvelumuistiosta

## Yleistä

Kaupunki kiittää mahdollisuudesta lausua muistion kehittämisehdotuksista.

## 1. Retkikortin keston tarkentaminen

Kaupunki kannattaa ehdotusta varauksin. Nykyinen kuuden kuukauden aika ei riitä kaikille, koska matkat ovat pitkiä. Kaupungissa oli vuonna 2025 yhteensä 84
kortinhaltijaa, joista 31 haki korttia uudelleen (retkipalvelut, 12.1.2026). Kaupunki esittää, että 14 §:ään lisätään poikkeus pitkien matkojen kunnille.

## 2. Retkioppaiden yhteistyö

Kaupunki ei kannata ehdotusta nykyisessä muodossaan. Syynä on, että kunnille aiheutuu uusia kustannuksia ilman rahoitusta. Kaupunki esittää, että kustannukset
korvataan kunnille täysimääräisesti.

## 3. Reittien merkintä

Kaupungilla ei ole lausuttavaa tästä ehdotuksesta.

## 4. Leirien valvonta

Kaupunki pitää ehdotusta hyvänä, sillä se selkeyttää työnjakoa hyvinvointialueen kanssa. Voimavarat on turvattava ennen voimaantuloa.

## Yhteenveto

Kaupunki pitää muistion suuntaa oikeana. Kunnan rooli on kirjattava lakiin selvästi, ja rahoitus on turvattava ennen kuin tehtävät siirtyvät.
"""

SWEDISH = """# Exempelstadens utlåtande

## 1. Precisering av kortets giltighet

Staden understöder förslaget med förbehåll. Sex månader räcker inte för alla, eftersom resorna är långa. År 2025 hade staden 84 kortinnehavare. Staden föreslår
att ett undantag läggs till i 14 §. Finansieringen måste tryggas.

## 2. Samarbete mellan guider

Staden understöder inte förslaget i dess nuvarande form. Orsaken är att kommunerna får nya kostnader.
"""

PROPOSALS = tuple(
    Proposal(id=f"p{n}", number=str(n), title=title, text="")
    for n, title in enumerate(
        ["Retkikortin keston tarkentaminen", "Retkioppaiden yhteistyö", "Reittien merkintä", "Leirien valvonta"],
        start=1,
    )
)


def made(text: str) -> Document:
    """A document of Markdown-like text: each line after # is a heading, each other stretch between empty lines a paragraph."""
    held, blocks = "", []
    for piece in filter(None, (piece.strip() for piece in text.split("\n\n"))):
        words = piece.lstrip("# ") if piece.startswith("#") else piece
        level = len(piece) - len(piece.lstrip("#"))
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        blocks.append(Block(kind=kind, start=len(held), end=len(held) + len(words), level=level))
        held += f"{words}\n\n"
    whole = document(held, title="lausunto")
    return Document(id=whole.id, external_id="x", kind=whole.kind, title="lausunto", text=held, blocks=tuple(blocks))


def said(text: str, proposals: tuple[Proposal, ...] = (), language: Language = Language.FI) -> dict[str, Finding]:
    """The findings on a text by message."""
    return {finding.message: finding for finding in judge(made(text), proposals, language=language)}


@pytest.mark.parametrize("proposals", [(), PROPOSALS])
def test_a_good_statement_has_no_errors(proposals: tuple[Proposal, ...]) -> None:
    """A statement with all that a reader looks for has no error and no warning, whether or not the proposals are known."""
    assert [f for f in judge(made(GOOD), proposals) if f.severity is not Severity.INFO] == []


def test_a_good_swedish_statement() -> None:
    """Swedish words count in a Swedish statement."""
    assert [f for f in judge(made(SWEDISH), language=Language.SV) if f.severity is not Severity.INFO] == []


def test_text_without_headings() -> None:
    """A plain text with a stance is not faulted for its lay-out."""
    text = "Kaupunki kannattaa ehdotusta, koska se selkeyttää työnjakoa."
    assert [f for f in judge(document(text)) if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("old", "new", "message", "severity"),
    [
        ("Kaupunki kannattaa ehdotusta varauksin. ", "", "rubric_stance_missing", Severity.ERROR),
        (
            "Kaupunki kannattaa ehdotusta varauksin. Nykyinen",
            "Ehdotus on esitelty muistiossa. Kaupunki kannattaa ehdotusta varauksin. Nykyinen",
            "rubric_stance_late",
            Severity.WARNING,
        ),
        (
            "Voimavarat on turvattava ennen voimaantuloa.",
            "Kaupunki vastustaa ehdotusta.",
            "rubric_contradiction",
            Severity.WARNING,
        ),
        (", sillä se selkeyttää työnjakoa hyvinvointialueen kanssa", "", "rubric_no_reason", Severity.WARNING),
        (
            "vuonna 2025 yhteensä 84\nkortinhaltijaa, joista 31 haki korttia uudelleen (retkipalvelut, 12.1.2026)",
            "paljon kortinhaltijoita",
            "rubric_no_local_fact",
            Severity.WARNING,
        ),
        ("Kaupunki pitää muistion suuntaa oikeana.", "[täydennä yhteenveto]", "placeholder", Severity.ERROR),
        ("Kaupunki pitää muistion suuntaa oikeana.", "Suunta on **oikea**.", "markup", Severity.ERROR),
        ("Kaupunki pitää muistion suuntaa oikeana.", "Suunta on oikea [2].", "source_mark", Severity.ERROR),
        ("Kaupunki pitää muistion suuntaa oikeana.", "Mielestämme suunta on oikea.", "first_person", Severity.WARNING),
        ("Kaupunki pitää muistion suuntaa oikeana.", "Kyseinen suunta on oikea.", "official_language", Severity.INFO),
        ("Kaupunki pitää muistion suuntaa oikeana.", "Sana " + "on sana " * 15 + ".", "long_sentence", Severity.INFO),
        ("Kaupunki pitää muistion suuntaa oikeana.", "Suunta on oikea. " * 600, "rubric_long", Severity.INFO),
    ],
)
def test_each_lack_is_told(old: str, new: str, message: str, severity: Severity) -> None:
    """One thing taken from a good statement, or one bad thing put in, gives the finding that names it."""
    changed = GOOD.replace(old, new)
    assert changed != GOOD
    assert said(GOOD).get(message) is None
    assert said(changed)[message].severity is severity


def test_a_change_and_money_are_asked_for() -> None:
    """A statement that asks for nothing and speaks of no money is told so."""
    text = "Kaupunki kannattaa ehdotusta, koska se on selkeä."
    assert {"rubric_no_change", "rubric_no_money", "rubric_no_local_fact", "rubric_short"} <= said(text).keys()


def test_no_stance_at_all_is_an_error() -> None:
    """A text that takes no stance on anything, with or without headings, is an error."""
    for text in ("Asia on tärkeä alueen asukkaille.", "# Otsikko\n\n## Yleistä\n\nAsia on tärkeä alueen asukkaille."):
        assert said(text)["rubric_no_stance"].severity is Severity.ERROR


def test_the_finding_names_the_place() -> None:
    """What lacks in a part is told by its heading, in the message too."""
    finding = said(GOOD.replace("Kaupunki ei kannata ehdotusta nykyisessä muodossaan. ", ""))["rubric_stance_missing"]
    assert finding.words == "2. Retkioppaiden yhteistyö"
    assert "Retkioppaiden yhteistyö" in say("finding.rubric_stance_missing", Language.FI, **finding.values)


def test_a_proposal_that_is_not_named() -> None:
    """Of the proposals to answer, the one that the statement leaves out is named, in whatever case it might stand."""
    without = GOOD.replace("## 4. Leirien valvonta", "## Muut huomiot")
    told = [f.words for f in judge(made(without), PROPOSALS) if f.message == "rubric_no_proposal"]
    assert told == ["4 Leirien valvonta"]
    inflected = without.replace("Voimavarat on", "Leirien valvontaan voimavarat on")
    assert "rubric_no_proposal" not in said(inflected, PROPOSALS)


def test_proposals_of_another_matter() -> None:
    """Where none of the known proposals is named, that is told once and the headings tell which parts answer one."""
    others = tuple(Proposal(id=f"q{n}", number="", title=f"Kuvitellun palvelun {n}. vaihe", text="") for n in range(5))
    told = [f for f in judge(made(GOOD), others) if f.severity is not Severity.INFO]
    assert [(f.message, f.values["count"]) for f in told] == [("rubric_no_proposals", "5")]
    lacking = GOOD.replace("Kaupunki kannattaa ehdotusta varauksin. ", "")
    assert said(lacking, others)["rubric_stance_missing"].severity is Severity.ERROR


def test_a_part_with_deeper_headings() -> None:
    """A proposal's part may be under headings of its own: the stance counts there, and its lack too."""
    split = GOOD.replace(
        "Kaupunki ei kannata ehdotusta nykyisessä", "### Kanta\n\nKaupunki ei kannata ehdotusta nykyisessä"
    )
    assert [f for f in judge(made(split), PROPOSALS) if f.severity is not Severity.INFO] == []
    lacking = split.replace("Kaupunki ei kannata ehdotusta nykyisessä muodossaan. ", "")
    assert said(lacking, PROPOSALS)["rubric_stance_missing"].words == "2. Retkioppaiden yhteistyö"


def test_numbered_headings_are_not_proposals() -> None:
    """A numbered chapter that takes no stance is no error, also where a proposal has the same number."""
    more = GOOD.replace(
        "## 3. Reittien merkintä", "## 3. Nykytila kaupungissa\n\nPalvelut toimivat.\n\n## 4. Reittien merkintä"
    )
    assert [f for f in judge(made(more), PROPOSALS) if f.severity is Severity.ERROR] == []
    assert [f for f in judge(made(more)) if f.severity is Severity.ERROR] == []


def test_an_empty_document() -> None:
    """A file without text is an error that names it, not a crash."""
    (finding,) = judge(document("  \n ", title="tyhjä.docx"))
    assert (finding.message, finding.severity, finding.words) == ("rubric_empty", Severity.ERROR, "tyhjä.docx")


def test_a_statement_of_quotes_takes_no_stance() -> None:
    """What others are quoted to think is not the city's stance."""
    text = "Esimerkkiliitto toteaa: ”Kannatamme ehdotusta.” Asia on laaja."
    assert "rubric_no_stance" in said(text)


@given(st.text(max_size=300), st.sampled_from(Language))
def test_any_text_can_be_judged(text: str, language: Language) -> None:
    """No text makes the rubric fail, and every finding can be told in each language."""
    for finding in judge(document(text), PROPOSALS, language=language):
        for spoken in Language:
            assert say(f"finding.{finding.message}", spoken, **finding.values)
