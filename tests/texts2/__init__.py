"""Invented Finnish sources (folder `sources`) and short ways to build the types that the tests of asking need.

Every statute, body, number and date here is made up.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from assistant.library.lexical import Lexical
from assistant.library.search import searchable
from assistant.library.sentences import sentences_of
from assistant.steps.understand import understand
from assistant.types import (
    Candidate,
    Claim,
    Document,
    Evidence,
    Hit,
    Kind,
    Language,
    Origin,
    Page,
    Passage,
    Question,
    Quote,
)

SOURCES = Path(__file__).parent / "sources"

CARD = "Retkikortti on voimassa enintään kahdeksan kuukautta sen myöntämisestä."
FEE = "Leirimaksu on 7 euroa yöltä."
ACT = "Laki kunnallisista retkipalveluista (412/2031)"
SHED_ACT = "Venevajalaki (77/2030)"

SHORT_LIST = (
    "Retkioppaan on ennen lähtöä: 1) tarkastettava reitin kunto; "
    "2) kerrottava osallistujille sään vaikutuksesta; ja 3) huolehdittava ensiapuvälineistä."
)


def document(
    text: str,
    *,
    title: str = "Selvitys retkireiteistä",
    kind: Kind = Kind.RESEARCH,
    body: str | None = None,
    date: dt.date | None = None,
    language: Language = Language.FI,
    digest: bool = False,
    pages: tuple[Page, ...] = (),
) -> Document:
    """A document whose id follows from what it holds."""
    told = f"{title}\0{kind}\0{body}\0{date}\0{digest}\0{text}"
    return Document(
        id=hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest(),
        external_id=title.split(maxsplit=1)[0].casefold() if title.strip() else "nimetön",
        kind=kind,
        title=title,
        text=text,
        body=body,
        date=date,
        language=language,
        digest=digest,
        pages=pages,
    )


def passage(held: Document | str, heading: tuple[str, ...] = (), start: int = 0, end: int | None = None) -> Passage:
    """A passage of a document, the whole of it unless told."""
    whole = document(held) if isinstance(held, str) else held
    stop = len(whole.text) if end is None else end
    return Passage(id=f"{whole.id[:12]}:{start}:{stop}", document=whole, heading=heading, start=start, end=stop)


def quote(words: str, within: Passage) -> Quote:
    """The first place of the words in a passage."""
    at = within.document.text.index(words, within.start)
    return Quote(passage=within, start=at, end=at + len(words))


def quoted(words: str, within: Passage) -> Claim:
    """A sentence that quotes the words."""
    return Claim(text=f"Lähteen mukaan ”{words}”", origin=Origin.QUOTED, quotes=(quote(words, within),))


def asked(text: str) -> Question:
    """A question understood, without a conversation."""
    return understand(text, (), None, longest=2_000)


def evidence(question: Question, passages: Sequence[Passage], documents: int | None = None) -> Evidence:
    """Passages as if found in this order by lexical search, with their sentences."""
    return Evidence(
        question=question,
        hits=tuple(Hit(passage=p, score=1 / (21 + k), found_by=("char4",)) for k, p in enumerate(passages)),
        candidates=tuple(
            Candidate(
                passage=p,
                start=span.start,
                end=span.end,
                lead=span.lead,
                list_end=span.list_end,
                context=context,
                rank=rank,
                position=position,
                similarity=None,
                passage_similarity=None,
            )
            for rank, p in enumerate(passages)
            for position, (span, context) in enumerate(sentences_of(p))
        ),
        documents=len({p.document.id for p in passages}) if documents is None else documents,
    )


def vocabulary(passages: Sequence[Passage]) -> Lexical:
    """What the words of these passages are worth, among some others so that a rare word is rare."""
    others = [f"Muu asia {k}: kunnan puistojen penkit maalataan joka {k}. vuosi." for k in range(20)]
    return Lexical([*(searchable(p) for p in passages), *others])
