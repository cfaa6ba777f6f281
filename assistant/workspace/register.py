"""What finding, merging and splitting make of the proposals of a register: plain functions that keep nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from assistant.errors import StoreError, UsageError
from assistant.statement import FoundAs, Proposal, ProposalState
from assistant.types import Document

SHORTEST = 3
"""Characters of an id that may stand for the whole."""


def find(register: Sequence[Proposal], id: str) -> Proposal:
    """The proposal of an id, of a printed number ("Kehittämisehdotus 3" or "3"), or of the only id that begins so.

    A number counts among proposals that are not rejected. Raises StoreError `unknown_proposal` or `ambiguous_proposal`.
    """
    told = " ".join(id.split())
    for proposal in register:
        if proposal.id == told:
            return proposal
    numbered = [
        proposal
        for proposal in register
        if proposal.state is not ProposalState.REJECTED and told and _numbered(proposal.number, told)
    ]
    begun = [p for p in register if len(told) >= SHORTEST and p.id.startswith(told)]
    found = numbered or begun
    if not found:
        raise StoreError("unknown_proposal", id=id)
    if len(found) > 1:
        raise StoreError("ambiguous_proposal", id=id, ids=", ".join(proposal.id for proposal in found))
    return found[0]


def _numbered(printed: str, told: str) -> bool:
    printed, told = (text.casefold().rstrip(".:)") for text in (printed, told))
    return bool(printed) and told in (printed, printed.split()[-1])


def made_id(taken: Sequence[Proposal], *parts: object) -> str:
    """An id that nobody in the register has, from what the proposal is made of."""
    ids = {proposal.id for proposal in taken}
    for attempt in range(len(ids) + 1):
        seed = "\0".join(str(part) for part in (*parts, attempt))
        made = "p" + hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        if made not in ids:
            return made
    raise AssertionError("hashes collide")


def merged(register: Sequence[Proposal], chosen: Sequence[Proposal], document: Document | None) -> Proposal:
    """The first of the chosen (in the register's order) with the words of all.

    Where all are of `document` and neighbours, their words are its words from the first start to the last end, and so is what
    stands between. Elsewhere the texts are joined by blank lines, and the place is the first one's. Raises UsageError.
    """
    ordered = [proposal for proposal in register if proposal in chosen]
    if len(ordered) < 2:
        raise UsageError("merge_few")
    for proposal in ordered:
        if proposal.state is ProposalState.REJECTED:
            raise UsageError("merge_rejected", name=proposal.name)
    first = ordered[0]
    references = tuple(dict.fromkeys(named for proposal in ordered for named in proposal.references))
    at = register.index(first)
    together = list(register[at : at + len(ordered)]) == ordered
    if document is not None and together and all(_in(proposal, document) for proposal in ordered):
        start, end = min(p.start for p in ordered), max(p.end for p in ordered)
        return replace(
            first,
            text=document.text[start:end],
            start=start,
            end=end,
            page=document.page_at(start),
            references=references,
        )
    text = "\n\n".join(proposal.text for proposal in ordered if proposal.text.strip())
    return replace(first, text=text, references=references)


def _in(proposal: Proposal, document: Document) -> bool:
    """Whether the proposal's words are this document's at its place."""
    return proposal.document == document.id and 0 <= proposal.start < proposal.end <= len(document.text)


def parted(
    register: Sequence[Proposal], whole: Proposal, at: int, title: str, document: Document | None
) -> tuple[Proposal, Proposal]:
    """A proposal cut before the character `at` of its text: the first keeps id, number and title, the second has its own id.

    `document` tells the second one's page. References go to the part that names them. Raises UsageError when a part would be empty.
    """
    one, rest = whole.text[:at].rstrip(), whole.text[at:].lstrip() if 0 < at < len(whole.text) else ""
    if not one or not rest:
        raise UsageError("split_place", name=whole.name)
    # A text that was joined from several places is longer than the place it begins at; one added by hand has none.
    placed = bool(whole.document) and whole.end - whole.start == len(whole.text)
    start = whole.end - len(rest) if placed else 0
    first = replace(
        whole,
        text=one,
        end=whole.start + len(one) if placed else whole.end,
        references=tuple(named for named in whole.references if named in one or named not in rest),
    )
    second = replace(
        whole,
        id=made_id(register, whole.document, whole.id, at, title),
        number="",
        title=title,
        text=rest,
        document=whole.document if placed else "",
        page=document.page_at(start) if placed and document and document.id == whole.document else None,
        start=start,
        end=whole.end if placed else 0,
        references=tuple(named for named in whole.references if named in rest),
        found_as=FoundAs.HAND,
    )
    return first, second
