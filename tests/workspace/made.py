"""Proposals, documents and versions made in a line, and a clock that is told what to say."""

from __future__ import annotations

import datetime as dt

from assistant.statement import FoundAs, LocalFact, Proposal, Stance, Version, VersionKind
from assistant.types import Block, BlockKind, Claim, Document, Kind, Language, Origin, Page, Passage, Quote, Role
from tests.text.made import document

START = dt.datetime(2033, 2, 9, 8, 0, tzinfo=dt.UTC)
MEMO = "m" * 64
WORDS = "Ehdotus 1. Vesihuolto.\n\nVerkkoa korjataan. Kustannus on 3 miljoonaa euroa.\n\nEhdotus 2. Puistot.\n\nPuita istutetaan."


class Ticking:
    """Each time it is asked, a second has gone by."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> dt.datetime:
        """The moment."""
        self.at += dt.timedelta(seconds=1)
        return self.at


def memo(text: str = WORDS, *, id: str = MEMO) -> Document:
    """A memo with pages, headings and everything else a document may have."""
    middle = len(text) // 2
    return document(
        text,
        id=id,
        kind=Kind.MEMO,
        title="Muistio kasvihuoneista",
        body="Esimerkkiministeriö",
        date=dt.date(2033, 1, 2),
        url="https://esimerkki.invalid/muistio",
        source="upload:muistio.docx",
        digest=True,
        pages=(Page(number=1, start=0, end=middle), Page(number=2, start=middle, end=len(text))),
        blocks=(Block(kind=BlockKind.HEADING, start=0, end=min(9, middle), level=2),),
    )


def proposal(title: str, start: int = 0, end: int = 0, *, number: str = "", source: Document | None = None) -> Proposal:
    """A detected proposal: the words from start to end of a memo."""
    held = source or memo()
    return Proposal(
        id=f"p{title.lower()}{held.id[0]}",
        number=number,
        title=title,
        text=held.text[start:end],
        document=held.id,
        page=held.page_at(start),
        start=start,
        end=end,
        references=("55 §",),
        found_as=FoundAs.NUMBERED,
    )


def register() -> tuple[Proposal, Proposal]:
    """The two proposals of the memo."""
    second = WORDS.index("Ehdotus 2")
    return (
        proposal("Vesihuolto", 0, second - 2, number="Ehdotus 1"),
        proposal("Puistot", second, len(WORDS), number="Ehdotus 2"),
    )


def quote(held: Document, words: str) -> Quote:
    """Words of a document, quoted from a passage under a heading."""
    start = held.text.index(words)
    passage = Passage(id="k1", document=held, heading=("2 Ehdotukset", "2.1"), start=0, end=len(held.text))
    return Quote(passage=passage, start=start, end=start + len(words))


def claims(held: Document | None = None) -> tuple[Claim, ...]:
    """One claim of each origin and role, with two quotes in one of them."""
    held = held or memo()
    first, second = quote(held, held.text.split()[0]), quote(held, held.text.split()[-1])
    return (
        Claim(text="Kaupunki kannattaa ehdotusta.", origin=Origin.FORM, role=Role.STANCE),
        Claim(text=f"Muistion mukaan ”{first.text}”.", origin=Origin.QUOTED, quotes=(first, second), role=Role.REASON),
        Claim(text="Verkkoa korjataan meilläkin.", origin=Origin.SUPPORTED, quotes=(second,), role=Role.REASON),
        Claim(text="Esimerkkikaupungissa on 12 puistoa.", origin=Origin.OWN, role=Role.FACT),
        Claim(text="Kustannus on 9 euroa.", origin=Origin.UNSUPPORTED, role=Role.CONSEQUENCE),
        Claim(text="Rooliton virke.", origin=Origin.OWN),
    )


def version(
    held: Proposal,
    said: tuple[Claim, ...] | None = None,
    *,
    by: str = "Valmistelija",
    kind: VersionKind = VersionKind.DRAFT,
) -> Version:
    """A version of a proposal's Finnish section, not kept yet."""
    return Version(
        section=f"{held.id}-fi",
        n=0,
        proposal=held.id,
        language=Language.FI,
        stance=Stance.SUPPORTS,
        claims=claims() if said is None else said,
        kind=kind,
        by=by,
        at=START + dt.timedelta(microseconds=123_456),
        wishes="Rahoitus turvattava.\nAikaa tarvitaan.",
        facts=(FACT, LocalFact(id="l2", text="Toinen tieto.")),
        instruction="lyhennä",
        model="extractive",
        prompt="draft@1#abcd",
    )


FACT = LocalFact(id="l1", text="Kaupungissa on 12 puistoa.", source="Puistoluettelo", date=dt.date(2033, 1, 31))
