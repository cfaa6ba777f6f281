"""The types as the JSON of the command line, whose shapes are fixed: fields may be added, none renamed or taken away."""

from __future__ import annotations

from typing import Any

from assistant.statement import Drafted, Ground, Grounds, Proposal, Side, Version
from assistant.text.numbering import Source, number, number_of
from assistant.text.wording import say
from assistant.types import Added, Answer, Claim, Document, Finding, Hit, LibraryStatus, Passage, Quote, Step


def document(held: Document, passages: int) -> dict[str, Any]:
    """A document without its text."""
    return {
        "id": held.id,
        "external_id": held.external_id,
        "title": held.title,
        "kind": held.kind.value,
        "body": held.body,
        "date": held.date.isoformat() if held.date else None,
        "url": held.url,
        "language": held.language.value,
        "digest": held.digest,
        "pages": len(held.pages) or None,
        "passages": passages,
    }


def added(outcome: Added, message: str) -> dict[str, Any]:
    """What became of one document; a failed one has no id."""
    if outcome.document is None:
        empty = {"id": None, "external_id": outcome.name, "title": None, "kind": None, "pages": None, "passages": 0}
        return {**empty, "state": outcome.state.value, "message": message}
    return {**document(outcome.document, outcome.passages), "state": outcome.state.value, "message": message}


def status(held: LibraryStatus, model: str) -> dict[str, Any]:
    """What the library holds."""
    index = held.index
    return {
        "documents": held.documents,
        "passages": held.passages,
        "index": {
            "state": index.state.value,
            "fingerprint": index.fingerprint,
            "embedder": index.embedder,
            "dimension": index.dimension,
            "vectors": index.vectors,
        },
        "model": model,
        "database": held.database,
    }


def hit(found: Hit, rank: int) -> dict[str, Any]:
    """One passage of a search."""
    return {
        "rank": rank,
        "score": round(found.score, 6),
        "found_by": list(found.found_by),
        **_place(found.passage.document),
        "heading": list(found.passage.heading),
        "page": found.passage.page,
        "passage": found.passage.id,
        "start": found.passage.start,
        "end": found.passage.end,
        "text": found.passage.text,
    }


def answer(told: Answer) -> dict[str, Any]:
    """One answer; its sources are numbered as everywhere."""
    sources = number(told.claims)
    return {
        "status": told.status.value,
        "language": told.language.value,
        "claims": [claim(sentence, sources) for sentence in told.claims],
        "missing": list(told.missing),
        "nearest": [_nearest(passage) for passage in told.nearest],
        "findings": [finding(remark, told.language) for remark in told.findings],
        "trace": [step(done) for done in told.trace],
    }


def claim(sentence: Claim, sources: tuple[Source, ...]) -> dict[str, Any]:
    """One sentence with its quotes."""
    return {
        "text": sentence.text,
        "origin": sentence.origin.value,
        "role": sentence.role.value if sentence.role else None,
        "quotes": [quote(held, number_of(held, sources)) for held in sentence.quotes],
    }


def quote(held: Quote, n: int) -> dict[str, Any]:
    """The very words, and where they stand."""
    return {
        "n": n,
        **_place(held.passage.document),
        "heading": list(held.passage.heading),
        "page": held.page,
        "start": held.start,
        "end": held.end,
        "text": held.text,
    }


def finding(remark: Finding, language: str) -> dict[str, Any]:
    """A remark of a check: `message` names the place and the way to mend it."""
    return {
        "id": remark.id,
        "check": remark.check,
        "severity": remark.severity.value,
        "message": say(f"finding.{remark.message}", language, **remark.values),
        "code": remark.message,
        "section": remark.section or None,
        "claim": remark.claim,
        "words": remark.words,
    }


def step(done: Step) -> dict[str, Any]:
    """One step of a trace."""
    return {
        "step": done.step,
        "seconds": done.seconds,
        "prompt": done.prompt,
        "model": done.model,
        "tokens": done.tokens,
    }


def proposal(held: Proposal) -> dict[str, Any]:
    """One proposal of the register."""
    return {
        "id": held.id,
        "number": held.number,
        "title": held.title,
        "document": held.document,
        "page": held.page,
        "start": held.start,
        "end": held.end,
        "text": held.text,
        "state": held.state.value,
        "references": list(held.references),
        "found_as": held.found_as.value,
        "confirmed_by": held.confirmed_by,
        "digest": held.digest,
    }


def grounds(found: Grounds) -> dict[str, Any]:
    """Grounds in their three groups, what others said, and where the city itself said otherwise."""
    return {
        "proposal": found.proposal.id,
        "stance": found.stance.value,
        **{side.value: [ground(held) for held in found.side(side)] for side in Side},
        "others": [ground(held) for held in found.voices],
        "contradictions": [
            {"earlier": ground(held.earlier), "chosen": held.chosen.value, "proposal": held.proposal}
            for held in found.contradictions
        ],
    }


def ground(held: Ground) -> dict[str, Any]:
    """One quote with who says it, when, and where that body stands."""
    document = held.document
    return {
        "id": held.id,
        "side": held.side.value,
        "stance": held.stance.value,
        "added": held.added,
        "body": document.body,
        "date": document.date.isoformat() if document.date else None,
        "score": round(held.score, 6),
        **_place(document),
        "heading": list(held.quote.passage.heading),
        "page": held.quote.page,
        "start": held.quote.start,
        "end": held.quote.end,
        "text": held.quote.text,
    }


def drafted(made: Drafted, language: str) -> dict[str, Any]:
    """A kept version with what the checks say of it."""
    return {
        **version(made.version),
        "findings": [finding(remark, language) for remark in made.findings],
        "trace": [step(done) for done in made.trace],
    }


def version(held: Version) -> dict[str, Any]:
    """One version of a section; its sources are numbered as everywhere."""
    sources = number(held.claims)
    return {
        "section": held.section,
        "version": held.n,
        "proposal": held.proposal,
        "language": held.language.value,
        "stance": held.stance.value,
        "kind": held.kind.value,
        "by": held.by,
        "at": held.at.isoformat(),
        "instruction": held.instruction,
        "model": held.model,
        "prompt": held.prompt,
        "text": held.text,
        "claims": [claim(sentence, sources) for sentence in held.claims],
    }


def _place(held: Document) -> dict[str, Any]:
    return {
        "document": held.id,
        "external_id": held.external_id,
        "title": held.title,
        "kind": held.kind.value,
        "digest": held.digest,
    }


def _nearest(passage: Passage) -> dict[str, Any]:
    return {**_place(passage.document), "heading": list(passage.heading), "page": passage.page, "passage": passage.id}
