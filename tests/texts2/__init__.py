"""Invented Finnish sources (folder `sources`) and short ways to build the types that the tests of asking need.

Every statute, body, number and date here is made up.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.library.lexical import Lexical
from assistant.library.search import searchable
from assistant.library.sentences import sentences_of
from assistant.ports import VectorIndex, Vectors
from assistant.steps.understand import understand
from assistant.text.finnish import char_grams
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


def moved(held: Passage, **facts: object) -> Passage:
    """The same passage in a document with other facts."""
    return replace(held, document=replace(held.document, **facts))  # type: ignore[arg-type]  # names of fields


class BagOfGrams:
    """A deterministic embedder: counts of character 4-grams in 96 buckets, rows of length one."""

    dimension = 96

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A row a text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The row of a question."""
        row = np.zeros(self.dimension)
        for gram in char_grams(text):
            row[int(hashlib.sha256(gram.encode("utf-8", "replace")).hexdigest(), 16) % self.dimension] += 1
        length = float(np.linalg.norm(row)) or 1.0
        return [float(value) for value in row / length]


class FolderStore:
    """An index store that keeps each build as two plain files and searches it exactly."""

    def build(self, folder: Path, ids: Sequence[str], vectors: Vectors) -> None:
        """Writes ids and vectors."""
        (folder / "ids.json").write_text(json.dumps(list(ids)))
        np.save(folder / "vectors.npy", vectors)

    def open(self, folder: Path) -> VectorIndex:
        """Reads them back."""
        return _Folder(json.loads((folder / "ids.json").read_text()), np.load(folder / "vectors.npy"))


class _Folder:
    def __init__(self, ids: list[str], vectors: Vectors) -> None:
        self._ids, self._vectors = ids, vectors

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        near = self._vectors @ vector
        return [(self._ids[int(i)], float(near[int(i)])) for i in np.argsort(-near, kind="stable")[:k]]

    def close(self) -> None:
        return None
